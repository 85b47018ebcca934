# Switchback. `make report` makes the sample month's report, `make test` runs the tests, `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := programs

BUILD ?= build
VARIANT ?= release

# make V=1 shows every command
QUIET := $(if $(V),,@)
ifeq ($(origin CC),default)
CC := gcc
endif

STANDARD := -std=c11 -D_GNU_SOURCE
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wdouble-promotion -Wshadow -Wformat=2 \
    -Wstrict-prototypes -Wmissing-prototypes -Wundef -Wcast-qual -Wwrite-strings -Wvla -Wswitch-enum \
    -Wimplicit-fallthrough -Wnull-dereference -Wfloat-equal
# Stages are optimized as a whole when they are linked; unit tests link the same objects without that.
ifneq ($(findstring gcc,$(CC)),)
WHOLE_PROGRAM := -flto=auto
# A row passes through dozens of small functions: the compiler may put more of them into one than it would by itself.
INLINING := $(addprefix --param=,max-inline-insns-auto=200 max-inline-insns-single=300 inline-unit-growth=400 \
    large-function-growth=800 early-inlining-insns=60)
CFLAGS_release := -O3 -g $(INLINING) $(WHOLE_PROGRAM) -ffat-lto-objects
else
CFLAGS_release := -O2 -g
endif
CFLAGS_sanitize := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined,float-divide-by-zero -fno-sanitize-recover=all
CFLAGS_fuzz := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
CFLAGS_coverage := -O0 -g --coverage
CFLAGS_strict := -O2 -g -Werror
HARDENING := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -ffp-contract=off
ifneq ($(VARIANT),release)
HARDENING := -ffp-contract=off
endif
LINK_FLAGS = -g -O2 $(filter -fsanitize%,$(CFLAGS_$(VARIANT))) $(filter --coverage,$(CFLAGS_$(VARIANT)))
ALL_CFLAGS = $(STANDARD) $(WARNINGS) $(CFLAGS_$(VARIANT)) $(HARDENING) -Ipipeline -Itests/unit $(CFLAGS)
LDLIBS := -lcsv -lgsl -lgslcblas -lcrypto -lm

