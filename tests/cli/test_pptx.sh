#!/usr/bin/env bash
# Slides as PPTX: a sound package with every text and link, the same bytes again, and LibreOffice draws the same picture;
# were an element missing or out of its place, this test would say so.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need soffice pdftoppm python3
list=$source_dir/data/early-exiting.yaml
check() { expect "$1 is not sound: $(python3 "$source_dir/tests/tools/check_pptx.py" "$@" 2>&1)" \
  python3 "$source_dir/tests/tools/check_pptx.py" "$@"; }

# --- one slide ---
run render "$list" --fit 16:9 -q -o map.pptx -o map.json -o map.png
expect_exit 0
check map.pptx map.json
run render "$list" --fit 16:9 -q -o again.pptx
expect_same map.pptx again.pptx
TZ=Asia/Tokyo "$papermap" render "$list" --fit 16:9 -q -o again.pptx
expect_same map.pptx again.pptx

# part FILE PART: a part of the package.
part() { python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' "$@"; }
part map.pptx ppt/presentation.xml >stdout
expect_stdout '<p:sldSz cx="12192000" cy="6858000"/>'
part map.pptx docProps/core.xml >stdout
expect_stdout '<dc:title>Early Exiting</dc:title>'
expect "a date out of nothing" sh -c '! grep -q dcterms:created stdout'
SOURCE_DATE_EPOCH=86400 "$papermap" render "$list" --fit a4 --author 'A & B' -q -o dated.pptx
part dated.pptx docProps/core.xml >stdout
expect_stdout '<dcterms:created xsi:type="dcterms:W3CDTF">1970-01-02T00:00:00Z</dcterms:created>'
expect_stdout '<dc:creator>A &amp; B</dc:creator>'
part dated.pptx ppt/presentation.xml >stdout
expect_stdout '<p:sldSz cx="7560056" cy="10692003"/>' # 210 x 297 mm

# --- a deck: overview and parts, linked both ways ---
run render "$list" --fit 16:9 --split category --style dark -q -o deck.pptx -o deck.json -o deck.png
expect_exit 0
check deck.pptx deck-0*.json
part deck.pptx ppt/slides/_rels/slide1.xml.rels >stdout
expect_stdout 'relationships/slide" Target="slide6.xml"'
part deck.pptx ppt/slides/_rels/slide4.xml.rels >stdout
expect_stdout 'relationships/slide" Target="slide1.xml"'
part deck.pptx ppt/slides/slide4.xml >stdout
expect_stdout 'action="ppaction://hlinksldjump"'
expect_stdout '<a:t>Training</a:t>'

# --- many scripts, without a page ---
run render "$source_dir/data/many-scripts.yaml" -q -o scripts.pptx -o scripts.json
check scripts.pptx scripts.json
part scripts.pptx ppt/slides/slide1.xml >stdout
expect_stdout '<a:ea typeface="Noto Sans CJK'
expect_stdout '<a:cs typeface="Noto Sans Devanagari"/>'
expect_stdout '<a:pPr algn="r" rtl="1">'

# --- hostile titles and addresses ---
python3 - <<'EOF'
open("hostile.yaml", "w").write('''
"Topic <&>\\"": {category: "C]]>", list: [
  {title: "</a:t><script>&amp; \\u0001\\uFFFE ]]> \\e[31m _x0041_", links: {A: "https://x.org/a b?c=<\\">&d=%zz#e#f", B: "https://[::1]/",
    C: "http://x.org:port/", D: "javascript:alert(1)", E: "https:///x", F: "a.pdf", G: "https://x.org/é|{}"}},
  {title: "'''+ "Long " * 60 +'''", abbr: "\\u202E\\u200F", links: {PDF: "https://x.org/'''+ "y" * 3000 +'''"}}]}
''')
EOF
run render hostile.yaml -o hostile.pptx -o hostile.json
expect_exit 0
expect_stderr "4 buttons are without a link on the slides: not a web address"
check hostile.pptx hostile.json
part hostile.pptx ppt/slides/_rels/slide1.xml.rels >stdout
expect_stdout 'Target="https://x.org/a%20b?c=%3C%22%3E&amp;d=%25zz#e%23f"'
expect_stdout 'Target="https://x.org/%C3%A9%7C%7B%7D"'

# --- large lists: what fits, and what is said when nothing does ---
"$tools/generate_list" -n 1500 >large.yaml
run_bounded 60 4000 render large.yaml --fit 16:9 -q -o large.pptx -o large.json
expect_exit 0
check large.pptx large.json
run render large.yaml -o none.pptx
expect_exit 4
expect_stderr "a slide's text has 1 point at least"
expect_stderr "add --fit 16:9"
expect_no_file none.pptx

# --- LibreOffice draws them; and the controls, where something is not as it should be ---
python3 - <<'EOF'
import re, zipfile
deck = zipfile.ZipFile("map.pptx")
slide = deck.read("ppt/slides/slide1.xml").decode()
shapes = re.findall(r"<p:sp>.*?</p:sp>", slide)
title = next(s for s in shapes if "<a:t>Shallow-Deep" in s)
button = [s for s in shapes if 'name="Button"' in s][20]
connectors = next(s for s in shapes if 'name="Connectors: Early Exiting"' in s)
def write(name, old, new):
    assert slide.count(old) == 1, name
    with zipfile.ZipFile(name, "w") as out:
        for part in deck.namelist():
            out.writestr(part, slide.replace(old, new) if part.endswith("slide1.xml") else deck.read(part))
write("no-title.pptx", title, "")
lower = re.sub(r'y="(\d+)"', lambda m: f'y="{int(m[1]) + 40000}"', title, count=1)
write("low-title.pptx", title, lower)
write("no-button.pptx", button, "")
write("no-connector.pptx", connectors, "")
EOF
timeout 120 soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir drawn \
  map.pptx deck.pptx scripts.pptx hostile.pptx no-title.pptx low-title.pptx no-button.pptx no-connector.pptx >soffice.log 2>&1 </dev/null

# drawn PDF PAGE DPI
drawn() {
  [ -s "drawn/$1.pdf" ] || { fail "LibreOffice did not draw $1.pptx: $(tail -3 soffice.log)"; return; }
  pdftoppm -png -singlefile -f "$2" -l "$2" -r "$3" "drawn/$1.pdf" "$1-$2"
}

# compare OURS THEIRS WANTED MESSAGE [OPTION]...
compare() {
  local found
  "$tools/compare_png" "$1" "$2" "${@:5}" >compared
  found=$?
  expect "$2 $4: $(cat compared)" [ $found -eq "$3" ]
}
# LibreOffice rounds the sizes of fonts, so that letters drift by up to 1 % along a line, as they do in a
# PDF (test_same_picture.sh). The limit is half way between what that makes, 8 at most, and the least of the controls.
drawn map 1 192
compare map.png map-1.png 0 "is not the picture of map.png" --width 800 --fine 12
for wrong in no-title low-title no-button no-connector; do
  drawn $wrong 1 192
  compare map.png $wrong-1.png 1 "goes unseen" --width 800 --fine 12
done
page=1
for ours in deck-0*.png; do
  drawn deck $page 120
  compare "$ours" "deck-$page.png" 0 "is not the picture of $ours" --width 600 --fine 16
  page=$((page + 1))
done
expect "LibreOffice draws other scripts and hostile texts" [ -s drawn/scripts.pdf -a -s drawn/hostile.pdf ]
finish
