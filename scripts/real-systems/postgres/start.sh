#!/bin/bash
# A PostgreSQL from Debian's packages on loopback, for the tests to run against in the place of the embedded one.
#   POSTGRES_DIR  where it keeps everything   (default /tmp/portal-postgres)
#   POSTGRES_PORT            where it listens            (default 23432)
# Needs, once: apt-get install -y --no-install-recommends postgresql
# Prints the address for TEST_POSTGRES_URL. Ends with 1 when it did not start.
set -euo pipefail
D=${POSTGRES_DIR:-/tmp/portal-postgres} PORT=${POSTGRES_PORT:-23432}
BIN=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$BIN/postgres" ] || { echo 'PostgreSQL is not installed: apt-get install -y --no-install-recommends postgresql' >&2; exit 1; }
as=()
if [ "$(id -u)" = 0 ]; then as=(runuser -u postgres --); fi
if [ ! -e "$D/data/PG_VERSION" ]; then
  mkdir -p "$D"
  if [ "$(id -u)" = 0 ]; then chown postgres "$D"; fi
  "${as[@]}" "$BIN/initdb" --pgdata="$D/data" --username=portal --auth=trust --encoding=UTF8 --locale=C.UTF-8 >"$D/initdb.log"
fi
"${as[@]}" "$BIN/pg_ctl" --pgdata="$D/data" --log="$D/log" --wait start \
  --options="-p $PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=500" >/dev/null
echo "postgres://portal@127.0.0.1:$PORT/postgres"
