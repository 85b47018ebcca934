# Where people are after a return to use, from the definition: one origin a person and 90 days, in care again counts, death
# is absorbing, everybody censored at C of the episode. Shares by survfit, errors by person.
#
#   Rscript tests/reference/after_use.R DIR END EPISODES.csv     from the top of the tree; DIR: canonical tables;
#                                                              EPISODES.csv: of one gap rule
#
# Prints state,time_days,people,at_risk,estimate,std_error,lower,upper: limits on the scale log(-log(1 - p)), at 0 exact of the
# people at risk.
suppressMessages(library(survival))
source("tests/reference/cover.R")
arguments <- commandArgs(trailingOnly = TRUE)
table_of <- function(name) read.csv(file.path(arguments[1], paste0(name, ".csv")), colClasses = "character")
day <- function(x) as.integer(as.Date(ifelse(x == "", NA, x)))
end <- day(arguments[2])
e <- read.csv(arguments[3], colClasses = "character")
e <- e[e$episode != "", ]
returns <- table_of("returns_to_use")
returns <- returns[returns$used_on != "" & day(returns$used_on) <= end, ]
returns$used <- day(returns$used_on)
returns$known <- ifelse(returns$reported_on == "", returns$used, day(returns$reported_on))

# The days on which returns to use were known, 14 days and more behind the use before
known_of <- function(id) {
  mine <- returns[returns$patient_id == id, ]
  used <- sort(mine$used)
  first <- used[c(TRUE, diff(used) >= 14)]
  sort(vapply(first, function(u) min(mine$known[mine$used == u]), 0))
}
paths_of <- function(person) {
  covered <- cover_of(person, end)$days
  rows <- e[e$patient_id == person$id, ]
  first <- day(rows$start) + as.integer(rows$entry_days)
  last <- day(rows$last_covered)
  left <- day(rows$left_on)
  before <- -Inf
  out <- NULL
  for (t in known_of(person$id)) {
    on <- covered[covered <= t & covered >= t - 7]
    i <- if (length(on)) which(first <= max(on) & max(on) <= last)
    if (!length(i) || t - before < 90) next
    i <- max(i)
    C <- day(rows$censored_on[i])
    if (C <= t) next
    before <- t
    at <- 0
    state <- "in_care"
    for (k in i:nrow(rows)) {
      if (k > i) { at <- c(at, first[k] - t); state <- c(state, "in_care") }
      if (is.na(left[k])) next
      at <- c(at, max(1, left[k] - t))
      state <- c(state, if (rows$exit[k] == "death") "death" else "out_of_care")
      dead <- person$death
      if (length(dead) && !is.na(dead) && dead >= left[k] && (k == nrow(rows) || dead < first[k + 1])) {
        at <- c(at, max(1, dead - t))
        state <- c(state, "death")
      }
    }
    keep <- at < C - t & !duplicated(at, fromLast = TRUE)
    at <- at[keep]
    state <- state[keep]
    if ("death" %in% state) {
      dies <- match("death", state)
      at <- at[seq_len(dies)]
      state <- state[seq_len(dies)]
    }
    n <- length(at)
    rows_of <- if (state[n] == "death") seq_len(n - 1) else seq_len(n)
    out <- rbind(out, data.frame(id = person$id, path = paste(person$id, t), start = at, stop = c(at[-1], C - t), from = state,
                                 to = c(state[-1], "none"))[rows_of, ])
  }
  out
}
people <- Filter(function(person) person$id %in% returns$patient_id, canonical(arguments[1]))
d <- do.call(rbind, lapply(people, paths_of))
states <- c("death", "in_care", "out_of_care")
d$to <- factor(d$to, c("none", states))
d$from <- factor(d$from, states)
f <- survfit(Surv(start, stop, to) ~ 1, d, id = seq_len(nrow(d)), istate = from, influence = TRUE, p0 = c(0, 1, 0))
number <- function(x) sprintf("%.17g", x)
for (t in c(30, 60, 90)) for (k in seq_along(states)) {
  u <- matrix(f$influence.pstate[, , k], nrow = nrow(d))
  if (ncol(u) == length(f$time)) u <- cbind(0, u)
  now <- 1 + findInterval(t, f$time)
  p <- c(f$p0[k], f$pstate[, k])[now]
  se <- sqrt(colSums(rowsum(u, d$id)^2))[now]
  people <- length(unique(d$id[d$start < t & d$stop >= t]))
  none <- p < 1e-14
  limits <- if (none) c(0, 1 - 0.025^(1 / people)) else 1 - (1 - p)^exp(c(-1, 1) * qnorm(0.975) * se / ((1 - p) * -log(1 - p)))
  cat(paste(states[k], t, length(unique(d$id)), people, number(if (none) 0 else p), number(if (none) 0 else se),
            number(limits[1]), number(limits[2]), sep = ","), sep = "\n")
}
