#!/usr/bin/env bash
# A long run on a terminal says what it is at, on one line that is gone at the end; interrupted, it dies of the signal, leaves the
# old output and no temporary file. Short runs, -q and anything that is no terminal see none of it.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need python3
printf 'A:\n  list:\n    - {title: One}\n' >short.yaml
mkdir out

# terminal [--interrupt AFTER] ARG...: the program with standard error on a pseudoterminal; what that got is in `screen`. AFTER is
# what has to be seen before the terminal's user presses Ctrl-C. Erasing the line is shown as <erase>. The list on standard input
# comes $slowly seconds late.
terminal() {
  command_line="papermap $*"
  python3 - "$papermap" "$@" <<'PYTHON' >screen 2>stderr
import os, pty, select, signal, subprocess, sys, threading, time
program, *arguments = sys.argv[1:]
awaited = None
if arguments[0] == '--interrupt':
    awaited, arguments = arguments[1].encode(), arguments[2:]
main, terminal = pty.openpty()
def own_the_terminal():
    os.setsid()
    import fcntl, termios
    fcntl.ioctl(2, termios.TIOCSCTTY, 0)
run = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=terminal, preexec_fn=own_the_terminal,
                       env={**os.environ, 'TERM': os.environ.get('PM_TERM', 'xterm')})
os.close(terminal)
def feed():
    time.sleep(float(os.environ['slowly']))
    run.stdin.write(open('short.yaml', 'rb').read())
    run.stdin.close()
threading.Thread(target=feed, daemon=True).start()
seen = b''
while select.select([main], [], [], 120)[0]:
    try:
        got = os.read(main, 4096)
    except OSError:
        break
    seen += got
    if awaited and awaited in seen:
        os.write(main, b'\x03')
        awaited = None
sys.stdout.buffer.write(seen.replace(b'\r\x1b[K', b'<erase>'))
sys.stdout.flush()
code = run.wait()
if code < 0:  # dies as the program did
    signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
sys.exit(code)
PYTHON
  code=$?
}

# What a terminal shows in the end: nothing that was followed by an erasure of its line.
expect_nothing_left() { expect "the line stays on the terminal" [ "$(sed 's/^.*<erase>//' screen | tr -d '\r\n')" = "" ]; }

# How the terminal begins: on a busy machine more seconds may follow.
expect_screen() { expect "the terminal does not begin with $1" [ "$(head -c ${#1} screen)" = "$1" ]; }

export slowly=2.5
terminal render - --from yaml -o out/slow.svg
expect_exit 0
expect_screen "<erase>papermap: reading, 1 s<erase>papermap: reading, 2 s<erase>"
expect_nothing_left
expect_file out/slow.svg
terminal check - --from yaml
expect "check does not say that it is checking" grep -qF "<erase>papermap: checking, 1 s<erase>" screen

# Where several things are made, a bar. The fifo opens when the program reads it: however long that took to start, it waits.
mkfifo late.yaml
printf 'data: late.yaml\noutputs: [out/a.svg, {file: out/b.svg, depth: topic}]\n' >papermap.yaml
(exec 3>late.yaml && sleep 1.5 && cat short.yaml >&3) &
terminal build
expect_exit 0
expect_screen "<erase>papermap: [----------------] 0 of 2, reading, 1 s<erase>"
expect_nothing_left
expect_file out/b.svg

slowly=1.5
terminal render -q - --from yaml -o out/quiet.svg
expect_exit 0
expect "a terminal is told something despite -q" [ ! -s screen ]
PM_TERM=dumb terminal render - --from yaml -o out/dumb.svg
expect "a terminal that cannot erase is told something" [ ! -s screen ]
terminal render short.yaml -o out/short.svg
expect "a terminal is told something of a short run" [ ! -s screen ]
(sleep 1.5 && cat short.yaml) | run render - --from yaml -o out/file.svg
expect "a file is told something" [ ! -s stderr ]

# Interrupted while a large list is drawn for two files; the PDF takes several seconds, also of a fast machine.
"$tools/generate_list" -n 40000 -s 7 --shape mixed >long.yaml
rm -f out/*
printf 'old\n' >out/long.svg
terminal --interrupt ', 1 s' render long.yaml -o out/long.svg -o out/other.pdf
expect_exit 130
expect_nothing_left
expect "the old output is gone" [ "$(cat out/long.svg)" = old ]
rm -f out/long.svg
expect "something stays behind: $(ls -A out)" [ -z "$(ls -A out)" ]
finish
