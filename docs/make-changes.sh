#!/usr/bin/env bash
# Makes docs/changes.png, the picture of a difference for README.md and DIFF.md: docs/make-changes.sh [PAPERMAP]
# The new list is data/early-exiting.yaml; the old one is the same without a paper, with one that stood in another topic, one that
# had not been published yet, one more place of a paper, and a topic under another name.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
papermap=$(realpath "${1:-build/papermap}")
old=$(mktemp --suffix=.yaml)
trap 'rm -f "$old"' EXIT
python3 - data/early-exiting.yaml >"$old" <<'EOF'
import re
import sys

text = open(sys.argv[1], encoding="utf-8").read()


def take(title):
    """Cuts an entry out, with the break before it."""
    global text
    entry = re.search(r'\n    - title: "[^"\n]*' + re.escape(title) + r'[^"\n]*"(\n      .*)*', text)
    text = text[:entry.start()] + text[entry.end():]
    return entry[0]


def put_last(topic, entry):
    global text
    place = re.search(r'\n' + re.escape(topic) + r':\n(?:  .*\n)+', text)
    text = text[:place.end() - 1] + entry + text[place.end() - 1:]


take("SLEXNet")
put_last("Exits Prediction", take("EPNet"))
put_last("Exit Policy", '\n    - title: "Boosted Dynamic Neural Networks"\n      abbr: BoostNet\n      venue: AAAI\n      year: "2023"')
text = re.sub(r'(title: "Deep Feature Surgery(?:.*\n){3}) *year: .*\n', r'\1      year: "2023"\n', text)
text = re.sub(r'(title: "Deep Feature Surgery.*\n.*\n) *venue: .*\n', r'\1      venue: arXiv\n', text)
text = text.replace("\nTest-time Adaptation:", "\nAdaptation at Test Time:")
sys.stdout.write(text)
EOF
"$papermap" diff "$old" data/early-exiting.yaml -o docs/changes.png
"$papermap" diff "$old" data/early-exiting.yaml
