# SPDX-License-Identifier: GPL-3.0-or-later
# Cox models: public data sets and random cohorts with ties, delayed entry, strata, several rows per person.
# Run in tests/reference: Rscript cox.R  (writes cox_rows.csv and cox_expected.csv). R 4.2.2, survival 3.5-3.
suppressMessages(library(survival))
RNGversion("4.2.0"); set.seed(20240302)
number <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))
rows <- NULL; out <- list()

run <- function(name, d, covariates, ties = "efron", strata = FALSE, cluster = FALSE) {
  x <- as.matrix(d[, covariates, drop = FALSE]); colnames(x) <- NULL
  p <- ncol(x)
  y <- if (is.null(d$entry)) Surv(d$time, d$event) else Surv(d$entry, d$time, d$event)
  control <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 50)
  names <- paste0("x", 1:p); frame <- data.frame(x); names(frame) <- names
  frame$st <- if (strata) d$stratum else 0; frame$id <- d$id
  formula <- as.formula(paste("y ~", paste(names, collapse = "+"), if (strata) "+ strata(st)"))
  f <- suppressWarnings(if (cluster) coxph(formula, frame, ties = ties, control = control, cluster = id) else
    coxph(formula, frame, ties = ties, control = control))
  naive <- if (cluster) f$naive.var else f$var
  if (any(is.na(coef(f))) || any(diag(naive) * apply(x, 2, var) > 100)) return(invisible())   # monotone or collinear: not for comparison
  add <- function(what, i, j, value) out[[length(out) + 1]] <<- data.frame(cohort = name, what, i, j, value = number(value))
  s <- summary(f)
  for (i in 1:p) {
    add("coefficient", i - 1, 0, coef(f)[[i]])
    for (j in 1:p) { add("variance", i - 1, j - 1, naive[i, j]); if (cluster) add("robust", i - 1, j - 1, f$var[i, j]) }
  }
  add("log_likelihood", 0, 0, f$loglik[2]); add("log_likelihood_null", 0, 0, f$loglik[1])
  add("likelihood_ratio", 0, 0, s$logtest[["test"]]); if (f$wald.test < 1e6) add("wald", 0, 0, f$wald.test)  # larger: robust variance next to singular
  add("score", 0, 0, f$score)
  add("concordance", 0, 0, concordance(f)$concordance); add("concordance_error", 0, 0, sqrt(concordance(f)$var))
  expected <- predict(f, type = "expected"); for (i in seq(1, length(expected), 7)) add("expected", i - 1, 0, expected[[i]])
  z <- try(cox.zph(f), TRUE)
  if (!inherits(z, "try-error")) for (i in 1:(p + 1)) add("zph", i - 1, 0, z$table[i, "chisq"])
  r <- data.frame(cohort = name, ties = as.integer(ties == "breslow"), entry = if (is.null(d$entry)) "" else number(d$entry),
    time = number(d$time), event = d$event, stratum = if (strata) d$stratum else 0, id = if (cluster) as.integer(factor(d$id)) - 1 else "",
    x1 = number(x[, 1]), x2 = if (p > 1) number(x[, 2]) else "", x3 = if (p > 2) number(x[, 3]) else "", x4 = if (p > 3) number(x[, 4]) else "")
  rows <<- rbind(rows, r)
}

