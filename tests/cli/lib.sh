# The command-line tests' few words. A test begins: . "$(dirname "$0")/lib.sh" "$@"   and ends: finish
# It gets the program as $papermap, the checkout as $source_dir, the built test tools in $tools, and runs in an empty folder of
# its own, $work. Every unmet expectation is told with what the program said; the test goes on and fails at its end.
set -u
export LC_ALL=C.UTF-8 TZ=UTC
papermap=$(realpath "$1")
source_dir=$(realpath "$2")
tools=$(dirname "$papermap")/tests
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
exec 3>&1 # where failures are told, even when an expectation's own output goes elsewhere
command_line="" code=0 failures=0 expectations=0

# run ARG...: the program, its output in stdout and stderr, its exit code in $code. Standard input is the caller's.
run() {
  command_line="papermap $*"
  "$papermap" "$@" >stdout 2>stderr
  code=$?
}

# run_bounded SECONDS MEGABYTES ARG...: run, but ended (exit 124, or by a signal) beyond that time or address space. The checks of
# a sanitizer need both in plenty.
run_bounded() {
  local seconds=$1 limit=$(($2 * 1024 * 1024))
  shift 2
  command_line="papermap $*"
  if grep -q __asan_init "$papermap"; then seconds=$((seconds * 10)) limit=unlimited; fi
  timeout -s KILL "$seconds" prlimit --as="$limit" "$papermap" "$@" >stdout 2>stderr
  code=$?
}

fail() {
  failures=$((failures + 1))
  printf 'FAIL: %s\n  after: %s (exit %d)\n' "$1" "$command_line" "$code" >&3
  [ ! -s stderr ] || sed 's/^/  stderr: /' stderr | head -20 >&3
}

# expect MESSAGE COMMAND...: the command succeeds.
expect() {
  local message=$1
  shift
  expectations=$((expectations + 1))
  "$@" || fail "$message"
}

expect_exit() { expect "exit code is not $1" [ "$code" -eq "$1" ]; }
expect_stdout() { expect "standard output lacks: $1" grep -qF -- "$1" stdout; }
expect_stderr() { expect "standard error lacks: $1" grep -qF -- "$1" stderr; }
expect_no_stdout() { expect "standard output is not empty" [ ! -s stdout ]; }
expect_no_stderr() { expect "standard error is not empty" [ ! -s stderr ]; }
expect_file() { expect "no file $1" [ -s "$1" ]; }
expect_no_file() { expect "there is a file $1" [ ! -e "$1" ]; }
expect_same() { expect "$1 and $2 differ" cmp -s "$1" "$2"; }
expect_contains() { expect "$1 lacks: $2" grep -qF -- "$2" "$1"; } # FILE TEXT
expect_kind() { expect "$1 is not $2" [ "$(head -c ${#2} "$1")" = "$2" ]; } # FILE FIRST-BYTES

# need PROGRAM...: what the test cannot do without (packages.txt, section test).
need() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || { echo "FAIL: $program is not installed"; exit 1; }
  done
}

finish() {
  printf '%d expectations, %d unmet\n' "$expectations" "$failures"
  exit $((failures > 0))
}
