# SPDX-License-Identifier: GPL-3.0-or-later
# Percentiles and medians of counts as the least value that reaches them (quantile type 1): the lag of recorded
# discharges (tests/unit/care/discharge_lag_test.c) and doses (tests/unit/ingest/last_month_test.c).
#
#   Rscript order_statistics.R > order_statistics.txt
least <- function(values, times, share) quantile(rep(values, times), share, type = 1, names = FALSE)
cat("lags 80 90 91 100 %:", least(c(3, 14, 61), c(8, 1, 1), c(.8, .9, .91, 1)), "\n")
cat("b before, within:", least(c(16, 8.5), c(2, 2), .5), least(c(16, 8.5), c(3, 2), .5), "\n")
cat("m before, within:", least(c(80.5, 60.25, 120), c(3, 2, 1), .5), least(c(80.5, 60.25, 120), c(1, 0, 4), .5), "\n")
