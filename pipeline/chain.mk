# THE ORDER: one rule a stage, and the only place that knows which stage reads what. make is the engine.
#
# It runs inside a work directory that `switchback run --work DIR` has laid out: there it is the Makefile, so that
# `make -C DIR`, `make -C DIR -n`, `make -C DIR -j2 estimates.csv` do again what has to be done again. Every name
# below is ours: exports are reached through the link inputs/, programs through the link bin/.
#
#   settings.mk      AS_OF, NAME; LAST_AS_OF (day of the internal report before this one), SINCE (day of the last release), MADE_OF (what its rows must have been made of)
#   classes.mk       CLASSES, which may be decided by changes.csv
#   config.mk        LANDMARKS, GRID (days on which released curves are read), OTHER_RULES, EARLY_DAYS (comma lists), DEFAULT_RULE;
#                    print_config makes it, and switchback.ini, from what --config gave
#   given-CLASS.csv  facts that the chain cannot know (program, period, digests)
#   input_facts      makes facts of the digests of the export's files
#   JUDGING, SHOW_VALUES  given by `switchback check` alone
#   last-callable.csv  whom it said to call, on the day LAST_AS_OF of settings.mk; none: there is no such list
#   earlier-internal.csv  the numbers of the internal report before this one; none: there is no such report
#   last-cells.csv   what the last release knew of people; last-told.csv: what it told; printed-before.csv: what was printed up to it
#
# With SHARDS in settings.mk (1 2 3 ...) each range of people is worked on apart in shards/NUMBER: a work directory of this
# same chain, with links to what is one for all and with SHARD, its number, in its settings.mk. Its tables are its part of
# those of the whole, where its survey, its episodes and its follow-up are joined (also those as of the day of the last
# release, then/); everything else is done on the whole.
#
# With LAUNCHER in settings.mk, a file that holds a launcher (srun, say), each stage is run by it: bin/launch_stage.
#
# bin/run_stage NAME PROGRAM ... runs a stage and records its command line, its messages and its own exit code, which
# make would turn into 2; words behind a lone + are given to it and not recorded: how it was done, not what. Quarantine
# files are no targets: .DELETE_ON_ERROR would take them away with the table.

# Of one plain command make starts the program itself, without a shell
SHELL := /bin/sh
.SHELLFLAGS := -ec
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

include settings.mk classes.mk config.mk

# `rules`, unless the default one is the only rule
by_rule := $(if $(OTHER_RULES),rules)

# One process instead of one a rule
made := $(shell mkdir -p tables spells estimates stamps $(foreach class,$(CLASSES),report/$(class)/charts report/$(class)/data))

.PHONY: report
report: $(CLASSES:%=stamps/report-%) $(if $(filter release,$(CLASSES)),changes.csv)

run := $(if $(LAUNCHER),bin/launch_stage $(LAUNCHER) $(LAUNCH_SECONDS),bin/run_stage)

# How a range of people is worked on apart, and how ranges are joined; neither is told, since the bytes are the same
runs := $(if $(SHARDS),+ --runs shards --cuts tables/cuts.csv)
range = $(if $(SHARDS),+ --join shards --sums $(1))$(if $(SHARD),+ --sums $(1))

# ---- tables -------------------------------------------------------------------------------------------------

TABLES := patients admissions doses visits drug_tests returns_to_use adverse_events

# `switchback check` has every gate asked (make --ignore-errors): logs/ then holds the reasons to stop, and nothing else
judging := $(if $(JUDGING),--quiet)
accounting = $(if $(JUDGING),--account tables/$(1).account.csv $(SHOW_VALUES))

# Those of a range are there already
ifeq ($(SHARD),)
# Every file of the export is some table's, or left out by name, before any is read
tables/files.csv: mapping.ini switchback.ini bin/account_files
	$(run) account_files account_files --mapping mapping.ini --exports inputs --config switchback.ini \
	    --summary tables/files.summary.csv $(judging) -o $@

tables/%.csv: tables/files.csv mapping.ini switchback.ini bin/ingest_export
	$(run) ingest_export-$* ingest_export $* --mapping mapping.ini --exports inputs --config switchback.ini \
	    --as-of $(AS_OF) --quarantine tables/$*.quarantine.csv --summary tables/$*.summary.csv \
	    --deliveries tables/$*.deliveries.csv $(judging) $(call accounting,$*) -o $@ $(runs)

