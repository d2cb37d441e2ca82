#!/usr/bin/env bash
# Hostile data: texts and addresses that try to break out of SVG, Markdown, DOT, PDF and the terminal; links that run code or open
# files; names that lead out of a folder. What is drawn stays a picture; what is data stays data.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need python3 xmllint pdfinfo dot strace
export SOURCE_DATE_EPOCH=1728646702

# --- every text field with every trick ---
python3 - <<'PYEND'
import json
tricks = ["</text></svg><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)", "]]>", "<!--", "--><script>",
          "&lt;script&gt;", "&#60;b&#62;", "&xxe;", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
          "<![CDATA[<script>]]>", "\\\"]; evil [label=\"x", "\\N\\G\\E\\l", "<B>bold</B>", "<<TABLE>>", "a|b|c", "`code`", "**bold** _it_",
          "[x](javascript:alert(1))", "![x](https://evil.test/x.png)", "<https://evil.test/a>", "https://evil.test/bare", "www.evil.test",
          "<!-- main-end -->", "```", "# heading", "- item", "1. item", "| - | - |", "$x$ $$y$$", "~~gone~~", "[^1]", "me@evil.test",
          "(parens) \\( \\)", "'quoted' /URI (javascript:alert(1))", "endobj 1 0 obj << /JS (x) >>", "%PDF", "uri='javascript:alert(1)'",
          "a\u202eb\u202c", "zero\u200bwidth", "e" + "\u0301" * 50, "\U0001f469\u200d\U0001f52c", "\u00a0", "%s%n%x", "${HOME}", "$(id)",
          "@import url(x)", "}</style><style>*{", "\\", "\\\\", "\"", "'", "x" * 2000]
urls = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "\u00a0javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>", "DATA:text/html;base64,PHN2Zz4=", "file:///etc/passwd", "FILE:/etc/passwd", "vbscript:x",
        "blob:https://evil.test/1", "about:blank", "view-source:x", "ws://evil.test", "jar:file:x", "javascript&colon;alert(1)",
        "javascript&#58;alert(1)", "&#106;avascript:alert(1)", "javascript%3Aalert(1)", "//evil.test/x", "\\\\evil.test\\x",
        "https://ok.test/\"><script>alert(1)</script>", "https://ok.test/') /JS (alert(1)", "https://ok.test/a)b](javascript:alert(1))",
        "https://ok.test/a|b", "https://ok.test/a b", "https://ok.test/\\N", "http:javascript:alert(1)", "\x01javascript:alert(1)",
        "feed:javascript:alert(1)", "mailto:a@b.test?body=<script>", "javascript\n:alert(1)", "x:y", "C:\\evil.exe"]
def dump(text): return json.dumps(text, ensure_ascii=True).replace("\\ud83d\\udc69", "\\U0001F469").replace("\\ud83d\\udd2c", "\\U0001F52C")
with open("hostile.yaml", "w") as f:
    f.write("title: " + dump("T " + tricks[0] + tricks[1]) + "\nchildren:\n")
    for i, trick in enumerate(tricks):
        f.write(f"  - name: {dump(f'N{i} ' + trick)}\n    label: {dump(f'L{i} ' + trick)}\n    note: {dump(trick)}\n    papers:\n"
                f"      - {{title: {dump(f'T{i} ' + trick)}, abbr: {dump(f'A{i} ' + trick)}, venue: {dump(trick)}, year: {dump(trick)}, "
                f"authors: {dump(trick)}, note: {dump(trick)}, links: {{{dump(f'P{i} ' + trick[:900])}: {dump(urls[i % len(urls)])}}}}}\n")
    f.write("  - name: links\n    papers:\n")
    for i, url in enumerate(urls):
        f.write(f"      - {{title: U{i}, links: {{PDF: {dump(url)}}}}}\n")
    f.write("      - {title: good, links: {PDF: 'https://ok.test/good'}}\n")
