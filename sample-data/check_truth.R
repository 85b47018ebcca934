# SPDX-License-Identifier: GPL-3.0-or-later
# Holds the generated data against the truth that made it, independently of the pipeline.
#
#   generate_sample --clean --out small && generate_sample --clean --patients 30000 --out large
#   Rscript sample-data/check_truth.R small large > sample-data/check_truth.txt
#
# 1 episodes by a 30-day gap, computed here from the exports, against truth/spells.csv (small)
# 2 hazard ratios of unplanned leaving estimated from the spells, against truth/parameters.csv (large)
# 3 whether it looks like a clinic: Kaplan-Meier, season, return after leaving, reflections (small)
suppressMessages({library(data.table); library(survival)})
setDTthreads(2)
directories <- commandArgs(TRUE)
as_of <- as.IDate("2026-10-31"); window <- as.IDate("2023-11-01")

read_table <- function(directory, table) {
  files <- list.files(file.path(directory, "exports"), paste0("^", table, "(-[0-9-]+)?\\.csv$"), full.names = TRUE)
  rbindlist(lapply(files, fread, colClasses = list(character = "patient_id"), na.strings = ""))
}
read_spells <- function(directory) {
  spells <- fread(file.path(directory, "truth", "spells.csv"), na.strings = "")
  for (column in c("admitted", "started", "decided_on", "cover_end")) spells[[column]] <- as.IDate(spells[[column]])
  spells
}
heading <- function(text) cat("\n", text, "\n", sep = "")

# Cover: administered its day; dispensed pushed behind an earlier supply of the same drug; injections
# 31 days in place; attended visits only for those without any medication.
cover_of <- function(doses, visits, unmedicated) {
  doses <- doses[order(patient_id, medication, date)]
  doses[, length := fifelse(kind == "injection", 31L, fifelse(kind == "dispensed", days_supply, 1L))]
  push <- function(day, length, dispensed) {
    first <- day; last <- -1L
    for (i in seq_along(day)) {
      if (dispensed[i] && last >= day[i]) first[i] <- last + 1L
      if (dispensed[i]) last <- first[i] + length[i] - 1L
    }
    first
  }
  doses[, first := push(as.integer(date), length, kind == "dispensed"), by = .(patient_id, medication)]
  cover <- doses[, .(patient_id, first, last = first + length - 1L)]
  seen <- visits[status == "attended" & patient_id %in% unmedicated, .(patient_id, first = as.integer(date), last = as.integer(date))]
  rbind(cover, seen)
}
episodes_of <- function(cover, gap) {
  cover <- cover[order(patient_id, first, last)]
  cover[, reach := shift(cummax(last)), by = patient_id]
  cover[, new := is.na(reach) | first - reach - 1L > gap]
  cover[, episode := cumsum(new), by = patient_id]
  cover[, .(start = min(first), end = max(last)), by = .(patient_id, episode)]
}

heading("1. Episodes by a 30-day gap from the exports, against the true spells")
small <- directories[1]
spells <- read_spells(small)
started <- spells[!is.na(started)][order(patient_id, spell)]
unmedicated <- started[, .(none = all(medication == "none")), by = patient_id][none == TRUE, patient_id]
mixed <- started[, .(mixed = uniqueN(medication == "none") > 1), by = patient_id][mixed == TRUE, patient_id]
episodes <- episodes_of(cover_of(read_table(small, "doses"), read_table(small, "visits"), unmedicated), 30L)
started[, after_link := shift(program) == "detoxification" & as.integer(started - shift(cover_end)) <= 30, by = patient_id]
started[, run := cumsum(is.na(after_link) | !after_link), by = patient_id]
truth <- started[cover_end >= window, .(true_start = min(as.integer(started)), true_end = max(as.integer(cover_end)),
                     exit = last(exit), last_day = last(as.integer(decided_on))), by = .(patient_id, run)]
truth <- truth[!patient_id %in% mixed]; episodes <- episodes[!patient_id %in% mixed]
begun <- truth[true_start >= as.integer(window)]
found <- merge(begun, episodes, by.x = c("patient_id", "true_start"), by.y = c("patient_id", "start"))
cat("true spells begun in the window:", nrow(begun), " found with the same first day:", nrow(found),
    " and the same last day:", found[end == true_end, .N], "\n")
cat("last day differs:", found[end != true_end, .N], " of them deaths, which end the true cover:",
    found[end != true_end & exit == "death", .N], "\n")
carried <- merge(truth[true_start < as.integer(window)], episodes, by.x = c("patient_id", "true_end"), by.y = c("patient_id", "end"))
cat("true spells running when the window opens:", truth[true_start < as.integer(window), .N],
    " found with the same last day:", nrow(carried), "\n")
cat("(the others died, or their last supply was handed out before the window)\n")
cat("episodes found that are none of these:",
    nrow(episodes) - nrow(found) - nrow(carried), "\n")

