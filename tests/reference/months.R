# SPDX-License-Identifier: GPL-3.0-or-later
# What monitor_months gives, counted again in base R from the same tables, and held against it.
# In tests/golden/monitor_months/sample:
#   Rscript ../../../reference/months.R episodes.csv returns_to_use.csv 2026-10-31 stdout >../../../reference/months.txt
# and so on the whole sample data, with the tables and episodes that the chain makes of them.
# One line a measure and grouping: rows here, rows there, largest absolute difference of any number, sum of estimates.
options(digits = 15)
files <- commandArgs(TRUE); as_of <- as.Date(files[3])
e <- read.csv(files[1], colClasses = "character"); e <- e[e$rule == "coverage30", ]
for (day in c("start", "left_on", "censored_on", "observed_until")) e[[day]] <- as.Date(e[[day]], format = "%Y-%m-%d")
e$time_days <- as.numeric(e$time_days); e$entry_days <- as.numeric(e$entry_days)
e$prevalent <- is.na(e$time_days) & e$entry_days == 0 & e$start < e$censored_on
u <- read.csv(files[2], colClasses = "character"); u <- unique(u[u$used_on != "", c("patient_id", "used_on")])
u$day <- as.Date(u$used_on); u <- u[order(u$patient_id, u$day), ]
gap <- ave(as.numeric(u$day), u$patient_id, FUN = function(d) c(Inf, diff(d)))
u <- u[gap >= 14, ]
u$site <- mapply(function(p, d) { x <- e[e$patient_id == p, ]; if (nrow(x) == 0) return(NA)
  before <- x[x$start <= d, ]; if (nrow(before)) before$site[which.max(before$start)] else x$site[which.min(x$start)] }, u$patient_id, u$day)

opening <- min(e$start[e$entry_days > 0] + e$entry_days[e$entry_days > 0])
first <- seq(as.Date(cut(opening, "month")), as_of, by = "month"); if (first[1] < opening) first <- first[-1]
period <- format(first, "%Y-%m"); last <- seq(first[1], by = "month", length.out = length(first) + 1)[-1] - 1
row <- function(measure, site, period, n, events, estimate, se = NA, low = NA, high = NA, subgroup = "")
  data.frame(measure, subgroup, site, period, n, events, estimate, std_error = se, ci_low = low, ci_high = high)
counts <- function(measure, site, day, id, end) {
  at <- factor(format(day, "%Y-%m"), period); ok <- last <= end
  events <- as.vector(table(at)); people <- as.vector(tapply(id, at, function(i) length(unique(i)), default = 0))
  row(measure, site, period, ifelse(ok, people, NA), ifelse(ok, events, NA), ifelse(ok, events, NA))
}
group <- function(x, uses, site, C, E) {
  open <- outer(seq_along(last), seq_len(nrow(x)), function(m, i) x$start[i] <= last[m] &
    ifelse(is.na(x$left_on[i]), last[m] <= x$censored_on[i], last[m] < x$left_on[i]))
  census <- ifelse(last <= C, rowSums(open), NA)
  new <- x[x$order == "first" & x$entry_days == 0 & !x$prevalent, ]; back <- x[x$order == "returned", ]; gone <- x[!is.na(x$left_on), ]
  member <- new[new$program %in% c("maintenance", "counseling"), ]
  cohort <- do.call(rbind, lapply(seq_along(period), function(m) {
    k <- member[format(member$start, "%Y-%m") == period[m], ]; n <- nrow(k)
    if (last[m] > E || any(k$censored_on - k$start < 90)) return(row("cohort_retention_90", site, period[m], NA, NA, NA))
    stay <- sum(is.na(k$left_on) | k$left_on - k$start > 90)
    if (n == 0) return(row("cohort_retention_90", site, period[m], 0, 0, NA))
    ci <- suppressWarnings(prop.test(stay, n, correct = FALSE)$conf.int)
    row("cohort_retention_90", site, period[m], n, n - stay, stay / n, sqrt(stay / n * (1 - stay / n) / n), ci[1], ci[2])
  }))
  lost <- function(measure, days) do.call(rbind, lapply(seq_along(period), function(m) {
    k <- member[format(member$start, "%Y-%m") == period[m], ]; n <- nrow(k)
    if (last[m] > E || any(k$censored_on - k$start < days)) return(row(measure, site, period[m], NA, NA, NA))
    left <- sum(!is.na(k$left_on) & k$left_on - k$start <= days)
    if (n == 0) return(row(measure, site, period[m], 0, 0, NA))
    ci <- suppressWarnings(prop.test(left, n, correct = FALSE)$conf.int)
    row(measure, site, period[m], n, left, left / n, sqrt(left / n * (1 - left / n) / n), ci[1], ci[2])
  }))
  rbind(lost("cohort_left_14", 14), lost("cohort_left_30", 30), row("people_in_care", site, period, census, NA, census), counts("admissions", site, new$start, new$patient_id, E),
        counts("returns", site, back$start, back$patient_id, E), counts("leavings", site, gone$left_on, gone$patient_id, C),
        counts("returns_to_use", site, uses$day, uses$patient_id, E), cohort)
}
sites <- sort(unique(e$site)); C <- E <- list()
for (s in sites) { x <- e[e$site == s, ]; C[[s]] <- max(x$censored_on); E[[s]] <- max(x$observed_until) }
here <- group(e, u, "", min(do.call(c, C), as_of), min(do.call(c, E), as_of))

