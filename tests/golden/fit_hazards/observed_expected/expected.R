# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of this case: Rscript expected.R, in the repository. R 4.2.2, survival 3.5-3.
suppressMessages(library(survival))
d <- read.csv("tests/reference/data/lung.csv"); d <- d[!is.na(d$inst), ]
control <- coxph.control(eps = 1e-12, toler.chol = 1e-13)
f <- coxph(Surv(time, status == 2) ~ age + factor(sex), d, control = control)
expected <- tapply(predict(f, type = "expected"), d$inst, sum)
observed <- tapply(d$status == 2, d$inst, sum)
for (inst in sort(names(expected))) {
  limits <- poisson.test(observed[[inst]], expected[[inst]])$conf.int
  cat(sprintf("%s,%d,%.11g,%.11g,%.11g,%.11g\n", inst, observed[[inst]], expected[[inst]],
    observed[[inst]] / expected[[inst]], limits[1], limits[2]))
}
