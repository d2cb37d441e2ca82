#!/usr/bin/env bash
# papermap build: what is made, what is left alone, what is stale, what is refused, and watching.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need git
unset SOURCE_DATE_EPOCH
seed=$source_dir/tests/taxonomy/seed_readme.md

# fresh FOLDER: a repository with the seed's list, its README and what to make of them.
fresh() {
  cd "$work" && mkdir "$1" && cd "$1" && git init -q . || exit 1
  cp "$source_dir/data/early-exiting.yaml" data.yaml
  cp "$seed" README.md
  cat >papermap.yaml <<'YAML'
title: Early Exits
data: data.yaml
readme: {timezone: Asia/Shanghai}
outputs:
  - file: [img/map.png, img/map.svg]
  - file: img/large.png
    scale: 3
  - file: img/overview.svg
    depth: topic
    only: [Inference, Training]
YAML
}

# all of it is made, as `render` makes it
fresh made
run build
expect_exit 0
expect_no_stderr
cat >expected <<'TXT'
made     img/map.png
made     img/map.svg
made     img/large.png
made     img/overview.svg
current  README.md
TXT
expect_same stdout expected
expect_same README.md "$seed"
run render data.yaml --title "Early Exits" -o map.png -o map.svg
expect_same map.png img/map.png
expect_same map.svg img/map.svg
run render data.yaml --title "Early Exits" --scale 3 -o large.png
expect_same large.png img/large.png
run render data.yaml --title "Early Exits" --depth topic --only Inference --only Training -o overview.svg
expect_same overview.svg img/overview.svg

