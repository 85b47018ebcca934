# SPDX-License-Identifier: GPL-3.0-or-later
# The table of tests/bench/run: medians, the ratio of each round, peak memory, growth.
#
#   Rscript tests/bench/summary.R build/bench.csv
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
source(file.path(here, "measured.R"))
sizes <- sort(unique(measured$size))

for (patients in sizes) {
  cat(sprintf("\n%s people, %.0f MB\n", format(patients, big.mark = ",", scientific = FALSE),
              middle(values(patients, "generator", "bytes")) / 1e6))
  tell_head()
  for (program in c("R", "chain", "unchanged")) tell_program(patients, program)
  tell_ratio(patients, "chain", "R", "0.125, then 0.05")
  tell_ratio(patients, "unchanged", "chain", "0.25")
  stages <- measured[measured$size == patients & startsWith(measured$program, "stage:"), ]
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
