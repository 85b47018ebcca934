# Who stands on which list to act on, from the definitions with nothing of ours; and what became of those on an earlier
# list. The gap is 30 days.
#
#   Rscript tests/reference/people_lists.R DIR END [CALLABLE.csv]     from the top of the tree; DIR: canonical tables
#
# Prints list,patient_id,what,since,overdose_on in the order of ids, of survived overdoses and of deaths before the last
# also told_by,uncovered_days,seen_on,naloxone_on; then not_seen_since,people (of those who survived, where there are any),
# first,people and also_waiting,people (of those who have not started); then became,OUTCOME,people.
source("tests/reference/cover.R")
arguments <- commandArgs(trailingOnly = TRUE)
directory <- arguments[1]
civil <- function(text) as.integer(as.Date(ifelse(text == "", NA, text)))
end <- civil(arguments[2])
gap <- 30
table_of <- function(name) read.csv(file.path(directory, paste0(name, ".csv")), colClasses = "character")
requests <- with(table_of("admissions"), data.frame(who = patient_id, requested = civil(requested), discharged = civil(discharged)))
requests <- requests[!is.na(requests$requested) & requests$requested <= end, ]
requests$discharged[which(requests$discharged > end)] <- NA
requests <- split(requests, requests$who)
returns <- table_of("returns_to_use")
returns <- split(returns, returns$patient_id)
events <- table_of("adverse_events")
events$day <- civil(events$date)
events <- events[events$day <= end, ]
events$died <- events$kind == "death" | events$fatal == "yes"
events <- split(events, events$patient_id)
last_death <- with(table_of("admissions"), {
  died <- which(reason == "death" & civil(discharged) <= end)
  came_back <- vapply(died, function(i) any(patient_id == patient_id[i] & civil(admitted) > civil(discharged[i])), TRUE)
  died <- died[!came_back]
  tapply(civil(discharged[died]), patient_id[died], max)
})
review_days <- 92

none <- as.integer(NA)
day_text <- function(day) if (is.na(day)) "" else format(as.Date(day, origin = "1970-01-01"))

# The last overdose of so many days that a person survived.
overdose_of <- function(id, days) {
  e <- events[[id]]
  if (is.null(e) || any(e$died) || !any(end - e$day <= days)) return(none)
  if (id %in% names(last_death) && last_death[[id]] >= max(e$day)) return(none)
  max(e$day)
}
on <- list()
put <- function(list, person, what, since) if (!is.na(since)) {
  on[[list]] <<- c(on[[list]], person)
  cat(paste(list, person, what, day_text(since), day_text(overdose_of(person, 365)), sep = ","), sep = "\n")
}

# ---- how a person stands --------------------------------------------------------------------------------------

stand <- function(person) {
  cover <- cover_of(person, end)
  a <- cover$admissions
  covered <- sort(unique(c(cover$days, cover$in_detox)))
  medicated <- c(cover$main, cover$in_detox)
  run <- cumsum(c(TRUE, diff(covered) > 1))[seq_along(covered)]
  open <- a[a$admitted <= end & (is.na(a$discharged) | a$discharged > end), ]
  open <- if (nrow(open) > 0) open[order(open$admitted, rank_of[open$program])[nrow(open)], ]
  closed <- if (is.null(open) && any(!is.na(a$discharged))) max(a$discharged, na.rm = TRUE) else none
  died <- !is.na(person$death) || (!is.na(closed) && person$id %in% names(last_death) && last_death[[person$id]] == closed)
  last <- if (length(covered) > 0) max(covered) else none
  visits <- sort(unique(person$visits[person$visits <= end]))
  list(person = person, covered = covered, medicated = medicated, run = run, open = open, closed = closed, last = last, died = died,
       uncovered = end - last, visits = visits, last_visit = if (length(visits) > 0) max(visits) else none,
       by_visits = !is.na(last) && !any(covered[run == max(run)] %in% medicated),
       here = !is.na(last) && end - last <= gap && is.na(person$death))
}

rhythm_of <- function(visits) {
  between <- rev(diff(visits))
  between <- sort(between[seq_len(min(5, length(between)))])
  if (length(between) < 2) 0 else between[(length(between) + 1) %/% 2]
}
band_of <- function(days) if (days <= 7) "1-7" else if (days <= 14) "8-14" else if (days <= 30) "15-30" else "31+"

# ---- the lists ------------------------------------------------------------------------------------------------

