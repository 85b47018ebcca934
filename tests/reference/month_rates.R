# SPDX-License-Identifier: GPL-3.0-or-later
# How often people leave, come back and return to use, per 100 months at risk, month by month and of the last twelve
# months beside those before, counted in base R from the same tables (care/month_series.h, estimate/month_compared.h).
#   Rscript month_rates.R default_rule.csv returns_to_use.csv 2026-10-31
# months: measure,period,n,events,at_risk,estimate; compared: measure,period,subgroup,n,estimate,ci_low,ci_high
options(digits = 15)
files <- commandArgs(TRUE); as_of <- as.Date(files[3]); day <- function(x) as.Date(x, format = "%Y-%m-%d")
e <- read.csv(files[1], colClasses = "character"); e <- e[e$rule == "coverage30" & e$program != "detoxification", ]
for (d in c("start", "left_on", "censored_on", "observed_until")) e[[d]] <- day(e[[d]])
e$entry <- as.numeric(e$entry_days); e <- e[order(e$patient_id, e$start + e$entry, method = "radix"), ]
E <- max(e$observed_until); C <- max(e$censored_on); n <- nrow(e)
u <- read.csv(files[2], colClasses = "character"); u <- unique(u[u$used_on != "" & u$patient_id %in% e$patient_id, c("patient_id", "used_on")])
u$day <- day(u$used_on); u <- u[order(u$patient_id, u$day), ]
u <- u[ave(as.numeric(u$day), u$patient_id, FUN = function(d) c(Inf, diff(d))) >= 14, ]

in_care <- data.frame(first = e$start + e$entry, last = e$left_on - 1)
in_care$last[is.na(e$left_on)] <- e$censored_on[is.na(e$left_on)]
same <- c(e$patient_id[-1] == e$patient_id[-n], FALSE); next_start <- c(e$start[-1], NA); next_start[!same] <- NA
uses_of <- split(u$day, u$patient_id)  # at risk of use: not for 13 days after the first day of one
at_risk <- do.call(rbind, lapply(which(in_care$first <= in_care$last), function(i) { days <- seq(in_care$first[i], in_care$last[i], by = "day")
  for (use in as.list(uses_of[[e$patient_id[i]]])) days <- days[days <= use | days >= use + 14]
  if (length(days)) data.frame(id = e$patient_id[i], first = days, last = days) }))
u <- u[paste(u$patient_id, u$day) %in% paste(at_risk$id, at_risk$first), ]
gone <- !is.na(e$left_on) & e$exit != "death"
out <- data.frame(first = e$left_on + as.numeric(E - C), last = pmin(e$left_on + 364, e$observed_until, next_start, na.rm = TRUE))[gone, ]
soon <- which(gone & same & c(e$order[-1] %in% c("returned", "unknown"), FALSE) & as.numeric(next_start - e$left_on) < 365)
events <- list(returns = data.frame(id = e$patient_id[soon], day = next_start[soon]),
  leavings = data.frame(id = e$patient_id, day = e$left_on)[!is.na(e$left_on), ], returns_to_use = data.frame(id = u$patient_id, day = u$day))
risk <- list(returns = out, leavings = in_care, returns_to_use = at_risk); end <- list(returns = E, leavings = C, returns_to_use = C)
tell <- function(m, from, to) { x <- events[[m]]; x <- x[x$day >= from & x$day <= to, ]; r <- risk[[m]]
  days <- sum(pmax(0, as.numeric(pmin(r$last, to) - pmax(r$first, from)) + 1))
  list(n = length(unique(x$id)), events = nrow(x), days = days, rate = 100 * nrow(x) / (days / (365.25 / 12))) }
opening <- min(in_care$first[e$entry > 0]); first <- seq(as.Date(cut(opening, "month")), as_of, by = "month"); if (first[1] < opening) first <- first[-1]
after <- seq(first[1], by = "month", length.out = length(first) + 1)[-1]; number <- function(x) format(x, digits = 17, trim = TRUE)
for (m in names(events)) for (k in seq_along(first)) if (after[k] - 1 <= end[[m]] && (m != "returns" || k > 12)) {
  t <- tell(m, first[k], after[k] - 1)
  cat(paste0(m, "_rate"), format(first[k], "%Y-%m"), t$n, t$events, number(t$days / (365.25 / 12)), number(t$rate), sep = ","); cat("\n") }
for (m in names(events)) { k <- max(which(after - 1 <= end[[m]])); if (k < 24 + 12 * (m == "returns")) next
  a <- tell(m, first[k - 11], after[k] - 1); b <- tell(m, first[k - 23], after[k - 12] - 1)
  period <- paste0(format(first[k - 11], "%Y-%m"), "/", format(first[k], "%Y-%m")); before <- paste0(format(first[k - 23], "%Y-%m"), "/", format(first[k - 12], "%Y-%m"))
  r <- poisson.test(c(a$n, b$n), c(a$days, b$days)); to <- function(r) r / (1 + r)
  cat(paste0(m, "_rate"), period, "", a$n, number(a$rate), "", "", sep = ","); cat("\n")
  cat(paste0(m, "_rate_before"), period, before, b$n, number(b$rate), "", "", sep = ","); cat("\n")
  cat(paste0(m, "_rate_part"), period, "", a$n + b$n, number(to(unname(r$estimate))), number(to(r$conf.int[1])), number(to(r$conf.int[2])), sep = ","); cat("\n") }
