# SPDX-License-Identifier: GPL-3.0-or-later
# Analysis `compared` of monitor_months, counted again in base R from the same tables, and held against it.
#   Rscript compared.R default_rule.csv returns_to_use.csv followup.csv 2026-10-31 months.csv [rebase month] >compared.txt
# (Of returns, leavings and returns to use the rates are in month_rates.R.)
# One line a measure: rows here, rows there, largest absolute difference. First: rate_part and proportion_difference.
options(digits = 15)
part <- function(x1, t1, x2, t2) { r <- poisson.test(c(x1, x2), c(t1, t2)); to <- function(r) ifelse(is.infinite(r), 1, r / (1 + r))
  c(to(unname(r$estimate)), to(r$conf.int[1]), to(r$conf.int[2])) }
wilson <- function(p, n) { z <- qnorm(.975); c <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  h <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)); c(if (p > 0) max(c - h, 0) else 0, if (p < 1) min(c + h, 1) else 1) }
difference <- function(p1, n1, p2, n2) { a <- wilson(p1, n1); b <- wilson(p2, n2)
  c(p1 - p2, p1 - p2 - sqrt((p1 - a[1])^2 + (b[2] - p2)^2), p1 - p2 + sqrt((a[2] - p1)^2 + (p2 - b[1])^2)) }
stopifnot(all.equal(wilson(7 / 31, 31), suppressWarnings(as.vector(prop.test(7, 31, correct = FALSE)$conf.int))))
for (v in list(c(30, 31, 35, 31), c(12, 90, 31, 92), c(8, 365, 0, 365), c(0, 28, 5, 31))) cat("part", v, do.call(part, as.list(v)), "\n")
for (v in list(c(7 / 31, 31, 13 / 40, 40), c(0, 25, .2, 30), c(47 / 57, 53, 31 / 36, 33), c(1, 4, 0, 3))) cat("difference", v, do.call(difference, as.list(v)), "\n")

files <- commandArgs(TRUE)
if (length(files) == 0) quit()
read <- function(f) read.csv(f, colClasses = "character")
e <- read(files[1]); e <- e[e$rule == "coverage30" & e$program != "detoxification", ]; day <- function(x) as.Date(x, format = "%Y-%m-%d")
for (d in c("start", "left_on", "censored_on", "observed_until")) e[[d]] <- day(e[[d]])
e$entry <- as.numeric(e$entry_days); e$prevalent <- e$time_days == "" & e$entry == 0 & e$start < e$censored_on
ends <- function(column) min(day(files[4]), do.call(c, lapply(split(e[[column]], e$site), max))); E <- ends("observed_until"); C <- ends("censored_on")
u <- read(files[2]); u <- unique(u[u$used_on != "", c("patient_id", "used_on")]); u$day <- day(u$used_on); u <- u[order(u$patient_id, u$day), ]
u <- u[ave(as.numeric(u$day), u$patient_id, FUN = function(d) c(Inf, diff(d))) >= 14, ]
f <- read(files[3]); f <- f[f$question == "after_return_to_use" & f$rule == "coverage30", ]; f$day <- day(f$origin); f$time <- as.numeric(f$time_days)
new <- e[e$order == "first" & e$entry == 0 & !e$prevalent, ]; member <- new[new$program %in% c("maintenance", "counseling"), ]
back <- e[e$order == "returned", ]; gone <- e[!is.na(e$left_on), ]
flow <- list(admissions = data.frame(id = new$patient_id, day = new$start), returns = data.frame(id = back$patient_id, day = back$start),
  leavings = data.frame(id = gone$patient_id, day = gone$left_on), returns_to_use = data.frame(id = u$patient_id, day = u$day))
