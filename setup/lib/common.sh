# shellcheck shell=bash
# shellcheck disable=SC2034  # what is set here is for those who source it
# Paths, messages and small helpers that every command in setup/ shares. Sourced, never run.
#
# Everything the commands make stands under .local/ of the checkout; removing that folder undoes them all
# (stop PostgreSQL first: `setup/odoo` and the others stop it themselves when the last of them ends).

set -euo pipefail

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
LOCAL=$REPO/.local
VENV=$LOCAL/venv
PYTHON=$VENV/bin/python
ODOO_ROOT=$LOCAL/odoo            # a link to the folder that holds the `odoo` package
ODOO_CONF=$LOCAL/odoo.conf
ADDONS=(xero_connector xero_connector_tests)

say() { printf '%s\n' "$*" >&2; }

# One sentence for a person, and the end.
die() {
    say "${0##*/}: $*"
    exit 1
}

# step "What happens" command…: says it, runs it quietly, shows the output only when the command fails.
step() {
    local title=$1 log started=$SECONDS
    shift
    mkdir -p "$LOCAL/log"
    log=$LOCAL/log/$(tr -cs '[:alnum:]' '-' <<<"$title").log
    printf '· %s … ' "$title" >&2
    if "$@" >"$log" 2>&1 </dev/null; then
        say "done ($((SECONDS - started)) s)"
        return
    fi
    say "failed"
    tail -n 30 "$log" >&2
    die "\"$title\" did not work; the full output is in ${log#"$REPO"/}."
}

# with_lock NAME command…: one process at a time. The lock's descriptor is not handed on to the command.
with_lock() {
    local name=$1
    shift
    mkdir -p "$LOCAL/lock"
    (
        flock 8
        "$@" 8>&-
    ) 8>"$LOCAL/lock/$name"
}

# A short hash of the names and contents of the files given on standard input, one path a line.
hash_files() { LC_ALL=C sort | tr '\n' '\0' | xargs -0 -r sha256sum | sed "s#$REPO/##" | sha256sum | cut -c1-12; }

# The options that make apt work in a folder of its own: no root, no effect on the system. A mirror may be a dated
# copy, whose release file has run out; its signature is checked all the same.
private_apt_options() {
    local dir=$1
    mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial"
    printf '%s\n' -o "Dir::State::Lists=$dir/lists" -o "Dir::Cache=$dir/cache" -o "APT::Sandbox::User=" \
        -o "Debug::NoLocking=1" -o "Acquire::Check-Valid-Until=false" -o "Acquire::Languages=none"
}

is_root() { [ "$(id -u)" = 0 ]; }

# Compiled Python and the examples that hypothesis remembers stay out of the tree.
export PYTHONPYCACHEPREFIX=$LOCAL/pycache HYPOTHESIS_STORAGE_DIRECTORY=$LOCAL/hypothesis

# Says in a sentence which part is missing, instead of a traceback.
require_module() {
    local file=$REPO/${1//.//}
    [ -e "$file.py" ] || [ -e "$file/__main__.py" ] || die "this checkout has no $1."
}
