#!/bin/bash
# registry.sh DISTRIBUTION: pulls from registries and pushes to them: Debian's docker-registry on loopback, open and with
# passwords, and such as misbehave (registry.py). What shibafu pulls, skopeo reads, and the other way round.
# Needs root, docker-registry, curl, skopeo, podman, jq, python3 and the busybox image of the distribution. All files are in a
# directory of its own.
set -u
dist=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
. "$here/checks.sh"
work=$(mktemp -d /var/tmp/shibafu-registry.XXXXXX)
servers=()

cleanup() {
	for server in "${servers[@]}"; do
		kill "$server" 2>/dev/null
		wait "$server" 2>/dev/null
	done
	rm -rf --one-file-system "$work"
}
trap cleanup EXIT

# What the caller has configured itself is nobody's business here.
export HOME=$work/home XDG_RUNTIME_DIR=$work/run REGISTRY_AUTH_FILE=$work/auth.json CONTAINERS_REGISTRIES_CONF=$work/registries.conf
unset XDG_CONFIG_HOME DOCKER_CONFIG HTTP_PROXY HTTPS_PROXY http_proxy https_proxy
mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
: >"$CONTAINERS_REGISTRIES_CONF"
echo '{}' >"$REGISTRY_AUTH_FILE"

s() { "$dist/bin/shibafu" "$@" 2>&1 </dev/null; }
p() { podman --runtime "$dist/bin/shibafu-runtime" --root "$work/podman" --runroot "$work/podman-run" --storage-driver vfs "$@"; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
answers() { curl -s -o /dev/null "http://$1/v2/"; }

# registry NAME [AUTH]: starts one and sets $registry
registry() {
	registry=127.0.0.1:$(free_port)
	cat >"$work/$1.yml" <<-CONF
		version: 0.1
		log: {level: error, accesslog: {disabled: true}}
		storage: {filesystem: {rootdirectory: $work/$1}}
		http: {addr: "$registry"}
		${2:-}
	CONF
	# It takes variables that begin with REGISTRY_ for its own.
	env -u REGISTRY_AUTH_FILE docker-registry serve "$work/$1.yml" >"$work/$1.log" 2>&1 &
	servers+=($!)
	eventually answers "$registry"
}

# odd KIND ...: starts one of registry.py and sets $registry
odd() {
	python3 "$here/registry.py" "$@" >"$work/odd.port" 2>"$work/odd.log" &
	servers+=($!)
	eventually test -s "$work/odd.port"
	registry=127.0.0.1:$(cat "$work/odd.port")
	rm "$work/odd.port"
}

manifest() { skopeo inspect --raw --tls-verify=false "docker://$1" | sha256sum | cut -d' ' -f1; }
held() { jq -r '.manifests[0].digest' "$1/index.json" | cut -d: -f2; }

podman_configured "$work"
cache=/var/lib/shibafu/images/.downloads
before=$(ls "$cache" 2>/dev/null)

p import -q --change ENV=A=b "$dist/images/busybox.tar.gz" bb >/dev/null 2>&1 || { fail "import the image"; count; exit 1; }

echo "# an open registry"
registry open
open=$registry
p push -q --tls-verify=false bb "$open/lib/bb:1" || fail "podman pushes"
equal "pull" "$(s pull -q --layout "$work/one" "$open/lib/bb:1")" "$open/lib/bb@sha256:$(manifest "$open/lib/bb:1")"
equal "the manifest is the registry's" "$(held "$work/one")" "$(manifest "$open/lib/bb:1")"
equal "skopeo reads the layout" "$(skopeo inspect --config "oci:$work/one" | jq -r '.config.Env[0]')" A=b
equal "every blob is what its name says" "$(cd "$work/one/blobs/sha256" && sha256sum -- * | awk '$1 != $2')" ""
like "what is fetched is told" "$(s pull --layout "$work/two" "$open/lib/bb:1")" '^[0-9a-f]{12} .*MiB done$'
equal "nothing is left in the cache" "$(ls "$cache")" "$before"
like "a bar on a terminal" "$(on_terminal "$dist/bin/shibafu" pull --layout "$work/bar" "$open/lib/bb:1")" '[0-9a-f]{12} .*MiB done'
s push -q --layout "$work/one" "$open/other/bb:2" >/dev/null || fail "push"
equal "push, and skopeo finds the same" "$(manifest "$open/other/bb:2")" "$(manifest "$open/lib/bb:1")"
like "pushed again, all is there" "$(s push --layout "$work/one" "$open/other/bb:3")" 'already there'
equal "podman runs what was pushed" "$(p run --rm -q --tls-verify=false --network none "$open/other/bb:3" sh -c 'echo $A' 2>&1)" b
like "by digest" "$(s pull -q --layout "$work/digest" "$open/lib/bb@sha256:$(manifest "$open/lib/bb:1")")" "$(manifest "$open/lib/bb:1")"

equal "an image by its full name" "$(s pull -q "$open/lib/bb:1" >/dev/null; s run --rm "$open/lib/bb:1" sh -c 'echo $A')" b
equal "pulled again it is the same" "$(s pull -q "$open/lib/bb:1" >/dev/null; s images -q 2>/dev/null | grep -c "^$open/lib/bb:1$")" 1
like "an image is pushed by its name" "$(s tag "$open/lib/bb:1" "$open/mine/bb:9"; s push "$open/mine/bb:9")" "^$open/mine/bb@sha256:"
equal "podman runs it" "$(p run --rm -q --tls-verify=false --network none "$open/mine/bb:9" sh -c 'echo $A' 2>&1)" b
s image rm "$open/lib/bb:1" "$open/mine/bb:9" >/dev/null || fail "image rm"
like "one that is not here is not pulled by --pull never" "$(s run --rm --pull never "$open/mine/bb:9" true)" 'no such image'
equal "it is by run alone" "$(s run --rm "$open/mine/bb:9" sh -c 'echo $A' | tail -1)" b
equal "--pull always asks again, and all is here" "$(s run --rm --pull always "$open/mine/bb:9" sh -c 'echo $A')" b
like "what is nowhere is told with what was asked" "$(s run --rm "$open/no/where:1" true)" 'no such image.*404'
s image rm "$open/mine/bb:9" >/dev/null || fail "image rm"
equal "nothing is left in the cache by it" "$(ls "$cache")" "$before"

echo "# large blobs"
head -c 80000000 /dev/urandom >"$work/noise"
tar -cf "$work/noise.tar" -C "$work" noise
p import -q "$work/noise.tar" noise >/dev/null 2>&1
p push -q --tls-verify=false noise "$open/noise" || fail "podman pushes a large image"
s pull -q --layout "$work/noise.layout" "$open/noise" >/dev/null || fail "pull a large image"
s push -q --layout "$work/noise.layout" "$open/noise2" >/dev/null || fail "push a large image"
equal "in chunks, the same comes back" "$(manifest "$open/noise2")" "$(manifest "$open/noise")"
skopeo copy -q --src-tls-verify=false "docker://$open/noise2" "oci:$work/noise.back" && pass "skopeo takes them" || fail "skopeo takes them"

echo "# platforms"
p manifest create "$open/several:1" >/dev/null
for arch in amd64 arm64 s390x; do
	p import -q --os linux --arch "$arch" --change "ENV=ARCH=$arch" "$dist/images/busybox.tar.gz" "only-$arch" >/dev/null 2>&1
	p manifest add --os linux --arch "$arch" "$open/several:1" "containers-storage:localhost/only-$arch" >/dev/null
done
p manifest push -q --all --tls-verify=false "$open/several:1" "docker://$open/several:1" >/dev/null || fail "podman pushes a list"
arch_of() { skopeo inspect --config "oci:$1" | jq -r '.config.Env[0]'; }
case $(uname -m) in x86_64) ours=amd64 ;; aarch64) ours=arm64 ;; *) ours=$(uname -m) ;; esac
s pull -q --layout "$work/ours" "$open/several:1" >/dev/null
equal "of a list, this machine's" "$(arch_of "$work/ours")" "ARCH=$ours"
s pull -q --platform linux/s390x --layout "$work/s390x" "$open/several:1" >/dev/null
equal "of a list, another's" "$(arch_of "$work/s390x")" ARCH=s390x
like "one that is not in it" "$(s pull --platform linux/riscv64 --layout "$work/no" "$open/several:1")" 'no image for linux/riscv64 among these: linux/amd64, linux/arm64, linux/s390x'
skopeo copy -q --all --src-tls-verify=false "docker://$open/several:1" "oci:$work/all:x"
s push -q --layout "$work/all" "$open/copied:1" >/dev/null
equal "a whole list is pushed" "$(manifest "$open/copied:1")" "$(manifest "$open/several:1")"

