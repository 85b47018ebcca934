# How often people in care return to use, are tested and leave by the program's decision, per 100 person-months, from the
# definition, one day after the other.
#
#   Rscript tests/reference/rates_in_care.R DIR END EPISODES.csv     DIR: canonical tables; EPISODES.csv: of one gap rule
#
# Prints subgroup,period,n,event_people,events,estimate,std_error,ci_low,ci_high.
arguments <- commandArgs(trailingOnly = TRUE)
table_of <- function(name) read.csv(file.path(arguments[1], paste0(name, ".csv")), colClasses = "character")
day <- function(x) as.integer(as.Date(ifelse(x == "", NA, x)))
end <- day(arguments[2])
e <- read.csv(arguments[3], colClasses = "character")
e <- e[e$episode != "", ]
last_known <- max(day(e$censored_on))

returns <- table_of("returns_to_use")
returns <- returns[returns$used_on != "" & day(returns$used_on) <= end, ]
uses_of <- lapply(split(day(returns$used_on), returns$patient_id), function(d) {
  d <- sort(d)
  d[c(TRUE, diff(d) >= 14)]
})
tests <- table_of("drug_tests")
tests <- tests[tests$result != "missed", ]
tests_of <- lapply(split(day(tests$date), tests$patient_id), unique)
admissions <- table_of("admissions")
others <- c("death", "jail", "hospital", "transferred", "completed", "moved", "declined")

periods <- list(c("", -Inf, Inf))
behind <- as.Date(format(as.Date(last_known + 1, origin = "1970-01-01"), "%Y-%m-01"))
month <- seq(behind, by = "-1 month", length.out = 2)[2]
year <- seq(behind, by = "-12 months", length.out = 2)[2]
periods[[2]] <- c(paste(format(year, "%Y-%m"), format(month, "%Y-%m"), sep = "/"), as.integer(year), as.integer(behind) - 1)
before <- seq(year, by = "-12 months", length.out = 2)[2]
periods[[4]] <- c(paste(format(before, "%Y-%m"), format(seq(year, by = "-1 month", length.out = 2)[2], "%Y-%m"), sep = "/"),
  as.integer(before), as.integer(year) - 1)
periods[[3]] <- c(format(month, "%Y-%m"), as.integer(month), as.integer(behind) - 1)

# Rows of one person: code, day, at risk on it, event on it
person_rows <- function(id) {
  rows <- e[e$patient_id == id, ]
  uses <- uses_of[[id]]
  out <- list()
  for (i in seq_len(nrow(rows))) {
    from <- day(rows$start[i]) + as.integer(rows$entry_days[i])
    to <- if (rows$left_on[i] != "") day(rows$left_on[i]) - 1 else day(rows$censored_on[i])
    if (from > to) next
    days <- from:to
    before <- vapply(days, function(d) sum(uses < d), 0)
    free <- vapply(days, function(d) !any(d > uses & d < uses + 14), NA)
    codes <- c("first_return_to_use", "second_return_to_use", "later_return_to_use")[pmin(before, 2) + 1]
    out <- c(out, list(data.frame(code = codes[free], day = days[free], risk = 1, event = as.integer(days[free] %in% uses))),
             list(data.frame(code = "return_to_use", day = days[free], risk = 1, event = as.integer(days[free] %in% uses))),
             list(data.frame(code = "drug_test", day = days, risk = 1, event = as.integer(days %in% tests_of[[id]]))))
    for (code in c("program_exit", "administrative_exit")) out <- c(out, list(data.frame(code, day = days, risk = 1, event = 0)))
    if (rows$left_on[i] == "") next
    a <- admissions[admissions$patient_id == id & admissions$discharged != "", ]
    a <- a[day(a$discharged) <= end & !(a$reason %in% others), ]
    first <- day(rows$start[i]) + as.integer(rows$entry_days[i])
    last <- day(rows$last_covered[i])
    at_leaving <- day(a$discharged)[day(a$discharged) >= last - 7 & day(a$discharged) <= last + 14]
    soon <- any(vapply(at_leaving, function(d) any(uses >= first & uses <= d & d - uses <= 30), NA))
    exit <- rows$exit[i]
    decided <- exit == "administrative" || (!(exit %in% others) && soon)
    x <- day(rows$left_on[i])
    if (decided) out <- c(out, list(data.frame(code = "program_exit", day = x, risk = 0, event = 1)))
    if (exit == "administrative") out <- c(out, list(data.frame(code = "administrative_exit", day = x, risk = 0, event = 1)))
  }
  do.call(rbind, out)
}
number <- function(x) sprintf("%.17g", x)
people <- lapply(unique(e$patient_id), person_rows)
for (period in periods) {
  from <- as.numeric(period[2]); to <- as.numeric(period[3])
  for (code in c("return_to_use", "first_return_to_use", "second_return_to_use", "later_return_to_use", "drug_test", "program_exit",
                 "administrative_exit")) {
    sums <- t(vapply(people, function(p) {
      if (is.null(p)) return(c(0, 0))
      mine <- p[p$code == code & p$day >= from & p$day <= to, ]
      c(sum(mine$event), sum(mine$risk))
    }, c(0, 0)))
    sums <- sums[rowSums(sums) > 0, , drop = FALSE]
    months <- sums[, 2] / 3043.75
    rate <- sum(sums[, 1]) / sum(months)
    error <- sqrt(sum((sums[, 1] - rate * months)^2)) / sum(months)
    limits <- if (rate > 0) rate * exp(c(-1, 1) * qnorm(0.975) * error / rate) else poisson.test(0)$conf.int / sum(months)
    cat(paste(code, period[1], nrow(sums), sum(sums[, 1] > 0), sum(sums[, 1]), number(rate), number(error), number(limits[1]),
              number(limits[2]), sep = ","), sep = "\n")
  }
}
