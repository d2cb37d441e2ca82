#!/usr/bin/env bash
# PNG, SVG as Chromium and as librsvg draw it, and PDF show the same picture; and were an element missing or out of its
# place, this test would say so.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need chromium rsvg-convert pdftoppm

# dimension width|height SVG: in whole pixels.
dimension() {
  sed -n "s/.*<svg[^>]* $1=\"\([0-9.]*\).*/\1/p" "$2" | head -1 | awk '{ print int($1) + ($1 > int($1)) }'
}

chromium_draws() { # SVG PNG
  timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync \
    --disable-background-networking --disable-component-update --hide-scrollbars --force-device-scale-factor=2 \
    --user-data-dir="$work/profile" --window-size="$(dimension width "$1"),$(dimension height "$1")" \
    --screenshot="$work/$2" "file://$work/$1" >chromium.log 2>&1 </dev/null
}

# compare PNG WANTED MESSAGE [OPTION]...: exit code 0 is the same picture, 1 another one; 2 would be a broken comparison.
compare() {
  local found
  "$tools/compare_png" map.png "$1" "${@:4}" >compared
  found=$?
  expect "$1: $3: $(cat compared)" [ $found -eq "$2" ]
}
same() { compare "$1" 0 "is not the picture of map.png" "${@:2}"; }
different() { compare "$1" 1 "$2 goes unseen"; }

compare_in_librsvg() {
  rsvg-convert --zoom 2 map.svg -o rsvg.png
  same rsvg.png
}

compare_all() { # LIST OPTION...
  run render "$source_dir/data/$1.yaml" "${@:2}" -o map.png -o map.svg -o map.pdf
  expect_exit 0
  [ "$1" = many-scripts ] || compare_in_librsvg
  chromium_draws map.svg chromium.png
  same chromium.png
  pdftoppm -png -singlefile -r 144 map.pdf pdf
  same pdf.png --fine 16 # letters in a PDF drift by up to half a point along a line
}

compare_all efficient-transformers --style dark
compare_all many-scripts
# librsvg 2.54 draws colour emoji as a blot, in any SVG: it gets the list without.
sed 's/ 🦜//' "$source_dir/data/many-scripts.yaml" >plain.yaml
run render plain.yaml -o map.png -o map.svg
expect_exit 0
compare_in_librsvg

compare_all early-exiting --style sketch --only "3. Tuning"
compare_all early-exiting --depth topic --style classic
compare_all early-exiting

# The controls, on the last picture: its SVG less one line of text; with that line a little lower; less one connector.
changed() { # WHAT LINE SED
  sed "$2$3" map.svg >changed.svg
  expect "the control changed nothing: $1" test -n "$2"
  rsvg-convert --zoom 2 changed.svg -o changed.png
  different changed.png "$1"
}
title=$(grep -n '<text.*Shallow-Deep' map.svg | head -1 | cut -d: -f1)
changed "a missing line of text" "$title" d
changed "a line of text 3 px lower" "$title" 's/<text/<text transform="translate(0 3)"/'
button=$(awk '/<a href/ { seen++ } seen == 20 && /<rect/ { print NR; exit }' map.svg)
changed "a missing button" "$button" d
# A path may hold several connectors, each from an M to the next: out with the middle one of the longest.
connectors=$(awk '/<path/ && gsub("M", "M") > most { most = gsub("M", "M"); line = NR } END { print line }' map.svg)
middle=$(($(sed -n "${connectors}p" map.svg | tr -cd M | wc -c) / 2 + 1))
changed "a missing connector" "$connectors" "s/M[^M\"]*//$middle"
finish
