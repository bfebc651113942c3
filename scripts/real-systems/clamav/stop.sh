#!/bin/bash
# Stops the clamd that start.sh started in CLAMAV_DIR; does nothing when none runs.
set -euo pipefail
CLAMAV_DIR=${CLAMAV_DIR:-/tmp/portal-clamav}
[ -e "$CLAMAV_DIR/clamd.pid" ] || exit 0
pid=$(cat "$CLAMAV_DIR/clamd.pid")
# The number may have gone to another process since.
if tr '\0' ' ' < "/proc/$pid/cmdline" 2> /dev/null | grep -q clamd; then
  kill "$pid"
  for _ in $(seq 50); do kill -0 "$pid" 2> /dev/null || break; sleep 0.1; done
fi
rm -f "$CLAMAV_DIR/clamd.pid"
