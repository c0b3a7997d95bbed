#!/bin/bash
# The main job: main_job.sh PESSIMIST. Every shipped protocol holds, and a broken twin is caught.
set -euo pipefail
pessimist=$1

# expect CODE ARGUMENTS...: run the checker; any other exit code ends the job.
expect() {
  local wanted=$1 code=0
  shift
  printf '\n$ pessimist %s\n' "$*"
  "$pessimist" "$@" || code=$?
  if [[ $code != "$wanted" ]]; then
    printf '\nmain job: `pessimist %s` exited with %s, expected %s\n' "$*" "$code" "$wanted" >&2
    exit 1
  fi
}

expect 0 list
expect 0 check two-phase-commit rms=7
expect 0 check paxos
expect 0 check raft-election --faults crash=1,restart=1
expect 0 check raft --faults crash=1,restart=1
expect 0 check snapshot
expect 0 check mutex
expect 0 check chain-replication
expect 0 check scatter-gather
expect 0 check two-phase-commit-recovery --faults crash=1,restart=1
expect 0 check lease-lock --faults pause=1,skew=1,jump=1
expect 0 check primary-backup --faults partition=1,heal=1,crash=1
expect 0 check abd-register --faults crash=1,restart=1
expect 0 check quorum-kv --faults crash=1,restart=1
expect 0 check reliable-broadcast --faults byzantine=1
expect 1 check paxos bug=ignores-votes
printf '\nmain job: every protocol holds, and the broken Paxos is caught (above).\n'
