#!/usr/bin/env bash
# What is too large or too strange for a repository: bombs, devices, pipes, links that loop, files that change while they are
# read. Each ends within a bounded time and memory; a limit is named, and an option raises it.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need timeout prlimit setpriv python3
data=$source_dir/data/early-exiting.yaml

# --- too large ---
python3 "$source_dir/tests/tools/make_bombs.py"

# refused NAME MESSAGE OPTION...: the limit is named, with the option that raises it.
refused() {
  local name=$1 message=$2
  shift 2
  run_bounded 20 1500 render "$name" "$@" -f svg
  expect_exit 3
  expect_stderr "$message"
  expect_stderr "raises it"
  expect_no_stdout
}
refused laughs.yaml "too large, counting what aliases repeat: the nodes limit is 8000000"
refused deep-flow.yaml "nested too deep: the depth limit is 256"
refused deep-closed.yaml "nested too deep: the depth limit is 256"
refused deep-block.yaml "nested too deep: the depth limit is 256"
refused deep-block.yaml "nested too deep: the depth limit is 7" --max-depth 7
refused deep-groups.yaml "groups nested too deep: the levels limit is 64"
run_bounded 20 1500 render deep-groups.yaml --max-depth 1K -f svg
expect_exit 0
refused text-100-mb.yaml "longer than the limit of 67108864 bytes"
refused text-100-mb.yaml "a text of 100000000 bytes: the text limit is 65536" --max-bytes 200M
refused text-1-mb.yaml "a text of 1000000 bytes: the text limit is 65536"
refused text-1-mb.yaml "longer than the limit of 1000 bytes" --max-bytes 1000
run_bounded 20 1500 check text-1-mb.yaml --max-text 1M
expect_exit 0
refused key-1-mb.yaml "a text of 1000000 bytes"
refused flat-nodes.yaml "the nodes limit is 8000000"
refused keys.yaml "the nodes limit is 10000" --max-nodes 10000
run_bounded 30 1500 check -q keys.yaml
expect_exit 0
run_bounded 20 1500 check -q anchors.yaml
expect_exit 0
for name in same-keys errors lines quotes comment; do
  run_bounded 20 1500 render "$name.yaml" -f svg
  expect_exit 3
done
for name in *.md; do
  run_bounded 20 1500 import -q "$name" -o imported.yaml
  expect_exit 3
  expect_stderr "no papers found"
done
for name in one-*.markdown; do
  run_bounded 20 1500 import -q "$name" -o imported.yaml
  expect_exit 0
done
for value in 0 -1 x 1T 99999999999999999999 "" 1KK; do
  for command in "render -f svg" check import; do
    # shellcheck disable=SC2086
    run $command "$data" --max-bytes "$value"
    expect_exit 2
  done
done
run render "$data" --max-depth 1025 -f svg
expect_exit 2
expect_stderr "at most 1024"
rm -f ./*.md ./*.markdown ./*.yaml

# --- no plain file ---
refused_input() { # NAME MESSAGE: by every command
  local command
  for command in "render -f svg" check import; do
    # shellcheck disable=SC2086
    run_bounded 20 1500 $command "$1" --max-bytes 10M
    expect "exit code is $code" [ "$code" -eq 3 -o "$command $code" = "check 1" ]
    expect_stderr "$2"
    expect_no_stdout
  done
}
mkdir folder.md
ln -s loop.md loop.md
ln -s pool2.md pool1.md && ln -s pool1.md pool2.md
ln -s nothing.md dangling.md
ln -s /dev/zero zero.md
ln -s "$data" linked.yaml
refused_input folder.md "Is a directory"
refused_input loop.md "Too many levels of symbolic links"
refused_input pool1.md "Too many levels of symbolic links"
refused_input dangling.md "No such file or directory"
refused_input nothing.md "No such file or directory"
refused_input linked.yaml/x.md "Not a directory"
refused_input "$(printf 'x%.0s' {1..300}).md" "File name too long"
refused_input zero.md "longer than the limit of 10485760 bytes"
run_bounded 20 1500 render linked.yaml --title T -f json
expect_exit 0
mv stdout expected.json
mkfifo pipe.yaml endless.md
cat "$data" >pipe.yaml &
run_bounded 20 1500 render pipe.yaml --title T -f json
expect_exit 0
expect_same stdout expected.json
yes -- '- a' >endless.md 2>/dev/null &
run_bounded 20 1500 import endless.md
expect_exit 3
expect_stderr "longer than the limit of 67108864 bytes"
run_bounded 20 1500 render - --from yaml -f svg </dev/zero
expect_exit 3
expect_stderr "<stdin>: error: longer than the limit"
run_bounded 20 1500 render - --from yaml -f svg <"$work"
expect_exit 3
expect_stderr "<stdin>: error: cannot read: Is a directory"
run_bounded 20 1500 render - --from yaml -f svg </dev/null
expect_exit 3
expect_stderr "the list is empty"
run_bounded 20 1500 render - --from yaml -f svg <&-
expect_exit 3
cp "$data" secret.yaml && chmod 000 secret.yaml && chmod 755 .
if [ "$(id -u)" -ne 0 ]; then
  run check secret.yaml
  expect_exit 3
  expect_stderr "Permission denied"
elif setpriv --reuid=65534 --clear-groups test -x "$papermap"; then
  setpriv --reuid=65534 --clear-groups "$papermap" check secret.yaml >stdout 2>stderr
  code=$?
  expect_exit 3
  expect_stderr "Permission denied"
fi

# --- a file that changes while it is read ---
while :; do cat "$data" >changing.yaml && : >changing.yaml; done 2>/dev/null &
writer=$!
for _ in {1..60}; do
  run_bounded 20 1500 render changing.yaml --title T -f json
  expect "exit code is $code" [ "$code" -eq 0 -o "$code" -eq 3 ]
done
kill $writer
wait $writer 2>/dev/null
cp "$data" swapped.yaml # replaced as a whole, as editors do it: never an error
while :; do cp "$data" swapped.new && mv swapped.new swapped.yaml; done 2>/dev/null &
writer=$!
for _ in {1..30}; do
  run_bounded 20 1500 render swapped.yaml --title T -f json
  expect_exit 0
  expect_same stdout expected.json
done
kill $writer
wait $writer 2>/dev/null
finish
