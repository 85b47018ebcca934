# Signs before returns to use, from the definition (statistics: blind spots), one day after the other.
#
#   Rscript tests/reference/signs.R DIR EPISODES.csv     DIR: canonical tables; EPISODES.csv: of one gap rule
#
# Prints measure,subgroup,n,event_people,at_risk,events,estimate,std_error,ci_low,ci_high.
arguments <- commandArgs(trailingOnly = TRUE)
table_of <- function(name) read.csv(file.path(arguments[1], paste0(name, ".csv")), colClasses = "character")
day <- function(x) as.integer(as.Date(ifelse(x == "", NA, x)))
e <- read.csv(arguments[2], colClasses = "character")
e <- e[e$episode != "" & e$program != "detoxification" & e$time_days != "", ]
people <- sort(table_of("patients")$patient_id, method = "radix")
doses <- table_of("doses")
visits <- table_of("visits")
tests <- table_of("drug_tests")
returns <- table_of("returns_to_use")
returns <- returns[returns$used_on != "", ]
signs <- c("missed_visits", "missed_doses", "late_pickup", "missed_tests")

# Groups of supplies: one drug on one day, given there, pushed behind what still runs of the same drug (at most 30 days).
usual <- list(administered = c(1, 31, 1), dispensed = c(1, 120, 7), injection = c(5, 120, 31), implant = c(60, 400, 180))
groups_of <- function(d) {
  if (nrow(d) == 0) return(data.frame(given = integer(), last = integer(), length = integer()))
  by_drug <- c(methadone = "administered", buprenorphine = "dispensed", buprenorphine_xr = "injection", naltrexone_xr = "injection")
  d$kind <- ifelse(d$kind == "", by_drug[d$medication], d$kind)
  rule <- usual[d$kind]
  supply <- suppressWarnings(as.integer(d$days_supply))
  d$n <- mapply(function(s, r) if (is.na(s) || s < r[1] || s > r[2]) r[3] else s, supply, rule)
  d$day <- day(d$date)
  d <- unique(d[order(d$day, d$medication), c("day", "medication", "kind", "dose_mg", "n")])
  until <- list()
  out <- list()
  for (key in unique(paste(d$day, d$medication))) {
    g <- d[paste(d$day, d$medication) == key, ]
    here <- g$day[1]
    drug <- g$medication[1]
    if (any(g$kind %in% c("injection", "implant"))) {
      for (i in seq_len(nrow(g))) out <- c(out, list(c(here, here + g$n[i] - 1, g$n[i])))
      next
    }
    clinic <- max(0, g$n[g$kind == "administered"])
    home <- g[g$kind == "dispensed", ]
    total <- clinic + if (nrow(home)) max(tapply(home$n, home$dose_mg, sum)) else 0
    from <- here
    still <- if (is.null(until[[drug]])) -1e9 else until[[drug]]
    if (still >= here && !(total == 1 && nrow(home) == 0)) from <- min(still + 1, here + 30)
    until[[drug]] <- max(still, from + total - 1)
    out <- c(out, list(c(here, from + total - 1, total)))
  }
  out <- do.call(rbind, out)
  out <- data.frame(given = out[, 1], last = out[, 2], length = out[, 3])
  out[order(out$given), ]
}
due_doses <- function(g) {
  if (nrow(g) == 0) return(NULL)
  days <- min(g$given):(max(g$given) + 7)
  due <- vapply(days, function(d) {
    before <- g[g$given < d, ]
    !any(before$last >= d) && length(unique(before$given[before$given >= d - 7 & before$length < 5])) >= 3 &&
      any(g$given %in% (d - 7 * 1:4))
  }, NA)
  if (!any(due)) return(NULL)
  data.frame(day = days[due], missed = !(days[due] %in% g$given))
}
due_pickups <- function(g) {
  out <- list()
  for (i in seq_len(nrow(g))) {
    if (g$length[i] < 5) next
    d <- g$last[i] + 1
    earlier <- g[seq_len(i - 1), ]
    same_day <- g[seq_len(nrow(g)) > i & g$given == g$given[i], ]
    if (any(earlier$last >= g$last[i]) || any(same_day$last > g$last[i])) next
    out <- c(out, list(data.frame(day = d, missed = !any(g$given > g$given[i] & g$given <= d))))
  }
  do.call(rbind, out)
}

