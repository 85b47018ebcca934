# How long people stay by the days of the last year alone, and of the year before: period analysis by survfit with delayed
# entry, from first episodes in maintenance or counseling.
#
#   Rscript tests/reference/retention_now.R EPISODES.csv     of one rule, as build_episodes writes them
#
# Prints window,day,people,at risk,events,survival,std.err,lower,upper.
suppressPackageStartupMessages(library(survival))
e <- read.csv(commandArgs(trailingOnly = TRUE)[1], colClasses = c(order = "character"))
day <- function(x) as.integer(as.Date(x))
last <- max(day(e$censored_on[e$program != "detoxification"]))
e <- e[!is.na(e$time_days) & e$order == "first" & e$program %in% c("maintenance", "counseling"), ]
start <- day(e$start)
for (window in c("now", "year_before")) {
  first <- last - 364
  entry <- pmax(e$entry_days, first - 1 - start)
  time <- pmin(e$time_days, last - start)
  left <- e$event == 1 & start + e$time_days <= last
  seen <- entry < time
  fit <- survfit(Surv(entry, time, left) ~ 1, data = data.frame(entry, time, left)[seen, ], conf.type = "log-log", timefix = FALSE)
  at <- summary(fit, times = c(30, 90, 180, 365))
  n <- length(unique(e$patient_id[seen]))
  cat(paste(window, at$time, n, at$n.risk, cumsum(at$n.event), sprintf("%.17g", at$surv), sprintf("%.17g", at$std.err),
            sprintf("%.17g", at$lower), sprintf("%.17g", at$upper), sep = ","), sep = "\n")
  last <- first - 1
}
