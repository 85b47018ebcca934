# SPDX-License-Identifier: GPL-3.0-or-later
# What tabulate_reflections gives, made again in base R from the same tables, and held against it.
# In tests/golden/tabulate_reflections/sample:
#   Rscript ../../../reference/reflections.R returns_to_use.csv patients.csv episodes.csv 2026-10-31 stdout \
#       >../../../reference/reflections.txt
# Shares: a linear model with a constant only, its residuals summed by person; limits by prop.test on the effective number.
# One line a measure and grouping: rows here, rows there, largest absolute difference of any number, sum of estimates.
files <- commandArgs(TRUE); as_of <- as.Date(files[4]); window <- 30
day <- function(x) as.Date(x, format = "%Y-%m-%d")
r <- read.csv(files[1], colClasses = "character"); s <- read.csv(files[2], colClasses = "character")
e <- read.csv(files[3], colClasses = "character"); e <- e[e$rule == "coverage30", ]
for (x in c("event_on", "used_on", "reflected_on")) r[[x]] <- day(r[[x]])
for (x in c("start", "left_on", "censored_on")) e[[x]] <- day(e[[x]])
r$site <- s$site[match(r$patient_id, s$patient_id)]
lists <- c(stage = "stage", trigger = "triggers", missed_sign = "missed_signs", lacking_support = "lacking_supports", plan_change = "plan_changes")
r$recorded <- !is.na(r$reflected_on) | rowSums(r[lists[-1]] != "") > 0
r$used <- !is.na(r$used_on)
at <- sapply(seq_len(nrow(r)), function(i) { j <- which(e$patient_id == r$patient_id[i] & e$start <= r$event_on[i] &
  (is.na(e$left_on) & r$event_on[i] <= e$censored_on | !is.na(e$left_on) & r$event_on[i] < e$left_on)); if (length(j)) j[length(j)] else NA })
r$in_care <- !is.na(at); r$C <- e$censored_on[at]; r$left_on <- e$left_on[at]
stay <- ifelse(r$in_care & r$event_on + window <= r$C, is.na(r$left_on) | r$event_on + window < r$left_on, NA)

rows <- list(); none <- rep(NA, nrow(r))
emit <- function(...) rows[[length(rows) + 1]] <<- data.frame(...)
share <- function(measure, y, id, by = "", group = "", subgroup = "", time = NA) {
  n <- length(unique(id)); k <- length(y); x <- as.numeric(y)
  if (k == 0) return(emit(measure, by, group, subgroup, time, n = 0, event_people = 0, at_risk = 0, events = 0, estimate = NA, std_error = NA, ci_low = NA, ci_high = NA))
  fit <- lm(x ~ 1); p <- unname(coef(fit)); q <- sum(x) / k; u <- tapply(residuals(fit), id, sum)
  v <- sum(u^2) / k^2 * if (n > 1) n / (n - 1) else 1
  size <- if (n > 1 && q > 0 && q < 1 && v > 1e-25) q * (1 - q) / v else n
  ci <- suppressWarnings(prop.test(q * size, size, correct = FALSE)$conf.int)
  emit(measure, by, group, subgroup, time, n, event_people = sum(tapply(x, id, sum) > 0), at_risk = k, events = sum(x),
       estimate = p, std_error = sqrt(v), ci_low = if (q > 0) ci[1] else 0, ci_high = if (q < 1) ci[2] else 1)
}
over <- function(measure, y, keep, ...) share(measure, y[keep], r$patient_id[keep], ...)
has <- function(field, code) grepl(paste0("(^|;)", code, "(;|$)"), r[[lists[[field]]]])
plan <- do.call(rbind, lapply(which(r$plan_changes != ""), function(i) {
  code <- strsplit(r$plan_changes[i], ";")[[1]]; part <- function(x) { v <- strsplit(paste0(x, ";"), ";")[[1]]; length(v) <- length(code); day(v) }
  data.frame(id = r$patient_id[i], site = r$site[i], code, due = part(r$plan_due[i]), done = part(r$plan_done[i])) }))
plan <- plan[!(plan$code %in% c("none", "unknown", "not_asked")) & !is.na(plan$due) & plan$due < as_of, ]
left <- sapply(plan$id, function(i) { mine <- e[e$patient_id == i & e$order != "", ]; nrow(mine) == 0 || !is.na(mine$left_on[which.max(mine$start)]) })

