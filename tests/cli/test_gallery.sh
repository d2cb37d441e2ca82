#!/usr/bin/env bash
# The gallery in out/ is what out/make.sh draws today. SVG: the same bytes. PDF: the same text in the same order. PNG: the same
# picture, since packing may differ between machines.
. "$(dirname "$0")/lib.sh" "$@"
need pdftotext
command_line="out/make.sh"
bash "$source_dir/out/make.sh" "$papermap" "$work/out" >stdout 2>stderr
code=$?
expect_exit 0

shopt -s nullglob
for kept in "$source_dir"/out/*.{png,svg,pdf}; do
  name=$(basename "$kept")
  expect_file "out/$name"
  case "$name" in
    *.svg) expect "$name is stale: run out/make.sh" cmp -s "$kept" "out/$name" ;;
    *.pdf) expect "$name is stale: run out/make.sh" cmp -s <(pdftotext -layout "$kept" -) <(pdftotext -layout "out/$name" -) ;;
    *.png) expect "$name is stale: run out/make.sh" "$tools/compare_png" "$kept" "out/$name" --fine 2 --coarse 1 >compared ;;
  esac
done
for made in out/*; do
  expect "$(basename "$made") is drawn, but not kept in out/" test -e "$source_dir/$made"
done
finish
