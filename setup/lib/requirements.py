#!/usr/bin/env python3
"""Keep requirements.txt in step with the manifests' external dependencies.

The manifests say which packages the addons need, without versions, so that an addon
never refuses to run beside what an Odoo already has; requirements.txt says which
versions are tested. Without arguments: exit 1 and a sentence when they differ. With
``--write``: rewrite the file, keeping known versions and taking new ones from the
environment that this runs in.
"""

import ast
import re
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "requirements.txt"
HEADER = (
    "# generated from the manifests' external_dependencies by"
    " setup/lib/requirements.py; the versions are the ones tested\n"
)


def wanted():
    names = set()
    for manifest in ROOT.glob("*/__manifest__.py"):
        declared = ast.literal_eval(manifest.read_text(encoding="utf-8"))
        names.update(declared.get("external_dependencies", {}).get("python", []))
    return names


def pinned():
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    return dict(re.findall(r"^([\w.-]+)==(\S+)$", "\n".join(lines), re.MULTILINE))


def render(names, pins):
    lines = (f"{name}=={pins.get(name) or version(name)}\n" for name in sorted(names))
    return HEADER + "".join(lines)


def main():
    names, pins = wanted(), pinned()
    if "--write" in sys.argv[1:]:
        FILE.write_text(render(names, pins), encoding="utf-8")
        return 0
    differing = sorted(names ^ set(pins))
    if differing:
        print(
            "requirements.txt and the manifests differ on"
            f" {', '.join(differing)}; run setup/lib/requirements.py --write"
            " in the environment of setup/install.",
        )
    return bool(differing)


if __name__ == "__main__":
    sys.exit(main())
