#!/usr/bin/env bash
# Writes to $GITHUB_STEP_SUMMARY what a change makes stale, and what else is new in it.
#
# BASE     the commit that the pull request is to be merged into; empty if there is none
# COURSE   the folder of the course
#
# What was known at the merge base is left in $RUNNER_TEMP/wlw-i18n-known.json for the steps that follow.
set -euo pipefail

known=$RUNNER_TEMP/wlw-i18n-known.json
work=$(mktemp -d)
clean() {
  git -C "$COURSE" worktree remove --force "$work/base" 2>/dev/null || true
  rm -rf "$work"
}
trap clean EXIT
rm -f "$known"

# Findings of the merge base become a baseline: what is found besides comes from this change.
base=
if [ -n "${BASE:-}" ]; then
  base=$(git -C "$COURSE" merge-base "$BASE" HEAD 2>/dev/null || true)
fi
if [ -n "$base" ]; then
  git -C "$COURSE" worktree add --quiet --detach "$work/base" "$base"
  before=$work/base/$(git -C "$COURSE" rev-parse --show-prefix)
  if [ -e "$before/source/course.toml" ]; then
    wlw-i18n check --course "$before" --fail-on never --write-baseline "$known" >/dev/null 2>&1 || rm -f "$known"
    wlw-i18n status --course "$before" --json >"$work/before.json" 2>/dev/null || true
  fi
fi

with=()
[ ! -e "$known" ] || with=(--baseline "$known")
wlw-i18n status --course "$COURSE" --json >"$work/after.json" 2>/dev/null || true
wlw-i18n check --course "$COURSE" --fail-on never --json ${with[@]+"${with[@]}"} >"$work/found.json" || true
{
  if [ -e "$known" ]; then
    python "$(dirname "$0")/made_stale.py" "$work/found.json" "$work/before.json" "$work/after.json"
  else
    echo "There is no earlier commit to compare with, so this is all there is. For pull requests: \`fetch-depth: 0\`."
  fi
  echo
  wlw-i18n check --course "$COURSE" --fail-on never --format markdown ${with[@]+"${with[@]}"} || true
} >>"$GITHUB_STEP_SUMMARY"
