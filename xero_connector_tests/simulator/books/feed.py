# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Who is told when something in the books is created or changed."""

from collections.abc import Callable


class Feed:
    """The ear of one organisation's books; silent until somebody listens.

    :param tell: called with the record and whether it is new.
    """

    def __init__(self, tell: Callable | None = None):
        self._tell = tell

    def note(self, record, created: bool = False) -> None:
        if self._tell is not None:
            self._tell(record, created)

    def __reduce__(self):
        """Books that are saved to a file are silent when they are read again."""
        return Feed, ()
