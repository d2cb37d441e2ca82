#!/usr/bin/env bash
# PNG, SVG as Chromium and as librsvg draw it, and PDF show the same picture; and were an element missing or out of its
# place, this test would say so.
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
    --screenshot="$2" "file://$work/$1" >chromium.log 2>&1 </dev/null
}

same() { expect "$1 shows not the picture of map.png: $("$tools/compare_png" map.png "$1")" "$tools/compare_png" map.png "$1" >/dev/null; }

# Exit code 1: compared, and different. Anything else is a broken comparison.
different() {
  "$tools/compare_png" map.png "$1" >compared
  local compared=$?
  expect "$2 goes unseen: $(cat compared)" [ $compared -eq 1 ]
}

compare_all() { # LIST OPTION...
  run render "$source_dir/data/$1.yaml" "${@:2}" -o map.png -o map.svg -o map.pdf
  expect_exit 0
  rsvg-convert --zoom 2 map.svg -o rsvg.png
  same rsvg.png
  chromium_draws map.svg chromium.png
  same chromium.png
  pdftoppm -png -singlefile -r 144 map.pdf pdf
  same pdf.png
}

compare_all efficient-transformers --style dark
compare_all many-scripts
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
# A path may hold several connectors, each from an M to the next: out with the middle one of the longest.
connectors=$(awk '/<path/ && gsub("M", "M") > most { most = gsub("M", "M"); line = NR } END { print line }' map.svg)
middle=$(($(sed -n "${connectors}p" map.svg | tr -cd M | wc -c) / 2 + 1))
changed "a missing connector" "$connectors" "s/M[^M\"]*//$middle"
finish
