#!/bin/bash
# A real Request Tracker 5 (REST 2.0) on loopback, on SQLite. See README.md.
#   RT_DIR       where it keeps everything                 (default /tmp/portal-request-tracker)
#   RT_PORT      where it listens on 127.0.0.1             (default 22080)
#   RT_TICKETS   a JSON file with tickets besides the small built-in set
#   RT_WORKERS   processes that answer                     (default 4)
# Prints one line of JSON: {"url":…,"token":…,"staffToken":…,"agentToken":…,"queue":…}. Ends with 1 when it did not start.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export RT_DIR=${RT_DIR:-/tmp/portal-request-tracker} RT_PORT=${RT_PORT:-22080} RT_TICKETS=${RT_TICKETS:-}
export RT_SITE_CONFIG=$here/RT_SiteConfig.pm RT_SITE_CONFIG_DIR=$RT_DIR/conf.d

command -v rt-setup-database-5 > /dev/null || { echo 'Request Tracker 5 is not installed; see README.md.' >&2; exit 1; }
if [ -e "$RT_DIR/server.pid" ] && kill -0 "$(cat "$RT_DIR/server.pid")" 2> /dev/null; then
  echo "It runs already (pid $(cat "$RT_DIR/server.pid"))." >&2
  exec cat "$RT_DIR/seed.json"
fi

# It runs as www-data when root starts it, and as whoever starts it otherwise.
as=()
mkdir -p "$RT_DIR/conf.d" "$RT_DIR/var"
if [ "$(id -u)" = 0 ]; then
  as=(runuser -u www-data --)
  chown www-data "$RT_DIR/var"
fi
if [ ! -e "$RT_DIR/seed.json" ]; then
  rm -f "$RT_DIR"/var/rt5.sqlite*
  rt-setup-database-5 --action init > "$RT_DIR/setup.log" 2>&1 || { cat "$RT_DIR/setup.log" >&2; exit 1; }
  perl "$here/seed.pl" > "$RT_DIR/seed.json.new"
  mv "$RT_DIR/seed.json.new" "$RT_DIR/seed.json"
  if [ "$(id -u)" = 0 ]; then chown -R www-data "$RT_DIR/var"; fi
fi

setsid "${as[@]}" env RT_DIR="$RT_DIR" RT_PORT="$RT_PORT" RT_SITE_CONFIG="$RT_SITE_CONFIG" RT_SITE_CONFIG_DIR="$RT_SITE_CONFIG_DIR" \
  /usr/share/request-tracker5/libexec/rt-server --host 127.0.0.1 --port "$RT_PORT" --server Starlet --max-workers "${RT_WORKERS:-4}" \
  > "$RT_DIR/server.log" 2>&1 < /dev/null &
echo $! > "$RT_DIR/server.pid"
for _ in $(seq 300); do
  if [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$RT_PORT/REST/2.0/rt")" = 401 ]; then exec cat "$RT_DIR/seed.json"; fi
  sleep 0.1
done
echo "It did not start; see $RT_DIR/server.log." >&2
exit 1
