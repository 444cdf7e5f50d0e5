#!/bin/sh
# What Maven itself cannot make: the C stub, and the sample image. Called from the poms.
#
#   native.sh jdk                  warns if Maven will find no JDK to compile with
#   native.sh stub  BUILD          compiles the stub into BUILD/shibafu
#   native.sh check BUILD GOLDEN   runs the stub's own tests and its fuzzer over the golden plans in GOLDEN
#   native.sh image OUT            packs the busybox image, unless OUT is newer than everything it is made of
set -eu

project=$(dirname "$(dirname "$(readlink -f "$0")")")
sources=$project/engine/src/main/c
sample=$project/sample-rootfs

fail() {
    echo "shibafu: $*" >&2
    exit 1
}

# Only a warning: Maven looks in more places (toolchains.xml, sdkman, ...), but what it says itself is no help.
jdk() {
    . "$project/tui/src/main/dist/lib/find-java.sh"
    find_java javac || echo "shibafu: no JDK $java_minimum or newer found: apt-get install openjdk-25-jdk-headless," \
        "or put one below /usr/lib/jvm, or name its folder by JAVA25_HOME" >&2
}

stub() {
    [ -f "$sources/Makefile" ] || return 0
    command -v make >/dev/null || fail "make is missing and builds the stub: apt-get install make gcc libc6-dev musl-tools"
    command -v "${CC:-gcc}" >/dev/null || fail "gcc is missing and builds the stub: apt-get install gcc libc6-dev musl-tools"
    mkdir -p "$1"
    make -s -C "$sources" BUILD="$1"
}

check() {
    [ -f "$sources/Makefile" ] || return 0
    make -s -C "$sources" check BUILD="$1" GOLDEN="$2"
}

image() {
    [ -f "$sample/build.sh" ] || return 0
    if [ -f "$1" ] && [ -z "$(find "$sample" -newer "$1" -print -quit)" ]; then
        return
    fi
    mkdir -p "$(dirname "$1")"
    "$sample/build.sh" "$1"
}

task=$1
shift
case $task in
    jdk | stub | check | image) "$task" "$@" ;;
    *) fail "native.sh: unknown task: $task" ;;
esac
