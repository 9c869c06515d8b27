# shellcheck shell=bash
# The Debian packages that have to be on the machine itself, each with what proves that it is there already.

# Prints the Python to make the virtual environment with. Odoo 19 runs on 3.10 to 3.13; the pinned test tools need 3.11.
system_python() {
    local candidate
    for candidate in ${PYTHON3:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    die "Odoo 19 needs a Python from 3.11 to 3.13, which this machine lacks; name one: PYTHON3=/path setup/install"
}

has_venv() { "$(system_python)" -c 'import ensurepip, venv' 2>/dev/null; }
has_postgresql() { [ -n "$(compgen -G '/usr/lib/postgresql/*/bin/initdb')" ]; }
has_chromium() { command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null; }
has_fonts() { [ -n "$(compgen -G '/usr/share/fonts/truetype/dejavu/*.ttf')" ]; }

missing_packages() {
    command -v python3 >/dev/null || echo python3
    has_venv || echo python3-venv
    has_postgresql || echo postgresql
    has_chromium || echo chromium
    has_fonts || echo fonts-dejavu-core
}

apt_install() {
    local sudo=$1
    shift
    $sudo apt-get update
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

install_system_packages() {
    local missing sudo=''
    mapfile -t missing < <(missing_packages)
    [ ${#missing[@]} = 0 ] && return
    if ! is_root; then
        sudo='sudo -n'
        sudo -n apt-get --version >/dev/null 2>&1 \
            || die "These system packages are missing: ${missing[*]}. Install them as root, for instance with" \
                "\"apt-get install ${missing[*]}\", then run setup/install again."
    fi
    step "Installing system packages: ${missing[*]}" apt_install "$sudo" "${missing[@]}"
}
