#!/bin/bash
# Stops the Request Tracker that start.sh started in RT_DIR. With --clean its data go too.
set -euo pipefail
RT_DIR=${RT_DIR:-/tmp/portal-request-tracker}
if [ -e "$RT_DIR/server.pid" ]; then
  pid=$(cat "$RT_DIR/server.pid")
  # start.sh gives the server a process group of its own, so that its workers end with it.
  if tr '\0' ' ' < "/proc/$pid/cmdline" 2> /dev/null | grep -q rt-server; then
    kill -- "-$pid" 2> /dev/null || kill "$pid"
    for _ in $(seq 50); do kill -0 "$pid" 2> /dev/null || break; sleep 0.1; done
  fi
  rm -f "$RT_DIR/server.pid"
fi
if [ "${1:-}" = --clean ]; then rm -rf "$RT_DIR/var" "$RT_DIR/conf.d" "$RT_DIR"/seed.json* "$RT_DIR"/*.log; fi
