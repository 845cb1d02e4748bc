#!/bin/sh
# Make a virtual environment with pip in it: venv.sh PYTHON DIRECTORY
#
# A bare Debian has Python without the module that puts pip into new environments, so there are several ways.
set -eu

python=$1
directory=$2

if [ -z "$python" ]; then
    echo "No Python 3.11 or newer found: install one (apt-get install python3 python3-venv) or set PYTHON=" >&2
    exit 1
fi

works() {
    "$directory/bin/python" -m pip --version >/dev/null 2>&1
}

try() {
    rm -rf "$directory"
    "$@" >/dev/null 2>&1 && works
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

without_pip() {
    "$python" -m venv --without-pip "$directory" &&
        "$python" -m pip --python "$directory/bin/python" install --quiet pip
}

install_venv() {
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    as_root apt-get update -qq && as_root apt-get install -y -qq "python$version-venv"
}

try "$python" -m venv "$directory" && exit 0
try "$python" -m virtualenv "$directory" && exit 0
try virtualenv --python "$python" "$directory" && exit 0
try without_pip && exit 0
if command -v apt-get >/dev/null 2>&1 && install_venv >/dev/null 2>&1; then
    try "$python" -m venv "$directory" && exit 0
fi
rm -rf "$directory"
echo "Cannot make a virtual environment with $python: install its venv module (apt-get install python3-venv)" >&2
exit 1
