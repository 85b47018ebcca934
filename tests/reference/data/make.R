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

m <- mgus2; m$ptime <- ifelse(m$pstat == 1 & m$ptime == m$futime, m$ptime - 0.1, m$ptime); two <- m$pstat == 1
d <- rbind(data.frame(id = m$id, sex = m$sex, start = 0, stop = ifelse(two, m$ptime, m$futime),
                      event = ifelse(two, "pcm", ifelse(m$death == 1, "death", ""))),
           data.frame(id = m$id, sex = m$sex, start = m$ptime, stop = m$futime, event = ifelse(m$death == 1, "death", ""))[two, ])
put(d[order(d$id, d$start), ], "mgus2_states")
states <- do.call(rbind, lapply(1:27, function(i) {
  now <- "in_care"; t <- 0; rows <- NULL
  repeat {
    stop <- t + ceiling(rexp(1, 1 / 70)); last <- stop >= 400
    to <- if (last) "" else switch(now, in_care = sample(c("in_care_after_return_to_use", "out_of_care"), 1),
      in_care_after_return_to_use = "out_of_care", out_of_care = sample(c("back_in_care", "back_in_care", "death"), 1),
      back_in_care = "out_of_care")
    rows <- rbind(rows, data.frame(rule = "coverage7", patient_id = sprintf("P%03d", i), start = t, stop = min(stop, 400), event = to,
      site = if (i %% 2) "east" else "west", medication = if (i %% 3) "buprenorphine" else "methadone"))
    if (last || to == "death") break
    now <- to; t <- stop
  }
  rows
}))
put(states, "states")
