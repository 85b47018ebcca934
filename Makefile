# Switchback. `make help` lists what there is to do.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := programs

BUILD ?= build
VARIANT ?= release

ifeq ($(origin CC),default)
CC := gcc
endif

STANDARD := -std=c11 -D_GNU_SOURCE
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wdouble-promotion -Wshadow -Wformat=2 \
    -Wstrict-prototypes -Wmissing-prototypes -Wundef -Wcast-qual -Wwrite-strings -Wvla -Wswitch-enum \
    -Wimplicit-fallthrough -Wnull-dereference -Wfloat-equal
CFLAGS_release := -O2 -g
CFLAGS_sanitize := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined,float-divide-by-zero -fno-sanitize-recover=all
CFLAGS_coverage := -O0 -g --coverage
CFLAGS_strict := -O2 -g -Werror
HARDENING := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -ffp-contract=off
ifneq ($(VARIANT),release)
HARDENING := -ffp-contract=off
endif
ALL_CFLAGS = $(STANDARD) $(WARNINGS) $(CFLAGS_$(VARIANT)) $(HARDENING) -Ipipeline -Itests/unit $(CFLAGS)
LDLIBS := -lcsv -linih -lgsl -lgslcblas -lcrypto -lm

O := $(BUILD)/$(VARIANT)
LIBRARY_SOURCES := $(wildcard pipeline/*/*.c)
STAGE_SOURCES := $(wildcard stages/*.c)
UNIT_SOURCES := $(wildcard tests/unit/*/*_test.c)
LIBRARY := $(O)/libswitchback.a
STAGES := $(STAGE_SOURCES:stages/%.c=$(O)/stages/%)
UNITS := $(UNIT_SOURCES:%.c=$(O)/%)

.PHONY: programs
programs: $(STAGES) ## build every stage

$(LIBRARY): $(LIBRARY_SOURCES:%.c=$(O)/%.o)
	@mkdir -p $(@D)
	@rm -f $@
	$(AR) rcs $@ $^

$(O)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(O)/stages/%: $(O)/stages/%.o $(LIBRARY)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS) $(LDLIBS)

$(O)/tests/unit/%_test: $(O)/tests/unit/%_test.o $(LIBRARY)
	$(CC) $(ALL_CFLAGS) -o $@ $^ $(LDFLAGS) $(LDLIBS) -lcmocka

.SECONDARY:

.PHONY: unit
unit: $(UNITS) ## unit tests (cmocka)
	@for test in $(UNITS); do echo "$$test"; "$$test" 2>&1 | grep -vE '^\[ +(RUN|OK)' ; done

-include $(LIBRARY_SOURCES:%.c=$(O)/%.d) $(STAGE_SOURCES:%.c=$(O)/%.d) $(UNIT_SOURCES:%.c=$(O)/%.d)
