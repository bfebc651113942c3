#!/bin/bash
# Walks through the portal on the Node that the container image runs, taken from npm.
# usage: scripts/start-on-node-24.sh FOLDER     (made)
set -euo pipefail
FOLDER=${1:?usage: scripts/start-on-node-24.sh FOLDER}
mkdir -p "$FOLDER"
npm install --no-fund --no-audit --prefix "$FOLDER" node@24 >"$FOLDER/install.log" 2>&1 || { cat "$FOLDER/install.log"; exit 1; }
NODE=$FOLDER/node_modules/node/bin/node
"$NODE" --version
NODE=$NODE exec "$(dirname "$0")/walk-through.sh"
