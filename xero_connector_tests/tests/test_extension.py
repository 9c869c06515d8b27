# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The worked example of the readme, installed as it stands there."""

import re
from pathlib import Path

import pytest

import odoo.addons.xero_connector as connector
from odoo.addons.xero_connector_tests.simulator import Simulator

from .servers import ScratchDatabase

PAGE = Path(connector.__file__).parent / "readme" / "EXTEND.md"
ADDON = "xero_example_items"
#: a path alone on its line, and the code block below it
FILE = re.compile(rf"^`({ADDON}/[\w./]+)`\n\n```\w+\n(.*?)^```$", re.M | re.S)

#: what a user does: products and an invoice, then a change of the price
STORY = """
from odoo.addons.xero_connector_tests.tests.scene import make_invoices, prepare
connection = prepare(env, {url!r})
product = env["product.product"].create(
    {{"name": "Oak plank", "default_code": "OAK-1", "lst_price": 12.5}})
env["product.product"].create({{"name": "No reference"}})
invoice = make_invoices(env, env["res.partner"].create({{"name": "Ada"}}))
invoice.invoice_origin = "S00007"
invoice.action_post()
env.cr.commit()
env["xero.runner"]._run(connection.id)
product.lst_price = 13.75
env.cr.commit()
env["xero.runner"]._run(connection.id)
env["xero.runner"]._run(connection.id)
print("link", product.xero_link_id.xero_id, product.xero_sync)
"""


@pytest.fixture
def simulator():
    with Simulator() as simulator:
        yield simulator


@pytest.fixture
def addons(tmp_path):
    """The example's files, taken out of the page."""
    files = FILE.findall(PAGE.read_text())
    assert len(files) == 6
    for path, code in files:
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(code)
    return tmp_path


def test_example_of_the_readme(simulator, addons):  # SPEC X22
    """A second addon sends products as items and adapts invoices."""
    books = simulator.world.organisation()
    with ScratchDatabase(addons) as database:
        database.install(ADDON)
        told = database.shell(STORY.format(url=simulator.url))
        (item,) = books.items
        assert (item.code, item.name) == ("OAK-1", "Oak plank")
        assert float(item.fields["SalesDetails"]["UnitPrice"]) == 13.75
        (invoice,) = books.invoices
        assert invoice.reference == "Order S00007"
        assert f"link {item.id} synced" in told
        states = database.query(
            "SELECT state, count(*) FROM xero_task WHERE entity = 'item' GROUP BY 1"
        )
        assert dict(states) == {"done": 3}
    writes = [one.method for one in simulator.requests("Items") if one.method != "GET"]
    assert len(writes) == 2
