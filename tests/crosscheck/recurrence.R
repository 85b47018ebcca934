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
  expect(rule, "exact_rate_per_100_person_months", g, estimate = rate * days, std_error = sqrt(sum(d$event)) / exposure * days,
    ci_low = exact[1] * days, ci_high = exact[2] * days)
  ends <- if (rate > 0) rate * exp(c(-1, 1) * z * se / rate) else exact
  expect(rule, "rate_per_100_person_months", g, n = count_people(d$patient_id), events = sum(d$event),
    event_people = count_people(d$patient_id[d$event > 0]), estimate = rate * days, std_error = se * days,
    ci_low = ends[1] * days, ci_high = ends[2] * days)
}

# Influences of each person on the mean at t, and on the rate.
mean_influence <- function(d, t) {
  f <- survfit(Surv(start, stop, event) ~ 1, d, id = seq_len(nrow(d)), influence = 2, robust = TRUE)
  u <- cbind(0, matrix(f$influence.chaz, nrow = nrow(d)))[, 1 + findInterval(t, f$time)]
  rowsum(u, d$patient_id)
}
rate_influence <- function(d) {
  exposure <- sum(d$stop - d$start)
  rowsum((d$event - sum(d$event) / exposure * (d$stop - d$start)) / exposure, d$patient_id)
}
joint_error <- function(a, b) {
  people <- union(rownames(a), rownames(b))
  of <- function(u) { x <- u[match(people, rownames(u)), 1]; x[is.na(x)] <- 0; x }
  sqrt(sum((of(b) - of(a))^2))
}

expect_differences <- function(rule, a, b, pair, at) {
  both <- function(measure, time, difference, se, days = 1) {
    if (!is.na(time) && time > min(max(a$stop), max(b$stop))) difference <- se <- NA
    expect(rule, measure, "", pair, time, estimate = difference * days, std_error = se * days,
      ci_low = (difference - z * se) * days, ci_high = (difference + z * se) * days)
  }
  for (t in at) both("mean_cumulative_difference", t, mean_cumulative(b, t)$m - mean_cumulative(a, t)$m,
    joint_error(mean_influence(a, t), mean_influence(b, t)))
  rate <- function(d) sum(d$event) / sum(d$stop - d$start)
  both("rate_difference_per_100_person_months", NA, rate(b) - rate(a), joint_error(rate_influence(a), rate_influence(b)),
    100 * 365.25 / 12)
}

expect_recurrence <- function(rows, at) for (rule in unique(rows$rule)) {
  groups <- sort(unique(rows$group[rows$rule == rule]))
  of <- function(g) rows[rows$rule == rule & rows$group == g, ]
  for (g in groups) expect_group(rule, g, of(g), at)
  for (a in seq_along(groups)) for (b in seq_along(groups)) if (a < b)
    expect_differences(rule, of(groups[a]), of(groups[b]), paste(groups[a], groups[b], sep = ";"), at)
}

expect_group <- function(rule, g, d, at) {
  t <- sort(unique(c(d$stop, at))); n <- count_people(d$patient_id)
  curve <- mean_cumulative(d, t)
  d$entered <- d$start; d$time_days <- d$stop
  expect(rule, "mean_cumulative_function", g, "", t, n = n, event_people = event_people_until(d, t, d$event > 0),
    at_risk = rows_at_risk(d, t), events = events_until(d, t, d$event > 0), estimate = curve$m, std_error = curve$se,
    ci_low = curve$low, ci_high = curve$high)
  expect_rate(rule, g, d)
}
