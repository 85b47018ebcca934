# SPDX-License-Identifier: GPL-3.0-or-later
# The table of tests/bench/run: medians, the ratio of each round, peak memory, growth.
#
#   Rscript tests/bench/summary.R build/bench.csv
measured <- read.csv(commandArgs(TRUE)[1], stringsAsFactors = FALSE)
sizes <- sort(unique(measured$patients))
values <- function(patients, program, measure) {
  rows <- measured[measured$patients == patients & measured$program == program & measured$measure == measure, ]
  rows$value[order(rows$round)]
}
middle <- function(x) if (length(x) == 0) NA else median(x)
number <- function(x, format = "%.2f") ifelse(is.na(x), "-", sprintf(format, x))

# One line for two programs that ran in the same rounds: the ratio of each pair, and how far apart those are.
tell_ratio <- function(patients, program, against, target) {
  rows <- measured[measured$patients == patients & measured$measure == "seconds", ]
  pairs <- merge(rows[rows$program == program, ], rows[rows$program == against, ], by = "round")
  if (nrow(pairs) == 0) return(invisible())
  ratio <- pairs$value.x / pairs$value.y
  cat(sprintf("  %s / %s: median %.3f, of %d pairs %.3f to %.3f   (target %s)\n", program, against, median(ratio),
              length(ratio), min(ratio), max(ratio), target))
}

for (patients in sizes) {
  cat(sprintf("\n%s people, %.0f MB\n", format(patients, big.mark = ",", scientific = FALSE),
              middle(values(patients, "generator", "bytes")) / 1e6))
  cat(sprintf("  %-12s %10s %10s %10s %10s %10s\n", "", "seconds", "fastest", "slowest", "processor", "peak MB"))
  for (program in c("R", "chain", "unchanged")) {
    seconds <- values(patients, program, "seconds")
    if (length(seconds) == 0) next
    cat(sprintf("  %-12s %10s %10s %10s %10s %10s\n", program, number(median(seconds)), number(min(seconds)), number(max(seconds)),
                number(middle(values(patients, program, "processor_seconds"))),
                number(middle(values(patients, program, "peak_kib")) / 1024, "%.0f")))
  }
  tell_ratio(patients, "chain", "R", "0.125, then 0.05")
  tell_ratio(patients, "unchanged", "chain", "0.25")
  stages <- measured[measured$patients == patients & startsWith(measured$program, "stage:"), ]
  stages <- stages[order(-stages$value), ]
  if (nrow(stages) > 0) {
    cat("  peak memory of each program, MB (target 256 for a stage)\n")
    cat(sprintf("    %-24s %8.1f\n", sub("stage:", "", stages$program), stages$value / 1024), sep = "")
  }
}

if (length(sizes) == 2) {
  for (program in c("R", "chain")) {
    time <- sapply(sizes, function(patients) middle(values(patients, program, "seconds")))
    if (anyNA(time)) next
    cat(sprintf("\n%s: time grows with exponent %.2f%s\n", program, log(time[2] / time[1]) / log(sizes[2] / sizes[1]),
                if (program == "chain") "   (target 1.05)" else ""))
  }
}
