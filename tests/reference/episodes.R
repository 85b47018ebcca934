# Treatment episodes of the people of public.ctn0094data by their doses alone, computed from the definition with
# nothing of ours: per rule and medication the episodes, the people who started and S(30), S(90) of first episodes.
#
#   Rscript tests/reference/episodes.R [DIR [EPISODES.csv]] > tests/reference/episodes.csv
#
# DIR holds patients.csv and doses.csv (default: $SWITCHBACK_REAL_DATA/ctn0094). EPISODES.csv: also write every episode.
# Observation ends on day 300 for all. A dose of buprenorphine covers its day, an injection of naltrexone 31 days.
# Output committed as episodes.csv with R 4.2.2, survival 3.5-3.
suppressPackageStartupMessages(library(survival))

arguments <- commandArgs(trailingOnly = TRUE)
real_data <- Sys.getenv("SWITCHBACK_REAL_DATA", "../shared/real-data")
directory <- if (length(arguments) > 0) arguments[1] else file.path(real_data, "ctn0094")
end <- 300
gaps <- c(coverage7 = 7, coverage14 = 14, coverage30 = 30, coverage60 = 60)

doses <- read.csv(file.path(directory, "doses.csv"))
doses <- doses[!is.na(doses$drug), ]
lengths <- c(buprenorphine = 1, naltrexone_xr = 31)

# The covered days of one person: every day of every dose, once each, up to the end.
covered_days <- function(person) {
  days <- unlist(mapply(function(day, n) seq(day, length.out = n), person$when, lengths[person$drug], SIMPLIFY = FALSE))
  sort(unique(days[days <= end]))
}

episodes_of <- function(person, rule) {
  gap <- gaps[[rule]]
  days <- covered_days(person)
  if (length(days) == 0) return(NULL)
  number <- cumsum(c(TRUE, diff(days) - 1 > gap))
  start <- tapply(days, number, min)
  last <- tapply(days, number, max)
  censored_on <- end - gap
  left <- last + 1 <= censored_on
  time <- pmax(ifelse(left, last + 1, censored_on) - start, 1)
  time[start >= censored_on] <- NA
  first_drug <- sapply(start, function(day) {
    given <- person[person$when >= day, ]
    given <- given[given$when == min(given$when), ]
    if ("naltrexone_xr" %in% given$drug) "naltrexone_xr" else given$drug[1]
  })
  data.frame(rule = rule, patient_id = person$who[1], episode = seq_along(start), start = as.vector(start),
             last_covered = as.vector(last), left_on = ifelse(left, last + 1, NA), time_days = as.vector(time),
             event = as.integer(left), medication = first_drug)
}

people <- split(doses, doses$who)
all_episodes <- do.call(rbind, lapply(names(gaps), function(rule) do.call(rbind, lapply(people, episodes_of, rule))))

number <- function(x) sprintf("%.17g", x)
cat("rule,medication,episodes,started,survival_30,survival_90\n")
for (rule in names(gaps)) {
  for (drug in names(lengths)) {
    mine <- all_episodes[all_episodes$rule == rule & all_episodes$medication == drug, ]
    first <- mine[mine$episode == 1 & !is.na(mine$time_days), ]
    fit <- summary(survfit(Surv(time_days, event) ~ 1, data = first, timefix = FALSE), times = c(30, 90), extend = TRUE)
    cat(rule, drug, nrow(mine), sum(mine$episode == 1), number(fit$surv[1]), number(fit$surv[2]), sep = ",")
    cat("\n")
  }
}
if (length(arguments) > 1) {
  order <- order(as.character(all_episodes$patient_id), all_episodes$rule, all_episodes$episode, method = "radix")
  write.csv(all_episodes[order, 1:8], arguments[2], row.names = FALSE, quote = FALSE, na = "")
}
