# SPDX-License-Identifier: GPL-3.0-or-later
# Computes with R what the stages were asked for and compares every number. Run by tests/crosscheck/run.
#
#   Rscript compare.R DIRECTORY ESTIMATOR ...
arguments <- commandArgs(TRUE)
directory <- arguments[1]
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
for (part in c("common", "retention", "incidence", "recurrence", "states", "hazards"))
  if (part == "common" || part %in% arguments[-1]) source(file.path(here, paste0(part, ".R")))
path <- function(...) file.path(directory, paste0(..., ".csv"))
limit <- 1e-8

at <- c(3, 10.5, 40, 200)
check_retention <- function() for (kind in kinds) {
  rows <- read_rows(path("spells_", kind))
  ask <- function(type, tau, rho, strata) {
    start_expecting()
    expect_retention(rows, list(type = type, at = at, quantiles = c(0.25, 0.8), tau = tau, rho = rho, strata = strata))
    compare("estimate_retention", read_estimates(path("retention_", type, "_", kind)))
  }
  ask("log-log", 12.5, 0, FALSE)
  ask("log", 3, 1, TRUE)
  ask("plain", 90, 0, TRUE)
}
check_incidence <- function() for (kind in kinds) {
  rows <- read_rows(path("spells_", kind))
  for (type in c("log-log", "log", "plain")) {
    start_expecting()
    expect_incidence(rows, list(type = type, at = at, quantiles = c(0.2, 0.5), strata = type == "log"))
    compare("estimate_incidence", read_estimates(path("incidence_", type, "_", kind)), paste0("gray_test", c("", "_df", "_p")))
  }
}
check_recurrence <- function() {
  start_expecting()
  expect_recurrence(read_rows(path("stretches")), at)
  compare("estimate_recurrence", read_estimates(path("recurrence")))
}
check_states <- function() {
  rows <- read_rows(path("states")); rows$event <- as.character(rows$event)
  start_expecting()
  expect_states(rows, list(at = c(3, 10.5, 40), curve = TRUE))
  compare("estimate_states", read_estimates(path("states_one")))
  start_expecting()
  expect_states(rows, list(at = c(20, 77.25), curve = FALSE))
  compare("estimate_states", read_estimates(path("states_two")))
}
check_hazards <- function() for (kind in kinds) for (name in names(designs)) {
  start_expecting()
  expect_hazards(read_rows(path("models_", name, "_", kind)), designs[[name]])
  tests <- c("wald_test", "ph_test")
  compare("fit_hazards", read_estimates(path("hazards_", name, "_", kind)), c("concordance", tests, paste0(tests, "_df"), paste0(tests, "_p")))
}

for (part in arguments[-1]) get(paste0("check_", part))()

shown <- aggregate(numbers ~ estimator + measure + column, tally, sum)
shown <- merge(shown, aggregate(worst ~ estimator + measure + column, tally, max))
shown <- shown[order(shown$estimator, shown$measure, match(shown$column, value_columns)), ]
cat(sprintf("%-20s %-28s %-12s %9s  %s\n", "estimator", "measure", "column", "numbers", "worst relative difference"))
cat(sprintf("%-20s %-28s %-12s %9d  %.1e\n", shown$estimator, shown$measure, shown$column, shown$numbers, shown$worst), sep = "")
cat(sprintf("%d numbers compared, worst relative difference %.1e\n", sum(shown$numbers), max(shown$worst)))
bad <- tally[tally$worst > limit, ]
if (nrow(bad) > 0)
  cat(sprintf("differs: %s %s %s: %.17g, R %.17g (%.1e)\n", bad$estimator, bad$where, bad$column, bad$ours, bad$R,
    bad$worst)[seq_len(min(nrow(bad), 20))], sep = "")
if (nrow(bad) > 0 || problems > 0) quit(status = 1)
