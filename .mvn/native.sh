#!/bin/sh
# What Maven itself cannot do, above all the C stub and the sample image. Called from the poms.
#
#   native.sh jdk                  warns if Maven will find no JDK to compile with
#   native.sh stub  BUILD          compiles the stub into BUILD/shibafu
#   native.sh check BUILD GOLDEN   runs the stub's own tests and its fuzzer over the golden plans in GOLDEN
#   native.sh image OUT            packs the busybox image, unless OUT is newer than everything it is made of
#   native.sh skipped REPORTS      tells which tests Surefire skipped, and why: its own lines do not
#   native.sh aot   DISTRIBUTION   records what a start loads into lib/*.aot, which makes the next starts faster
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
    command -v make >/dev/null || fail "make is missing and builds the stub: apt-get install make gcc libc6-dev musl-tools"
    command -v "${CC:-gcc}" >/dev/null || fail "gcc is missing and builds the stub: apt-get install gcc libc6-dev musl-tools"
    mkdir -p "$1"
    make -s -C "$sources" BUILD="$1"
}

# Other versions lay out a few lines otherwise, so only this one has a say.
check_format() {
    case $(clang-format --version 2>/dev/null) in
        *' version 14.'*)
            # But ops.h, a table laid out by hand.
            find "$sources" -name '*.[ch]' ! -name ops.h -exec clang-format --dry-run -Werror {} + ||
                fail "the C code above is not formatted: make -C engine/src/main/c format"
            ;;
    esac
}

check() {
    check_format
    make -s -C "$sources" check BUILD="$1" GOLDEN="$2"
    if [ "$(id -u)" -eq 0 ]; then
        make -s -C "$sources" check-root BUILD="$1"
    fi
}

image() {
    if [ -f "$1" ] && [ -z "$(find "$sample" -newer "$1" -print -quit)" ]; then
        return
    fi
    mkdir -p "$(dirname "$1")"
    "$sample/build.sh" "$1"
}

skipped() {
    find "$1" -name 'TEST-*.xml' -exec sed -n 's/.*<skipped message="\([^"]*\)".*/\1/p' {} + 2>/dev/null |
        sort | uniq -c | while read -r count reason; do
        echo "skipped $count: $reason"
    done
}

on_terminal() {
    words=
    for word; do words="$words '$word'"; done
    TERM=xterm-256color script -qec "stty rows 50 cols 200; exec $words" /dev/null
}

# A cache is a gain, not a need: without one, or with another JDK than the one that made it, a start is only slower.
# The flags are those of the starts, as a cache is good only for the garbage collector and class path that made it.
train() {
    cache=$1/lib/$2.aot
    jar=$(echo "$1/lib/$3"-*.jar)
    grep -qa "$(echo "$4" | tr . /).class" "$jar" || return 0
    set -- "$1" "$2" $5 "$java_home/bin/java" "-XX:AOTCacheOutput=$cache" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        -XX:-UsePerfData --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "-Dshibafu.home=$1" \
        -cp "$class_path" "$4"
    log=$1/../$2.aot.log
    shift 2
    "$@" >"$log" 2>&1 </dev/null || {
        echo "shibafu: no $cache, starts will be slower: see $log" >&2
        rm -f "$cache"
    }
}

aot() {
    . "$project/tui/src/main/dist/lib/find-java.sh"
    find_java java || return 0
    join_jars "$1/lib"
    train "$1" shibafu shibafu-engine shibafu.engine.cli.Train ""
    # A screen wants a terminal.
    ! command -v script >/dev/null || train "$1" shibafu-tui shibafu-tui shibafu.tui.Train on_terminal
}

task=$1
shift
case $task in
    jdk | stub | check | image | skipped | aot) "$task" "$@" ;;
    *) fail "native.sh: unknown task: $task" ;;
esac
