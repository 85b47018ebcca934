# SPDX-License-Identifier: GPL-3.0-or-later
# fit_hazards against coxph, concordance, cox.zph and predict(type = "expected").
#
#   Rscript hazards.R choose DIRECTORY
#
# writes models_DESIGN_KIND.csv, the cohorts of models_KIND.csv of which every coefficient has a finite estimate, and
# infinite_DESIGN_KIND.csv, those of which one has none: there fit_hazards must say so.

suppressMessages(library(survival))
last <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 60)
first <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 0)
designs <- list(
  one = list(numbers = "x1", factors = character(), strata = FALSE, ties = "efron"),
  strata = list(numbers = c("x1", "x2", "x3"), factors = character(), strata = TRUE, ties = "efron"),
  breslow = list(numbers = "x2", factors = "site", strata = FALSE, ties = "breslow"),
  apart = list(numbers = c("x1", "x3"), factors = character(), strata = TRUE, ties = "efron", apart = "clinic"))

fit_model <- function(d, design, control = last) {
  for (f in design$factors) d[[f]] <- factor(d[[f]])
  terms <- c(design$numbers, Filter(function(f) nlevels(d[[f]]) > 1, design$factors))
  if (length(terms) == 0 || !any(d$event > 0)) return(NULL)
  y <- if (all(d$entered < 0)) "Surv(time_days, event)" else "Surv(entered, time_days, event)"
  formula <- as.formula(paste(y, "~", paste(terms, collapse = " + "), if (design$strata) "+ strata(stratum)"))
  robust <- grepl("^P", d$patient_id[1])
  # coxph ends at its concordance where there is no pair.
  f <- try(if (robust) coxph(formula, d, ties = design$ties, control = control, cluster = patient_id, x = TRUE)
           else coxph(formula, d, ties = design$ties, control = control, x = TRUE), TRUE)
  if (inherits(f, "try-error") || all(is.na(coef(f)))) "unknown" else f
}
naive_of <- function(f) if (is.null(f$naive.var)) f$var else f$naive.var

# The same model of covariates in other units, in which R must find the same: where weights differ by many powers of ten
# it loses digits, unlike us (seed 602, usual0109, by 60-digit arithmetic).
units <- c(x2 = 1 / 12, x3 = 1000)
rescaled <- function(d) { for (x in names(units)) d[[x]] <- d[[x]] * units[[x]]; d }
is_sure <- function(f, d, design) {
  g <- fit_model(rescaled(d), design)
  unit <- ifelse(names(coef(f)) %in% names(units), units[names(coef(f))], 1)
  found <- function(f) c(coef(f), sqrt(diag(f$var))) / rep(sqrt(diag(naive_of(f))), 2)
  some <- !is.na(coef(f)) & abs(coef(f)) > 1e-6 * sqrt(diag(naive_of(f)))
  all(abs(found(f) - found(g)) < 1e-9, na.rm = TRUE) && all(abs(coef(f) / coef(g) / unit - 1)[some] < 1e-9)
}

# R goes on until the likelihood hardly changes; how far out a coefficient without a finite estimate is by then is
# chance. Only what is near, or so far that the information is gone, is clear.
judge <- function(d, design) {
  f <- fit_model(d, design)
  if (identical(f, "unknown")) return("unclear")
  if (is.null(f)) return("models")
  used <- !is.na(coef(f)); variance <- diag(naive_of(f))[used]; span <- apply(f$x, 2, function(x) diff(range(x)))[used]
  # Terms that R leaves out only far out are infinite, not collinear.
  if (any(used != !is.na(coef(fit_model(d, design, first))))) return("unclear")
  if (any(!is.finite(variance) | variance <= 0)) return(if (any(abs(coef(f)[used]) * span > 10)) "infinite" else "unclear")
  width <- max(sqrt(variance) * span)
  if (width <= 30 && !is_sure(f, d, design)) return("unclear")
  if (width > 1000) "infinite" else if (width > 30 || any(abs(coef(f)[used]) * span > 40)) "unclear" else "models"
}

