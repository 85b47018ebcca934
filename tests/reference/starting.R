# What came of requests for care and of first days, from the definition with nothing of ours: request to first dose, second
# dose, dose on day 30, staying of all admitted, detoxification linked within 14 days.
#
#   Rscript tests/reference/starting.R DIR END WINDOW_START     the canonical tables of a directory
#
# Prints question,group_by,group,event,day,people,events,estimate,std.err,lower,upper: under coverage30, by Aalen-Johansen
# with the infinitesimal jackknife by person and complementary log-log limits (empty where the estimate is 0 or 1); staying
# by survfit.
suppressPackageStartupMessages(library(survival))
source("tests/reference/cover.R")
arguments <- commandArgs(trailingOnly = TRUE)
civil <- function(x) as.integer(as.Date(ifelse(x == "", NA, x)))
end <- civil(arguments[2])
window <- civil(arguments[3])
gap <- gaps[["coverage30"]]
asked_mg <- c(methadone = 60, buprenorphine = 16)
text_of <- function(name) read.csv(file.path(arguments[1], paste0(name, ".csv")), colClasses = "character")
asked <- text_of("admissions")
asked$requested <- civil(asked$requested)
asked$closed <- civil(asked$discharged)
asked$closed[which(asked$closed > end)] <- NA
asked <- split(asked, asked$patient_id)
home <- with(text_of("patients"), setNames(site, patient_id))

row <- function(question, id, origin, time, event, site = "", medication = "", entry = 0)
  data.frame(question, id, origin, entry, time, event, site, medication,
             window = if (origin > end - 365) "now" else if (origin >= window) "before" else "")

# ---- request to first dose -----------------------------------------------------------------------------------

# e: the person's episodes, those of detoxification with episode NA.
in_care <- function(e, day) any(e$start < day & (day <= e$last | day - e$last - 1 <= ifelse(is.na(e$episode), link_days, gap)))

waits_of <- function(id, e, death) {
  a <- asked[[id]]
  a <- a[!is.na(a$requested) & a$requested >= window, ]
  out <- NULL
  waiting_to <- -Inf
  for (day in sort(unique(a$requested))) {
    if (day <= waiting_to || in_care(e, day) || isTRUE(death < day)) next
    starts <- e$first[e$start >= day]
    started <- if (length(starts) > 0) min(starts) else Inf
    closes <- function(on) { x <- a$closed[a$requested == on]; if (anyNA(x)) Inf else max(on, x) }
    closed <- closes(day)
    for (again in sort(unique(a$requested[a$requested > day])))
      if (again <= min(started, closed)) closed <- max(closed, closes(again)) else break
    waiting_to <- min(started, closed)
    until <- min(started, closed, death, end, na.rm = TRUE)
    event <- if (started == until) "started" else if (isTRUE(death == until)) "death" else if (closed == until) "gave_up" else ""
    first <- a[a$requested == day, ][1, ]
    if (day < end)
      out <- rbind(out, row("first_dose", id, day, max(1, until - day), event, if (first$site != "") first$site else home[[id]]))
  }
  out
}

# ---- first days -----------------------------------------------------------------------------------------------

long_acting <- c("injection", "implant")

doses_of <- function(person, cover, first, death) {
  s <- person$supplies
  groups <- groups_of(s)
  detox <- vapply(groups$given, function(day) is_detoxification_dose(cover$admissions, day), TRUE)
  begins <- groups[!detox & groups$first == first$start, ]
  if (nrow(begins) == 0) return(NULL) # begun by visits
  given <- min(begins$given)
  on_it <- s[s$day %in% begins$given, ]
  lasting <- on_it$kind %in% long_acting
  medication <- (if (any(lasting)) on_it[lasting, ] else on_it)$drug[1]
  last <- first$start + first$time
  next_day <- s$day[s$day > given & (!any(lasting) | s$kind %in% long_acting)]
  second <- if (length(next_day) > 0) min(next_day) else Inf
  event <- if (second <= last) "second_dose" else if (is.na(first$left_on)) ""
           else if (isTRUE(death %in% (first$last + 0:1))) "death" else "left"
  out <- row("second_dose", person$id, first$start, if (second <= last) max(1, second - first$start) else first$time, event,
             medication = medication)
  day <- first$start + 30
  before <- s[s$day <= day, ]
  then <- before[before$day == max(before$day), ]
  runs <- before$kind %in% long_acting & before$day + before$days > day
  strength <- as.numeric(then$strength)
  if (first$time > 30 && day %in% c(cover$days, cover$in_detox) && !any(runs) && length(unique(then$drug)) == 1 &&
      !anyNA(strength) && then$drug[1] %in% names(asked_mg)) {
    amount <- max(tapply(strength, then$kind, function(x) sum(unique(x))))
    out <- rbind(out, row("dose_on_day_30", person$id, first$start, 30,
                          if (amount >= asked_mg[[then$drug[1]]]) "at_least" else "below", medication = then$drug[1]))
  }
  out
}