echo "# errors"
like "no such image" "$(s pull --layout "$work/no" "$open/none"; echo $?)" "pull $open/none:latest: $open answers 404 Not Found: manifest unknown"
like "no such registry" "$(s pull --layout "$work/no" "127.0.0.1:1/none")" 'connect to 127.0.0.1:1: connection refused'
like "no TLS where it is wanted" "$(s pull --tls-verify --layout "$work/no" "$open/lib/bb:1")" 'does not speak TLS .*insecure = true'
like "no name" "$(s pull --layout "$work/no" 'Some Thing')" 'invalid image name: Some Thing'
[ -e "$work/no" ] && fail "errors leave no layout" || pass "errors leave no layout"

echo "# names"
cat >"$CONTAINERS_REGISTRIES_CONF" <<CONF
unqualified-search-registries = ["127.0.0.1:1", "$open"]
[aliases]
short = "$open/lib/bb"
[[registry]]
prefix = "example.invalid/team"
location = "$open/lib"
[[registry]]
location = "blocked.invalid"
blocked = true
[[registry]]
location = "mirrored.invalid"
[[registry.mirror]]
location = "$open"
insecure = true
CONF
like "searched for" "$(s pull -q --layout "$work/n1" lib/bb:1)" "^$open/lib/bb@"
like "an alias" "$(s pull -q --layout "$work/n2" short:1)" "^$open/lib/bb@"
like "a prefix in another place" "$(s pull -q --layout "$work/n3" example.invalid/team/bb:1)" '^example.invalid/team/bb@'
like "a mirror" "$(s pull -q --layout "$work/n4" mirrored.invalid/lib/bb:1)" '^mirrored.invalid/lib/bb@'
like "blocked" "$(s pull --layout "$work/no" blocked.invalid/lib/bb:1)" 'registries.conf blocks blocked.invalid'
like "found nowhere" "$(s pull --layout "$work/no" nowhere)" "pull 127.0.0.1:1/nowhere:latest: .*; $open/nowhere:latest: .*404"
echo 'x = [' >"$CONTAINERS_REGISTRIES_CONF"
like "a damaged file" "$(s pull --layout "$work/no" lib/bb)" "read $CONTAINERS_REGISTRIES_CONF: .* at line"
: >"$CONTAINERS_REGISTRIES_CONF"

