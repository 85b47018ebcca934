# What covers a person's days and which episodes they make, from the definition with nothing of ours: supplies in groups of
# a day, visits, detoxification told apart, late entry at the first cover seen, deaths, C = E - gap. For scripts beside it
# (source), which are run from the top of the tree.

gaps <- c(coverage7 = 7, coverage14 = 14, coverage30 = 30, coverage60 = 60)
visit_gap <- 30
bank_cap <- 30
link_days <- 14
kinds <- c(methadone = "administered", buprenorphine = "dispensed", buprenorphine_xr = "injection",
           naltrexone_xr = "injection", buprenorphine_implant = "implant")
possible <- list(administered = c(1, 31, 1), dispensed = c(1, 120, 7), injection = c(5, 120, 31), implant = c(60, 400, 180))

# ---- what each supply covers --------------------------------------------------------------------------------

supply_days <- function(kind, recorded) {
  limits <- do.call(rbind, possible[kind])
  ifelse(!is.na(recorded) & recorded >= limits[, 1] & recorded <= limits[, 2], recorded, limits[, 3])
}

# One row a group: first and last covered day, the day it was given.
groups_of <- function(s) {
  long <- which(s$kind %in% c("injection", "implant"))
  first <- s$day[long]
  last <- s$day[long] + s$days[long] - 1
  given <- s$day[long]
  until <- c()
  rest <- s[setdiff(seq_len(nrow(s)), long), ]
  rest <- rest[order(rest$day), ]
  key <- paste(rest$day, rest$drug)
  for (rows in split(seq_along(key), factor(key, levels = unique(key)))) {
    day <- rest$day[rows[1]]
    drug <- rest$drug[rows[1]]
    taken_home <- 0
    given_here <- max(0, rest$days[rows][rest$kind[rows] == "administered"])
    home <- rows[rest$kind[rows] == "dispensed"]
    if (length(home) > 0) {
      home <- unique(data.frame(strength = rest$strength[home], days = rest$days[home]))
      taken_home <- max(tapply(home$days, home$strength, sum))
    }
    n <- if (taken_home > 0 && given_here > 0) max(given_here, taken_home + 1) else max(given_here, taken_home)
    left_over <- if (drug %in% names(until)) max(0, until[[drug]] - day + 1) else 0
    push <- if (taken_home == 0 && given_here == 1) 0 else min(left_over, bank_cap)
    until[drug] <- max(until[drug], day + push + n - 1, na.rm = TRUE)
    first <- c(first, day + push)
    last <- c(last, day + push + n - 1)
    given <- c(given, day)
  }
  data.frame(first = first, last = last, given = given)
}

# ---- admissions ---------------------------------------------------------------------------------------------

rank_of <- c(detoxification = 0, counseling = 2, maintenance = 3)

program_on <- function(a, day) {
  open <- a[a$admitted <= day & (is.na(a$discharged) | a$discharged >= day), ]
  if (nrow(open) == 0) return("")
  open$program[order(open$admitted, rank_of[open$program])][nrow(open)]
}

is_detoxification_dose <- function(a, day) {
  for (i in which(a$program == "detoxification" & a$admitted <= day)) {
    end <- if (!is.na(a$discharged[i])) a$discharged[i] else a$planned_end[i]
    other <- a[a$program != "detoxification", ]
    follows <- other$admitted[other$admitted >= a$admitted[i] & (is.na(end) | other$admitted <= end + link_days)]
    last <- if (length(follows) > 0) min(follows) - 1
            else if (!is.na(a$planned_end[i])) a$planned_end[i]
            else if (!is.na(a$discharged[i])) a$discharged[i] else Inf
    open <- is.na(a$discharged[i]) || day <= a$discharged[i]
    taken <- any(other$admitted <= day & (is.na(other$discharged) | other$discharged >= day) &
                   (!open | other$admitted >= a$admitted[i]))
    if (day <= last && !taken) return(TRUE)
  }
  FALSE
}

# ---- days ---------------------------------------------------------------------------------------------------

days_of <- function(runs) if (is.null(runs) || nrow(runs) == 0) c() else sort(unique(unlist(Map(seq, runs$first, runs$last))))

visit_days <- function(a, visits, medicated) {
  covered <- c()
  before <- -Inf
  for (day in sort(unique(visits))) {
    program <- program_on(a, day)
    if (program == "counseling") covered <- c(covered, day)
    if (program != "" || any(medicated >= day - 30 & medicated <= day)) next
    if (day - before <= 30) covered <- c(covered, day)
    before <- day
  }
  covered
}

# Covered days -> rows; `medicated` are those with medication.
split_days <- function(days, medicated, gap) {
  if (length(days) == 0) return(NULL)
  run <- cumsum(c(TRUE, diff(days) > 1))
  first <- tapply(days, run, min)
  last <- tapply(days, run, max)
  visits_only <- !tapply(days %in% medicated, run, any)
  episode <- 1
  only <- visits_only[1]
  number <- 1
  for (i in seq_along(first)[-1]) {
    limit <- if (only && visits_only[i]) max(gap, visit_gap) else gap
    if (first[i] - last[i - 1] - 1 > limit) {
      episode <- episode + 1
      only <- visits_only[i]
    } else only <- only && visits_only[i]
    number[i] <- episode
  }
  data.frame(start = as.vector(tapply(first, number, min)), last = as.vector(tapply(last, number, max)),
             visits_only = as.vector(tapply(visits_only, number, all)))
}

