# Groups beside the mean of all people, from the definition with nothing of ours: survfit, of the mean within sites with
# weights; influences by person; limits of Zou & Donner 2008; p with the error on the side of 0; q by p.adjust.
#
#   Rscript tests/reference/for_whom.R EPISODES.csv FOLLOWUP.csv STARTS.csv AS_OF     as the stages write them
#
# Prints question,measure,group_by,group,period,people,estimate,std.err,lower,upper.
suppressPackageStartupMessages(library(survival))
arguments <- commandArgs(trailingOnly = TRUE)
until <- as.integer(as.Date(arguments[4]))
day <- function(x) as.integer(as.Date(x))
z <- qnorm(0.975)
apart <- c("", "unknown", "other", "na", "not recorded", "not known")

# Share with the event by `at`, and what each row moves it by, for the weights of the rows.
share <- function(d, w, at, cause) {
  levels <- c("", sort(unique(c(cause, d$event[d$event != ""]))))
  used <- w > 0
  fit <- survfit(Surv(entry, time, factor(event, levels)) ~ 1, data = d[used, ], weights = w[used], id = seq_len(sum(used)),
                 influence = TRUE, timefix = FALSE, conf.type = "none")
  k <- match(cause, fit$states)
  u <- matrix(fit$influence.pstate[, , k], nrow = sum(used))
  if (ncol(u) > length(fit$time)) u <- u[, -1, drop = FALSE]
  point <- function(j) {
    influence <- numeric(nrow(d))
    influence[used] <- if (j == 0) 0 else u[, j]
    f <- if (j == 0) 0 else fit$pstate[j, k]
    list(f = if (f > 1 - 1e-12) 1 else f, u = influence) # of weight 1 more in the row
  }
  j <- findInterval(at, fit$time)
  inside <- which(fit$pstate[seq_len(j), k] > 0 & fit$pstate[seq_len(j), k] < 1 - 1e-12)
  gone <- fit$time[seq_len(j)][fit$pstate[seq_len(j), 1] < 1e-12] # nobody is left from then on
  c(point(j), list(before = if (length(inside) > 0) point(max(inside)), known = if (length(gone) > 0) gone[1] else at))
}

# At 1: exact, of as many people as the point before is worth, m = f (1 - f) / v, and never wider than there (part 3).
limits <- function(f, v, people, before) {
  if (f <= 0) return(c(0, 1 - 0.025^(1 / people)))
  if (f >= 1) {
    if (is.null(before)) return(c(0.025^(1 / people), 1))
    return(c(max(limits(before$f, before$v, people)[1], 0.025^(before$v / before$f / (1 - before$f))), 1))
  }
  1 - (1 - f)^exp(c(1, -1) * z * sqrt(v) / ((1 - f) * -log(1 - f)) * c(-1, -1))
}

compare <- function(d, member, at, cause, site) {
  if (length(unique(d$patient_id[member])) == 0 || all(member[site %in% site[member]])) return(NULL)
  n <- table(site)
  ng <- table(factor(site[member], names(n)))
  w <- as.vector(ng[site] / n[site])
  of_group <- share(d, as.numeric(member), at, cause)
  of_mean <- share(d, w, at, cause)
  in_mean <- function(psi) {
    b <- w * psi
    if (length(n) > 1) b + (member - w) / as.vector(n[site]) * as.vector(tapply(psi, factor(site, names(n)), sum)[site]) else b
  }
  by_person <- function(x) sum(rowsum(x, d$patient_id)^2)
  sums <- rowsum(cbind(of_group$u * member, in_mean(of_mean$u)), d$patient_id)
  known <- function(f, v) if (f > 0 && f < 1) v else 0
  va <- known(of_group$f, sum(sums[, 1]^2)); vb <- known(of_mean$f, sum(sums[, 2]^2)); ab <- sum(sums[, 1] * sums[, 2])
  people <- function(rows, known) length(unique(d$patient_id[rows & d$entry < known & d$time >= known]))
  before <- function(of, moved) if (!is.null(of$before)) list(f = of$before$f, v = by_person(moved(of$before$u)))
  lg <- limits(of_group$f, va, people(member, of_group$known), before(of_group, function(u) u * member))
  lm <- limits(of_mean$f, vb, people(w > 0, of_mean$known), before(of_mean, in_mean))
  r <- if (va > 0 && vb > 0) ab / sqrt(va * vb) else sqrt(sum(ng^2 / n) / sum(ng))
  arm <- function(x, y) sqrt(x^2 - 2 * r * x * y + y^2)
  diff <- of_group$f - of_mean$f
  low <- diff - arm(of_group$f - lg[1], lm[2] - of_mean$f)
  high <- diff + arm(lg[2] - of_group$f, of_mean$f - lm[1])
  error <- if (diff > 0) (diff - low) / z else (high - diff) / z
  list(group = c(of_group$f, sqrt(va), lg), mean = c(of_mean$f, sqrt(vb), lm), difference = c(diff, sqrt(va - 2 * ab + vb), low, high),
       p = 2 * pnorm(-abs(diff) / error))
}

