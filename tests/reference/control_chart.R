# SPDX-License-Identifier: GPL-3.0-or-later
# Control charts of individual values, each definition written again in base R over whole vectors; and how many marks
# chance gives. Run in tests/reference: Rscript control_chart.R >control_chart.txt   (R 4.2.2)
#   series NAME LEAST BASELINE N value ...      (NA: missing)
#   chart NAME center lower upper moving_range points     (or: none)
#   signals NAME code ...                       1 outside, 2 one side, 4 trend, 8 near, added up
#   expected N marks                            the formula of the header
#   simulated N marks                           months marked by at least one rule, known limits, 4e4 series
options(digits = 17)
RNGversion("4.2.0"); set.seed(20240229)

marks <- function(x, center, lower, upper) {
  n <- length(x); out <- integer(n); third <- (upper - center) * 2 / 3; slack <- 1e-12 * (abs(center) + (upper - center) / 2.66)
  window <- function(i, k) if (i < k) rep(NA, k) else x[(i - k + 1):i]
  all_true <- function(v) !anyNA(v) && all(v)
  for (i in seq_len(n)) {
    w7 <- window(i, 7); w3 <- window(i, 3); d <- diff(w7)
    if (!is.na(x[i]) && (x[i] > upper + slack || x[i] < lower - slack)) out[i] <- out[i] + 1L
    if (all_true(w7 > center + slack) || all_true(w7 < center - slack)) out[i] <- out[i] + 2L
    if (all_true(d > slack) || all_true(d < -slack)) out[i] <- out[i] + 4L
    if ((all_true(w3 > center + slack) && sum(w3 > center + third + slack) >= 2) ||
        (all_true(w3 < center - slack) && sum(w3 < center - third - slack) >= 2)) out[i] <- out[i] + 8L
  }
  out
}
series <- function(name, x, least = 12, baseline = length(x)) {
  cat("series", name, least, baseline, length(x), format(x, trim = TRUE, digits = 17), "\n")
  b <- x[seq_len(baseline)]; range <- abs(diff(b)); range <- range[!is.na(range)]
  if (sum(!is.na(b)) < least || length(range) == 0) { cat("chart", name, "none\n"); return(invisible()) }
  m <- mean(b, na.rm = TRUE); r <- mean(range)
  cat("chart", name, format(c(m, m - 2.66 * r, m + 2.66 * r, r), digits = 17), sum(!is.na(b)), "\n")
  cat("signals", name, marks(x, m, m - 2.66 * r, m + 2.66 * r), "\n")
}

series("worked", c(39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40))       # Wheeler's form: mean 41.4, ranges 1.7
series("eleven", c(12, 15, 11, 14, 13, 12, 17, 15, 14, 12, 11))           # too few for limits
series("outside", c(12, 15, 11, 14, 13, 12, 17, 15, 14, 12, 11, 35, 13))
series("one_side", c(9, 12, 10, 13, 9, 11, 8, 17, 18, 17, 19, 18, 17, 18, 19))
series("six_on_one_side", c(9, 12, 10, 13, 9, 11, 8, 12, 17, 18, 17, 19, 18, 17))
series("rising", c(14, 10, 13, 9, 12, 10, 11, 12, 13, 14, 15, 16, 17, 12))
series("falling", c(14, 20, 19, 18, 17, 16, 15, 14, 13, 17, 16, 18, 14, 15))
series("gap_breaks_trend", c(14, 10, 13, 9, 12, 10, 11, 12, NA, 13, 14, 15, 16, 17, 12))
series("gaps", c(NA, 10, 13, NA, 12, 10, NA, NA, 15, 13, 14, 15, 16, 17, 12, 9, NA))
series("near", c(10, 12, 11, 9, 10, 11, 9, 10, 12, 11, 10, 14, 14.1, 10.9, 11, 10))
series("frozen", c(12.25, 15, 11, 14.5, 13, 12, 17, 15, 14, 12, 11, 13, 22, 21, 23, 22, 21, 24, 23), baseline = 12)
series("constant", rep(0.1, 15))
series("on_the_center", c(10, 12, 11, 12, 12, 12, 12, 11, 12, 10, 10, 9, 10, 10, 10, 12))
series("never_neighbours", c(1, NA, 2, NA, 3, NA, 4), least = 3)
series("all_missing", rep(NA_real_, 13), least = 1)
for (i in 1:40) {
  n <- sample(c(13, 24, 36, 60), 1); x <- rpois(n, sample(c(3, 30, 300), 1)) + (i %% 3 == 0) * cumsum(rnorm(n))
  if (i %% 4 == 0) x[sample(n, 3)] <- NA
  series(sprintf("random%02d", i), x, baseline = if (i %% 5 == 0) min(n, max(14, n %/% 2)) else n)
}
tail2 <- function(z) 2 * pnorm(z, lower.tail = FALSE)
for (n in c(2, 6, 7, 12, 36, 120)) {
  p <- tail2(2) / 2
  cat("expected", n, n * tail2(3) + max(n - 6, 0) * (2 / 2^7 + 2 / factorial(7)) + max(n - 2, 0) * 2 * (3 * p^2 * (.5 - p) + p^3), "\n")
}
n <- 36
cat("simulated", n, format(mean(replicate(4e4, sum(marks(rnorm(n), 0, -3, 3) > 0))), digits = 3), "\n")
