#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a translation misses, or merely guesses, a text of today's sources.
set -u
cd -- "$(dirname -- "$0")/.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The keywords are those of Meson's "glib" preset.
xgettext --files-from=po/POTFILES --from-code=UTF-8 --output="$work/pictor.pot" --package-name=pictor \
         --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=Q_:1g \
         --keyword=g_dgettext:2 --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 || exit 1

failed=0
for language in $(grep -v '^#' po/LINGUAS); do
  msgmerge --quiet --no-fuzzy-matching --output-file="$work/$language.po" "po/$language.po" "$work/pictor.pot" || exit 1
  for kind in untranslated only-fuzzy; do
    # The first entry of what msgattrib prints is the file's header.
    msgattrib --$kind --no-obsolete "$work/$language.po" | sed '1,/^$/d' > "$work/left"
    if [ -s "$work/left" ]; then
      echo "po/$language.po, $kind:"
      cat "$work/left"
      failed=1
    fi
  done
done
exit $failed
