# What became of early warnings and of changes of plan, from the definition: each wait worked out day by day from the
# tables, the curves by survfit (errors by person), the models by coxph.
#
#   Rscript tests/reference/plan_changes.R DIR END EPISODES.csv     DIR: canonical tables; EPISODES.csv: of one gap rule
#
# Prints analysis,measure,group,subgroup,time_days,estimate,std_error (empty where there is none).
suppressMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
read <- function(file) read.csv(file, colClasses = "character")
day <- function(x) as.integer(as.Date(ifelse(x == "", NA, x)))
r <- read(file.path(arguments[1], "returns_to_use.csv"))
e <- read(arguments[3])
e <- e[e$episode != "", ]
for (column in c("event_on", "used_on", "reported_on", "reflected_on")) r[[column]] <- day(r[[column]])
for (column in c("start", "left_on", "censored_on")) e[[column]] <- day(e[[column]])
e$begun <- e$start + ifelse(duplicated(paste(e$patient_id, e$start)), as.integer(e$entry_days), 0L)

# First days of returns to use: 14 days and more behind the use before
uses_of <- lapply(split(r$used_on[!is.na(r$used_on)], r$patient_id[!is.na(r$used_on)]), function(d) {
  d <- sort(d)
  d[c(TRUE, diff(d) >= 14)]
})
first_from <- function(id, from) {
  u <- uses_of[[id]]
  u <- u[u >= from]
  if (length(u)) u[1] else NA
}
# The wait from a day to what happened: the first of it, the end of care, C. NULL: not in care on the day
wait <- function(id, origin, happened, word) {
  m <- e[e$patient_id == id & e$begun <= origin, ]
  if (nrow(m) == 0) return(NULL)
  m <- m[which.max(m$begun), ]
  left <- !is.na(m$left_on)
  if (left && origin >= m$left_on || !left && origin >= m$censored_on) return(NULL)
  what <- if (!left) "" else if (m$exit == "death") "death" else if (m$exit == "transferred") "transferred" else "left"
  time <- (if (left) m$left_on else m$censored_on) - origin
  if (!is.na(happened) && happened - origin < time + (!left)) {
    what <- word
    time <- max(1, happened - origin)
  }
  data.frame(id, origin, entry = 0, time, event = what, kind = "")
}
known <- ifelse(is.na(r$reported_on), r$event_on, r$reported_on)
agreed <- ifelse(is.na(r$reflected_on), known, r$reflected_on)
parts <- function(x) strsplit(x, ";", fixed = TRUE)[[1]]
codes <- lapply(r$plan_changes, parts)
real <- function(code) setdiff(code, c("none", "unknown", "not_asked"))
rows <- function(which, f) do.call(rbind, lapply(which, f))

warnings <- rows(which(is.na(r$used_on)), function(i) wait(r$patient_id[i], r$event_on[i], first_from(r$patient_id[i], r$event_on[i]), "used"))
by_therapy <- rows(which(is.na(r$used_on)), function(i) {
  w <- wait(r$patient_id[i], r$event_on[i], first_from(r$patient_id[i], r$event_on[i]), "used")
  if (is.null(w)) return(NULL)
  w$kind <- "no"
  at <- r$reflected_on[i] - r$event_on[i]
  if (is.na(at) || !("therapy_deepened" %in% codes[[i]]) || at >= w$time) return(w)
  before <- transform(w, time = at, event = "")
  behind <- transform(w, entry = at, kind = "yes")
  if (at > 0) rbind(before, behind) else behind
})
# The rows of each event: of a warning itself, of a use those of the uses of the same return to use
agreed_of <- function(k) {
  k <- k[vapply(codes[k], function(x) length(real(x)) > 0, NA)]
  if (length(k)) min(agreed[k]) else NA
}
events <- c(as.list(which(is.na(r$used_on))), unlist(lapply(split(which(!is.na(r$used_on)), r$patient_id[!is.na(r$used_on)]), function(k) {
  k <- k[order(r$used_on[k])]
  split(k, cumsum(c(TRUE, diff(r$used_on[k]) >= 14)))
}), recursive = FALSE))
plan_agreed <- do.call(rbind, lapply(events, function(k) {
  first <- k[r$event_on[k] == min(r$event_on[k])]
  wait(r$patient_id[k[1]], min(known[first]), agreed_of(k), "agreed")
}))
plan_done <- rows(seq_len(nrow(r)), function(i) {
  done <- parts(paste0(r$plan_done[i], ";"))
  length(done) <- length(codes[[i]])
  done[is.na(done)] <- ""
  rows(which(codes[[i]] %in% real(codes[[i]])), function(k) {
    w <- wait(r$patient_id[i], agreed[i], day(done[k]), "done")
    if (!is.null(w)) w$kind <- codes[[i]][k]
    w
  })
})
kinds <- c("therapy_deepened", "medication_reassessed", "dose_changed", "formulation_changed", "visits_increased", "family_involved",
           "peer_linked", "level_of_care_up", "safety_plan", "naloxone_given", "social_work")
