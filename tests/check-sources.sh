#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a source or script lacks its licence line, or has grown past what one reads at a sitting.
set -u
cd -- "$(dirname -- "$0")/.." || exit 1
problems=$(
  find src tests -name '*.[ch]' | while read -r file; do
    [ "$(head -n 1 "$file")" = '/* SPDX-License-Identifier: GPL-3.0-or-later */' ] ||
      echo "$file: the first line is not the licence line"
    [ "$(wc -l < "$file")" -le 600 ] || echo "$file: more than 600 lines"
  done
  find build-aux tests .ci -type f ! -name '*.*' -o -name '*.sh' | while read -r file; do
    head -n 2 "$file" | grep -qxF '# SPDX-License-Identifier: GPL-3.0-or-later' ||
      echo "$file: no licence line among the first two"
  done)
[ -z "$problems" ] || { printf '%s\n' "$problems"; exit 1; }
