# Upper tails of binomials, as care/completeness_judge.h has them. Rscript tests/reference/completeness.R
cases <- data.frame(n = c(3, 20, 34, 120, 2000), k = c(3, 10, 34, 60, 1000), share = c(0.1, 0.25, 0.62, 0.05, 0.45))
cases$tail <- pbinom(cases$k - 1, cases$n, cases$share, lower.tail = FALSE)
cat(sprintf("%d %d %.2f %.15g\n", cases$n, cases$k, cases$share, cases$tail), sep = "")
