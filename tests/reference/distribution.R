# SPDX-License-Identifier: GPL-3.0-or-later
# Quantiles, tails, exact limits, shares and rates. Run in tests/reference: Rscript distribution.R > distribution.txt
# R 4.2.2. Each line: what, arguments, values.
say <- function(what, ...) cat(what, sprintf("%.17g", c(...)), "\n")
for (p in c(1e-300, 1e-10, 0.025, 0.31, 0.5, 0.975, 1 - 1e-9)) say("normal_quantile", p, qnorm(p))
for (z in c(0, 0.385, 1.96, 6, 30)) say("normal_two_sided", z, 2 * pnorm(-z))
for (x in c(1e-8, 0.385, 3.84, 40, 700)) for (df in c(1, 2, 3, 17, 120)) say("chi_square_upper", x, df, pchisq(x, df, lower.tail = FALSE))
# Exact limits by qbeta where it is known to be good, checked by putting the limit back into pbinom.
limits <- function(x, n, level) {
  a <- (1 - level) / 2
  c(if (x == 0) 0 else qbeta(a, x, n - x + 1), if (x == n) 1 else qbeta(1 - a, x + 1, n - x))
}
for (n in c(1, 2, 7, 25, 385, 63000, 2000000)) for (x in unique(pmin(n, c(0, 1, 18, round(0.385 * n), n - 1, n)))) {
  l <- limits(x, n, 0.95)
  say("binomial_limits", x, n, 0.95, l)
}
for (x in c(0, 1, 2, 18, 385, 63000)) { t <- poisson.test(x)$conf.int; say("poisson_limits", x, 0.95, t) }
for (x in list(c(0, 7), c(3, 7), c(18, 25), c(7, 7), c(120, 385))) {
  p <- suppressWarnings(prop.test(x[1], x[2], correct = FALSE))$conf.int
  say("wilson", x[1], x[2], 0.95, x[1] / x[2], p)
}
# several trials per person
events <- c(2, 0, 1, 3, 0, 1, 1, 4); trials <- c(3, 1, 1, 5, 2, 1, 4, 4)
n <- sum(trials); p <- sum(events) / n; m <- length(events)
v <- m / (m - 1) * sum((events - p * trials)^2) / n^2
e <- p * (1 - p) / v; z <- qnorm(0.975)
centre <- (p + z^2 / (2 * e)) / (1 + z^2 / e); half <- z / (1 + z^2 / e) * sqrt(p * (1 - p) / e + z^2 / (4 * e^2))
say("clustered", p, sqrt(v), centre - half, centre + half)
exposure <- c(3.5, 1.25, 1, 5, 2.385, 1, 4, 4)
rate <- sum(events) / sum(exposure); se <- sqrt(sum((events - rate * exposure)^2)) / sum(exposure)
say("rate_robust", rate, se, rate * exp(-z * se / rate), rate * exp(z * se / rate))
for (p in list(0.0385, c(0.31, 0.0004, 0.02385, 0.02385, 1, 0.9), c(0.04, 0.03, 0.05, 0.0385, 0, 1), rep(0.2, 6)))
  say("benjamini_hochberg", length(p), p, p.adjust(p, "BH"))
say("rate_exact", 18, 38.5, 18 / 38.5, sqrt(18) / 38.5, poisson.test(18, 38.5)$conf.int)
