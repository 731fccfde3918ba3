#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. Steps can be named to run only some of them:
#   bash tests/run.sh [format] [build] [tests] [e2e] [fuzz] [tidy]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. shared/prepare.sh

steps=${*:-format build tests e2e fuzz tidy}
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
    for script in tests/e2e/*.py tests/lab/forecasts.py; do
        say "$script"
        python3 -B "$script" build/bin
    done
}

# Every parser of outside bytes, a few seconds each from its kept corpus.
step_fuzz() {
    CC=clang-19 CXX=clang++-19 target=fuzz build_in build-fuzz -DJIAOHAO_FUZZ=ON -DJIAOHAO_TESTS=OFF
    local found=$(mktemp -d)
    for target in build-fuzz/bin/fuzz-*; do
        local name=${target##*/fuzz-}
        say "fuzz $name, $fuzz_seconds s"
        "$target" -max_total_time="$fuzz_seconds" -timeout=10 -rss_limit_mb=1024 -artifact_prefix="$PWD/build-fuzz/" \
            -print_final_stats=0 -verbosity=0 "$found" "tests/fuzz/corpus/$name"
        rm -rf "${found:?}"/*
    done
}

# The product's sources; tests are read by people.
step_tidy() {
    [ -f build/compile_commands.json ] || step_build
    sources | grep '\.cpp$' | grep -v '^tests/' | xargs -P "$(nproc)" -n 4 clang-tidy-19 -p build --quiet 2>/dev/null
}

install_packages build run test
for step in $steps; do
    say "$step"
    "step_$step"
done
say "all of it passed: $steps ($((SECONDS - started)) s)"
