# Chances of digits that look like dates, for tests/unit/privacy/identifier_digits_test.c.
#   Rscript identifier_digits.R > identifier_digits.txt
# p: of all 10^8 texts of eight digits those that are YYYYMMDD, MMDDYYYY or DDMMYYYY, years 1900-2099, days 1-31.
options(digits = 17)
first <- rep(0:9999, 1)
is_year <- function(x) x >= 1900 & x <= 2099
is_month <- function(x) x >= 1 & x <= 12
is_day <- function(x) x >= 1 & x <= 31
n <- 0
for (high in 0:9999) {
    low <- first
    ymd <- is_year(high) & is_month(low %/% 100) & is_day(low %% 100)
    mdy <- is_month(high %/% 100) & is_day(high %% 100) & is_year(low)
    dmy <- is_day(high %/% 100) & is_month(high %% 100) & is_year(low)
    n <- n + sum(ymd | mdy | dmy)
}
p <- n / 1e8
cat("p", p, "\n")
for (case in list(c(1975, 4), c(1975, 12), c(1975, 20), c(10000, 19), c(10000, 20), c(10000, 60), c(300, 62), c(5, 3), c(3, 3), c(1e6, 2200)))
    cat(case, pbinom(case[2] - 1, case[1], p, lower.tail = FALSE), "\n")
