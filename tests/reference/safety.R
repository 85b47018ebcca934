# Deaths and overdoses by the days since the last covered one, from the definition with nothing of ours, one day after the
# other: first_weeks, on_cover (the day or the day before is covered), uncovered_2 (2 to 28 days since), uncovered_29. An
# episode begins where more than 30 days before were uncovered; care by visits covers 30 days from each. Care seen within 31 days of
# WINDOW, the first day of the data, began with its admission; where that is unknown, 28 days before and more.
#
#   Rscript tests/reference/safety.R DIR END WINDOW DEATHS_END OVERDOSES_END     from the top of the tree; DIR: canonical tables
#
# Prints measure,subgroup,period,n,event_people,events,estimate,ci_low,ci_high ("" where there is none).
source("tests/reference/cover.R")
arguments <- commandArgs(trailingOnly = TRUE)
directory <- arguments[1]
civil <- function(text) as.integer(as.Date(text))
end <- civil(arguments[2])
window <- civil(arguments[3])
known_end <- c(deaths = civil(arguments[4]), overdoses = civil(arguments[5]))
classes <- c("first_weeks", "on_cover", "uncovered_2", "uncovered_29")

table_of <- function(name) read.csv(file.path(directory, paste0(name, ".csv")), colClasses = "character")
adverse <- table_of("adverse_events")
# Who told of it: of several rows the first in this order
sources <- c("program", "hospital", "death_index", "not_told")
first_source <- function(told) sources[min(match(told, sources), 4, na.rm = TRUE)]
is_death <- adverse$kind == "death" | adverse$fatal == "yes"
death_told <- tapply(adverse$source[is_death], adverse$patient_id[is_death], first_source)
overdose_told <- split(adverse$source[adverse$kind == "overdose" & adverse$fatal != "yes"],
                       adverse$patient_id[adverse$kind == "overdose" & adverse$fatal != "yes"])
adverse <- adverse[adverse$kind == "overdose" & adverse$fatal != "yes", ]
overdose_days <- split(civil(adverse$date), adverse$patient_id)
returns <- table_of("returns_to_use")
naloxone <- mapply(function(changes, done) {
  at <- which(changes == "naloxone_given")
  if (length(at) == 1 && length(done) >= at && done[at] != "") civil(done[at]) else NA
}, strsplit(returns$plan_changes, ";"), strsplit(returns$plan_done, ";"))
naloxone <- split(naloxone, returns$patient_id)

# The class of each day from the first covered one to the end, named by the day.
classes_of <- function(cover, last) {
  covered <- sort(unique(c(cover$days, cover$in_detox)))
  if (length(covered) == 0) return(character(0))
  by_medication <- c(cover$main, cover$in_detox)
  run <- cumsum(c(TRUE, diff(covered) > 1))
  visits_only <- !(run %in% run[covered %in% by_medication])
  covered <- sort(unique(c(covered, unlist(lapply(tapply(covered[visits_only], run[visits_only], max), function(d) d + 0:28)))))
  days <- covered[1]:last
  last_covered <- covered[findInterval(days, covered)]
  begins <- covered[c(TRUE, diff(covered) - 1 > 30)]
  begun <- begins[findInterval(days, begins)]
  if (begins[1] - window < 31) {
    a <- cover$admissions
    admission <- find_admission(a[(a$program == "detoxification") == (begins[1] %in% cover$in_detox), ], begins[1], -Inf)
    begun[begun == begins[1]] <- if (nrow(admission) > 0) min(begins[1], admission$admitted) else begins[1] - 28
  }
  since <- days - last_covered
  structure(ifelse(since > 28, "uncovered_29", ifelse(since > 1, "uncovered_2", ifelse(days - begun < 28, "first_weeks", "on_cover"))),
            names = days)
}

joined <- function(days) {
  days <- sort(days)
  days[c(TRUE, diff(days) >= 7)]
}

people <- lapply(canonical(directory), function(person) {
  last <- min(end, person$death, na.rm = TRUE)
  class <- classes_of(cover_of(person, end), last)
  overdoses <- overdose_days[[person$id]]
  told <- overdose_told[[person$id]][overdoses <= last]
  overdoses <- overdoses[overdoses <= last]
  starts <- if (length(overdoses) > 0) joined(overdoses) else integer(0)
  told <- vapply(seq_along(starts), function(i) first_source(told[findInterval(overdoses, starts) == i]), "")
  list(told = told, id = person$id, class = class, day = as.integer(names(class)), death = person$death, person = person,
       overdoses = if (length(overdoses) > 0) joined(overdoses) else integer(0))
})

