#!/usr/bin/env bash
# papermap preview: a folder with the page, the pictures and a summary; all of it or nothing; the same bytes twice.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need xmllint python3
list="$source_dir/data/early-exiting.yaml"
files="index.html map.png map.svg map.pdf summary.md"
export SOURCE_DATE_EPOCH=1728646702

# --- what it makes ---
run preview "$list" -o new/folder
expect_exit 0
expect_no_stdout
expect_no_stderr
for file in $files; do expect_file "new/folder/$file"; done
expect "other files are there" [ "$(find new/folder -type f | wc -l)" -eq 5 ]
run preview "$list" --output again/
expect_exit 0
for file in $files; do expect_same "new/folder/$file" "again/$file"; done

# --- the pictures are what render makes ---
run render "$list" -o map.png -o map.svg -o map.pdf
for file in map.png map.svg map.pdf; do expect_same "$file" "again/$file"; done
cat >judge_map.py <<'PYEND'
import re, sys
page, picture = open("again/index.html").read(), open("map.svg").read()
page = re.sub(r"@media screen and \(prefers-color-scheme:dark\)\{.*?\n\}\n(?=</style>)", "", page, count=1, flags=re.S)
sys.exit(picture not in page)
PYEND
expect "the page does not hold the SVG" python3 judge_map.py

# --- the page: one file, a strict policy whose hashes are right, findings ---
cat >judge_page.py <<'PYEND'
import base64, hashlib, html.parser, json, re, sys
text = open(sys.argv[1], encoding="utf-8").read()
policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text).group(1)
assert policy.startswith("default-src 'none';"), policy
assert "unsafe" not in policy and "*" not in policy and "http" not in policy, policy
def digest(part): return "'sha256-" + base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() + "'"
class Reader(html.parser.HTMLParser):
    parts, inside = [], False
    def handle_starttag(self, tag, attributes):
        self.inside = tag in ("style", "script") and not attributes
        if self.inside: self.parts.append("")
    def handle_endtag(self, tag): self.inside = False
    def handle_data(self, data):
        if self.inside: self.parts[-1] += data
reader = Reader(convert_charrefs=False)
reader.feed(text)
parts = reader.parts
assert len(parts) == 3, len(parts)
for part in parts: assert digest(part) in policy
assert not re.search(r'(?:src|srcset|action|poster|data)=["\'](?!data:)', re.sub(r"<script.*?</script>", "", text, flags=re.S))
data = json.loads(re.search(r'<script type="application/json" id="pm-data">(.*?)</script>', text, re.S).group(1))
assert "version" not in data
assert [finding["code"] for finding in data["findings"]] == json.loads(sys.argv[2]), data["findings"]
assert data["nodes"][0]["kind"] == "root" and sum(node["kind"] == "paper" for node in data["nodes"]) == 42
PYEND
expect "the page is not what it should be" python3 judge_page.py again/index.html '["missing-venue"]'
expect "a path of this machine is in the page" python3 -c 'import sys; sys.exit("'"$PWD"'" in open("again/index.html").read())'

# --- the summary ---
expect_contains again/summary.md "## Early Exiting"
expect_contains again/summary.md "38 papers · 14 topics · 5 categories"
expect_contains again/summary.md "1 warning."
printf 'A|B <b>:\n  list:\n    - title: "One `x` | two"\n      venue: "V"\n      year: "20x4"\n' >special.yaml
run preview special.yaml -o special --title 'T | <script> *x*'
expect_exit 0
expect_contains special/summary.md '## T \| &lt;script> \*x\*'
printf 'A:\n  list:\n    - title: One\n      venue: ICML\n      year: "2020"\n      links: {PDF: "https://a.test/1"}\n' >fine.yaml
run preview fine.yaml -o fine
expect_contains fine/summary.md "None: the list is in order."

# --- compared with a base ---
sed 's/Dynamic neural networks: A survey/Dynamic neural networks, a survey/; s/^Exit Policy:/Exit Policies:/' "$list" >base.yaml
run preview "$list" --base base.yaml -o compared
expect_exit 0
for file in $files changes.svg; do expect_file "compared/$file"; done
expect_contains compared/summary.md "**1 paper edited; 1 topic renamed**"
expect_contains compared/index.html '"changesSummary":"1 paper edited; 1 topic renamed"'
expect "the picture is not well-formed" xmllint --noout compared/changes.svg
run diff base.yaml "$list" -o changes.svg
expect_same changes.svg compared/changes.svg
expect_same again/map.svg compared/map.svg
run preview "$list" --base base.yaml -o part --only Tuning --style dark --depth topic
expect_exit 0
expect_contains part/summary.md "**1 paper edited; 1 topic renamed**"
run preview "$list" --base missing.yaml -o none
expect_exit 3
expect_stderr "missing.yaml: error: cannot read"
run preview "$list" --base nowhere -o none
expect_exit 3
expect_no_file none

# --- a long list: nothing is said of its shape, which the page is for ---
"$tools/generate_list" -n 400 -s 1 >long.yaml
run preview long.yaml -o long -v
expect_exit 0
expect "the shape is told: $(cat stderr)" [ "$(grep -c "is a strip" stderr)" = 0 ]
expect_stderr "note: the map is large: PNG painted at --scale"
run diff long.yaml "$list" -o long.svg
expect_exit 0
expect_no_stderr

# --- options of the drawing, other inputs ---
run preview "$list" -o styled --style classic --only Tuning --title Other
expect_exit 0
expect_contains styled/map.svg ">Other<"
run preview - --from yaml -o piped <"$list"
expect_exit 0
expect_file piped/index.html
printf '# L\n\n## A\n- [One](https://a.test) ICML 2020\n' >list.md
run preview list.md -o markdown
expect_exit 0
expect_contains markdown/index.html '"name":"One"'

# --- nothing is written when anything is wrong ---
printf 'a: [\n' >broken.yaml
run preview broken.yaml -o none
expect_exit 3
expect_stderr "broken.yaml:"
expect_no_file none
cp again/index.html before.html
run preview broken.yaml -o again
expect_exit 3
expect_same before.html again/index.html
: >file
run preview "$list" -o file/folder
expect_exit 4
expect_stderr "cannot make the folder file/folder"
mkdir -p partly/map.pdf # a folder where a file shall be
run preview "$list" -o partly
expect_exit 4
expect_no_file partly/index.html
expect "temporary files were left" [ "$(ls -A partly)" = map.pdf ]

# --- usage ---
for arguments in "" "$list" "$list -o" "$list other.yaml -o x" "$list -o x --none" "$list -o x --from pdf"; do
  # shellcheck disable=SC2086
  run preview $arguments
  expect_exit 2
done
run preview --help
expect_exit 0
expect_stdout "summary.md"
finish
