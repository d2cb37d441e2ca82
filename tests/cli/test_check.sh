#!/usr/bin/env bash
# papermap check: formats, severities, disabling, mending in place, exit codes.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need python3
export SOURCE_DATE_EPOCH=1728646702
data=$source_dir/data/early-exiting.yaml

# the seed's list: one finding, a warning
run check "$data"
expect_exit 0
expect_stderr 'early-exiting.yaml:317:14: warning: the paper has no venue [missing-venue]'
expect_stderr '38 papers checked: 0 errors, 1 warning'
expect "more than one finding" [ "$(grep -c ': warning:\|: error:' stderr)" -eq 1 ]
expect_no_stdout
run check --strict "$data"
expect_exit 1
run check --strict --disable missing-venue "$data"
expect_exit 0
expect_stderr '38 papers checked: 0 errors, 0 warnings'
run check -q "$data"
expect_exit 0
expect_no_stderr

# formats
cat >bad.yaml <<'YAML'
A, B:
  category: "1. X"
  list:
    - title: "50% off: one"
      venue: V
      year: 24
    - {title: "50% off: one", venue: V, year: 2030, links: {PDF: x.org/a}}
YAML
run check bad.yaml
expect_exit 1
expect_stderr 'bad.yaml:6:13: error: the year "24" is not four digits [bad-year]'
expect_stderr '      year: 24'
expect_stderr 'hint: write the year alone'
expect_stderr 'bad.yaml:7:47: warning: the year 2030 is in the future [future-year]'
expect_stderr '[url-without-scheme]'
expect_stderr '[duplicate-title]'
run check --format json bad.yaml "$data"
expect_exit 1
expect_no_stderr
expect "the JSON is not as it should be" python3 - <<'PY'
import json
found = json.load(open("stdout"))
assert (found["papers"], found["errors"], found["warnings"], found["notes"]) == (39, 3, 2, 0), found
first = found["findings"][0]
assert first["file"] == "bad.yaml" and first["line"] == 6 and first["column"] == 13, first
assert first["severity"] == "error" and first["code"] == "bad-year" and first["message"] and first["hint"], first
PY
run check --format github bad.yaml
expect_exit 1
expect_stdout '::error file=bad.yaml,line=6,col=13,title=bad-year::the year "24" is not four digits%0Awrite'
expect_stdout '::warning file=bad.yaml,line=7,col=47,title=future-year::'
mkdir 'a,b:c%'
cp bad.yaml 'a,b:c%/x.yaml'
run check --format github 'a,b:c%/x.yaml'
expect_stdout '::error file=a%2Cb%3Ac%25/x.yaml,line=6'
run check --disable bad-year,duplicate-title --disable url-without-scheme bad.yaml
expect_exit 0

# mending: only the wrong bytes, the mode kept; the second time there is nothing to do
printf '# EfÔ¨Åcient\r\nA:   # c\r\n  list:\r\n    - title: "EfÔ¨Åcient  Exit "   # d\r\n      venue: Eﬃ\r\n      year: '"'2020'"'\r\n' >fix.yaml
printf '# EfÔ¨Åcient\r\nA:   # c\r\n  list:\r\n    - title: "Efficient Exit"   # d\r\n      venue: Effi\r\n      year: '"'2020'"'\r\n' >fixed.yaml
chmod 600 fix.yaml
run check fix.yaml
expect_exit 1
expect_stderr 'fix.yaml:4:15: error: the text was decoded with the wrong character set: it should be "Efficient Exit" [mojibake]'
expect_stderr 'papermap check --fix mends it'
run check --fix fix.yaml
expect_exit 0
expect_stderr 'note: mended: was "EfÔ¨Åcient  Exit "'
expect_same fix.yaml fixed.yaml
expect "the mode changed" [ "$(stat -c %a fix.yaml)" = 600 ]
touch -d 2020-01-01 fix.yaml
run check --fix fix.yaml
expect_exit 0
expect_stderr '1 paper checked: 0 errors, 0 warnings'
expect "a clean file was written" [ "$(stat -c %Y fix.yaml)" = "$(date -d 2020-01-01 +%s)" ]

# Markdown
printf '# L\n\n| Title | Venue | Year |\n|---|---|---|\n| [Efficient Exits](http://x/1) | V | 2020 |\n| [Efficient Exit](http://x/2) |  | 2020 |\n' >list.md
run check list.md
expect_exit 0
expect_stderr '[similar-title]'
expect_stderr 'list.md:6:'
expect_stderr '[missing-venue]'
run check --fix list.md
expect_exit 2

# several inputs, standard input, what can't be read
run check fix.yaml list.md
expect_stderr '3 papers checked'
run check - --from yaml --strict <<<'A: {list: []}'
expect_exit 1
expect_stderr '<stdin>:1:1: warning: "A" has no papers [empty-topic]'
printf 'A: [' >broken.yaml
run check broken.yaml
expect_exit 3
expect_stderr '[yaml-syntax]'
run check --format json broken.yaml nowhere.yaml
expect_exit 3
expect "the JSON is broken" python3 -m json.tool stdout /dev/null
run check fix.txt
expect_exit 2
run check
expect_exit 2
run check --format xml "$data"
expect_exit 2
run check --disable no-such-code "$data"
expect_exit 2
run check --disable missing-venu "$data"
expect_stderr 'did you mean "missing-venue"?'
run check --fix -
expect_exit 2
run check --help
expect_exit 0
expect_stdout '--strict'

# every code is explained
sed -n '/pm_check_codes\[\] = {/,/};/p' "$source_dir/src/taxonomy/checks.c" | grep -o '"[a-z-]*"' | tr -d '"' >codes
while read -r name; do
  expect "docs/CHECKS.md does not explain $name" grep -q "^| \`$name\`" "$source_dir/docs/CHECKS.md"
done <codes
finish
