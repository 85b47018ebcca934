# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2034 # for those who read it
# The model of each shape, for the generator.
declare -A model
many=(use_early=1.1 use_later=1.1 use_recorded=0.9 leave_after_use=1 second_item=1 third_item=1 return_left=0.15
    return_administrative=0.15 leave_days_180_on=0.24 leave_days_90_179=0.24 leave_days_30_89=0.3 leave_days_0_29=0.3)
model[dense]=''
model[many]="--sites 25 ${many[*]/#/--set }"
model[few]="${model[many]} --set use_early=0.15 --set use_later=0.15"
model[sites]="${model[many]} --sites 200"
