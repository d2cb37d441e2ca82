#!/usr/bin/env bash
# papermap styles: the list of styles, and the gallery: every style that is there, one page, all of it or nothing.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need xmllint
names=$(cd "$source_dir/styles" && printf '%s\n' *.yaml | sed 's/\.yaml$//')

run styles
expect_exit 0
expect_no_stderr
for name in $names; do expect "$name is not listed with its description" grep -qE "^$name +[A-Z]" stdout; done
printf 'nonsense: 1\n' >nonsense.yaml
PAPERMAP_STYLES=$PWD run styles
expect_exit 3
expect_stderr 'nonsense.yaml:1:1: error: unknown key "nonsense"'
rm nonsense.yaml
run styles --help
expect_exit 0

# a folder that is not there yet; the list that comes along
run styles --gallery new/folder
expect_exit 0
expect_no_stderr
# shellcheck disable=SC2086 # names are words
expect "other files than the page and a picture for each style" \
  cmp -s <(cd new/folder && printf '%s\n' * | sort) <(printf '%s.png\n' $names | sort - <(echo index.html))
page=new/folder/index.html
for name in $names; do
  expect "$name has no picture on the page" grep -q "<img src=\"$name.png\"" "$page"
  expect "$name.png is no PNG" [ "$(head -c 4 "new/folder/$name.png" | tail -c 3)" = PNG ]
  expect "how to use $name is not told" grep -q "<code>--style $name</code>" "$page"
done
expect "the page is not well formed" xmllint --html --noout --nowarning "$page" 2>/dev/null
expect "the page may ask the network" grep -q "default-src 'none'" "$page"
expect "the page names an address" [ "$(grep -c '://' "$page")" = 0 ]
expect "the list's counts are not told" grep -q '38 papers' "$page"
run styles --gallery again "$source_dir/data/early-exiting.yaml" -q
expect_exit 0
expect "twice is not the same" diff -r new/folder again

# a list of one's own, and styles of one's own
printf 'A & B:\n  list:\n    - title: One <title>\n' >mine.yaml
mkdir own && printf 'extends: light\ndescription: Ours & <theirs>\n' >own/ours.yaml && cp "$source_dir/styles/light.yaml" own/
PAPERMAP_STYLES=$PWD/own run styles --gallery mine mine.yaml
expect_exit 0
expect "not ours alone" cmp -s <(ls mine) <(printf '%s\n' index.html light.png ours.png)
expect "texts of a style are not escaped" grep -q '<p>Ours &amp; &lt;theirs&gt;</p>' mine/index.html

# nothing is written when something is wrong
printf 'nonsense: 1\n' >own/wrong.yaml
PAPERMAP_STYLES=$PWD/own run styles --gallery none mine.yaml
expect_exit 3
expect_stderr 'own/wrong.yaml:1:1: error: unknown key "nonsense"'
expect "written all the same" [ ! -e none ]
# a style called light that is not whole: nothing stands in for what it leaves out
mkdir part && grep -v '^corner:' "$source_dir/styles/light.yaml" >part/light.yaml
PAPERMAP_STYLES=$PWD/part run render mine.yaml -o none.svg
expect_exit 3
expect_stderr 'part/light.yaml:5:1: error: "corner" is missing here'
expect_stderr 'hint: all styles build on "light", which has every key; give this one another name'
sed 's/{ roughness: 0, /{ /' "$source_dir/styles/light.yaml" >part/light.yaml
PAPERMAP_STYLES=$PWD/part run render mine.yaml -o none.svg
expect_exit 3
expect_stderr 'error: "roughness" is missing here'
expect "written all the same" [ ! -e none.svg ]
run styles --gallery none no-such-list.yaml
expect_exit 3
expect "written all the same" [ ! -e none ]
printf 'a file' >file
run styles --gallery file/folder
expect_exit 4
expect_stderr 'cannot make the folder file'
run styles mine.yaml
expect_exit 2
expect_stderr 'draws lists only with --gallery'
run styles --gallery
expect_exit 2
run styles --gallery none a.yaml b.yaml
expect_exit 2
mkdir alone alone/styles && cp "$source_dir/styles/light.yaml" alone/styles/ && cp "$papermap" alone/program
mkdir alone/bin && mv alone/program alone/bin/papermap
alone/bin/papermap styles --gallery none >stdout 2>stderr
code=$?
command_line="a papermap without a list beside it"
expect_exit 3
expect_stderr 'the list that comes along (data/early-exiting.yaml) is not there'
finish
