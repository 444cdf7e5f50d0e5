#!/bin/bash
# peer-user.sh DISTRIBUTION: peer.sh's comparison as an ordinary user, whose podman keeps its images by vfs. Needs root, to make that
# user, and podman.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/checks.sh"
DIST=$(cd "${1:?needs the distribution: see above}" && pwd) || exit 2
own_user || exit 2
trap forget_user EXIT
as_user env PATH="$DIST/bin:/usr/bin:/bin:/usr/sbin" STORAGE=vfs bash "$here/peer.sh" "$DIST"
