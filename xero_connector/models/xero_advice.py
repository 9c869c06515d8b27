# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from odoo import api, models
from odoo.tools import LazyTranslate

from .xero_advice_answers import ANSWERS
from .xero_advice_intake import INTAKE
from .xero_advice_matching import MATCHING
from .xero_advice_money import MONEY_IN
from .xero_advice_own import OWN
from .xero_advice_papers import PAPERS
from .xero_advice_totals import TOTALS

_lt = LazyTranslate(__name__)

#: label of core.errors (or reason for waiting) -> (what is wrong, what to do)
ADVICE = {**OWN, **MONEY_IN, **PAPERS, **TOTALS, **MATCHING, **INTAKE, **ANSWERS}

#: codes that are tried again by themselves, and what to do when that was in vain
TRANSIENT = frozenset(
    {
        *("offline", "server_error", "timeout", "connection_lost"),
        *("garbled_answer", "idempotency_mismatch"),
    }
)
GIVEN_UP = _lt(
    "It was tried several times. Click Retry when Xero answers again: it is asked first"
    " what it has, and nothing is sent twice."
)


class XeroAdvice(models.AbstractModel):
    """The one place where codes become sentences (SPEC C11, B22)."""

    _name = "xero.advice"
    _description = "Xero Advice"

    @api.model
    def _sentence(self, code, detail=""):
        """What is wrong, with Xero's or the record's own words if there are any."""
        known = ADVICE.get(code) or ADVICE["unknown"]
        sentence = self.env._(known[0])
        return f"{sentence} ({detail})" if detail else sentence

    @api.model
    def _explained(self, code, detail=""):
        """What is wrong and what to do about it, in one text."""
        texts = (self._sentence(code, detail), self._advice(code))
        return " ".join(filter(None, texts))

    @api.model
    def _advice(self, code, final=False):
        """What to do about it; empty without a code.

        :param final: it is not tried again by itself
        """
        if final and code in TRANSIENT:
            return self.env._(GIVEN_UP)
        known = ADVICE.get(code)
        return self.env._(known[1]) if known else ""