number <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))
row <- function(measure, subgroup, period, n, event_people, events, estimate, low = NA, high = NA)
  cat(paste(measure, subgroup, period, n, event_people, events, number(estimate), number(low), number(high), sep = ","), sep = "\n")

tell <- function(period, from, to = end) {
  died <- vapply(people, function(p) {
    if (is.na(p$death) || p$death > to || p$death < from) return(NA_character_)
    if (p$death %in% p$day) p$class[[as.character(p$death)]] else "before_care"
  }, "")
  for (subgroup in c("", classes)) {
    mine <- if (subgroup == "") classes else subgroup
    days <- vapply(people, function(p) sum(p$class %in% mine & p$day >= from & p$day <= to), 0)
    among <- function(p, most) sum(p$overdoses >= from & p$overdoses <= min(most, to) & p$class[as.character(p$overdoses)] %in% mine)
    overdoses <- if (subgroup == "") vapply(people, function(p) sum(p$overdoses >= from & p$overdoses <= to), 0) else vapply(people, among, 0, most = end)
    n <- sum(days > 0)
    deaths <- if (subgroup == "") sum(!is.na(died)) else sum(died %in% mine)
    row("person_years", subgroup, period, n, "", "", sum(days) / 365.25)
    row("deaths", subgroup, period, n, deaths, deaths, deaths)
    row("overdoses", subgroup, period, n, sum(overdoses > 0), sum(overdoses), sum(overdoses))

    until <- function(source) vapply(people, function(p) sum(p$class %in% mine & p$day >= from & p$day <= min(to, known_end[[source]])), 0)
    exposure <- sum(until("deaths")) / 36525
    known <- sum(died %in% mine & vapply(people, function(p) p$death <= known_end[["deaths"]], NA), na.rm = TRUE)
    if (exposure > 0) {
      limits <- poisson.test(known)$conf.int / exposure
      row("deaths_per_100_person_years", subgroup, period, n, known, known, known / exposure, limits[1], limits[2])
    }
    years <- until("overdoses") / 36525
    events <- vapply(people, among, 0, most = known_end[["overdoses"]])
    if (sum(years) > 0) {
      rate <- sum(events) / sum(years)
      limits <- if (rate > 0) rate * exp(c(-1, 1) * qnorm(0.975) * sqrt(sum((events - rate * years)^2)) / sum(years) / rate)
                else poisson.test(0)$conf.int / sum(years)
      row("overdoses_per_100_person_years", subgroup, period, n, sum(events > 0), sum(events), rate, limits[1], limits[2])
    }
  }
  early <- vapply(people, function(p) sum(p$overdoses >= from & p$overdoses <= to & is.na(p$class[as.character(p$overdoses)])), 0)
  before <- sum(died %in% "before_care")
  if (before > 0) row("deaths", "before_care", period, before, before, before, before)
  if (sum(early) > 0) row("overdoses", "before_care", period, sum(early > 0), sum(early > 0), sum(early), sum(early))
  died_by <- function(source, from, to) sum(vapply(people, function(p)
    !is.na(p$death) && p$death <= to && p$death >= from && death_told[[p$id]] == source, NA))
  overdoses_by <- function(source, from, to) vapply(people, function(p)
    sum(p$overdoses >= from & p$overdoses <= to & p$told == source), 0)
  for (source in sources[vapply(sources, died_by, 0, from = -Inf, to = end) > 0]) {
    deaths <- died_by(source, from, to)
    row("deaths_told_by", source, period, deaths, deaths, deaths, deaths)
  }
  for (source in sources[vapply(sources, function(by) sum(overdoses_by(by, -Inf, end)), 0) > 0]) {
    found <- overdoses_by(source, from, to)
    row("overdoses_told_by", source, period, sum(found > 0), sum(found > 0), sum(found), sum(found))
  }
}

month_first <- as.Date(format(as.Date(arguments[2]), "%Y-%m-01"))
year_first <- seq(month_first, by = "-11 months", length.out = 2)[2]
tell("", -Inf)
tell(paste(format(year_first, "%Y-%m"), format(month_first, "%Y-%m"), sep = "/"), as.integer(year_first))
tell(format(month_first, "%Y-%m"), as.integer(month_first))