heading("2. Unplanned leaving: rate ratios (Poisson, 30,000 people), against the truth")
parameters <- fread(file.path(directories[2], "truth", "parameters.csv"))
value <- setNames(parameters$value, parameters$name)
large <- read_spells(directories[2])[!is.na(started) & program != "detoxification"]
large[, `:=`(day0 = as.integer(started), stop = as.integer(decided_on) + 1L, enter = pmax(as.integer(started), as.integer(window)))]
large <- large[stop > enter]
large[, left := as.integer(exit %in% c("left", "administrative", "declined", "moved"))]
months <- as.integer(seq(as.Date(window), by = "month", length.out = 37))
split <- as.data.table(survSplit(Surv(enter, stop, left) ~ ., large[, .(enter, stop, left, day0, site, medication, age, spell)], cut = months))
split[, `:=`(month = month(as.IDate(enter)), later = enter >= as.integer(as.IDate("2025-10-01")), from = enter - day0, to = stop - day0)]
split <- as.data.table(survSplit(Surv(from, to, left) ~ ., split, cut = c(30, 90, 180)))
split[, `:=`(band = cut(from, c(-1, 29, 89, 179, Inf), c("0-29", "30-89", "90-179", "180 on")),
             season = factor(fcase(month == 12L, "December", month == 1L, "January", default = "other"), c("other", "December", "January")),
             site = factor(site, c("north", "river", "hill")), medication = relevel(factor(medication), "buprenorphine"),
             age_band = relevel(cut(age, c(0, 24, 34, 44, 54, Inf), c("18-24", "25-34", "35-44", "45-54", "55 on")), 3))]
split[, early_support := as.integer(later & band == "0-29")]
fit <- glm(left ~ band + site + medication + age_band + I(spell > 1) + season + early_support +
             offset(log((to - from) / 30.4375)), poisson, split)
ratio <- exp(cbind(estimate = coef(fit), confint.default(fit)))[-(1:4), ]
oral <- value[["leave_buprenorphine"]]
ratio <- cbind(truth = c(value[["leave_site_river"]], value[["leave_site_hill"]], value[["leave_buprenorphine_xr"]] / oral,
  value[["leave_methadone"]] / oral, value[["leave_naltrexone_xr"]] / oral, value[["leave_no_medication"]] / oral,
  value[["leave_age_18_24"]], value[["leave_age_25_34"]], value[["leave_age_45_54"]], value[["leave_age_55_on"]],
  value[["leave_returned_spell"]], value[["leave_december"]], value[["leave_january"]], value[["leave_early_support"]]), ratio)
print(round(ratio, 3))
cat("returned spells: people who come back are not a random part of those who left, hence a little lower\n")

heading("3. Does it look like a clinic? (true spells without detoxification)")
clinic <- spells[!is.na(started) & program != "detoxification"]
clinic[, exited := as.integer(exit != "in_care" & cover_end < as_of)]
clinic[, last := fifelse(exited == 1L, as.integer(cover_end) + 1L, as.integer(as_of))]
clinic[, `:=`(time = pmax(1L, last - as.integer(started)), entry = pmax(0L, as.integer(window) - as.integer(started)))]
clinic <- clinic[time > entry]
retention <- function(by, data) {
  fit <- survfit(as.formula(paste("Surv(entry, time, exited) ~", by)), data)
  at <- summary(fit, times = c(30, 90, 180, 365), extend = TRUE)
  group <- if (is.null(at$strata)) rep("all", length(at$time)) else as.character(at$strata)
  text <- sprintf("%.1f (%.1f-%.1f)", 100 * at$surv, 100 * at$lower, 100 * at$upper)
  print(dcast(data.table(group, day = at$time, text), group ~ day, value.var = "text"))
}
for (by in c("1", "medication", "site")) retention(by, clinic[spell == 1])
cat("returned spells\n"); retention("1", clinic[spell > 1])
print(summary(coxph(Surv(entry, time, exited) ~ relevel(factor(site), "north") + relevel(factor(medication), "buprenorphine"), clinic[spell == 1]))$conf.int[, c(1, 3, 4)], digits = 3)
starts <- as.integer(seq(as.Date(window), by = "month", length.out = 37))
by_month <- rbindlist(lapply(1:36, function(i) {
  inside <- pmax(0L, pmin(clinic$last, starts[i + 1]) - pmax(as.integer(clinic$started), starts[i]))
  data.table(month = month(as.IDate(starts[i])), person_months = sum(inside) / 30.4375,
             exits = clinic[exited == 1L, sum(last >= starts[i] & last < starts[i + 1])],
             admissions = spells[, sum(as.integer(admitted) >= starts[i] & as.integer(admitted) < starts[i + 1])])
}))
cat("by calendar month: exits per 100 person-months, mean admissions\n")
print(by_month[, .(exits = round(100 * sum(exits) / sum(person_months), 1), admissions = round(mean(admissions), 1)), by = month][order(month)])
left <- merge(clinic[exited == 1L & exit != "death"],
              spells[!is.na(started), .(patient_id, spell = spell - 1L, back = as.integer(started))], by = c("patient_id", "spell"), all.x = TRUE)
