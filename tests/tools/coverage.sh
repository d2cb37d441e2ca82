#!/usr/bin/env bash
# coverage.sh BUILD LEAST: what part of src/'s lines the tests of a build with --coverage ran, for each folder and in all;
# and, with COVERAGE_FILES=1, for each file. Fails when it is less than LEAST per cent in all.
set -euo pipefail
build=$1 least=$2

# The library's, the commands' and the program's sources; copies elsewhere (the plugin's) do not count.
find "$build"/CMakeFiles/papermap*.dir -name '*.gcno' | sort |
  xargs gcov --no-output 2>/dev/null |
  awk -v least="$least" -v files="${COVERAGE_FILES:-}" '
    function line(name, ran, lines) { printf "%-32s %6.1f %%  %6d lines\n", name, 100 * ran / lines, lines }
    /^File / { file = $2; gsub(/\x27/, "", file); sub(/^.*\.\//, "", file); next }
    /^Lines executed:/ && file ~ /^src\/.*\.c$/ {
      split($2, part, /[:%]/)
      if (!(file in lines)) order[++count] = file
      else if (hit[file] >= part[2] * $NF / 100) next # what an older layout of the build left behind
      lines[file] = $NF; hit[file] = int(part[2] * $NF / 100 + 0.5)
    }
    { file = "" }
    END {
      if (!count) { print "coverage.sh: error: nothing was counted" > "/dev/stderr"; exit 1 }
      for (i = 1; i <= count; i++) {
        file = folder = order[i]
        sub(/\/[^\/]*$/, "", folder)
        if (!(folder in all)) folders[++folder_count] = folder
        all[folder] += lines[file]; ran[folder] += hit[file]
        total += lines[file]; total_ran += hit[file]
        if (files) line(file, hit[file], lines[file])
      }
      for (i = 1; i <= folder_count; i++) line(folders[i], ran[folders[i]], all[folders[i]])
      line("in all", total_ran, total)
      if (100 * total_ran / total < least) {
        printf "coverage.sh: error: less than %d %%\n", least > "/dev/stderr"
        exit 1
      }
    }'
