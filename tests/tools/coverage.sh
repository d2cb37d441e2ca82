#!/usr/bin/env bash
# coverage.sh BUILD LEAST: what part of src/'s lines the tests of a build with --coverage ran, for each folder and in all;
# and, with COVERAGE_FILES=1, for each file. Fails when it is less than LEAST per cent in all.
set -euo pipefail
build=$1 least=$2

# Every source is compiled once for the library or the program; other copies (the plugin's) do not count.
find "$build"/CMakeFiles/papermap_core.dir "$build"/CMakeFiles/papermap.dir -name '*.gcno' | sort |
  xargs gcov --no-output 2>/dev/null |
  awk -v least="$least" -v files="${COVERAGE_FILES:-}" '
    function line(name, ran, lines) { printf "%-24s %6.1f %%  %6d lines\n", name, 100 * ran / lines, lines }
    /^File / { file = $2; gsub(/\x27/, "", file); sub(/^.*\.\//, "", file); next }
    /^Lines executed:/ && file ~ /^src\/.*\.c$/ {
      split($2, part, /[:%]/)
      lines = $NF; ran = int(part[2] * lines / 100 + 0.5)
      folder = file; sub(/\/[^\/]*$/, "", folder)
      if (!(folder in all)) order[++folders] = folder
      all[folder] += lines; hit[folder] += ran; total += lines; total_hit += ran
      if (files) line(file, ran, lines)
    }
    { file = "" }
    END {
      if (!total) { print "coverage.sh: error: nothing was counted" > "/dev/stderr"; exit 1 }
      for (i = 1; i <= folders; i++) line(order[i], hit[order[i]], all[order[i]])
      line("in all", total_hit, total)
      if (100 * total_hit / total < least) {
        printf "coverage.sh: error: less than %d %%\n", least > "/dev/stderr"
        exit 1
      }
    }'
