#!/bin/bash
# Stops the Redis that start.sh started in REDIS_DIR; does nothing when none runs.
set -euo pipefail
REDIS_DIR=${REDIS_DIR:-/tmp/portal-redis}
[ -e "$REDIS_DIR/server.pid" ] || exit 0
pid=$(cat "$REDIS_DIR/server.pid")
# The number may have gone to another process since.
if tr '\0' ' ' < "/proc/$pid/cmdline" 2> /dev/null | grep -q redis-server; then
  kill "$pid"
  for _ in $(seq 50); do kill -0 "$pid" 2> /dev/null || break; sleep 0.1; done
fi
rm -f "$REDIS_DIR/server.pid"
