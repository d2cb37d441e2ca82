#!/usr/bin/env bash
# Every text of every style keeps its contrast (WCAG AA) with what is painted under it, each style alone and as another's dark one, with
# everything shown that a style can show, and with every encoding. Styles are those in the folder, whichever there are.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need python3
export SOURCE_DATE_EPOCH=1735689600
mkdir styles
cp "$source_dir"/styles/*.yaml styles/
names=()
for style in "$source_dir"/styles/*.yaml; do
  name=$(basename "$style" .yaml)
  names+=("$name")
  printf 'extends: %s\nshow-heading: true\nshow-footer: true\n' "$name" >"styles/all-$name.yaml"
  for level in root category group topic; do printf '%s: { count: true }\n' $level; done >>"styles/all-$name.yaml"
done
expect "there are few styles: ${names[*]}" [ ${#names[@]} -ge 4 ]
export PAPERMAP_STYLES="$work/styles"
# As many categories as the largest palette has hues, and one; every level, years of two decades, many venues, a paper in two topics.
for i in $(seq 11 22); do
  printf 'Topic %d:\n  category: Category %d\n  group: Group %d\n  list:\n' "$i" "$i" "$i"
  printf '    - { title: "Paper %d", abbr: A%d, venue: V%d, year: "20%d", links: { PDF: "https://a.example/%d" } }\n' "$i" "$i" "$i" "$i" "$i"
  printf '    - { title: "The same in all topics", venue: V11, year: "2024", links: { PAGE: "https://a.example" } }\n'
done >list.yaml
printf 'Alone:\n  category: Category 23\n  list:\n    - { title: Without anything }\n' >>list.yaml
list=list.yaml
sed 's/Paper 12/Another paper/; s/V13/V31/; s/Topic 14/Topic 41/; /Topic 15/,/same in all/d' list.yaml >new.yaml

draw() { # FILE OPTION...
  run render -q "$list" "${@:2}" -o "$1.svg"
  expect_exit 0
}
for name in "${names[@]}"; do
  draw "$name" --style "all-$name"
  draw "$name-year" --style "all-$name" --color-by year --badge venue --new-months 24 --size-by links --cross-links
  draw "$name-venue" --style "all-$name" --color-by venue --badge year
  draw "$name-badge" --style "$name" --badge year --size-by papers
  run diff -q "$list" new.yaml --style "$name" -o "$name-diff.svg"
  expect_exit 0
  for light in light print; do draw "$light-$name" --style "all-$light" --dark-style "all-$name"; done
done
python3 "$source_dir/tests/tools/contrast.py" ./*.svg >told
judged=$?
expect "too little contrast: $(cat told)" [ $judged -eq 0 ]

# The control: a style whose venue is a little too light, in one palette or the other.
printf 'extends: light\npaper-details: { meta: { color: "#7b8794" } }\n' >faint.yaml
draw faint-alone --style ./faint.yaml
draw faint-on-dark --style dark --dark-style ./faint.yaml
for file in faint-alone faint-on-dark; do
  python3 "$source_dir/tests/tools/contrast.py" $file.svg >told
  expect "$file goes unseen" [ $? -eq 1 ]
  expect "$file: another one is told: $(cat told)" grep -q '#7b8794 on #' told
done
finish