# a second time nothing is written, whatever the time stamps say
touch -d 2020-01-01 img/*
touch data.yaml
run build
expect_exit 0
expect "something was not current" [ "$(grep -c ^current stdout)" = 5 ]
expect "a current file was written" [ "$(stat -c %Y img/map.png)" = "$(date -d 2020-01-01 +%s)" ]
run build --check -q
expect_exit 0
expect_no_stdout

# a stale one is told, by content: the same size and time do not deceive
printf 'X' | dd of=img/map.png bs=1 seek=100 conv=notrunc status=none
touch -d 2020-01-01 img/map.png
rm img/large.png
sed -i 's/^| DeeBERT/| Deebert/; s/BERT Inference | DeeBERT/BERT Inference | X/' README.md
cp README.md before.md
run build --check
expect_exit 1
expect "not only what is stale is called so: $(cat stdout)" [ "$(grep ^stale stdout | cut -c 10- | tr '\n' ' ')" = "img/map.png img/large.png README.md " ]
expect_stdout "3 of 5 are stale"
expect_no_file img/large.png
expect_same README.md before.md
run build --check -q
expect_exit 1
expect "-q tells more than what is stale" [ "$(wc -l <stdout)" = 3 ]
SOURCE_DATE_EPOCH=1728646702 run build
expect_exit 0
expect_same README.md "$seed"
expect_same img/map.png map.png

# from elsewhere, paths are those of papermap.yaml
cd "$work" && rm made/img/map.svg
run build made/papermap.yaml
expect_exit 0
expect_stdout "made     made/img/map.svg"
expect_same made/img/map.svg made/map.svg

# a list in several files is one list; categories of one name are one
fresh joined
python3 - <<'PY'
import re
text = open("data.yaml", encoding="utf-8").read()
topics = [part for part in re.split(r"(?m)^(?=[^\s#])", text) if "list:" in part]
open("a.yaml", "w", encoding="utf-8").write("title: Early Exiting\n" + "".join(topics[:4]))
open("b.yaml", "w", encoding="utf-8").write("".join(topics[4:]))
PY
printf 'title: T\ndata: [a.yaml, b.yaml]\noutputs: [joined.svg, {file: whole.svg, data: data.yaml}]\n' >papermap.yaml
run build
expect_exit 0
expect_same joined.svg whole.svg

# wrong anywhere: nothing is written, all is told
fresh wrong
sed -i 's/^  - file: img.large.png/  - file: img\/large.gif/; s/scale: 3/scale: large/' papermap.yaml
run build
expect_exit 3
expect_stderr "papermap.yaml:6:11: error: cannot tell the format"
expect_stderr "papermap.yaml:7:12: error: scale"
expect_no_file img
fresh broken
printf 'A: {list: [{year: 2020}]}\n' >other.yaml
sed -i 's/<!-- main-end -->//' README.md
printf '  - {file: other.png, data: other.yaml}\n' >>papermap.yaml
run build
expect_exit 3
expect_stderr "other.yaml:1:12: error: a paper without a title"
expect_no_file img
sed -i '$d' papermap.yaml
run build
expect_exit 3
expect_stderr "main-end"
expect_no_file img
fresh empty
printf '    except: "*"\n' >>papermap.yaml
run build
expect_exit 3
expect_stderr "papermap.yaml:8:11: error: cannot draw img/overview.svg"
expect_no_file img
run build nowhere.yaml
expect_exit 3
expect_stderr "papermap init"
run build --check --watch
expect_exit 2
run build a.yaml b.yaml
expect_exit 2
echo 'data: data.yaml' >papermap.yaml
run build
expect_exit 3
expect_stderr "nothing to make"

# paths stay in the repository: not by dots, not by links, not into .git; --allow-outside lets them
fresh inside
cp data.yaml ../outside.yaml
ln -s ../outside.yaml linked.yaml
ln -s ../new.svg dangling.svg
ln -s .. up
mkdir docs
refuse() { # YAML [WORDS]
  printf '%s\n' "$1" >docs/papermap.yaml
  run build docs/papermap.yaml
  expect_exit 3
  expect_stderr "${2:-leads out of the repository}"
  expect "something was written" [ ! -e ../new.svg -a ! -e .git/new.svg -a ! -e docs/new.svg ]
}
refuse '{data: ../../outside.yaml, outputs: [new.svg]}'
refuse '{data: ../linked.yaml, outputs: [new.svg]}'
refuse '{data: ../data.yaml, outputs: [../dangling.svg]}' 'leads nowhere'
refuse '{data: ../data.yaml, outputs: [../../new.svg]}'
refuse '{data: ../data.yaml, outputs: [../up/new.svg]}'
refuse '{data: ../data.yaml, outputs: [../.git/new.svg]}'
refuse '{data: ../data.yaml, outputs: [../nowhere/../../new.svg]}' 'leads nowhere'
refuse '{data: ../data.yaml, style: ../../x/dark.yaml, outputs: [new.svg]}'
refuse '{data: ../data.yaml, readme: {file: ../../README.md}, outputs: [new.svg]}'
printf '{data: ../data.yaml, outputs: [../new/deep/map.svg]}\n' >docs/papermap.yaml
run build docs/papermap.yaml
expect_exit 0
expect_file new/deep/map.svg
printf '{data: ../../outside.yaml, outputs: [../../new.svg]}\n' >docs/papermap.yaml
run build docs/papermap.yaml --allow-outside
expect_exit 0
expect_file ../new.svg

# the parts of an output that is split are held to the same: each name once, none a link to elsewhere
fresh split
printf 'data: data.yaml\nsplit: category\noutputs: [map.svg]\n' >papermap.yaml
run build
expect_exit 0
part=$(sed -n '2s/^made  *//p' stdout)
expect_file "$part"
run build --check
expect_exit 0
ln -sf "$work/elsewhere.svg" "$part"
run build
expect_exit 3
expect_stderr "$part leads out of the repository"
expect_no_file "$work/elsewhere.svg"
rm "$part"
printf '  - {file: %s, split: none}\n' "$part" >more.yaml
{ printf 'data: data.yaml\nsplit: category\noutputs:\n  - map.svg\n' && cat more.yaml; } >papermap.yaml
run build
expect_exit 3
expect_stderr "two outputs write $part"

# --watch: builds on saves of every kind, says what is wrong and goes on, ends well
fresh watched
wait_for() { # COMMAND...: until it holds, ten seconds at most
  local i
  for i in $(seq 200); do
    "$@" && return 0
    sleep 0.05
  done
  return 1
}
has() { grep -qF -- "$2" "$1" 2>/dev/null; }
times() { [ "$(grep -c watching "$1")" -ge "$2" ]; }
command_line="papermap build --watch"
"$papermap" build --watch >watch.out 2>watch.err &
watcher=$!
expect "the first build did not end" wait_for times watch.out 1
sed 's/Exit Policy/Exit Rule/' data.yaml >new.yaml && mv new.yaml data.yaml
expect "a save by renaming was not seen" wait_for has img/map.svg "Exit Rule"
expect "the README was not written" wait_for has README.md "Exit Rule"
cp data.yaml whole.yaml
echo 'A: [' >data.yaml
expect "a broken file was not told" wait_for has watch.err "data.yaml:"
expect "a broken file changed the picture" has img/map.svg "Exit Rule"
rm data.yaml
sed 's/Exit Rule/Exit Plan/' whole.yaml >data.yaml
expect "a new file was not seen" wait_for has img/map.svg "Exit Plan"
echo '  - late.svg' >>papermap.yaml
expect "papermap.yaml was not read again" wait_for test -s late.svg
kill -TERM $watcher
wait $watcher
code=$?
expect_exit 0
expect "temporary files are left" [ -z "$(find . -name '.*.??????' -not -path './.git/*')" ]
finish
