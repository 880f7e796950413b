# Installs the page's runtime and test tools into node_modules. Node from PATH (18 or newer), else from a Python package.
set -eu

if ! command -v npm >/dev/null 2>&1 || ! node -e 'process.exit(+(parseInt(process.versions.node) < 18))' 2>/dev/null; then
  echo "No Node 18 or newer on PATH: installing one into ${VENV:=.venv}"
  "$VENV/bin/python" -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes -r make/node.lock
fi
npm ci --no-fund --no-audit --loglevel=error
touch node_modules/.package-lock.json
