# SPDX-License-Identifier: GPL-3.0-or-later
# The peer: what an analyst would do in R with data.table and survival, as fast as R does it.
#
#   Rscript tests/bench/peer.R EXPORTS AS_OF > results.csv
#
# Reads every table, builds treatment episodes by a 30-day gap (supplies pushed behind an earlier one of
# the same drug, injections 31 days in place, visits only for people without medication) and prints the
# statistics of peer_statistics.R. No report, no chart.
arguments <- commandArgs(TRUE)
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))), "peer_statistics.R"))
exports <- arguments[1]; as_of <- as.integer(as.IDate(arguments[2]))
gap <- 30L; censored_from <- as_of - gap; injection_days <- 31L

read_table <- function(table) {
  files <- list.files(exports, paste0("^", table, "(-[0-9-]+)?\\.csv$"), full.names = TRUE)
  rbindlist(lapply(files, fread, na.strings = c("", "NA", "-9"), showProgress = FALSE))
}
patients <- read_table("patients"); admissions <- read_table("admissions"); doses <- read_table("doses")
visits <- read_table("visits"); tests <- read_table("drug_tests"); returns <- read_table("returns_to_use")
adverse <- read_table("adverse_events")

# Within sorted groups: a shift of `wide` a group keeps one running maximum from reaching into the next.
wide <- 1e6
running_max <- function(value, group) cummax(value + group * wide) - group * wide

doses[, `:=`(person = match(patient_id, patients$patient_id), day = as.integer(date))]
doses <- doses[!is.na(person) & !is.na(day) & day <= as_of]
doses[, drug := match(medication, unique(medication))]
drugs <- unique(doses$medication)
doses[, length := fifelse(kind == "injection", injection_days, fifelse(kind == "dispensed", fcoalesce(days_supply, 7L), 1L))]
setorder(doses, person, drug, day)
supplies <- doses[kind == "dispensed"]
supplies[, group := rleid(person, drug)]
supplies[, total := cumsum(as.numeric(length))]
supplies[, last := running_max(day - (total - length), group) + total - 1]
supplies[, first := last - length + 1]
in_place <- doses[kind != "dispensed", .(person, drug, first = as.numeric(day), last = as.numeric(day + length - 1L))]
visits[, `:=`(person = match(patient_id, patients$patient_id), day = as.integer(date))]
medicated <- unique(doses$person)
seen <- visits[status == "attended" & !is.na(person) & !is.na(day) & day <= as_of & !person %in% medicated,
               .(person, drug = 0L, first = as.numeric(day), last = as.numeric(day))]
cover <- rbind(supplies[, .(person, drug, first, last)], in_place, seen)
setorder(cover, person, first)
cover[, reach := shift(running_max(last, person))]
cover[, begins := person != shift(person, fill = 0L) | first - reach - 1 > gap]
cover[, episode := cumsum(begins)]
episodes <- cover[, .(person = person[1L], drug = drug[1L], start = first[1L], end = max(last)), by = episode]
episodes[, end := pmin(end, as_of)]

admissions[, `:=`(person = match(patient_id, patients$patient_id), admitted = as.integer(admitted), discharged = as.integer(discharged))]
adverse[, `:=`(person = match(patient_id, patients$patient_id), day = as.integer(date))]
died <- adverse[fatal == "yes", .(died = min(day)), by = person]
episodes[died, died := i.died, on = "person"]
episodes[!is.na(died), end := pmin(end, died)]
episodes[, left := end + 1 <= censored_from]
closed <- admissions[!is.na(discharged) & reason != "", .(person, discharged, reason)]
setorder(closed, person, discharged)
closed[, at := discharged]
episodes[, until := end + 14]
episodes[, `:=`(reason = closed[episodes, reason, on = c("person", at = "until"), roll = 21, mult = "last"])]
episodes[, reason := fifelse(!is.na(died) & died == end, "death", fifelse(is.na(reason), "left", reason))]
opened <- admissions[order(person, admitted), .(person, at = as.numeric(admitted), admitted, program)]
episodes[, c("admitted", "program") := opened[episodes, .(admitted, program), on = c("person", at = "start"), roll = TRUE, mult = "last"]]

window <- min(doses$day)
first <- episodes[!duplicated(person) & fcoalesce(program, "") != "detoxification" & start < censored_from]
first[, entry := fifelse(start <= window + injection_days & admitted < window, window - as.numeric(admitted), 0)]
first[entry > 0, start := as.numeric(admitted)]
first[, time := pmax(1, fifelse(left, end + 1 - start, censored_from - start))]
first <- first[time > entry & !(entry == 0 & start < window)]
first[, medication := c("none", drugs)[drug + 1L]]
first[patients[, person := .I], `:=`(site = i.site, sex = i.sex, born = i.birth_year), on = "person"]
tell_statistics(first, c(doses = nrow(doses), visits = nrow(visits), episodes = nrow(episodes), first = nrow(first)))
