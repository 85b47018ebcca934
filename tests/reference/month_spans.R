# SPDX-License-Identifier: GPL-3.0-or-later
# What monitor_months gives by quarter, half-year and year, counted again in base R from the same tables.
# In tests/golden/monitor_months/sample:
#   Rscript ../../../reference/month_spans.R episodes.csv returns_to_use.csv stdout >../../../reference/month_spans.txt
# One line a measure and length: decided rows, largest absolute difference of people and of the estimate.
files <- commandArgs(TRUE)
e <- read.csv(files[1], colClasses = "character"); e <- e[e$rule == "coverage30" & e$episode != "", ] # detoxifications have no number
for (day in c("start", "left_on", "censored_on")) e[[day]] <- as.Date(e[[day]], format = "%Y-%m-%d")
e$entry_days <- as.numeric(e$entry_days)
e$prevalent <- e$time_days == "" & e$entry_days == 0 & e$start < e$censored_on
u <- read.csv(files[2], colClasses = "character"); u <- unique(u[u$used_on != "", c("patient_id", "used_on")])
u$day <- as.Date(u$used_on); u <- u[order(u$patient_id, u$day), ]
u <- u[ave(as.numeric(u$day), u$patient_id, FUN = function(d) c(Inf, diff(d))) >= 14, ]
new <- e[e$order == "first" & e$entry_days == 0 & !e$prevalent, ]; back <- e[e$order == "returned", ]
gone <- e[!is.na(e$left_on), ]; member <- new[new$program %in% c("maintenance", "counseling"), ]
span <- function(period) {
  year <- as.integer(substr(period, 1, 4)); part <- as.integer(substr(period, 7, 7)); kind <- substr(period, 6, 6)
  months <- if (kind == "Q") 3 else if (kind == "H") 6 else 12
  first <- as.Date(sprintf("%d-%02d-01", year, if (months == 12) 1 else (part - 1) * months + 1))
  c(first, seq(first, by = paste(months, "months"), length.out = 2)[2] - 1)
}
count <- function(measure, period) {
  s <- span(period); inside <- function(day) !is.na(day) & day >= s[1] & day <= s[2]
  if (measure == "people_in_care") {
    open <- e$start <= s[2] & ifelse(is.na(e$left_on), s[2] <= e$censored_on, s[2] < e$left_on)
    return(c(sum(open), sum(open)))
  }
  if (measure == "cohort_retention_90") {
    k <- member[inside(member$start), ]
    return(c(nrow(k), mean(is.na(k$left_on) | k$left_on - k$start > 90)))
  }
  x <- switch(measure, admissions = new[inside(new$start), ], returns = back[inside(back$start), ],
              leavings = gone[inside(gone$left_on), ], returns_to_use = u[inside(u$day), ])
  c(length(unique(x$patient_id)), nrow(x))
}
there <- read.csv(files[3], colClasses = "character")
there <- there[there$analysis %in% c("quarters", "half_years", "years") & there$flag == "", ]
for (length in c("quarters", "half_years", "years"))
  for (measure in unique(there$measure)) {
    k <- there[there$analysis == length & there$measure == measure, ]
    k <- k[k$estimate != "", ]
    here <- vapply(k$period, function(p) count(measure, p), numeric(2))
    if (nrow(k) > 0)
      cat(sprintf("%-10s %-20s %3d %g %g\n", length, measure, nrow(k), max(abs(here[1, ] - as.numeric(k$n))),
                  max(abs(here[2, ] - as.numeric(k$estimate)))))
  }
