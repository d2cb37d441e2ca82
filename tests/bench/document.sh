#!/usr/bin/env bash
# document.sh FILE COMMAND...: puts what COMMAND prints between the two marks in FILE.
set -euo pipefail
file=$1
shift
printed=$(mktemp)
made=$(mktemp "$file.XXXXXX")
trap 'rm -f "$printed" "$made"' EXIT
"$@" | tee "$printed"
awk -v printed="$printed" '
  /^<!-- bench: end -->/ { inside = 0 }
  !inside { print }
  /^<!-- bench: begin -->/ {
    inside = 1
    while ((getline line < printed) > 0) print line
  }' "$file" >"$made"
grep -q '^<!-- bench: end -->' "$made" || { echo "document.sh: $file has no marks" >&2 && exit 1; }
chmod --reference="$file" "$made"
mv "$made" "$file"
