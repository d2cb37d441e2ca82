#!/usr/bin/env bash
# README → YAML → README → YAML over the corpus loses no entry: round_trip.sh PAPERMAP SOURCE_DIR. Exits 77 (skipped) where
# there is no corpus beside the checkout.
set -u
papermap=$(realpath "$1")
corpus=$(realpath "$2")/../shared/corpus/lists
[ -d "$corpus" ] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
lost=0
for list in "$corpus"/*.md; do
  name=$(basename "$list" .md)
  "$papermap" import -q "$list" -o list.yaml
  printf '# List\n<!-- main-start -->\n<!-- main-end -->\n<!-- update-time-start -->\n<!-- update-time-end -->\n' >README.md
  "$papermap" readme list.yaml README.md -q
  "$papermap" import -q "$list" -o read.json
  "$papermap" import -q README.md -o again.json
  titles() { grep -o '"title": "\([^"\\]\|\\.\)*"' "$1" | sort; }
  before=$(titles read.json | wc -l)
  if ! diff <(titles read.json) <(titles again.json) >difference; then
    echo "FAIL: $name: $before entries, and after the round trip:" && head -10 difference
    lost=$((lost + 1))
  else
    echo "ok: $name: $before entries"
  fi
done
exit $((lost > 0))