# Where ranges begin is found in patients
ifneq ($(SHARDS),)
$(patsubst %,tables/%.csv,$(filter-out patients,$(TABLES))): tables/patients.csv
endif
endif

.PHONY: all_tables
all_tables: $(TABLES:%=tables/%.csv)

# As far as anything may stop a run
.PHONY: judged
judged: spells/default_rule.csv

# ---- facts about the whole: what is missing, where tables end, how things are spelt ---------------------------

facts := tables/facts.csv
sums := tables/facts.sums.csv

$(if $(SHARD),$(sums),$(facts)): $(TABLES:%=tables/%.csv) $(SHARDS:%=shards/%/$(sums)) switchback.ini bin/survey_tables
	$(run) survey_tables survey_tables --tables tables $(TABLES:%=--deliveries tables/%.deliveries.csv) \
	    --config switchback.ini --as-of $(AS_OF) --summary tables/facts.summary.csv $(judging) -o $(facts) $(call range,$(sums))

$(SHARDS:%=shards/%/$(sums)): shards/%/$(sums): $(TABLES:%=tables/%.csv)
	+@$(MAKE) --directory shards/$* $(sums)

# ---- spells -------------------------------------------------------------------------------------------------

spells/default_rule.csv spells/other_rules.csv spells/stretches.csv spells/exposures.csv \
    spells/starts.csv &: $(TABLES:%=tables/%.csv) $(facts) $(SHARDS:%=shards/%/spells/default_rule.csv) switchback.ini \
    bin/build_episodes
	$(run) build_episodes build_episodes --tables tables --config switchback.ini --facts $(facts) --as-of $(AS_OF) \
	    --gate --summary spells/episodes.summary.csv --default-rule spells/default_rule.csv \
	    --other-rules spells/other_rules.csv --stretches spells/stretches.csv --exposures spells/exposures.csv \
	    --starts spells/starts.csv $(judging) $(call range,spells/episodes.sums.csv)

spells/followup.csv spells/states.csv spells/after_use.csv &: spells/default_rule.csv $(TABLES:%=tables/%.csv) $(facts) \
    $(SHARDS:%=shards/%/spells/followup.csv) switchback.ini bin/build_followup
	$(run) build_followup build_followup --tables tables --episodes spells/default_rule.csv \
	    --config switchback.ini --facts $(facts) --as-of $(AS_OF) --states spells/states.csv --after-use spells/after_use.csv --summary spells/followup.summary.csv \
	    -o spells/followup.csv $(call range,spells/followup.sums.csv)

$(SHARDS:%=shards/%/spells/default_rule.csv): shards/%/spells/default_rule.csv: $(facts)
	+@$(MAKE) --directory shards/$* spells/default_rule.csv

$(SHARDS:%=shards/%/spells/followup.csv): shards/%/spells/followup.csv: shards/%/spells/default_rule.csv
	+@$(MAKE) --directory shards/$* spells/followup.csv

spells/windows.csv: spells/default_rule.csv bin/clip_spells
	$(run) windows clip_spells -o $@ $<

spells/waits.csv spells/warnings.csv spells/followed.csv &: tables/returns_to_use.csv spells/default_rule.csv switchback.ini \
    bin/build_reflections
	$(run) build_reflections build_reflections --config switchback.ini --as-of $(AS_OF) \
	    --episodes spells/default_rule.csv --warnings spells/warnings.csv --followed spells/followed.csv -o spells/waits.csv \
	    tables/returns_to_use.csv

# ---- estimates ----------------------------------------------------------------------------------------------

# One rule an analysis. Each is in ESTIMATES, in the order of the table.
ESTIMATES := $(patsubst %,estimates/%.csv,to_do requests first_dose second_dose dose_on_day_30 retention_admitted safety rates_in_care retention_first $(by_rule:%=retention_first-%) retention_all retention_returned \
    $(by_rule:%=retention_returned-%) retention_now exits_first leaving_adjusted after_return_to_use seen_again care_after_return_to_use return_after_leaving ever_returned \
    interruptions early_return where_everyone_is reflections signs_before_use after_early_warning early_warning_by_therapy plan_change_agreed plan_change_done \
    left_after_plan_change used_after_plan_change for_whom months)

