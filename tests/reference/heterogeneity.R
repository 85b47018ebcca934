# SPDX-License-Identifier: GPL-3.0-or-later
# Cochran's Q from intervals. Run in tests/reference: Rscript heterogeneity.R >heterogeneity.txt. R 4.2.2.
q <- function(low, high) {
  y <- (low + high) / 2
  w <- 1 / ((high - low) / (2 * qnorm(0.975)))^2
  x <- sum(w * (y - sum(w * y) / sum(w))^2)
  cat(sprintf("Q %.17g df %d p %.17g\n", x, length(y) - 1, pchisq(x, length(y) - 1, lower.tail = FALSE)))
}
q(c(0.36, 0.54, 0.54), c(0.49, 0.635, 0.64))
q(c(0.4, 0.45), c(0.6, 0.65))
q(c(0, 0.08, 0.02, 0.83), c(0.17, 0.42, 0.3, 1))
# How often 20 sites of 40 people, all with the truth .55, are found to differ: two intervals apart, and Q besides.
set.seed(1); z <- qnorm(0.975)
found <- replicate(20000, {
  p <- rbinom(20, 40, 0.55) / 40; center <- (p + z^2 / 80) / (1 + z^2 / 40); half <- z / (1 + z^2 / 40) * sqrt(p * (1 - p) / 40 + z^2 / 6400)
  apart <- max(center - half) > min(center + half); w <- 1 / (half / z)^2; x <- sum(w * (center - sum(w * center) / sum(w))^2)
  c(apart, apart && pchisq(x, 19, lower.tail = FALSE) < 0.05)
})
cat(sprintf("of 20 sites alike: two lie apart in %.3f, found to differ in %.3f\n", mean(found[1, ]), mean(found[2, ])))
