# Sourced by the scripts beside it: builds the benchmarks. Sets java_home and target.
cd "$(dirname "$(readlink -f "$0")")/../.."
. tui/src/main/dist/lib/find-java.sh
find_java javac || {
    echo "${0##*/}: no JDK $java_minimum or newer: see README.md" >&2
    exit 1
}
mvn -q -B -ntp -Pbench -pl engine/bench -am -DskipTests package
target=$PWD/engine/bench/target
