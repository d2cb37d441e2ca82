#!/usr/bin/env bash
# papermap diff: its formats, revisions of a git repository, and what it refuses.
. "$(dirname "$0")/lib.sh" "$@"
need git xmllint jq pdftotext

cat >old.yaml <<'EOF'
title: Exits
children:
  - name: Training
    children:
      - name: Losses
        papers:
          - {title: "Deep feature surgery for exits", venue: arXiv, year: "2023", links: {PDF: "https://example.org/papers/1"}}
          - {title: "Boosted dynamic networks", year: "2022"}
      - name: Policy
        papers:
          - {title: "Confidence thresholds, revisited"}
  - name: Inference
    papers:
      - {title: "Elastic inference at the edge"}
      - {title: "Scheduling of early exits"}
EOF
cat >new.yaml <<'EOF'
title: Exits
children:
  - name: Training
    children:
      - name: Loss functions
        papers:
          - {title: "Deep feature surgery for exits", venue: ECCV, year: "2024", links: {PDF: "https://example.org/papers/1", CODE: "https://example.org/code"}}
          - {title: "Boosted dynamic networks", year: "2022"}
      - name: Policy
        papers:
          - {title: "Confidence thresholds, revisited"}
  - name: Inference
    papers:
      - {title: "Scheduling of early exits"}
      - {title: "A paper that was not there"}
EOF

# --- text ---
run diff old.yaml new.yaml
expect_exit 0
expect_no_stderr
cat >wanted <<'EOF'
1 paper added, 1 removed, 1 edited; 1 topic renamed

Training
  ~ topic Loss functions
      name: Losses → Loss functions

Training / Loss functions
  ~ Deep feature surgery for exits (ECCV 2024)
      venue: arXiv → ECCV
      year: 2023 → 2024
      CODE: (none) → https://example.org/code

Inference
  − Elastic inference at the edge
  + A paper that was not there
EOF
expect "the text is not the one that is wanted: $(diff wanted stdout)" cmp -s wanted stdout
run diff old.yaml old.yaml
expect_exit 0
expect_stdout "nothing changed"
expect "more is said than that" [ "$(wc -l <stdout)" -eq 1 ]

