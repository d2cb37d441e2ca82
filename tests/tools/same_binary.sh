#!/usr/bin/env bash
# Whether two builds in folders of different names give the same program, byte for byte.   same_binary.sh SOURCE
set -euo pipefail
source_dir=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in one another-and-longer; do
  mkdir "$work/$name"
  git -C "$source_dir" archive HEAD | tar -x -C "$work/$name"
  cmake -S "$work/$name" -B "$work/$name/made" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \
    -DCMAKE_INSTALL_PREFIX=/usr >/dev/null
  cmake --build "$work/$name/made" --target papermap -- --quiet
done
cmp "$work/one/made/papermap" "$work/another-and-longer/made/papermap"