followed <- function(use) rows(which(!is.na(r$reflected_on) & vapply(codes, function(x) length(setdiff(x, c("unknown", "not_asked"))) > 0, NA)), function(i) {
  w <- wait(r$patient_id[i], r$reflected_on[i], if (use) first_from(r$patient_id[i], r$reflected_on[i] + 1) else NA, "used")
  if (is.null(w)) return(NULL)
  if (w$time > 90) w[c("time", "event")] <- list(90, "")
  cbind(w, setNames(as.data.frame(t(as.integer(kinds %in% codes[[i]]))), kinds))
})

number <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))
say <- function(...) cat(paste(..., sep = ","), sep = "\n")
causes_of <- function(data) sort(setdiff(unique(data$event), ""), method = "radix")
curve <- function(analysis, data, times, group = "", causes = causes_of(data)) {
  state <- factor(data$event, levels = c("", causes))
  data$row <- seq_len(nrow(data))
  y <- if (any(data$entry > 0)) with(data, Surv(ifelse(entry > 0, entry, -1), time, state)) else Surv(data$time, state)
  fit <- survfit(y ~ 1, data = data, id = row, influence = TRUE)
  # Each row a subject of its own, its influences summed by person here: with `cluster` other than `id` survival 3.5-3
  # sums them wrongly. Columns of the influence before the first time there may be, of where everyone begins.
  for (k in seq_along(causes)) {
    influence <- matrix(fit$influence.pstate[, , k + 1], nrow = nrow(data))
    influence <- influence[, ncol(influence) + 1 - length(fit$time):1, drop = FALSE]
    error <- sqrt(colSums(rowsum(influence, data$id)^2))
    at <- findInterval(times, fit$time)
    p <- c(0, fit$pstate[, k + 1])[at + 1]
    say(analysis, "cumulative_incidence", group, causes[k], times, number(p), number(ifelse(p > 0, c(0, error)[at + 1], 0)))
  }
}
by_kind <- function(analysis, data, times) for (kind in sort(unique(data$kind), method = "radix")) curve(analysis, data[data$kind == kind, ], times, kind, causes_of(data))
model <- function(analysis, data, event) {
  fit <- coxph(reformulate(kinds, quote(Surv(time, event == word))), data = transform(data, word = event_word), cluster = id,
               control = coxph.control(eps = 1e-12, toler.chol = 1e-13))
  s <- coef(summary(fit))
  p <- s[, "Pr(>|z|)"]
  for (k in kinds) {
    say(analysis, "log_hazard_ratio", k, "", "", number(s[k, "coef"]), "")
    say(analysis, "robust_std_error", k, "", "", number(s[k, "robust se"]), "")
    say(analysis, "hazard_ratio", k, "", "", number(exp(s[k, "coef"])), "")
    say(analysis, "p_value", k, "", "", number(p[k]), "")
    say(analysis, "q_value", k, "", "", number(p.adjust(p, "BH")[k]), "")
  }
}
curve("after_early_warning", warnings, c(7, 14, 30))
by_kind("early_warning_by_therapy", by_therapy, 30)
curve("plan_change_agreed", plan_agreed, c(7, 14, 30))
curve("plan_change_done", plan_done, c(7, 14, 30))
by_kind("plan_change_done", plan_done, c(7, 14, 30))
event_word <- "left"
model("left_after_plan_change", followed(FALSE))
event_word <- "used"
model("used_after_plan_change", followed(TRUE))
