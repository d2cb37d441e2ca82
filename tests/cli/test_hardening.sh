#!/usr/bin/env bash
# The built program is hardened as docs/TRUST.md says, and holds no path of the machine that built it.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh" "$@"
need readelf
if grep -q __asan_init "$papermap"; then finish; fi
readelf -W -h -l -d "$papermap" >headers
readelf -W --dyn-syms "$papermap" >symbols
expect "no position independent program" grep -q 'Type: *DYN' headers
expect "no read-only relocations" grep -q GNU_RELRO headers
expect "symbols are bound late" grep -qE 'BIND_NOW|Flags:.*NOW' headers
expect "the stack can be executed" grep -qE 'GNU_STACK.* RW ' headers
expect "memory that can be written and executed" [ "$(grep -cE 'LOAD.* RWE' headers)" -eq 0 ]
expect "a library path is built in" [ "$(grep -cE 'RPATH|RUNPATH' headers)" -eq 0 ]
expect "no stack protector" grep -q __stack_chk_fail symbols
if grep -q 'CMAKE_BUILD_TYPE:STRING=Rel' "$(dirname "$papermap")/CMakeCache.txt"; then
  expect "no checked C functions" grep -qE '__[a-z]+_chk' symbols
  # As high as this compiler and this C library go, asked with the very flags that a source was compiled with.
  flags=$(grep -oE '"command": ".*cli/main\.c"' "$(dirname "$papermap")/compile_commands.json" | grep -oE ' -(O|[UD]_FORTIFY)[^ ]*' | tr -d '\n')
  compiler=$(sed -n 's/^CMAKE_C_COMPILER:[A-Z]*=//p' "$(dirname "$papermap")/CMakeCache.txt")
  level() { echo '#include <string.h>' | "$compiler" "$@" -w -E -dM - | awk '$2 == "__USE_FORTIFY_LEVEL" { print $3 }'; }
  # shellcheck disable=SC2086
  expect "_FORTIFY_SOURCE is $(level $flags), not $(level -O2 -D_FORTIFY_SOURCE=3)" [ "$(level $flags)" = "$(level -O2 -D_FORTIFY_SOURCE=3)" ]
fi
expect "the source folder's path is in it" [ "$(grep -cF "$source_dir/src" "$papermap")" -eq 0 ]
finish