medications <- c("methadone", "buprenorphine", "buprenorphine_xr", "naltrexone_xr", "buprenorphine_implant", "naltrexone")
is_medication <- function(x) vapply(tolower(x), function(s) any(startsWith(medications, s)), NA)
person_of <- function(id) {
  rows <- e[e$patient_id == id, ]
  stays <- NULL
  for (i in seq_len(nrow(rows))) {
    first <- day(rows$start[i]) + as.integer(rows$entry_days[i])
    last <- if (rows$left_on[i] != "") day(rows$left_on[i]) - 1 else day(rows$censored_on[i])
    if (!is.na(first) && first <= last) stays <- rbind(stays, c(day(rows$start[i]), first, last))
  }
  g <- groups_of(doses[doses$patient_id == id, ])
  v <- visits[visits$patient_id == id & visits$status %in% c("attended", "missed"), ]
  t <- tests[tests$patient_id == id, ]
  tested <- if (nrow(t)) aggregate(list(missed = t$result %in% c("missed", "refused")), list(day = day(t$date)), all) else NULL
  positive <- day(t$date)[t$result == "positive" & !is_medication(t$substance)]
  r <- returns[returns$patient_id == id, ]
  used <- day(r$used_on)
  known <- ifelse(is.na(day(r$reported_on)), used, day(r$reported_on))
  found <- mapply(function(a, b) any(positive >= a & positive <= b), used, known)
  uses <- sort(unique(used))
  list(id = id, stays = stays, uses = uses, found = vapply(uses, function(u) any(unlist(found)[used == u]), NA),
       due = list(missed_visits = data.frame(day = day(v$date), missed = v$status == "missed"),
                  missed_doses = due_doses(g), late_pickup = due_pickups(g), missed_tests = tested))
}
all <- lapply(people, person_of)

counts_in <- function(person, sign, stay, w) {
  d <- person$due[[sign]]
  if (is.null(d)) return(c(missed = 0, kept = 0))
  d <- d[d$day >= max(w[1], stay[2]) & d$day <= min(w[2], stay[3]), ]
  c(missed = sum(d$missed), kept = sum(!d$missed))
}
good <- function(person, stay, w) w[1] >= stay[2] && w[2] <= stay[3] && w[1] - stay[1] > 14 &&
  !any(person$uses >= w[1] - 28 & person$uses <= w[2])
contrast <- function(person, stay, u) {
  if (u > stay[3] || !good(person, stay, c(u - 14, u - 1))) return(NULL)
  others <- Filter(function(w) good(person, stay, w), list(c(u - 42, u - 29), c(u - 70, u - 57)))
  if (length(others) == 0) NULL else others
}
table_at <- function(person, stay, u, others, sign, late) {
  before <- counts_in(person, sign, stay, c(u - 14, u - if (late) 4 else 1))
  else_ <- Reduce(`+`, lapply(others, function(w) counts_in(person, sign, stay, w)))
  c(before, else_)
}
tells <- function(x) x[1] + x[2] > 0 && x[3] + x[4] > 0

