# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Which module measures what. A new measurement is a module and a line here.

Such a module has a docstring whose first line says what is measured, and a function
``measure(options)`` that yields one `measurement.Result` for each line of output.
"""

from . import (
    r2_documents,
    t1_calls,
    t2_drain,
    t3_posting,
    t8_webhook,
    t9_idle,
    x3_actions,
)

MEASUREMENTS = {
    "T1": t1_calls,
    "T2": t2_drain,
    "T3": t3_posting,
    "T8": t8_webhook,
    "T9": t9_idle,
    "R2": r2_documents,
    "X3": x3_actions,
}
