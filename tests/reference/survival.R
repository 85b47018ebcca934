# SPDX-License-Identifier: GPL-3.0-or-later
# Small cohorts and what R makes of them: Kaplan-Meier, restricted mean, log-rank, Aalen-Johansen, Gray.
# Run in tests/reference: Rscript survival.R  (writes survival_cohorts.csv and survival_expected.csv)
# R 4.2.2, survival 3.5-3, cmprsk 2.2-11.
suppressMessages({library(survival); library(cmprsk)})
options(digits = 17)
RNGversion("4.2.0"); set.seed(20240229)

cohort <- function(name, time, event, entry = NA, group = 0, stratum = 0, id = seq_along(time))
  data.frame(cohort = name, entry = entry, time = time, event = event, group = group, stratum = stratum, id = id)

random <- function(i) {
  n <- sample(c(7, 12, 20, 45, 80), 1); groups <- sample(2:4, 1); causes <- sample(1:3, 1)
  width <- sample(c(6, 30, 400), 1)             # narrow: many ties
  time <- ceiling(rexp(n, 1 / width)) + (i %% 7 == 0) * 0.385
  event <- sample(0:causes, n, TRUE)
  entry <- NA; id <- seq_len(n)
  kind <- i %% 4
  if (kind == 1) entry <- pmax(0, time - ceiling(rexp(n, 1 / width)))
  if (kind >= 2) id <- sample(ceiling(n / 2), n, TRUE)
  if (kind == 3) entry <- pmax(0, time - ceiling(rexp(n, 1 / width)))
  cohort(sprintf("random%02d", i), time, event, entry, sample(0:(groups - 1), n, TRUE), sample(0:1, n, TRUE), id)
}

lung2 <- cohort("lung", lung$time, lung$status - 1, group = lung$sex - 1, stratum = as.integer(lung$ph.ecog > 1 & !is.na(lung$ph.ecog)))
m <- transform(mgus2, etime = ifelse(pstat == 0, futime, ptime), ecause = ifelse(pstat == 0, 2 * death, 1))
mgus <- cohort("mgus2", m$etime, m$ecause, group = as.integer(m$sex == "M"), stratum = as.integer(m$age > 70))
h <- cohort("heart", heart$stop, heart$event, heart$start, heart$transplant == 1, heart$surgery, heart$id)
h$group <- as.integer(h$group)
bl <- bladder2[bladder2$stop > bladder2$start, ]
bl <- cohort("bladder2", bl$stop, bl$event, bl$start, bl$rx - 1, as.integer(bl$size > 1), bl$id)
edge <- rbind(
  cohort("one_event", 2.385, 1),
  cohort("one_censored", 2.385, 0),
  cohort("no_event", c(3, 3, 7, 19), 0, group = c(0, 1, 0, 1)),
  cohort("all_day_one", rep(1, 9), 1, group = rep(0:2, 3)),
  cohort("half_left", c(4, 4, 9, 9, 17, 23, 23, 31), c(1, 1, 1, 1, 0, 1, 0, 0), group = rep(0:1, 4)),
  cohort("half_left_last", c(4, 9, 17, 23), c(1, 1, 0, 0)),
  cohort("gap", c(5, 6, 20, 22, 29), c(1, 1, 1, 0, 1), c(0, 2, 11, 12, 15), group = c(0, 1, 0, 1, 1)),
  cohort("tie_entry_exit", c(5, 5, 9, 9, 12), c(1, 0, 1, 2, 1), c(0, 0, 5, 4, 5), group = c(0, 1, 0, 1, 1)),
  cohort("two_causes_same_day", c(2, 2, 2, 6, 6, 6, 6), c(1, 2, 0, 1, 1, 2, 0), group = c(0, 1, 0, 1, 0, 1, 0)))
cohorts <- rbind(edge, lung2, mgus, h, bl, do.call(rbind, lapply(1:48, random)))
text <- transform(cohorts, entry = ifelse(is.na(entry), "", sprintf("%.15g", entry)), time = sprintf("%.15g", time))
write.csv(text, "survival_cohorts.csv", quote = FALSE, row.names = FALSE)

out <- list()
add <- function(name, measure, group = "", cause = "", time = "", estimate = NA, std_error = NA, low = NA, high = NA)
  out[[length(out) + 1]] <<- data.frame(cohort = name, measure = measure, group = group, cause = cause, time = time,
    estimate = estimate, std_error = std_error, ci_low = low, ci_high = high)