left[, `:=`(wait = pmax(1L, fifelse(is.na(back), as.integer(as_of), back) - last), returned = as.integer(!is.na(back)))]
cat("came back within 90, 180, 365 days of leaving (1 - KM, %):",
    round(100 * (1 - summary(survfit(Surv(wait, returned) ~ 1, left), times = c(90, 180, 365))$surv), 1), "\n")
events <- read_table(small, "returns_to_use")
cat("returns_to_use rows:", nrow(events), " warnings:", sum(is.na(events$used_on)), " reflections:", sum(!is.na(events$reflected_on)), "\n")
tests <- read_table(small, "drug_tests")[substance == "opioids" & result != "missed"]
cat("opioid tests positive (%):", round(100 * mean(tests$result == "positive"), 1), "\n")

heading("4. Overdoses per 100 person-months by days since cover ended for good (large), against the truth")
all_spells <- read_spells(directories[2])[!is.na(started)][order(patient_id, spell)]
adverse <- read_table(directories[2], "adverse_events")[, day := as.integer(as.IDate(date))]
dead <- adverse[fatal == "yes", .(dead = min(day)), by = patient_id]
all_spells[, back := shift(as.integer(started), -1), by = patient_id]
all_spells <- merge(all_spells, dead, by = "patient_id", all.x = TRUE)
out <- all_spells[exit != "in_care" & exit != "death"]
out[, `:=`(last = as.integer(cover_end), until = pmin(fifelse(is.na(back), as.integer(as_of), back - 1L), fifelse(is.na(dead), 99999L, dead)))]
per_month <- function(from, to) {
  first <- pmax(out$last + from, as.integer(window)); end <- pmin(out$last + to, out$until)
  months <- sum(pmax(0L, end - first + 1L)) / 30.4375
  inside <- merge(out[, .(patient_id, first = first, end = end)], adverse[kind == "overdose"], by = "patient_id", allow.cartesian = TRUE)
  events <- inside[day >= first & day <= end, .N]
  100 * c(estimate = events, qchisq(c(.025, .975), 2 * events + c(0, 2)) / 2) / months
}
large_value <- setNames(parameters$value, parameters$name)
print(round(rbind(
  "days 1-28" = c(truth = 100 * large_value[["overdose_after_exit"]], per_month(1L, 28L)),
  "day 29 on" = c(100 * large_value[["overdose_out_later"]], per_month(29L, 99999L))), 2))

heading("5. Signs in the 14 days before a recorded return to use in care (large): share of what was due, and the odds ratio")
uses <- read_table(directories[2], "returns_to_use")[!is.na(used_on), .(patient_id, used = as.integer(as.IDate(used_on)))]
in_care <- all_spells[program != "detoxification", .(patient_id, from = as.integer(started), to = as.integer(decided_on))]
shares <- function(rows, missed) {
  rows <- unique(rows[, .(patient_id, day = as.integer(as.IDate(date)), missed)])
  rows[, near := FALSE]
  rows <- merge(rows, in_care, by = "patient_id", allow.cartesian = TRUE)[day > from & day <= to]
  near <- merge(rows, uses, by = "patient_id", allow.cartesian = TRUE)[used - day >= 1L & used - day <= 14L, unique(.SD), .SDcols = c("patient_id", "day")]
  rows[near, on = c("patient_id", "day"), near := TRUE]
  counts <- rows[, .(n = .N, missed = sum(missed)), by = near][order(near)]
  odds <- counts$missed / (counts$n - counts$missed)
  c(otherwise = counts$missed[1] / counts$n[1], before = counts$missed[2] / counts$n[2], odds_ratio = odds[2] / odds[1])
}
visits <- read_table(directories[2], "visits")[status %in% c("attended", "missed")]
tests <- read_table(directories[2], "drug_tests")[substance == "opioids"]
odds <- function(kept, missed) missed / kept
visit_truth <- odds(1 - large_value[["visit_missed_before_use"]] - large_value[["visit_cancelled"]], large_value[["visit_missed_before_use"]]) /
  odds(1 - large_value[["visit_missed"]] - large_value[["visit_cancelled"]], large_value[["visit_missed"]])
print(round(rbind(visits = c(shares(visits, visits$status == "missed"), truth = visit_truth),
                  tests = c(shares(tests, tests$result == "missed"), truth = 1)), 3))
cat("visits: a third of all returns to use are told of by nobody, and interruptions have missed visits too: the ratio is drawn to 1\n")
cat("appointments get rarer: in the first 90 days of a spell", round({
  first <- all_spells[program == "maintenance" & as.integer(started) >= as.integer(window)]
  joined <- merge(visits[, .(patient_id, day = as.integer(as.IDate(date)))], first[, .(patient_id, start = as.integer(started), end = as.integer(decided_on))], by = "patient_id", allow.cartesian = TRUE)
  joined[day >= start & day <= pmin(end, start + 89L), .N] / first[, sum(pmin(as.integer(decided_on) - as.integer(started) + 1L, 90L))] * 14
}, 1), "in 14 days, from day 180", round(
  joined[day >= start + 180L & day <= end, .N] / first[, sum(pmax(as.integer(decided_on) - as.integer(started) - 179L, 0L))] * 14, 1), "\n")
