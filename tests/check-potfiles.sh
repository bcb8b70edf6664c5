#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when po/POTFILES misses a file with text for people, or names one that is not there.
set -u
cd -- "$(dirname -- "$0")/.." || exit 1
wanted=$(
  { find src -name '*.[ch]' -exec grep -lE '\<(N?C?_|Q_|g_dn?p?gettext2?|g?n?gettext) ?\("' {} +
    find src data -name '*.ui' -exec grep -lE 'translatable="(yes|true|1)"' {} +
    ls data/*.desktop.in data/*.metainfo.xml.in data/*.gschema.xml; } | sort)
listed=$(grep -v '^#' po/POTFILES | sort)
if [ "$wanted" != "$listed" ]; then
  echo "po/POTFILES differs from the files with text for people (< listed, > found):"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  printf '%s\n' "$listed" > "$work/listed"
  printf '%s\n' "$wanted" > "$work/wanted"
  diff "$work/listed" "$work/wanted" | grep '^[<>]'
  exit 1
fi
