# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Every code that a task or a connection can carry is explained to people."""

import ast
import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from odoo.addons.xero_connector import models
from odoo.addons.xero_connector.core.errors import LABELS
from odoo.addons.xero_connector.models.xero_advice import ADVICE

#: calls that take a code
SAYERS = {
    *("LabelledError", "NotEligible", "Halt", "Retry", "Fail"),
    *("_fail", "_fail_step", "_wait", "_free", "_sentence", "_advice"),
    "_in_transaction",
}
CODE = re.compile(r"[a-z]+(_[a-z]+)+")


def _name(function):
    return getattr(function, "attr", None) or getattr(function, "id", None)


def _texts(arguments):
    """Words among the arguments of a call."""
    values = (one.value for one in arguments if isinstance(one, ast.Constant))
    return [value for value in values if isinstance(value, str)]


@tagged("post_install", "-at_install")
class TestAdvice(TransactionCase):
    """SPEC C11 B22: every code has a sentence and a next step."""

    def test_every_label_of_the_core(self):
        for label in LABELS:
            with self.subTest(label=label):
                self.assertIn(label, set(ADVICE))

    def test_every_code_of_the_models(self):
        codes = set(self.codes_of_the_models())
        self.assertIn("missing_payment_account", codes)
        for code in sorted(codes):
            with self.subTest(code=code):
                self.assertIn(code, set(ADVICE))

    def test_sentences_are_said_and_different(self):
        for code, (wrong, to_do) in ADVICE.items():
            with self.subTest(code=code):
                self.assertTrue(str(wrong).strip().endswith("."))
                self.assertTrue(str(to_do).strip().endswith("."))
                self.assertNotEqual(str(wrong), str(to_do))

    def codes_of_the_models(self):
        """Codes that the source names where it fails, waits or gives a sentence."""
        for path in Path(models.__file__).parent.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and _name(node.func) in SAYERS:
                    yield from filter(CODE.fullmatch, _texts(node.args))

    def test_every_setting_frees_a_reason(self):
        for setting, codes in self.env["xero.connection"]._frees().items():
            for code in codes:
                with self.subTest(setting=setting, code=code):
                    self.assertIn(code, set(ADVICE))
