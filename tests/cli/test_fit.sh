#!/usr/bin/env bash
# --fit: pages by name and by size, the size of the text that comes out, and what is said when it is too small.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
list=$source_dir/data/early-exiting.yaml

# page FIT WIDTH HEIGHT [option]...: the picture is exactly that large.
page() {
  run render "$list" --fit "$1" "${@:4}" -q -o page.json -o page.svg
  expect_exit 0
  expect "a page of $1 is $2 x $3" python3 - "$2" "$3" <<'EOF'
import json, sys, re
wanted = [float(v) for v in sys.argv[1:]]
page = json.load(open("page.json"))
assert abs(page["width"] - wanted[0]) < .02 and abs(page["height"] - wanted[1]) < .02, (page["width"], page["height"])
head = re.search(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', open("page.svg").read())
assert all(abs(float(v) - w) < .02 for v, w in zip(head.groups(), wanted)), head.groups()
for node in page["nodes"]:
    x, y, w, h = node["box"]
    assert x >= 0 and y >= 0 and x + w <= wanted[0] and y + h <= wanted[1]
EOF
}
page 16:9 1600 900
page 1600x900 1600 900
page 4:3 1200 900
page a4 595.28 841.89
page a4-landscape 841.89 595.28
page letter 612 792
page 700.5x3000 700.5 3000
page 16:9 1600 900 --direction right
page 16:9 1600 900 --layout dot

# --- a long list without --fit: the picture is a strip, and it is said what to do about it ---
"$tools/generate_list" -n 500 -s 1 >long.yaml
run render long.yaml -v -o strip.svg
expect_exit 0
expect "the strip is told" grep -q "note: the map is a strip of [0-9]* by [0-9]* points" stderr
expect "and what there is instead" grep -q "hint: --fit 16:9" stderr
for option in "--fit a4" "-o page.html"; do
  # shellcheck disable=SC2086
  run render long.yaml -v -o strip.svg $option
  expect "nothing of a strip with $option" [ "$(grep -c "a strip" stderr)" = 0 ]
done
run render "$list" -v -o short.svg
expect "nor with a short list" [ "$(grep -c "a strip" stderr)" = 0 ]

# --- a slide of the whole list: titles of 10.5 pixels at least ---
run render "$list" --fit 1600x900 -q -f json
expect "titles on a slide are at least 10.5 px high" python3 - <<'EOF'
import json
sizes = [n["lines"][0]["size"] for n in json.load(open("stdout"))["nodes"] if n["kind"] == "paper"]
assert len(sizes) == 42 and min(sizes) >= 10.5, min(sizes)
EOF

# --- GitHub: at most 1012 wide, never enlarged, no text below 9 px ---
run render "$list" --fit github -q -f json
expect "a README's picture" python3 - <<'EOF'
import json
page = json.load(open("stdout"))
assert page["width"] <= 1012 and page["direction"] == "right"
assert min(line["size"] for n in page["nodes"] for line in n["lines"]) >= 9
EOF

# --- none is as without ---
run render "$list" --fit none -q -f json
mv stdout none.json
run render "$list" -q -f json
expect "--fit none changes nothing" cmp none.json stdout

# --- a fitted picture's pixels, and the same bytes again ---
run render "$list" --fit 800x450 -q -o one.png -o one.pdf -o one.gv
expect_exit 0
run render "$list" --fit 800x450 -q -o two.png -o two.pdf -o two.gv
expect "same PNG" cmp one.png two.png
expect "same gv" cmp one.gv two.gv
expect "--scale 2 is the default: 1600 x 900 pixels" python3 - <<'EOF'
import struct
assert struct.unpack(">II", open("one.png", "rb").read()[16:24]) == (1600, 900)
EOF
expect "a PDF page as large as asked for" sh -c "pdfinfo one.pdf | grep -q 'Page size: *800 x 450'"

# --- what is said ---
run render "$list" --fit 16:9 -v -f json
expect_stderr "note: fit 16:9: direction columns"
run render "$list" --fit 320x200 -f json
expect_exit 0
expect_stderr "the smallest text is"
expect_stderr "--split category"
expect "no advice to split what is split" sh -c '
  "$1" render "$2" --fit 320x200 --split topic -f pdf 2>&1 >split.pdf | grep -q "split as far as it can be"' - "$papermap" "$list"
run render "$list" --fit a4 -v -f json
expect_stderr "pt high, the smallest text"
for wrong in 16:10 0x900 900 900x 16x9y -5x10 1e9x100 A4; do
  run render "$list" --fit "$wrong" -o x.png
  expect_exit 2
  expect_stderr "--fit $wrong: expected WxH, 16:9"
done
finish
