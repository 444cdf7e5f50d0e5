#!/bin/bash
# Debian's prometheus scrapes `shibafu metrics`; needs root and the package prometheus.
#
#   prometheus.sh DISTRIBUTION          e.g. tui/target/shibafu
#
# Exit status 0 only if prometheus has what the kernel says. Leaves nothing behind.
set -u
shibafu=$(cd "$1" && pwd)/bin/shibafu
container=t$$-scraped
listen=127.0.0.1:19394
web=127.0.0.1:19395
scratch=$(mktemp -d)
metrics=
prometheus=

cleanup() {
	for pid in $metrics $prometheus; do kill "$pid" && wait "$pid"; done
	"$shibafu" delete --force "$container" >/dev/null
	rm -rf "$scratch"
}
trap cleanup EXIT

"$shibafu" run -d --name "$container" --memory 64m --pids-limit 20 busybox sleep 1000 >/dev/null || exit 1
"$shibafu" metrics --listen $listen >/dev/null &
metrics=$!
cat >"$scratch/prometheus.yml" <<END
scrape_configs:
  - job_name: shibafu
    scrape_interval: 1s
    static_configs:
      - targets: [$listen]
END
prometheus --config.file="$scratch/prometheus.yml" --storage.tsdb.path="$scratch/data" --web.listen-address=$web \
	--log.level=error &
prometheus=$!

# What prometheus holds of a metric of the container; nothing before its first scrape.
scraped() { busybox wget -qO- "http://$web/api/v1/query?query=$1" 2>/dev/null | grep -oP '"value":\[[0-9.]+,"\K[^"]+'; }
selector="%7Bcontainer%3D%22$container%22%7D"
for _ in $(seq 300); do
	[ -n "$(scraped "shibafu_memory_limit_bytes$selector")" ] && break
	sleep 0.1
done
status=0
for wanted in "shibafu_memory_limit_bytes=67108864" "shibafu_pids_limit=20" "shibafu_pids=2" "shibafu_memory_oom_kills_total=0"; do
	got=$(scraped "${wanted%=*}$selector")
	if [ "$got" = "${wanted#*=}" ]; then
		echo "ok - prometheus has $wanted"
	else
		echo "not ok - prometheus has ${wanted%=*}=${got:-nothing}, not ${wanted#*=}"
		status=1
	fi
done
exit $status
