#!/bin/bash
# Stops what start.sh started in the same S3_DIR; does nothing when nothing runs. The data goes with the processes.
# `--is-running` only answers, by its exit status, whether all of them run.
set -uo pipefail
: "${S3_DIR:?set S3_DIR to the directory that start.sh was given}"
PIDS=$S3_DIR/pids

# A process id may have been given to another program since: it is ours only when the program's name is still the same.
is_ours() { [ "$(cat "/proc/$1/comm" 2>/dev/null)" = "$2" ]; }

if [ "${1:-}" = --is-running ]; then
  [ -s "$PIDS" ] || exit 1
  while read -r pid name; do is_ours "$pid" "$name" || exit 1; done <"$PIDS"
  exit 0
fi
[ -e "$PIDS" ] || exit 0
rm -f "$S3_DIR/ready"
# The last one started goes first.
tac "$PIDS" | while read -r pid name; do
  is_ours "$pid" "$name" || continue
  kill "$pid" 2>/dev/null
  for _ in $(seq 50); do is_ours "$pid" "$name" || break; sleep 0.1; done
  is_ours "$pid" "$name" && kill -9 "$pid" 2>/dev/null
done
rm -f "$PIDS"
