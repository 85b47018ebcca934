# SPDX-License-Identifier: GPL-3.0-or-later
# Levels of a factor beside their average, weighted by people: contrasts of coxph's coefficients and their covariance.
# Run in tests/reference: Rscript hazard_average.R  (prints level, people, ratio, its error and limits). R 4.2.2,
# survival 3.5-3. Used in tests/golden/fit_hazards/ratio_to_average and observed_expected_few.
suppressMessages(library(survival))
control <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 50)

average <- function(fit, levels, people, prefix) {
  b <- setNames(rep(0, length(levels)), levels); V <- matrix(0, length(levels), length(levels))
  at <- match(paste0(prefix, levels), names(coef(fit)))
  b[!is.na(at)] <- coef(fit)[at[!is.na(at)]]; V[!is.na(at), !is.na(at)] <- vcov(fit)[at[!is.na(at)], at[!is.na(at)]]
  w <- people / sum(people); C <- diag(length(levels)) - matrix(w, length(levels), length(levels), byrow = TRUE)
  value <- as.vector(C %*% b); error <- sqrt(diag(C %*% V %*% t(C))); z <- qnorm(0.975)
  cat(sprintf("%s %d %.12g %.12g %.12g %.12g\n", levels, people, exp(value), exp(value) * error, exp(value - z * error), exp(value + z * error)), sep = "")
  used <- at[!is.na(at)]; wald <- as.vector(t(coef(fit)[used]) %*% solve(vcov(fit)[used, used]) %*% coef(fit)[used])
  cat(sprintf("alike %.12g %d %.12g\n", wald, length(used), pchisq(wald, length(used), lower.tail = FALSE)))
}

lung <- read.csv("data/lung.csv")
average(coxph(Surv(time, status == 2) ~ age + factor(sex), lung, control = control), c("1", "2"), as.vector(table(lung$sex)), "factor(sex)")
cgd <- read.csv("data/cgd.csv")
few <- cgd[cgd$center %in% c("Amsterdam", "NIH", "Univ. of Zurich", "Scripps Institute"), ]
few$center <- factor(few$center, sort(unique(few$center), method = "radix"))
fit <- coxph(Surv(tstart, tstop, status) ~ center + treat, few, cluster = id, control = control)
people_of <- function(of) as.vector(tapply(few$id, of, function(x) length(unique(x))))
average(fit, levels(few$center), people_of(few$center), "center")
average(fit, sort(unique(few$treat), method = "radix"), people_of(few$treat), "treat")
