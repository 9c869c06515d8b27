# Copyright 2026 The xero_connector contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""One import name in both worlds.

Tests always say ``from odoo.addons.xero_connector.core import …`` and
``from odoo.addons.xero_connector_tests.simulator import …``. Under pytest-odoo those
are the packages that Odoo loaded. Pure tests run with the plugin off and without Odoo
on the path (``setup/test`` does that): then the names are made here. The connector
becomes an empty package with the addon's folder as its path, so that ``core`` is found
without running the addon's ``__init__``, which needs Odoo. Any other ``import odoo…``
fails, which is the point: what is pure stays pure.

With Odoo there is one thing to mend: pytest loads the conftest files of the folders it
is given before pytest-odoo reads Odoo's configuration, so this one, the first of them,
puts the addons on Odoo's path.
"""

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
NAMESPACES = {
    "odoo": [],
    "odoo.addons": [str(ROOT)],
    "odoo.addons.xero_connector": [str(ROOT / "xero_connector")],
}


def _register_namespaces():
    for name, path in NAMESPACES.items():
        package = ModuleType(name)
        package.__path__ = path
        sys.modules[name] = package
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, package)


def _find_addons():
    # the configuration file is already known: setup/test names it in ODOO_RC
    importlib.import_module("odoo.modules.module").initialize_sys_path()


if "odoo" in sys.modules:
    _find_addons()
else:
    _register_namespaces()


@pytest.fixture(scope="session", autouse=True)
def keep_files_of_other_processes():
    """pytest-odoo lets the processes of one run share a folder of files. At the end of
    each class Odoo removes what no record refers to; that would be the files of another
    process as well, whose records are not committed."""
    cases = sys.modules.get("odoo.tests.common")
    if cases and os.environ.get("PYTEST_XDIST_WORKER"):
        cases.TransactionCase._gc_filestore = classmethod(lambda _case: None)
