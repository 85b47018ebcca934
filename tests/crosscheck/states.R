# SPDX-License-Identifier: GPL-3.0-or-later
# estimate_states against survfit(istate =).

follow <- function(d) {
  d <- d[order(d$patient_id, d$start), ]
  d$from <- "in_care"
  for (i in seq_len(nrow(d))[-1]) if (d$patient_id[i] == d$patient_id[i - 1])
    d$from[i] <- if (d$event[i - 1] != "0") d$event[i - 1] else d$from[i - 1]
  d
}

fit_states <- function(d, states) {
  d$to <- factor(d$event, c("0", states), c("none", states)); d$istate <- factor(d$from, states)
  survfit(Surv(start, stop, to) ~ 1, d, id = seq_len(nrow(d)), istate = istate, influence = TRUE, p0 = as.numeric(states == "in_care"))
}

expect_states_of <- function(rule, g, d, states, options) {
  f <- fit_states(d, states); first <- min(d$start)
  t <- sort(unique(c(options$at, if (options$curve) d$stop[d$event != "0" & d$event != d$from])))
  followed <- rows_at_risk(transform(d, entered = start, time_days = stop), t)
  known <- function(time, x) ifelse(time > max(d$stop), NA, x)
  for (k in seq_along(states)) {
    u <- matrix(f$influence.pstate[, , k], nrow = nrow(d))
    if (ncol(u) == length(f$time)) u <- cbind(0, u)
    u <- rowsum(u, d$patient_id); now <- 1 + findInterval(t, f$time)
    p <- pmin(pmax(c(f$p0[k], f$pstate[, k])[now], 0), 1); se <- sqrt(colSums(u^2))[now]
    p[p < 1e-14] <- 0; p[p > 1 - 1e-14] <- 1
    h <- z * se / ((1 - p) * -log1p(-p)); people <- vapply(t, function(s) count_people(d$patient_id[d$start < s & d$stop >= s]), 0)
    low <- ifelse(p == 0, 0, ifelse(p == 1, exact_low(people), 1 - (1 - p)^exp(-h)))
    high <- ifelse(p == 1, 1, ifelse(p == 0, exact_high(people), 1 - (1 - p)^exp(h)))
    expect(rule, "occupation", g, states[k], t, n = count_people(d$patient_id), at_risk = followed, estimate = known(t, p),
      std_error = known(t, se), ci_low = known(t, low), ci_high = known(t, high))
    tau <- max(options$at); keep <- f$time < tau; width <- diff(c(0, f$time[keep], tau))
    area <- sum(width * c(f$p0[k], f$pstate[keep, k])); error <- sqrt(sum((u[, c(TRUE, keep), drop = FALSE] %*% width)^2))
    expect(rule, "mean_days", g, states[k], tau, n = count_people(d$patient_id), estimate = known(tau, area),
      std_error = known(tau, error), ci_low = known(tau, max(area - z * error, 0)), ci_high = known(tau, min(area + z * error, tau)))
  }
}

expect_states <- function(rows, options) {
  states <- sort(unique(c(setdiff(rows$event, "0"), "in_care")))
  for (rule in unique(rows$rule)) {
    d <- follow(rows[rows$rule == rule, ])
    for (g in sort(unique(d$group))) expect_states_of(rule, g, d[d$group == g, ], states, options)
  }
}
