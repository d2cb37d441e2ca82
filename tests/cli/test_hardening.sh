#!/usr/bin/env bash
# The built program is hardened as docs/TRUST.md says, and holds no path of the machine that built it.
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
fi
expect "the source folder's path is in it" [ "$(grep -cF "$source_dir/src" "$papermap")" -eq 0 ]
finish
