# SPDX-License-Identifier: GPL-3.0-or-later
# What every comparison shares: numbers of people, steps, limits, and the tally of differences.
suppressMessages({library(survival); library(cmprsk)})
options(warn = -1)

kinds <- c("plain", "entry", "people", "both")
z <- qnorm(0.975)
key_columns <- c("rule", "measure", "group", "subgroup", "time_days")
value_columns <- c("n", "event_people", "at_risk", "events", "estimate", "std_error", "ci_low", "ci_high")

read_rows <- function(file) {
  d <- read.csv(file, colClasses = c(rule = "character", group = "character", exit = "character"))
  if (is.null(d$patient_id)) d$patient_id <- sprintf("R%05d", seq_len(nrow(d)))
  d$entered <- if (is.null(d$entry_days)) -1 else d$entry_days
  d
}
read_estimates <- function(file) {
  text <- setNames(rep("character", 5), c("rule", "measure", "group", "subgroup", "flag"))
  read.csv(file, colClasses = text, na.strings = "")
}

# Expected rows are gathered as lists; NA: not compared. scale: below it only rounding tells an estimate from 0.
expected <- new.env()
start_expecting <- function() expected$rows <- list()
expect <- function(rule, measure, group, subgroup = "", time_days = NA, ..., scale = if (grepl("_p$|p_value", measure)) 1e-50 else 1e-5) {
  values <- list(..., scale = scale)
  for (column in setdiff(value_columns, names(values))) values[[column]] <- NA_real_
  key <- list(rule = rule, measure = measure, group = group, subgroup = as.character(subgroup), time_days = as.numeric(time_days))
  expected$rows[[length(expected$rows) + 1]] <- c(key, values[c(value_columns, "scale")])
}
gather <- function() {
  all_columns <- c(key_columns, value_columns, "scale")
  columns <- lapply(all_columns, function(column)
    unlist(lapply(expected$rows, function(row) rep_len(row[[column]], max(lengths(row))))))
  as.data.frame(setNames(columns, all_columns))
}
keys <- function(d) paste(d$rule, d$measure, ifelse(is.na(d$group), "", d$group), ifelse(is.na(d$subgroup), "", d$subgroup),
                          ifelse(is.na(d$time_days), "", sprintf("%.12g", d$time_days)), sep = "|")

# Relative to the larger of the two, or to `smallest` where rounding is all there is.
differences <- function(a, b, smallest) abs(a - b) / pmax(abs(a), abs(b), smallest)

tally <- data.frame()
problems <- 0
# All rows of `estimates` against what was expected. `optional`: measures that R, unlike us, cannot always give.
compare <- function(estimator, estimates, optional = character()) {
  want <- gather()
  want$key <- keys(want); estimates$key <- keys(estimates)
  stopifnot(!anyDuplicated(want$key))
  complain <- function(what, key) if (length(key) > 0) {
    problems <<- problems + length(key)
    cat(sprintf("%s: %s: %s\n", estimator, what, head(key, 5)), sep = "")
  }
  complain("a number more than once", estimates$key[duplicated(estimates$key)])
  complain("expected, not there", setdiff(want$key, estimates$key))
  complain("there, not expected", setdiff(estimates$key[!estimates$measure %in% optional], want$key))
  got <- estimates[match(want$key, estimates$key), ]
  # An empty number is right only where one was expected to be empty.
  empty <- is.na(want$estimate)
  complain("empty or not, unlike R", want$key[is.na(got$estimate) != empty & !is.na(got$key)])
  for (measure in unique(want$measure)) for (column in value_columns) {
    rows <- want$measure == measure & !is.na(want[[column]]) & !is.na(got$key)
    if (!any(rows)) next
    # A standard error that is 0 is in R what rounding the estimate leaves.
    smallest <- pmax(want$scale[rows], 1e-5 * abs(want$estimate[rows]), na.rm = TRUE)
    difference <- differences(got[[column]][rows], want[[column]][rows], smallest)
    difference[is.na(difference)] <- ifelse(is.na(got[[column]][rows][is.na(difference)]), Inf, 0)
    worst <- which.max(difference)
    tally <<- rbind(tally, data.frame(estimator, measure, column, numbers = length(difference), worst = difference[worst],
      where = want$key[rows][worst], ours = got[[column]][rows][worst], R = want[[column]][rows][worst]))
  }
}

