#!/usr/bin/env bash
# The gallery in out/ is what `papermap build` makes of papermap.yaml today, byte for byte, and nothing else lies there.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
unset SOURCE_DATE_EPOCH
cd "$source_dir" || exit 1
"$papermap" build --check >"$work/stdout" 2>"$work/stderr"
code=$?
cd "$work" || exit 1
command_line="papermap build --check"
expect_exit 0
sed -i '/ notes\? (-v shows them)$/d' stderr # what --fit came to
expect_no_stderr
expect "the gallery is stale: run ./bootstrap picture: $(grep ^stale stdout)" [ "$(grep -c ^stale stdout)" = 0 ]
while read -r kept; do
  expect "$kept is in no output of papermap.yaml" grep -qxF "current  $kept" stdout
done < <(cd "$source_dir" && find out -type f)
finish