uncovered <- function(s, list) {
  since_last_list <- !is.na(s$closed) && end - s$closed < 31 && (s$uncovered <= gap + 31 || (end - s$closed <= 28 && s$closed - s$last <= max(28, gap)))
  just_left <- !is.na(s$last) && s$uncovered > gap && (s$uncovered <= 31 || since_last_list) && is.na(s$person$death) && !is.na(s$closed)
  if (!(s$here || just_left) || s$uncovered < 1 || s$died) return()
  due <- !s$by_visits || s$uncovered > rhythm_of(s$visits)
  on <- if (!is.na(s$closed)) "discharged" else if (due) "callable" else ""
  if (on == list) put(list, s$person$id, band_of(s$uncovered), s$last)
}

# The first day of the present stay: since the last gap that was leaving.
began_of <- function(s) if (is.na(s$last)) none else s$covered[max(c(0, which(diff(s$covered) - 1 > gap))) + 1]

# Of the present stay, or given in the open admission.
injection <- function(s) {
  given <- s$person$supplies
  given <- given[given$day <= end, ]
  given$long <- given$kind %in% c("injection", "implant")
  if (!s$here || !is.na(s$closed) || nrow(given) == 0 || end %in% s$medicated) return()
  given <- given[order(given$day, given$long), ][nrow(given), ]
  ended <- given$day + given$days - 1
  of_now <- ended >= began_of(s) || (!is.null(s$open) && given$day >= s$open$admitted)
  if (given$long && ended < end && of_now) put("overdue_injections", s$person$id, given$kind, ended)
}

silent <- function(s) {
  if (is.null(s$open) || !is.na(s$person$death)) return()
  contact <- if (!is.na(s$last) && s$last >= s$open$admitted) s$last else suppressWarnings(max(s$last, s$last_visit, na.rm = TRUE))
  if (contact >= s$open$admitted && end - contact > 30) put("open_without_care", s$person$id, s$open$program, contact)
}

waiting <- function(s) {
  asked <- requests[[s$person$id]]
  if (is.null(asked)) return()
  asked <- asked[asked$requested == max(asked$requested), ]
  answered <- !is.na(s$last) && s$last >= asked$requested[1]
  gave_up <- !any(is.na(asked$discharged)) || (!is.na(s$person$death) && s$person$death <= end)
  if (!answered && !gave_up)
    put("requests_waiting", s$person$id, if (is.null(s$open)) "" else s$open$program, asked$requested[1])
}

never <- function(s)
  if (!is.null(s$open) && is.na(s$person$death) && s$open$admitted < end && (is.na(s$last) || s$last < s$open$admitted))
    put("never_started", s$person$id, s$open$program, s$open$admitted)

# Of the present stay alone: since the last gap that was leaving.
plans <- function(s) {
  began <- if (is.na(s$last)) none else s$covered[max(c(0, which(diff(s$covered) - 1 > gap))) + 1]
  for (i in seq_len(NROW(returns[[s$person$id]]))) {
    row <- returns[[s$person$id]][i, ]
    parts <- function(column) strsplit(paste0(row[[column]], ";."), ";")[[1]]
    change <- parts("plan_changes")
    due <- civil(parts("plan_due")[seq_along(change)][-length(change)])
    done <- civil(parts("plan_done")[seq_along(change)][-length(change)])
    for (k in seq_along(due))
      if (s$here && !s$died && !(change[k] %in% c("", "none", "unknown", "not_asked")) && !is.na(due[k]) && due[k] < end && due[k] >= began &&
          (is.na(done[k]) || done[k] > end))
        put("plan_changes_overdue", s$person$id, change[k], due[k])
  }
}

reflections <- function(s) {
  for (i in seq_len(NROW(returns[[s$person$id]]))) {
    row <- returns[[s$person$id]][i, ]
    known <- civil(if (row$reported_on != "") row$reported_on else row$used_on)
    asked <- row[c("reflected_on", "triggers", "missed_signs", "lacking_supports", "plan_changes")]
    if (s$here && !s$died && row$used_on != "" && all(asked == "") && known < end && end - known <= 90)
      put("reflections_missing", s$person$id, "", known)
  }
}

