#!/usr/bin/env bash
# papermap readme: rewriting, staleness, what must stay, and what is refused.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
unset SOURCE_DATE_EPOCH
data=$source_dir/data/early-exiting.yaml
seed=$source_dir/tests/taxonomy/seed_readme.md

# the seed's README is what the data gives: nothing to do, not even a new file
cp "$seed" README.md
touch -d 2020-01-01 README.md
run readme "$data" README.md
expect_exit 0
expect_no_stdout
expect_no_stderr
expect_same README.md "$seed"
expect "an unchanged README was written" [ "$(stat -c %Y README.md)" = "$(date -d 2020-01-01 +%s)" ]
run readme "$data" README.md --check
expect_exit 0
expect_no_stdout

# a stale one: --check tells and writes nothing, the command mends it, a second run is a no-op
sed '/^| Boosted Dynamic/d; s/^38 papers/37 papers/' "$seed" >stale.md
cp stale.md README.md
chmod 640 README.md
run readme "$data" README.md --check
expect_exit 1
expect_stdout "README.md is stale"
expect_stdout "+| Boosted Dynamic Neural Networks"
expect_stdout "-37 papers are included"
expect_stdout "+38 papers are included"
expect_same README.md stale.md
export SOURCE_DATE_EPOCH=1728646702
run readme "$data" README.md --timezone Asia/Shanghai
expect_exit 0
expect_same README.md "$seed"
expect "the mode changed" [ "$(stat -c %a README.md)" = 640 ]
SOURCE_DATE_EPOCH=1800000000 run readme "$data" README.md
expect_exit 0
expect_same README.md "$seed"

# the time: UTC unless papermap.yaml beside the README says otherwise, and --timezone above all
cp stale.md README.md
run readme "$data" README.md
expect_contains README.md "**Last Update: Oct 11, 2024 11:38:22**"
mkdir kept
cp stale.md kept/README.md
echo 'readme: {timezone: Asia/Shanghai}' >kept/papermap.yaml
run readme "$data" kept/README.md
expect_exit 0
expect_same kept/README.md "$seed"
cp stale.md kept/README.md
run readme "$data" kept/README.md --timezone America/New_York
expect_contains kept/README.md "**Last Update: Oct 11, 2024 07:38:22**"

# CRLF, a byte-order mark, a symbolic link
sed 's/$/\r/; 1s/^/\xEF\xBB\xBF/' "$seed" >crlf.md
sed 's/$/\r/; 1s/^/\xEF\xBB\xBF/' stale.md >target.md
ln -s target.md link.md
run readme "$data" link.md --timezone Asia/Shanghai
expect_exit 0
expect_same target.md crlf.md
expect "the link is gone" [ -L link.md ]
run readme "$data" link.md --check
expect_exit 0

# columns, order, markers
cat >kept/papermap.yaml <<'YAML'
readme:
  columns: [year, {title: Paper}, materials]
  sort: file
  markers: {main: list, time: ~}
YAML
printf '<!-- list-start -->\n<!-- list-end -->\n' >kept/README.md
printf 'A:\n  list:\n    - {title: "a|b", year: 2020, links: {PDF: "http://x/(1)"}}\n    - {title: c, year: 2021}\n' >small.yaml
run readme small.yaml kept/README.md
expect_exit 0
cat >expected.md <<'MD'
<!-- list-start -->

### A
| Year | Paper | Materials |
|----------|----|----|
| 2020 | a\|b | [[PDF](http://x/\(1\))] |
| 2021 | c | |

2 papers are included

<!-- list-end -->
MD
expect_same kept/README.md expected.md
echo 'readme: {colums: [year]}' >kept/papermap.yaml
run readme small.yaml kept/README.md --check
expect_stderr 'did you mean "columns"?'
echo 'readme: {sort: newst}' >kept/papermap.yaml
run readme small.yaml kept/README.md
expect_exit 3
expect_stderr 'kept/papermap.yaml:1:16: error: unknown sort order'
expect_same kept/README.md expected.md

# refused: markers, data, usage; the file stays
refused() { # EXIT WORDS README
  printf %b "$3" >README.md
  cp README.md before.md
  run readme small.yaml README.md
  expect_exit "$1"
  expect_stderr "$2"
  expect_same README.md before.md
}
main='<!-- main-start -->\n<!-- main-end -->\n' time='<!-- update-time-start -->\n<!-- update-time-end -->\n'
refused 3 'the marker <!-- update-time-start --> is missing' "$main"
refused 3 'README.md:5:1: error: the marker <!-- main-start --> stands twice' "$time$main$main"
refused 3 'README.md:1:1: error: the marker <!-- main-end --> stands above its start' "<!-- main-end -->\n<!-- main-start -->\n$time"
refused 3 'README.md:2:1: error: the marker <!-- update-time-start --> stands inside' "<!-- main-start -->\n$time<!-- main-end -->\n"
cp "$seed" README.md
run readme - README.md --from yaml <<<'A: {list: [{year: 2020}]}'
expect_exit 3
expect_stderr '<stdin>:1:12: error: a paper without a title'
expect_same README.md "$seed"
run readme "$data" README.md --timezone Asia/Shangai
expect_exit 2
run readme "$data"
expect_exit 2
run readme "$data" README.md --chek
expect_exit 2
SOURCE_DATE_EPOCH=soon run readme "$data" README.md
expect_exit 2
run readme "$data" nowhere/README.md
expect_exit 3
run readme --help
expect_exit 0
expect_stdout "--timezone NAME"
expect "temporary files are left" [ -z "$(find . -name '.*.??????')" ]
finish
