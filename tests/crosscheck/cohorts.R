# SPDX-License-Identifier: GPL-3.0-or-later
# Random cohorts as CSV, one file for each kind of rows; the column `rule` tells the cohorts of a file apart.
#
#   Rscript cohorts.R SEED COHORTS DIRECTORY
#
#   spells_plain, spells_entry, spells_people, spells_both   one row a spell; delayed entry; several rows a person; both
#   stretches   stretches at risk of an event that may come again
#   states      stretches in a state; with returns, gaps, late starts
#   models_*    the four kinds of spells with covariates
arguments <- commandArgs(TRUE)
RNGversion("4.2.0"); set.seed(as.integer(arguments[1]))
cohorts <- as.integer(arguments[2]); directory <- arguments[3]
kinds <- c("plain", "entry", "people", "both")
shapes <- c("one_subject", "no_event", "all_on_one_day", "tiny_groups", rep("usual", 6))
causes <- c("death", "left", "transfer")

# Widths of 4 days make many ties; a third of the cohorts has times that are no whole numbers.
draw_times <- function(n, width) ceiling(rexp(n, 1 / width)) + sample(c(0, 0, 0.385), 1)

spells <- function(i, shape, has_entry, has_people) {
  n <- sample(c(7, 12, 25, 60, 150), 1)
  groups <- sample(2:4, 1)
  if (shape == "one_subject") n <- if (has_people) sample(1:4, 1) else 1
  if (shape == "tiny_groups") n <- groups + sample(0:2, 1)
  width <- sample(c(4, 30, 400), 1)
  time <- draw_times(n, width)
  exit <- sample(c("0", causes[1:sample(1:3, 1)]), n, TRUE)
  if (shape == "no_event") exit <- rep("0", n)
  if (shape == "all_on_one_day") { time <- rep(time[1], n); exit <- sample(causes, n, TRUE) }
  entry <- pmax(0, round(time - ceiling(rexp(n, 1 / width)), 3))   # R takes times that differ by rounding for the same
  people <- if (shape == "one_subject") 1 else ceiling(n / 2)
  d <- data.frame(rule = sprintf("%s%04d", shape, i), time_days = time, event = as.integer(exit != "0"), exit,
    group = sample(letters[seq_len(groups)], n, TRUE), stratum = sample(c("x", "y"), n, TRUE))
  if (has_entry) d$entry_days <- entry
  if (has_people) d$patient_id <- sprintf("P%03d", sample(people, n, TRUE))
  d
}

# Covariates: a share, ages with ties, small numbers, a factor one level of which is rare, and one of many levels.
with_covariates <- function(d) {
  n <- nrow(d)
  d <- data.frame(d, x1 = rbinom(n, 1, 0.5), x2 = round(rnorm(n, 40, 12)), x3 = round(rnorm(n) * 1e-3, 7),
    site = sample(c("hill", "north", "river"), n, TRUE, c(0.2, 0.5, 0.3)))
  data.frame(d, clinic = sprintf("clinic%02d", d$x2 %% 23))
}

walk <- function(person, late, width, move) {
  m <- sample(1:6, 1)
  t <- cumsum(c(if (late) sample(0:5, 1) else 0, ceiling(rexp(m, 1 / width))))
  data.frame(patient_id = sprintf("P%03d", person), start = t[-(m + 1)], stop = t[-1], event = move(m))
}
walks <- function(i, shape, move, between = FALSE) {
  n <- switch(shape, one_subject = 1, tiny_groups = sample(2:4, 1), sample(c(5, 12, 40), 1))
  width <- sample(c(4, 40), 1); late <- i %% 3 == 0
  d <- do.call(rbind, lapply(seq_len(n), walk, late, width, function(m) if (shape == "no_event") rep("0", m) else move(m)))
  if (shape == "all_on_one_day") d$event[d$stop != d$stop[1]] <- "0"
  if (i %% 4 == 0) d <- d[d$event != "0" | runif(nrow(d)) > 0.15 | !duplicated(d$patient_id), ]
  group <- sample(c("a", "b"), n, TRUE)
  d <- data.frame(rule = sprintf("%s%04d", shape, i), d, group = group[as.integer(substring(d$patient_id, 2))])
  if (between) d$group <- sample(c("a", "b"), nrow(d), TRUE)   # a person's stretches in several groups
  d
}
recurring <- function(m) as.character(rbinom(m, 1, 0.5))
moving <- function(m) {
  now <- "in_care"; to <- character(m)
  for (j in seq_len(m)) {
    to[j] <- sample(c("0", "in_care", "out", "returned", "dead")[1:sample(3:5, 1)], 1)
    if (to[j] == now) to[j] <- "0"
    if (to[j] != "0") now <- to[j]
  }
  to
}

number <- function(x) if (is.numeric(x)) sprintf("%.15g", x) else x
write <- function(d, name) {
  if (is.null(d) || nrow(d) == 0) return(invisible())
  d <- d[sample(nrow(d)), ]   # the order of rows is irrelevant
  d[] <- lapply(d, number)
  write.csv(d, file.path(directory, paste0(name, ".csv")), quote = FALSE, row.names = FALSE)
}
all_of <- function(make) do.call(rbind, lapply(seq_len(cohorts), function(i) make(i, shapes[1 + (i %/% 4) %% length(shapes)])))
for (kind in kinds) {
  has_entry <- kind %in% c("entry", "both"); has_people <- kind %in% c("people", "both")
  mine <- function(make) all_of(function(i, shape) if (kinds[1 + i %% 4] == kind) make(i, shape))
  write(mine(function(i, shape) spells(i, shape, has_entry, has_people)), paste0("spells_", kind))
  write(mine(function(i, shape) with_covariates(spells(i, shape, has_entry, has_people))), paste0("models_", kind))
}
write(all_of(function(i, shape) walks(i, shape, recurring, i %% 2 == 0)), "stretches")
write(all_of(function(i, shape) walks(i, shape, moving)), "states")