weeks <- function(s) {
  if (is.na(s$last) || s$died) return()
  ends <- tapply(s$covered, s$run, max)
  by_visits <- !tapply(s$covered %in% s$medicated, s$run, any)
  since <- end - max(ends + 28 * by_visits)
  lately <- if (since >= 2 && since <= 28) end - since else none
  discharged <- if (!is.na(s$closed) && end - s$closed <= 28 && s$closed - s$last <= max(28, gap)) s$closed else none
  put("weeks_after_care", s$person$id,
      if (is.na(lately)) "discharged" else if (is.na(discharged)) "uncovered" else "both",
      if (is.na(lately) && is.na(discharged)) none else max(lately, discharged, na.rm = TRUE))
}

people <- lapply(canonical(directory), stand)
people <- people[order(vapply(people, function(s) s$person$id, ""), method = "radix")]
for (of in list(function(s) uncovered(s, "callable"), function(s) uncovered(s, "discharged"), injection, silent, waiting, never,
                plans, reflections, weeks))
  for (s in people) of(s)

# ---- what happened to them: the person's last overdose of 30 days, and the deaths of the review ----------------------

event_row <- function(list, s, what, day, told_by, seen) {
  on[[list]] <<- c(on[[list]], s$person$id)
  covered <- s$covered[s$covered <= day]
  rows <- returns[[s$person$id]]
  naloxone <- unlist(lapply(seq_len(NROW(rows)), function(i) {
    at <- which(strsplit(rows$plan_changes[i], ";")[[1]] == "naloxone_given")
    done <- strsplit(paste0(rows$plan_done[i], ";."), ";")[[1]]
    if (length(at) > 0) civil(done[at[1]])
  }))
  naloxone <- naloxone[!is.na(naloxone) & naloxone <= end]
  cat(paste(list, s$person$id, what, day_text(day), told_by, if (length(covered) > 0) day - max(covered) else "",
            day_text(seen), if (length(naloxone) > 0) day_text(max(naloxone)) else "",
            day_text(overdose_of(s$person$id, 365)), sep = ","), sep = "\n")
}

not_seen <- 0
for (s in people) {
  e <- events[[s$person$id]]
  if (is.na(overdose_of(s$person$id, 30))) next
  last <- e[order(e$day), ][nrow(e), ]
  given <- c(s$person$visits, s$person$supplies$day)
  given <- given[given > last$day & given <= end]
  not_seen <- not_seen + (length(given) == 0)
  event_row("survived_overdose", s, "overdose", last$day, last$source, if (length(given) > 0) min(given) else none)
}
for (s in people) {
  e <- events[[s$person$id]]
  if (!is.null(e) && any(e$died)) {
    died <- e[e$died, ]
    first <- died[order(died$day), ][1, ]
    what <- if (any(died$kind == "overdose")) "overdose" else "death"
  } else if (s$person$id %in% names(last_death) && last_death[[s$person$id]] <= end) {
    first <- list(day = last_death[[s$person$id]], source = "")
    what <- "discharge"
  } else next
  if (end - first$day <= review_days) event_row("deaths_to_review", s, what, first$day, first$source, none)
}

if (not_seen > 0) cat(paste("not_seen_since", not_seen, sep = ","), sep = "\n")

# Those to reach first, each once; and who is on both lists of those who wait
first <- unique(unlist(on[c("survived_overdose", "callable", "discharged", "overdue_injections", "weeks_after_care")]))
cat(paste("first", length(first), sep = ","), sep = "\n")
cat(paste("also_waiting", length(intersect(on$never_started, on$requests_waiting)), sep = ","), sep = "\n")

# ---- an earlier list ------------------------------------------------------------------------------------------

if (length(arguments) < 3) quit()
before <- read.csv(arguments[3], colClasses = "character")
names(people) <- vapply(people, function(s) s$person$id, "")
became <- mapply(function(id, listed) {
  s <- people[[id]]
  if (is.null(s) || !(listed %in% s$covered)) return("not_found")
  later <- s$covered[s$covered > listed]
  if (!is.na(s$person$death) && s$person$death <= end) "died"
  else if (length(later) > 0 && min(later) - listed - 1 <= gap) "covered_again"
  else if (length(later) > 0) "came_back"
  else if (!is.na(s$closed)) "discharged"
  else if (end - s$last > gap) "left"
  else "still_uncovered"
}, before$patient_id, civil(before$last_covered))
for (outcome in c("covered_again", "came_back", "discharged", "left", "died", "still_uncovered", "not_known", "not_found"))
  cat(paste("became", outcome, sum(became == outcome), sep = ","), sep = "\n")