share <- list(cohort_left_14 = data.frame(id = member$patient_id, day = member$start, hit = !is.na(member$left_on) & member$left_on - member$start <= 14, ok = member$censored_on - member$start >= 14),
  cohort_left_30 = data.frame(id = member$patient_id, day = member$start, hit = !is.na(member$left_on) & member$left_on - member$start <= 30, ok = member$censored_on - member$start >= 30),
  seen_again_7 = data.frame(id = f$patient_id, day = f$day, hit = f$event == "re_engaged" & f$time <= 7, ok = !(f$event == "" & f$time < 7)))
first_of <- function(m) as.Date(paste0(m, "-01")); last_of <- function(m) seq(first_of(m), by = "month", length.out = 2)[2] - 1
add <- function(m, k) format(seq(first_of(m), by = paste(k, "months"), length.out = 2)[2], "%Y-%m")
within <- function(x, from, to) x[x$day >= first_of(from) & x$day <= last_of(to), ]
name <- function(from, to) if (from == to) from else paste0(from, "/", to)
opening <- min(e$start[e$entry > 0] + e$entry[e$entry > 0]); start <- format(opening, "%Y-%m"); if (opening > first_of(start)) start <- add(start, 1)
here <- data.frame()
put <- function(measure, sub, period, by, v) here <<- rbind(here, data.frame(measure, sub, period, by, est = v[1], low = v[2], high = v[3]))
pair <- function(m, is_share, from, to, from0, to0, by = "") {
  x <- if (is_share) share[[m]] else flow[[m]]; a <- within(x, from, to); b <- within(x, from0, to0); p <- name(from, to)
  if (is_share) { n <- c(length(unique(a$id)), length(unique(b$id))); s <- c(mean(a$hit), mean(b$hit))
    put(m, "", p, by, c(s[1], wilson(s[1], n[1]))); put(paste0(m, "_before"), name(from0, to0), p, by, c(s[2], wilson(s[2], n[2])))
    put(paste0(m, "_difference"), "", p, by, difference(s[1], n[1], s[2], n[2]))
  } else { put(m, "", p, by, c(nrow(a), NA, NA)); put(paste0(m, "_before"), name(from0, to0), p, by, c(nrow(b), NA, NA))
    if (m == "admissions") put(paste0(m, "_part"), "", p, by, part(length(unique(a$id)), as.numeric(last_of(to) - first_of(from)) + 1, length(unique(b$id)), as.numeric(last_of(to0) - first_of(from0)) + 1)) } }
latest <- function(ok) { m <- format(day(files[4]) - 27, "%Y-%m"); while (!ok(m)) m <- add(m, -1); m }
for (m in c(names(flow), names(share))) { is_share <- m %in% names(share)
  to <- latest(function(k) { x <- if (is_share) share[[m]]; end <- last_of(k)
    if (!is_share) return(end <= if (m == "leavings") C else E)
    end + (if (m == "seen_again_7") 7 else 0) <= E && all(within(x, k, k)$ok) })
  for (span in c(1, 3, 12)) { from <- add(to, 1 - span); pair(m, is_share, from, to, add(from, -12), add(to, -12)) }
  if (is_share && length(files) > 5) pair(m, TRUE, files[6], to, start, add(files[6], -1), "rebase") }
there <- read(files[5]); there <- there[there$analysis == "compared", ]; number <- function(x) suppressWarnings(as.numeric(x))
key <- function(m, s, p, b) paste(m, s, p, b)
at <- match(key(here$measure, here$sub, here$period, here$by), key(there$measure, there$subgroup, there$period, there$group_by))
for (m in unique(sub("_before|_part|_difference", "", here$measure))) { k <- grepl(paste0("^", m, "(_before|_part|_difference)?$"), here$measure)
  d <- abs(c(here$est[k] - number(there$estimate[at[k]]), (here$low - number(there$ci_low[at]))[k], (here$high - number(there$ci_high[at]))[k]))
  cat(m, sum(k), sum(grepl(paste0("^", m, "(_before|_part|_difference)?$"), there$measure)), sum(is.na(at[k])), signif(max(d, na.rm = TRUE), 2), "\n") }