PYEND
run render hostile.yaml -o h.svg -o h.pdf -o h.gv -o h.json -o h.png
expect_exit 0
run render hostile.yaml --svg-text outline -o outline.svg
expect_exit 0

# --- SVG: one well-formed document of known elements, no script, no handler, no other link ---
expect "not well formed" xmllint --noout --nonet h.svg outline.svg
cat >judge_svg.py <<'PYEND'
import re, sys
import xml.etree.ElementTree as tree
known = {"svg", "title", "desc", "style", "rect", "path", "text", "g", "a", "defs", "use"}
for name in sys.argv[1:]:
    seen_good = False
    for element in tree.parse(name).iter():
        tag = element.tag.split("}")[1]
        assert tag in known, tag
        for key, value in element.attrib.items():
            key = key.split("}")[-1]
            assert not key.startswith("on"), key
            if key == "href" and tag == "a":
                assert re.match(r"(?:https?|mailto|doi|ftp):|[^:&]*$|[^:&]*[/?#]", value) and not re.search(r"[\x00-\x1f\x7f]", value), value
                seen_good |= value == "https://ok.test/good"
            elif key == "href":
                assert value.startswith("#"), value
        if tag == "style":
            assert "url(" not in element.text and "@import" not in element.text
    assert seen_good
PYEND
expect "the SVG holds what it must not" python3 judge_svg.py h.svg outline.svg

safe='^(https?|mailto|doi|ftp):|^[^:&]*$|^[^:&]*[/?#]' # or relative

# --- PDF: no script, no action but a web link ---
pdfinfo -js h.pdf >js 2>/dev/null
expect "the PDF holds a script" [ ! -s js ]
pdfinfo -url h.pdf 2>/dev/null | awk 'NR > 1 { print $NF }' >urls
expect_contains urls "https://ok.test/good"
expect "the PDF links $(grep -viE "$safe" urls | head -3)" [ "$(grep -cviE "$safe" urls)" -eq 0 ]
cat >judge_pdf.py <<'PYEND'
import re
data = re.sub(rb"stream\r?\n.*?endstream", b"", open("h.pdf", "rb").read(), flags=re.S)
data = re.sub(rb"\((?:\\.|[^()\\])*\)", b"", data, flags=re.S)  # texts
assert not re.search(rb"/(JS|JavaScript|Launch|OpenAction|AA|EmbeddedFile|SubmitForm|GoToR)\b", data)
PYEND
expect "the PDF has other actions" python3 judge_pdf.py