# the package's own inversion for print(survfit), applied to any curve
invert <- function(time, y, p) {
  level <- 1 - p; tol <- .Machine$double.eps^0.5
  keep <- !is.na(y) & y < level + tol
  if (!any(keep)) return(NA)
  x <- time[keep]; y <- y[keep]
  if (abs(y[1] - level) < tol && any(y < level - tol)) (x[1] + x[min(which(y < level - tol))]) / 2 else x[1]
}
# The upper limit where S is 0: of m people, all of whom had the event, m what the step before is worth; as wide as there
# at most.
at_zero <- function(survival, error, upper, people) {
  if (length(survival) == 0 || survival <= 0 || survival >= 1 || !(error > 1e-7 * survival * (1 - survival)))
    return(1 - 0.025^(1 / people))
  min(1 - 0.025^(error^2 / (survival * (1 - survival))), upper)
}

one_km <- function(name, g, d) {
  repeats <- any(duplicated(d$id))
  y <- if (is.na(d$entry[1])) Surv(d$time, d$event > 0) else Surv(d$entry, d$time, d$event > 0)
  id <- d$id; row <- seq_along(id)
  fit <- function(type) if (repeats) survfit(y ~ 1, id = row, cluster = id, robust = TRUE, conf.type = type) else
    survfit(y ~ 1, conf.type = type)
  for (type in c("log-log", "log", "plain")) {
    f <- fit(type); s <- summary(f, censored = TRUE)
    inner <- s$surv > 0 & s$surv < 1 & s$std.err > 1e-7 * s$surv * (1 - s$surv)
    add(name, paste0("km_", type), g, "", s$time, s$surv, ifelse(s$surv %in% c(0, 1), 0, s$std.err),
        ifelse(inner, s$lower, NA), ifelse(inner, s$upper, NA))
  }
  f <- fit("log-log"); s <- summary(f, censored = TRUE)
  people <- sapply(s$time, function(t) length(unique(d$id[(is.na(d$entry) | d$entry < t) & d$time >= t])))
  zero <- s$surv == 0; lower <- s$lower; upper <- s$upper
  none <- s$surv > 0 & s$surv < 1 & !(s$std.err > 1e-7 * s$surv * (1 - s$surv)); lower[none] <- 0; upper[none] <- 1
  if (any(zero)) {
    first <- which(zero)[1]; before <- seq_len(first - 1)[first - 1]
    lower[zero] <- 0; upper[zero] <- at_zero(s$surv[before], s$std.err[before], upper[before], people[first])
  }
  drops <- s$n.event > 0
  for (p in c(0.25, 0.5, 0.8)) add(name, "quantile", g, "", p, invert(s$time[drops], s$surv[drops], p), NA,
    invert(s$time[drops], lower[drops], p), invert(s$time[drops], upper[drops], p))
  last <- max(d$time)
  for (tau in c(0.385 * last, 0.8 * last, last)) {
    if (!repeats) {
      m <- survival:::survmean(f, rmean = tau)$matrix  # summary() refuses a tau before the first time
      add(name, "rmst", g, "", tau, m[["rmean"]], m[["se(rmean)"]])
    } else {
      f2 <- survfit(y ~ 1, id = row, cluster = id, robust = TRUE, influence = 1, se.fit = TRUE)
      w <- diff(c(pmin(f2$time, tau), tau)); w[f2$time > tau] <- 0
      area <- sum(c(min(f2$time[1], tau), w) * c(1, f2$surv))
      inf <- f2$influence.surv %*% w
      add(name, "rmst", g, "", tau, area, sqrt(sum(inf^2)))
    }
  }
}

