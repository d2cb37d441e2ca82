#!/usr/bin/env bash
# Faults: no memory, no room on the disk, no permission, no reader, killed at any moment, two runs at once. An output file is the
# old one or the whole new one, no temporary file stays, and the program says what went wrong.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need timeout prlimit setpriv python3
export SOURCE_DATE_EPOCH=1728646702
data=$source_dir/data/early-exiting.yaml
small=$work/small.yaml
printf 'A:\n  list:\n    - {title: One, venue: V, year: 2020, links: {PDF: "https://x.org/1"}}\n' >"$small"

strays() { find "$1" -maxdepth 1 -regex '.*/\..*\.[A-Za-z0-9][A-Za-z0-9][A-Za-z0-9][A-Za-z0-9][A-Za-z0-9][A-Za-z0-9]'; }
expect_no_strays() { expect "temporary files stayed: $(strays "$1")" [ -z "$(strays "$1")" ]; }
expect_failed() { # MESSAGE: a write that failed, and said so
  expect_exit 4
  expect_stderr "$1"
}

# --- no room ---
old() { printf 'old\n' >"$1"; }
old expected
for format in svg png pdf gv json; do
  old "full.$format"
  (ulimit -f 1 && run render "$data" -o "full.$format"; exit $code)
  code=$?
  expect_failed "cannot write full.$format: File too large"
  expect_same "full.$format" expected
done
expect_no_strays .
run render "$data" -f svg -o /dev/full
expect_failed "cannot write /dev/full: No space left on device"
mkdir disk
if mount -t tmpfs -o size=32k tmpfs disk 2>/dev/null; then
  old disk/a.svg && old disk/b.png
  run render "$data" -o disk/a.svg -o disk/b.png
  expect_failed "cannot write disk/a.svg: No space left on device"
  expect_same disk/a.svg expected
  expect_same disk/b.png expected
  expect_no_strays disk
  mount -o remount,ro disk
  run render "$small" -o disk/a.svg
  expect_failed "cannot write disk/a.svg: Read-only file system"
  expect_same disk/a.svg expected
  umount disk
fi

# --- standard output that is full, closed or not read; closed standard streams ---
for arguments in "render $small -f svg" "import $source_dir/README.md" "check --format json $small" "styles" "formats" "--version" "render --help"; do
  case $arguments in import*) printf -- '- [One](https://x.org/1), ICML 2020\n' >one.md && arguments="import one.md" ;; esac
  # shellcheck disable=SC2086
  "$papermap" $arguments >/dev/full 2>stderr
  code=$? command_line="papermap $arguments >/dev/full"
  expect_failed "cannot write standard output"
  # shellcheck disable=SC2086
  "$papermap" $arguments >&- 2>stderr
  code=$? command_line="papermap $arguments >&-"
  expect_failed "cannot write standard output"
done
"$papermap" render "$data" -f svg 2>stderr | true
expect "the broken pipe ended it" [ "${PIPESTATUS[0]}" -eq 4 ]
"$papermap" render "$small" -o closed.svg <&- >&- 2>&-
expect "exit code is not 0 with every stream closed" [ $? -eq 0 ]
"$papermap" render "$small" -o open.svg
expect_same closed.svg open.svg

# --- no permission ---
nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
[ "$(id -u)" -eq 0 ] || nobody=()
chmod 755 . && mkdir locked && old locked/a.svg && chmod 555 locked
if [ "$(id -u)" -ne 0 ] || "${nobody[@]}" test -x "$papermap"; then
  "${nobody[@]}" "$papermap" render "$small" -o locked/a.svg 2>stderr
  code=$?
  expect_failed "cannot write locked/a.svg: Permission denied"
  expect_same locked/a.svg expected
fi
run render "$small" -o nowhere/a.svg
expect_failed "cannot write nowhere/a.svg: No such file or directory"
run render "$small" -f svg -o locked
expect_failed "cannot write locked: Is a directory"
run render "$small" -o expected/a.svg
expect_failed "Not a directory"
ln -s ring.svg ring.svg
run render "$small" -o ring.svg
expect "a ring of links: exit code $code" [ "$code" -eq 0 -o "$code" -eq 4 ]

# --- one output of several fails: the others stay as they were ---
old a.svg
run render "$small" -o a.svg -o nowhere/b.svg
expect_exit 4
expect_same a.svg expected
expect_no_strays .

# --- mode, owner and links of a replaced file ---
old kept.svg && chmod 640 kept.svg
[ "$(id -u)" -ne 0 ] || chown 12345:54321 kept.svg
before=$(stat -c '%a %u %g' kept.svg)
ln -s kept.svg link.svg && mkdir deep && ln -s ../link.svg deep/link.svg && ln -s "$work/absolute.svg" new.svg
run render "$small" -o deep/link.svg -o new.svg
expect_exit 0
expect "mode or owner changed" [ "$(stat -c '%a %u %g' kept.svg)" = "$before" ]
expect "a link was replaced" [ -L link.svg -a -L deep/link.svg -a -L new.svg ]
expect_same kept.svg open.svg
expect_same absolute.svg open.svg
(umask 027 && "$papermap" render "$small" -o masked.svg)
expect "the mask does not count" [ "$(stat -c %a masked.svg)" = 640 ]

