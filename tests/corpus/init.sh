#!/usr/bin/env bash
# papermap init on every real list: the README changes by its markers alone, and what init wrote can be built, once.
# shellcheck source=../cli/lib.sh
. "$(dirname "$0")/../cli/lib.sh" "$@"
need git
lists=$source_dir/../shared/corpus/lists
[ -d "$lists" ] || exit 77
for list in "$lists"/*.md; do
  name=$(basename "$list" .md)
  cd "$work" && mkdir "$name" && cd "$name" && git init -q . && cp "$list" README.md || exit 1
  run init --yes
  expect_exit 0
  expect "$name: more than markers changed" cmp -s \
    <(grep -v '^<!-- main-\(start\|end\) -->.\?$' README.md | grep -v '^[[:space:]]*$') <(grep -v '^[[:space:]]*$' "$list")
  expect "$name: not two markers" [ "$(grep -c '^<!-- main-\(start\|end\) -->.\?$' README.md)" = 2 ]
  expect_file img/map.png
  run check --quiet data.yaml
  expect "$name: data.yaml cannot be read" [ "$code" -le 1 ]
  run build
  expect_exit 0
  expect_stdout "current  img/map.png"
  run build --check
  expect_exit 0
done
finish
