#!/usr/bin/env bash
# Bad input: every file of tests/bad gives exactly the diagnostics and the exit code in the file beside it, within a bounded
# time and memory, and never a picture. What is too large or too strange for a repository is made here: bombs, devices, links.
# PAPERMAP_ACCEPT=1 writes the expectations anew; `git diff` then shows what changed.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need timeout prlimit setpriv python3
export SOURCE_DATE_EPOCH=1728646702
bad=$source_dir/tests/bad
data=$source_dir/data/early-exiting.yaml

# --- the files ---

# answer: what a run said, as it is kept: the exit code, then standard error.
answer() { echo "exit $code" && cat stderr; }

# judge CASE: the answer is the expected one.
judge() {
  expect "$1: ended by a signal or by its time limit" [ "$code" -le 4 ]
  if [ -n "${PAPERMAP_ACCEPT:-}" ]; then
    answer >"${1%.*}.expected"
  else
    expect "${1#"$bad"/} gives another answer: $(diff "${1%.*}.expected" <(answer) | head -8)" \
      cmp -s "${1%.*}.expected" <(answer)
  fi
}

cases=0
# each FOLDER COMMAND: runs the command with each case of the folder, by its name alone.
each() {
  local file
  for file in "$bad/$1"/*; do
    [ "${file##*.}" != expected ] || continue
    cases=$((cases + 1))
    "$2" "$(basename "$file")"
    judge "$file"
  done
}

render_case() { run_bounded 10 1000 render "$1" -f svg; expect "$1 gives a picture all the same" [ "$code" = 0 -o ! -s stdout ]; }
style_case() { run_bounded 10 1000 render "$data" --style "./$1" --depth category -f svg; }
import_case() { run_bounded 10 1000 import -q "$1" -o imported.yaml; }
config_case() {
  cp "$1" papermap.yaml
  cp "$source_dir/tests/bad/plain/README.md" .
  run_bounded 10 1000 readme --check "$data" README.md
}
readme_case() {
  cp "$1" before
  run_bounded 10 1000 readme "$data" "$1"
  [ "$code" -eq 0 ] || expect_same "$1" before
}

for folder in yaml-syntax yaml-shape encoding style markdown config readme; do
  mkdir "$folder.work"
  cp "$bad/$folder"/* "$folder.work" && rm -f "$folder.work"/*.expected
done
in_folder() { cd "$work/$1.work" && each "$1" "$2"; cd "$work" || exit 1; }
in_folder yaml-syntax render_case
in_folder yaml-shape render_case
in_folder encoding render_case
in_folder style style_case
in_folder config config_case
in_folder readme readme_case
in_folder markdown import_case
expect "there are only $cases cases" [ "$cases" -ge 300 ]
finish
