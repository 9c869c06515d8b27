# shellcheck shell=bash
# Databases, each made from the one before:
#   base_HASH     Odoo's accounting with the British chart and modules of other countries, without demo data; the hash is
#                 over Odoo and what is installed here
#   addons_HASH   base_HASH plus the two addons; the hash is over base_HASH and the addons' files
#   copies of addons_HASH, for a run of the tests, the demonstration or a measurement
# Making the first takes a minute, the second some ten seconds, a copy less than one.

# for odoo_version
. "$REPO/setup/lib/odoo_source.sh"

BASE_MODULES=base,account,l10n_uk,l10n_au,l10n_us_account,account_edi_ubl_cii
KEEP_ADDONS_DATABASES=8 # a long run may still copy an older one

odoo_cli() { PYTHONPATH=$ODOO_ROOT "$PYTHON" -m odoo "$@"; }

query() { PGOPTIONS='-c client_min_messages=warning' "$PG_BIN/psql" -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }

database_exists() { [ -n "$(query -c "SELECT 1 FROM pg_database WHERE datname = '$1'")" ]; }

filestore() { printf '%s' "$LOCAL/data/filestore/$1"; }

drop_database() {
    query -c "DROP DATABASE IF EXISTS \"$1\" WITH (FORCE)"
    rm -rf "$(filestore "$1")"
}

# Attachments are files that are never changed in place, so a copy may share them (hard links).
# Each copy gets an identity of its own: the connector refuses to push from a database that is a copy of another.
copy_database() {
    query -c "CREATE DATABASE \"$2\" TEMPLATE \"$1\""
    rm -rf "$(filestore "$2")"
    [ ! -d "$(filestore "$1")" ] || cp -al "$(filestore "$1")" "$(filestore "$2")"
    query -d "$2" -c "UPDATE ir_config_parameter SET value = gen_random_uuid() WHERE key = 'database.uuid'"
}

rename_database() {
    query -c "ALTER DATABASE \"$1\" RENAME TO \"$2\""
    [ ! -d "$(filestore "$1")" ] || mv -T "$(filestore "$1")" "$(filestore "$2")"
}

# apply_modules DATABASE -i|-u MODULES
apply_modules() {
    odoo_cli server -c "$ODOO_CONF" -d "$1" "$2" "$3" --stop-after-init --no-http --log-level=warn
}
addon_list() { (IFS=, && printf '%s' "${ADDONS[*]}"); }

upgrade_addons() { apply_modules "$1" -u "$(addon_list)"; }

# The web client's bundles take most of the first browser test's time, and hardly ever change.
make_bundles() {
    odoo_cli shell -c "$ODOO_CONF" -d "$1" --no-http --log-level=warn \
        <<<"env['ir.qweb']._pregenerate_assets_bundles(); env.cr.commit()"
}

# The first company keeps British books: loading a chart takes seconds, and every test and demonstration needs one.
load_chart() {
    odoo_cli shell -c "$ODOO_CONF" -d "$1" --no-http --log-level=warn <<'PY'
company = env.company
company.country_id = env.ref("base.uk")
env["account.chart.template"].try_loading("uk", company, install_demo=False)
env.cr.commit()
PY
}

fill_base() { apply_modules "$1" -i "$BASE_MODULES" && load_chart "$1" && make_bundles "$1"; }
fill_addons() { apply_modules "$1" -i "$(addon_list)"; }

# build NAME TITLE FILL [TEMPLATE]: a database appears under its name only when it is complete.
build() {
    local name=$1 title=$2 fill=$3 template=${4:-}
    database_exists "$name" && return
    drop_database "building_$name"
    if [ -n "$template" ]; then
        copy_database "$template" "building_$name"
    else
        query -c "CREATE DATABASE \"building_$name\" TEMPLATE template0"
    fi
    step "$title" "$fill" "building_$name"
    rename_database "building_$name" "$name"
}

# Over what fills it, not over this whole file: a change elsewhere costs nobody a minute.
base_name() {
    local key
    key=$({ odoo_version; echo "$BASE_MODULES"; declare -f fill_base apply_modules load_chart make_bundles; } | sha256sum)
    printf 'base_%s' "${key:0:12}"
}

# What an installation reads. Tests, the simulator and the like do not change the database.
addon_files() {
    find "${ADDONS[@]/#/$REPO/}" -type f ! -name '*.pyc' ! -path '*/static/*' ! -path '*/readme/*' \
        ! -path "$REPO/xero_connector_tests/*/*.py"
}

addons_name() { printf 'addons_%s' "$({ base_name; addon_files | hash_files; } | sha256sum | cut -c1-12)"; }

drop_old_databases() {
    local current=$1 name
    while read -r name; do
        drop_database "$name"
    done < <(query -c "SELECT datname FROM pg_database WHERE datname LIKE 'base\_%' AND datname <> '$(base_name)'
        UNION ALL (SELECT datname FROM pg_database WHERE datname LIKE 'addons\_%' AND datname <> '$current'
            ORDER BY oid DESC OFFSET $((KEEP_ADDONS_DATABASES - 1)))")
}

# Databases of runs that were killed: their name ends in the number of a process that is no more, and perhaps in the
# name of one of several workers.
drop_orphans() {
    local name process
    while read -r name; do
        process=${name%-gw*}
        [ -d "/proc/${process##*_}" ] || drop_database "$name"
    done < <(query -c "SELECT datname FROM pg_database
        WHERE datname ~ '^(test|bench|check)_([0-9a-f]+_)?[0-9]+(-gw[0-9]+)?$'")
}

# The addons may change while a run goes on, so the copy's comment tells what it was made from.
made_from() { query -d "$1" -c "SELECT shobj_description(oid, 'pg_database') FROM pg_database
    WHERE datname = current_database()"; }
note_made_from() { query -c "COMMENT ON DATABASE \"$1\" IS '$2'"; }

# make_copy NAME: a database with both addons as they are now, made with as little work as possible.
make_copy() {
    local template
    template=$(addons_name)
    drop_orphans
    if ! database_exists "$template"; then
        build "$(base_name)" "Making a database with Odoo's accounting (a minute, once)" fill_base
        build "$template" "Installing the addons" fill_addons "$(base_name)"
        drop_old_databases "$template"
    fi
    drop_database "$1"
    copy_database "$template" "$1"
    note_made_from "$1" "$template"
}

make_database() { with_lock databases make_copy "$1"; }

# Tests take back what they have done, so whoever gathers statistics beside them finds the tables empty: reltuples 0 on
# many pages. One of Odoo's queries (_compute_reconciled_payment_ids) then takes minutes instead of milliseconds.
# Without statistics PostgreSQL goes by the size of the tables, which is near enough.
gather_no_statistics() {
    query -d "$1" <<'SQL'
DO $$
DECLARE name regclass;
BEGIN
    FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', name);
    END LOOP;
END
$$;
SQL
}

# export_environment DATABASE: for programs that start servers of their own; the top of setup/test says what each is for. XERO_SETUP_READY tells
# nested commands that all is installed and PostgreSQL is in use by their parent.
export_environment() {
    XERO_TEST_DB=$1
    XERO_TEST_TEMPLATE=$(made_from "$1")
    export XERO_TEST_DB XERO_TEST_TEMPLATE XERO_TEST_ODOO=$REPO/setup/odoo XERO_TEST_PYTHON=$PYTHON ODOO_RC=$ODOO_CONF
    export XERO_SETUP_READY=1 PATH=$PG_BIN:$VENV/bin:$PATH
}