linked <- followed <- 0
rows <- do.call(rbind, lapply(canonical(arguments[1]), function(person) {
  cover <- cover_of(person, end)
  e <- episodes_of(cover, "coverage30", end, window)
  if (is.null(e)) e <- data.frame(episode = integer(0), start = integer(0), last = integer(0), left_on = integer(0),
                                  entry = integer(0), time = integer(0), censored_on = integer(0))
  e$first <- e$start + e$entry
  ends <- e[is.na(e$episode), ]
  seen <- ends$last <= ends$censored_on
  followed <<- followed + sum(seen)
  main <- cover$main
  runs <- main[c(TRUE, diff(main) > 1)[seq_along(main)]]
  for (i in which(seen)) linked <<- linked + any(runs > ends$start[i] & runs <= ends$last[i] + link_days)
  first <- e[which(e$episode == 1 & !is.na(e$time)), ]
  out <- waits_of(person$id, e, person$death)
  if (nrow(first) == 1) {
    if (first$entry == 0 && nrow(person$supplies) > 0) out <- rbind(out, doses_of(person, cover, first, person$death))
    out <- rbind(out, row("all_admitted", person$id, first$start, first$time, if (is.na(first$left_on)) "" else "left",
                          entry = first$entry))
  } else if (nrow(e) == 0) {
    a <- person$admissions
    a <- a[a$program != "detoxification" & a$admitted >= window, ]
    if (nrow(a) > 0 && a$admitted[1] < end - gap)
      out <- rbind(out, row("all_admitted", person$id, a$admitted[1], 1, "left"))
  }
  out
}))

# ---- estimates ------------------------------------------------------------------------------------------------

number <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))

# Incidence of one event, and the influence of each row on it: Efron's infinitesimal jackknife by hand.
incidence <- function(r, cause, at) {
  times <- sort(unique(r$time[r$event != ""]))
  survival <- 1
  on_survival <- on_incidence <- numeric(nrow(r))
  estimate <- 0
  for (t in times[times <= at]) {
    risk <- r$entry < t & r$time >= t
    n <- sum(risk)
    any_event <- r$time == t & r$event != ""
    own_event <- r$time == t & r$event == cause
    own <- sum(own_event) / n
    all <- sum(any_event) / n
    on_incidence <- on_incidence + on_survival * own + survival * (own_event - risk * own) / n
    estimate <- estimate + survival * own
    on_survival <- on_survival * (1 - all) - survival * (any_event - risk * all) / n
    survival <- survival * (1 - all)
  }
  c(estimate, sqrt(sum(tapply(on_incidence, r$id, sum)^2)))
}

tell <- function(question, name, group, cause, at, r) {
  found <- incidence(r, cause, at)
  left <- 1 - found[1]
  width <- qnorm(0.975) * found[2] / (left * log(left))
  inside <- left > 0 && left < 1
  limits <- if (inside) 1 - left^exp(c(1, -1) * width) else c(NA, NA)
  values <- c(found[1], found[2], sort(limits, na.last = TRUE))
  if (!inside) values[2] <- NA
  cat(paste(c(question, name, group, cause, at, length(unique(r$id)), sum(r$time <= at & r$event == cause), number(values)),
            collapse = ","), "\n", sep = "")
}

asked_of <- list(first_dose = list(days = c(1, 3, 7, 14, 30), events = c("gave_up", "started"), by = c("", "site", "window")),
                 second_dose = list(days = c(7, 30, 61), events = c("left", "second_dose"), by = c("", "medication")),
                 dose_on_day_30 = list(days = 30, events = "at_least", by = c("", "medication", "window")))
for (question in names(asked_of)) {
  of <- rows[rows$question == question, ]
  for (name in asked_of[[question]]$by) for (group in if (name == "") "" else sort(unique(of[[name]]), method = "radix"))
    for (cause in asked_of[[question]]$events) for (at in asked_of[[question]]$days) {
      r <- if (name == "") of else of[of[[name]] == group, ]
      # past the last day only where nobody is left to have it
      if (at <= max(r$time) || all(r$event[r$time == max(r$time)] != "")) tell(question, name, group, cause, at, r)
    }
}
of <- rows[rows$question == "all_admitted", ]
stay <- summary(survfit(Surv(entry, time, event == "left") ~ 1, data = of, conf.type = "log-log", timefix = FALSE),
                times = c(30, 90, 180, 365))
cat(paste("retention_admitted", "", "", "left", stay$time, length(unique(of$id)), cumsum(stay$n.event), number(stay$surv),
          number(stay$std.err), number(stay$lower), number(stay$upper), sep = ","), sep = "\n")
score <- prop.test(linked, followed, correct = FALSE)
cat(paste(c("detoxification", "", "", "linked", "", followed, linked, number(c(score$estimate,
    sqrt(score$estimate * (1 - score$estimate) / followed), score$conf.int))), collapse = ","), "\n", sep = "")
