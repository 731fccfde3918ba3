#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. Steps can be named to run only some of them:
#   bash tests/run.sh [format] [build] [tests] [fuzz] [e2e] [tidy]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. shared/prepare.sh

fuzz_seconds=${JIAOHAO_FUZZ_SECONDS:-5}
started=$SECONDS

sources() {
    find kiosk display caller printer shared tests -name '*.h' -o -name '*.cpp'
}

step_format() { sources | xargs clang-format-19 --dry-run -Werror; }

# The programs as they are used; warnings are errors.
step_build() { build_in build -DJIAOHAO_TESTS=OFF; }

# Unit, property, protocol, device and golden tests, all under the address and undefined-behaviour sanitizers.
step_tests() {
    build_in build-tests -DJIAOHAO_TESTS=ON -DJIAOHAO_SANITIZE=ON
    ctest --test-dir build-tests --output-on-failure --no-tests=error -j "$(nproc)" -LE e2e
}

# The programs together, as real processes.
step_e2e() {
    [ -x build/bin/jiaohao-hall ] || step_build
    local begun
    for script in tests/e2e/*.py tests/lab/forecasts.py; do
        say "$script"
        begun=$SECONDS
        python3 -B "$script" build/bin
        echo "$script: $((SECONDS - begun)) s"
    done
}

# One parser of outside bytes, a few seconds from its kept corpus.
fuzz() {
    local target=$1 name=${1##*/fuzz-} found
    found=$(mktemp -d)
    "$target" -max_total_time="$fuzz_seconds" -timeout=10 -rss_limit_mb=1024 -artifact_prefix="$PWD/build-fuzz/" \
        -print_final_stats=0 -verbosity=0 "$found" "tests/fuzz/corpus/$name" || return 1
    rm -rf "$found"
    echo "fuzz $name: $fuzz_seconds s"
}

# All of them, as many at a time as there are processors.
step_fuzz() {
    CC=clang-19 CXX=clang++-19 target=fuzz build_in build-fuzz -DJIAOHAO_FUZZ=ON -DJIAOHAO_TESTS=OFF
    export -f fuzz
    export fuzz_seconds
    printf '%s\n' build-fuzz/bin/fuzz-* | xargs -P "$(nproc)" -I{} bash -c 'fuzz {}'
}

# The product's sources; tests are read by people.
step_tidy() {
    [ -f build/compile_commands.json ] || step_build
    sources | grep '\.cpp$' | grep -v '^tests/' | xargs -P "$(nproc)" -n 4 clang-tidy-19 -p build --quiet 2>/dev/null
}

step() {
    say "$1"
    "step_$1"
}

# The end-to-end tests mostly wait for processes: what is only read is read meanwhile, at the lowest priority.
beside_each_other() {
    local log=build/tidy.log
    nice -n 19 bash tests/run.sh tidy >"$log" 2>&1 &
    reading=$!
    trap 'kill "$reading" 2>/dev/null || true' EXIT # when a test fails
    step e2e
    say "tidy"
    wait "$reading" || { cat "$log" && return 1; }
}

install_packages build run test
if [ $# -gt 0 ]; then
    for name in "$@"; do step "$name"; done
else
    for name in format build tests fuzz; do step "$name"; done
    beside_each_other
fi
say "all of it passed: ${*:-format build tests fuzz e2e tidy} ($((SECONDS - started)) s)"