count_people <- function(id) length(unique(id))
people_at_risk <- function(d, t) vapply(t, function(s) count_people(d$patient_id[d$entered < s & d$time_days >= s]), 0)
rows_at_risk <- function(d, t) vapply(t, function(s) sum(d$entered < s & d$time_days >= s), 0)
events_until <- function(d, t, has) vapply(t, function(s) sum(has & d$time_days <= s), 0)
event_people_until <- function(d, t, has) vapply(t, function(s) count_people(d$patient_id[has & d$time_days <= s]), 0)

# The value of a step curve at times t, `first` before the first step.
steps <- function(time, value, t, first) c(first, value)[1 + findInterval(t, time)]

# Exact limits of a share of 0 or 1 of n people; of nobody: all is possible.
exact_low <- function(n) ifelse(n > 0, 0.025^(1 / n), 0)
exact_high <- function(n) ifelse(n > 0, 1 - 0.025^(1 / n), 1)

# The same where a curve comes to 0: of m people, m what the step before is worth (people: those at risk, where that one is
# no share), and never wider than there.
end_high <- function(share, error, high, people) {
  if (length(share) == 0 || share <= 0 || share >= 1 || !(error > 1e-7 * share * (1 - share))) return(exact_high(people))
  min(exact_high(share * (1 - share) / error^2), high)
}

# Of whom a curve is (stats/thin_curve.h, sample/curve_people.h): d, the rows it is of, and start, the day of a second
# curve of those in care on it (NA: none). Entry: -1, or the time of delayed entry.
thin_from <- function(d, start = 0) {
  d <- d[d$time_days > start, ]; entry <- pmax(d$entered, start); s <- 1
  for (x in sort(unique(d$time_days[d$has]))) {
    there <- entry < x & d$time_days >= x
    if (s * 11 > count_people(d$patient_id[there])) return(x)
    s <- s * (1 - sum(d$has & d$time_days == x) / sum(there))
  }
  Inf
}
# The same, or the first of the times asked for up to which nobody is at risk in more than an eleventh of the time.
first_thin <- function(d, at) {
  o <- order(pmax(d$entered, 0)); entry <- pmax(d$entered, 0)[o]; reached <- c(0, cummax(d$time_days[o]))[seq_along(o)]
  unseen <- vapply(at, function(t) sum(pmax(pmin(entry, t) - pmin(reached, t), 0)), 0)
  min(thin_from(d), at[unseen * 11 > at])
}
is_early <- function(d, from) any(vapply(unique(d$time_days[d$time_days > from]),
  function(x) count_people(d$patient_id[d$entered < x & d$time_days >= x]) >= 11, TRUE))
curve_people <- function(d, has, at) {
  d$has <- has; from <- first_thin(d, at); none <- list(d = d, start = NA)
  if (all(d$entered < 0) || !is_early(d, from)) return(none)
  first <- d[d$entered <= 0, ]; chosen <- d
  if (nrow(first) > 0 && min(first_thin(first, at), max(first$time_days)) > from) { chosen <- first; from <- first_thin(first, at) }
  if (!is_early(d, from)) return(list(d = chosen, start = NA))
  for (s in sort(unique(c(0, d$time_days, d$entered[d$entered > 0]))))
    if (!is_early(d, thin_from(d, s)) && count_people(d$patient_id[d$entered <= s & d$time_days > s]) >= 11)
      return(list(d = chosen, start = s))
  list(d = chosen, start = NA)
}

# The time at which a falling curve passes 1 - p, as print(survfit) has it.
invert <- function(time, y, p) {
  level <- 1 - p; tolerance <- .Machine$double.eps^0.5
  keep <- !is.na(y) & y < level + tolerance
  if (!any(keep)) return(NA_real_)
  x <- time[keep]; y <- y[keep]
  if (abs(y[1] - level) < tolerance && any(y < level - tolerance)) (x[1] + x[min(which(y < level - tolerance))]) / 2 else x[1]
}
