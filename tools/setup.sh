#!/bin/sh
# Make sure that what the build needs is there.
#   setup.sh check     say what is missing and how to install it
#   setup.sh install   install it with apt-get, as root or through sudo
set -eu

modules='libgit2 yaml-0.1 libpcre2-8 cmocka libcmark-gfm jansson libidn2 nettle'
headers='unistr.h cmark-gfm-core-extensions.h'
programs='cc git ssh-keygen gpg python3'
packages='gcc libc6-dev make pkg-config git openssh-client gpg gpg-agent python3 libgit2-dev
    libyaml-dev libpcre2-dev libcmocka-dev libcmark-gfm-dev libcmark-gfm-extensions-dev
    libjansson-dev libidn2-dev nettle-dev libunistring-dev'

# lint, asan and fuzz want more than a plain build does.
case " ${WANT:-} " in *" lint "*) programs="$programs clang-format cppcheck"
    packages="$packages clang-format cppcheck" ;; esac
case " ${WANT:-} " in *" clang "*) programs="$programs clang"
    packages="$packages clang libclang-rt-14-dev" ;; esac

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
}

what=$(missing)
[ -n "$what" ] || exit 0

packages=$(echo $packages)
if ! command -v apt-get >/dev/null 2>&1; then
    echo "ismslint: $what is missing, and there is no apt-get here; install what these Debian" \
        "packages hold: $packages" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    run=
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    run=sudo
else
    run=none
fi
if [ "$1" = check ] || [ "$run" = none ]; then
    echo "ismslint: $what is missing. Install what the build needs with:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y $packages" >&2
    exit 1
fi
echo "ismslint: $what is missing; installing packages with apt-get"
$run apt-get update -q
$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages
what=$(missing)
[ -z "$what" ] || { echo "ismslint: $what is still missing" >&2; exit 1; }
