#!/usr/bin/env bash
# growth.sh PAPERMAP GENERATOR LIMIT [FORMAT]: how the count of instructions from list to picture grows with the list, as a whole
# and for each step. Fails when a growth exponent is over LIMIT. Three sizes, each four times the one before: the
# exponent is that of the two differences, so what every run costs (fonts, start-up) does not flatter it. Counts hardly
# differ from run to run, unlike seconds, so this cannot fail from a busy machine.
set -euo pipefail
papermap=$1 generator=$2 limit=$3 format=${4:-svg}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints "STEP COUNT" for the whole program and the library's steps, whatever they call included.
count() { # PAPERS
  "$generator" -n "$1" -s 1 --shape mixed >"$work/list.yaml"
  env -u GLIBC_TUNABLES LC_ALL=C.UTF-8 valgrind --tool=callgrind --callgrind-out-file="$work/counts" \
    "$papermap" render -q "$work/list.yaml" -o "$work/map.$format" 2>"$work/log" || { cat "$work/log" >&2 && exit 1; }
  awk '/Collected :/ { print "all", $4 }' "$work/log"
  callgrind_annotate --inclusive=yes --threshold=100 "$work/counts" | awk '
    BEGIN {
      steps = "pm_cli_read read pm_map_build build pm_layout_run lay-out pm_scene_compose compose pm_paint_" "'"$format"'" " paint"
      n = split(steps, word, " ")
      for (i = 1; i < n; i += 2) name[word[i]] = word[i + 1]
    }
    match($0, /:pm_[a-z_]+ /) {
      symbol = substr($0, RSTART + 1, RLENGTH - 2)
      if (symbol in name && !seen[symbol]++) { gsub(/,/, "", $1); print name[symbol], $1 }
    }'
}

for papers in 1000 4000 16000; do count $papers; done | awk -v limit="$limit" '
  { counts[$1, ++sizes[$1]] = $2; if (sizes[$1] == 1) order[++steps] = $1 }
  END {
    printf "%-10s %10s %10s %10s  exponent (millions of instructions)\n", "papers", 1000, 4000, 16000
    if (steps < 5) { print "growth.sh: error: steps are missing" > "/dev/stderr"; exit 1 }
    for (i = 1; i <= steps; i++) {
      step = order[i]
      first = counts[step, 1]; second = counts[step, 2]; third = counts[step, 3]
      exponent = log((third - second) / (second - first)) / log(4)
      printf "%-10s %10.1f %10.1f %10.1f  %.3f\n", step, first / 1e6, second / 1e6, third / 1e6, exponent
      if (!(exponent <= limit)) {
        printf "growth.sh: error: \"%s\" grows with the power %.3f, over %.2f\n", step, exponent, limit > "/dev/stderr"
        failed = 1
      }
    }
    exit failed
  }'
