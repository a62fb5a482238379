#!/bin/sh
# Starts wrapup by the Java that came with it. WRAPUP_JAVA_OPTIONS are options for that Java, separated by spaces.
set -eu

# A descriptor that the caller closed would become the first file that is opened, and get what was meant for a
# person. Nothing can be written to what stands in for one, so that a result is not lost without a word.
{ true 3<&0; } 2>/dev/null || exec 0</dev/null
{ true 3>&1; } 2>/dev/null || exec 1</dev/null
true 3>&2 || exec 2</dev/null

# What the program is called in the commands that it prints: as it was typed. To a script that it found in the path, the shell tells
# where that is; the launcher of a checkout tells how it was called itself.
program=${WRAPUP_PROGRAM:-$0}
unset WRAPUP_PROGRAM
case $program in
  /*) [ "$(command -v "${program##*/}" || true)" != "$program" ] || program=${program##*/} ;;
  */*) ;;
  *) command -v "$program" >/dev/null 2>&1 || program=./$program ;;
esac

self=$0
while [ -L "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=${self%/*}/$link ;;
  esac
done
case $self in
  */*) top=${self%/*}/.. ;;
  *) top=.. ;;
esac
# where pip puts what comes with a command
home=$top/share/wrapup
[ -x "$home/bin/java" ] || home=$top/lib/wrapup

# Java reads arguments, names of files and variables as the locale writes them. In one that knows ASCII alone, or is
# named but not installed, all other letters would be lost.
charmap() { env ${1:+"LC_ALL=$1"} locale charmap 2>/dev/null || true; }
utf8=
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX | *.[Uu][Tt][Ff]*8)
    # the usual case, which takes no other process; with musl it is always there
    if [ -d /usr/lib/locale/C.utf8 ] || ! command -v locale >/dev/null 2>&1; then utf8=C.UTF-8; fi
    ;;
esac
if [ -z "$utf8" ] && command -v locale >/dev/null 2>&1; then
  case $(charmap) in
    '' | ANSI_X3.4-1968 | US-ASCII | ASCII | 646)
      for name in C.UTF-8 $(locale -a 2>/dev/null | grep -i 'utf-*8$' || true); do
        if [ "$(charmap "$name")" = UTF-8 ]; then
          utf8=$name
          break
        fi
      done
      ;;
  esac
fi
if [ -n "$utf8" ]; then
  LC_ALL=$utf8
  export LC_ALL
fi

screen=
[ ! -t 0 ] || screen="$screen -Dwrapup.stdin.terminal=true"
[ ! -t 1 ] || screen="$screen -Dwrapup.stdout.terminal=true"
[ ! -t 2 ] || screen="$screen -Dwrapup.stderr.terminal=true"
if [ -n "$screen" ]; then
  size=$({ stty size </dev/tty; } 2>/dev/null || true) # a process may have no terminal of its own
  for side in "rows=${size% *}" "columns=${size#* }"; do
    case ${side#*=} in
      '' | 0 | *[!0-9]*) ;;
      *) screen="$screen -Dwrapup.$side" ;;
    esac
  done
fi

# A cache that doesn't fit, or isn't there, is left unused without a word.
# shellcheck disable=SC2086
exec "$home/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:AOTCache="$home/lib/wrapup.aot" -Xlog:disable -Xlog:all=off \
  $screen "-Dwrapup.program=$program" ${WRAPUP_JAVA_OPTIONS:-} -m dev.wrapup "$@"
