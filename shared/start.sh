#!/usr/bin/env bash
# Installs what is missing, builds, and runs the demonstration hall.
#
#   bash shared/start.sh                               windows on a desktop; without one, the rehearsal
#   bash shared/start.sh --rehearse SECONDS --out DIR  the rehearsal: real processes, real touches, pictures
#
# Ctrl-C stops everything.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. shared/prepare.sh

seconds=60
out=
rehearse=
while [ $# -gt 0 ]; do
    case $1 in
    --rehearse) rehearse=yes seconds=${2:?--rehearse needs a number of seconds} && shift 2 ;;
    --out) out=${2:?--out needs a folder} && shift 2 ;;
    --help | -h) sed -n '2,7s/^# \{0,1\}//p' "$0" && exit 0 ;;
    *) echo "start.sh does not know '$1'; try --help" >&2 && exit 2 ;;
    esac
done
[[ $seconds =~ ^[0-9]+$ ]] || { echo "--rehearse needs a whole number of seconds" >&2 && exit 2; }

install_packages build run
say "building"
build_in build -DJIAOHAO_TESTS="$([ -f build/CMakeCache.txt ] && grep -q 'JIAOHAO_TESTS:BOOL=ON' build/CMakeCache.txt && echo ON || echo OFF)"

if [ -z "$rehearse" ] && [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "the hall opens; Ctrl-C closes it"
    exec python3 -B shared/rehearsal/desktop.py ${out:+--out "$out"}
fi
out=${out:-$(mktemp -d /tmp/jiaohao-rehearsal-XXXX)}
say "rehearsal of $seconds s in $out"
exec python3 -B shared/rehearsal/rehearse.py --seconds "$seconds" --out "$out"
