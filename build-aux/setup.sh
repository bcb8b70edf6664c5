# SPDX-License-Identifier: GPL-3.0-or-later
# What Pictor needs, how each system calls it, and how to build it. Read by run, test and screenshot,
# after they have set $root to the top of the tree.

say ()
{
  printf '%s\n' "$*" >&2
}

die ()
{
  say "pictor: $*"
  exit 1
}

# One need a line: what for, how to see that it is there, and its packages (several with a comma between)
# for Debian and Ubuntu, Fedora, Arch and openSUSE. Modules are those of pkg-config.
needs ()
{
  cat <<'END'
run  command:cc                     gcc,libc6-dev             gcc,glibc-devel           gcc                  gcc,glibc-devel
run  command:pkg-config             pkg-config                pkgconf-pkg-config        pkgconf              pkg-config
run  command:meson                  meson                     meson                     meson                meson
run  command:ninja                  ninja-build               ninja-build               ninja                ninja
run  command:xgettext               gettext                   gettext-devel             gettext              gettext-tools
run  command:glib-compile-resources libglib2.0-dev-bin        glib2-devel               glib2-devel          glib2-devel
run  module:gio-unix-2.0>=2.74      libglib2.0-dev            glib2-devel               glib2                glib2-devel
run  module:gtk4>=4.8               libgtk-4-dev              gtk4-devel                gtk4                 gtk4-devel
run  module:libadwaita-1>=1.2       libadwaita-1-dev          libadwaita-devel          libadwaita           libadwaita-devel
run  module:libsoup-3.0>=3.2        libsoup-3.0-dev           libsoup3-devel            libsoup3             libsoup-devel
run  module:json-glib-1.0>=1.6      libjson-glib-dev          json-glib-devel           json-glib            json-glib-devel
run  module:libsecret-1>=0.20       libsecret-1-dev           libsecret-devel           libsecret            libsecret-devel
run  module:gdk-pixbuf-2.0          libgdk-pixbuf-2.0-dev     gdk-pixbuf2-devel         gdk-pixbuf2          gdk-pixbuf-devel
run  module:gexiv2>=0.14           libgexiv2-dev             libgexiv2-devel           libgexiv2            libgexiv2-devel
run  module:pangocairo              libpango1.0-dev           pango-devel               pango                pango-devel
run  module:libpng                  libpng-dev                libpng-devel              libpng               libpng16-devel
run  module:sqlite3>=3.38         libsqlite3-dev            sqlite-devel              sqlite               sqlite3-devel
run  module:zlib                    zlib1g-dev                zlib-devel                zlib                 zlib-devel
run  emoji:                         fonts-noto-color-emoji    google-noto-color-emoji-fonts noto-fonts-emoji noto-coloremoji-fonts
run  svg:                           librsvg2-common           librsvg2                  librsvg              gdk-pixbuf-loader-rsvg
run  file:/usr/share/icons/Adwaita/index.theme adwaita-icon-theme adwaita-icon-theme    adwaita-icon-theme   adwaita-icon-theme
run  certificates:                  ca-certificates           ca-certificates           ca-certificates      ca-certificates
test command:Xvfb                   xvfb                      xorg-x11-server-Xvfb      xorg-server-xvfb     xorg-x11-server-Xvfb
test command:openbox                openbox                   openbox                   openbox              openbox
test command:dbus-run-session       dbus-daemon               dbus-daemon               dbus                 dbus-1-daemon
test command:gnome-keyring-daemon   gnome-keyring             gnome-keyring             gnome-keyring        gnome-keyring
test file:/usr/share/dbus-1/services/org.a11y.Bus.service at-spi2-core at-spi2-core     at-spi2-core         at-spi2-core
test module:atspi-2                 libatspi2.0-dev           at-spi2-core-devel        at-spi2-core         at-spi2-core-devel
test module:xtst                    libxtst-dev               libXtst-devel             libxtst              libXtst-devel
test command:desktop-file-validate  desktop-file-utils        desktop-file-utils        desktop-file-utils   desktop-file-utils
test command:appstreamcli           appstream                 appstream                 appstream            AppStream
test command:localedef              libc-bin                  glibc-common              glibc                glibc
test file:/usr/share/i18n/locales/de_DE locales               glibc-locale-source       glibc                glibc-i18ndata
test sanitizers:                    gcc                       libasan,libubsan          gcc-libs             gcc
show command:xdotool                xdotool                   xdotool                   xdotool              xdotool
show command:import                 imagemagick               ImageMagick               imagemagick          ImageMagick
END
}