l <- transform(lung, time = ceiling(time / 30.4375), event = status - 1, id = inst)
l$stratum <- as.integer(l$ph.ecog > 0 & !is.na(l$ph.ecog))
run("lung_efron", l, c("sex", "age")); run("lung_breslow", l, c("sex", "age"), "breslow")
run("lung_robust", l[!is.na(l$inst), ], c("sex", "age"), cluster = TRUE); run("lung_strata", l, c("sex", "age"), strata = TRUE)
h <- transform(heart, entry = start, time = stop, event = event, tx = as.integer(transplant == 1), id = id)
h$ax <- h$age * h$tx; h$sx <- h$surgery * h$tx
run("heart", h, c("age", "surgery", "tx", "ax")); run("heart_robust", h, c("age", "surgery", "tx", "sx"), cluster = TRUE)
b <- transform(bladder2[bladder2$stop > bladder2$start, ], entry = start, time = stop, stratum = enum)
run("bladder_ag", b, c("rx", "size", "number"), cluster = TRUE); run("bladder_tt", b, c("rx", "size", "number"), strata = TRUE, cluster = TRUE)
g <- transform(b, time = stop - start); g$entry <- NULL
run("bladder_gt", g, c("rx", "size", "number"), strata = TRUE, cluster = TRUE)
# Weights from e^-20 to e^15: cumulative hazards summed from late to early lose all digits of the robust variance.
far <- data.frame(time = c(213, 356, 107, 186, 1, 1046, 246, 102, 592, 6, 156, 210), event = c(1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0),
  stratum = c(0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1), id = c(4, 2, 6, 2, 6, 6, 2, 4, 4, 6, 2, 2), x1 = c(1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0),
  x2 = c(25, 46, 34, 63, 59, 20, 51, 33, 44, 37, 52, 32), x3 = c(0.0021020, 0.0010124, -0.0006516, -0.0009160, -0.0007128, 0.0004712,
  -0.0004558, -0.0007689, -0.0024722, 0.0010388, -0.0007564, -0.0011808))
run("far_apart", far, c("x1", "x2", "x3"), strata = TRUE, cluster = TRUE)
for (i in 1:60) {
  n <- sample(c(12, 30, 90), 1); p <- sample(1:4, 1); width <- sample(c(5, 40, 400), 1)
  d <- data.frame(time = ceiling(rexp(n, 1 / width)), event = rbinom(n, 1, 0.6), stratum = sample(0:2, n, TRUE),
    id = sample(ceiling(n / 2), n, TRUE), x1 = rbinom(n, 1, 0.5), x2 = round(rnorm(n, 40, 12)), x3 = rnorm(n) * 1e-3, x4 = sample(0:3, n, TRUE))
  if (i %% 2) d$entry <- pmax(0, d$time - ceiling(rexp(n, 1 / width)))
  run(sprintf("random%02d", i), d, paste0("x", 1:p), c("efron", "breslow")[1 + (i %% 5 == 0)], i %% 3 == 0, i %% 4 >= 2)
}

