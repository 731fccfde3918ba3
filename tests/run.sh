#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test. Steps can be named to run only some of them:
#   bash tests/run.sh [format] [build] [tests] [threads] [beside], and alone: [e2e] [fuzz] [tidy] [includes]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. shared/prepare.sh

fuzz_seconds=${JIAOHAO_FUZZ_SECONDS:-60}
started=$SECONDS

sources() {
    find kiosk display caller printer shared tests -name '*.h' -o -name '*.cpp'
}

step_format() { sources | xargs clang-format-19 --dry-run -Werror; }

# The programs as they are used; warnings are errors.
step_build() { build_in build -DJIAOHAO_TESTS=OFF; }

# Tests and fuzz targets under the address and undefined-behaviour sanitizers.
sanitized() { CC=clang-19 CXX=clang++-19 build_in build-tests -DJIAOHAO_TESTS=ON -DJIAOHAO_SANITIZE=ON; }

# Unit, property, protocol, device and golden tests, two at a time on two processors. A program that fails is run once
# more with the machine to itself, for what it may have waited in vain; what a sanitizer has found stays found.
step_tests() {
    sanitized
    local found=$PWD/build-tests/found well=yes
    local tests=(ctest --test-dir build-tests --output-on-failure --no-tests=error -LE e2e)
    rm -f "$found".*
    export ASAN_OPTIONS=log_path=$found UBSAN_OPTIONS=log_path=$found
    "${tests[@]}" -j "$(nproc)" || "${tests[@]}" --rerun-failed || well=no
    unset ASAN_OPTIONS UBSAN_OPTIONS
    ! cat "$found".* 2>/dev/null && [ $well = yes ]
}

# What has threads, under the thread sanitizer: its tests, then a hall with all of them busy. Whichever
# process meets a race leaves a file.
step_threads() {
    CC=clang-19 CXX=clang++-19 target=threads build_in build-threads -DJIAOHAO_THREADS=ON -DJIAOHAO_TESTS=ON
    local races=$PWD/build-threads/races
    rm -f "$races".*
    export TSAN_OPTIONS="suppressions=$PWD/tests/threads/tsan.supp log_path=$races external_symbolizer_path=$(command -v addr2line)"
    local well=yes web
    build-threads/bin/test-threads '[web]' >build-threads/web.log 2>&1 & # mostly waits
    web=$!
    build-threads/bin/test-threads '~[web]' || well=no
    python3 -B tests/threads/busy.py build-threads/bin || well=no
    wait $web || { cat build-threads/web.log && well=no; }
    unset TSAN_OPTIONS
    ! cat "$races".* 2>/dev/null && [ "$well" = yes ]
}

# The programs together, as real processes. What is promised in seconds is promised of a machine that does nothing else:
# those who look at the clock have it to themselves.
alone=(tests/e2e/{network,alarm,hall_returns,led_signs,kill_each}.py)
late=() # these were late and nothing worse (LATE in shared/rehearsal/house.py)

end_to_end() {
    [ -x build/bin/jiaohao-hall ] || step_build
    local begun code
    for script in "$@"; do
        say "$script"
        begun=$SECONDS code=0
        python3 -B "$script" build/bin || code=$?
        [ $code -eq 75 ] && late+=("$script") && code=0
        [ $code -eq 0 ] || return $code
        echo "$script: $((SECONDS - begun)) s"
    done
}

others() {
    printf '%s\n' tests/e2e/*.py tests/lab/forecasts.py tests/valgrind.py | grep -vxF "$(printf '%s\n' "${alone[@]}")"
}

# Who was late is tried once more with nothing beside. Late again is failed.
late_once_more() {
    [ ${#late[@]} -gt 0 ] || return 0
    local again=("${late[@]}")
    late=()
    say "late, and tried once more alone: ${again[*]}"
    end_to_end "${again[@]}" && [ ${#late[@]} -eq 0 ]
}

step_e2e() { end_to_end "${alone[@]}" $(others) && late_once_more; }

# One parser of outside bytes from its kept corpus; an input may take long where others have the processors. What
# neither ends nor listens is killed.
fuzz() {
    local target=$1 name=${1##*/fuzz-} found
    found=$(mktemp -d)
    timeout --foreground --kill-after=10 "$((fuzz_seconds + 240))" \
        "$target" -max_total_time="$fuzz_seconds" -timeout=30 -rss_limit_mb=1024 -artifact_prefix="$PWD/build-tests/" \
        -print_final_stats=0 -verbosity=0 "$found" "tests/fuzz/corpus/$name" || {
        echo "fuzz $name: failed ($?)"
        return 1
    }
    rm -rf "$found"
    echo "fuzz $name: $fuzz_seconds s"
}

# All of them, two at a time for each processor: most of the time they have those that the end-to-end tests leave.
step_fuzz() {
    target=fuzz sanitized
    export -f fuzz
    export fuzz_seconds
    printf '%s\n' build-tests/bin/fuzz-* | xargs -P "$((2 * $(nproc)))" -I{} bash -c 'fuzz {}'
}

# The product's sources; tests are read by people. Eight at a time, as they are compiled: most of the time is spent on
# the headers that they share.
step_tidy() {
    target=shared/wire/hall.pb.h build_in build-tidy -DJIAOHAO_TESTS=OFF -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON
    sed -n 's/^ *"file": "\(.*\)"$/\1/p' build-tidy/compile_commands.json | grep -v '\.pb\.cc$\|/tests/' |
        xargs -P "$(nproc)" -n 1 clang-tidy-19 -p build-tidy --quiet 2>/dev/null
}

# Each source alone and without the precompiled headers, so that a missing #include is seen: not part of the whole,
# for it takes a quarter of an hour.
step_includes() {
    build_in build-includes -DJIAOHAO_TESTS=OFF -DCMAKE_UNITY_BUILD=OFF -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON
}

step() {
    say "$1"
    "step_$1"
}

# The end-to-end tests mostly wait for processes: meanwhile sources are read and parsers fuzzed, at the lowest priority
# and both at once, because fuzzing is over after its seconds whatever it gets of the processors. `timeout` is there to
# end a step with all that it has started.
step_beside() {
    local beside=(tidy fuzz) name failed=0
    end_to_end "${alone[@]}"
    for name in "${beside[@]}"; do
        timeout --kill-after=10 45m nice -n 19 bash tests/run.sh "$name" >"build/$name.log" 2>&1 &
        running[$name]=$!
    done
    trap 'kill "${running[@]}" 2>/dev/null || true' EXIT # when a test fails
    end_to_end $(others)
    for name in "${beside[@]}"; do
        say "$name"
        wait "${running[$name]}" || { cat "build/$name.log" && failed=1; }
    done
    late_once_more && return $failed
}

install_packages build run test
declare -A running
[ $# -gt 0 ] || set -- format build tests threads beside
for name in "$@"; do step "$name"; done
say "all of it passed: $* ($((SECONDS - started)) s)"
