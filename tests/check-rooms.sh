#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: check-rooms.sh [SRC]
# Fails when an include below SRC (default: src/ of this tree) runs against the table of rooms.
set -u
src=${1:-$(dirname -- "$0")/../src}

# Sets $allowed to what the room $1 may include, besides itself. "top" stands for the files of src/ that are in no room.
rooms_of ()
{
  case $1 in
    model|http|keyring) allowed= ;;
    picpik) allowed=model ;;
    engines) allowed='model http keyring picpik' ;;
    practice) allowed='model picpik' ;;
    library) allowed=model ;;
    studio) allowed='model http keyring picpik engines practice library' ;;
    # The faces see the studio, and the two rooms whose types it hands out for them to name.
    ui|cli) allowed='studio model engines' ;;
    top) allowed='ui cli studio' ;;
    *) return 1 ;;
  esac
}

# Sets $allowed to the rooms that may include a library's header $1; to nothing for a header that all may include.
rooms_for ()
{
  case $1 in
    gtk/*|gdk/*|gsk/*|adwaita.h) allowed='ui top' ;;
    libsoup/*) allowed='http practice' ;;
    libsecret/*) allowed=keyring ;;
    sqlite3.h) allowed=library ;;
    *) allowed= ;;
  esac
}

contains ()
{
  case " $1 " in *" $2 "*) return 0 ;; *) return 1 ;; esac
}

# Prints what is wrong with the line $3 of the file $1 (relative to SRC) that includes $2.
check ()
{
  case $1 in */*) room=${1%%/*} ;; *) room=top ;; esac
  if ! rooms_of "$room"; then
    echo "$1: the room “$room” is not in the table of rooms"
    return
  fi

  case $2 in
    *..*|./*) echo "$1:$3: “$2” is not written as room/file" ; return ;;
  esac
  target=${2%%/*}
  if [ -d "$src/$target" ]; then
    contains "$room $allowed" "$target" || echo "$1:$3: $room/ may not include $2"
  elif [ "$room" != top ] && [ -e "$src/$2" ]; then
    echo "$1:$3: $room/ may not include $2"
  else
    rooms_for "$2"
    [ -z "$allowed" ] || contains "$allowed" "$room" || echo "$1:$3: $room/ may not include <$2>"
  fi
}

cd -- "$src" || exit 1
src=.
problems=$(
  find . -name '*.[ch]' -exec grep -HnE '^[[:space:]]*#[[:space:]]*(include|import)' {} + |
  sed -nE 's,^\./([^:]*):([0-9]+):[^"<]*["<]([^">]*)[">].*,\1 \3 \2,p' |
  while read -r file header line; do
    check "$file" "$header" "$line"
  done)

[ -z "$problems" ] || { printf '%s\n' "$problems"; exit 1; }
[ -n "$(find . -name '*.[ch]')" ] || { echo "no sources below $src"; exit 1; }
