# SPDX-License-Identifier: GPL-3.0-or-later
# The measurements of tests/cluster/sizes -> a page of Markdown. Variables: made, machine, sizes, ranges (into how many
# each was cut, ascending), room (MB that ingest_export takes at most).
BEGIN {
    FS = ","
    n_sizes = split(sizes, measured, " ")
    n_cuts = split(ranges, cuts, " ")
    most = cuts[n_cuts]
    low = measured[n_sizes - 1]
    high = measured[n_sizes]
    n_told = split("100000 1000000 10000000", told, " ")
    split("survey_tables build_episodes build_followup", in_ranges, " ")
    for (i in in_ranges) is_in_ranges[in_ranges[i]] = 1
}

# ---- what was measured ---------------------------------------------------------------------------------------

# Of several times the least: other work of the machine makes one longer, and nothing makes it shorter.
{ processor = $5 + $6 }
$4 == "all" { if ($2 == 1) keep_least(driver_s, $1, larger(0, processor - run_s)); run_s = 0; next }
{ run_s += processor + $10 }
$3 == "range" { part[$4, $1, $2] = larger(part[$4, $1, $2], $7 / 1024); next }
{ keep_least(seconds_of, $4 SUBSEP $1 SUBSEP $2, processor) }
$2 == 1 {
    if (!($4 in known)) { known[$4] = 1; stage[++n_stages] = $4 }
    memory[$4, $1] = larger(memory[$4, $1], $7 / 1024); rows[$4, $1] = $8; bytes[$4, $1] = $9
}

function keep_least(kept, key, value) { if (!(key in kept) || value < kept[key]) kept[key] = value }

# What the whole takes, and what each number of ranges does beside it.
function add_up(    key, of) {
    for (key in seconds_of) {
        split(key, of, SUBSEP)
        if (of[3] == 1) {
            seconds[of[1], of[2]] = seconds_of[key]
            sum[of[2]] += seconds_of[key]
            if (of[1] ~ /^ingest_export-/) ingest[of[2]] += seconds_of[key]
        } else if (of[1] ~ /^ingest_export-/) {
            cut[of[2], of[3]] += seconds_of[key]
        } else if (is_in_ranges[of[1]]) {
            join[of[1], of[2], of[3]] = seconds_of[key]
            joined[of[2], of[3]] += seconds_of[key]
        }
    }
}

function larger(a, b) { return a > b ? a : b }

# A straight line through the two largest sizes; what was measured to fall does not go on falling.
function line(at_low, at_high, people) {
    return larger(0, at_high + larger(0, at_high - at_low) * (people - high) / (high - low))
}
function time_of(s, people) { return line(seconds[s, low], seconds[s, high], people) }
# What ingest_export does not hold it sorts on disk; what works on one person after the other holds what its threads have
# written ahead, 16 MB a file at most.
function memory_of(s, people,    m) {
    if (is_in_ranges[s]) return larger(memory[s, low], memory[s, high])
    m = line(memory[s, low], memory[s, high], people)
    return s ~ /^ingest_export-/ && m > room ? larger(room, memory[s, high]) : m
}

# ---- a run on so many processors: stages that wait for each other come in phases ------------------------------

function phase_of(s) {
    if (s ~ /^(account_files|ingest_export-)/) return 1
    if (s == "survey_tables") return 2
    if (s == "build_episodes") return 3
    if (s ~ /^(build_followup|windows|build_reflections)$/) return 4
    if (s ~ /^(collect_estimates|protect_cells|draw_charts|table_for|write_report|print_config|the driver)/) return 6
    return 5
}

# Sets binds[phase] to the stage that no further processor makes shorter.
function phase_time(phase, people, processors,    i, s, t, whole, longest) {
    for (i = 1; i <= n_stages; i++) {
        s = stage[i]
        if (phase_of(s) != phase) continue
        t = time_of(s, people)
        whole += t
        if (processors > 1 && is_in_ranges[s]) {
            t = line(join[s, low, most], join[s, high, most], people)
            whole += t
        }
        if (t > longest) { longest = t; binds[phase] = s }
    }
    if (phase == 6) return whole
    return larger(longest, whole / processors)
}

function cutting(people, n) { return larger(0, cut[people, n] - ingest[people]) }

function run_time(people, processors,    phase, t) {
    for (phase = 1; phase <= 6; phase++)
        t += phase_time(phase, people, processors)
    if (processors > 1)
        t += time_of("ingest_export-patients", people) + line(cutting(low, most), cutting(high, most), people) / processors
    return t
}

# ---- words ----------------------------------------------------------------------------------------------------

function grouped(x,    text) {
    text = sprintf("%.0f", x)
    while (match(text, /[0-9][0-9][0-9][0-9]($|,)/))
        text = substr(text, 1, RSTART) "," substr(text, RSTART + 1)
    return text
}
function short(x) { return x >= 99.5 ? grouped(x) : x >= 9.95 ? sprintf("%.0f", x) : x >= 0.095 ? sprintf("%.1f", x) : sprintf("%.2f", x) }
function growth(s) {
    return seconds[s, low] < 0.1 || seconds[s, high] <= 0 ? "" : sprintf("%.2f", log(seconds[s, high] / seconds[s, low]) / log(high / low))
}

function write_row(name, of_rows, of_bytes, grows, t, m,    i) {
    printf "| %s | %s | %s |", name, of_rows, of_bytes
    for (i = 1; i <= n_told; i++) printf " %s |", short(m[i])
    for (i = 1; i <= n_told; i++) printf " %s |", short(t[i])
    printf " %s |\n", grows
}

