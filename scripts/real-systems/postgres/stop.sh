#!/bin/bash
# Stops what start.sh started, and throws its data away.
set -euo pipefail
D=${POSTGRES_DIR:-/tmp/portal-postgres}
BIN=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -e "$D/data/postmaster.pid" ] || exit 0
as=()
if [ "$(id -u)" = 0 ]; then as=(runuser -u postgres --); fi
"${as[@]}" "$BIN/pg_ctl" --pgdata="$D/data" --mode=fast --wait stop >/dev/null
rm -rf "$D"