cases <- list()
for (p in seq_along(all)) {
  person <- all[[p]]
  found <- FALSE
  for (s in seq_len(NROW(person$stays))) {
    stay <- person$stays[s, ]
    for (k in seq_along(person$uses)) {
      u <- person$uses[k]
      if (found || u > stay[3]) next
      others <- contrast(person, stay, u)
      if (is.null(others)) next
      found <- TRUE
      cases <- c(cases, list(list(p = p, since = u - stay[1], stay = stay, u = u, others = others, by_test = person$found[k])))
    }
  }
}
moments <- sort(unique(vapply(cases, function(x) x$since, 0)))
controls <- list()
for (p in seq_along(all)) for (s in seq_len(NROW(all[[p]]$stays))) {
  stay <- all[[p]]$stays[s, ]
  for (m in moments) {
    u <- stay[1] + m
    if (u > stay[3] || u %in% all[[p]]$uses) next
    ahead <- vapply(signs, function(sign) counts_in(all[[p]], sign, stay, c(u, u + 13))[["kept"]], 0)
    if (sum(ahead) == 0) next
    others <- contrast(all[[p]], stay, u)
    if (!is.null(others)) controls <- c(controls, list(list(p = p, since = m, stay = stay, u = u, others = others)))
  }
}
terms <- function(x) c(x[, 1] * x[, 4], x[, 2] * x[, 3]) / rep(rowSums(x), 2)
line <- function(...) cat(paste(vapply(list(...), function(x) if (is.character(x)) x else if (is.na(x)) "" else sprintf("%.17g", x), ""), collapse = ","), "\n", sep = "")
sum_by <- function(value, p) {
  out <- numeric(length(all))
  s <- tapply(value, p, sum)
  out[as.integer(names(s))] <- s
  out
}
ratio <- function(measure, sign, people, own, others = NULL) {
  one <- function(x) if (is.null(x)) list(log = 0, influence = 0) else
    list(log = log(sum(x[, 1]) / sum(x[, 2])), influence = x[, 1] / sum(x[, 1]) - x[, 2] / sum(x[, 2]))
  any_of <- function(x) rowSums(x) > 0
  few <- sum(any_of(own)) < 11 || (!is.null(others) && sum(any_of(others)) < 11)
  a <- one(own)
  b <- one(others)
  m <- sum(any_of(own) | (if (is.null(others)) FALSE else any_of(others)))
  error <- sqrt(sum((a$influence - b$influence)^2) * m / (m - 1))
  r <- exp(a$log - b$log)
  half <- qt(.975, max(1, sum(any_of(own)) - 1)) * error
  if (few) line(measure, sign, people, sum(any_of(own)), NA, NA, NA, NA, NA, NA)
  else line(measure, sign, people, sum(any_of(own)), NA, NA, r, r * error, r * exp(-half), r * exp(half))
}
clustered <- function(events, trials) {
  n <- sum(trials)
  p <- sum(events) / n
  m <- sum(trials > 0)
  v <- m / (m - 1) * sum((events - p * trials)^2) / n^2
  effective <- if (p <= 0 || p >= 1 || m < 2) m else p * (1 - p) / v
  z <- qnorm(.975)
  middle <- (p + z^2 / (2 * effective)) / (1 + z^2 / effective)
  half <- z / (1 + z^2 / effective) * sqrt(p * (1 - p) / effective + z^2 / (4 * effective^2))
  c(p, if (m < 2 || p <= 0 || p >= 1) NA else sqrt(v), middle - half, middle + half)
}
share <- function(measure, sign, events, trials) {
  x <- clustered(events, trials)
  line(measure, sign, sum(trials > 0), sum(events > 0), sum(trials), sum(events), x[1], x[2], x[3], x[4])
}
for (sign in signs) {
  if (!any(vapply(all, function(person) any(vapply(seq_len(NROW(person$stays)), function(s)
    counts_in(person, sign, person$stays[s, ], c(-1e9, 1e9))["missed"] > 0, NA)), NA))) next
  sets <- lapply(c(FALSE, TRUE), function(late) {
    at <- function(x) table_at(all[[x$p]], x$stay, x$u, x$others, sign, late)
    own <- do.call(rbind, lapply(cases, at))
    ok <- vapply(seq_along(cases), function(i) tells(own[i, ]) && !(sign == "missed_tests" && cases[[i]]$by_test), NA)
    other <- do.call(rbind, lapply(controls, at))
    ok_other <- vapply(seq_along(controls), function(i) tells(other[i, ]), NA)
    since <- vapply(cases, function(x) x$since, 0)
    since_other <- vapply(controls, function(x) x$since, 0)
    weight <- vapply(since_other, function(m) sum(ok & since == m) / sum(ok_other & since_other == m), 0)
    ok <- ok & since %in% since_other[ok_other]
    p <- vapply(cases, function(x) x$p, 0)
    po <- vapply(controls, function(x) x$p, 0)
    t <- matrix(terms(own[ok, , drop = FALSE]), ncol = 2)
    to <- matrix(terms(other[ok_other, , drop = FALSE]), ncol = 2) * weight[ok_other]
    list(n = sum(ok), own = own[ok, , drop = FALSE], p = p[ok], weighted = colSums(other[ok_other, ] * weight[ok_other]),
         sums = cbind(sum_by(t[, 1], p[ok]), sum_by(t[, 2], p[ok])),
         others = cbind(sum_by(to[, 1], po[ok_other]), sum_by(to[, 2], po[ok_other])))
  })
  whole <- sets[[1]]
  late <- sets[[2]]
  n_others <- sum(rowSums(whole$others) > 0)
  ratio("odds_ratio", sign, whole$n, whole$sums, whole$others)
  ratio("odds_ratio_late", sign, late$n, late$sums, late$others)
  ratio("odds_ratio_own", sign, whole$n, whole$sums)
  ratio("odds_ratio_others", sign, n_others, whole$others)
  share("missed_before", sign, whole$own[, 1], whole$own[, 1] + whole$own[, 2])
  share("missed_else", sign, whole$own[, 3], whole$own[, 3] + whole$own[, 4])
  w <- whole$weighted
  line("missed_before_others", sign, n_others, NA, NA, NA, w[[1]] / (w[[1]] + w[[2]]), NA, NA, NA)
  line("missed_else_others", sign, n_others, NA, NA, NA, w[[3]] / (w[[3]] + w[[4]]), NA, NA, NA)
  discordant <- sum(rowSums(whole$sums) > 0)
  due <- sum(whole$own)
  line("people_compared", sign, whole$n, discordant, due, NA, whole$n, NA, NA, NA)
  line("discordant_people", sign, whole$n, discordant, due, NA, discordant, NA, NA, NA)
  line("opportunities", sign, whole$n, discordant, due, NA, due, NA, NA, NA)
  rows <- do.call(rbind, lapply(seq_along(all), function(p) do.call(rbind, lapply(seq_len(NROW(all[[p]]$stays)), function(s) {
    stay <- all[[p]]$stays[s, ]
    from <- seq(stay[1] + 15, by = 14, length.out = max(0, (stay[3] - stay[1] - 14) %/% 14))
    do.call(rbind, lapply(from[from >= stay[2]], function(f) {
      x <- counts_in(all[[p]], sign, stay, c(f, f + 13))
      ahead <- all[[p]]$uses > f + 13 & all[[p]]$uses <= min(f + 27, stay[3])
      c(p, x["missed"] > 0, sum(x) > 0, if (any(ahead)) 1 else if (f + 27 <= stay[3]) 0 else NA)
    }))
  }))))
  rows <- rows[rows[, 3] == 1, ]
  by_person <- function(measure, r, event) share(measure, sign, as.vector(tapply(event, r[, 1], sum)), as.vector(tapply(event, r[, 1], length)))
  by_person("windows_with_sign", rows, rows[, 2])
  for (with in 1:0) {
    r <- rows[rows[, 2] == with & !is.na(rows[, 4]), ]
    by_person(c("used_after_none", "used_after_sign")[with + 1], r, r[, 4])
  }
}
