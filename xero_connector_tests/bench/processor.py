# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Processor time of processes on this machine."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def seconds_of(pid: int) -> float:
    """User and system time of a process; 0 when it cannot be read."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0.0
    user, system = text.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / _TICKS


def seconds_of_database(cursor) -> float:
    """Of all PostgreSQL processes that serve the cursor's database now."""
    cursor.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
    )
    return sum(seconds_of(row[0]) for row in cursor.fetchall())
