#!/usr/bin/env bash
# papermap init: what it understands, what it writes, what it asks, and that it overwrites nothing.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need git python3
unset SOURCE_DATE_EPOCH
seed=$source_dir/tests/taxonomy/seed_readme.md

fresh() { # FOLDER
  cd "$work" && mkdir "$1" && cd "$1" && git init -q . || exit 1
}

# a README that has its markers: it is kept, and what is built of it is the README again
fresh seed
cp "$seed" README.md
run init --yes
expect_exit 0
expect_stdout "README.md: 38 papers in 14 topics"
expect_stdout "Inference"
expect_stdout "kept     README.md"
expect "a control character is told as one" [ "$(grep -c '\\x0A' stdout)" = 0 ]
for file in data.yaml papermap.yaml .github/workflows/papermap.yml img/map.png; do
  expect_stdout "made     $file"
  expect_file "$file"
done
expect_same README.md "$seed"
expect "the workflow is no YAML, or calls no action: $(cat .github/workflows/papermap.yml)" python3 -c '
import yaml
steps = yaml.safe_load(open(".github/workflows/papermap.yml"))["jobs"]["papermap"]["steps"]
assert steps[-1] == {"uses": "./.papermap", "with": {"data": "data.yaml"}}, steps'
expect_kind img/map.png $'\x89PNG'
expect "papermap.yaml forgets the time section" [ "$(grep -c 'time: ~' papermap.yaml)" = 0 ]
run build --check
expect_stdout "current  img/map.png"
run check data.yaml
expect_exit 0

# a second time: everything is kept
git add -A && git rm -q --cached stdout stderr && printf 'stdout\nstderr\n' >.git/info/exclude && git -c user.name=x -c user.email=x@example.org commit -qm seed
run init --yes
expect_exit 0
expect_stdout "kept     data.yaml"
expect_stdout "papermap.yaml is there"
expect "a second run changed something: $(git status --short)" [ -z "$(git status --short)" ]

# a README without markers: asked first; no, and no answer, leave it as it is
plain() {
  cat >README.md <<'MD'
# My list
Words before.

## Vision
Some words that are no paper.

- [A paper on seeing](https://example.org/a), CVPR 2020
- [Another paper on seeing](https://example.org/b), ICCV 2021

<details><summary>More</summary>

### Hearing
- [A paper on hearing](https://example.org/c), ICASSP 2022

</details>

## Contributing
Words after.
MD
}
fresh asked
plain
cp README.md before.md
run init <<<"n"
expect_exit 0
expect_stdout "Put <!-- main-start --> above line 4"
expect_stdout "kept     README.md"
expect_same README.md before.md
expect "papermap.yaml wants a README without markers" [ "$(grep -c '^readme:' papermap.yaml)" = 0 ]
run build --check
expect_exit 0
rm -r data.yaml papermap.yaml .github img
run init </dev/null
expect_exit 0
expect_same README.md before.md

# yes: two lines, and nothing else
rm -r data.yaml papermap.yaml .github img
run init <<<"y"
expect_exit 0
expect_stdout "marked   README.md"
sed '4i <!-- main-start -->\n' before.md | sed '/^<\/details>/a \\n<!-- main-end -->' >expected.md
expect_same README.md expected.md
run build
expect_exit 0
expect_stdout "made     README.md"
expect_contains README.md "### Hearing"
expect_contains README.md "Words before."
expect_contains README.md "Words after."
expect "the list was not replaced" [ "$(grep -c 'no paper' README.md)" = 0 ]
run build --check
expect_exit 0

# line ends stay; a file that is named; another folder; names that are taken
fresh crlf
plain
sed -i 's/$/\r/' README.md
mkdir -p sub/images
mv README.md sub/list.md
echo kept >sub/images/map.png
cd ..
run init --yes crlf/sub/list.md
expect_exit 0
expect "a line end is not CRLF" [ "$(grep -c $'\r$' crlf/sub/list.md)" = "$(wc -l <crlf/sub/list.md)" ]
expect_contains crlf/sub/papermap.yaml "file: list.md"
expect_file crlf/sub/images/map-2.png
expect "a picture was overwritten" [ "$(cat crlf/sub/images/map.png)" = kept ]
run build crlf/sub/papermap.yaml
expect_exit 0

# a list that has no title is called like its folder
fresh my-paper_list
printf '## A\n- [A paper on seeing](https://example.org/a), CVPR 2020\n' >README.md
run init -y
expect_exit 0
expect_contains papermap.yaml "title: my paper list"

# refused, with nothing written
fresh empty
run init --yes
expect_exit 3
expect_stderr "there is no README.md"
printf '# Only words\n' >README.md
run init --yes
expect_exit 3
expect_stderr "no papers found"
expect "something was written: $(ls -A)" [ "$(find . -mindepth 1 -maxdepth 1 | sort | tr '\n' ' ')" = "./.git ./README.md ./stderr ./stdout " ]
run init a b
expect_exit 2
printf '<!-- main-end -->\n## A\n- [A paper on seeing](https://example.org/a), CVPR 2020\n' >README.md
cp README.md before.md
run init --yes
expect_exit 0
expect_stderr "not as they must be"
expect_same README.md before.md
finish