in_care := --where program=maintenance,counseling
episode := --time time_days --entry entry_days --id patient_id --rule rule
stay := $(episode) --event event --earliest earliest_days
stretch := --start start --stop stop --event event --id patient_id --rule rule
followed := --time time_days --event event --id patient_id --rule rule
by_then := --at $(LANDMARKS),$(GRID)
by_landmark := --at $(LANDMARKS)
soon := --at 7,14,30 --quantiles 0.5
plan_changes := therapy_deepened,medication_reassessed,dose_changed,formulation_changed,visits_increased,family_involved,peer_linked,level_of_care_up,safety_plan,naloxone_given,social_work
year := 30,60,90,120,150,180,210,240,270,300,330,360,365

# They name people: beside the internal report, and nowhere else
lists := $(if $(filter internal,$(CLASSES)),--lists report/internal/data)

estimates/to_do.csv: $(TABLES:%=tables/%.csv) $(facts) $(wildcard last-callable.csv) switchback.ini settings.mk bin/list_people
	$(run) to_do list_people --tables tables --facts $(facts) --config switchback.ini --as-of $(AS_OF) $(lists) \
	    $(if $(wildcard last-callable.csv),--last last-callable.csv --last-as-of $(LAST_AS_OF)) -o $@

estimates/requests.csv: spells/default_rule.csv $(TABLES:%=tables/%.csv) $(facts) switchback.ini bin/tabulate_requests
	$(run) requests tabulate_requests --tables tables --facts $(facts) --config switchback.ini --as-of $(AS_OF) -o $@ $<

# What came of requests for care, and of first days
estimates/first_dose.csv: spells/starts.csv bin/estimate_incidence
	$(run) first_dose estimate_incidence --analysis first_dose $(followed) --where question=first_dose \
	    --at 1,3,7,14,30 --quantiles 0.5 --by= --by=window --by=site --by=site,window -o $@ $<

estimates/second_dose.csv: spells/starts.csv bin/estimate_incidence
	$(run) second_dose estimate_incidence --analysis second_dose $(followed) --where question=second_dose \
	    --at 7,30,61,90,150,210 --by= --by=medication -o $@ $<

estimates/dose_on_day_30.csv: spells/starts.csv bin/estimate_incidence
	$(run) dose_on_day_30 estimate_incidence --analysis dose_on_day_30 $(followed) --where question=dose_on_day_30 \
	    --at 30 --by= --by=window --by=medication --by=medication,window -o $@ $<

estimates/retention_admitted.csv: spells/starts.csv config.mk bin/estimate_retention
	$(run) retention_admitted estimate_retention --analysis retention_admitted $(followed) --event-value left \
	    --entry entry_days --where question=all_admitted --where program=maintenance,counseling $(by_landmark) --by= -o $@ $<

estimates/safety.csv: spells/exposures.csv $(TABLES:%=tables/%.csv) $(facts) switchback.ini bin/tabulate_safety
	$(run) safety tabulate_safety --tables tables --facts $(facts) --config switchback.ini --as-of $(AS_OF) -o $@ $<

estimates/rates_in_care.csv: spells/default_rule.csv $(TABLES:%=tables/%.csv) switchback.ini bin/tabulate_rates
	$(run) rates_in_care tabulate_rates --tables tables --config switchback.ini --as-of $(AS_OF) -o $@ $<

# Groupings named before --curve have the curve that charts draw, to the end of their year
estimates/retention_first.csv: spells/default_rule.csv config.mk bin/estimate_retention
	$(run) retention_first estimate_retention --analysis retention_first $(stay) $(in_care) \
	    --where order=first $(by_then) --quantiles 0.25,0.5,0.75 --by= --by=medication --by=site --curve=365 --by=sex \
	    --by=age_band --by=after_detoxification --by=program -o $@ $<

# Under the other rules, which never share a key with the default one
estimates/retention_first-rules.csv: spells/other_rules.csv config.mk bin/estimate_retention
	$(run) retention_first-rules estimate_retention --analysis retention_first $(stay) $(in_care) \
	    --where order=first --where rule=$(OTHER_RULES) $(by_then) --quantiles 0.25,0.5,0.75 --by= --by=medication \
	    --by=site -o $@ $<

