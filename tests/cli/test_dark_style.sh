#!/usr/bin/env bash
# --dark-style: a second palette in the same SVG or page; what it cannot do is said. (tests/page/test_svg.py looks at the picture.)
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need xmllint
list="$source_dir/data/efficient-transformers.yaml"
dark_rule='@media screen and (prefers-color-scheme:dark){'
palettes() { grep -cF "$dark_rule" "$1"; }

run render "$list" --dark-style dark -o both.svg -o both.html -o both.json
expect_exit 0
expect_no_stderr
run render "$list" -o light.svg -o light.html -o light.json
for file in both.svg both.html light.html; do expect "$file has $(palettes $file) dark palettes" [ "$(palettes $file)" -eq 1 ]; done
expect "light.svg has a dark palette, unasked" [ "$(palettes light.svg)" -eq 0 ]
expect_same both.html light.html # a page in the default style has both anyway
expect_same both.json light.json
expect "both.svg is not well formed" xmllint --noout both.svg
expect "there is more than a palette between them" cmp -s light.svg <(sed "/^$dark_rule/,/^}/d" both.svg)
run render "$list" -o alone.svg
expect_same alone.svg light.svg # whatever else is drawn
run render "$list" --style dark -f html
expect "a dark page has another palette" [ "$(palettes stdout)" -eq 0 ]
run render "$list" --style print --dark-style dark --split category -o part.svg
expect "a part lacks its dark palette" [ "$(cat part-*.svg | grep -cF "$dark_rule")" -eq "$(find . -name 'part-*.svg' | wc -l)" ]

# --- what differs in more than colours; what cannot have two; what is no style ---
run render "$list" --dark-style classic -f svg
expect_exit 0
expect_stderr 'the style "classic" differs from "light" in more than colours ('
expect_stderr 'its colours are taken, its shapes are not'
run render "$list" --dark-style dark -o map.png -o map.pdf
expect_exit 0
expect_stderr 'warning: --dark-style changes nothing here: only SVG and HTML hold two palettes'
run render "$list" -o plain.png
expect_same map.png plain.png
run render "$list" --dark-style dark -o map.png -o map.svg
expect_no_stderr
expect_same map.png plain.png
run render "$list" --dark-style drak -o map.svg
expect_exit 2
expect_stderr 'there is no style called "drak"'
printf 'extends: dark\nbackground: blue-ish\n' >wrong.yaml
run render "$list" --dark-style ./wrong.yaml -o map.svg
expect_exit 3
expect_stderr 'wrong.yaml:2:13: error: not a colour'

# --- papermap.yaml ---
cp "$list" list.yaml
printf 'data: list.yaml\noutputs:\n  - file: build.svg\n    dark-style: dark\n  - file: build.png\n' >papermap.yaml
run build
expect_exit 0
expect_same build.svg both.svg
expect_same build.png plain.png
sed -i 's/dark-style: dark/dark-style: drak/' papermap.yaml
run build
expect_exit 3
expect_stderr 'papermap.yaml:4:17: error: there is no style called "drak"'
finish