find_admission <- function(a, first, before) {
  a <- a[is.na(a$discharged) | a$discharged >= first, ]
  begun <- a[a$admitted <= first, ]
  follows <- a[a$admitted > first & a$admitted <= first + 14, ]
  begun <- if (nrow(begun) > 0) begun[order(begun$admitted, rank_of[begun$program])[nrow(begun)], ] else begun
  if (nrow(begun) > 0 && begun$admitted > before) return(begun)
  if (nrow(follows) > 0) return(follows[order(follows$admitted)[1], ])
  begun
}

decide <- function(e, a, days, gap, end, window) {
  e$first_covered <- e$start
  e$entry <- 0
  e$time <- NA
  for (i in seq_len(nrow(e))) {
    own <- if (e$visits_only[i]) max(gap, visit_gap) else gap
    before <- if (i > 1) e$last[i - 1] else -Inf
    prevalent <- FALSE
    if (!is.na(window) && e$start[i] - window < max(31, own) && before < window) {
      admission <- find_admission(a, e$start[i], before)
      if (nrow(admission) == 0) prevalent <- TRUE
      else if (min(admission$admitted, e$start[i]) < window) {
        seen <- days[days >= window & days <= e$last[i]]
        e$start[i] <- min(admission$admitted, e$start[i])
        e$entry[i] <- (if (length(seen) > 0) seen[1] else window) - e$start[i]
      }
    }
    e$censored_on[i] <- end - own
    left <- e$last[i] + 1 <= end - own
    e$left_on[i] <- if (left) e$last[i] + 1 else NA
    time <- max(1, (if (left) e$last[i] + 1 else end - own) - e$start[i])
    if (!prevalent && e$start[i] < end - own && time > e$entry[i]) e$time[i] <- time
  }
  e
}

# What every rule rests on: the days of each kind.
cover_of <- function(person, end) {
  a <- person$admissions
  a$discharged[!is.na(a$discharged) & a$discharged > end] <- NA
  death <- person$death
  cut <- min(end, death, na.rm = TRUE)
  groups <- if (nrow(person$supplies) > 0) groups_of(person$supplies) else NULL
  detox <- if (is.null(groups)) logical(0) else vapply(groups$given, function(day) is_detoxification_dose(a, day), TRUE)
  medicated <- days_of(groups)
  main <- days_of(groups[!detox, ])
  main <- main[main <= cut]
  visits <- visit_days(a, person$visits, medicated)
  visits <- visits[visits <= cut]
  in_detox <- days_of(groups[detox, ])
  list(id = person$id, admissions = a, main = main, days = sort(unique(c(main, visits))),
       in_detox = in_detox[in_detox <= cut])
}

episodes_of <- function(cover, rule, end, window) {
  gap <- gaps[[rule]]
  a <- cover$admissions
  main <- cover$main
  in_detox <- cover$in_detox
  rows <- split_days(cover$days, main, gap)
  out <- NULL
  if (!is.null(rows)) {
    rows <- decide(rows, a[a$program != "detoxification", ], cover$days, gap, end, window)
    out <- data.frame(episode = seq_len(nrow(rows)), rows[c("start", "last", "left_on", "entry", "time", "censored_on")])
  }
  if (length(in_detox) > 0) {
    rows <- split_days(in_detox, in_detox, link_days)
    first <- rows$start
    rows <- decide(rows, a[a$program == "detoxification", ], in_detox, link_days, end, window)
    runs <- main[c(TRUE, diff(main) > 1)]
    for (i in seq_len(nrow(rows))) {
      link <- runs[runs > first[i]]
      if (length(link) == 0 || link[1] > rows$last[i] + link_days) next
      rows$left_on[i] <- if (link[1] <= rows$censored_on[i]) link[1] else NA
      if (!is.na(rows$time[i]))
        rows$time[i] <- max(1, min(link[1], rows$censored_on[i]) - rows$start[i])
    }
    out <- rbind(out, data.frame(episode = NA, rows[c("start", "last", "left_on", "entry", "time", "censored_on")]))
  }
  if (is.null(out)) return(NULL)
  data.frame(rule = rule, patient_id = cover$id, out)
}

# ---- canonical tables ----------------------------------------------------------------------------------------

canonical <- function(directory) {
  table <- function(name) read.csv(file.path(directory, paste0(name, ".csv")), colClasses = "character")
  day <- function(x) as.integer(as.Date(ifelse(x == "", NA, x)))
  doses <- table("doses")
  kind <- ifelse(doses$kind != "", doses$kind, kinds[doses$medication])
  supplies <- data.frame(who = doses$patient_id, day = day(doses$date), drug = doses$medication, kind = kind,
                         strength = doses$dose_mg, days = supply_days(kind, as.integer(doses$days_supply)))
  visits <- table("visits")
  visits <- visits[visits$status == "attended", ]
  a <- table("admissions")
  planned <- day(a$planned_end)
  days <- as.integer(a$planned_days)
  planned <- ifelse(is.na(planned) & !is.na(days) & days > 0, day(a$admitted) + days - 1, planned)
  admissions <- data.frame(who = a$patient_id, admitted = day(a$admitted), discharged = day(a$discharged),
                           planned_end = planned, program = a$program)
  events <- table("adverse_events")
  events <- events[events$kind == "death" | events$fatal == "yes", ]
  died <- tapply(day(events$date), events$patient_id, min)
  ids <- table("patients")$patient_id
  by <- function(x) split(x, factor(x$who, levels = ids))
  s <- by(supplies)
  v <- split(day(visits$date), factor(visits$patient_id, levels = ids))
  a <- by(admissions)
  lapply(ids, function(id) list(id = id, supplies = s[[id]], visits = v[[id]], admissions = a[[id]],
                                death = if (id %in% names(died)) died[[id]] else NA))
}
