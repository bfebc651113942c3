#!/bin/bash
# Starts the portal twice by `npm start` on a data folder of its own, walks through it as each of the people, presses Ctrl-C, and looks at
# what is left. NODE may name the node to run with.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -n "${NODE:-}" ]; then PATH=$(dirname "$NODE"):$PATH; fi
DATA=$(mktemp -d /tmp/portal-walk.XXXXXX)
chmod 755 "$DATA"
export PORTAL_DATA_DIR=$DATA/portal GATEWAY_PORT=${GATEWAY_PORT:-4000} IDENTITY_PROVIDER_PORT=${IDENTITY_PROVIDER_PORT:-4400}
GROUP=
trap 'if [ -n "$GROUP" ]; then kill -KILL -- "-$GROUP" 2>/dev/null || true; pkill -KILL -f "$PORTAL_DATA_DIR" || true; fi; rm -rf "$DATA"' EXIT

start() {
  setsid npm start >"$DATA/out" 2>&1 &
  GROUP=$!
  local started=$SECONDS
  until grep -q 'answers at' "$DATA/out"; do
    kill -0 "$GROUP" 2>/dev/null || { cat "$DATA/out"; exit 1; }
    [ $((SECONDS - started)) -lt 60 ] || { echo 'not started within 60 s'; cat "$DATA/out"; exit 1; }
    sleep 0.1
  done
  grep 'answers at' "$DATA/out"
}
# What the terminal does at Ctrl-C: the whole process group gets SIGINT.
press_ctrl_c() {
  kill -INT -- "-$GROUP"
  for _ in $(seq 100); do
    if ! pgrep -g "$GROUP" >/dev/null && ! pgrep -f "$PORTAL_DATA_DIR" >/dev/null; then GROUP=; return; fi
    sleep 0.1
  done
  echo 'processes were left behind:'
  pgrep -ag "$GROUP" || pgrep -af "$PORTAL_DATA_DIR"
  exit 1
}

start
node --import tsx scripts/walk-through.ts write "$DATA/out"
press_ctrl_c
start
node --import tsx scripts/walk-through.ts read "$DATA/out"
press_ctrl_c
echo 'The walk-through is done.'
