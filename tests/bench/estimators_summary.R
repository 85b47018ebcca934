# SPDX-License-Identifier: GPL-3.0-or-later
# The table of tests/bench/estimators: medians, the ratio of each round, memory of a row, and whether both fits agree.
#
#   Rscript tests/bench/estimators_summary.R build/bench-estimators.csv
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
source(file.path(here, "measured.R"))
of_program <- function(program) measured[measured$program == program, ]
rows_of <- function(program) sort(unique(of_program(program)$size), decreasing = TRUE)
count <- function(x) format(x, big.mark = ",", scientific = FALSE)

# Peak memory of the process by row, and with half the rows: linear where they are alike. What a process takes without
# any row counts, too.
tell_memory <- function(program, target = NULL) {
  sizes <- rows_of(program)
  peak <- 1024 * sapply(sizes, function(size) middle(values(size, program, "peak_kib")))
  if (length(sizes) < 2) return(invisible())
  cat(sprintf("  %s: %.1f bytes a row at the peak, %.1f with half the rows%s\n", program,
              peak[1] / sizes[1], peak[2] / sizes[2], told_target(target)))
}

tell_agreement <- function(size) {
  told <- merge(of_program("cox_time"), of_program("converged"), by = "measure")
  told <- told[told$measure == "concordance" | startsWith(told$measure, "coefficient:"), ]
  if (nrow(told) == 0) return(invisible())
  apart <- "  coefficients and concordance, cox_time beside coxph (eps = 1e-12): %.1e apart at most   (target 1e-8)\n"
  cat(sprintf(apart, max(abs(told$value.x / told$value.y - 1))))
}

tell_cox <- function(size) {
  cat(sprintf("\nEfron's Cox model of %s rows\n", count(size)))
  tell_head()
  for (program in c("coxph", "cox_time")) tell_program(size, program, "%.3f", "fit_seconds")
  for (program in c("R_whole", "fit_hazards")) tell_program(size, program, "%.3f")
  cat("  coxph, cox_time: seconds of the fit alone; processor and memory of the process\n")
  tell_ratio(size, "cox_time", "coxph", "0.04, a 25th", "fit_seconds")
  tell_ratio(size, "fit_hazards", "R_whole")
  tell_memory("fit_hazards")
  tell_agreement(size)
}

tell_retention <- function(kind) {
  retention <- paste0("retention_", kind)
  size <- rows_of(retention)[1]
  cat(sprintf("\nKaplan-Meier of %s rows, times in %s\n", count(size), kind))
  tell_head()
  for (program in c(paste0("reading_", kind), retention)) tell_program(size, program, "%.3f")
  tell_ratio(size, retention, paste0("reading_", kind), "1.3")
  tell_memory(retention, "24")
}

if (length(rows_of("cox_time")) > 0) tell_cox(rows_of("cox_time")[1])
for (kind in c("days", "decimals")) if (length(rows_of(paste0("retention_", kind))) > 0) tell_retention(kind)
