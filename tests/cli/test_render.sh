#!/usr/bin/env bash
# papermap render: every format, several outputs at once, the same bytes twice, and errors that say what to do.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need qpdf xmllint pdftotext pdfinfo python3 neato dot
list="$source_dir/data/early-exiting.yaml"

# --- formats, all in one run, twice the same ---
outputs=()
for format in png svg pdf html gv json; do outputs+=(-o "a.$format"); done
run render "$list" "${outputs[@]}"
expect_exit 0
expect_no_stdout
expect_no_stderr
run render "$list" "${outputs[@]//a./b.}"
expect_exit 0
for format in png svg pdf html gv json; do
  expect_file "a.$format"
  expect_same "a.$format" "b.$format"
done
for engine in dot neato sfdp twopi circo osage patchwork; do # not fdp: stock fdp differs from run to run
  run render "$list" --layout $engine -f gv && mv stdout first
  run render "$list" --layout $engine -f gv
  expect_same first stdout
done
run render "$list" --svg-text outline -o outline.svg
expect_exit 0

# --- PNG: size and title; transparent when the style says so ---
expect_kind a.png $'\x89PNG'
expect_contains a.png "Early Exiting"
expect_contains a.png pHYs
printf 'extends: light\nbackground: none\n' >clear.yaml
run render "$list" --style ./clear.yaml --depth topic -o clear.png
expect_exit 0
expect "clear.png has no alpha" [ "$(grep -ca tRNS clear.png)" -gt 0 -o "$(od -An -tu1 -j25 -N1 clear.png)" -eq 6 ]
run render "$list" --scale 40 -o huge.png
expect_exit 4
expect_stderr "a side has at most 32767"
expect_stderr "try --scale"
expect_no_file huge.png

