# Copyright 2026 The xero_connector contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A small, faithful, stateful Xero for tests and demonstrations.

It never imports the connector, and the connector never imports it.
"""

from .simulator import Simulator

__all__ = ["Simulator"]