estimates/retention_all.csv: spells/default_rule.csv config.mk bin/estimate_retention
	$(run) retention_all estimate_retention --analysis retention_all $(stay) $(in_care) $(by_then) \
	    --quantiles 0.25,0.5,0.75 --by= --by=medication -o $@ $<

estimates/retention_returned.csv: spells/default_rule.csv config.mk bin/estimate_retention
	$(run) retention_returned estimate_retention --analysis retention_returned $(stay) $(in_care) \
	    --where order=returned $(by_then) --quantiles 0.25,0.5,0.75 --by= --curve=365 -o $@ $<

estimates/retention_returned-rules.csv: spells/other_rules.csv config.mk bin/estimate_retention
	$(run) retention_returned-rules estimate_retention --analysis retention_returned $(stay) \
	    $(in_care) --where order=returned --where rule=$(OTHER_RULES) $(by_then) --quantiles 0.25,0.5,0.75 --by= -o $@ $<

# By the days of the last year alone, and of the one before
estimates/retention_now.csv: spells/windows.csv config.mk bin/estimate_retention
	$(run) retention_now estimate_retention --analysis retention_now $(stay) $(in_care) --where order=first \
	    $(by_landmark) --quantiles 0.5 --by=window -o $@ $<

estimates/exits_first.csv: spells/default_rule.csv config.mk bin/estimate_incidence
	$(run) exits_first estimate_incidence --analysis exits_first $(episode) --event exit $(in_care) \
	    --where order=first $(by_then) --by= --by=site -o $@ $<

# Sites are terms of the model up to nine; of more each is told beside what the model without them expects
estimates/leaving_adjusted.csv: spells/default_rule.csv config.mk bin/fit_hazards
	$(run) leaving_adjusted fit_hazards --analysis leaving_adjusted $(episode) --event event \
	    --factors site,medication,age_band,sex --observed-expected site=9 $(in_care) --where order=first -o $@ $<

# Groups beside the mean of all, who began in the last 12 months, or 24: all tests are one family
groups := --by sex --by age_band --by race_ethnicity --by program --strata site --windows 365,730 --until $(AS_OF)
compared := first_dose staying coming_back

estimates/for_whom_first_dose.csv: spells/starts.csv config.mk bin/compare_groups
	$(run) for_whom_first_dose compare_groups --analysis for_whom_first_dose $(followed) --cause started \
	    --where question=first_dose --at 7 --day origin $(groups) --quiet -o $@ $<

estimates/for_whom_staying.csv: spells/default_rule.csv config.mk bin/compare_groups
	$(run) for_whom_staying compare_groups --analysis for_whom_staying $(episode) --event event --without $(in_care) \
	    --where order=first --at 90 --day start $(groups) --quiet -o $@ $<

estimates/for_whom_coming_back.csv: spells/followup.csv config.mk bin/compare_groups
	$(run) for_whom_coming_back compare_groups --analysis for_whom_coming_back $(followed) --cause returned \
	    --where question=return_after_leaving --at 180 --day origin $(groups) --quiet -o $@ $<

estimates/for_whom.csv: $(compared:%=estimates/for_whom_%.csv) bin/find_q_values
	$(run) for_whom find_q_values -o $@ $(filter %.csv,$^)

estimates/after_return_to_use.csv: spells/followup.csv config.mk bin/estimate_incidence
	$(run) after_return_to_use estimate_incidence --analysis after_return_to_use $(followed) \
	    --where question=after_return_to_use --at 7,14,30,60,90 --by= --curve=30 --by=site -o $@ $<

# Beside it: people in care without one, at the same time since they started
estimates/seen_again.csv: spells/default_rule.csv $(TABLES:%=tables/%.csv) $(facts) switchback.ini bin/tabulate_seen_again
	$(run) seen_again tabulate_seen_again --tables tables --facts $(facts) --config switchback.ini --as-of $(AS_OF) \
	    -o $@ $<

estimates/care_after_return_to_use.csv: spells/after_use.csv config.mk bin/estimate_states
	$(run) care_after_return_to_use estimate_states --analysis care_after_return_to_use --id path --cluster patient_id \
	    --rule rule --start start --stop stop --event event --at 30,60,90 -o $@ $<