source_lines <- readLines(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "control_chart.R"))   # the marks, as control_chart.R defines them
eval(parse(text = source_lines[grep("^marks <-", source_lines):(grep("^series <-", source_lines) - 1)]))
chart <- function(measure) {
  k <- here[here$measure == measure & here$site == "", ]; x <- k$estimate
  if (measure == "returns") x[1:12] <- NA
  range <- abs(diff(x)); m <- mean(x, na.rm = TRUE); w <- 2.66 * mean(range, na.rm = TRUE); s <- marks(x, m, m - w, m + w)
  ok <- !is.na(x); part <- function(name, value, sub = "") row(paste0(measure, "_", name), "", k$period[ok], NA, NA, value, subgroup = sub)
  rules <- c(outside = 1L, one_side = 2L, trend = 4L, near = 8L)
  fired <- do.call(rbind, lapply(names(rules), function(r) { hit <- ok & bitwAnd(s, rules[[r]]) > 0
    if (any(hit)) row(paste0(measure, "_signal"), "", k$period[hit], NA, NA, 1, subgroup = r) }))
  rbind(part("center", m), part("lower_limit", max(m - w, 0)),
        part("upper_limit", if (grepl("^cohort_", measure)) min(m + w, 1) else m + w), part("signal", as.numeric(s[ok] > 0)), fired)
}
here <- rbind(here, do.call(rbind, lapply(c("admissions", "returns", "leavings", "returns_to_use", "cohort_retention_90",
                                         "cohort_left_14", "cohort_left_30"), chart)))
for (s in sites) here <- rbind(here, group(e[e$site == s, ], u[u$site %in% s, ], s, min(C[[s]], as_of), min(E[[s]], as_of)))

there <- read.csv(files[4], na.strings = "", colClasses = c(group = "character", subgroup = "character", period = "character"))
there <- there[there$analysis == "months", ]
there <- there[!grepl("_expected_signals$", there$measure), ]
for (column in c("group", "subgroup")) there[[column]][is.na(there[[column]])] <- ""
key <- function(d, site) paste(d$measure, d$subgroup, site, d$period, sep = "|")
numbers <- c("n", "events", "estimate", "std_error", "ci_low", "ci_high")
j <- match(key(here, here$site), key(there, there$group))
difference <- function(a, b) ifelse(is.na(a) & is.na(b), 0, ifelse(is.na(a) | is.na(b), Inf, abs(a - b)))
worst <- do.call(pmax, lapply(numbers, function(column) difference(here[[column]], as.numeric(there[[column]][j]))))
by <- paste(here$measure, ifelse(here$site == "", "all", here$site)); by_there <- paste(there$measure, ifelse(there$group == "", "all", there$group))
for (b in unique(c(by, by_there)))
  cat(sprintf("%-40s %4d %4d %8.1e %.10g\n", b, sum(by == b), sum(by_there == b), max(c(0, worst[by == b])), sum(here$estimate[by == b], na.rm = TRUE)))
cat("every row found and equal within 1e-12:", !anyNA(j) && nrow(here) == nrow(there) && all(worst < 1e-12), "\n")