# --- DOT: stock dot reads it back, node for node; its URLs are safe ---
dot -Tsvg h.gv -o dot.svg 2>dot.err
grep -oiE 'href="[^"]*"' dot.svg | sed 's/^[^"]*"//; s/"$//' >dot.urls
expect "dot cannot read it: $(head -2 dot.err)" [ -s dot.svg ]
expect "dot sees other nodes" [ "$(grep -c '<g id="node' dot.svg)" -eq "$(grep -cE '"kind": "(root|group|paper)"' h.json)" ]
expect "dot's SVG links $(grep -viE "$safe" dot.urls | head -2)" \
  [ "$(grep -cviE "$safe" dot.urls)" -eq 0 ]

# --- JSON: data, kept as it is, and valid ---
expect "the JSON is not valid" python3 -c "import json; json.load(open('h.json'))"

# --- README: nothing ends a table, a section or a line; no unsafe link ---
printf '# L\n\n<!-- update-time-start -->\n<!-- update-time-end -->\n\n<!-- main-start -->\n<!-- main-end -->\n\nend\n' >README.md
run readme hostile.yaml README.md
expect_exit 0
expect "a marker came in" [ "$(grep -c '<!--' README.md)" -eq 4 ]
expect "a raw tag came in" [ "$(grep -v '^<!--' README.md | grep -c '<')" -eq 0 ]
cat >judge_readme.py <<'PYEND'
import re
text = open("README.md", encoding="utf-8").read()
for target in re.findall(r"(?<!\\)\]\(((?:\\.|[^\\)])*)\)", text):
    assert re.match(r"(?:https?|mailto|doi|ftp):|[^:&]*$|[^:&]*[/?#]", target), target
rows = [line for line in text.split("\n") if line.startswith("|")]
for row in rows:
    assert len(re.findall(r"(?<!\\)\|", row.replace("\\\\", ""))) == 6, row
assert "https://ok.test/good" in text
PYEND
expect "the README holds what it must not" python3 judge_readme.py
cp README.md again.md
run readme hostile.yaml README.md
expect_same README.md again.md

# --- Markdown in, YAML out: data stays data ---
cat >in.md <<'MDEND'
# A
- [One: "x" # {y} [z] *a &b !c %d @e `f`](https://x.test/1), ICML 2020
- [Two](javascript:alert(1)), ICML 2020
- [Three](https://x.test/3 "title: evil"), ICML 2020
- [- key: value](https://x.test/4), ICML 2020
- [---](https://x.test/5), ICML 2020
MDEND
run import in.md -o in.yaml
expect_exit 0
run render in.yaml -o in.svg -o in.pdf
expect_exit 0
expect "an unsafe link came through" [ "$(grep -ci 'href="javascript' in.svg)" -eq 0 ]

# --- the terminal: no control character in any message ---
control() { LC_ALL=C tr -d '\n\t' <"$1" | LC_ALL=C grep -c "$(printf '[\001-\037\177]')"; }
esc=$(printf '\033]0;evil\007\033[31m')
cp hostile.yaml "$esc.yaml" && printf 'A:\n  "\\e[31mkey": 1\n  list: [{"\\e]0;x\\a": y, title: "\\e[2J", year: "\\x9b31m"}]\n' >escape.yaml
printf 'A: "%s\n' "$esc" >raw.yaml
for arguments in "render escape.yaml -f svg" "check escape.yaml" "check raw.yaml" "render $esc.yaml -o no/$esc.svg" "check $esc-gone.yaml" \
  "render $esc.yaml --only $esc -f svg" "render $esc.yaml --style $esc -f svg" "render $esc.yaml --layout $esc -f svg" "$esc" "check --$esc" \
  "readme escape.yaml README.md --timezone $esc" "readme hostile.yaml $esc.md" "import $esc.md" "check --disable $esc escape.yaml"; do
  # shellcheck disable=SC2086
  run $arguments
  expect "a control character reached the terminal" [ "$(control stderr)" -eq 0 ]
done
run check --format github escape.yaml
expect "a control character reached the log" [ "$(control stdout)" -eq 0 ]
expect "a command was injected" [ "$(grep -c '^::' stdout)" -eq "$(wc -l <stdout)" ]

# --- files: nothing is opened because of what a list, a style or a configuration says ---
printf 'secret\n' >secret.yaml && mkdir styles && printf 'extends: ../secret.yaml\n' >styles/climbs.yaml
run render hostile.yaml --style styles/climbs.yaml -f svg
expect_exit 3
expect_stderr "extends leads out of the style's folder"
expect "it was read all the same" [ "$(grep -c secret$ stderr)" -eq 0 ]
printf 'extends: light\n' >base.yaml
run render hostile.yaml --style "$work/base.yaml" --depth 1 -f svg # named on the command line: wherever it is
expect_exit 0
if strace -f true 2>/dev/null; then
  strace -f -e trace=open,openat,connect,execve -o calls "$papermap" render hostile.yaml -o h.svg -o h.pdf 2>/dev/null
  expect "it opened what the data names" [ "$(grep -c 'etc/passwd\|evil\.test' calls)" -eq 0 ]
  expect "it connects or runs something" [ "$(grep -cE 'connect\(|execve\(' calls)" -le 1 ]
fi
finish
