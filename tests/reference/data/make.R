# SPDX-License-Identifier: GPL-3.0-or-later
# The public data sets of R's survival package that the examples use. Run in tests/reference/data: Rscript make.R
suppressMessages(library(survival))
put <- function(data, name) write.csv(data, paste0(name, ".csv"), quote = FALSE, row.names = FALSE, na = "")
put(lung[, c("inst", "time", "status", "age", "sex", "ph.ecog", "ph.karno", "wt.loss")], "lung")
put(transform(mgus2[, c("id", "age", "sex")], months = ifelse(mgus2$pstat == 0, mgus2$futime, mgus2$ptime),
              exit = ifelse(mgus2$pstat == 1, "pcm", ifelse(mgus2$death == 1, "death", ""))), "mgus2")
put(cgd[, c("id", "center", "treat", "sex", "age", "tstart", "tstop", "status", "enum")], "cgd")
put(bladder2, "bladder2")
put(heart, "heart")

# A small table in the form of spells/episodes.csv (invented people, two rules): what the estimators read by default.
set.seed(385)
n <- 46; person <- sample(31, n, TRUE); person <- sort(person)
spell <- function(rule, longer) {
  time <- ceiling(rexp(n, 1 / 90) * longer); censored <- runif(n) < 0.3
  exit <- ifelse(censored, "", sample(c("left", "left", "completed", "transfer", "jail"), n, TRUE))
  data.frame(rule, patient_id = sprintf("P%03d", person), episode = ave(person, person, FUN = seq_along),
    order = ifelse(ave(person, person, FUN = seq_along) == 1, "first", "returned"), entry_days = 0,
    time_days = ifelse(runif(n) < 0.06, NA, time), event = as.integer(!censored), exit,
    medication = ifelse(person %% 3 == 0, "methadone", "buprenorphine"), sex = ifelse(person %% 2 == 0, "female", "male"))
}
put(rbind(spell("coverage30", 1.3), spell("coverage7", 1)), "spells")

# Stretches at risk of an event that may come again, and states, in the form of spells/ (invented people).
stretches <- do.call(rbind, lapply(1:29, function(i) {
  cuts <- sort(unique(c(0, sample(1:400, sample(1:5, 1)))))
  k <- length(cuts) - 1
  data.frame(rule = "coverage7", patient_id = sprintf("P%03d", i), start = cuts[-(k + 1)], stop = cuts[-1],
    event = c(rep(1, k - 1), rbinom(1, 1, 0.3)), medication = if (i %% 3) "buprenorphine" else "methadone")
}))
put(stretches, "stretches")
