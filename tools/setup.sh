#!/bin/sh
# Make sure that what the build needs is there.
#   setup.sh check     say what is missing and how to install it
#   setup.sh install   install it with apt-get, as root or through sudo
# WANT names what is needed besides a plain build: test, bench, lint, fuzz, clang.
set -eu

modules='libgit2 yaml-0.1 libpcre2-8 libcmark-gfm jansson libidn2 nettle'
headers='unistr.h cmark-gfm-core-extensions.h'
programs=cc
packages='gcc libc6-dev make pkg-config libgit2-dev libyaml-dev libpcre2-dev libcmark-gfm-dev
    libcmark-gfm-extensions-dev libjansson-dev libidn2-dev nettle-dev libunistring-dev'

wants() {
    case " ${WANT:-} " in *" $1 "*) return 0 ;; esac
    return 1
}
if wants test; then
    modules="$modules cmocka"
    programs="$programs git ssh-keygen gpg"
    packages="$packages libcmocka-dev git openssh-client gpg gpg-agent tzdata pre-commit"
fi
if wants bench; then
    programs="$programs valgrind strace"
    packages="$packages valgrind strace"
fi
if wants lint; then
    programs="$programs clang-format cppcheck"
    packages="$packages clang-format cppcheck"
fi
if wants clang || wants fuzz; then
    programs="$programs clang"
    packages="$packages clang"
fi

# libFuzzer and the sanitizers are in a package of their own, which clang only recommends.
has_fuzzer() {
    echo 'int LLVMFuzzerTestOneInput(void) { return 0; }' |
        clang -x c -fsanitize=fuzzer,address -o /dev/null - >/dev/null 2>&1
}

# Its name holds the version of the distribution's clang.
name_of_clang_runtime() {
    version=$(apt-cache depends clang 2>/dev/null |
        sed -n 's/^ *Depends: clang-\([0-9][0-9]*\)$/\1/p' | head -n 1)
    echo "libclang-rt-${version:+$version-}dev"
}

missing() {
    for program in $programs; do
        command -v "$program" >/dev/null 2>&1 || { echo "$program"; return; }
    done
    command -v pkg-config >/dev/null 2>&1 || { echo pkg-config; return; }
    for module in $modules; do
        pkg-config --exists "$module" || { echo "$module"; return; }
    done
    for header in $headers; do
        echo "#include <stdio.h>
#include <$header>" | cc -E $(pkg-config --cflags libcmark-gfm) - >/dev/null 2>&1 ||
            { echo "$header"; return; }
    done
    if wants test; then
        [ -e /usr/share/zoneinfo/UTC ] || { echo "the time zone database"; return; }
    fi
    if wants fuzz; then
        has_fuzzer || echo "the runtime library of clang's fuzzer"
    fi
}

what=$(missing)
[ -n "$what" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "ismslint: $what is missing, and there is no apt-get here; install what these Debian" \
        "packages hold:" $packages >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    run=
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    run=sudo
else
    run=none
fi
if [ "$1" = install ] && [ "$run" != none ]; then
    echo "ismslint: $what is missing; installing packages with apt-get"
    $run apt-get update -q
fi
if wants fuzz; then
    packages="$packages $(name_of_clang_runtime)"
fi
packages=$(echo $packages)
if [ "$1" = check ] || [ "$run" = none ]; then
    echo "ismslint: $what is missing. Install what is needed with:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y $packages" >&2
    exit 1
fi
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages
what=$(missing)
[ -z "$what" ] || { echo "ismslint: $what is still missing" >&2; exit 1; }
