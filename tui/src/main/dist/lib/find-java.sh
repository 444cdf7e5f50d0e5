# Sourced by the launchers. find_java PROGRAM sets java_home to the first Java 25 or newer that has bin/PROGRAM,
# looked for in SHIBAFU_JAVA_HOME, JAVA_HOME, PATH and /usr/lib/jvm; fails if there is none.
# The version is read from the `release` file, as asking each java would cost a JVM start.

java_minimum=25

java_release() {
    while IFS='=' read -r key value; do
        if [ "$key" = JAVA_VERSION ]; then
            value=${value#\"}
            echo "${value%%[!0-9]*}"
            return
        fi
    done <"$1/release"
}

find_java() {
    on_path=$(command -v java || :)
    if [ -n "$on_path" ]; then
        on_path=$(readlink -f "$on_path")
    fi
    for java_home in "${SHIBAFU_JAVA_HOME:-}" "${JAVA_HOME:-}" "${on_path%/bin/java}" /usr/lib/jvm/*; do
        [ -x "$java_home/bin/$1" ] && [ -r "$java_home/release" ] || continue
        version=$(java_release "$java_home")
        if [ "${version:-0}" -ge "$java_minimum" ]; then
            return 0
        fi
    done
    java_home=
    return 1
}