# Likelihoods without a maximum. Expected of the terms that have an estimate: the model stratified by what is infinite, in
# which those terms do not stand (but for `contrast`, which of two that are infinite together is known); and, as whole_coefficient, what coxph gives them in the whole model, having gone on as
# long as it would.
limit <- function(name, d, covariates, infinite, by, strata = FALSE, cluster = FALSE, contrast = NULL) {
  d$st <- if (strata) d$stratum else 0; d$by <- by; finite <- setdiff(covariates, infinite)
  y <- if (is.null(d$entry)) "Surv(time, event)" else "Surv(entry, time, event)"
  fit <- function(terms, by, control) suppressWarnings(do.call(coxph, c(list(as.formula(paste(y, "~", paste(terms, collapse = "+"),
    by)), d, control = control), if (cluster) list(cluster = quote(id)))))
  f <- fit(c(finite, contrast), "+ strata(st, by)", coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 50))
  w <- fit(covariates, "+ strata(st)", coxph.control(eps = 1e-16, toler.chol = 1e-18, iter.max = 200))
  naive <- if (cluster) f$naive.var else f$var
  add <- function(what, i, j, value) out[[length(out) + 1]] <<- data.frame(cohort = name, what, i, j, value = number(value))
  for (i in seq_along(covariates)) add("no_estimate", i - 1, 0, as.numeric(covariates[i] %in% infinite))
  for (i in seq_along(finite)) {
    at <- match(finite[i], covariates) - 1
    add("coefficient", at, 0, coef(f)[[i]]); add("whole_coefficient", at, 0, coef(w)[[finite[i]]])
    for (j in seq_along(finite)) {
      to <- match(finite[j], covariates) - 1
      add("variance", at, to, naive[i, j]); if (cluster) add("robust", at, to, f$var[i, j])
    }
  }
  s <- summary(f)
  add("log_likelihood", 0, 0, f$loglik[2]); add("log_likelihood_null", 0, 0, f$loglik[1])
  add("likelihood_ratio", 0, 0, s$logtest[["test"]]); add("score", 0, 0, f$score)
  add("concordance", 0, 0, concordance(f)$concordance); add("concordance_error", 0, 0, sqrt(concordance(f)$var))
  z <- cox.zph(f)$table; for (i in seq_along(finite)) add("zph", match(finite[i], covariates) - 1, 0, z[finite[i], "chisq"])
  x <- as.matrix(d[, covariates])
  rows <<- rbind(rows, data.frame(cohort = name, ties = 0, entry = if (is.null(d$entry)) "" else number(d$entry), time = number(d$time),
    event = d$event, stratum = d$st, id = if (cluster) as.integer(factor(d$id)) - 1 else "", x1 = number(x[, 1]),
    x2 = if (ncol(x) > 1) number(x[, 2]) else "", x3 = if (ncol(x) > 2) number(x[, 3]) else "", x4 = if (ncol(x) > 3) number(x[, 4]) else ""))
}
cohort <- function(n, delayed) {
  d <- data.frame(time = ceiling(rexp(n, 1 / 60)), event = rbinom(n, 1, 0.7), stratum = sample(0:1, n, TRUE), id = sample(ceiling(n * 0.7), n, TRUE),
    x1 = sample(0:1, n, TRUE, c(0.8, 0.2)), x2 = rbinom(n, 1, 0.5), x3 = round(rnorm(n, 40, 12)), x4 = 0)
  if (delayed) d$entry <- pmax(0, d$time - ceiling(rexp(n, 1 / 50)))
  d
}
terms <- c("x1", "x2", "x3")
for (delayed in c(FALSE, TRUE)) for (cluster in c(FALSE, TRUE)) {
  kind <- paste0(if (delayed) "_delayed", if (cluster) "_robust")
  d <- cohort(90, delayed); d$event[d$x1 == 1] <- 0
  limit(paste0("no_events", kind), d, terms, "x1", d$x1, cluster = cluster)
  limit(paste0("no_events_strata", kind), d, terms, "x1", d$x1, TRUE, cluster)
  # All events come to the level for as long as one of its rows is at risk: from its last exit on only others have any.
  d <- cohort(90, delayed); d$event[d$x1 == 1] <- 1; late <- d$x1 == 0
  d$time[late] <- d$time[late] + max(d$time[!late]); if (delayed) d$entry[late] <- d$entry[late] + 1
  limit(paste0("first_events", kind), d, terms, "x1", d$x1, cluster = cluster)
  # The same of two levels together, mixed among each other: neither is infinite beside the other.
  d$x4 <- as.integer(d$x1 == 1 & d$x3 %% 2 == 0); d$x1 <- d$x1 - d$x4
  limit(paste0("together", kind), d, c("x1", "x2", "x3", "x4"), c("x1", "x4"), d$x1 + d$x4, cluster = cluster, contrast = "x1")
  d <- cohort(90, delayed); d$x4 <- as.integer(d$x1 == 0 & d$x3 < 33); d$event[d$x1 + d$x4 > 0] <- 0
  limit(paste0("two_without", kind), d, c("x1", "x2", "x3", "x4"), c("x1", "x4"), paste(d$x1, d$x4), cluster = cluster)
}
write.csv(rows, "cox_rows.csv", quote = FALSE, row.names = FALSE)
write.csv(do.call(rbind, out), "cox_expected.csv", quote = FALSE, row.names = FALSE)