rows <- NULL
add <- function(question, measure, by, group, period, people, x) {
  x <- c(x, NA, NA, NA)[1:4]
  rows <<- rbind(rows, data.frame(question, measure, by, group, period, people, t(x)))
}
flip <- function(x, all) c(all - x[1], x[2], all - x[4], all - x[3])

# One person's event moves the curve by S(t-) / n: not by more than 1/11 up to `at`, or the group is too small to say.
is_thin <- function(d, at) {
  fit <- survfit(Surv(entry, time, event != "") ~ 1, data = d, timefix = FALSE)
  s <- c(1, head(fit$surv, -1))
  any((s / fit$n.risk)[fit$n.event > 0 & fit$time <= at] > 1 / 11)
}

ask <- function(question, d, at, cause, without) {
  d$ago <- until - day(d$day)
  of_window <- function(window) d[d$ago >= 0 & d$ago < window, ]
  count <- function(e, by, group) length(unique(e$patient_id[e[[by]] == group]))
  for (by in c("sex", "age_band", "race_ethnicity", "program")) for (group in sort(unique(d[[by]]))) {
    # One for all groups: the shorter where as many groups have 30 people in it as in the longer, and any.
    compared <- setdiff(unique(d[[by]]), unique(d[[by]])[tolower(unique(d[[by]])) %in% apart])
    told <- function(window) sum(vapply(compared, function(g) count(of_window(window), by, g) >= 30, TRUE))
    window <- if (told(365) > 0 && told(365) == told(730)) 365 else 730
    e <- of_window(window)
    member <- e[[by]] == group
    people <- count(e, by, group)
    if (people == 0) next
    period <- paste(as.Date(until - window + 1, origin = "1970-01-01"), as.Date(until, origin = "1970-01-01"), sep = "/")
    add(question, "people", by, group, period, people, people)
    if (tolower(group) %in% apart) next
    few <- people < 30 || is_thin(e[member, ], at)
    for (within in c(FALSE, TRUE)) {
      found <- compare(e, member, at, cause, if (within) paste0("at ", e$site) else rep("all", nrow(e)))
      name <- function(text) paste0(text, if (within) "_within" else "")
      tell <- function(x, all) if (without) flip(x, all) else x
      if (is.null(found)) next
      if (!within) add(question, "group_share", by, group, period, people, tell(found$group, 1))
      add(question, name("mean"), by, group, period, length(unique(e$patient_id)), tell(found$mean, 1))
      add(question, name("difference"), by, group, period, people, tell(found$difference, 0))
      if (!few) add(question, paste0(name("difference"), "_p"), by, group, period, people, found$p)
    }
  }
}

e <- read.csv(arguments[1], colClasses = "character")
e <- e[e$order == "first" & e$program %in% c("maintenance", "counseling") & e$time_days != "", ]
stay <- data.frame(patient_id = e$patient_id, entry = as.numeric(e$entry_days), time = as.numeric(e$time_days),
                   event = ifelse(e$event == "1", "left", ""), day = e$start, e[c("site", "sex", "age_band", "race_ethnicity", "program")])
ask("staying", stay, 90, "left", TRUE)
f <- read.csv(arguments[2], colClasses = "character")
f <- f[f$question == "return_after_leaving", ]
back <- data.frame(patient_id = f$patient_id, entry = 0, time = as.numeric(f$time_days), event = f$event, day = f$origin,
                   f[c("site", "sex", "age_band", "race_ethnicity", "program")])
ask("coming_back", back, 180, "returned", FALSE)
s <- read.csv(arguments[3], colClasses = "character")
s <- s[s$question == "first_dose", ]
start <- data.frame(patient_id = s$patient_id, entry = 0, time = as.numeric(s$time_days), event = s$event, day = s$origin,
                    s[c("site", "sex", "age_band", "race_ethnicity", "program")])
ask("first_dose", start, 7, "started", FALSE)

q <- rows[grepl("_p$", rows$measure), ]
q$X1 <- p.adjust(q$X1, "BH")
q$measure <- sub("_p$", "_q", q$measure)
rows <- rbind(rows, q)
number <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))
cat(paste(rows$question, rows$measure, rows$by, rows$group, rows$period, rows$people, number(rows$X1), number(rows$X2),
          number(rows$X3), number(rows$X4), sep = ","), sep = "\n")
