#!/bin/bash
# Runs a command whose calls of shibafu and shibafu-runtime are answered by a warm engine: with-engine.sh DIST COMMAND...
# Where a JVM takes seconds to boot, as in an emulated machine, that decides how much can be tested.
set -u

shibafu=$(readlink -f "$1")/bin/shibafu
shift
work=$(mktemp -d)
"$shibafu" engine --socket "$work/engine.sock" --idle never 2>"$work/engine.err" &
engine=$!
trap 'kill $engine 2>/dev/null; wait $engine 2>/dev/null; cat "$work/engine.err" >&2; rm -rf "$work"' EXIT
until [ -S "$work/engine.sock" ]; do
	kill -0 $engine 2>/dev/null || exit 1
	sleep 0.1
done
SHIBAFU_ENGINE=$work/engine.sock "$@"
status=$?
echo "# the engine has $(ls /proc/$engine/fd | wc -l) descriptors open and $(awk '/^VmRSS/ {print int($2 / 1024)}' /proc/$engine/status) MiB resident"
exit $status
