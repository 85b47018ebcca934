# SPDX-License-Identifier: GPL-3.0-or-later
# Where a curve is thin, by its definition (stats/thin_curve.h), and the curve from a later day on.
# Run in tests/reference: Rscript thin_curve.R >thin_curve.txt. R 4.2.2, survival 3.5-3.
suppressMessages(library(survival))
influence <- function(d, start = 0) {
  if (!any(d$event[d$time > start] > 0)) return(data.frame(time = NULL, thin = logical()))
  s <- summary(survfit(Surv(pmax(entry, start), time, event) ~ 1, d[d$time > start, ]))
  data.frame(time = s$time, thin = c(1, s$surv[-length(s$surv)]) / s$n.risk > 1 / 11)
}
from <- function(d, s = 0) { i <- influence(d, s); min(c(i$time[i$thin], Inf)) }
early <- function(d, t) any(sapply(d$time[d$time > t], function(x) sum(d$entry < x & d$time >= x)) >= 11)
restart <- function(d) {
  for (s in sort(unique(c(0, d$time, d$entry)))) if (!early(d, from(d, s)) && sum(d$entry <= s & d$time > s) >= 11) return(s)
  NA
}
show <- function(name, d) {
  s <- restart(d)
  cat(sprintf("%s: from %.17g, early %s, restart %.17g\n", name, from(d), early(d, from(d)), s))
  if (!is.na(s)) for (t in c(30, 90, 180)) {
    f <- summary(survfit(Surv(entry, time, event) ~ 1, d, start.time = s), times = t)
    cat(sprintf("    S(%g | %g) = %.17g, se %.17g, at risk %d\n", t, s, f$surv, f$std.err, f$n.risk))
  }
}
h <- data.frame(entry = heart$start, time = heart$stop, event = heart$event)
show("heart, no transplant", h[heart$transplant == 0, ])
show("heart, transplant", h[heart$transplant == 1, ])
# 3 people are followed from day 0, two of whom leave; 30 who have been there for 40 days come under observation then.
show("late", data.frame(entry = rep(c(0, 40), c(3, 30)), time = c(5, 9, 200, 40 + 7 * 1:30), event = c(1, 1, 0, rep(1:0, 15))))
