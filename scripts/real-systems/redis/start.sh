#!/bin/bash
# A real Redis on loopback for the tests. See README.md.
#   REDIS_DIR    where it keeps its log and process id  (default /tmp/portal-redis)
#   REDIS_PORT   where it listens on 127.0.0.1          (default 23000)
# Prints the address. Ends with 1 when it did not start.
set -euo pipefail
REDIS_DIR=${REDIS_DIR:-/tmp/portal-redis} REDIS_PORT=${REDIS_PORT:-23000}

command -v redis-server > /dev/null || { echo 'Redis is not installed; see README.md.' >&2; exit 1; }
mkdir -p "$REDIS_DIR"
if [ -e "$REDIS_DIR/server.pid" ] && kill -0 "$(cat "$REDIS_DIR/server.pid")" 2> /dev/null; then
  echo "It runs already (pid $(cat "$REDIS_DIR/server.pid"))." >&2
  echo "redis://127.0.0.1:$REDIS_PORT"
  exit 0
fi
setsid redis-server --port "$REDIS_PORT" --bind 127.0.0.1 --dir "$REDIS_DIR" --save '' --appendonly no --daemonize no \
  > "$REDIS_DIR/server.log" 2>&1 < /dev/null &
pid=$!
echo "$pid" > "$REDIS_DIR/server.pid"
for _ in $(seq 100); do
  kill -0 "$pid" 2> /dev/null || break
  if [ "$(redis-cli -p "$REDIS_PORT" ping 2> /dev/null)" = PONG ]; then
    echo "redis://127.0.0.1:$REDIS_PORT"
    exit 0
  fi
  sleep 0.05
done
kill "$pid" 2> /dev/null || true
rm -f "$REDIS_DIR/server.pid"
tail -n 5 "$REDIS_DIR/server.log" >&2
exit 1
