#!/usr/bin/env bash
# papermap import: output, exit codes, what it says on standard error. Arguments: the program, the source folder.
set -u
papermap=$(realpath "$1")
source=$(realpath "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

fail() { echo "FAILED: $*" >&2; failed=1; }

# expect CODE NAME COMMAND...: runs it, keeps out and err
expect() {
    local code=$1 name=$2
    shift 2
    "$@" >out 2>err
    local got=$?
    [ "$got" -eq "$code" ] || { fail "$name: exit code $got, expected $code"; cat err >&2; }
}

cat >list.md <<'LIST'
# My list
## 1. Papers
### Surveys
- [A Survey of Things](https://x.org/1), CVPR 2020 [[code](https://github.com/1)]
- just some words
LIST

expect 0 "to standard output" "$papermap" import list.md
cat >expected.yaml <<'YAML'
title: My list

Surveys:
  category: 1. Papers
  list:
    - title: A Survey of Things
      venue: CVPR
      year: "2020"
      links:
        PAGE: https://x.org/1
        code: https://github.com/1
YAML
diff expected.yaml out >&2 || fail "the YAML"
grep -q "list.md: 1 place gave no entry; -v shows where" err || fail "the count of places"

expect 0 "to a file" "$papermap" import list.md -o list.yaml -q
[ -s err ] && fail "quiet is not quiet"
cmp -s out /dev/null || fail "something on standard output"
diff expected.yaml list.yaml >&2 || fail "the YAML file"
expect 0 "the YAML is read" "$papermap" render list.yaml -f gv -o -

expect 0 "verbose" "$papermap" import -v list.md
grep -q "^list.md:5:1: note: this list item gives no entry" err || fail "the place of a note"

expect 0 "from standard input" sh -c "\"$papermap\" import - <list.md"
diff expected.yaml out >&2 || fail "the YAML from standard input"

expect 0 "JSON" "$papermap" import --format json list.md
grep -q '"path": \["1. Papers", "Surveys"\], "title": "A Survey of Things", "url": "https://x.org/1"' out || fail "the JSON"
expect 0 "JSON by name" "$papermap" import list.md -o list.json -q
cmp -s list.json out || "$papermap" import --format json -q list.md | cmp -s - list.json || fail "JSON by the file's name"

expect 0 "wrong character set" "$papermap" import -v "$source/tests/markdown/wrong-character-set/input.md"
grep -q ":6:.*note: this text was decoded with the wrong character set" err || fail "the note on mojibake"
grep -q "Efﬁcient" out || fail "mojibake is not mended"

printf 'no list at all\n' >none.md
expect 3 "no papers" "$papermap" import none.md -o none.yaml
grep -q "no papers found" err || fail "the error for no papers"
[ -e none.yaml ] && fail "a file was written for a wrong input"
printf '\377\376\n' >bytes.md
expect 3 "not UTF-8" "$papermap" import bytes.md
expect 3 "no such file" "$papermap" import missing.md
expect 4 "output cannot be made" "$papermap" import list.md -o "$work/no/such/folder/x.yaml"
expect 2 "no input" "$papermap" import
expect 2 "two inputs" "$papermap" import list.md list.md
expect 2 "unknown option" "$papermap" import --wrong list.md
expect 2 "unknown format" "$papermap" import --format xml list.md
expect 0 "help" "$papermap" import --help
grep -q "^Usage: papermap import" out || fail "the help"

exit $failed
