#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when README.md or CONTRIBUTING.md names a file of the tree, or a target of a link, that is not there.
set -u
cd -- "$(dirname -- "$0")/.." || exit 1
problems=$(
  for page in README.md CONTRIBUTING.md; do
    { grep -oE '\<(build-aux|data|po|tests|src|\.ci)/[A-Za-z0-9._/-]+[A-Za-z0-9]' "$page"
      grep -oE '\]\([^)#]+' "$page" | cut -c 3- | grep -v '^https:'; } | sort -u |
    while read -r name; do
      case $name in *-thing*|*ROOM*) continue ;; esac
      [ -e "$name" ] || echo "$page: there is no $name"
    done
  done
  for script in build-aux/run build-aux/test build-aux/session .ci/run; do
    [ -x "$script" ] || echo "$script cannot be run"
  done)
[ -z "$problems" ] || { printf '%s\n' "$problems"; exit 1; }
