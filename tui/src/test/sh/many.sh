#!/bin/bash
# many.sh DISTRIBUTION [CONTAINERS [CALLERS]]: so many containers created, started, checked for their health and removed by so
# many callers at once, with nothing left of them. Needs root.
set -u
dist=$(readlink -f "$1")
containers=${2:-200}
callers=${3:-20}
. "$(dirname "$(readlink -f "$0")")/checks.sh"
shibafu=$dist/bin/shibafu
me=many$$
work=$(mktemp -d /var/tmp/shibafu-many.XXXXXX)
cleanup() {
	for name in $("$shibafu" list -q 2>/dev/null | grep "^$me-"); do "$shibafu" delete --force "$name" >/dev/null 2>&1; done
	rm -rf --one-file-system "$work"
}
trap cleanup EXIT
left() {
	ls -d /run/shibafu/$me-* /run/shibafu/.staging/$me-* /var/lib/shibafu/containers/$me-* 2>/dev/null
	find /sys/fs/cgroup -maxdepth 3 -name "*$me-*" 2>/dev/null
	grep "$me-" /proc/mounts
	ps -eo pid,args | grep "[s]hibafu-sup.*$me-"
}
# each COMMAND...: of every container, {} being its name
each() { seq "$containers" | xargs -P "$callers" -I{} sh -c "$shibafu ${*//\{\}/$me-\{\}} >>$work/said 2>&1 || echo {}"; }

"$shibafu" run --rm busybox true # the image is there
equal "create" "$(each "create --name {} --health-cmd 'test -e /tmp/up' --health-interval 1s --health-retries 2 busybox sh -c 'touch /tmp/up; sleep 1000'")" ''
equal "as many as were asked for" "$("$shibafu" list -q | grep -c "^$me-")" "$containers"
equal "start" "$(each "start {}")" ''
healthy() { "$shibafu" list --json | jq "[.[] | select((.id | startswith(\"$me-\")) and .health == \"healthy\")] | length"; }
all_healthy() { [ "$(healthy)" = "$containers" ]; }
eventually all_healthy
equal "all become healthy" "$(healthy)" "$containers"
equal "without an engine for each" "$(pgrep -fc "cli.Main .*$me-")" 0
equal "an exec in each" "$(each "exec {} true")" ''
equal "stop and remove" "$(each "delete --force {}")" ''
none_left() { [ -z "$(left)" ]; }
eventually none_left
equal "nothing is left" "$(left)" ''
[ "$failed" = 0 ] || grep -v "^$me-" "$work/said" | sort | uniq -c | sort -rn | head -20
count
