#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a source or script lacks its licence line, or has grown past what one reads at a sitting.
set -u
cd -- "$(dirname -- "$0")/.." || exit 1
problems=$(
  find src tests -name '*.[ch]' -exec awk '
    FNR == 1 && $0 != "/* SPDX-License-Identifier: GPL-3.0-or-later */" { print FILENAME ": the first line is not the licence line" }
    FNR == 601 && FILENAME ~ /^src/ { print FILENAME ": more than 600 lines" }' {} +
  find build-aux tests .ci -type f \( ! -name '*.*' -o -name '*.sh' \) -exec awk '
    FNR == 1 { scripts[FILENAME] }
    FNR <= 2 && $0 == "# SPDX-License-Identifier: GPL-3.0-or-later" { licensed[FILENAME] }
    END { for (file in scripts) if (!(file in licensed)) print file ": no licence line among the first two" }' {} +)
[ -z "$problems" ] || { printf '%s\n' "$problems"; exit 1; }