comma := ,
O := $(BUILD)/$(VARIANT)
LIBRARY_SOURCES := $(wildcard pipeline/*/*.c)
STAGE_SOURCES := $(wildcard stages/*.c)
UNIT_SOURCES := $(wildcard tests/unit/*/*_test.c)
LIBRARY := $(O)/libswitchback.a
GENERATED := $(O)/generated/default_text.c
STAGES := $(STAGE_SOURCES:stages/%.c=$(O)/stages/%)
UNITS := $(UNIT_SOURCES:%.c=$(O)/%)
GENERATOR_SOURCES := $(wildcard sample-data/generator/*.c)
GENERATOR := $(O)/sample-data/generate_sample

.PHONY: programs
programs: $(STAGES) ## build every stage into build/release/stages
	@touch $(O)/made # the driver says what has changed since

.PHONY: help
help: ## this list
	@sed -nE 's/^([a-z_-]+):.*## (.*)/  make \1|\2/p' Makefile | LC_ALL=C sort | \
	    awk -F '|' '{ printf "%-22s  %s\n", $$1, $$2 }'

.PHONY: packages
packages: ## install the Debian packages that are missing
	@pipeline/packages

# ---- the two commands of a new user -------------------------------------------------------------------------

.PHONY: report
report: ## install what is missing, build, make the report of the sample month, say where it lies
	@pipeline/packages
	@$(MAKE) --no-print-directory programs
	@rm -rf reports/2026-10 # its people are made up: other than a real one, this release is made anew each time
	@SWITCHBACK_STAGES=$(O)/stages pipeline/switchback run --exports sample-data/exports --mapping generic \
	    --config sample-data/sample.ini --as-of 2026-10-31 --reports reports --quiet
	@printf '%s\n' 'The report for October 2026 (sample data):' \
	    '  reports/2026-10/internal/report.html   all numbers, for those who decide; stays inside' \
	    '  reports/2026-10/internal/report.txt    the same for terminals and mail' \
	    '  reports/2026-10/release/               what may leave the program'

.PHONY: test
test: ## all tests, on the release build and under the sanitizers
	@pipeline/packages test
	@$(MAKE) --no-print-directory programs test_programs
	@$(MAKE) --no-print-directory VARIANT=sanitize programs test_programs
	@echo 'under AddressSanitizer and UndefinedBehaviorSanitizer:'
	@ASAN_OPTIONS=detect_leaks=0 tests/run $(BUILD)/sanitize unit golden once_broken
	@echo 'release build:'
	@tests/run $(BUILD)/release

.PHONY: simulations
simulations: programs $(GENERATOR) ## the large simulations: what a small form of them tests, on hundreds of programs; the last line sums them
	@tests/run $(O) long_simulations

$(LIBRARY): $(LIBRARY_SOURCES:%.c=$(O)/objects/%.o) $(GENERATED:%.c=%.o)
	@mkdir -p $(@D)
	@rm -f $@
	@$(AR) rcs $@ $^

$(O)/objects/%.o: %.c
	@mkdir -p $(@D)
	$(if $(V),,@echo '  CC $<')
	$(QUIET)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The text of the configuration, compiled in: one place of every default
$(O)/generated/default_text.c: pipeline/switchback.ini
	@mkdir -p $(@D)
	@{ echo '#include "settings/default_text.h"'; echo 'const unsigned char settings_default_text[] = {'; \
	    od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g'; echo '};'; \
	    echo 'const size_t settings_default_length = sizeof settings_default_text;'; } >$@

$(O)/generated/%.o: $(O)/generated/%.c pipeline/settings/default_text.h
	$(if $(V),,@echo '  CC $<')
	$(QUIET)$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(O)/stages/%: $(O)/objects/stages/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(if $(V),,@echo '  LD $(notdir $@)')
	$(QUIET)$(CC) $(LINK_FLAGS) $(if $(filter release,$(VARIANT)),$(WHOLE_PROGRAM)) -o $@ $^ $(LDFLAGS) $(LDLIBS)

$(O)/tests/unit/%_test: $(O)/objects/tests/unit/%_test.o $(LIBRARY)
	@mkdir -p $(@D)
	$(if $(V),,@echo '  LD $(notdir $@)')
	$(QUIET)$(CC) $(LINK_FLAGS) -fno-lto -o $@ $^ $(LDFLAGS) $(LDLIBS) -lcmocka

# libFuzzer: make VARIANT=fuzz CC=clang fuzz_programs. survive.o stands in the place of base/message.o.
FUZZ_SOURCES := $(wildcard tests/fuzz/*_fuzz.c)
FUZZ_PROGRAMS := $(FUZZ_SOURCES:%.c=$(O)/%)
FUZZ_FOLDERS := analysis base care ingest privacy settings table
FUZZ_LIBRARY := $(O)/libfuzz.a
FUZZ_WRAPPED := $(addprefix -Wl$(comma)--wrap=,malloc calloc realloc reallocarray free getline vasprintf \
    fopen fmemopen open_memstream fclose iconv_open iconv_close csv_free)

$(FUZZ_LIBRARY): $(patsubst %.c,$(O)/objects/%.o,$(wildcard $(FUZZ_FOLDERS:%=pipeline/%/*.c))) $(GENERATED:%.c=%.o)
	@mkdir -p $(@D)
	@rm -f $@
	@$(AR) rcs $@ $^

$(O)/tests/fuzz/%_fuzz: $(O)/objects/tests/fuzz/%_fuzz.o $(O)/objects/tests/fuzz/survive.o $(FUZZ_LIBRARY)
	@mkdir -p $(@D)
	$(if $(V),,@echo '  LD $(notdir $@)')
	$(QUIET)$(CC) -g -fsanitize=fuzzer,address,undefined $(FUZZ_WRAPPED) -o $@ $^ $(LDFLAGS) $(LDLIBS)

.PHONY: fuzz_programs fuzz
fuzz_programs: $(FUZZ_PROGRAMS)
fuzz: ## the mapping language and the record reader on random input (libFuzzer; FUZZ_SECONDS=60 each)
	@tests/fuzz/run

.SECONDARY:

.PHONY: test_programs unit
# What the suites run beside the stages. The fuzz targets are compiled along, so that they do not fall behind.
test_programs: $(UNITS) $(GENERATOR) $(FUZZ_SOURCES:%.c=$(O)/objects/%.o)
unit: programs test_programs ## unit tests alone (cmocka)
	@tests/run $(O) unit

.PHONY: golden
golden: programs ## golden tests of the stages alone
	@tests/golden/run --bin $(O)/stages

# ---- installing ---------------------------------------------------------------------------------------------

export prefix ?= /usr/local
export DESTDIR ?=

.PHONY: install uninstall
install: programs ## install below $(DESTDIR)$(prefix): switchback, its stages, manual pages, completions, units, the sample
	@pipeline/packaging/install $(O)/stages

uninstall: ## take away what `make install` has made
	@pipeline/packaging/uninstall

# Who answers for the package: make deb MAINTAINER='Name <address>'
export MAINTAINER ?=

.PHONY: deb
deb: programs ## build/deb/switchback_VERSION_ARCH.deb, MAINTAINER='Name <address>'; lintian looks at it where that is installed
	@pipeline/packaging/make_deb $(O)/stages $(BUILD)/deb

.PHONY: dist
dist: ## build/switchback-VERSION.tar.gz of what is committed
	@pipeline/packaging/make_dist $(BUILD)

# ---- development --------------------------------------------------------------------------------------------

$(GENERATOR): $(GENERATOR_SOURCES) $(wildcard sample-data/generator/*.h)
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS_$(VARIANT)) $(HARDENING) -o $@ $(GENERATOR_SOURCES) -lgsl -lgslcblas -lm

.PHONY: sample-data
sample-data: $(GENERATOR) ## make sample-data/ again, byte for byte, from its seed
	$(GENERATOR)

# Each table's contract, from the specs that check and write it.
.PHONY: tables
tables: programs ## make pipeline/tables.md again from the code
	@pipeline/write_tables $(O)/stages >$(O)/tables.md
	@mv $(O)/tables.md pipeline/tables.md

SHELL_SCRIPTS = $(shell git ls-files | xargs grep -lE '^\#!/bin/bash|^\# shellcheck shell=bash')
C_FILES = $(shell git ls-files '*.c' '*.h')

# cppcheck does not look into functions of other files: it takes message_fail for one that returns, and a check inside
# number_is_shown for none.
CPPCHECK_BLIND := --suppress=nullPointerRedundantCheck --suppress=arrayIndexOutOfBoundsCond

.PHONY: check
check: ## format, warnings as errors (gcc and clang), clang-tidy, cppcheck, shellcheck
	@pipeline/packages check
	@clang-format --dry-run --Werror $(C_FILES)
	@$(MAKE) --no-print-directory VARIANT=strict programs test_programs
	@$(MAKE) --no-print-directory VARIANT=strict BUILD=$(BUILD)/clang CC=clang WARNINGS="-Wall -Wextra -Wpedantic -Wconversion -Wshadow" programs
	cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr --error-exitcode=1 $(CPPCHECK_BLIND) -Ipipeline \
	    pipeline stages
	shellcheck -x --source-path=SCRIPTDIR $(SHELL_SCRIPTS)
	printf '%s\n' $(LIBRARY_SOURCES) $(STAGE_SOURCES) | xargs -P 2 -n 1 -I{} \
	    clang-tidy --quiet --warnings-as-errors='*' {} -- $(STANDARD) -Ipipeline 2>/dev/null

.PHONY: check-html
check-html: programs $(GENERATOR) ## every page of ten programs in a browser: vnu, axe, widths, print, text = page
	@pipeline/packages html
	@tests/pages/check --bin $(O)

.PHONY: check-data
check-data: programs $(GENERATOR) ## the data packages beside reports, every row, by npm's datapackage: sample, few people, real people
	@tests/package/check --bin $(O)

.PHONY: coverage
coverage: ## branches taken by the tests (gcov)
	@$(MAKE) --no-print-directory VARIANT=coverage programs test_programs
	@tests/run $(BUILD)/coverage unit golden
	@gcov --branch-probabilities --no-output $$(find $(BUILD)/coverage/objects/pipeline $(BUILD)/coverage/objects/stages -name '*.gcda') \
	    2>/dev/null | awk '/^File .(pipeline|stages)/{file=$$2} /^Taken at least once/{print $$0, file}' | sort -t: -k2 -n

BENCH_PROGRAMS := $(addprefix $(O)/tests/bench/,cohort cox_time read_time)

.PHONY: root-test
root-test: ## the package, its service, an upgrade and the tarball in Debian roots of their own (root and debootstrap, or ROOT=DIR)
	@tests/roots/run $(PART)

.PHONY: cluster-test
cluster-test: programs $(GENERATOR) ## a real Slurm of two nodes on this machine: the same bytes, also when a node dies (slurm-wlm, munge and root)
	@STAGES=$(O)/stages GENERATOR=$(O)/sample-data/generate_sample tests/cluster/run

# What a run needs by the number of people, measured here and now. SIZES: people, at least two sizes.
SIZES ?= 30000 100000 300000
.PHONY: sizes
sizes: programs $(GENERATOR) ## make pipeline/sizes.md again: rows, bytes, memory and time of each stage, and what a cluster gives (half an hour, 5 GB)
	@STAGES=$(O)/stages GENERATOR=$(GENERATOR) tests/cluster/sizes $(SIZES) >$(O)/sizes.md
	@mv $(O)/sizes.md pipeline/sizes.md

.PHONY: bench
bench: programs bench_programs ## the chain and single estimators against R and DuckDB, on made-up people (hours; ratios, no test)
	@tests/bench/run --large
	@tests/bench/estimators --bin $(O)

.PHONY: bench_programs
bench_programs: $(BENCH_PROGRAMS)

$(O)/tests/bench/%: $(O)/objects/tests/bench/%.o $(LIBRARY)
	@mkdir -p $(@D)
	$(if $(V),,@echo '  LD $(notdir $@)')
	$(QUIET)$(CC) $(LINK_FLAGS) $(if $(filter release,$(VARIANT)),$(WHOLE_PROGRAM)) -o $@ $^ $(LDFLAGS) $(LDLIBS)

-include $(BENCH_PROGRAMS:$(O)/%=$(O)/objects/%.d)

.PHONY: crosscheck
crosscheck: programs ## every number of the estimators against R on 300 fresh random cohorts
	@tests/crosscheck/run --bin $(O)/stages

.PHONY: programs-small
programs-small: programs $(GENERATOR) ## 3,360 reports of small programs and early months: each must be whole (half an hour)
	@tests/programs/run --bin $(O)

.PHONY: attack
attack: programs $(GENERATOR) ## an LP attacker (GLPK) on releases, pairs of tables and of exports with the same classes, leaks and lost links, truth: all of it, a night; the last line sums the parts, 1 where one failed
	@tests/run $(O) long_attack

.PHONY: clean
clean: ## remove what was built
	rm -rf $(BUILD)

-include $(patsubst %.c,$(O)/objects/%.d,$(LIBRARY_SOURCES) $(STAGE_SOURCES) $(UNIT_SOURCES) $(FUZZ_SOURCES))
