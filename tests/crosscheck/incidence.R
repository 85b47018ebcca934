# SPDX-License-Identifier: GPL-3.0-or-later
# estimate_incidence against survfit's multistate curves and cmprsk's cuminc.

# Each row a subject of its own, its influences summed by person here: with `cluster` other than `id` survival 3.5-3
# sums them wrongly.
fit_incidence <- function(d, causes) {
  state <- factor(d$exit, c("0", causes), c("none", causes)); row <- seq_len(nrow(d))
  y <- if (all(d$entered < 0)) Surv(d$time_days, state) else Surv(d$entered, d$time_days, state)
  survfit(y ~ 1, id = row, influence = TRUE)
}

limits <- list(
  "log-log" = function(p, se) { h <- z * se / ((1 - p) * -log1p(-p)); cbind(1 - (1 - p)^exp(-h), 1 - (1 - p)^exp(h)) },
  "log" = function(p, se) cbind(p * exp(-z * se / p), pmin(p * exp(z * se / p), 1)),
  "plain" = function(p, se) cbind(pmax(p - z * se, 0), pmin(p + z * se, 1)))

incidence_curve <- function(d, f, k, type, t) {
  influence <- matrix(f$influence.pstate[, , k], nrow = nrow(d))
  influence <- influence[, ncol(influence) + 1 - length(f$time):1, drop = FALSE]
  se <- sqrt(colSums(rowsum(influence, d$patient_id)^2)); people <- people_at_risk(d, t)
  # Once all have left, the people are those at risk when the last of them did.
  gone <- which(1 - rowSums(f$pstate[, -1, drop = FALSE]) < 1e-14)
  if (length(gone) > 0) people[t > f$time[gone[1]]] <- people_at_risk(d, f$time[gone[1]])
  curve <- data.frame(time = t, p = steps(f$time, f$pstate[, k], t, 0), se = steps(f$time, se, t, 0))
  curve$p[curve$p < 1e-14] <- 0; curve$p[curve$p > 1 - 1e-14] <- 1
  curve$se[curve$p %in% c(0, 1)] <- 0
  both <- limits[[type]](curve$p, curve$se); none <- !(curve$se > 1e-7 * curve$p * (1 - curve$p))
  both[none, 1] <- 0; both[none, 2] <- 1
  curve$low <- ifelse(curve$p == 0, 0, both[, 1])
  curve$high <- ifelse(curve$p == 1, 1, ifelse(curve$p == 0, exact_high(people), both[, 2]))
  if (any(curve$p == 1)) {
    first <- which(curve$p == 1)[1]; before <- seq_len(first - 1)[first - 1]
    curve$low[curve$p == 1] <- 1 - end_high(1 - curve$p[before], curve$se[before], 1 - curve$low[before], people[first])
  }
  left <- 1 - rowSums(f$pstate[, -1, drop = FALSE])
  curve[t > max(d$time_days) & left[length(left)] > 1e-14, c("p", "se", "low", "high")] <- NA
  curve
}

expect_incidence_of <- function(rule, g, d, causes, options) {
  d <- curve_people(d, d$exit != "0", options$at)$d
  f <- fit_incidence(d, causes); t <- sort(unique(c(d$time_days, options$at))); n <- count_people(d$patient_id)
  for (k in seq_along(causes)) {
    curve <- incidence_curve(d, f, k + 1, options$type, t); has <- d$exit == causes[k]
    expect(rule, "cumulative_incidence", g, causes[k], t, n = n, event_people = event_people_until(d, t, has),
      at_risk = rows_at_risk(d, t), events = events_until(d, t, has), estimate = curve$p, std_error = curve$se,
      ci_low = curve$low, ci_high = curve$high)
    steps_of <- t %in% d$time_days[d$event > 0]
    for (p in options$quantiles) expect(rule, "quantile_days", g, paste(causes[k], p, sep = ";"), n = n,
      estimate = invert(t[steps_of], 1 - curve$p[steps_of], p), ci_low = invert(t[steps_of], 1 - curve$high[steps_of], p),
      ci_high = invert(t[steps_of], 1 - curve$low[steps_of], p))
  }
}

# cmprsk gives -1 or an error where its variance is singular.
expect_gray <- function(rule, d, causes, strata) {
  r <- try(cuminc(d$time_days, d$exit, d$group, if (strata) d$stratum else rep("", nrow(d)), cencode = "0")$Tests, TRUE)
  if (inherits(r, "try-error")) return(invisible())
  for (k in intersect(rownames(r), causes)) if (r[k, "stat"] >= 0) {
    expect(rule, "gray_test", "", k, estimate = r[k, "stat"])
    expect(rule, "gray_test_df", "", k, estimate = r[k, "df"])
    expect(rule, "gray_test_p", "", k, estimate = r[k, "pv"])
  }
}

expect_incidence <- function(rows, options) {
  causes <- sort(setdiff(unique(rows$exit), "0"))
  for (rule in unique(rows$rule)) {
    d <- rows[rows$rule == rule, ]; groups <- sort(unique(d$group))
    for (g in groups) expect_incidence_of(rule, g, d[d$group == g, ], causes, options)
    one_each <- all(d$entered < 0) && !anyDuplicated(d$patient_id)
    if (length(groups) > 1 && one_each && any(d$event > 0)) expect_gray(rule, d, causes, options$strata)
  }
}