function write_stage(s,    i, t, m) {
    for (i = 1; i <= n_told; i++) { t[i] = time_of(s, told[i]); m[i] = memory_of(s, told[i]) }
    write_row(s, rows[s, high] / high < 0.005 ? "" : short(rows[s, high] / high), \
        rows[s, high] / high < 0.005 ? "" : short(bytes[s, high] / high), growth(s), t, m)
}

# In the order of their time; those of less than a hundredth are one line.
function write_stages(    i, k, s, t, m, least, other_t, other_m, n_others, total) {
    for (i = 1; i <= n_told; i++) for (k = 1; k <= n_stages; k++) total[i] += time_of(stage[k], told[i])
    least = total[n_told] / 100
    for (i = 1; i <= n_stages; i++)
        for (k = i + 1; k <= n_stages; k++)
            if (time_of(stage[k], told[n_told]) > time_of(stage[i], told[n_told])) { s = stage[i]; stage[i] = stage[k]; stage[k] = s }
    for (k = 1; k <= n_stages; k++) {
        s = stage[k]
        if (time_of(s, told[n_told]) >= least) { write_stage(s); continue }
        n_others++
        for (i = 1; i <= n_told; i++) { other_t[i] += time_of(s, told[i]); other_m[i] = larger(other_m[i], memory_of(s, told[i])) }
    }
    write_row(n_others " others (memory: the largest)", "", "", "", other_t, other_m)
    for (i = 1; i <= n_told; i++) for (k = 1; k <= n_stages; k++) m[i] = larger(m[i], memory_of(stage[k], told[i]))
    write_row("**all** (memory: the largest)", short(all_rows / high), short(all_bytes / high), "", total, m)
}

END {
    add_up()
    driver = "the driver"
    stage[++n_stages] = driver
    for (i = 1; i <= n_sizes; i++) seconds[driver, measured[i]] = driver_s[measured[i]]
    for (k = 1; k <= n_stages; k++) { all_rows += rows[stage[k], high]; all_bytes += bytes[stage[k], high] }

    print "# What a run needs, by the number of people\n"
    print "Made by `make sizes` on " made " (" machine ")."
    printf "People are made up, with seven returns to use each, at 25 sites over three years (`tests/bench/run --shape many`); measured at"
    for (i = 1; i <= n_sizes; i++) printf "%s %s", i == 1 ? "" : i == n_sizes ? " and" : ",", grouped(measured[i])
    print ".\nWhat is told of 100,000, a million and ten million lies on the straight line through the two largest of them. Seconds"
    print "are of processor time. *Growth* is the exponent between these two: 1 is in proportion to people, and a stage well"
    print "above 1 will need more than the line says.\n"
    print "| stage | rows a person | bytes a person | MB at 100,000 | a million | ten million | s at 100,000 | a million | ten million | growth |"
    print "|---|---|---|---|---|---|---|---|---|---|"
    write_stages()

    printf "\nRows and bytes are those that the stage writes. `ingest_export` takes %d MB at most and sorts what is beyond on disk.\n\n", room
    print "## On more processors\n"
    print "Stages that wait for each other follow each other; within a phase (tables, survey, episodes, follow-up, estimates, then"
    print "what is made of the estimates) no phase is shorter than its longest stage that is one piece, nor than its sum shared"
    print "out. Survey, episodes and follow-up are cut into ranges of people (`--shards`), and pay for cutting and joining.\n"
    print "| processors | 100,000 people: s | times as fast | a million: s | times as fast | ten million: s | times as fast |"
    print "|---|---|---|---|---|---|---|"
    n_processors = split("1 2 4 8 16 1000000", many, " ")
    for (k = 1; k <= n_processors; k++) {
        printf "| %s |", many[k] < 1000000 ? many[k] : "any number"
        for (i = 1; i <= n_told; i++) printf " %s | %.1f |", short(run_time(told[i], many[k])), run_time(told[i], 1) / run_time(told[i], many[k])
        print ""
    }
    run_time(told[2], 1000000)
    printf "\nOf a million people with any number of processors these bind: %s (%.0f s) for the tables, %s (%.0f s) for the estimates;\n", \
        binds[1], phase_time(1, told[2], 1000000), binds[5], phase_time(5, told[2], 1000000)
    printf "joining takes %.1f s, and what is made of the estimates %.0f s, one after the other.\n\n", \
        phase_time(2, told[2], 1000000) + phase_time(3, told[2], 1000000), phase_time(6, told[2], 1000000)

    print "## What ranges cost\n"
    print "Cutting and joining, beside the whole run in one range; MB of the largest process of a range. Survey, episodes"
    print "and follow-up work on one person after the other: what they hold is what their threads have written ahead (16 MB a"
    print "file at most), and grows neither with people nor as ranges get fewer. The other estimates take the spells of all.\n"
    print "| people | ranges | cutting, s | joining, s | of all | MB: survey | episodes | follow-up |"
    print "|---|---|---|---|---|---|---|---|"
    for (i = 1; i <= n_sizes; i++) {
        n = measured[i]
        printf "| %s | 1 | | | |", grouped(n)
        for (k = 1; k <= 3; k++) printf " %.0f |", memory[in_ranges[k], n]
        print ""
        for (c = 1; c <= n_cuts; c++) {
            printf "| %s | %s | %.1f | %.1f | %.1f %% |", grouped(n), cuts[c], cutting(n, cuts[c]), joined[n, cuts[c]], \
                100 * (cutting(n, cuts[c]) + joined[n, cuts[c]]) / (sum[n] + seconds[driver, n])
            for (k = 1; k <= 3; k++) printf " %.0f |", part[in_ranges[k], n, cuts[c]]
            print ""
        }
    }
}
