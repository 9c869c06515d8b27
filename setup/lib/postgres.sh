# shellcheck shell=bash
# A private PostgreSQL under .local/pg: on a unix socket only, so that no port can clash, and without the waits for
# the disk, for nothing in it is worth keeping. Whoever needs it calls use_postgres, which starts it when it does not
# answer; the last command that used it stops it.

PG=$LOCAL/pg
PG_BIN=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
PGUSER=odoo
PGDATABASE=postgres
PGPORT=5432
PGHOST=$PG/socket
# A socket's path may have 107 bytes; a checkout far down the tree gets a short folder elsewhere.
if [ "${#PGHOST}" -gt 85 ]; then
    PGHOST=${TMPDIR:-/tmp}/xero-pg-$(sha256sum <<<"$PG" | cut -c1-12)
fi
export PGUSER PGDATABASE PGPORT PGHOST

# PostgreSQL refuses to run as root: then it runs as the user that its package made. The one capability lets that user
# reach a checkout below a folder that is closed to others, such as root's home.
as_pg_user() {
    if ! is_root; then
        "$@"
    else
        setpriv --reuid=postgres --regid=postgres --clear-groups \
            --inh-caps=+dac_override --ambient-caps=+dac_override "$@"
    fi
}

# initdb and pg_ctl want to stand in a folder they may read
pg() { (cd / && as_pg_user "$PG_BIN/$1" "${@:2}"); }

postgres_answers() { "$PG_BIN/pg_isready" -q -t 2; }

make_cluster() {
    rm -rf "$PG/data"
    pg initdb -D "$PG/data" -U "$PGUSER" -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    cat >>"$PG/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$PGHOST'
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 200
shared_buffers = 256MB
max_wal_size = 2GB
checkpoint_timeout = 30min
CONF
}

prepare_folders() {
    mkdir -p "$PG" "$PGHOST"
    chmod 700 "$PGHOST"
    is_root && chown postgres "$PG" "$PGHOST"
    return 0
}

# After a power cut the pid in the left file may belong to something else, and PostgreSQL would not start beside it.
drop_stale_pid() {
    local file=$PG/data/postmaster.pid pid
    [ -e "$file" ] || return 0
    pid=$(head -n 1 "$file")
    [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = postgres ] || rm -f "$file"
}

start_postgres() {
    postgres_answers && return
    prepare_folders
    [ -e "$PG/data/PG_VERSION" ] || step "Making a private PostgreSQL" make_cluster
    drop_stale_pid
    # Its descriptors must not be ours: a pipe that reads this command's output would else wait for PostgreSQL.
    pg pg_ctl start -s -w -t 60 -D "$PG/data" -l "$PG/log" >/dev/null 2>&1 </dev/null 7>&- 8>&- \
        || die "PostgreSQL did not start; ${PG#"$REPO"/}/log says why."
}

# Users hold a shared lock; whoever gets it alone at the end is the last one and turns the light off.
use_postgres() {
    mkdir -p "$LOCAL/lock"
    exec 7>"$LOCAL/lock/postgres-users"
    flock -s 7
    with_lock postgres-start start_postgres
    trap leave_postgres EXIT
}

leave_postgres() {
    if [ -z "${XERO_KEEP_POSTGRES:-}" ] && flock -n 7; then
        pg pg_ctl stop -s -m fast -D "$PG/data" >/dev/null 2>&1 || true
    fi
    exec 7>&-
}
