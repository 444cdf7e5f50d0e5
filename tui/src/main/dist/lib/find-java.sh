# Sourced by the launchers; bin/shibafu looks in the same places in the same order.
#
# find_java PROGRAM sets java_home to a Java 25 or newer that has bin/PROGRAM: the one that SHIBAFU_JAVA_HOME names, or
# else JAVA_HOME's, or PATH's, or the oldest in /usr/lib/jvm that will do, as that is the one Shibafu was tested with.
# It fails if there is none. join_jars FOLDER sets class_path to the folder's jars sorted by name: LIB/* would have them
# in the folder's own order, which differs from copy to copy, and an AOT cache is good for one order only.

java_minimum=25

# The number in the line JAVA_VERSION="25.0.3" of a JDK's release file. Asking the java itself would cost a JVM start.
java_version() {
    version=0
    [ -r "$1/release" ] || return 0
    while IFS='=' read -r key value; do
        if [ "$key" = JAVA_VERSION ]; then
            value=${value#\"}
            version=${value%%[!0-9]*}
        fi
    done <"$1/release"
}

usable_java() {
    [ -x "$1/bin/$2" ] || return 1
    java_version "$1"
    [ "${version:-0}" -ge "$java_minimum" ]
}

find_java() {
    java_home=${SHIBAFU_JAVA_HOME:-}
    if [ -n "$java_home" ]; then
        usable_java "$java_home" "$1"
        return
    fi
    on_path=$(readlink -f "$(command -v java || :)" || :)
    for java_home in "${JAVA_HOME:-}" "${on_path%/bin/java}"; do
        if usable_java "$java_home" "$1"; then
            return 0
        fi
    done
    java_home=
    oldest=
    for candidate in /usr/lib/jvm/*; do
        if usable_java "$candidate" "$1" && { [ -z "$oldest" ] || [ "$version" -lt "$oldest" ]; }; then
            oldest=$version
            java_home=$candidate
        fi
    done
    [ -n "$java_home" ]
}

join_jars() {
    class_path=
    for jar in "$1"/*.jar; do
        class_path=${class_path:+$class_path:}$jar
    done
}
