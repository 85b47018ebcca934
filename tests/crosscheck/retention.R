# SPDX-License-Identifier: GPL-3.0-or-later
# estimate_retention against survfit, survdiff and coxph.

surv_of <- function(d, status) if (all(d$entered < 0)) Surv(d$time_days, status) else Surv(d$entered, d$time_days, status)

# S and its standard error at each exit time; with several rows of a person the infinitesimal jackknife by person.
fit_survival <- function(d, type) {
  y <- surv_of(d, d$event); row <- seq_len(nrow(d)); id <- d$patient_id
  if (anyDuplicated(id)) survfit(y ~ 1, id = row, cluster = id, robust = TRUE, conf.type = type, influence = 1)
  else survfit(y ~ 1, conf.type = type)
}

survival_curve <- function(d, type, at) {
  f <- fit_survival(d, type); s <- summary(f, censored = TRUE)
  t <- sort(unique(c(d$time_days, at))); last <- max(d$time_days)
  curve <- data.frame(time = t, surv = steps(s$time, s$surv, t, 1))
  # Products come to 0 exactly, influences to rounding.
  curve$surv[curve$surv < 1e-14] <- 0
  inner <- curve$surv > 0 & curve$surv < 1
  curve$se <- ifelse(inner, steps(s$time, s$std.err, t, 0), 0)
  curve$low <- ifelse(inner, steps(s$time, s$lower, t, NA), NA)
  curve$high <- ifelse(inner, steps(s$time, s$upper, t, NA), NA)
  none <- inner & !(curve$se > 1e-7 * curve$surv * (1 - curve$surv)); curve$low[none] <- 0; curve$high[none] <- 1
  people <- people_at_risk(d, t)
  one <- curve$surv == 1; zero <- curve$surv == 0
  curve$low[one] <- exact_low(people[one]); curve$high[one] <- 1
  if (any(zero)) {
    first <- which(zero)[1]; before <- seq_len(first - 1)[first - 1]
    curve$low[zero] <- 0; curve$high[zero] <- end_high(curve$surv[before], curve$se[before], curve$high[before], people[first])
  }
  curve[t > last & curve$surv > 0, c("surv", "se", "low", "high")] <- NA
  curve
}

influence_of_mean <- function(f, tau) {
  width <- diff(c(pmin(f$time, tau), tau)); width[f$time > tau] <- 0
  f$influence.surv %*% width
}

restricted_mean <- function(d, tau) {
  f <- fit_survival(d, "log-log"); surv <- ifelse(f$surv < 1e-14, 0, f$surv); last <- max(d$time_days)
  if (tau > last && surv[length(surv)] > 0) return(c(NA, NA))
  if (!anyDuplicated(d$patient_id)) return(unlist(survival:::survmean(f, rmean = tau)$matrix[c("rmean", "se(rmean)")]))
  width <- diff(c(pmin(f$time, tau), tau)); width[f$time > tau] <- 0
  area <- sum(c(min(f$time[1], tau), width) * c(1, surv))
  c(area, sqrt(sum(influence_of_mean(f, tau)^2)))
}

# With people in both groups their influences on both are joined.
difference_error <- function(a, b, tau, mean_a, mean_b) {
  both <- intersect(a$patient_id, b$patient_id)
  if (length(both) == 0 || anyNA(c(mean_a, mean_b))) return(sqrt(mean_a[2]^2 + mean_b[2]^2))
  u <- lapply(list(a, b), function(d) {
    y <- surv_of(d, d$event); id <- d$patient_id; row <- seq_len(nrow(d))
    rowsum(influence_of_mean(survfit(y ~ 1, id = row, cluster = row, robust = TRUE, influence = 1), tau), id)
  })
  people <- union(rownames(u[[1]]), rownames(u[[2]]))
  of <- function(u) { x <- u[match(people, rownames(u)), 1]; x[is.na(x)] <- 0; x }
  sqrt(sum((of(u[[2]]) - of(u[[1]]))^2))
}

expect_from <- function(rule, g, d, start, options) {
  d <- d[d$time_days > start, ]; d$entered <- pmax(d$entered, start); has <- d$event > 0
  curve <- survival_curve(d, options$type, options$at); curve <- curve[curve$time > start, ]
  expect(rule, "survival_from", g, sprintf("%.15g", start), curve$time, n = count_people(d$patient_id),
    event_people = event_people_until(d, curve$time, has), at_risk = rows_at_risk(d, curve$time),
    events = events_until(d, curve$time, has), estimate = curve$surv, std_error = curve$se, ci_low = curve$low,
    ci_high = curve$high)
}

expect_survival <- function(rule, g, d, options) {
  all <- d; chosen <- curve_people(d, d$event > 0, options$at); d <- chosen$d
  if (nrow(d) < nrow(all)) expect(rule, "late_entries_left_out", g, "", n = count_people(d$patient_id),
    estimate = count_people(all$patient_id) - count_people(d$patient_id))
  if (!is.na(chosen$start)) expect_from(rule, g, all, chosen$start, options)
  curve <- survival_curve(d, options$type, options$at)
  has <- d$event > 0; n <- count_people(d$patient_id)
  expect(rule, "survival", g, "", curve$time, n = n, event_people = event_people_until(d, curve$time, has),
    at_risk = rows_at_risk(d, curve$time), events = events_until(d, curve$time, has), estimate = curve$surv,
    std_error = curve$se, ci_low = curve$low, ci_high = curve$high)
  drops <- curve$time %in% d$time_days[has]
  for (p in c(0.5, options$quantiles)) {
    expect(rule, if (p == 0.5) "median_days" else "quantile_days", g, p, n = n,
      estimate = invert(curve$time[drops], curve$surv[drops], p), ci_low = invert(curve$time[drops], curve$low[drops], p),
      ci_high = invert(curve$time[drops], curve$high[drops], p))
  }
  mean <- restricted_mean(d, options$tau)
  half <- z * mean[2]
  expect(rule, "rmst_days", g, "", options$tau, n = n, estimate = mean[1], std_error = mean[2],
    ci_low = max(mean[1] - half, 0), ci_high = min(mean[1] + half, options$tau))
  mean
}