estimates/return_after_leaving.csv: spells/followup.csv config.mk bin/estimate_incidence
	$(run) return_after_leaving estimate_incidence --analysis return_after_leaving $(followed) \
	    --where question=return_after_leaving --at 90,180,365,$(GRID) --by= --curve=365 --by=exit --by=site \
	    --by=medication --by=stay -o $@ $<

estimates/ever_returned.csv: spells/followup.csv config.mk bin/estimate_incidence
	$(run) ever_returned estimate_incidence --analysis ever_returned $(followed) --where question=ever_returned \
	    --at 90,180,365,$(GRID) --by= -o $@ $<

# Medication taken up again before the default rule calls it leaving
estimates/interruptions.csv: spells/stretches.csv config.mk bin/estimate_recurrence
	$(run) interruptions estimate_recurrence --analysis interruptions $(stretch) -o $@ $<

# All gaps of more than 7 days, whatever ended them
estimates/early_return.csv: spells/stretches.csv config.mk bin/estimate_incidence
	$(run) early_return estimate_incidence --analysis early_return --time gap_days --event gap_ended \
	    --id patient_id --rule rule --where ended=interruption,left --at $(EARLY_DAYS) -o $@ $<

estimates/where_everyone_is.csv: spells/states.csv config.mk bin/estimate_states
	$(run) where_everyone_is estimate_states --analysis where_everyone_is --at $(LANDMARKS),$(year) --tau 365,730 \
	    -o $@ $<

estimates/reflections.csv: tables/returns_to_use.csv tables/patients.csv $(facts) spells/default_rule.csv switchback.ini \
    bin/tabulate_reflections
	$(run) reflections tabulate_reflections --config switchback.ini --as-of $(AS_OF) \
	    --patients tables/patients.csv --facts $(facts) --episodes spells/default_rule.csv -o $@ tables/returns_to_use.csv

estimates/signs_before_use.csv: spells/default_rule.csv $(TABLES:%=tables/%.csv) switchback.ini bin/tabulate_signs
	$(run) signs_before_use tabulate_signs --tables tables --config switchback.ini --as-of $(AS_OF) -o $@ $<

estimates/after_early_warning.csv: spells/warnings.csv config.mk bin/estimate_incidence
	$(run) after_early_warning estimate_incidence --analysis after_early_warning $(followed) \
	    --where question=after_early_warning --at 7,14,30 --by= -o $@ $<

# Entered late, on the day of the reflection
estimates/early_warning_by_therapy.csv: spells/warnings.csv config.mk bin/estimate_incidence
	$(run) early_warning_by_therapy estimate_incidence --analysis early_warning_by_therapy $(followed) \
	    --entry entry_days --where question=early_warning_by_therapy --at 30 --by=kind -o $@ $<

estimates/plan_change_agreed.csv: spells/waits.csv config.mk bin/estimate_incidence
	$(run) plan_change_agreed estimate_incidence --analysis plan_change_agreed $(followed) \
	    --where question=plan_change_agreed $(soon) --by= -o $@ $<

estimates/plan_change_done.csv: spells/waits.csv config.mk bin/estimate_incidence
	$(run) plan_change_done estimate_incidence --analysis plan_change_done $(followed) \
	    --where question=plan_change_done $(soon) --by= --by=kind -o $@ $<

# Observational: who was given which change of plan is not chance
estimates/left_after_plan_change.csv: spells/followed.csv config.mk bin/fit_hazards
	$(run) left_after_plan_change fit_hazards --analysis left_after_plan_change --time left_days --event left \
	    --event-value left --id patient_id --rule rule --covariates $(plan_changes) --q-values -o $@ $<

estimates/used_after_plan_change.csv: spells/followed.csv config.mk bin/fit_hazards
	$(run) used_after_plan_change fit_hazards --analysis used_after_plan_change --time used_days --event used \
	    --event-value used --id patient_id --rule rule --covariates $(plan_changes) --q-values -o $@ $<

estimates/months.csv: spells/default_rule.csv spells/followup.csv tables/returns_to_use.csv $(facts) switchback.ini bin/monitor_months
	$(run) months monitor_months --config switchback.ini --as-of $(AS_OF) --facts $(facts) \
	    --returns tables/returns_to_use.csv --followup spells/followup.csv -o $@ spells/default_rule.csv

SUMMARIES := tables/files.summary.csv $(TABLES:%=tables/%.summary.csv) tables/facts.summary.csv spells/episodes.summary.csv spells/followup.summary.csv

