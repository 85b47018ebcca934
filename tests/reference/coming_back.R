# Coming back, from the definition with nothing of ours: returns after leaving by the medication and the length of the stay
# that was left and after completing treatment; gaps of more than 7 days without medication that end with cover again;
# days in each state in the first and in the second year, by survfit.
#
#   Rscript tests/reference/coming_back.R DIR END WINDOW_START EPISODES.csv STATES.csv     from the top of the tree
#
# DIR: canonical tables; episodes of the default rule, and states, as the stages write them. Prints
# analysis,measure,group_by,group,subgroup,day,people,estimate,std.err,lower,upper.
suppressPackageStartupMessages(library(survival))
source("tests/reference/cover.R")
arguments <- commandArgs(trailingOnly = TRUE)
civil <- function(text) as.integer(as.Date(ifelse(text == "", NA, text)))
end <- civil(arguments[2])
window <- civil(arguments[3])
z <- qnorm(0.975)
number <- function(x) sprintf("%.17g", x)

# One row a day asked for; the influence of a person is the sum of those of his rows. At incidence 0 the limits are exact.
incidence <- function(analysis, group_by, group, d, cause, days) {
  levels <- c("", sort(unique(d$event[d$event != ""])))
  fit <- survfit(Surv(time, factor(event, levels)) ~ 1, data = d, id = seq_len(nrow(d)), influence = TRUE, timefix = FALSE)
  k <- match(cause, fit$states)
  u <- if (is.na(k)) matrix(0, nrow(d), length(fit$time)) else matrix(fit$influence.pstate[, , k], nrow = nrow(d))
  if (ncol(u) > length(fit$time)) u <- u[, -1, drop = FALSE]
  u <- rowsum(u, d$patient_id)
  for (day in days[days <= max(d$time)]) {
    at <- findInterval(day, fit$time)
    f <- if (at == 0 || is.na(k)) 0 else fit$pstate[at, k]
    se <- if (f == 0) 0 else sqrt(sum(u[, at]^2))
    set <- fit$time[max(at, 1)]
    followed <- length(unique(d$patient_id[d$time >= if (day %in% fit$time || at == 0) day else set + 1e-9]))
    limits <- if (f == 0) c(0, 1 - 0.025^(1 / followed)) else 1 - (1 - f)^exp(c(-1, 1) * z * se / ((1 - f) * log(1 - f)))
    cat(paste(analysis, "cumulative_incidence", group_by, group, cause, day, length(unique(d$patient_id)), number(f),
              number(se), number(min(limits)), number(max(limits)), sep = ","), sep = "\n")
  }
}

# ---- after leaving ---------------------------------------------------------------------------------------------

e <- read.csv(arguments[4], colClasses = "character")
e <- e[e$episode != "", ]
for (column in c("start", "last_covered", "left_on", "observed_until", "next_start", "censored_on")) e[[column]] <- civil(e[[column]])
people <- canonical(arguments[1])
died <- vapply(people, function(p) as.numeric(p$death), 0)
names(died) <- vapply(people, function(p) p$id, "")
a <- read.csv(file.path(arguments[1], "admissions.csv"), colClasses = "character")
transfers <- split(civil(a$discharged[a$reason == "transferred"]), a$patient_id[a$reason == "transferred"])
e <- e[!is.na(e$left_on) & !(e$exit %in% c("death", "transferred")), ]
rows <- do.call(rbind, lapply(seq_len(nrow(e)), function(i) {
  x <- e$left_on[i]
  death <- died[[e$patient_id[i]]]
  transfer <- suppressWarnings(min(transfers[[e$patient_id[i]]][transfers[[e$patient_id[i]]] > x]))
  ends <- c(returned = e$next_start[i], death = if (!is.na(death) && death > x) death else NA, transferred = transfer)
  ends <- ends[!is.na(ends) & ends <= e$observed_until[i]]
  event <- if (length(ends) == 0) "" else names(ends)[which.min(ends)]
  data.frame(patient_id = e$patient_id[i], time = if (event == "") e$observed_until[i] - x else min(ends) - x, event = event)
}))
days_left <- e$left_on - e$start
rows$stay <- ifelse(e$time_days == "" & e$start < e$censored_on, "unknown",
                    as.character(cut(days_left, c(-1, 29, 89, 364, Inf), c("under_30", "30-89", "90-364", "365+"))))
rows$medication <- e$medication
rows$exit <- e$exit
rows <- rows[rows$time >= 1, ]
for (by in c("medication", "stay"))
  for (group in sort(unique(rows[[by]])))
    incidence("return_after_leaving", by, group, rows[rows[[by]] == group, ], "returned", c(90, 180, 365))
incidence("return_after_leaving", "exit", "completed", rows[rows$exit == "completed", ], "returned", c(90, 180, 365))

# ---- gaps of more than 7 days -------------------------------------------------------------------------------------

gaps_behind <- do.call(rbind, lapply(people, function(person) {
  cover <- cover_of(person, end)
  days <- cover$days
  if (length(days) == 0) return(NULL)
  run <- cumsum(c(TRUE, diff(days) > 1))
  first <- tapply(days, run, min)
  last <- tapply(days, run, max)
  medicated <- tapply(days %in% cover$main, run, any)
  following <- c(first[-1], NA)
  death <- if (!is.na(person$death) && person$death <= end) person$death else NA
  known <- medicated & last >= window & last + 1 <= end - 30 & (is.na(following) | following - last - 1 > 7) &
    (is.na(person$death) | person$death > last + 7)
  if (!any(known)) return(NULL)
  x <- last[known] + 1
  again <- following[known]
  data.frame(patient_id = person$id, time = ifelse(!is.na(again), again - x, ifelse(is.na(death), end, death) - x),
             event = ifelse(!is.na(again), "covered", ifelse(is.na(death), "", "death")))
}))
incidence("early_return", "", "", gaps_behind, "covered", c(14, 21, 30, 60))

# ---- days in the first and in the second year --------------------------------------------------------------------

s <- read.csv(arguments[5], colClasses = c(patient_id = "character", event = "character"))
s <- s[order(s$patient_id, s$start), ]
states <- c("in_care", sort(setdiff(unique(s$event), c("", "in_care"))))
before <- c("", head(s$event, -1))
first <- !duplicated(s$patient_id)
s$from <- factor(ifelse(first, "in_care", before), states)
s$to <- factor(s$event, c("", states))
fit <- survfit(Surv(start, stop, to) ~ 1, data = s, id = seq_len(nrow(s)), istate = from, influence = TRUE, timefix = FALSE)
grid <- c(min(s$start), fit$time)
for (k in seq_along(fit$states)) {
  u <- matrix(fit$influence.pstate[, , k], nrow = nrow(s))
  if (ncol(u) == length(fit$time)) u <- cbind(0, u)
  u <- rowsum(u, s$patient_id)
  for (span in list(c(0, 365), c(365, 730))) {
    width <- diff(pmin(pmax(c(grid, Inf), span[1]), span[2]))
    mean <- sum(width * c(fit$p0[k], fit$pstate[, k])) + if (k == 1) max(0, min(s$start) - span[1]) else 0
    se <- sqrt(sum((u %*% width)^2))
    cat(paste("where_everyone_is", if (span[1] == 0) "mean_days" else "mean_days_between", "", "", fit$states[k], span[2],
              length(unique(s$patient_id)), number(mean), number(se), number(max(0, mean - z * se)),
              number(min(span[2] - span[1], mean + z * se)), sep = ","), sep = "\n")
  }
}
