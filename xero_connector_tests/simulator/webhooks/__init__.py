# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Webhooks: what Xero sends by itself (XERO_API §6)."""

from .webhooks import Webhooks

__all__ = ["Webhooks"]