# What takes longest first, so that no processor has to wait for it at the end
LONGEST := leaving_adjusted reflections $(by_rule:%=retention_first-%) return_after_leaving retention_first months

estimates.csv: spells/followup.csv $(LONGEST:%=estimates/%.csv) $(ESTIMATES) bin/collect_estimates
	$(run) collect_estimates collect_estimates -o $@ $(ESTIMATES) $(SUMMARIES)

# ---- of how many people something is told that the last release did not tell ----------------------------------

# What the last release would have known of today's tables: the same stages, as of its day
then := $(and $(SINCE),$(wildcard last-cells.csv),then)
then_spells := $(addprefix $(then)/,$(if $(then),default_rule.csv other_rules.csv followup.csv))

$(if $(SHARD),then/facts.sums.csv,then/facts.csv): $(TABLES:%=tables/%.csv) $(SHARDS:%=shards/%/then/facts.sums.csv) switchback.ini \
    settings.mk bin/survey_tables
	@mkdir -p then
	$(run) then-facts survey_tables --tables tables $(TABLES:%=--deliveries tables/%.deliveries.csv) \
	    --config switchback.ini --as-of $(SINCE) --no-gate -o then/facts.csv $(call range,then/facts.sums.csv)

then/default_rule.csv then/other_rules.csv &: then/facts.csv $(SHARDS:%=shards/%/then/default_rule.csv) bin/build_episodes
	$(run) then-episodes build_episodes --tables tables --config switchback.ini --facts then/facts.csv \
	    --as-of $(SINCE) --quiet --default-rule then/default_rule.csv --other-rules then/other_rules.csv \
	    $(call range,then/episodes.sums.csv)

then/followup.csv: then/default_rule.csv $(SHARDS:%=shards/%/then/followup.csv) bin/build_followup
	$(run) then-followup build_followup --tables tables --episodes then/default_rule.csv --config switchback.ini \
	    --facts then/facts.csv --as-of $(SINCE) -o $@ $(call range,then/followup.sums.csv)

$(SHARDS:%=shards/%/then/facts.sums.csv): shards/%/then/facts.sums.csv: $(TABLES:%=tables/%.csv)
	+@$(MAKE) --directory shards/$* then/facts.sums.csv

$(SHARDS:%=shards/%/then/default_rule.csv): shards/%/then/default_rule.csv: then/facts.csv
	+@$(MAKE) --directory shards/$* then/default_rule.csv

$(SHARDS:%=shards/%/then/followup.csv): shards/%/then/followup.csv: shards/%/then/default_rule.csv then/default_rule.csv
	+@$(MAKE) --directory shards/$* then/followup.csv

changes.csv: $(TABLES:%=tables/%.csv) spells/default_rule.csv spells/followup.csv $(then_spells) settings.mk bin/count_changes
	$(run) count_changes count_changes --tables tables --spells spells --as-of $(AS_OF) \
	    $(addprefix --since ,$(SINCE)) $(addprefix --last ,$(wildcard last-cells.csv)) $(addprefix --told ,$(wildcard last-told.csv)) $(addprefix --then ,$(then)) \
	    --made-of $(MADE_OF) --cells cells.csv -o $@

# ---- what may leave the program -----------------------------------------------------------------------------

# What earlier releases printed; none: this is the first
printed_before := $(wildcard printed-before.csv)

protected.csv guarded.csv printed.csv &: estimates.csv $(printed_before) switchback.ini settings.mk bin/protect_cells
	$(run) protect_cells protect_cells --config switchback.ini --as-of $(AS_OF) \
	    $(addprefix --printed ,$(printed_before)) --printed-out printed.csv --guarded-out guarded.csv -o protected.csv estimates.csv

# ---- reports ------------------------------------------------------------------------------------------------

numbers_release := protected.csv
numbers_internal := estimates.csv
episodes_internal := spells/default_rule.csv
text_internal := --lists report/internal/data --people report/internal

# Only the reports wait for it: it fills what processors are idle while the estimates are put together
inputs.sha256: bin/digest_inputs | $(ESTIMATES)
	$(run) digest_inputs digest_inputs inputs -o $@

