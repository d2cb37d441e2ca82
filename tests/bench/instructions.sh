#!/usr/bin/env bash
# instructions.sh PAPERMAP LIST FILE [--record]: counts the instructions of list → SVG, and fails when they are 10 % over
# the number in FILE. Unlike seconds they hardly differ from run to run; they do differ with compiler, libraries and
# installed fonts, so --record (which writes FILE) belongs on the system that CI runs on.
set -euo pipefail
papermap=$1 list=$2 file=$3 mode=${4:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$papermap" render -q "$list" -o "$work/map.svg" # fontconfig's cache is there from now on
env -u GLIBC_TUNABLES LC_ALL=C.UTF-8 valgrind --tool=callgrind --callgrind-out-file=/dev/null \
  "$papermap" render -q "$list" -o "$work/map.svg" 2>"$work/log" || { cat "$work/log" >&2 && exit 1; }
count=$(awk '/Collected :/ { print $4 }' "$work/log")

if [ "$mode" = --record ]; then
  printf '%s\n' "$count" >"$file"
  exit
fi
recorded=$(cat "$file")
awk -v count="$count" -v recorded="$recorded" 'BEGIN {
  printf "%.1f million instructions, %+.1f %% against the recorded %.1f million\n", count / 1e6,
    (count / recorded - 1) * 100, recorded / 1e6
  if (count < recorded * 0.8) print "a fifth less: time to record the new count (tests/bench/instructions.sh --record)"
  exit count > recorded * 1.1 }' || { echo "instructions.sh: error: over by more than 10 %" >&2 && exit 1; }
