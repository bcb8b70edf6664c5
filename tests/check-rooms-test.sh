#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Shows that check-rooms.sh finds what it is for: each line of a made-up tree that breaks the table must make it fail.
set -u
here=$(dirname -- "$0")
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree"/model "$tree"/http "$tree"/keyring "$tree"/picpik "$tree"/engines/picpik "$tree"/practice \
         "$tree"/library "$tree"/studio "$tree"/ui "$tree"/cli
touch "$tree"/pictor-application.h
failed=0

# try good|bad FILE LINE
try ()
{
  printf '#include "config.h"\n%s\n' "$3" > "$tree/$2"
  if sh "$here/check-rooms.sh" "$tree" > /dev/null; then result=good; else result=bad; fi
  if [ "$result" != "$1" ]; then
    echo "$3 in $2 was found $result"
    failed=1
  fi
  rm "$tree/$2"
}

try good model/a.c '#include <gio/gio.h>'
try good model/a.c '#include "model/pictor-recipe.h"'
try good engines/picpik/a.c '#include "http/pictor-http.h"'
try good studio/a.h '#include "practice/pictor-practice-service.h"'
try good ui/a.c '#include <adwaita.h>'
try good practice/a.c '#include <libsoup/soup.h>'
try good library/a.c '#include <gdk-pixbuf/gdk-pixbuf.h>'
try good main.c '#include "cli/pictor-cli.h"'

try bad model/a.c '#include "http/pictor-http.h"'
try bad model/a.c '#  include   "http/pictor-http.h"'
try bad model/a.h '#include <http/pictor-http.h>'
try bad http/a.c '#include "model/pictor-recipe.h"'
try bad keyring/a.c '#include "engines/pictor-engine.h"'
try bad practice/a.c '#include "engines/pictor-engine.h"'
try bad practice/a.c '#include "http/pictor-http.h"'
try bad engines/picpik/a.c '#include "practice/pictor-practice-service.h"'
try bad engines/picpik/a.c '#include "../../practice/pictor-practice-service.h"'
try bad library/a.c '#include "studio/pictor-job.h"'
try bad studio/a.c '#include "ui/pictor-window.h"'
try bad ui/a.c '#include "cli/pictor-cli.h"'
try bad cli/a.c '#include "ui/pictor-window.h"'
try bad cli/a.c '#include "keyring/pictor-keyring.h"'
try bad ui/a.c '#include "picpik/pictor-picpik-signature.h"'
try bad studio/a.c '#include "pictor-application.h"'
try bad studio/a.c '#include <gtk/gtk.h>'
try bad cli/a.c '#include <adwaita.h>'
try bad engines/a.c '#include <libsoup/soup.h>'
try bad studio/a.c '#include <libsecret/secret.h>'

mkdir "$tree/garage"
try bad garage/a.c '#include <glib.h>'

exit $failed
