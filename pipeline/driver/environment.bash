# shellcheck shell=bash
# shellcheck disable=SC2154  # $home is set in ../switchback
# What of the caller's environment a run may see. Everything else could change a number or what is said of it: MAKEFLAGS
# of an outer `make report AS_OF=...`, MAKEFILES, POSIXLY_CORRECT, BASH_ENV, LC_NUMERIC, OMP_NUM_THREADS, ...

# What makes programs run at all, what stands in the help, and what our own tests use: sanitizers, gcov, fake stages.
let_in=(PATH HOME TMPDIR TZ SOURCE_DATE_EPOCH SWITCHBACK_STAGES SWITCHBACK_WORK SWITCHBACK_AGAIN SLURM_CONF LD_LIBRARY_PATH LD_PRELOAD
    ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS GCOV_PREFIX GCOV_PREFIX_STRIP)

# clean_environment ARGUMENT ...: begins the driver once more, with its arguments, and nothing but that.
clean_environment() {
    local variable kept=()
    [[ ${SWITCHBACK_CLEAN:-} != "$$" ]] || { unset -v SWITCHBACK_CLEAN; return 0; }
    for variable in "${let_in[@]}" "${!SWITCHBACK_FAKE_@}"; do
        [[ -z ${!variable:-} ]] || kept+=("$variable=${!variable}")
    done
    exec /usr/bin/env -i "${kept[@]}" LC_ALL=C SWITCHBACK_CLEAN=$$ /bin/bash -p "$home/switchback" "$@"
}
