#!/usr/bin/env bash
# The structure of a PDF, as Poppler reads it: headings with their levels, lists of papers with their links, in data order; sound
# by qpdf's account, in one page and in many, with and without a background.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need pdfinfo qpdf python3
list="$source_dir/data/early-exiting.yaml"

cat >judge.py <<'PYTHON'
"""judge.py PDF [JSON]: the tags are nested as PDF 1.7 wants them, and tell what the map's data says."""
import json, re, subprocess, sys
lines = subprocess.run(["pdfinfo", "-struct-text", sys.argv[1]], capture_output=True, text=True, check=True).stdout.splitlines()
tags, parents = [], []  # [tag, parent, text]
for line in lines:
    depth, what = (len(line) - len(line.lstrip())) // 2, line.strip()
    if what.startswith('"'):
        parents[depth - 1][2] += what.strip('"')
    elif not what.startswith("Object"):
        del parents[depth:]
        parents.append([what.split()[0], parents[-1][0] if parents else None, ""])
        tags.append(parents[-1])
assert [tag for tag in tags if tag[1] is None] == [tags[0]] and tags[0][0] == "Document", "one document"
allowed = {"H1": {"Document"}, "L": {"Document", "Sect"}, "LI": {"L"}, "LBody": {"LI"}, "Sect": {"Document", "Sect"},
           "P": {"Document", "LBody"}, "Link": {"LBody", "H1", "H2", "H3", "H4", "H5", "H6"}}
for tag, parent, _ in tags[1:]:
    assert parent in allowed.get(tag, {"Sect"}), (tag, parent)
if len(sys.argv) > 2:
    nodes = json.load(open(sys.argv[2]))["nodes"]
    told = [(tag, re.sub(r"\s+", " ", text).strip()) for tag, parent, text in tags]
    tidy = lambda node: " ".join(line["text"] for line in node["lines"])
    wanted = []
    for node in nodes:
        if node["kind"] == "paper":
            wanted.append(("P", node["title"]))
            wanted += [("Link", link["label"]) for link in node["links"]]
        else:
            wanted.append((f"H{min(len(node['path']) + 1, 6)}", tidy(node)))
    found = [each for each in told if each[1]]
    assert found.pop()[0] == "P", "the footer comes last"
    assert len(found) == len(wanted), (len(found), len(wanted))
    for (tag, text), (wanted_tag, start) in zip(found, wanted):
        assert tag == wanted_tag and text.startswith(start), (tag, text, wanted_tag, start)
PYTHON
sound() { # PDF
  qpdf --check "$1" >checked 2>&1
  expect "$1 is not sound: $(cat checked)" [ $? -eq 0 -a "$(grep -ci warning checked)" -eq 0 ]
}
judge() { expect "$1: the tags are wrong" python3 judge.py "$@"; }

run render "$list" -o map.pdf -o map.json
expect_exit 0
sound map.pdf
judge map.pdf map.json
run render "$source_dir/data/efficient-transformers.yaml" --style classic -o tree.pdf
sound tree.pdf
judge tree.pdf
run render "$list" --split topic --fit 16:9 -o deck.pdf
sound deck.pdf
judge deck.pdf
expect "the deck lacks pages or items" [ "$(pdfinfo -struct deck.pdf | grep -c LBody)" -eq 42 ]
printf 'extends: light\nbackground: none\ncategory-region: { fill: none }\nshow-footer: false\n' >bare.yaml
for depth in 0 category paper; do
  run render "$list" --style ./bare.yaml --depth $depth -o bare.pdf
  sound bare.pdf
  judge bare.pdf
done
"$tools/generate_list" -n 60 -s 4 --depth 12 --shape deep >deep.yaml
run render deep.yaml -o deep.pdf
sound deep.pdf
judge deep.pdf
finish
