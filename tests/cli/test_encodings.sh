#!/usr/bin/env bash
# --color-by, --size-by, --badge, --new-months, --cross-links (docs/ENCODINGS.md): what they draw, what they refuse, and what the
# date has to do with it.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need xmllint pdftotext
list="$source_dir/data/early-exiting.yaml"
unset SOURCE_DATE_EPOCH
texts() { grep -o '<text[^>]*>[^<]*' "$1" | sed 's/.*>//'; }
legend() { sed -n '/id="legend"/,/^<\/g>/p' "$1" | grep -o '<text[^>]*>[^<]*' | sed 's/.*>//' | paste -sd'|'; }

# --- colours and badges ---
run render "$list" --color-by year --badge year -o year.svg -o year.pdf -o year.json
expect_exit 0
expect_no_stderr
expect "year.svg is not well formed" xmllint --noout year.svg
expect "the legend of years is: $(legend year.svg)" [ "$(legend year.svg)" = "2017 (1)|2018 (1)|2019 (2)|2020 (5)|2021 (6)|2022 (5)|2023 (7)|2024 (11)" ]
expect "a year stands twice in a paper's line" [ "$(texts year.svg | grep -cx 'WWW 2024')" -eq 0 ]
expect "badges of MEEdge: $(texts year.svg | grep -cx WWW)" [ "$(texts year.svg | grep -cx WWW)" -eq 3 ]
expect "the PDF lacks the legend" grep -q '2024 (11)' <(pdftotext year.pdf -)
run render "$list" --color-by venue --badge venue -o venue.svg
expect_exit 0
expect "the legend of venues is: $(legend venue.svg)" \
  [ "$(legend venue.svg)" = "ECCV (4)|AAAI (4)|ICML (3)|CVPR (3)|TNNLS (2)|ICLR (2)|ACL (2)|other (17)|no venue (1)" ]
run render "$list" --color-by category --size-by none --badge none --new-months 0 --cross-links=false -o plain.svg
run render "$list" -o untold.svg
expect_same plain.svg untold.svg
run render "$list" --depth topic --color-by venue -o topics.svg
expect_exit 0
expect "a legend without papers" [ -z "$(legend topics.svg)" ]

# --- sizes ---
for by in year links papers; do
  run render "$list" --size-by "$by" -o "$by.json" -o "$by-sized.svg"
  expect_exit 0
  expect "--size-by $by says: $(legend "$by-sized.svg")" grep -q '^larger: ' <(legend "$by-sized.svg")
done
smallest() { python3 -c 'import json, sys; print(min(l["size"] for n in json.load(sys.stdin)["nodes"] for l in n["lines"]))'; }
run render "$list" -o untold.json
expect "text became smaller" [ "$(smallest <year.json)" = "$(smallest <untold.json)" ]

# --- what is new ---
cat >dated.yaml <<'END'
A:
  list:
    - { title: January, year: "2026-01" }
    - { title: Last year, year: 2025 }
    - { title: This year, year: 2026 }
    - { title: Someday, year: soon }
END
marked() { grep -c '>NEW<' "$1"; }
export SOURCE_DATE_EPOCH=1782864000 # 2026-07-01
run render dated.yaml --new-months 6 -o new.svg
expect_exit 0
expect_stderr 'warning: no paper is certainly of the last 6 months: none is marked'
expect_stderr -- '--new-months 7 marks those of 2026'
expect "something is new" [ "$(marked new.svg)" -eq 0 ]
run render dated.yaml --new-months 7 -o new.svg
expect_no_stderr
expect "two papers and the legend: $(marked new.svg)" [ "$(marked new.svg)" -eq 3 ]
expect "the legend says: $(legend new.svg)" [ "$(legend new.svg)" = "NEW|since 2026-01" ]
run render dated.yaml --new-months 19 -o new.svg
expect "three papers and the legend: $(marked new.svg)" [ "$(marked new.svg)" -eq 4 ]
SOURCE_DATE_EPOCH=soon run render dated.yaml --new-months 7 -o never.svg
expect_exit 2
expect_stderr 'SOURCE_DATE_EPOCH is no number of seconds'
expect_no_file never.svg
SOURCE_DATE_EPOCH=soon run render dated.yaml -o undated.svg
expect_exit 0
run check dated.yaml
expect_stderr 'the year "soon" is not four digits'
expect "a year with a month is refused" [ "$(grep -c bad-year stderr)" -eq 1 ]

