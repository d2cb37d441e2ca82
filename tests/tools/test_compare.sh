#!/usr/bin/env bash
# Does compare_png see what it has to see, and only that? test_compare.sh COMPARE_PNG
# One drawing with what maps consist of, drawn by three programs: the same. With one element left out, moved or recoloured: not.
set -uo pipefail
compare=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# 1012 x 300 points; every element on a line of its own.
cat >"$work/map.svg" <<'EOF'
<svg xmlns="http://www.w3.org/2000/svg" width="1012" height="300" viewBox="0 0 1012 300" font-family="Inter">
<rect width="1012" height="300" fill="#fff"/>
<rect id="region" x="250" y="10" width="750" height="130" rx="12" fill="#eef2fe"/>
<rect id="root" x="20" y="120" width="160" height="60" rx="10" fill="#2a3bd0"/>
<text id="root-name" x="45" y="156" font-size="18" font-weight="600" fill="#fff">Early Exiting</text>
<path id="connector" d="M180 150C215 150 215 75 250 75" fill="none" stroke="#4a5fd8" stroke-width="1.5"/>
<path id="bracket" d="M560 40h-8q-6 0-6 6v50q0 6 6 6h8" fill="none" stroke="#4a5fd8" stroke-width="1.5"/>
<text id="category" x="270" y="80" font-size="15" font-weight="600" fill="#1a237e">Architecture</text>
<text id="title" x="575" y="42" font-size="11.5" fill="#1b1f2a">Multi-Scale Dense Networks for Resource Efficient Image Classification</text>
<text id="meta" x="575" y="58" font-size="9" fill="#5b6275">MSDNet · ICLR · 2018</text>
<rect id="button" x="695" y="49" width="24" height="12" rx="3" fill="none" stroke="#9aa5e8" stroke-width="0.8"/>
<text id="button-text" x="699" y="58" font-size="8.5" fill="#3545b8">PDF</text>
<text id="cjk" x="575" y="95" font-size="11.5" font-family="Noto Sans CJK SC" fill="#1b1f2a">卷积神经网络研究综述</text>
<rect id="region2" x="250" y="160" width="750" height="130" rx="12" fill="#fdf3ea"/>
<path id="connector2" d="M180 150C215 150 215 225 250 225" fill="none" stroke="#c9741a" stroke-width="1.5"/>
<text id="category2" x="270" y="230" font-size="15" font-weight="600" fill="#7a3d00">Training</text>
<text id="title2" x="575" y="215" font-size="11.5" fill="#1b1f2a">Meta-GF: Training Dynamic-Depth Neural Networks Harmoniously</text>
<text id="hand" x="575" y="250" font-size="16" font-family="Comic Neue" font-weight="700" fill="#111">Knowledge Distillation</text>
</svg>
EOF

draw() { # SVG PNG
  rsvg-convert --zoom 2 "$1" -o "$2"
}

# expect 0|1 NAME PNG [OPTION]...
expect() {
  local wanted=$1 name=$2 picture=$3 code
  shift 3
  "$compare" "$work/map.png" "$picture" "$@" >"$work/said"
  code=$?
  if [ $code -eq "$wanted" ]; then
    printf 'ok   %-26s %s\n' "$name" "$(sed -n 's/.*difference *\([0-9.]*\) of.*/\1/p' "$work/said" | paste -sd' ')"
  else
    printf 'FAIL %-26s exit %d, not %d\n' "$name" $code "$wanted"
    cat "$work/said"
    failures=$((failures + 1))
  fi
}

# without ID: the drawing less one element; changed SED NAME: the drawing after a change.
changed() {
  sed "$1" "$work/map.svg" >"$work/changed.svg"
  cmp -s "$work/map.svg" "$work/changed.svg" && echo "FAIL $2: nothing changed" && failures=$((failures + 1))
  draw "$work/changed.svg" "$work/changed.png"
}
without() {
  changed "/id=\"$1\"/d" "without $1"
  expect 1 "without $1" "$work/changed.png"
}
moved() { # ID DX DY
  changed "s/id=\"$1\"/& transform=\"translate($2 $3)\"/" "moved $1"
  expect 1 "moved $1 $2,$3" "$work/changed.png"
}

draw "$work/map.svg" "$work/map.png"
expect 0 "itself" "$work/map.png"

rsvg-convert -f pdf "$work/map.svg" -o "$work/map.pdf"
pdftoppm -png -singlefile -scale-to-x 2024 -scale-to-y 600 "$work/map.pdf" "$work/pdf"
expect 0 "through PDF" "$work/pdf.png"
rsvg-convert --zoom 3 "$work/map.svg" -o "$work/large.png"
expect 0 "at another scale" "$work/large.png"
changed 's/viewBox="0 0 /viewBox="0.15 0.15 /' "a fraction of a pixel off"
expect 0 "a fraction of a pixel off" "$work/changed.png"

for id in region root root-name connector bracket category title meta button button-text cjk region2 connector2 category2 title2 hand; do
  without "$id"
done
moved title 0 3
moved title 6 0
moved meta 0 14
moved button 8 0
moved category 0 4
moved connector 0 5
moved region2 0 6
changed 's/fill="#fdf3ea"/fill="#eef2fe"/' "recoloured"
expect 1 "another tint" "$work/changed.png"
changed 's/Dynamic-Depth /Dynamic-/' "a word less"
expect 1 "a word less" "$work/changed.png"

exit $((failures > 0))
