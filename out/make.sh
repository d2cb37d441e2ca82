#!/usr/bin/env bash
# Draws the gallery: make.sh [PAPERMAP [DIR]]. The pictures in this folder are exactly what these commands make.
set -euo pipefail
source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
papermap=$(realpath "${1:-$source_dir/build/papermap}")
mkdir -p "${2:-$source_dir/out}"
out=$(realpath "${2:-$source_dir/out}")
cd "$source_dir"

draw() {
  echo "papermap render $*"
  "$papermap" render "$@"
}

# The whole list, in the default style and in the dark one.
draw data/early-exiting.yaml -o "$out/early-exiting.png" -o "$out/early-exiting.svg" -o "$out/early-exiting.pdf"
draw data/early-exiting.yaml --style dark -o "$out/early-exiting-dark.png"

# The picture that the list's README shows: topics only, hand-lettered.
draw data/early-exiting.yaml --depth topic --style classic --except "0. Survey" -o "$out/ee.png"

# Five levels of a tree; many scripts.
draw data/efficient-transformers.yaml -o "$out/efficient-transformers.png"
draw data/many-scripts.yaml -o "$out/many-scripts.png"