# --- SVG: well formed, live text, every link, ids, no script ---
expect "a.svg is not well formed" xmllint --noout a.svg outline.svg
links=$(grep -c 'https\?://' "$list")
expect "a.svg lacks links" [ "$(grep -c '<a href=' a.svg)" -eq "$links" ]
expect_contains a.svg 'role="graphics-document document"' # its links must be heard (docs/SVG.md)
expect_contains a.svg 'textLength='
expect_contains a.svg '<desc'
expect_contains a.svg '>HAPI: Hardware-Aware Progressive Inference</text>'
expect "a.svg has ids twice" [ -z "$(grep -o ' id="[^"]*"' a.svg | sort | uniq -d)" ]
expect "a.svg runs scripts" [ "$(grep -ci '<script\|onload' a.svg)" -eq 0 ]
expect "outline.svg has text" [ "$(grep -c '<text' outline.svg)" -eq 0 ]

# --- PDF: text in order, links, metadata, outline ---
pdftotext a.pdf - | tr '\n' ' ' >text
expect_contains text "Multi-Exit Semantic Segmentation Networks"
expect "a.pdf lacks links" [ "$(pdfinfo -url a.pdf 2>/dev/null | grep -c http)" -eq "$links" ]
expect "a.pdf is broken: $(qpdf --check a.pdf 2>&1 | grep -i warning | head -1)" qpdf --check a.pdf >/dev/null 2>&1
for category in Survey Architecture Training Tuning Inference; do
  expect "the outline lacks $category" grep -qa "Title ($category)" a.pdf
done
expect "a.pdf has no title" grep -q 'Title: *Early Exiting' <(pdfinfo a.pdf)
expect "a.pdf has no author" grep -q 'Author: *Me' <(run render "$list" --author Me -o me.pdf; pdfinfo me.pdf)
expect "a.pdf has a date" [ -z "$(pdfinfo a.pdf | grep CreationDate)" ]
SOURCE_DATE_EPOCH=86400 run render "$list" -o dated.pdf
expect "dated.pdf has no date" grep -q 'CreationDate:.*1970' <(TZ=UTC pdfinfo dated.pdf)

# --- gv: stock neato keeps our places, stock dot draws it ---
neato -n2 -Tplain a.gv >plain 2>neato.err
expect "neato complains: $(head -1 neato.err)" [ ! -s neato.err ]
expect "neato moved nodes" python3 - <<'EOF'
import json, shlex
boxes = {n["id"]: n["box"] for n in json.load(open("a.json"))["nodes"]}
lines = [shlex.split(line.replace("<", "'<", 1).replace(">>", ">>'", 1)) if "<" in line else line.split()
         for line in open("plain").read().replace("\\\n", "").split("\n") if line.startswith("node")]
height = float(open("plain").readline().split()[3])
origin = None
assert len(lines) == len(boxes)
for words in lines:
    x, y, w, h = boxes[words[1]]
    at = (float(words[2]) * 72 - (x + w / 2), (height - float(words[3])) * 72 - (y + h / 2))
    origin = origin or at
    assert abs(at[0] - origin[0]) < 0.2 and abs(at[1] - origin[1]) < 0.2, (words[1], at, origin)
    assert abs(float(words[4]) * 72 - w) < 0.2 and abs(float(words[5]) * 72 - h) < 0.2, words[1]
EOF
dot -Tsvg a.gv >dot.svg 2>dot.err
expect "dot complains: $(head -1 dot.err)" [ ! -s dot.err ]
expect_contains dot.svg 'HAPI: Hardware'
expect_contains a.gv 'pm_venue'
expect_contains a.gv 'subgraph "cluster_'

# --- JSON: the contract's shape; text at least 9 px high where a README shows it ---
expect "a.json is not as the contract says" python3 - "$list" <<'EOF'
import json, re, sys
m = json.load(open("a.json"))
assert set(m) == {"width", "height", "title", "direction", "nodes", "clusters", "edges"}
papers = [n for n in m["nodes"] if n["kind"] == "paper"]
titles = [t.strip().strip('"') for t in re.findall(r"title:(.*)", open(sys.argv[1]).read())[1:]]
assert [n["title"] for n in papers] == titles, "order is not data order"
assert len(papers) == 42 and len({n["title"] for n in papers}) == 38
assert len(m["clusters"]) >= 5 and len(m["edges"]) == len(m["nodes"]) - 1
exit_policy = [n for n in papers if n["title"].startswith("Shallow-Deep")][0]
assert exit_policy["path"] == ["Inference", "Effectiveness", "Exit Policy"], exit_policy["path"]
assert [l["label"] for l in exit_policy["links"]] == ["PAGE", "PDF"]
smallest = min(l["size"] for n in m["nodes"] for l in n["lines"])
assert smallest * 1012 / m["width"] >= 9, (smallest, m["width"])
EOF

# --- standard input and output ---
run render - --from yaml -f json <"$list"
expect_exit 0
expect_same stdout a.json
run render - -f json <"$list"
expect_exit 2
expect_stderr "--from yaml or --from md"

run render "$list" -o beside.svg -o beside.json -o - -f png # one read, one layout; the names tell, -f is for standard output
expect_exit 0
expect_kind stdout $'\x89PNG'
expect_same beside.svg a.svg
expect_same beside.json a.json
run render "$list" -o - -o beside.svg
expect_exit 2
expect_stderr "cannot tell the format of -: add -f"
run render "$list" -f svg -o named.otherwise
expect_same named.otherwise a.svg

# --- choosing what is drawn ---
run render "$list" --only "Tuning" -f json
expect "--only keeps others" [ "$(grep -c '"kind": "paper"' stdout)" -eq 5 ]
run render "$list" --except "0. Survey" --depth topic -f json
expect "--depth topic keeps papers" [ "$(grep -c '"kind": "paper"' stdout)" -eq 0 ]
expect "--except keeps the category" [ "$(grep -c Survey stdout)" -eq 0 ]
run render "$list" --depth 1 -f json
expect "--depth 1 keeps topics" [ "$(grep -c '"kind": "group"' stdout)" -eq 5 ]
run render "$list" --except '*' -f json
expect_exit 2
run render "$list" --title "Another <Title>" -f svg
expect_contains stdout 'Another &lt;Title&gt;'

# --- every engine of Graphviz; leaves do not overlap where it can promise it ---
for engine in dot neato fdp sfdp twopi circo osage patchwork; do
  run render "$list" --layout "$engine" -o engine.svg -o engine.json
  expect_exit 0
  expect "$engine lets leaves overlap" python3 - <<'EOF'
import json
leaves = [n["box"] for n in json.load(open("engine.json"))["nodes"] if n["kind"] == "paper"]
assert len(leaves) == 42
for i, (ax, ay, aw, ah) in enumerate(leaves):
    for bx, by, bw, bh in leaves[:i]:
        assert ax + aw <= bx + .5 or bx + bw <= ax + .5 or ay + ah <= by + .5 or by + bh <= ay + .5
EOF
done
# The lines between the places of a paper touch no other node, in a radial map, too.
run render "$list" --direction radial --cross-links -f json
expect_exit 0
expect "a cross-link crosses a node" python3 - <<'EOF'
import json
m = json.load(open("stdout"))
boxes = {n["id"]: n["box"] for n in m["nodes"]}
assert len(m["cross_links"]) == 4
for link in m["cross_links"]:
    points = link["points"][::3]
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        for step in range(201):
            px, py = ax + (bx - ax) * step / 200, ay + (by - ay) * step / 200
            for name, (x, y, w, h) in boxes.items():
                inside = x + 0.3 < px < x + w - 0.3 and y + 0.3 < py < y + h - 0.3
                assert not inside, (link["from"], link["to"], name)
EOF

for direction in right left both down columns radial; do
  run render "$list" --direction "$direction" -f json
  expect_stdout "\"direction\": \"$direction\""
done

# --- wrong usage: exit 2, nothing written ---
expect_usage() { # TEXT ARG...
  run "${@:2}"
  expect_exit 2
  expect_stderr "$1"
  expect_no_stdout
}
expect_usage "no command given"
expect_usage "did you mean \`papermap render\`" rendr
expect_usage "unknown option --nosuch" render "$list" --nosuch
expect_usage "needs a value" render "$list" -o
expect_usage "expected png, svg, pdf, pptx, html, gv or json" render "$list" -f gif
expect_usage "cannot tell the format" render "$list" -o map.gif
expect_usage "no input given" render -o a.png
expect_usage "no style called" render "$list" --style nosuch -o a.png
expect_usage "--layout nosuch" render "$list" --layout nosuch -o a.png
expect_usage "--direction up" render "$list" --direction up -o a.png
expect_usage "--scale 0" render "$list" --scale 0 -o a.png
expect_usage "where to?" render "$list"

# --- wrong input: exit 3, with place and caret; old outputs stay ---
cat >bad.yaml <<'EOF'
Topic:
  category: "1. A"
  list:
    - titel: "No title"
    - title: ""
EOF
cp a.svg kept.svg
run render bad.yaml -o kept.svg -o new.png
expect_exit 3
expect_stderr "bad.yaml:4:7: "
expect_stderr "did you mean \"title\"?"
expect_stderr "bad.yaml:5:14: error:"
expect_stderr "             ^"
expect_same kept.svg a.svg
expect_no_file new.png
printf 'A: {list: [{title: x, title: y}, {abbr: z}]}\nA: {list: 3}\n' >many.yaml
run render many.yaml -o new.png
expect_exit 3
for mistake in '1:23: error: the key "title"' '1:34: error: a paper without' '2:1: error: the key "A"' '2:11: error: list is a text'; do
  expect_stderr "many.yaml:$mistake"
done
printf 'extends: light\nmargn: 3\nbackground: blue-ish\n' >bad-style.yaml
run render "$list" --style ./bad-style.yaml -o new.png
expect_exit 3
expect_stderr "bad-style.yaml:2:1: error: unknown key \"margn\""
expect_stderr "did you mean \"margin\"?"
expect_stderr "bad-style.yaml:3:13: error: not a colour"
: >empty.yaml
run render empty.yaml -o new.png
expect_exit 3
expect_stderr "empty"
run render no-such-file.yaml -o new.png
expect_exit 3
expect_stderr "cannot read"
expect_no_file new.png

# --- output that cannot be made: exit 4; of several outputs all or none ---
run render "$list" -o fresh.svg -o no/such/folder/a.svg
expect_exit 4
expect_stderr "cannot write no/such/folder/a.svg"
expect_no_file fresh.svg
"$papermap" render "$list" -f svg >/dev/full 2>stderr
code=$?
expect_exit 4
expect "temporary files are left" [ -z "$(find . -maxdepth 1 -name '.*.??????')" ]

# --- lists, help, version ---
run styles
for style in light dark classic print; do expect_stdout "$style"; done
run layouts
expect_stdout mindmap
run formats
expect_stdout svg
run --version
expect_stdout "papermap 0."
run --help
expect_stdout "render"
run render --help
expect_stdout "--svg-text"
finish