# build: the date makes an output stale only where it is asked for
printf 'data: dated.yaml\noutputs:\n  - file: plain.svg\n  - file: new.svg\n    new-months: 7\n    cross-links: true\n' >papermap.yaml
run build
expect_exit 0
SOURCE_DATE_EPOCH=1814400000 run build --check
expect_exit 1
expect_stdout 'stale    new.svg'
expect_stdout 'current  plain.svg'
unset SOURCE_DATE_EPOCH

# --- cross-links ---
for direction in right left both down columns; do
  run render "$list" --direction "$direction" --cross-links -o links.json -o links.svg
  expect_exit 0
  count=$(python3 -c 'import json, sys; print(len(json.load(sys.stdin)["cross_links"]))' <links.json)
  expect "$direction: $count cross-links" [ "$count" -eq 4 ]
  expect "$direction: a cross-link has no title" grep -A1 'class="cross-link"' links.svg
done >/dev/null
expect "a map without them has the key" [ "$(grep -c cross_links untold.json)" -eq 0 ]
run render "$list" --cross-links --split category --color-by year -o part.svg
expect_exit 0
for part in part-01-survey.svg part-05-inference.svg; do expect_contains $part 'fill:#5b21b6'; done # 2024, the newest of the list
run render "$list" --layout dot --cross-links -o dot.svg
expect_exit 2
expect_stderr 'cross-links need the layout mindmap, not dot'
run render "$list" --direction radial --cross-links -o radial.svg
expect_exit 0
run render "$list" --direction radial --color-by year --badge year -o radial.svg
expect_exit 0

# --- hostile venues and years ---
cat >hostile.yaml <<'END'
A:
  list:
    - { title: One, venue: '<script>alert(1)</script>&"', year: '<b>' }
    - { title: Two, venue: 'A very long name of a venue that would not fit into any legend, however wide its page may be, at all', year: 99999999999999999999 }
    - { title: Three, venue: "\u202Eevil\u202C", year: "-2024" }
    - { title: Four, venue: '%s%n', year: 0000 }
    - { title: Five, venue: '@', year: 9999-12 }
    - { title: Five, venue: "'''", year: '' }
END
for by in year venue; do
  for style in light print; do
    run_bounded 20 2048 render hostile.yaml --style $style --color-by $by --badge $by --new-months 1200 --size-by year --cross-links --fit 300x300 \
      -o hostile.svg -o hostile.png -o hostile.html -q
    expect_exit 0
    expect "hostile.svg is not well formed" xmllint --noout hostile.svg
    expect "a script is in it" [ "$(grep -c '<script' hostile.svg)" -eq 0 ]
  done
done

# --- wrong values ---
wrong() { # EXPECTED ARG...
  local expected=$1
  shift
  run render "$list" "$@" -o wrong.svg
  expect_exit 2
  expect_stderr "expected $expected"
  expect_no_file wrong.svg
}
wrong 'category, year or venue' --color-by topic
wrong 'none, year, links or papers' --size-by big
wrong 'none, year or venue' --badge ''
wrong 'a number of months' --new-months -3
wrong 'a number of months' --new-months 1201
wrong 'a number of months' --new-months 3x
wrong 'true or false' --cross-links=maybe
printf 'encoding:\n  color-by: topic\n  ramp: []\n  other: blue\n  lane: 0\n  colr-by: year\n' >wrong.yaml
run render "$list" --style ./wrong.yaml -o wrong.svg
expect_exit 3
expect_stderr 'wrong.yaml:2:13: error: color-by must be one of: category, year, venue'
expect_stderr 'wrong.yaml:3:9: error: ramp must be a list of 1 to 256 hues'
expect_stderr 'wrong.yaml:4:10: error: a hue must be a mapping'
expect_stderr 'wrong.yaml:5:9: error: lane must lie between 1 and 100'
expect_stderr 'did you mean "color-by"?'
finish