# --- killed at any moment: a hundred times, by each of four signals ---
cp "$data" one.yaml && cp "$source_dir/data/many-scripts.yaml" two.yaml
outputs=(out/a.svg out/a.json out/a.pdf)
mkdir out
for list in one two; do
  run render $list.yaml --title T -o out/a.svg -o out/a.json -o out/a.pdf
  expect_exit 0
  cp -r out whole-$list
done
is_whole() { cmp -s "$1" "whole-one/${1#out/}" || cmp -s "$1" "whole-two/${1#out/}"; }
signals=(TERM INT HUP KILL)
ended=0
for i in {0..99}; do
  list=one
  [ $((i / 2 % 2)) -eq 0 ] || list=two
  signal=${signals[i % 4]}
  timeout --foreground -s "$signal" "0.$(printf %03d $((RANDOM % 120 + 1)))" "$papermap" render $list.yaml --title T -o out/a.svg \
    -o out/a.json -o out/a.pdf 2>/dev/null || ended=$((ended + 1))
  for file in "${outputs[@]}"; do expect "$file is neither old nor new after SIG$signal" is_whole "$file"; done
  [ "$signal" != KILL ] || rm -f out/.a.*
  expect_no_strays out
done 2>/dev/null
expect "only $ended runs were killed" [ "$ended" -ge 10 ]

# --- two runs on one output at once ---
for _ in {1..20}; do
  "$papermap" render one.yaml --title T -o out/a.svg -o out/a.json &
  "$papermap" render two.yaml --title T -o out/a.svg -o out/a.json
  expect "the second of two runs failed" [ $? -eq 0 ]
  wait $!
  expect "the first of two runs failed" [ $? -eq 0 ]
  expect "two runs at once left a mixture" is_whole out/a.svg
  expect "two runs at once left a mixture" is_whole out/a.json
done
expect_no_strays out

# --- no memory: every allocation in turn ---
# starve AT EVERY ARG...: runs with each allocation failing in turn, by steps of EVERY. The old output must stay or be new. About one
# allocation in ten thousand makes fontconfig wait for its own lock for ever: the program has no lock itself, so to wait, which
# takes no processor time, is a library's fault; to loop is not.
preload=$tools/fail_malloc.so
told=0 aborted=0 survived=0 faults=0 other=0 waited=0
starve() {
  local every=$1 total at
  shift
  rm -rf made && mkdir made && old made/old && old made/a.svg
  FAIL_COUNT=$work/count LD_PRELOAD=$preload "$papermap" "$@" -o made/new.svg >/dev/null 2>&1
  total=$(cat count)
  for ((at = 1; at <= total; at += every)); do
    timeout -s KILL 60 prlimit --cpu=30 env FAIL_AT="$at" LD_PRELOAD="$preload" "$papermap" "$@" -o made/a.svg >stdout 2>stderr
    code=$? command_line="FAIL_AT=$at papermap $*"
    if [ "$code" -eq 0 ]; then
      survived=$((survived + 1))
      if [ -n "${FAIL_OWN:-}" ]; then expect_same made/a.svg made/new.svg; fi
      # a library may make do, as fontconfig does with another font: the picture is whole all the same
      expect "the picture is not whole" [ "$(tail -n 1 made/a.svg)" = "</svg>" ]
      cmp -s made/a.svg made/new.svg || other=$((other + 1))
      old made/a.svg
    else
      expect "the output is neither old nor new" eval 'cmp -s made/a.svg made/old || cmp -s made/a.svg made/new.svg'
      old made/a.svg
      if [ "$code" -eq 137 ] && [ -z "${FAIL_OWN:-}" ]; then waited=$((waited + 1)) && continue; fi
      expect "no word of what went wrong" [ -s stderr ]
      if [ "$code" -gt 4 ]; then faults=$((faults + 1)); elif grep -q 'library gave up' stderr; then
        aborted=$((aborted + 1)); else told=$((told + 1)); fi
    fi
    expect_no_strays made
  done
}
if ! grep -q __asan_init "$papermap"; then
  printf -- '- [One](https://x.org/1), ICML 2020\n' >one.md
  export FAIL_OWN=1
  starve 1 render "$small"
  expect "an allocation of our own that fails is not told: $aborted aborts, $faults faults" [ $((aborted + faults)) -eq 0 ]
  FAIL_ON=1 starve 1 render "$small"
  expect "memory that stays exhausted is not told: $aborted aborts, $faults faults" [ $((aborted + faults)) -eq 0 ]
  unset FAIL_OWN
  starve 397 render "$small"
  printf 'of all libraries, sampled: %d told, %d aborted with word, %d not needed (%d with another picture), %d faults, %d waited\n' $told $aborted $survived $other $faults $waited
  expect "$waited runs waited for ever" [ $waited -le 2 ]
fi
finish