one_aj <- function(name, g, d, causes) {
  d$state <- factor(d$event, 0:causes, c("censor", paste0("c", seq_len(causes))))
  row <- seq_len(nrow(d)); id <- d$id
  y <- if (is.na(d$entry[1])) Surv(d$time, d$state) else Surv(d$entry, d$time, d$state)
  # With cluster = different from id, survival 3.5-3 sums influences wrongly (bladder2, rx 1, day 2: .044957, where
  # the sums of its own influences and numeric derivatives both give .044168): so they are summed here.
  f <- survfit(y ~ 1, id = row, influence = TRUE)
  for (k in seq_len(causes)) {
    influence <- matrix(f$influence.pstate[, , k + 1], nrow = nrow(d))
    influence <- influence[, ncol(influence) + 1 - length(f$time):1, drop = FALSE]
    p <- f$pstate[, k + 1]; se <- sqrt(colSums(rowsum(influence, id)^2))
    if (!any(duplicated(id))) stopifnot(all.equal(se, f$std.err[, k + 1]))
    z <- qnorm(0.975); inner <- p > 1e-12 & p < 1 - 1e-12 & se > 1e-7 * p * (1 - p)
    half <- z * se / ((1 - p) * -log1p(-p))
    add(name, "aj", g, k, f$time, p, se, ifelse(inner, 1 - (1 - p)^exp(-half), NA), ifelse(inner, 1 - (1 - p)^exp(half), NA))
  }
}

rank_tests <- function(name, d) {
  if (length(unique(d$group)) < 2 || !any(d$event > 0)) return()
  delayed <- !is.na(d$entry[1]); repeats <- any(duplicated(d$id))
  status <- as.integer(d$event > 0)
  y <- if (delayed) Surv(d$entry, d$time, status) else Surv(d$time, status)
  g <- factor(d$group); st <- d$stratum; id <- d$id
  put <- function(measure, rho, stat, df) add(name, measure, "", "", rho, stat, df, pchisq(stat, df, lower.tail = FALSE))
  control <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 0)
  for (stratified in c(FALSE, TRUE)) {
    measure <- if (stratified) "log_rank_strata" else "log_rank"
    if (!delayed && !repeats) for (rho in 0:1) {
      s <- try(if (stratified) survdiff(y ~ g + strata(st), rho = rho) else survdiff(y ~ g, rho = rho), TRUE)
      if (inherits(s, "try-error")) next  # groups never at risk together
      obs <- if (is.matrix(s$exp)) rowSums(s$exp) else s$exp
      if (sum(obs > 0) > 1) put(measure, rho, s$chisq, sum(obs > 0) - 1)
    } else {
      x <- model.matrix(~ g)[, -1, drop = FALSE]
      f <- try(suppressWarnings(if (repeats) (if (stratified) coxph(y ~ x + strata(st), ties = "breslow", cluster = id, control = control)
                 else coxph(y ~ x, ties = "breslow", cluster = id, control = control))
        else (if (stratified) coxph(y ~ x + strata(st), ties = "exact", control = control) else
              coxph(y ~ x, ties = "exact", control = control))), TRUE)
      if (inherits(f, "try-error")) next
      stat <- if (repeats) f$rscore else f$score
      # a group without events or without others beside it makes R's rank differ: leave those out
      # fewer people with events than degrees of freedom: no test
      if (repeats && qr(residuals(f, "score", collapse = id))$rank < ncol(x)) next
      if (!is.null(stat) && is.finite(stat) && !any(diag(f$var) == 0)) put(measure, 0, stat, ncol(x))
    }
  }
  if (!delayed && !repeats) for (stratified in c(FALSE, TRUE)) {
    r <- try(cuminc(d$time, d$event, d$group, if (stratified) d$stratum else rep(0, nrow(d)), cencode = 0), TRUE)
    if (inherits(r, "try-error")) next
    for (k in rownames(r$Tests)) if (r$Tests[k, "stat"] >= 0) add(  # -1: its variance is singular
     name, if (stratified) "gray_strata" else "gray", "", k, "", r$Tests[k, "stat"],
      r$Tests[k, "df"], r$Tests[k, "pv"])
  }
}

for (name in unique(cohorts$cohort)) {
  d <- cohorts[cohorts$cohort == name, ]
  causes <- max(1, d$event)
  for (g in sort(unique(d$group))) { one_km(name, g, d[d$group == g, ]); one_aj(name, g, d[d$group == g, ], causes) }
  rank_tests(name, d)
}
expected <- do.call(rbind, out)
number <- function(x) ifelse(is.na(x), "", sprintf("%.17g", as.numeric(x)))
for (column in c("time", "estimate", "std_error", "ci_low", "ci_high")) expected[[column]] <- number(expected[[column]])
write.csv(expected, "survival_expected.csv", quote = FALSE, row.names = FALSE)
