#!/usr/bin/env bash
# --split: the files and pages that come out, their links, and that nothing is lost or doubled on the way.
. "$(dirname "$0")/lib.sh" "$@"
list=$source_dir/data/early-exiting.yaml

# --- by category: an overview and five parts ---
run render "$list" --split category --fit 16:9 -q -o map.svg -o map.json -o map.pdf -o map.png
expect_exit 0
expect "the files of a split by category" python3 - <<'EOF'
import glob, json, re
names = ["00-overview", "01-survey", "02-architecture", "03-training", "04-tuning", "05-inference"]
for ending in "svg", "json", "png":
    assert sorted(glob.glob(f"map-*.{ending}")) == [f"map-{n}.{ending}" for n in names], glob.glob("map-*")
parts = [json.load(open(f"map-{n}.json")) for n in names]
papers = lambda page: [n["title"] for n in page["nodes"] if n["kind"] == "paper"]
assert not papers(parts[0])
assert [len(papers(p)) for p in parts[1:]] == [4, 8, 10, 5, 15]
for page in parts:
    assert (page["width"], page["height"]) == (1600, 900) and page["title"] == "Early Exiting"
overview = open("map-00-overview.svg").read()
assert re.findall(r'<a href="([^"]+)"', overview) == [f"map-{n}.svg" for n in names[1:]]
for name in names[1:]:
    assert open(f"map-{name}.svg").read().count('<a href="map-00-overview.svg"') == 1
assert "1 / 6" in overview and "6 / 6" in open("map-05-inference.svg").read()
EOF
run render "$list" -q -f svg
mv stdout whole.svg
expect "a category keeps its colours" python3 - <<'EOF'
import re
colour = lambda text: re.search(r'#7c3aed', text)
assert colour(open("whole.svg").read()) and colour(open("map-05-inference.svg").read())
assert not colour(open("map-01-survey.svg").read())
EOF
expect "a PDF has a page for each part" sh -c "pdfinfo map.pdf | grep -Eq 'Pages: +6'"
expect "the PDF is whole" sh -c "qpdf --check map.pdf >/dev/null"
expect "the PDF's outline and links lead to its pages" python3 - <<'EOF'
import json, re, subprocess
read = lambda *options: subprocess.run(["qpdf", *options, "map.pdf"], capture_output=True, check=True).stdout.decode("latin1")
outlines = json.loads(read("--json"))["outlines"]
assert [o["title"] for o in outlines] == ["Overview", "Survey", "Architecture", "Training", "Tuning", "Inference"]
assert [o["destpageposfrom1"] for o in outlines] == [1, 2, 3, 4, 5, 6]
text = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "map.pdf", "-"], capture_output=True, check=True).stdout.decode("latin1")
links = [o for o in re.findall(r"\d+ 0 obj\n<<(.*?)\nendobj", text, re.S) if "/Subtype /Link" in o]
inner = [m.group(1) for o in links if (m := re.search(r"/Dest \((page-\d)\)", o))]
assert inner == [f"page-{n}" for n in range(2, 7)] + ["page-1"] * 5, inner
assert all("/URI" in o or "/Dest" in o for o in links)
for n in range(1, 7):
    assert re.search(rf"\(page-{n}\)\s+\[", text), n
EOF

# --- by topic: 14 of them, deeper groups keep what is above them ---
run render "$list" --split topic -q -o topic.json
expect "a file for each topic" python3 - <<'EOF'
import glob, json
files = sorted(glob.glob("topic-*.json"))
assert len(files) == 15, files
papers = [n for f in files for n in json.load(open(f))["nodes"] if n["kind"] == "paper"]
assert len(papers) == 42
distillation = json.load(open("topic-04-knowledge-distillation.json"))
assert [n["title"] for n in distillation["nodes"] if n["kind"] == "group"] == ["Training", "Effectiveness", "KD for Training"]
EOF

# --- what would be too small to read is split again ---
{
  printf 'Long Topic:\n  category: One\n  list:\n'
  for i in {1..900}; do printf '    - title: "A Paper on Adaptive Inference with Early Exits, the %dth"\n      venue: ICML\n' "$i"; done
  printf 'Short Topic:\n  category: Two\n  list:\n    - title: "The last"\n'
} >long.yaml
run render long.yaml --split category --fit 16:9 -q -o long.json
expect_exit 0
expect "parts are split until they can be read, and no paper is lost" python3 - <<'EOF'
import glob, json
files = sorted(glob.glob("long-*.json"))
pages = [json.load(open(f)) for f in files[1:]]
count = len(pages) - 1
assert count > 1 and files[1] == f"long-01-one-1-{count}.json" and files[-1] == f"long-{count + 1:02}-two.json", files
assert [p["nodes"][1]["lines"][0]["text"] for p in pages[:-1]] == [f"One ({i + 1}/{count})" for i in range(count)]
sizes = [l["size"] for p in pages for n in p["nodes"] for l in n["lines"]]
assert min(sizes) >= 6.5, min(sizes)
assert sum(n["kind"] == "paper" for p in pages for n in p["nodes"]) == 901
EOF

# --- names of files come from the list, and lead nowhere else ---
cat >names.yaml <<'EOF'
"../../etc/passwd":
  list: [{title: One}]
"深度学习":
  list: [{title: Two}]
"<a href='x'>":
  list: [{title: Three}]
EOF
mkdir -p inner
run render names.yaml --split category -q -o inner/map.svg
expect_exit 0
expect "file names hold letters, digits and hyphens" test "$(find inner -type f -printf '%f\n' | sort | tr '\n' ' ')" = \
  "map-00-overview.svg map-01-etc-passwd.svg map-02-part.svg map-03-a-href-x.svg "

# --- one output and several, and what cannot be ---
run render "$list" --split category -q -f pdf
expect_exit 0
run render "$list" --split category -f svg
expect_exit 2
expect_stderr "several files"
run render "$list" --split chapter -o x.svg
expect_exit 2
expect_stderr "none, category or topic"
run render "$list" --split none -q -f json
mv stdout none.json
run render "$list" -q -f json
expect "--split none changes nothing" cmp none.json stdout

# --- papermap.yaml ---
cat >papermap.yaml <<EOF
data: list.yaml
outputs:
  - { file: pages/map.svg, split: category }
  - { file: pages/map.pdf, split: category }
EOF
cp "$list" list.yaml
run build -q
expect_exit 0
expect "build makes the parts" test "$(find pages -type f | wc -l)" -eq 7
run build --check
expect_exit 0
rm pages/map-03-training.svg
run build --check
expect_exit 1
expect_stdout "stale    pages/map-03-training.svg"
finish
