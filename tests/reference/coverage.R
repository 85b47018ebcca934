# SPDX-License-Identifier: GPL-3.0-or-later
# How often the 95 % intervals of the stages hold the truth, in cohorts drawn from known models; base R only.
# Run in the top directory: Rscript tests/reference/coverage.R build/release/stages > tests/reference/coverage.txt
RNGversion("4.2.0"); set.seed(20240305)
stages <- commandArgs(TRUE)[1]
cohorts <- 4000
file <- tempfile(fileext = ".csv")

# The stage's rows for rows drawn by `draw`, one rule a cohort.
estimates <- function(draw, stage, ...) {
  d <- do.call(rbind, lapply(seq_len(cohorts), function(i) data.frame(rule = i, draw(i))))
  write.csv(d, file, quote = FALSE, row.names = FALSE)
  read.csv(text = system2(file.path(stages, stage), c(..., file), stdout = TRUE, stderr = FALSE), na.strings = "",
    colClasses = c(group = "character", subgroup = "character"))
}
cat(sprintf("%-62s %7s %9s %9s\n", "95 % intervals: what, of how many", "truth", "coverage", "MC error"))
bad <- 0
# A cohort without a limit (not reached) holds whatever lies beyond it.
# `events`: expected of one cohort. Of few the number is so uneven that intervals must hold more than 95 %.
report <- function(what, rows, truth, events = Inf) {
  low <- ifelse(is.na(rows$ci_low), -Inf, rows$ci_low); high <- ifelse(is.na(rows$ci_high), Inf, rows$ci_high)
  held <- mean(low <= truth & truth <= high); error <- sqrt(0.95 * 0.05 / nrow(rows))
  # 3 Monte Carlo errors, and 1 % for what a normal approximation may be off.
  wrong <- held < 0.94 - 3 * error || (events > 8 && held > 0.96 + 3 * error)
  bad <<- bad + wrong
  cat(sprintf("%-62s %7.4f %9.4f %9.4f%s\n", what, truth, held, error, if (wrong) "  off" else ""))
}
pick <- function(e, measure, time = NA, group = NULL, subgroup = NULL) {
  keep <- e$measure == measure & (is.na(time) | e$time_days %in% time)
  if (!is.null(group)) keep <- keep & e$group %in% group
  if (!is.null(subgroup)) keep <- keep & e$subgroup %in% subgroup
  e[keep, ]
}
observe <- function(time, last) data.frame(time_days = pmin(time, last), event = as.integer(time <= last))

# ---- retention: Weibull times, seen for 60 to 300 days
shape <- 0.8; scale <- 150; survival <- function(t) exp(-(t / scale)^shape)
draw <- function(n) function(i) observe(rweibull(n, shape, scale), runif(n, 60, 300))
for (n in c(25, 100)) {
  e <- estimates(draw(n), "estimate_retention", "--at 30,90,180", "--tau 150", "--quantiles 0.25")
  for (t in c(30, 90, 180)) report(sprintf("survival at %d, log-log, %d people", t, n), pick(e, "survival", t), survival(t),
    n * (1 - survival(t)))
  report(sprintf("median, %d people", n), pick(e, "median_days"), scale * log(2)^(1 / shape))
  report(sprintf("25 %% quantile, %d people", n), pick(e, "quantile_days", subgroup = "0.25"), scale * log(4 / 3)^(1 / shape), n / 4)
  if (n > 25) report(sprintf("restricted mean to 150, %d people", n), pick(e, "rmst_days"), integrate(survival, 0, 150)$value)
}
e <- estimates(draw(100), "estimate_retention", "--at 90", "--conf-type plain")
report("survival at 90, plain, 100 people", pick(e, "survival", 90), survival(90))
e <- estimates(draw(100), "estimate_retention", "--at 90", "--conf-type log")
report("survival at 90, log, 100 people", pick(e, "survival", 90), survival(90))
# people admitted up to 100 days before they are first seen
late <- function(i) { t <- rweibull(220, shape, scale); entry <- pmax(0, runif(220, -60, 100)); d <- observe(t, entry + runif(220, 60, 300))
  data.frame(d, entry_days = entry)[t > entry, ] }
e <- estimates(late, "estimate_retention", "--at 90")
report("survival at 90, delayed entry, about 170 people", pick(e, "survival", 90), survival(90))
# three spells each, of people who differ: the mean of their curves
frail <- function(n) { w <- rgamma(n, 2, 2); time <- rexp(3 * n, rep(w, 3) / 120)
  data.frame(patient_id = rep(seq_len(n), 3), observe(time, runif(3 * n, 60, 300))) }
