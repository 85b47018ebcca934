# Who is seen again after a return to use, and what is to be expected of people in care at the same time since they
# started, from the definition, one day after the other.
#
#   Rscript tests/reference/seen_again.R DIR END EPISODES.csv     from the top of the tree; DIR: canonical tables;
#                                                                 EPISODES.csv: of one gap rule
#
# Prints measure,subgroup,time_days,n,at_risk,events,estimate,std_error,ci_low,ci_high.
source("tests/reference/cover.R")
arguments <- commandArgs(trailingOnly = TRUE)
table_of <- function(name) read.csv(file.path(arguments[1], paste0(name, ".csv")), colClasses = "character")
day <- function(x) as.integer(as.Date(ifelse(x == "", NA, x)))
end <- day(arguments[2])
e <- read.csv(arguments[3], colClasses = "character")
e <- e[e$episode != "", ]
visits <- table_of("visits")
visits <- visits[visits$status == "attended" & visits$service %in% c("counseling", "medical", ""), ]
visits <- lapply(split(day(visits$date), visits$patient_id), function(d) sort(unique(d)))
returns <- table_of("returns_to_use")
returns <- returns[returns$used_on != "" & day(returns$used_on) <= end, ]
returns$used <- day(returns$used_on)
returns$reported <- day(returns$reported_on)
returns$known <- ifelse(is.na(returns$reported), returns$used, returns$reported)
horizons <- c(7, 14, 30)

# Every day of a person on which a return to use would count, and what followed it
person_days <- function(person) {
  covered <- cover_of(person, end)$days
  mine <- returns[returns$patient_id == person$id, ]
  used <- sort(mine$used)
  first <- used[c(TRUE, diff(used) >= 14)]
  known <- vapply(first[!is.na(first)], function(u) min(mine$known[mine$used == u]), 0)
  rows <- e[e$patient_id == person$id, ]
  out <- NULL
  for (i in seq_len(nrow(rows))) {
    start <- day(rows$start[i]); last <- day(rows$last_covered[i]); left <- day(rows$left_on[i]); C <- day(rows$censored_on[i])
    own <- covered[covered >= start + as.integer(rows$entry_days[i]) & covered <= last]
    for (t in unique(c(outer(own, 0:7, "+")))) {
      seen <- visits[[person$id]]
      v <- if (any(seen > t)) min(seen[seen > t]) else Inf
      stop <- if (is.na(left)) C else max(left, t + 1)
      if (t >= C || any(covered > max(own[own <= t]) & covered <= t)) next
      out <- rbind(out, data.frame(id = person$id, t, d = t - start, covered = t %in% own, C, wait = if (v <= stop) v - t else Inf,
                                   timed = rows$time_days[i] != "", n_known = sum(known == t),
                                   free = !any(known <= t & known >= t - 90)))
    }
  }
  out
}
days <- do.call(rbind, lapply(canonical(arguments[1]), person_days))
number <- function(x) ifelse(is.na(x), "", sprintf("%.17g", x))
say <- function(...) cat(paste(..., sep = ","), sep = "\n")
wilson <- function(p, n) suppressWarnings(prop.test(p * n, n, correct = FALSE)$conf.int)
error <- function(influence) sqrt(sum(tapply(influence$x, influence$id, sum)^2))
limits <- function(p, influence, people) {
  se <- error(influence)
  wilson(p, if (p > 0 && p < 1 && se > 1e-12) p * (1 - p) / se^2 else people)
}
share <- function(measure, h, n, at_risk, events, p, influence, people) {
  of <- limits(p, influence, people)
  say(measure, "", h, n, at_risk, events, number(p), number(error(influence)), number(of[1]), number(of[2]))
}
for (h in horizons) {
  cases <- days[rep(seq_len(nrow(days)), days$n_known), ]
  cases <- cases[cases$t + h <= cases$C, ]
  unknown <- sum(!cases$timed)
  cases <- cases[cases$timed, ]
  pool <- days[days$timed & days$free & days$t + h <= days$C, ]
  near <- lapply(seq_len(nrow(cases)), function(i) which(pool$covered == cases$covered[i] & abs(pool$d - cases$d[i]) <= min(3, cases$d[i])))
  none <- lengths(near) == 0
  cases <- cases[!none, ]
  near <- near[!none]
  n <- nrow(cases)
  y <- as.numeric(cases$wait <= h)
  p <- vapply(near, function(k) mean(pool$wait[k] <= h), 0)
  of_pool <- do.call(rbind, Map(function(k, p) data.frame(id = pool$id[k], x = ((pool$wait[k] <= h) - p) / (n * length(k))), near, p))
  of_pool <- aggregate(x ~ id, of_pool, sum)
  observed <- data.frame(id = cases$id, x = (y - mean(y)) / n)
  expected <- rbind(data.frame(id = cases$id, x = (p - mean(p)) / n), of_pool)
  n_people <- length(unique(cases$id))
  share("seen", h, n_people, n, sum(y), mean(y), observed, n_people)
  difference <- mean(y) - mean(p)
  both <- rbind(observed, transform(expected, x = -x))
  se <- sqrt(sum(tapply(both$x, both$id, sum)^2))
  low <- difference - qnorm(0.975) * se
  high <- difference + qnorm(0.975) * se
  if (mean(y) %in% 0:1 || mean(p) %in% 0:1) { # no error of its own: from the limits of both (Newcombe 1998, method 10)
    o <- limits(mean(y), observed, n_people)
    e <- limits(mean(p), expected, nrow(of_pool))
    low <- difference - sqrt((mean(y) - o[1])^2 + (e[2] - mean(p))^2)
    high <- difference + sqrt((o[2] - mean(y))^2 + (mean(p) - e[1])^2)
  }
  say("difference", "", h, n_people, n, sum(y), number(difference), number(se), number(low), number(high))
  share("expected", h, nrow(of_pool), n, "", mean(p), expected, nrow(of_pool))
  say("not_compared", "start_not_known", h, "", "", unknown, unknown, "", "", "")
  say("not_compared", "nobody_to_compare", h, "", "", sum(none), sum(none), "", "", "")
}
told <- returns[!is.na(returns$reported) & returns$reported >= returns$used & returns$used <= end - 30, ]
told <- told[told$patient_id %in% table_of("patients")$patient_id, ]
delay <- told$reported - told$used
soon <- as.numeric(delay <= 7)
n <- length(unique(told$patient_id))
se <- sqrt(sum(tapply(soon - mean(soon), told$patient_id, sum)^2) / length(soon)^2 * n / (n - 1))
limits <- wilson(mean(soon), mean(soon) * (1 - mean(soon)) / se^2)
say("told_within_7_days", "", 7, n, length(soon), sum(soon), number(mean(soon)), number(se), number(limits[1]), number(limits[2]))
say("told_median_days", "", "", n, "", length(soon), number(median(delay)), "", "", "")
