#!/bin/bash
# Starts an S3 that is none of ours, for the tests: a one-node Ceph (monitor, object store, RADOS Gateway) on loopback.
# Usage: S3_DIR=/some/dir ./start.sh
# Running it again while it runs changes nothing. See README.md for what has to be installed.
set -euo pipefail
: "${S3_DIR:?set S3_DIR to a directory of its own; its contents are replaced}"
D=$S3_DIR
ACCESS_KEY_ID=${TEST_S3_ACCESS_KEY_ID:-testkey}
SECRET_ACCESS_KEY=${TEST_S3_SECRET_ACCESS_KEY:-testsecret}
PORT=23380
ENDPOINT=http://127.0.0.1:$PORT
HERE=$(cd "$(dirname "$0")" && pwd)

for program in ceph ceph-mon ceph-osd monmaptool radosgw radosgw-admin curl; do
  command -v "$program" >/dev/null || { echo "$program is not installed; see $HERE/README.md" >&2; exit 1; }
done
# Only a directory that this script made before (or an empty one) is ever emptied.
if [ -e "$D" ] && [ ! -e "$D/made-by-start" ] && [ -n "$(ls -A "$D")" ]; then
  echo "$D is not empty and not from an earlier start; give another S3_DIR" >&2; exit 1
fi
if [ -e "$D/ready" ] && "$HERE/stop.sh" --is-running && curl -s -o /dev/null --max-time 2 "$ENDPOINT/"; then
  echo "already running: $ENDPOINT"; exit 0
fi
if curl -s -o /dev/null --max-time 1 "$ENDPOINT/"; then
  echo "something else answers at $ENDPOINT" >&2; exit 1
fi
"$HERE/stop.sh"
rm -rf "$D"; mkdir -p "$D"/{mon,osd,rgw,log}; touch "$D/made-by-start"; : >"$D/pids"
trap '[ -e "$D/ready" ] || { "$HERE/stop.sh"; echo "it did not start; see $D/log" >&2; }' EXIT

# Everything is sized for one small machine: one copy of the data, in memory, no authentication between the daemons.
# `ms mon client mode = crc` is needed by the gateway when authentication is none: otherwise it never listens.
cat >"$D/ceph.conf" <<CONF
[global]
fsid = 11111111-2222-3333-4444-555555555555
mon host = [v2:127.0.0.1:23300,v1:127.0.0.1:23301]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon warn on pool no redundancy = false
osd crush chooseleaf type = 0
mon data avail crit = 1
paxos propose interval = 0.05
paxos min wait = 0.01
mon osd min up ratio = 0
osd pool default flag hashpspool = true
mon max pg per osd = 2000
osd max pg per osd hard ratio = 10
ms bind port min = 23310
ms bind port max = 23379
run dir = $D
log file = $D/log/\$name.log
admin socket = $D/\$name.asok
pid file = $D/\$name.pid
[mon.a]
mon data = $D/mon
[osd.0]
osd data = $D/osd
osd objectstore = memstore
memstore device bytes = 2147483648
osd memory target = 939524096
[client.rgw.a]
ms mon client mode = crc
ms mon cluster mode = crc
rgw data = $D/rgw
rgw frontends = beast endpoint=127.0.0.1:$PORT
rgw dns name = localhost
rgw enable usage log = false
rgw enable ops log = false
rgw thread pool size = 64
CONF
export CEPH_CONF=$D/ceph.conf
C="-c $D/ceph.conf"

# Waits until a command succeeds, at most 60 s.
await() {
  local what=$1; shift
  for _ in $(seq 600); do "$@" >/dev/null 2>&1 && return 0; sleep 0.1; done
  echo "$what did not come up" >&2; return 1
}
run() { setsid "$@" </dev/null >"$D/log/$1.out" 2>&1 & echo "$! $1" >>"$D/pids"; }

monmaptool --create --fsid 11111111-2222-3333-4444-555555555555 --addv a '[v2:127.0.0.1:23300,v1:127.0.0.1:23301]' "$D/monmap" >/dev/null
ceph-mon $C --mkfs -i a --monmap "$D/monmap"
run ceph-mon $C -i a -f
await 'the monitor' timeout 5 ceph $C -s
OSD_UUID=$(cat /proc/sys/kernel/random/uuid)
ceph $C osd new "$OSD_UUID" >/dev/null
ceph-osd $C -i 0 --mkfs --osd-uuid "$OSD_UUID" >"$D/log/osd-mkfs.out" 2>&1
run ceph-osd $C -i 0 -f
await 'the object store' bash -c "ceph $C osd stat | grep -q '1 up'"
run radosgw $C -n client.rgw.a -f
await 'the gateway' curl -s -o /dev/null --max-time 2 "$ENDPOINT/"
radosgw-admin $C user create --uid=test --display-name=Test --access-key="$ACCESS_KEY_ID" --secret-key="$SECRET_ACCESS_KEY" >/dev/null
touch "$D/ready"
echo "TEST_S3_ENDPOINT=$ENDPOINT"