# Whether the thing $1, as the second column writes it, is there.
present ()
{
  case $1 in
    command:*) command -v "${1#*:}" ;;
    module:*) pkg-config --exists "$(echo "${1#*:}" | sed 's/>=/ >= /')" ;;
    file:*) [ -e "${1#*:}" ] ;;
    # A font that has the pictographs, in colour.
    emoji:) fc-list ':lang=und-zsye:color=true' family | grep . ;;
    # Icons are SVG: a loader of gdk-pixbuf or, on newer systems, of glycin.
    svg:) ls /usr/lib*/gdk-pixbuf-2.0/*/loaders/*svg* /usr/lib/*/gdk-pixbuf-2.0/*/loaders/*svg* \
             /usr/lib*/glycin-loaders/*/*svg* | grep svg ;;
    # The authorities that a TLS connection trusts.
    certificates:) [ -e /etc/ssl/certs/ca-certificates.crt ] || [ -e /etc/pki/tls/certs/ca-bundle.crt ] ||
                   [ -e /etc/ssl/ca-bundle.pem ] ;;
    sanitizers:) [ -e "$(cc -print-file-name=libasan.so)" ] && [ -e "$(cc -print-file-name=libubsan.so)" ] ;;
  esac > /dev/null 2>&1
}

# Prints the lines of the table for the purposes in $1 ("run test") whose thing is not there.
missing ()
{
  needs | while read -r purpose thing packages; do
    case " $1 " in *" $purpose "*) present "$thing" || echo "$purpose $thing $packages" ;; esac
  done
}

# The package manager of this system; fails when there is none that we know.
find_manager ()
{
  for manager in apt-get dnf pacman zypper; do
    if command -v $manager > /dev/null; then
      echo $manager
      exit 0
    fi
  done
  return 1
}

# The packages for the manager $1 that bring the lines of the table on standard input.
packages_for ()
{
  case $1 in apt-get) column=3 ;; dnf) column=4 ;; pacman) column=5 ;; zypper) column=6 ;; esac
  awk -v column=$column '{ print $column }' | tr ',' '\n' | sort -u | tr '\n' ' ' | sed 's/ $//'
}

# The command that installs the packages $2… with the manager $1.
install_command ()
{
  manager=$1
  shift
  case $manager in
    apt-get) echo "env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 $*" ;;
    dnf) echo "dnf install -y --setopt=install_weak_deps=False $*" ;;
    pacman) echo "pacman -S --needed --noconfirm $*" ;;
    zypper) echo "zypper --non-interactive install --no-recommends $*" ;;
  esac
}

# The command that fetches the lists of what there is to install with the manager $1.
refresh_command ()
{
  case $1 in
    apt-get) echo "apt-get update" ;;
    dnf) echo "dnf makecache" ;;
    pacman) echo "pacman -Sy" ;;
    zypper) echo "zypper --non-interactive refresh" ;;
  esac
}

# Installs what is missing for the purposes in $1. Runs no package manager when all is there.
require ()
{
  lines=$(missing "$1")
  [ -n "$lines" ] || return 0

  things=$(echo "$lines" | awk '{ sub (/:$/, "", $2); sub (/^[a-z]*:/, "", $2); print $2 }' | tr '\n' ' ')
  manager=$(find_manager) ||
    die "these are missing, and there is no apt-get, dnf, pacman or zypper to install them with: $things"
  packages=$(echo "$lines" | packages_for "$manager")

  if [ "$(id -u)" = 0 ]; then
    as_root=
  elif command -v sudo > /dev/null; then
    as_root=sudo
  else
    die "some packages are missing, and only root can install them. As root, run:
  $(refresh_command "$manager") && $(install_command "$manager" $packages)"
  fi

  say "Installing what is missing with $manager: $packages"
  mkdir -p "$root/build"
  log=$root/build/setup.log
  # What is known of the packages may be out of date, or nothing at all: then it is fetched, once.
  $as_root $(install_command "$manager" $packages) > "$log" 2>&1 < /dev/null ||
    { $as_root $(refresh_command "$manager") &&
      $as_root $(install_command "$manager" $packages); } >> "$log" 2>&1 < /dev/null ||
    { tail -n 20 "$log" >&2
      die "the packages could not be installed (all of what was said: $log). As root, try:
  $(refresh_command "$manager") && $(install_command "$manager" $packages)"; }

  lines=$(missing "$1")
  [ -z "$lines" ] ||
    die "these are still missing or too old on this system: $(echo "$lines" | awk '{ print $2 }' | tr '\n' ' ')"
}

# Builds the tree in the folder $1 with Meson's options $2…; says nothing unless it fails.
build ()
{
  dir=$1
  shift
  mkdir -p "$dir"
  # A folder that was set up halfway, or for a tree that has been moved since, is of no use.
  if ! { [ -e "$dir/build.ninja" ] && grep -qF "\"source\": \"$root\"" "$dir/meson-info/meson-info.json"; }; then
    rm -rf "$dir"
    mkdir -p "$dir"
    say "Building Pictor in $dir. This takes a few minutes the first time."
    meson setup "$dir" "$root" "$@" > "$dir/build.log" 2>&1 || { cat "$dir/build.log" >&2; return 1; }
  fi
  ninja -C "$dir" > "$dir/build.log" 2>&1 || { cat "$dir/build.log" >&2; return 1; }
}

# Where build_program leaves the program, as a person would have it: it finds its data beside itself.
program_prefix=$root/build/run/stage

# Builds the program and installs what changed in $program_prefix.
build_program ()
{
  mkdir -p "$root/build"
  (
    # One at a time: two builds in the same folder would trip over each other.
    ! command -v flock > /dev/null || flock 9
    dir=$root/build/run
    build "$dir" --buildtype=release -Dtests=false --prefix="$program_prefix" || die "the build failed: see above"
    if grep -qx 'ninja: no work to do.' "$dir/build.log" && [ -e "$program_prefix/.done" ] &&
       [ -z "$(find "$root/data" -newer "$program_prefix/.done" | head -n 1)" ]; then
      exit 0
    fi
    rm -f "$program_prefix/.done"
    meson install -C "$dir" --no-rebuild > "$dir/install.log" 2>&1 ||
      { cat "$dir/install.log" >&2; die "the installation in $program_prefix failed: see above"; }
    touch "$program_prefix/.done"
  ) 9> "$root/build/run.lock"
}
