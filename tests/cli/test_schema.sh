#!/usr/bin/env bash
# The JSON Schemas of styles/schema/: every file of ours is valid, what papermap writes is valid, and what the readers refuse for its
# shape is refused. PAPERMAP_ACCEPT=1 writes the style's schema anew.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need /usr/bin/python3
schemas=$source_dir/styles/schema
judge() { /usr/bin/python3 -W ignore "$source_dir/tests/tools/check_schemas.py" "$schemas" "$@"; }

# expect_all KIND valid|invalid FILE...
expect_all() {
  command_line="check_schemas.py $1 $2"
  judge "$@" >judged
  code=$?
  expect "not all are $2: $(cat judged)" [ "$code" -eq 0 ]
}

# the style's schema is the reader's own table
[ -z "${PAPERMAP_ACCEPT:-}" ] || "$tools/style_schema" >"$schemas/style.schema.json"
expect "style.schema.json is not what the reader's table says" cmp -s "$schemas/style.schema.json" <("$tools/style_schema")

# papermap.yaml's schema knows every option of `render`, and no other
render_options() { "$papermap" render --help | sed -n 's/^      --\([a-z-]*\) .*/\1/p' | grep -vxE 'from|max-.*' | sort; }
schema_options() { python3 -c 'import json, sys; print("\n".join(sorted(json.load(sys.stdin)["$defs"]["options"]["properties"])))'; }
expect "options differ: $(diff <(render_options) <(schema_options <"$schemas/papermap.schema.json"))" \
  cmp -s <(render_options) <(schema_options <"$schemas/papermap.schema.json")

# files of ours
expect_all taxonomy valid "$source_dir"/data/*.yaml "$source_dir"/tests/golden/*/input.yaml
expect_all style valid "$source_dir"/styles/*.yaml
expect_all papermap valid "$source_dir"/papermap.yaml "$source_dir"/tests/fuzz/seeds/config/{all,no-time,outputs}.yaml
for file in "$source_dir"/{papermap,data/*,styles/*}.yaml; do
  line=$(head -1 "$file")
  schema=${line#'# yaml-language-server: $schema='}
  expect "$file names no schema that is there" [ "$schema" != "$line" -a -e "$(dirname "$file")/$schema" ]
done

# what papermap writes
mkdir list && cp "$source_dir/tests/taxonomy/seed_readme.md" list/README.md
run init --yes list
expect_exit 0
expect_all taxonomy valid list/data.yaml
expect_all papermap valid list/papermap.yaml
run import "$source_dir/tests/markdown/nested-groups/input.md" -o tree.yaml
expect_all taxonomy valid tree.yaml

# What the readers refuse. A schema cannot tell: that a list has no paper at all; a key that stands twice; what lies on the disk or
# in a database (styles, engines, time zones, where a path leads, a README's markers); that two values differ; how a number is written.
cannot='topic-list-null|title-only|tree-(children|papers)-(empty|null)|.*key-twice|.*-folded-twice|option-twice|layout-unknown|markers-(absent|same)'
cannot+='|(data|output|style|readme-file)-(absolute|outside|in-git|twice|unknown)|timezone-(folder|wrong)|number-(hex|nan)'
cannot+='|extends-(control|device|folder|itself|missing-file|name-with-slash|nothing|number)'
for pair in taxonomy:yaml-shape papermap:config style:style; do
  refused=()
  for answer in "$source_dir/tests/bad/${pair#*:}"/*.expected; do
    file=${answer%.expected}.yaml
    if [ "$(head -1 "$answer")" != "exit 3" ] || basename "$file" .yaml | grep -qxE "$cannot"; then continue; fi
    refused+=("$file")
  done
  expect "only ${#refused[@]} wrong files of ${pair#*:}" [ ${#refused[@]} -ge 40 ]
  expect_all "${pair%:*}" invalid "${refused[@]}"
done

# the judge itself: a right file is no wrong one, and the other way round
judge taxonomy invalid "$source_dir/data/early-exiting.yaml" >judged
expect "the judge takes anything" [ $? -eq 1 ]
echo 'A: {list: [{titel: x}]}' >wrong.yaml
judge taxonomy valid wrong.yaml >judged
expect "the judge takes a wrong list" [ $? -eq 1 ]
finish
