# shellcheck shell=bash
# What the attack's parts are built from: PROTECTION, the sources of the release's own rules, as the attacker knows them.
export LC_ALL=C
PROTECTION=(pipeline/privacy/{class,count_class,release,interval_check,period_level}*.c pipeline/analysis/*.c
    pipeline/base/{calendar,number}.c)

attack_is_possible() { [[ -e /usr/include/glpk.h ]]; }

# build_attack PROGRAM: the linear program (GLPK)
build_attack() {
    "${CC:-cc}" -std=c11 -D_GNU_SOURCE -O2 -w -Ipipeline -o "$1" tests/attack/attack*.c "${PROTECTION[@]}" -lglpk -lm
}

# build_made_tables PROGRAM [PIPELINE]
build_made_tables() {
    local sources=("${PROTECTION[@]/#pipeline/${2:-pipeline}}")
    "${CC:-cc}" -std=c11 -D_GNU_SOURCE -O2 -w -I"${2:-pipeline}" -o "$1" tests/attack/made_tables.c "${sources[@]}" -lm
}
