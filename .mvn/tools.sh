# Sourced, after find-java.sh, by tui/bin/shibafu-tui and .ci/run. need_build_tools [COMMAND:PACKAGE]... looks for what
# the build needs (and for the commands named), installs what is missing by apt where it may, and otherwise says in one
# line what to install. Sets java_home.

# As sample-rootfs/build.sh wants it.
has_static_busybox() {
    busybox=${BUSYBOX:-/bin/busybox}
    # A dynamic program names its loader in its first page.
    [ -x "$busybox" ] && ! head -c 4096 "$busybox" | grep -qa -e ld-linux -e ld-musl
}

has_libc_headers() {
    echo '#include <stdio.h>' | gcc -E - >/dev/null 2>&1
}

missing_packages() {
    command -v mvn >/dev/null || echo maven
    command -v make >/dev/null || echo make
    command -v gcc >/dev/null || echo gcc
    has_libc_headers || echo libc6-dev
    has_static_busybox || echo busybox-static
    for wish; do
        command -v "${wish%%:*}" >/dev/null || echo "${wish##*:}"
    done
}

# The first of the packages that apt could install, if any.
available_of() {
    for package; do
        candidate=$(apt-cache policy "$package" 2>/dev/null | sed -n 's/^ *Candidate: //p')
        if [ -n "$candidate" ] && [ "$candidate" != "(none)" ]; then
            echo "$package"
            return
        fi
    done
}

apt() {
    if [ "$(id -u)" -eq 0 ]; then
        DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 "$@" >/dev/null
    else
        sudo DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 "$@" >/dev/null
    fi
}

may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }
}

need_build_tools() {
    java_package=
    if ! find_java javac; then
        if [ -n "${SHIBAFU_JAVA_HOME:-}" ]; then
            echo "shibafu: SHIBAFU_JAVA_HOME=$SHIBAFU_JAVA_HOME is no JDK $java_minimum or newer: correct or unset it" >&2
            return 1
        fi
        java_package=openjdk-25-jdk-headless
    fi
    packages=$(missing_packages "$@" | tr '\n' ' ')
    [ -n "$packages$java_package" ] || return 0
    if ! may_install; then
        echo "shibafu: install these first: $packages$java_package" >&2
        return 1
    fi
    apt update || echo "shibafu: apt-get update failed; going on with the package lists as they are" >&2
    if [ -n "$java_package" ]; then
        java_package=$(available_of openjdk-25-jdk-headless temurin-25-jdk)
        if [ -z "$java_package" ]; then
            echo "shibafu: JDK 25 is missing and apt knows none: put Temurin 25 or any newer JDK below /usr/lib/jvm," \
                "or name its folder by SHIBAFU_JAVA_HOME" >&2
            return 1
        fi
    fi
    echo "shibafu: installing by apt: $packages$java_package" >&2
    # musl-tools is only a wish: a stub of musl starts three times as fast as one of glibc.
    # shellcheck disable=SC2046,SC2086 # these are lists of words
    apt install --no-install-recommends $packages $java_package $(available_of musl-tools) || {
        echo "shibafu: apt could not install: $packages$java_package" >&2
        return 1
    }
    find_java javac
}
