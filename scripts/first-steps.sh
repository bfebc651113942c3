#!/bin/bash
# A newcomer's way, as the README describes it: clone into an empty folder, install, start, and ask as each of the people. Checks that
# a second start keeps what was written, and that stopping leaves no process behind.
# usage: scripts/first-steps.sh FOLDER     (made; has the clone afterwards, with its dependencies installed)
set -euo pipefail
FOLDER=${1:?usage: scripts/first-steps.sh FOLDER}
git clone --quiet "$(cd "$(dirname "$0")/.." && pwd)" "$FOLDER"
cd "$FOLDER"
npm ci --no-fund --no-audit
exec scripts/walk-through.sh