# The twelve months before, and both side by side, by days of the calendar and by days that people were known
before_first <- seq(year_first, by = "-12 months", length.out = 2)[2]
before_last <- as.integer(year_first) - 1
stopifnot(format(as.Date(min(unlist(lapply(people, function(p) p$day))), origin = "1970-01-01"), "%Y-%m") <= format(before_first, "%Y-%m"))
before_name <- paste(format(before_first, "%Y-%m"), format(as.Date(before_last, origin = "1970-01-01"), "%Y-%m"), sep = "/")
tell(before_name, as.integer(before_first), before_last)
year_name <- paste(format(year_first, "%Y-%m"), format(month_first, "%Y-%m"), sep = "/")
years <- list(later = c(as.integer(year_first), end), earlier = c(as.integer(before_first), before_last))
within <- function(days, year) !is.na(days) & days >= year[1] & days <= year[2]
days_known <- vapply(years, function(y) sum(vapply(people, function(p) sum(within(p$day, y)), 0)), 0)
part <- function(x, t) {
  r <- poisson.test(x, t)
  to <- function(r) ifelse(is.infinite(r), 1, r / (1 + r))
  c(to(unname(r$estimate)), to(r$conf.int))
}
beside <- function(measure, events_of) {
  events <- vapply(years, function(y) sum(vapply(people, function(p) sum(within(events_of(p), y)), 0)), 0)
  who <- vapply(years, function(y) sum(vapply(people, function(p) any(within(events_of(p), y)), NA)), 0)
  row(measure, "", year_name, who[1], who[1], events[1], events[1])
  row(paste0(measure, "_before"), before_name, year_name, who[2], who[2], events[2], events[2])
  for (by in list(list("_part", vapply(years, diff, 0) + 1), list("_known_part", days_known))) {
    found <- part(who, by[[2]])
    row(paste0(measure, by[[1]]), "", year_name, sum(who), "", "", found[1], found[2], found[3])
  }
}
compared <- list(deaths = function(p) p$death, overdoses = function(p) p$overdoses)

# Afterwards: only counts, the interval is proportion_clustered's (tests/reference/distribution.R).
share <- function(measure, subgroup, events, trials) {
  asked <- trials > 0
  if (any(asked)) row(measure, subgroup, "", sum(asked), sum(events > 0), sum(events), sum(events) / sum(trials))
}
followed <- function(p, days) {
  last <- pmin(p$overdoses + days, if (is.na(p$death)) Inf else p$death)
  p$overdoses[last > p$overdoses & last <= end]
}
on_cover_at <- function(p, day) p$class[as.character(day)] %in% classes[1:2]
seen <- function(p, on) {
  days <- followed(p, 7)
  days <- days[vapply(days, function(d) on_cover_at(p, d), NA) == on]
  vapply(days, function(day) any(c(p$person$visits, p$person$supplies$day) %in% (day + 1:7)), NA)
}
changed <- function(p) unlist(lapply(followed(p, 14), function(day) {
  s <- p$person$supplies
  s$strength <- suppressWarnings(as.numeric(s$strength))
  s <- s[!is.na(s$strength), ]
  if (nrow(s) == 0) return(NULL)
  s <- aggregate(strength ~ day + drug, s, sum)
  s <- s[order(s$day), ]
  before <- s[s$day <= day & s$day > day - 30, ]
  if (nrow(before) == 0) return(NULL)
  before <- before[nrow(before), ]
  after <- s[s$day %in% (day + 1:14), ]
  any(after$drug != before$drug | after$strength != before$strength)
}))
counts <- function(of) rbind(vapply(people, function(p) sum(of(p)), 0), vapply(people, function(p) length(of(p)), 0))
for (on in c(TRUE, FALSE)) {
  found <- counts(function(p) seen(p, on))
  share("seen_within_7_days", if (on) "on_cover" else "off_cover", found[1, ], found[2, ])
}
found <- counts(changed)
share("dose_changed_within_14_days", "", found[1, ], found[2, ])
on_cover <- vapply(people, function(p) is.na(p$death) && length(p$class) > 0 && tail(p$class, 1) %in% classes[1:2], NA)
given <- vapply(people, function(p) any(naloxone[[p$id]] <= end, na.rm = TRUE), NA)
share("naloxone_in_hand", "", as.integer(on_cover & given), as.integer(on_cover))

for (measure in names(compared)) beside(measure, compared[[measure]])
