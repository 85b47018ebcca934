# Treatment episodes under the gap rules, computed from the definition with nothing of ours: supplies in groups of a day,
# visits, detoxification told apart, late entry at the first cover seen, deaths, C = E - gap.
#
#   Rscript tests/reference/episodes.R DIR END [WINDOW_START] EPISODES.csv     the canonical tables of a directory
#   Rscript tests/reference/episodes.R [DIR [EPISODES.csv]] > tests/reference/episodes.csv
#
# The first form writes every episode of maintenance, counseling and detoxification. The second one reads patients.csv and
# doses.csv of the people of public.ctn0094data (default: $SWITCHBACK_REAL_DATA/ctn0094): observation ends on day 300 for
# all, a dose of buprenorphine covers its day, an injection of naltrexone 31 days; per rule and medication the episodes,
# the people who started and S(30), S(90) of first episodes. Output committed as episodes.csv with R 4.2.2, survival 3.5-3.
suppressPackageStartupMessages(library(survival))
source("tests/reference/cover.R")

# ---- the two forms -------------------------------------------------------------------------------------------

arguments <- commandArgs(trailingOnly = TRUE)
number <- function(x) sprintf("%.17g", x)

if (length(arguments) >= 3) {
  civil <- function(text) as.integer(as.Date(text))
  window <- if (length(arguments) == 4) civil(arguments[3]) else NA
  people <- canonical(arguments[1])
  end <- civil(arguments[2])
  found <- do.call(rbind, lapply(people, function(person) {
    cover <- cover_of(person, end)
    do.call(rbind, lapply(names(gaps), function(rule) episodes_of(cover, rule, end, window)))
  }))
  for (column in c("start", "last", "left_on", "censored_on"))
    found[[column]] <- ifelse(is.na(found[[column]]), "", as.character(as.Date(found[[column]], origin = "1970-01-01")))
  write.csv(found, arguments[length(arguments)], row.names = FALSE, quote = FALSE, na = "")
  quit()
}

real_data <- Sys.getenv("SWITCHBACK_REAL_DATA", "../shared/real-data")
directory <- if (length(arguments) > 0) arguments[1] else file.path(real_data, "ctn0094")
end <- 300
doses <- read.csv(file.path(directory, "doses.csv"))
doses <- doses[!is.na(doses$drug), ]
kind_of <- c(buprenorphine = "administered", naltrexone_xr = "injection")
supplies <- data.frame(day = doses$when, drug = doses$drug, kind = kind_of[doses$drug], strength = paste(doses$amount),
                       days = supply_days(kind_of[doses$drug], rep(NA, nrow(doses))))
nobody <- data.frame(admitted = integer(0), discharged = integer(0), planned_end = integer(0), program = character(0))
all_episodes <- do.call(rbind, lapply(split(seq_along(doses$who), doses$who), function(rows) {
  person <- list(id = doses$who[rows[1]], supplies = supplies[rows, ], visits = integer(0), admissions = nobody, death = NA)
  cover <- cover_of(person, end)
  found <- do.call(rbind, lapply(names(gaps), function(rule) episodes_of(cover, rule, end, NA)))
  if (is.null(found)) return(NULL)
  found$medication <- vapply(found$start, function(day) {
    given <- person$supplies[person$supplies$day == day, ]
    if ("naltrexone_xr" %in% given$drug) "naltrexone_xr" else given$drug[1]
  }, "")
  found
}))

cat("rule,medication,episodes,started,survival_30,survival_90\n")
for (rule in names(gaps)) {
  for (drug in names(kind_of)) {
    mine <- all_episodes[all_episodes$rule == rule & all_episodes$medication == drug, ]
    first <- mine[mine$episode == 1 & !is.na(mine$time), ]
    fit <- summary(survfit(Surv(time, !is.na(left_on)) ~ 1, data = first, timefix = FALSE), times = c(30, 90), extend = TRUE)
    cat(rule, drug, nrow(mine), sum(mine$episode == 1), number(fit$surv[1]), number(fit$surv[2]), sep = ",")
    cat("\n")
  }
}
if (length(arguments) > 1) {
  order <- order(as.character(all_episodes$patient_id), all_episodes$rule, all_episodes$episode, method = "radix")
  out <- with(all_episodes, data.frame(rule, patient_id, episode, start, last_covered = last, left_on, time_days = time,
                                       event = as.integer(!is.na(left_on))))
  write.csv(out[order, ], arguments[2], row.names = FALSE, quote = FALSE, na = "")
}
