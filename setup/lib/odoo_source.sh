# shellcheck shell=bash
# Getting Odoo 19. It is not on the Python index; Debian packages it (odoo-19). The package and what its web client
# links to are unpacked under .local/debian without root; the mirror is the one this machine already uses.

DEBIAN=$LOCAL/debian
APT=$LOCAL/apt
# The libraries and fonts that the package's web client reaches by relative symbolic links.
WEB_PACKAGES=(libjs-jquery libjs-jquery-form libjs-underscore fonts-font-awesome fonts-roboto-unhinted
    fonts-montserrat fonts-inconsolata fonts-ocr-b)
# The web client's stylesheets expect these packages as this suite has them (Font Awesome 4, not 7).
WEB_SUITE=trixie

NO_ODOO="Odoo 19 could not be had from the Debian mirror of this machine. Put an Odoo 19 on this machine yourself \
and name its folder: ODOO_HOME=/path/to/odoo setup/install"

# A folder to put on PYTHONPATH holds `odoo/release.py`, be it a checkout or an installed package.
holds_odoo_19() { grep -q '^version_info = (19, 0,' "$1/odoo/release.py" 2>/dev/null; }

# Prints the mirror's address. The lists of a bare system may be empty: then apt names no target, so fill our own.
debian_mirror() {
    # shellcheck disable=SC2016  # apt puts the address in, not the shell
    local format='$(REPO_URI)' uris private
    uris=$(apt-get indextargets --format "$format" 2>/dev/null || true)
    if [ -z "$uris" ]; then
        mapfile -t private < <(private_apt_options "$APT/system")
        apt-get "${private[@]}" update >&2
        uris=$(apt-get "${private[@]}" indextargets --format "$format")
    fi
    # grep -m1 would close the pipe early, which pipefail reports as a failure
    awk '/\/debian\/$/ && !seen++' <<<"$uris"
}

write_sources() {
    local mirror=$1 key signed=''
    for key in /usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do
        [ -e "$key" ] && signed="[signed-by=$key] " && break
    done
    printf "deb ${signed}$mirror %s main\n" sid "$WEB_SUITE" >"$APT/sources.list"
}

download_packages() {
    local mirror options
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || { echo "This machine names no Debian mirror."; return 1; }
    mkdir -p "$APT/packages"
    write_sources "$mirror"
    mapfile -t options < <(private_apt_options "$APT")
    options+=(-o "Dir::Etc::sourcelist=$APT/sources.list" -o Dir::Etc::sourceparts=/dev/null)
    apt-get "${options[@]}" update
    cd "$APT/packages" || return
    apt-get "${options[@]}" download odoo-19 "${WEB_PACKAGES[@]/%//$WEB_SUITE}"
}

unpack_packages() {
    local package root=$DEBIAN.new
    rm -rf "$root" "$DEBIAN"
    mkdir -p "$root"
    for package in "$APT"/packages/*.deb; do
        dpkg -x "$package" "$root"
    done
    mend "$root/usr/lib/python3/dist-packages/odoo/addons"
    mv "$root" "$DEBIAN"
    rm -rf "$APT/packages"
}

# Debian strips one file that has no source; the web client's bundles name it all the same, and without it every page
# of the web client stops on a missing asset.
mend() {
    local file=$1/mail/static/lib/selfie_segmentation/selfie_segmentation.js
    [ -e "$file" ] || { mkdir -p "${file%/*}" && : >"$file"; }
}

link_odoo() { ln -sfn "$1" "$ODOO_ROOT"; }

install_odoo() {
    local packaged=$DEBIAN/usr/lib/python3/dist-packages
    if [ -n "${ODOO_HOME:-}" ]; then
        holds_odoo_19 "$ODOO_HOME" || die "ODOO_HOME=$ODOO_HOME holds no Odoo 19 (no odoo/release.py of series 19.0)."
        link_odoo "$(cd "$ODOO_HOME" && pwd)"
    fi
    holds_odoo_19 "$ODOO_ROOT" && return
    if ! holds_odoo_19 "$packaged"; then
        (step "Downloading Odoo 19" download_packages) || die "$NO_ODOO"
        step "Unpacking Odoo 19" unpack_packages
    fi
    link_odoo "$packaged"
}

# Says which Odoo this is, for the keys of cached databases. The package's version is not in release.py, so the time
# of release.py stands for it: a new package or a pulled checkout changes it.
odoo_version() { stat -Lc '%Y' "$ODOO_ROOT/odoo/release.py"; realpath "$ODOO_ROOT"; }
