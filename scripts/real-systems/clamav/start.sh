#!/bin/bash
# A real clamd on loopback for the tests. See README.md.
#   CLAMAV_DIR    where it keeps its signatures, log and process id  (default /tmp/portal-clamav)
#   CLAMAV_PORT   where it listens on 127.0.0.1                      (default 23900)
# Prints the address. Ends with 1 when it did not start.
set -euo pipefail
CLAMAV_DIR=${CLAMAV_DIR:-/tmp/portal-clamav} CLAMAV_PORT=${CLAMAV_PORT:-23900}

command -v clamd > /dev/null || { echo 'clamd is not installed; see README.md.' >&2; exit 1; }
mkdir -p "$CLAMAV_DIR/signatures" "$CLAMAV_DIR/temporary"

# Whether a clamd answers at the port.
answers() {
  local answer=
  exec 3<> "/dev/tcp/127.0.0.1/$CLAMAV_PORT" || return 1
  printf 'zPING\0' >&3
  IFS= read -r -d '' -t 2 answer <&3 || true
  exec 3>&-
  [ "$answer" = PONG ]
} 2> /dev/null

if [ -e "$CLAMAV_DIR/clamd.pid" ] && kill -0 "$(cat "$CLAMAV_DIR/clamd.pid")" 2> /dev/null; then
  echo "It runs already (pid $(cat "$CLAMAV_DIR/clamd.pid"))." >&2
  echo "tcp://127.0.0.1:$CLAMAV_PORT"
  exit 0
fi

# One signature: the EICAR test file, as a body signature that is found at any place. Written in two halves, so that no
# scanner takes this script for the file itself.
eicar='X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-'
eicar+='STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'
printf 'Eicar-Test-Signature:0:*:%s\n' "$(printf '%s' "$eicar" | od -An -v -tx1 | tr -d ' \n')" > "$CLAMAV_DIR/signatures/eicar.ndb"
cat > "$CLAMAV_DIR/clamd.conf" << CONF
Foreground yes
TCPSocket $CLAMAV_PORT
TCPAddr 127.0.0.1
DatabaseDirectory $CLAMAV_DIR/signatures
TemporaryDirectory $CLAMAV_DIR/temporary
StreamMaxLength 25M
MaxFileSize 25M
MaxScanSize 100M
AlertExceedsMax yes
CONF
[ "$(id -u)" -ne 0 ] || echo 'User root' >> "$CLAMAV_DIR/clamd.conf"
setsid clamd --config-file="$CLAMAV_DIR/clamd.conf" > "$CLAMAV_DIR/clamd.log" 2>&1 < /dev/null &
pid=$!
echo "$pid" > "$CLAMAV_DIR/clamd.pid"
for _ in $(seq 200); do
  kill -0 "$pid" 2> /dev/null || break
  if answers; then
    echo "tcp://127.0.0.1:$CLAMAV_PORT"
    exit 0
  fi
  sleep 0.1
done
kill "$pid" 2> /dev/null || true
rm -f "$CLAMAV_DIR/clamd.pid"
tail -n 5 "$CLAMAV_DIR/clamd.log" >&2
exit 1
