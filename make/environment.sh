# Makes $VENV (.venv, or .venv-NAME for PYTHON=NAME) with every package of requirements.lock. Needs only a Python 3.11, 3.12 or 3.13.
set -eu
VENV=${VENV:-.venv}

stop() { echo "make: $1" >&2; exit 1; }

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
  if command -v "$candidate" >/dev/null 2>&1 &&
    "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'; then
    python=$candidate
    break
  fi
done
[ -n "$python" ] || stop "Python 3.11, 3.12 or 3.13 is needed${PYTHON:+, which $PYTHON is not} (on Debian: apt install python3; or set PYTHON=/path/to/python)"

if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then # bare Debian keeps them in a package of its own
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 ||
    stop "this Python has no venv (on Debian: sudo apt install python3-venv)"
  apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null || stop "python3-venv could not be installed"
fi

echo "Setting up $VENV with $("$python" --version) (a minute or two, once)"
[ -x "$VENV/bin/python" ] && "$VENV/bin/python" -c '' 2>/dev/null || "$python" -m venv --clear "$VENV"
pip="$VENV/bin/python -m pip --disable-pip-version-check --quiet install --no-deps"
$pip --require-hashes -r requirements.lock
$pip --no-build-isolation -e .
touch "$VENV/ready"
