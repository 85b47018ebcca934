# SPDX-License-Identifier: GPL-3.0-or-later
# The peer of cox_time and fit_hazards: Efron's Cox model of every column but time and status.
#
#   Rscript tests/bench/cox_peer.R fit|converged|whole FILE
#
#   fit        times coxph() as it is; prints name,value: fit_seconds, concordance, each coefficient by its column
#   converged  prints the same of a fit that goes on until nothing moves: coxph() itself ends in the eighth digit
#   whole      also cox.zph(), what fit_hazards does beside the fit; prints the model and its tests
suppressMessages({library(data.table); library(survival)})
setDTthreads(2)
arguments <- commandArgs(TRUE)
rows <- fread(arguments[2], showProgress = FALSE)
model <- reformulate(setdiff(names(rows), c("time", "status")), quote(Surv(time, status)))
control <- if (arguments[1] == "converged") coxph.control(eps = 1e-12, toler.chol = 1e-13) else coxph.control()
seconds <- system.time(fit <- coxph(model, rows, ties = "efron", control = control))[["elapsed"]]
if (arguments[1] == "whole") {
  print(summary(fit))
  print(cox.zph(fit))
} else {
  told <- c(fit_seconds = seconds, fit$concordance["concordance"], coef(fit))
  cat(sprintf("%s,%.15g\n", names(told), told), sep = "")
}
