# Sourced by start.sh and tests/run.sh: installs what is missing, builds. One list of packages: packages.txt.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }

# install_packages build run …: the packages of packages.txt that these need and that are missing.
install_packages() {
    local wanted missing=() as_root=()
    wanted=$(awk -v kinds=" $* " '!/^#/ && NF && index(kinds, " " $2 " ") { print $1 }' "$root/shared/packages.txt")
    for package in $wanted; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q ' installed$' ||
            command -v "$package" >/dev/null || # from elsewhere, as npm comes with newer Node.js
            missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    say "installing ${#missing[@]} Debian packages"
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Please install these packages as root and start again:" >&2
            echo "  apt-get install ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# build_in FOLDER [cmake options …]: configures and builds, with progress; only $target when that is set. Sources of one
# part are compiled eight at a time, which takes a third of the time; names in a part's unnamed namespaces are therefore
# unlike. Who changes single files is faster with -DCMAKE_UNITY_BUILD=OFF.
build_in() {
    local folder=$1
    shift
    cmake -S "$root" -B "$root/$folder" -G Ninja -DCMAKE_UNITY_BUILD=ON "$@" >"$root/$folder.log" 2>&1 || {
        cat "$root/$folder.log" >&2
        return 1
    }
    rm -f "$root/$folder.log"
    ninja -C "$root/$folder" ${target:-}
}
