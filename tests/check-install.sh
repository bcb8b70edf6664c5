#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Usage: check-install.sh BUILD PREFIX
# Installs what was built in the folder BUILD, set up for PREFIX, and shows that the installed program works: moved
# to a prefix that it was never told of, and in its own when that lies inside BUILD and so harms nothing.
set -u
export LC_ALL=C.UTF-8
build=$1
prefix=$2
id=io.github.pictor.Pictor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

complain ()
{
  echo "$*"
  cat "$work/said" 2> /dev/null
  failed=1
}

# pictor PREFIX NAME=VALUE… ARGUMENT…: as somebody with an empty home and neither display nor session.
pictor ()
{
  at=$1
  shift
  set -- "$at/bin/pictor" "$@"
  mkdir -p "$work/home"
  (cd "$work/home" && env -i PATH="$PATH" HOME="$work/home" LC_ALL=C.UTF-8 LANGUAGE="${language:-}" \
     GSETTINGS_BACKEND=keyfile G_DEBUG=fatal-criticals "$@") > "$work/said" 2>&1
}

# try PREFIX: the prefix is whole, and the program in it finds what lies beside it.
try ()
{
  for file in bin/pictor share/applications/$id.desktop share/metainfo/$id.metainfo.xml \
              share/glib-2.0/schemas/$id.gschema.xml share/glib-2.0/schemas/gschemas.compiled \
              share/icons/hicolor/scalable/apps/$id.svg share/icons/hicolor/symbolic/apps/$id-symbolic.svg \
              share/locale/zh_CN/LC_MESSAGES/pictor.mo; do
    [ -s "$1/$file" ] || complain "$1/$file is missing"
  done

  pictor "$1" --version || complain "--version failed:"
  grep -qE '[0-9]+\.[0-9]+' "$work/said" || complain "--version names no version:"
  language=zh_CN
  pictor "$1" generate --help || complain "generate --help failed:"
  # A text of Pictor's own: GLib translates the rest of the help.
  grep -qF '根据提示词生成图片' "$work/said" || complain "there is no Chinese in the help for somebody who reads it:"
  language=

  # The folder for pictures is a setting, so a picture in it shows that the settings were found.
  rm -rf "$work/home"
  mkdir -p "$work/home/.config/glib-2.0/settings" "$work/home/mine"
  printf '[io/github/pictor/Pictor]\npictures-folder=%s\n' "'$work/home/mine'" \
    > "$work/home/.config/glib-2.0/settings/keyfile"
  pictor "$1" generate --quiet --size 64x64 "an apple" || complain "generate failed:"
  [ "$(find "$work/home/mine" -name '*.png' | wc -l)" = 1 ] || complain "no picture in the folder for pictures:"
}

DESTDIR="$work/staged" meson install -C "$build" --no-rebuild > "$work/said" 2>&1 || complain "meson install failed:"
mv "$work/staged$prefix" "$work/elsewhere" || exit 1
# As packagers do: nothing outside a staged folder may be touched while installing into it.
glib-compile-schemas "$work/elsewhere/share/glib-2.0/schemas"
try "$work/elsewhere"

case $prefix in
  "$build"/*)
    rm -rf "$prefix"
    meson install -C "$build" --no-rebuild > "$work/said" 2>&1 || complain "meson install failed:"
    try "$prefix"
    ;;
esac

exit $failed