echo "# a registry with passwords"
python3 -W ignore -c 'import crypt; print("me:" + crypt.crypt("secret", crypt.mksalt(crypt.METHOD_BLOWFISH, rounds=16)))' >"$work/htpasswd"
registry closed "auth: {htpasswd: {realm: test, path: $work/htpasswd}}"
closed=$registry
like "not logged in" "$(s push --layout "$work/one" "$closed/bb")" "401 Unauthorized: .*shibafu login $closed"
like "a wrong password is not kept" "$(s login -u me -p wrong "$closed"; cat "$REGISTRY_AUTH_FILE" 2>&1)" "log in to $closed as me: .*401"
like "login" "$(echo secret | "$dist/bin/shibafu" login -u me --password-stdin "$closed" 2>&1)" Succeeded
equal "nobody else reads the file" "$(stat -c %a "$REGISTRY_AUTH_FILE")" 600
s push -q --layout "$work/one" "$closed/bb" >/dev/null && pass "push, logged in" || fail "push, logged in"
skopeo inspect --tls-verify=false "docker://$closed/bb" >/dev/null && pass "skopeo reads the same file" || fail "skopeo reads the same file"
like "pull, logged in" "$(s pull -q --layout "$work/c1" "$closed/bb")" "^$closed/bb@"
like "logout" "$(s logout "$closed"; s pull --layout "$work/no" "$closed/bb")" '401 Unauthorized'
like "credentials for once" "$(s pull -q --creds me:secret --layout "$work/c2" "$closed/bb")" "^$closed/bb@"
mkdir "$work/bin"
cat >"$work/bin/docker-credential-test" <<'SH'
#!/bin/sh
read -r server
[ "$1" = get ] && echo "{\"ServerURL\": \"$server\", \"Username\": \"me\", \"Secret\": \"secret\"}"
SH
chmod +x "$work/bin/docker-credential-test"
echo "{\"credHelpers\": {\"$closed\": \"test\"}}" >"$REGISTRY_AUTH_FILE"
like "a credential helper" "$(PATH=$work/bin:$PATH s pull -q --layout "$work/c3" "$closed/bb")" "^$closed/bb@"
like "one that is not there" "$(s pull -q --layout "$work/no" "$closed/bb")" 'run docker-credential-test: it is in no folder of PATH'
echo '{}' >"$REGISTRY_AUTH_FILE"