# Facts: what the driver gave, and inside the program digests of the export and the command line of every stage up to
# here: a digest would show that a record has changed where nothing that is told does.
facts-release.csv: given-release.csv | inputs.sha256
	@cp $< $@

facts-internal.csv: given-internal.csv inputs.sha256 estimates.csv protected.csv
	@{ cat $<; ./input_facts <inputs.sha256; cd commands; \
	    LC_ALL=C ls | grep -v -e '^draw_charts' -e '^write_report' -e '^table_for' -e '^describe_tables' -e '^print_config' -e '^count_changes' -e '^then-' | \
	    xargs awk '{ printf "command:%s,\"%s\"\n", FILENAME, $$0 }'; } >$@

# Not before the protected numbers are there: the released charts, with their pictures, then come first.
.SECONDEXPANSION:
stamps/charts-%: $$(numbers_$$*) $$(episodes_$$*) switchback.ini bin/draw_charts | protected.csv
	$(run) draw_charts-$* draw_charts --class $* --config switchback.ini --estimates $(numbers_$*) \
	    $(addprefix --episodes ,$(episodes_$*)) --charts report/$*/charts --data report/$*/data
	@touch $@

# The table behind every number, with cells that a spreadsheet would take for formulas made harmless.
report/%/data/estimates.csv: $$(numbers_$$*) bin/collect_estimates
	$(run) table_for-$* collect_estimates --guarded -o $@ $(numbers_$*)

report/release/data/estimates.csv: guarded.csv
	@cp $< $@

report/release/printed.csv: printed.csv
	@cp $< $@

# What a report was made from; of the release as much of it as it prints. In the internal one explain asks where a number
# stands
report/release/data/parameters.ini: switchback.ini bin/print_config
	$(run) print_config-release print_config --released --config switchback.ini -o $@

report/release/data/facts.csv: facts-release.csv
	@cp $< $@

stamps/report-release: report/release/printed.csv report/release/data/parameters.ini report/release/data/facts.csv

report/internal/data/parameters.ini: switchback.ini
	@cp $< $@

report/internal/data/facts.csv: facts-internal.csv
	@cp $< $@

stamps/report-internal: report/internal/data/parameters.ini report/internal/data/facts.csv

# Any tool's description of the tables beside a report; the lists that name people have their own, which goes with them.
package = $(run) describe_tables-$(1) describe_tables --directory report/$(2) --name switchback-$(NAME)-$(1) --as-of $(AS_OF) -o $(3)

report/release/datapackage.json: report/release/data/estimates.csv report/release/data/facts.csv report/release/printed.csv bin/describe_tables
	$(call package,release,release,$@) --title 'Switchback: release of $(NAME)' data/estimates.csv data/facts.csv printed.csv

report/internal/datapackage.json: report/internal/data/estimates.csv report/internal/data/facts.csv bin/describe_tables
	$(call package,internal,internal,$@) --title 'Switchback: internal report of $(NAME)' data/estimates.csv data/facts.csv

# Where nobody is on a list there is none, and nothing to describe
stamps/people-package: estimates/to_do.csv bin/describe_tables
	@lists=$$(cd report/internal && LC_ALL=C find data -name 'people_*.csv' | LC_ALL=C sort); [ -z "$$lists" ] || \
	    $(call package,people,internal,report/internal/people.datapackage.json) --title 'Switchback: people to act for, $(NAME)' $$lists
	@touch $@

stamps/report-release: report/release/datapackage.json
stamps/report-internal: report/internal/datapackage.json stamps/people-package

stamps/report-%: stamps/charts-% facts-%.csv report/%/data/estimates.csv $$(wildcard earlier-$$*.csv) bin/write_report
	$(run) write_report-$* write_report --class $* --config switchback.ini --estimates $(numbers_$*) \
	    --charts report/$*/charts --facts facts-$*.csv $(addprefix --earlier ,$(wildcard earlier-$*.csv)) $(text_$*) \
	    --text report/$*/report.txt --html report/$*/report.html
	@touch $@

.PRECIOUS: facts-%.csv stamps/charts-% report/%/data/estimates.csv tables/%.csv

# The last step, when the driver has written run.csv: reports/ is a link to where reports stand.
.PHONY: publish
publish:
	bin/run_stage publish_report publish_report --from report --run run.csv \
	    $(addprefix --release-record ,$(wildcard release.csv)) --reports reports --name $(NAME)
