#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Shows that build-aux/setup.sh installs what is missing with each package manager, and runs none when all is there.
# The managers are stand-ins that write down how they were called.
set -u
top=$(cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

complain ()
{
  echo "$*"
  cat "$work/calls" "$work/said" 2> /dev/null
  failed=1
}

# A system with the managers $1 and two things missing, until a manager has installed something; as root.
# $2 is how many calls fail first.
try ()
{
  rm -rf "$work"/*
  mkdir "$work/bin"
  for tool in awk cat dirname env grep mkdir sed sh sort tail touch tr; do
    ln -s "$(command -v $tool)" "$work/bin/$tool"
  done
  printf '#!/bin/sh\necho 0\n' > "$work/bin/id"
  for manager in $1; do
    cat > "$work/bin/$manager" <<END
#!/bin/sh
echo $manager "\$@" >> "$work/calls"
[ "\$(grep -c . "$work/calls")" -gt $2 ] || exit 1
case "\$*" in *install*|*-S\\ *) touch "$work/installed" ;; esac
END
  done
  chmod +x "$work"/bin/id $(for manager in $1; do echo "$work/bin/$manager"; done)
  (
    PATH=$work/bin
    root=$work
    . "$top/build-aux/setup.sh"
    present ()
    {
      case $1 in
        module:gtk4*|sanitizers:) [ -e "$work/installed" ] ;;
      esac
    }
    require "${3:-run test}"
  ) > "$work/said" 2>&1
}

# expect COMMAND: it was called, with the packages for what was missing and no other.
expect ()
{
  grep -qxF -e "$1" "$work/calls" 2> /dev/null || complain "expected: $1, but this happened:"
}

try "apt-get" 0
expect "apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 gcc libgtk-4-dev"
try "dnf" 0
expect "dnf install -y --setopt=install_weak_deps=False gtk4-devel libasan libubsan"
try "pacman" 0
expect "pacman -S --needed --noconfirm gcc-libs gtk4"
try "zypper" 0
expect "zypper --non-interactive install --no-recommends gcc gtk4-devel"

# What is there to install is asked for only when installing without asking did not work.
[ "$(grep -c . "$work/calls")" = 1 ] || complain "one call was expected, but this happened:"
try "apt-get" 1
[ "$(cut -d ' ' -f 1-2 "$work/calls" | tr '\n' ' ')" = "apt-get install apt-get update apt-get install " ] ||
  complain "expected an update between two attempts, but this happened:"

try "apt-get" 9 && complain "an installation that fails was taken for a success:"
grep -q 'could not be installed' "$work/said" || complain "expected a sentence about the failure, not:"

try "" 0 && complain "a system without a package manager was taken for complete:"
grep -q 'no apt-get, dnf, pacman or zypper' "$work/said" || complain "expected a sentence about the managers, not:"

# The sanitizers are for the tests alone.
try "apt-get" 0 run
expect "apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 libgtk-4-dev"

try "apt-get dnf" 0 none
[ ! -e "$work/calls" ] || complain "nothing was missing, but this happened:"

# Every line of the table names a package for each of the four systems.
odd=$(root=$work; . "$top/build-aux/setup.sh"; needs | awk 'NF != 6')
[ -z "$odd" ] || complain "not six columns: $odd"

exit $failed
