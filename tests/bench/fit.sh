#!/usr/bin/env bash
# Makes docs/FIT.md: how large titles become on a page, by arrangement. fit.sh PAPERMAP GENERATOR SOURCE_DIR > docs/FIT.md
# Nothing here is timed, so every run on every machine with the same fonts writes the same table.
set -euo pipefail
papermap=$(realpath "$1") generator=$(realpath "$2") source=$(realpath "$3")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# size LIST PAGE OPTION...: height of the titles' text in the page's pixels.
size() {
  "$papermap" render "$1" --fit "$2" "${@:3}" -q -f json 2>/dev/null |
    python3 -c 'import json, sys
sizes = [n["lines"][0]["size"] for n in json.load(sys.stdin)["nodes"] if n["kind"] == "paper"]
print("%.1f" % min(sizes))'
}

arrangement() {
  "$papermap" render "$1" --fit "$2" -v -f json 2>&1 >/dev/null | sed -n 's/.*: direction \([a-z]*\), titles wrapped at \([0-9]*\).*/\1, \2/p'
}

row() { # NAME LIST PAGE
  local cells="| $1 | $3 "
  for direction in right both down; do cells+="| $(size "$2" "$3" --direction $direction) "; done
  if [ "$4" = dot ]; then cells+="| $(size "$2" "$3" --layout dot) "; else cells+="| "; fi
  printf '%s| **%s** | %s |\n' "$cells" "$(size "$2" "$3")" "$(arrangement "$2" "$3")"
}

# A list of one category with many topics, or of many categories with one small topic each.
shaped() { # CATEGORIES TOPICS PAPERS
  python3 - "$@" <<'EOF'
import sys
categories, topics, papers = map(int, sys.argv[1:])
words = "Dynamic neural networks for adaptive inference with early exits and efficient training at the edge".split()
count = 0
for c in range(categories):
    for t in range(topics):
        print(f"Topic {c + 1}.{t + 1}:\n  category: Category {c + 1}\n  list:")
        for p in range(papers):
            count += 1
            title = " ".join(words[(count * 7 + i * i) % len(words)] for i in range(4 + count * 5 % 9))
            print(f'    - {{title: "{title} {count}", venue: ICML, year: "{2000 + count % 25}", links: {{PDF: "https://example.org/{count}"}}}}')
EOF
}

shaped 1 20 25 >huge.yaml
shaped 50 1 6 >fifty.yaml
shaped 1 1 60 >flat.yaml
"$generator" -n 5 -s 1 >five.yaml
"$generator" -n 500 -s 1 --shape mixed >mixed.yaml
"$generator" -n 500 -s 1 --shape deep --depth 8 >deep.yaml
"$generator" -n 5000 -s 1 --shape balanced >large.yaml

cat <<'EOF'
# How large text becomes on a page
`--fit PAGE` looks for the arrangement whose text is largest when the map is scaled into the page. What it may change: the
direction (right, both sides, down, columns), which branches stand in which column, and where titles wrap, between
the style's bounds `fit: { narrowest, widest }`. What it may not: the order, and the style's proportions. A direction
that is asked for stays; then only wraps vary.

Columns are an outline: a node above, its children hanging below it, in as many columns as the page has room for. They
are planned by a dynamic programme over the measured boxes (`src/layout/columns_fit.h`): for every node and every width
the least height. On small trees it finds on average 99.7 % of the best scale that any distribution gives
(`tests/layout/test_columns.c` compares with all of them). A plain direction is taken when columns are not at least 2 %
larger, since a tree says more than an outline.

The table says how high the text of titles is, in the page's pixels (points on paper; 12 is the size at scale 1). "right",
"both" and "down" are the best that `--direction` gives with wraps of its own; "dot" is Graphviz's engine with the same
boxes. `cmake --build build --target fit_document` makes this page.

| list | page | right | both | down | dot | **fit** | arrangement, wrap |
|---|---|---|---|---|---|---|---|
EOF
for page in 16:9 4:3 a4 a4-landscape letter github; do
  row "the seed's list, 42 rows" "$source/data/early-exiting.yaml" $page dot
done
for page in 16:9 a4; do
  row "many scripts, 17 papers" "$source/data/many-scripts.yaml" $page dot
  row "5 papers" five.yaml $page dot
  row "60 papers, one topic" flat.yaml $page dot
  row "50 categories of 6 papers" fifty.yaml $page no
  row "one category, 20 topics of 25" huge.yaml $page no
  row "500 papers, mixed" mixed.yaml $page no
  row "500 papers, 8 levels" deep.yaml $page no
  row "5,000 papers" large.yaml $page no
done
cat <<'EOF'

Without `--fit` a list of some hundred papers is a strip: 500 papers are about 20,000 points long. `render -v` notes it and says what there is
instead: `--fit`, `--split`, `--depth topic`, and the HTML page. Where even the fit is too small to read, papermap says so and proposes `--depth` or `--split`.
EOF