choose <- function(directory) {
  unclear <- sum(vapply(kinds, function(kind) choose_of(directory, kind), 0))
  cat(unclear, "models left out: R cannot tell, or not to 9 digits\n")
}
choose_of <- function(directory, kind) {
  file <- file.path(directory, paste0("models_", kind, ".csv"))
  rows <- read_rows(file); raw <- readLines(file)
  rules <- unique(rows$rule); unclear <- 0
  for (name in names(designs)) {
    judged <- vapply(rules, function(rule) judge(rows[rows$rule == rule, ], designs[[name]]), "")
    for (what in c("models", "infinite"))
      writeLines(raw[c(TRUE, judged[rows$rule] == what)], file.path(directory, sprintf("%s_%s_%s.csv", what, name, kind)))
    unclear <- unclear + sum(judged == "unclear")
  }
  unclear
}

expect_terms <- function(rule, f, d, design, robust) {
  naive <- naive_of(f); b <- coef(f); names <- names(b)
  p <- rep(NA_real_, length(b)); terms <- vector("list", length(b))
  for (k in seq_along(b)) if (!is.na(b[k])) {
    factor <- Filter(function(x) startsWith(names[k], x), design$factors)
    group <- if (length(factor) > 0) factor else names[k]; level <- substring(names[k], nchar(group) + 1)
    has <- if (length(factor) > 0) d[[factor]] == level else rep(TRUE, nrow(d))
    people <- function(rows) count_people(d$patient_id[rows])
    # Of few people the robust variance may be 0 but for rounding: then limits and p are not known.
    se <- sqrt(naive[k, k]); error <- sqrt(f$var[k, k]); known <- error > 1e-7 * se
    if (!known) error <- 0
    expect(rule, "log_hazard_ratio", group, level, n = people(has), event_people = people(has & d$event > 0),
      events = sum(d$event[has]), estimate = b[[k]], std_error = se, ci_low = b[[k]] - z * se, ci_high = b[[k]] + z * se,
      scale = se)
    if (robust) expect(rule, "robust_std_error", group, level, estimate = error)
    expect(rule, "hazard_ratio", group, level, estimate = exp(b[[k]]), std_error = exp(b[[k]]) * error,
      ci_low = if (known) exp(b[[k]] - z * error) else NA, ci_high = if (known) exp(b[[k]] + z * error) else NA)
    if (known) p[k] <- 2 * pnorm(-abs(b[[k]] / error))
    expect(rule, "p_value", group, level, estimate = p[k])
    terms[[k]] <- c(group, level)
  }
  q <- p.adjust(p, "BH")
  for (k in seq_along(b)) if (!is.na(b[k])) expect(rule, "q_value", terms[[k]][1], terms[[k]][2], estimate = q[k], scale = 1e-50)
}

expect_chi_square <- function(rule, measure, group, statistic, df, scale = 1e-5) {
  expect(rule, measure, group, estimate = statistic, scale = scale)
  expect(rule, paste0(measure, "_df"), group, estimate = df)
  # Next to 0 a statistic is rounding, and p is 1 less its root.
  expect(rule, paste0(measure, "_p"), group, estimate = pchisq(statistic, df, lower.tail = FALSE),
    scale = if (abs(statistic) < 1e-6) 1e3 else 1e-50)
}

expect_model <- function(rule, f, d, design) {
  df <- sum(!is.na(coef(f))); used <- !is.na(coef(f))
  expect(rule, "log_likelihood", "", estimate = f$loglik[2])
  expect(rule, "log_likelihood_null", "", estimate = f$loglik[1])
  expect_chi_square(rule, "lr_test", "", 2 * diff(f$loglik), df, abs(f$loglik[1]) * 1e-4)
  expect_chi_square(rule, "score_test", "", f$score, df)
  robust <- f$var[used, used, drop = FALSE]; known <- all(diag(robust) > 1e-14 * diag(naive_of(f))[used])
  if (known && min(eigen(cov2cor(robust), symmetric = TRUE)$values) > 1e-6) expect_chi_square(rule, "wald_test", "", f$wald.test, df)
  # Scores that differ by rounding alone have no order to compare.
  C <- concordance(f); gaps <- diff(sort(f$linear.predictors))
  if (!any(gaps > 0 & gaps < 1e-8) && is.finite(C$concordance)) {
    se <- sqrt(C$var)
    expect(rule, "concordance", "", estimate = C$concordance, std_error = se, ci_low = max(C$concordance - z * se, 0),
      ci_high = min(C$concordance + z * se, 1))
  }
  proportional <- try(cox.zph(f)$table, TRUE); again <- try(cox.zph(fit_model(rescaled(d), design))$table, TRUE)
  if (is.matrix(proportional) && is.matrix(again) && all(used)) for (term in rownames(proportional))
    if (isTRUE(abs(proportional[term, "chisq"] - again[term, "chisq"]) < 1e-9 * proportional[term, "chisq"]))
      expect_chi_square(rule, "ph_test", term, proportional[term, "chisq"], proportional[term, "df"])
}