# The definition: weighted observed minus expected of each group, hypergeometric variance; by person the sum of the
# squares of their contributions.
rank_test <- function(d, stratum, rho) {
  groups <- sort(unique(d$group)); people <- sort(unique(d$patient_id)); robust <- anyDuplicated(d$patient_id) > 0
  u <- matrix(0, length(people), length(groups)); v <- matrix(0, length(groups), length(groups)); score <- numeric(length(groups))
  for (s in unique(stratum)) {
    x <- d[stratum == s, ]; member <- outer(x$group, groups, "=="); survival <- 1
    person <- match(x$patient_id, people)
    for (t in sort(unique(x$time_days[x$event > 0]))) {
      risk <- x$entered < t & x$time_days >= t; has <- x$time_days == t & x$event > 0
      n <- sum(risk); share <- colSums(member[risk, , drop = FALSE]) / n; dead <- sum(has); w <- survival^rho
      score <- score + w * (colSums(member[has, , drop = FALSE]) - dead * share)
      if (n > 1) v <- v + w^2 * dead * (n - dead) / (n - 1) * (diag(share, length(groups)) - share %o% share)
      each <- w * (has - risk * dead / n) * sweep(member, 2, share)
      for (i in which(risk)) u[person[i], ] <- u[person[i], ] + each[i, ]
      survival <- survival * (1 - dead / n)
    }
  }
  rank <- function(m) { e <- eigen(m, symmetric = TRUE)$values; sum(e > 1e-9 * max(diag(v), 1e-300)) }
  # Fewer people than degrees of freedom: no test.
  if (rank(v) == 0 || (robust && rank(crossprod(u)) < rank(v))) return(NULL)
  if (robust) v <- crossprod(u)
  e <- eigen(v, symmetric = TRUE); keep <- seq_along(e$values) <= rank(v)
  along <- crossprod(e$vectors[, keep, drop = FALSE], score)
  c(sum(along^2 / e$values[keep]), sum(keep))
}

# The same by the functions of the survival package, where they can: survdiff with one row per person, else the score
# test of a Cox model, for rho 0.
package_test <- function(d, stratum, rho) {
  delayed <- any(d$entered >= 0); robust <- anyDuplicated(d$patient_id) > 0
  y <- surv_of(d, d$event); g <- factor(d$group); st <- factor(stratum)
  if (!delayed && !robust) {
    s <- survdiff(y ~ g + strata(st), rho = rho)
    return(c(s$chisq, sum((if (is.matrix(s$exp)) rowSums(s$exp) else s$exp) > 0) - 1))
  }
  # With delayed entry R goes through all subsets of those at risk as large as the ties.
  if (rho > 0 || (!robust && max(table(d$time_days[d$event > 0])) > 3)) return(NULL)
  x <- model.matrix(~ g)[, -1, drop = FALSE]; id <- d$patient_id
  control <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 0)
  f <- if (robust) coxph(y ~ x + strata(st), ties = "breslow", cluster = id, control = control)
       else coxph(y ~ x + strata(st), ties = "exact", control = control)
  if (any(diag(f$var) == 0)) return(NULL)
  c(if (robust) f$rscore else f$score, ncol(x))
}

expect_test <- function(rule, d, options) {
  stratum <- if (options$strata) d$stratum else rep("", nrow(d))
  test <- if (any(d$event > 0)) rank_test(d, stratum, options$rho)
  if (is.null(test)) return(invisible())
  theirs <- try(package_test(d, stratum, options$rho), TRUE)
  if (!inherits(theirs, "try-error") && !is.null(theirs) && all(is.finite(theirs)) && theirs[2] == test[2]) test[1] <- theirs[1]
  expect(rule, "log_rank", "", n = count_people(d$patient_id), event_people = count_people(d$patient_id[d$event > 0]),
    events = sum(d$event > 0), estimate = test[1])
  expect(rule, "log_rank_df", "", estimate = test[2])
  expect(rule, "log_rank_p", "", estimate = pchisq(test[1], test[2], lower.tail = FALSE))
}

expect_retention <- function(rows, options) for (rule in unique(rows$rule)) {
  d <- rows[rows$rule == rule, ]; groups <- sort(unique(d$group)); means <- list()
  for (g in groups) means[[g]] <- expect_survival(rule, g, d[d$group == g, ], options)
  for (a in seq_along(groups)) for (b in seq_along(groups)) if (a < b) {
    difference <- means[[b]][1] - means[[a]][1]
    rows_of <- function(g) { x <- d[d$group == g, ]; curve_people(x, x$event > 0, options$at)$d }
    se <- difference_error(rows_of(groups[a]), rows_of(groups[b]), options$tau, means[[a]], means[[b]])
    expect(rule, "rmst_difference", "", paste(groups[a], groups[b], sep = ";"), options$tau, estimate = difference,
      std_error = se, ci_low = difference - z * se, ci_high = difference + z * se,
      scale = max(se, 1e-4, na.rm = TRUE))
  }
  if (length(groups) > 1) expect_test(rule, d, options)
}
