# SPDX-License-Identifier: GPL-3.0-or-later
# estimate_recurrence against survfit(robust = TRUE)$cumhaz and the rate's definition.

# survfit refuses gaps within an id: each row a subject of its own, influences summed by person.
mean_cumulative <- function(d, t) {
  f <- survfit(Surv(start, stop, event) ~ 1, d, id = seq_len(nrow(d)), influence = 2, robust = TRUE)
  se <- sqrt(colSums(rowsum(matrix(f$influence.chaz, nrow = nrow(d)), d$patient_id)^2))
  curve <- data.frame(time = t, m = steps(f$time, f$cumhaz, t, 0), se = steps(f$time, se, t, 0))
  none <- curve$m == 0
  curve$low <- ifelse(none, 0, curve$m * exp(-z * curve$se / curve$m))
  people <- vapply(t, function(s) count_people(d$patient_id[d$start < s & d$stop >= s]), 0)
  curve$high <- ifelse(none, -log(0.025) / people, curve$m * exp(z * curve$se / curve$m))
  curve$high[none & people == 0] <- NA
  curve[t > max(d$stop), c("m", "se", "low", "high")] <- NA
  curve
}

expect_rate <- function(rule, g, d) {
  days <- 100 * 365.25 / 12; exposure <- sum(d$stop - d$start)
  rate <- sum(d$event) / exposure
  se <- sqrt(sum(rowsum(d$event - rate * (d$stop - d$start), d$patient_id)^2)) / exposure
  exact <- poisson.test(sum(d$event), exposure)$conf.int
  ends <- if (rate > 0) rate * exp(c(-1, 1) * z * se / rate) else exact
  expect(rule, "rate_per_100_person_months", g, n = count_people(d$patient_id), events = sum(d$event),
    event_people = count_people(d$patient_id[d$event > 0]), estimate = rate * days, std_error = se * days,
    ci_low = ends[1] * days, ci_high = ends[2] * days)
}

expect_recurrence <- function(rows, at) for (rule in unique(rows$rule)) for (g in sort(unique(rows$group[rows$rule == rule]))) {
  d <- rows[rows$rule == rule & rows$group == g, ]
  t <- sort(unique(c(d$stop, at))); n <- count_people(d$patient_id)
  curve <- mean_cumulative(d, t)
  d$entered <- d$start; d$time_days <- d$stop
  expect(rule, "mean_cumulative_function", g, "", t, n = n, event_people = event_people_until(d, t, d$event > 0),
    at_risk = rows_at_risk(d, t), events = events_until(d, t, d$event > 0), estimate = curve$m, std_error = curve$se,
    ci_low = curve$low, ci_high = curve$high)
  expect_rate(rule, g, d)
}
