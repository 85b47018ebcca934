# Limits of a funnel of observed / expected with the variance between places, in base R (stats/funnel_limits.h).
#
#   Rscript tests/reference/funnel_limits.R                 the numbers of tests/unit/stats/funnel_limits_test.c
#   Rscript tests/reference/funnel_limits.R estimates.csv   of a report's sites: dispersion, variance, test, and where
#                                                           each lies (outside, between or inside)
options(digits = 15)
spread <- function(o, e) {
  used <- e >= 1; o <- o[used]; e <- e[used]; n <- length(o)
  z <- 2 * (sqrt(o) - sqrt(e)); q <- quantile(z, c(.1, .9))
  phi <- mean(pmin(pmax(z, q[1]), q[2])^2); w <- 4 * e; p <- pchisq(sum(z^2), n - 1, lower.tail = FALSE)
  tau2 <- if (p < .05) max(0, (n * phi - (n - 1)) / (sum(w) - sum(w^2) / sum(w))) else 0
  list(dispersion = phi, between_variance = tau2, statistic = sum(z^2), df = n - 1, p = p)
}
holds <- function(o, e, tau2, share) {
  if (tau2 > 0) return(abs(sqrt(o / e) - 1) <= qnorm(.5 + share / 2) * sqrt(1 / (4 * e) + tau2))
  limits <- poisson.test(o, conf.level = share)$conf.int
  limits[1] <= e && limits[2] >= e
}
place <- function(o, e, tau2) if (!holds(o, e, tau2, .998)) "outside" else if (!holds(o, e, tau2, .95)) "between" else "inside"

file <- commandArgs(TRUE)
if (length(file) == 0) {
  apart <- list(o = c(206, 66, 71, 54, 57, 87, 95, 101, 110, 98, 0), e = c(73.4, 50.2, 52.1, 37.3, 43.2, 57.3, 113.6, 114.9, 120.7, 115.2, .7))
  alike <- list(o = c(32, 28, 37, 41, 55, 49, 36, 40, 38, 33, 31), e = c(29.9, 30.6, 33.1, 47.2, 55.5, 46.3, 38.8, 39.1, 36.2, 34.5, 28.8))
  for (d in list(apart, alike)) { s <- spread(d$o, d$e); cat(sprintf("%s %.17g\n", names(unlist(s)), unlist(s)), sep = ""); print(mapply(place, d$o, d$e, s$between_variance)) }
  tau2 <- spread(apart$o, apart$e)$between_variance
  h <- qnorm(.999) * sqrt(1 / (4 * 57.3) + tau2); cat(sprintf("%.17g\n", c((1 - h)^2, (1 + h)^2)), sep = "")
} else {
  d <- read.csv(file, colClasses = c(group = "character", subgroup = "character", period = "character"))
  d <- d[d$analysis == "leaving_adjusted" & d$group == "site" & d$measure == "expected_events", ]
  s <- spread(d$events, d$estimate)
  cat(sprintf("dispersion,%.12g\nbetween_variance,%.12g\nalike_test_p,%.12g\n", s$dispersion, s$between_variance, s$p))
  d <- d[d$estimate >= 1, ]
  for (i in seq_len(nrow(d))) cat(sprintf("%s,%s\n", d$subgroup[i], place(d$events[i], d$estimate[i], s$between_variance)))
}
