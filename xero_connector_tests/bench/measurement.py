# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What every measurement gives and takes, and where its files go."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

#: profiles and other by-products
OUTPUT = Path(__file__).parents[2] / ".local" / "bench"


@dataclass(frozen=True)
class Options:
    """:param records: size of the measurement; 1,000 is what the targets are about
    :param rounds: repetitions behind a median
    :param documents: random ones
    :param seed: decides what is random
    :param actions: random ones in each world
    :param worlds: with a seed each
    :param policy: who wins in all worlds; "": they take turns
    """

    records: int = 1000
    rounds: int = 5
    documents: int = 10_000
    seed: str = "2026"
    actions: int = 500
    worlds: int = 3
    policy: str = ""


@dataclass(frozen=True)
class Result:
    """One line of output.

    :param target: what the specification asks for, e.g. "<= 66"
    :param details: further figures
    """

    id: str
    value: float
    unit: str
    target: str
    details: dict = field(default_factory=dict)

    def line(self) -> dict:
        return {
            "id": self.id,
            "value": self.value,
            "unit": self.unit,
            "target": self.target,
            **self.details,
        }


def say(text: str) -> None:
    """Progress, for people."""
    print(text, file=sys.stderr, flush=True)


def output_file(name: str) -> Path:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    return OUTPUT / name