# Of each level of a factor that is not in the model: what the model expects of its rows, and the exact limits of a
# Poisson count of those that came.
expect_apart <- function(rule, expected, d, name) {
  for (level in unique(d[[name]])) {
    has <- d[[name]] == level; observed <- sum(d$event[has]); e <- sum(expected[has])
    people <- count_people(d$patient_id[has]); event_people <- count_people(d$patient_id[has & d$event > 0])
    expect(rule, "expected_events", name, level, n = people, event_people = event_people, events = observed,
      estimate = e)
    # R may leave rounding where nothing is expected.
    known <- e > 1e-12; limits <- if (known) poisson.test(observed, e)$conf.int else c(NA, NA)
    expect(rule, "observed_expected_ratio", name, level, estimate = if (known) observed / e else NA,
      std_error = if (known) sqrt(observed) / e else NA, ci_low = limits[1], ci_high = limits[2])
  }
  expect_spread(rule, rowsum(cbind(d$event, expected), d[[name]]), name)
}

# How far ten levels and more lie apart, of each of which an event or more is expected (stats/funnel_limits.h).
expect_spread <- function(rule, sums, name) {
  sums <- sums[sums[, 2] >= 1 - 1e-9, , drop = FALSE]; o <- sums[, 1]; e <- sums[, 2]; n <- length(o)
  if (n < 10) return()
  z <- 2 * (sqrt(o) - sqrt(e)); q <- quantile(z, c(.1, .9)); w <- 4 * e
  phi <- mean(pmin(pmax(z, q[1]), q[2])^2); apart <- pchisq(sum(z^2), n - 1, lower.tail = FALSE) < .05
  expect(rule, "dispersion", name, estimate = phi)
  expect(rule, "between_variance", name, scale = 1e-6,
    estimate = if (apart) max(0, (n * phi - (n - 1)) / (sum(w) - sum(w^2) / sum(w))) else 0)
  expect_chi_square(rule, "alike_test", name, sum(z^2), n - 1)
}

# Without an event there is no model, and of no term a ratio.
expect_no_model <- function(rule, d, design) {
  for (measure in c("log_hazard_ratio", "hazard_ratio")) {
    for (name in design$numbers) expect(rule, measure, name, estimate = NA)
    for (name in design$factors) {
      expect(rule, measure, name, min(d[[name]]), estimate = as.numeric(measure == "hazard_ratio"))
      for (level in setdiff(unique(d[[name]]), min(d[[name]]))) expect(rule, measure, name, level, estimate = NA)
    }
  }
  if (!is.null(design$apart)) expect_apart(rule, rep(0, nrow(d)), d, design$apart)
}

expect_hazards <- function(rows, design) for (rule in unique(rows$rule)) {
  d <- rows[rows$rule == rule, ]
  f <- fit_model(d, design)
  if (is.null(f)) { expect_no_model(rule, d, design); next }
  for (name in design$factors) for (measure in c("log_hazard_ratio", "hazard_ratio"))
    expect(rule, measure, name, min(d[[name]]), estimate = as.numeric(measure == "hazard_ratio"))
  expect_terms(rule, f, d, design, grepl("^P", d$patient_id[1]))
  expect_model(rule, f, d, design)
  if (!is.null(design$apart)) expect_apart(rule, predict(f, type = "expected"), d, design$apart)
}

arguments <- commandArgs(TRUE)
if (arguments[1] == "choose") {
  here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
  source(file.path(here, "common.R"))
  choose(arguments[2])
}