# --- colours: on a terminal only, unless asked for ---
escape=$(printf '\033')
expect "colours in a pipe" grep -qv "$escape" wanted
run diff old.yaml new.yaml --color always
expect "no colours" grep -q "$escape\[32m+ A paper" stdout
on_terminal() { env TERM=xterm "$@" script -qec "'$papermap' diff old.yaml new.yaml" /dev/null </dev/null >seen; }
if command -v script >/dev/null; then
  on_terminal
  expect "no colours on a terminal" grep -q "$escape\[31m" seen
  on_terminal NO_COLOR=1
  expect "colours in spite of NO_COLOR" [ -z "$(grep "$escape\[31m" seen)" ]
fi

# --- Markdown, JSON, pictures ---
run diff old.yaml new.yaml -o out.md -o out.json -o out.svg -o out.png -o out.pdf -o out.txt
expect_exit 0
expect_no_stdout
expect_same out.txt wanted
expect_contains out.md '- `+` A paper that was not there'
expect_contains out.md '- `−` ~~Elastic inference at the edge~~'
expect_contains out.md '  - venue: ~~arXiv~~ → ECCV'
expect "the JSON is not right" jq -e '.old == "old.yaml" and (.changes | length) == 4
  and .changes[0] == {kind: "renamed", what: "group", name: "Loss functions", from: ["Training"], to: ["Training"],
    edits: [{field: "name", before: "Losses", after: "Loss functions"}]}
  and (.changes[2] | .kind == "removed" and .to == null and .from == ["Inference"])' out.json >/dev/null
expect "the SVG is not well-formed" xmllint --noout out.svg
expect_contains out.svg "stroke-dasharray"
expect_contains out.svg "1 unchanged topic"
expect_contains out.svg "<title>removed: Elastic inference at the edge</title>"
expect_kind out.png $'\x89PNG'
pdftotext out.pdf - >text 2>/dev/null
expect_contains text "A paper that was not there"
expect_contains text "1 added"
cp out.svg first.svg
run diff old.yaml new.yaml -o out.svg
expect_same out.svg first.svg
for style in dark classic print; do
  run diff old.yaml new.yaml --style "$style" -o "$style.svg"
  expect_exit 0
done
run diff new.yaml old.yaml -f json
expect "reversed, what was added is removed" jq -e '[.changes[] | select(.kind == "removed") | .name] == ["A paper that was not there"]' stdout >/dev/null
run diff - new.yaml --from yaml <old.yaml
expect_exit 0
expect_stdout "1 paper added"

run diff old.yaml new.yaml -f md -o - -o named.svg
expect_exit 0
expect_same stdout out.md
expect_same named.svg out.svg
run diff old.yaml new.yaml -f json -o named.md
expect_same named.md out.json

# --- texts that try to be something else ---
cat >hostile.yaml <<'EOF'
title: Exits
children:
  - name: "</svg><script>alert(1)</script>"
    papers:
      - {title: "~~*_`|[x](javascript:1) @someone #1 <img src=x> \e[31m\u202e \"]}", venue: "</title>", links: {"<b>": "javascript:alert(1)"}}
EOF
run diff old.yaml hostile.yaml --color never -o h.md -o h.json -o h.svg -o h.txt -o h.png -o h.pdf
expect_exit 0
expect "the SVG has a script" [ -z "$(grep -i '<script' h.svg)" ]
expect "the SVG has a link that runs" [ -z "$(grep -i 'href="javascript' h.svg)" ]
expect "the SVG is not well-formed" xmllint --noout h.svg
expect "the JSON cannot be read" jq -e . h.json >/dev/null
expect "an escape sequence reaches the terminal" [ -z "$(grep "$escape" h.txt)" ]
expect "Markdown calls someone" [ -z "$(grep '@someone' h.md)" ]
expect "Markdown has an element" [ -z "$(grep '<img' h.md)" ]
expect "Markdown has a link that runs" [ -z "$(grep ']( *javascript' h.md | grep -v '\\\]')" ]

# --- revisions ---
git_() { git -c user.name=x -c user.email=x@example.org -c init.defaultBranch=main -c commit.gpgsign=false "$@"; }
mkdir repo
cp old.yaml repo/data.yaml
(
  cd repo || exit 1
  mkdir sub
  cp ../old.yaml sub/own.yaml
  git_ init -q
  git_ add .
  git_ commit -qm one
  git_ tag first
  git_ branch release-1.0
  cp ../new.yaml data.yaml
  cp ../new.yaml sub/own.yaml
)
cd repo || exit 1
for old in main:data.yaml HEAD:./data.yaml first:data.yaml 'HEAD^{/one}:data.yaml' :data.yaml main release-1.0; do
  run diff "$old" data.yaml
  expect_exit 0
  tail -n +2 stdout >rest
  tail -n +2 ../wanted >wanted.rest
  expect_same rest wanted.rest
done
cd sub || exit 1
for old in main:sub/own.yaml main:./own.yaml main:own.yaml main; do
  run diff "$old" own.yaml
  expect_exit 0
  expect_stdout "1 paper added, 1 removed"
done
run diff main:data.yaml ../data.yaml # from the repository's top, as git has it
expect_exit 0
expect_stdout "1 paper added, 1 removed"
cd ..
run diff main sub/own.yaml
expect_exit 0
expect_stdout "1 paper added, 1 removed"
cp ../old.yaml 'x:data.yaml' # a file of that very name comes first
run diff 'x:data.yaml' data.yaml
expect_exit 0

run diff nowhere:data.yaml data.yaml
expect_exit 3
expect_stderr 'no revision "nowhere"'
run diff main:other.yaml data.yaml
expect_exit 3
expect_stderr 'the revision "main" has no file other.yaml'
run diff main:sub.yaml/own.yaml data.yaml
expect_exit 3
run diff missing.yaml data.yaml
expect_exit 3
expect_stderr "cannot read"
run diff --max-bytes 100 main:data.yaml data.yaml
expect_exit 3
expect_stderr "main:data.yaml: error: longer than the limit of 100 bytes"
for option in --output=pwned.yaml --upload-pack=touch\ pwned.yaml -o:data.yaml; do
  run diff -- "$option:data.yaml" data.yaml
  expect_exit 3
  expect_stderr 'do not begin with "-"'
done
expect_no_file pwned.yaml
expect_no_file pwned
mkdir none
real=$papermap papermap=$work/alone
printf '#!/bin/sh\nPATH=%s exec %s "$@"\n' "$PWD/none" "$real" >"$papermap"
chmod +x "$papermap"
run diff main:data.yaml data.yaml
papermap=$real
expect_exit 3
expect_stderr "cannot run git"
cd ..
mkdir outside
cp new.yaml outside/new.yaml
cd outside || exit 1
export GIT_CEILING_DIRECTORIES=$work
run diff main:new.yaml new.yaml
expect_exit 3
expect_stderr "no git repository here"
cd ..

# --- wrong usage, wrong input, no output ---
run diff old.yaml
expect_exit 2
run diff old.yaml new.yaml old.yaml
expect_exit 2
run diff old.yaml new.yaml -f docx
expect_exit 2
expect_stderr "text, md, json, png, svg or pdf"
run diff old.yaml new.yaml -o out.xyz
expect_exit 2
run diff old.yaml new.yaml --color sometimes
expect_exit 2
run diff old.yaml new.yaml --style nothing -o x.svg
expect_exit 2
run diff - - --from yaml
expect_exit 2
run diff --from md
expect_exit 2
run diff old.yaml new.yaml --wrong
expect_exit 2
echo 'children: [' >broken.yaml
run diff broken.yaml new.yaml
expect_exit 3
expect_no_stdout
run diff old.yaml new.yaml -o missing/folder/x.svg
expect_exit 4
run diff --help
expect_exit 0
expect_stdout "main:data.yaml"

# --- Markdown against YAML, and a large list with time to spare ---
"$papermap" import "$source_dir/tests/markdown/tables/input.md" -o t.yaml 2>/dev/null
run diff "$source_dir/tests/markdown/tables/input.md" t.yaml
expect_exit 0
expect_stdout "nothing changed"
"$tools/generate_list" -n 10000 -s 1 >one.yaml
"$tools/generate_list" -n 10000 -s 2 >two.yaml
run_bounded 20 4000 diff one.yaml two.yaml -o large.json
expect_exit 0
finish
