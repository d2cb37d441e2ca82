#!/usr/bin/env bash
# docs/styles is what docs/make-styles.py draws today, byte for byte; every key of a style is told in docs/STYLES.md, and every picture
# stands there. PAPERMAP_ACCEPT=1 draws them anew.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need /usr/bin/python3
page=$source_dir/docs/STYLES.md
make() { /usr/bin/python3 "$source_dir/docs/make-styles.py" "$papermap" "$1"; }
[ -z "${PAPERMAP_ACCEPT:-}" ] || make "$source_dir/docs/styles"
command_line="docs/make-styles.py"
make now 2>stderr
code=$?
expect_exit 0
expect "docs/styles is stale: cmake --build build --target style_pictures: $(diff -rq now "$source_dir/docs/styles")" \
  diff -r now "$source_dir/docs/styles"
for picture in now/*.svg; do
  expect "docs/STYLES.md does not show $(basename "$picture")" grep -q "(styles/$(basename "$picture"))" "$page"
done
keys=$(/usr/bin/python3 -c 'import json, sys
schema = json.load(open(sys.argv[1]))
parts = [schema] + [part for name, part in schema["$defs"].items() if name not in ("encoding", "changes")]
print("\n".join(sorted({key for part in parts for key in part.get("properties", {})})))' "$source_dir/styles/schema/style.schema.json")
for key in $keys; do expect "docs/STYLES.md does not tell $key" grep -qE "\b$key\b" "$page"; done
expect "only few keys" [ "$(wc -w <<<"$keys")" -ge 55 ]
finish
