#!/usr/bin/env bash
# Golden cases: tests/golden/NAME/input.yaml, drawn with the options beside it, gives expected.json and expected.svg; with an
# old.yaml beside it, the difference of both does. A wrong
# picture fails with a diff; PAPERMAP_ACCEPT=1 takes what is drawn now.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
for case in "$source_dir"/tests/golden/*/; do
  name=$(basename "$case")
  cd "$case" || exit 1
  options=()
  # shellcheck disable=SC2094 # it is only read
  [ ! -e options ] || read -ra options <options
  command=(render input.yaml)
  [ ! -e old.yaml ] || command=(diff old.yaml input.yaml)
  "$papermap" "${command[@]}" "${options[@]}" -o "$work/got.json" -o "$work/got.svg" 2>"$work/stderr"
  code=$?
  cd "$work" || exit 1
  command_line="golden/$name"
  expect_exit 0
  for format in json svg; do
    [ -z "${PAPERMAP_ACCEPT:-}" ] || cp "got.$format" "$case/expected.$format"
    expect "$name: expected.$format differs" diff -u "$case/expected.$format" "got.$format"
  done
done
finish
