# SPDX-License-Identifier: GPL-3.0-or-later
# State occupation and mean time per state with errors by person. Run in tests/reference: Rscript multistate.R
# (writes multistate_rows.csv and multistate_expected.csv). R 4.2.2, survival 3.5-3.
suppressMessages(library(survival))
RNGversion("4.2.0"); set.seed(20240301)
rows <- NULL; out <- NULL
number <- function(x) sprintf("%.17g", x)

run <- function(name, d, states, at, taus) {   # d: id, start, stop, to (0 none, else number of the state entered)
  d$event <- factor(d$to, 0:length(states), c("none", states))
  d <- d[order(d$id, d$start), ]
  from <- integer(nrow(d))
  for (i in seq_len(nrow(d))) from[i] <- if (i == 1 || d$id[i] != d$id[i - 1]) 1 else if (d$to[i - 1] > 0) d$to[i - 1] else from[i - 1]
  d$istate <- factor(states[from], states)
  # Each row as a subject of its own: survfit refuses gaps within an id. Influences are summed by person here.
  f <- survfit(Surv(start, stop, event) ~ 1, d, id = seq_len(nrow(d)), istate = istate, influence = TRUE)
  person <- function(k) {
    u <- matrix(f$influence.pstate[, , k], nrow = nrow(d))
    if (ncol(u) == length(f$time)) u <- cbind(0, u)
    rowsum(u, d$id)
  }
  stopifnot(identical(f$states, states))
  rows <<- rbind(rows, data.frame(cohort = name, id = as.integer(factor(d$id)) - 1, start = number(d$start), stop = number(d$stop),
    from = from - 1, to = d$to))
  start <- min(d$start)
  s <- summary(f, times = at)
  for (k in seq_along(states)) {
    u <- person(k)
    se <- sqrt(colSums(u^2))[findInterval(at, c(start, f$time))]
    out <<- rbind(out, data.frame(cohort = name, measure = "occupation", state = k - 1, time = number(at),
      estimate = number(s$pstate[, k]), std_error = number(se), from = 0))
    spans <- rbind(cbind(0, taus), cbind(taus[-length(taus)], taus[-1]))
    for (span in split(spans, row(spans))) {
      from <- span[1]; tau <- span[2]
      keep <- f$time < tau; grid <- pmax(c(start, f$time[keep], tau), from); w <- diff(grid)
      p <- c(f$p0[k], f$pstate[keep, k])
      inf <- u[, c(TRUE, keep), drop = FALSE]
      out <<- rbind(out, data.frame(cohort = name, measure = "mean", state = k - 1, time = number(tau),
        estimate = number(sum(w * p)), std_error = number(sqrt(sum((inf %*% w)^2))), from = number(from)))
    }
  }
}

# mgus2 as in R's help: progression, then death; pcm one tenth of a month earlier on ties
m <- mgus2; m$id <- seq_len(nrow(m))
m$ptime <- ifelse(m$pstat == 1 & m$ptime == m$futime, m$ptime - 0.1, m$ptime)
two <- m$pstat == 1
d <- rbind(data.frame(id = m$id, start = 0, stop = ifelse(two, m$ptime, m$futime), to = ifelse(two, 2, ifelse(m$death == 1, 3, 0))),
           data.frame(id = m$id, start = m$ptime, stop = m$futime, to = ifelse(m$death == 1, 3, 0))[two, ])
run("mgus2", d, c("s0", "pcm", "death"), c(60, 120, 240), c(120, 240))

# random walks with returns, ties, gaps and delayed entry
for (i in 1:24) {
  n <- sample(c(5, 12, 40), 1); states <- letters[1:sample(2:5, 1)]; k <- length(states)
  width <- sample(c(5, 40), 1); late <- i %% 3 == 0
  d <- do.call(rbind, lapply(seq_len(n), function(id) {
    m <- sample(1:6, 1); t <- cumsum(c(if (late) sample(0:5, 1) else 0, ceiling(rexp(m, 1 / width))))
    now <- 1; to <- integer(m)
    for (j in seq_len(m)) { choice <- sample(0:k, 1); if (choice == now) choice <- 0; to[j] <- choice; if (choice > 0) now <- choice }
    data.frame(id, start = t[-(m + 1)], stop = t[-1], to)
  }))
  if (i %% 4 == 0) d <- d[!(runif(nrow(d)) < 0.15 & d$to == 0), ]      # gaps
  if (late) d$start[d$id == 1 & d$start == min(d$start[d$id == 1])] <- 0
  last <- max(d$stop)
  run(sprintf("random%02d", i), d, states, round(c(0.2, 0.55, 0.9) * last) + 0.385, c(0.3, 0.8) * last)
}
write.csv(rows, "multistate_rows.csv", quote = FALSE, row.names = FALSE)
write.csv(out, "multistate_expected.csv", quote = FALSE, row.names = FALSE)