echo "# tokens"
odd tokens "$open" me:secret
like "pull with a token for anybody" "$(s pull -q --layout "$work/t1" "$registry/lib/bb:1")" "^$registry/lib/bb@"
like "push without a name" "$(s push -q --layout "$work/one" "$registry/tok/bb")" '401 Unauthorized: authentication required'
like "push with a token for a user" "$(s push -q --creds me:secret --layout "$work/one" "$registry/tok/bb")" "^$registry/tok/bb@"
like "a wrong password" "$(s pull -q --creds me:wrong --layout "$work/no" "$registry/lib/bb:1")" '401 Unauthorized: incorrect username or password'

echo "# registries that misbehave"
odd stuck "$open" "$work/stuck"
"$dist/bin/shibafu" pull -q --layout "$work/killed" "$registry/noise" >/dev/null 2>&1 &
pull=$!
half_there() { [ "$(find "$cache" -name '*.part' -size +30M | wc -l)" = 1 ]; }
eventually half_there
kill -9 $pull
wait $pull 2>/dev/null
[ -e "$work/killed/oci-layout" ] && fail "one that is killed leaves no image" || pass "one that is killed leaves no image"
odd breaking "$open" "$work/ranges"
like "what was killed or breaks off is gone on with" "$(s pull -q --layout "$work/b1" "$registry/noise")" "^$registry/noise@"
equal "by ranges alone" "$(cut -d= -f1 "$work/ranges" | xargs)" "bytes bytes"
equal "to the same" "$(held "$work/b1")" "$(manifest "$open/noise")"
equal "blob by blob" "$(cd "$work/b1/blobs/sha256" && sha256sum -- * | awk '$1 != $2')" ""
odd lying "$open"
like "a wrong digest is refused" "$(s pull --layout "$work/no" "$registry/lib/bb:1"; echo $?)" 'wrong digest'
[ -e "$work/no/oci-layout" ] && fail "and leaves no image" || pass "and leaves no image"
like "nor does it harm the next" "$(s pull -q --layout "$work/good" "$open/lib/bb:1")" "^$open/lib/bb@"
equal "nothing is left in the cache" "$(ls "$cache")" "$before"

count