e <- estimates(function(i) frail(60), "estimate_retention", "--at 90")
report("survival at 90, three spells of each of 60 people", pick(e, "survival", 90), (1 + 90 / 240)^-2)
two <- function(i) { g <- rep(c("a", "b"), each = 80); data.frame(group = g, observe(rweibull(160, shape, ifelse(g == "a", 150, 220)), runif(160, 160, 300))) }
e <- estimates(two, "estimate_retention", "--by group", "--at 90", "--tau 150")
report("difference of restricted means, 80 people each", pick(e, "rmst_difference"),
  integrate(function(t) exp(-(t / 220)^shape) - survival(t), 0, 150)$value)

# ---- incidence: two causes
rate <- c(left = 1 / 150, transfer = 1 / 400); all <- sum(rate)
compete <- function(n) function(i) { d <- observe(rexp(n, all), runif(n, 60, 300))
  data.frame(d, exit = ifelse(d$event == 1, sample(names(rate), n, TRUE, rate), "0")) }
for (n in c(25, 100)) {
  e <- estimates(compete(n), "estimate_incidence", "--at 30,90,180")
  for (t in c(30, 180)) for (k in names(rate))
    report(sprintf("incidence of %s at %d, %d people", k, t, n), pick(e, "cumulative_incidence", t, subgroup = k),
      rate[[k]] / all * (1 - exp(-all * t)), n * rate[[k]] / all * (1 - exp(-all * t)))
}

# ---- recurrence: events at 1 in 100 days times a factor of mean 1 that differs between people
again <- function(n) function(i) { last <- ceiling(runif(n, 60, 300)); w <- rgamma(n, 2, 2)
  one <- function(p) { t <- sort(unique(ceiling(runif(rpois(1, w[p] * last[p] / 100), 0, last[p])))); t <- t[t < last[p]]
    data.frame(patient_id = p, start = c(0, t), stop = c(t, last[p]), event = c(rep(1, length(t)), 0)) }
  do.call(rbind, lapply(seq_len(n), one)) }
# An event a day at most: of mean m a day, gamma distributed factors, the mean is that of 1 - exp(-w / 100).
daily <- 1 - (1 + 1 / 200)^-2
many <- cohorts; cohorts <- 2000
e <- estimates(again(80), "estimate_recurrence", "--at 30,50")
report("mean cumulative function at 30, 80 people", pick(e, "mean_cumulative_function", 30), 30 * daily)
report("mean cumulative function at 50, 80 people", pick(e, "mean_cumulative_function", 50), 50 * daily)
report("rate per 100 person-months, robust, 80 people", pick(e, "rate_per_100_person_months"), 100 * 365.25 / 12 * daily)

# ---- states: in_care to out at 1 / 100 a day and back at 1 / 200, seen for 60 to 300 days
wander <- function(n) function(i) { last <- runif(n, 60, 300)
  one <- function(p) { t <- cumsum(rexp(12, rep(c(1 / 100, 1 / 200), 6))); k <- sum(t < last[p]); to <- rep(c("out", "in_care"), 6)
    data.frame(patient_id = p, start = c(0, t[seq_len(k)]), stop = c(t[seq_len(k)], last[p]), event = c(to[seq_len(k)], "0")) }
  do.call(rbind, lapply(seq_len(n), one)) }
both <- 1 / 100 + 1 / 200; inside <- function(t) 1 / 3 + 2 / 3 * exp(-both * t)
e <- estimates(wander(80), "estimate_states", "--at 30,150")
for (t in c(30, 150)) report(sprintf("in care at %d, 80 people", t), pick(e, "occupation", t, subgroup = "in_care"), inside(t))
report("mean days in care to 150, 80 people", pick(e, "mean_days", subgroup = "in_care"), integrate(inside, 0, 150)$value)
cohorts <- many

# ---- hazards
model <- function(i) { x <- rbinom(150, 1, 0.4); age <- rnorm(150, 40, 10)
  data.frame(x, age, observe(ceiling(rexp(150, exp(0.5 * x - 0.02 * (age - 40)) / 100)), 200)) }
e <- estimates(model, "fit_hazards", "--covariates x,age")
report("hazard ratio of a group, whole days, 150 people", pick(e, "hazard_ratio", group = "x"), exp(0.5))
report("hazard ratio per year, whole days, 150 people", pick(e, "hazard_ratio", group = "age"), exp(-0.02))
none <- function(i) { x <- rep(rbinom(80, 1, 0.5), 3); data.frame(x, frail(80)) }
e <- estimates(none, "fit_hazards", "--covariates x")
report("hazard ratio, three spells of each of 80 people, robust", pick(e, "hazard_ratio", group = "x"), 1)
naive <- pick(e, "log_hazard_ratio", group = "x")
cat(sprintf("%-62s %7.4f %9.4f   (why it is robust)\n", "  the same, were the spells taken as of 240 people", 0, mean(naive$ci_low <= 0 & naive$ci_high >= 0)))
if (bad > 0) { cat(bad, "off\n"); quit(status = 1) }
