#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. The steps can be named to run only some of them:
#   bash tests/run.sh [build] [tests] [format] [tidy] [sanitize] [fuzz]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. shared/prepare.sh

steps=${*:-build tests format sanitize fuzz tidy}
fuzz_seconds=${JIAOHAO_FUZZ_SECONDS:-10}
started=$SECONDS

sources() { git ls-files '*.h' '*.cpp' 2>/dev/null | grep . || find kiosk display caller printer shared tests -name '*.h' -o -name '*.cpp'; }

step_build() { build_in build; }

step_tests() { ctest --test-dir build --output-on-failure --no-tests=error -j "$(nproc)"; }

step_format() { sources | xargs clang-format-19 --dry-run -Werror; }

step_tidy() {
    [ -d build ] || build_in build
    sources | grep '\.cpp$' | grep -v -e '^tests/fuzz/' | xargs -P "$(nproc)" -n 4 clang-tidy-19 -p build --quiet 2>/dev/null
}

step_sanitize() {
    build_in build-sanitize -DJIAOHAO_SANITIZE=ON
    ctest --test-dir build-sanitize --output-on-failure --no-tests=error -j "$(nproc)" -LE 'golden|slow'
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

install_packages build run test
for step in $steps; do
    say "$step"
    "step_$step"
done
say "all of it passed: $steps ($((SECONDS - started)) s)"
