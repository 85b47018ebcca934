# SPDX-License-Identifier: GPL-3.0-or-later
# What the tables of the benches share: the measurements (size,round,program,measure,value) of the file named first;
# where it has shape,patients a size is both, as "many,100000".
measured <- read.csv(commandArgs(TRUE)[1], stringsAsFactors = FALSE)
if (names(measured)[1] == "shape") {
  measured$size <- sprintf("%s,%d", measured$shape, measured$patients)
} else {
  names(measured)[1] <- "size"
}
values <- function(size, program, measure) {
  rows <- measured[measured$size == size & measured$program == program & measured$measure == measure, ]
  rows$value[order(rows$round)]
}
middle <- function(x) if (length(x) == 0) NA else median(x)
number <- function(x, format = "%.2f") ifelse(is.na(x), "-", sprintf(format, x))

tell_head <- function() {
  cat(sprintf("  %-20s %10s %10s %10s %10s %10s\n", "", "seconds", "fastest", "slowest", "processor", "peak MB"))
}

tell_program <- function(size, program, format = "%.2f", measure = "seconds") {
  seconds <- values(size, program, measure)
  if (length(seconds) == 0) return(invisible())
  cat(sprintf("  %-20s %10s %10s %10s %10s %10s\n", program, number(median(seconds), format),
              number(min(seconds), format), number(max(seconds), format),
              number(middle(values(size, program, "processor_seconds")), format),
              number(middle(values(size, program, "peak_kib")) / 1024, "%.0f")))
}

told_target <- function(target) if (is.null(target)) "" else sprintf("   (target %s)", target)

# Of two programs that ran in the same rounds, the ratio of each pair.
pair_ratios <- function(size, program, against, measure = "seconds") {
  rows <- measured[measured$size == size & measured$measure == measure, ]
  pairs <- merge(rows[rows$program == program, ], rows[rows$program == against, ], by = "round")
  pairs$value.x / pairs$value.y
}

# One line for both: the middle ratio, and how far apart those are.
tell_ratio <- function(size, program, against, target = NULL, measure = "seconds") {
  ratio <- pair_ratios(size, program, against, measure)
  if (length(ratio) == 0) return(invisible())
  cat(sprintf("  %s / %s: median %.3f, of %d pairs %.3f to %.3f%s\n", program, against, median(ratio), length(ratio),
              min(ratio), max(ratio), told_target(target)))
}
