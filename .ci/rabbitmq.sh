#!/usr/bin/env bash
# Makes a root with RabbitMQ of a Debian suite, unless it is there, and prints the path of a rabbitmq-server that runs in
# it: .ci/rabbitmq.sh sid (RabbitMQ 4.3.6 in November 2026) or trixie (4.0.5). Delete its folder to have it made again.
# A node sees the files of this machine, except /usr and /etc, which are the root's for the node's process alone: no mount
# outlives it.
set -euo pipefail
suite=${1:?"name a suite of Debian: sid or trixie"}
folder=$HOME/.cache/rabbitlambda/rabbitmq-$suite

say() {
    echo "rabbitmq.sh: $*" >&2
}

refuse() {
    say "$*; tests on RabbitMQ of Debian $suite are skipped without it"
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install() {
    as_root apt-get update -q >&2 && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >&2
}

version() {
    basename "$1"/usr/lib/rabbitmq/lib/rabbitmq_server-* | cut -d- -f2
}

# In a mount namespace of its own, so that nothing stays mounted in an unfinished root.
make_root() {
    command -v debootstrap >/dev/null || install debootstrap debian-archive-keyring || refuse "debootstrap is missing and can't be installed"
    as_root rm -rf --one-file-system "$folder"
    mkdir -p "$folder"
    as_root unshare --mount debootstrap --variant=minbase --include=rabbitmq-server,adduser "$suite" "$folder/unfinished" \
        >"$folder/debootstrap.log" 2>&1 || refuse "debootstrap failed: $(tail -n 3 "$folder/debootstrap.log")"
    as_root rm -rf "$folder"/unfinished/var/cache/apt "$folder"/unfinished/var/lib/apt/lists
    printf '127.0.0.1 localhost\n::1 localhost\n' | as_root tee "$folder/unfinished/etc/hosts" >/dev/null
    as_root mv "$folder/unfinished" "$folder/debian"
}

# The node brings a port mapper of its own, which ends with its process group.
write_server() {
    cat >"$folder/unfinished-server" <<SERVER
#!/bin/sh
[ "\$(id -u)" = 0 ] || user=--map-root-user
exec unshare \${user:-} --mount sh -c '
    mount --bind "\$0/usr" /usr && mount --bind "\$0/etc" /etc || exit 1
    epmd >/dev/null 2>&1 &
    exec /usr/lib/rabbitmq/bin/rabbitmq-server "\$@"' "$folder/debian" "\$@"
SERVER
    chmod +x "$folder/unfinished-server"
}

[ -L /lib ] || refuse "this machine's /lib is not a part of /usr"
[ -d "$folder/debian" ] || make_root
if [ ! -x "$folder/rabbitmq-server" ]; then
    if [ "$(id -u)" = 0 ]; then user=; else user=--map-root-user; fi
    unshare $user --mount mount --bind "$folder/debian/usr" /usr || refuse "no mount namespaces are allowed here"
    write_server
    mv "$folder/unfinished-server" "$folder/rabbitmq-server"
fi
say "RabbitMQ $(version "$folder/debian"), $(du -sm "$folder/debian" 2>/dev/null | cut -f1) MB in $folder"
echo "$folder/rabbitmq-server"
