# SPDX-License-Identifier: GPL-3.0-or-later
# Mean cumulative function on cgd and bladder2 and on the cohorts of survival_cohorts.csv that have entry times.
# Run in tests/reference after survival.R: Rscript recurrence.R  (writes recurrence_expected.csv)
# R 4.2.2, survival 3.5-3.
suppressMessages(library(survival))
cohorts <- read.csv("survival_cohorts.csv")
number <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))
out <- NULL
for (name in unique(cohorts$cohort)) {
  d <- cohorts[cohorts$cohort == name, ]
  if (is.na(d$entry[1])) d$entry <- -1
  for (g in sort(unique(d$group))) {
    x <- d[d$group == g, ]
    f <- survfit(Surv(entry, time, event > 0) ~ 1, x, id = seq_along(x$id), influence = 2, robust = TRUE)
    chaz <- matrix(f$influence.chaz, nrow = nrow(x))
    se <- sqrt(colSums(rowsum(chaz, x$id)^2))
    # the definition, written out
    t <- f$time; n <- sapply(t, function(s) sum(x$entry < s & x$time >= s)); e <- sapply(t, function(s) sum(x$time == s & x$event > 0))
    u <- sapply(seq_along(t), function(j) ((x$time == t[j] & x$event > 0) - (x$entry < t[j] & x$time >= t[j]) * e[j] / n[j]) / n[j])
    u <- rowsum(matrix(u, nrow = nrow(x)), x$id); u <- t(apply(u, 1, cumsum)); if (length(t) == 1) u <- t(u)
    stopifnot(all.equal(colSums(u^2), se^2, tolerance = 1e-9, check.attributes = FALSE))
    out <- rbind(out, data.frame(cohort = name, measure = "mcf", group = g, cause = "", time = number(t),
      estimate = number(f$cumhaz), std_error = number(se), ci_low = "", ci_high = ""))
  }
}
write.csv(out, "recurrence_expected.csv", quote = FALSE, row.names = FALSE)
# statistics.md: cgd, placebo
f <- survfit(Surv(tstart, tstop, status) ~ treat, cgd, id = id, cluster = id)
s <- summary(f[1], times = c(90, 180, 270, 360))
cat(sprintf("%.7f", s$cumhaz), sprintf("%.7f", s$std.chaz), "\n")
