# SPDX-License-Identifier: GPL-3.0-or-later
# The statistics of the peers, of one row a person: entry, time (days), left, reason, medication, start (day), site, sex
# and born.
#
# Prints retention by medication, its log-rank test, the cumulative incidence of each exit and the Cox model of the
# chain (medication, site, age and sex, robust by person, with cox.zph; from MANY_SITES sites on none of a site, but
# leavings observed and expected at each) as measure,group,subgroup,time_days,n,estimate. Incidence is cmprsk's, of the
# people who began in the window: survival's is forty times slower for its jackknife variance.
suppressMessages({library(cmprsk); library(data.table); library(survival)})
setDTthreads(2)
MANY_SITES <- 10
days <- c(30, 90, 180, 365)

results <- list()
tell <- function(measure, group, subgroup, time_days, n, estimate) {
  results[[length(results) + 1]] <<- data.table(measure, group, subgroup, time_days, n, estimate)
}

tell_retention <- function(first) {
  kaplan_meier <- survfit(Surv(entry, time, left) ~ medication, first, conf.type = "log-log")
  at <- summary(kaplan_meier, times = days, extend = TRUE)
  tell("survival", sub("medication=", "", at$strata), "", at$time, kaplan_meier$n[as.integer(at$strata)], at$surv)
  new <- first[entry == 0]
  test <- survdiff(Surv(time, left) ~ medication, new)
  tell("log_rank", "medication", "", NA, nrow(new), test$chisq)
}

tell_incidence <- function(new) {
  incidence <- cuminc(new$time, fifelse(new$left, new$reason, "censored"), cencode = "censored")
  at <- timepoints(incidence, days)
  for (i in seq_len(nrow(at$est))) {
    tell("cumulative_incidence", "all", sub("^1 ", "", rownames(at$est)[i]), days, nrow(new), at$est[i, ])
  }
}

tell_hazards <- function(first) {
  first[, age_band := cut(year(as.IDate(start)) - born, c(-Inf, 24, 34, 44, 54, 64, Inf))]
  many <- uniqueN(first$site) >= MANY_SITES
  model <- if (many) Surv(entry, time, left) ~ medication + age_band + sex else
    Surv(entry, time, left) ~ medication + site + age_band + sex
  cox <- coxph(model, first, cluster = person)
  tell("hazard_ratio", names(coef(cox)), "", NA, cox$n, exp(coef(cox)))
  tell("robust_std_error", names(coef(cox)), "", NA, cox$n, sqrt(diag(vcov(cox))))
  proportional <- cox.zph(cox)$table
  tell("ph_test", rownames(proportional), "", NA, cox$n, proportional[, "chisq"])
  if (many) {
    first[, beyond := residuals(cox)]
    of_site <- first[, .(observed = sum(left), beyond = sum(beyond)), by = site]
    tell("observed_expected", of_site$site, "", NA, cox$n, of_site$observed / (of_site$observed - of_site$beyond))
  }
}

tell_statistics <- function(first, n_rows) {
  tell_retention(first)
  tell_incidence(first[entry == 0])
  tell_hazards(first)
  tell("rows", names(n_rows), "", NA, n_rows, n_rows)
  fwrite(rbindlist(results), "")
}
