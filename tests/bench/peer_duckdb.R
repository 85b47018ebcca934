# SPDX-License-Identifier: GPL-3.0-or-later
# The second half of the DuckDB peer: the statistics of peer_statistics.R on the people that DuckDB has put together.
#
#   Rscript tests/bench/peer_duckdb.R PEOPLE.csv ROWS.csv > results.csv
arguments <- commandArgs(TRUE)
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))), "peer_statistics.R"))
people <- fread(arguments[1], na.strings = "", showProgress = FALSE)
n_rows <- fread(arguments[2])
tell_statistics(people, setNames(n_rows$n, n_rows$name))