codes_of <- function(field, there) unique(there$subgroup[there$measure == "share" & sub(";.*", "", there$group) == field])
there <- read.csv(files[5], na.strings = "", colClasses = c(group_by = "character", group = "character", subgroup = "character"))
for (x in c("group_by", "group", "subgroup")) there[[x]][is.na(there[[x]])] <- ""
changes <- function(p, ...) {
  k <- !is.na(p$done) & p$done <= as_of; late <- k & p$done > p$due
  share("plan_change_done", k, p$id, ...); share("plan_change_on_time", k & !late, p$id, ...); share("plan_change_late", late, p$id, ...)
  number <- function(measure, x, by, group, subgroup = "") emit(measure, by, group, subgroup, time = NA, n = length(unique(p$id[x])),
    event_people = length(unique(p$id[x])), at_risk = NA, events = sum(x), estimate = sum(x), std_error = NA, ci_low = NA, ci_high = NA)
  number("plan_changes_overdue", !k & !p$left, ...); number("plan_changes_left_undone", !k & p$left, ...)
}
plan$left <- left
scope <- function(mine, plans, site) {
  by <- function(x) if (site == "") x else if (x == "") "site" else paste0(x, ";site")
  of <- function(x) if (site == "") x else if (x == "") site else paste0(x, ";", site)
  stage_asked <- mine & r$recorded & !(r$stage %in% c("", "not_asked")); early <- r$stage %in% c("emotional", "mental")
  over("reflections_recorded", r$recorded, mine, by(""), of("")); over("recognised_before_use", early, stage_asked, by(""), of(""))
  for (field in names(lists)) {
    asked <- mine & r$recorded & !(r[[lists[[field]]]] %in% c("", "not_asked"))
    for (code in codes_of(field, there)) over("share", has(field, code), asked, by("field"), of(field), code)
    over("not_asked", r[[lists[[field]]]] %in% c("", "not_asked"), mine & r$recorded, by("field"), of(field))
  }
  changes(plans, by(""), of(""))
  if (site != "") return()
  for (used in c(TRUE, FALSE)) { g <- if (used) "return_to_use" else "warning"
    over("reflections_recorded", r$recorded, r$used == used, "event", g); over("recognised_before_use", early, stage_asked & r$used == used, "event", g) }
  for (yes in c(TRUE, FALSE)) { g <- if (yes) "yes" else "no"
    over("reflections_recorded", r$recorded, r$in_care == yes, "in_care", g); over("reflections_recorded", r$recorded, stay %in% yes, "stayed", g)
  }
  for (code in setdiff(codes_of("plan_change", there), c("none", "unknown"))) changes(plans[plans$code == code, ], "field", "plan_change", code)
}
scope(rep(TRUE, nrow(r)), plan, "")
for (x in sort(unique(r$site))) scope(r$site %in% x, plan[plan$site %in% x, ], x)
here <- do.call(rbind, lapply(rows, function(x) setNames(x, c("measure", "group_by", "group", "subgroup", "time_days", "n", "event_people", "at_risk", "events", "estimate", "std_error", "ci_low", "ci_high"))))
key <- function(d) paste(d$measure, d$group_by, d$group, d$subgroup, d$time_days, sep = "|")
j <- match(key(here), key(there))
difference <- function(a, b) ifelse(is.na(a) & is.na(b), 0, ifelse(is.na(a) | is.na(b), Inf, abs(a - b)))
worst <- do.call(pmax, lapply(names(here)[6:13], function(column) difference(here[[column]], as.numeric(there[[column]][j]))))
label <- function(d) paste(d$measure, d$group_by, ifelse(grepl("^field", d$group_by), d$group, ""))
for (b in unique(c(label(here), label(there)))) { k <- label(here) == b
  cat(sprintf("%-60s %4d %4d %8.1e %.10g\n", b, sum(k), sum(label(there) == b), max(c(0, worst[k])), sum(here$estimate[k], na.rm = TRUE))) }
cat("every row found and equal within 1e-10:", !anyNA(j) && nrow(here) == nrow(there) && !anyDuplicated(key(there)) && all(worst < 1e-10), "\n")
