# SPDX-License-Identifier: GPL-3.0-or-later
# The tables of tests/bench/run: times, ratios against the peers, growth, then the memory of each program.
#
#   Rscript tests/bench/summary.R build/bench.csv
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
source(file.path(here, "measured.R"))
targets <- c(dense = "1/4", few = "-", many = "1/3", sites = "1/3")
cases <- unique(measured[c("shape", "patients", "size")])

ratio <- function(size, program, against, measure) {
  ratios <- pair_ratios(size, program, against, measure)
  if (length(ratios) == 0) "-" else sprintf("%.2f (%.2f-%.2f)", median(ratios), min(ratios), max(ratios))
}

seconds <- function(size, program) {
  sprintf("%s / %s", number(middle(values(size, program, "seconds")), "%.1f"),
          number(middle(values(size, program, "processor_seconds")), "%.1f"))
}

stages_of <- function(size) {
  stages <- measured[measured$size == size & startsWith(measured$program, "stage:"), ]
  stages <- stages[order(-stages$value), ]
  data.frame(program = sub("stage:", "", stages$program), mb = stages$value / 1024)
}

cat("\nMedians, seconds of wall time / of processor time. Same job: the chain up to the estimates that the peers make, too;\n",
    "chain: all of a run, charts and reports included, without report.pdf, which another program prints\n\n", sep = "")
line <- "%-6s %8s %7s  %-15s %-15s %-15s %-15s %-15s %8s %s\n"
cat(sprintf(line, "shape", "people", "MB", "R", "DuckDB+R", "same job", "chain", "with the PDF", "peak MB", "unchanged/chain"))
for (i in seq_len(nrow(cases))) {
  size <- cases$size[i]
  cat(sprintf(line, cases$shape[i], format(cases$patients[i], scientific = FALSE),
              number(middle(values(size, "generator", "bytes")) / 1e6, "%.0f"), seconds(size, "R"),
              seconds(size, "DuckDB+R"), seconds(size, "same job"), seconds(size, "chain"),
              seconds(size, "chain and PDF"), number(max(stages_of(size)$mb, -Inf), "%.0f"),
              number(median(pair_ratios(size, "unchanged", "chain")))))
}

cat("\nRatios of the pairs of a round: median (least-most)\n\n")
line <- "%-6s %8s  %-9s %-17s %-17s %-17s %-17s\n"
cat(sprintf(line, "shape", "people", "", "/R", "the same, proc.", "/DuckDB+R", "the same, proc."))
for (i in seq_len(nrow(cases))) {
  for (program in c("same job", "chain")) {
    size <- cases$size[i]
    cat(sprintf(line, cases$shape[i], format(cases$patients[i], scientific = FALSE), program,
                ratio(size, program, "R", "seconds"), ratio(size, program, "R", "processor_seconds"),
                ratio(size, program, "DuckDB+R", "seconds"), ratio(size, program, "DuckDB+R", "processor_seconds")))
  }
}
cat(sprintf("targets: /R %s; processor 1/2; /DuckDB+R 1/2; unchanged/chain 0.25\n",
            paste(names(targets), targets, collapse = ", ")))

# Of time t in something n of which there is more: t ~ n^exponent
tell_growth <- function(what, from, to, factor) {
  if (!all(c(from, to) %in% cases$size)) return(invisible())
  for (program in c("R", "DuckDB+R", "same job", "chain")) {
    exponents <- sapply(c("seconds", "processor_seconds"), function(measure) {
      log(middle(values(to, program, measure)) / middle(values(from, program, measure))) / log(factor)
    })
    cat(sprintf("  %-46s %-9s %s wall, %s processor%s\n", what, program, number(exponents[1]), number(exponents[2]),
                if (program %in% c("same job", "chain")) "   (target 1.05)" else ""))
  }
}

cat("\nexponents of growth\n")
sizes <- sort(unique(cases$patients))
for (shape in unique(cases$shape)) {
  if (length(sizes) == 2) {
    of <- sprintf("%s,%d", shape, sizes)
    tell_growth(sprintf("in people, %s", shape), of[1], of[2], sizes[2] / sizes[1])
  }
}
for (patients in sizes) {
  of <- function(shape) sprintf("%s,%d", shape, patients)
  tell_growth(sprintf("in groups (25 to 200 sites), %d people", patients), of("many"), of("sites"), 200 / 25)
  tell_growth(sprintf("in returns (1 to 7 a person), %d people", patients), of("few"), of("many"), 7)
}

for (size in cases$size) {
  stages <- stages_of(size)
  if (nrow(stages) == 0) next
  cat(sprintf("\n%s: peak memory of each program from 8 MB on, MB (target 256); report.html %s MB, report.txt %s KB\n", size,
              number(middle(values(size, "report.html", "bytes")) / 1e6),
              number(middle(values(size, "report.txt", "bytes")) / 1e3, "%.0f")))
  stages <- stages[stages$mb >= 8, ]
  cat(strwrap(paste(sprintf("%s %.0f", stages$program, stages$mb), collapse = ", "), width = 118, prefix = "  "), sep = "\n")
}
