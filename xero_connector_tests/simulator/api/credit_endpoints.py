# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/CreditNotes, and the Allocations below everything that is a credit."""

from ..books.allocations import Allocation
from ..books.errors import Invalid
from ..books.organisation import Organisation
from . import present_credit, present_settlement
from .batch import elements_of, write
from .call import Answer, Call
from .document_endpoints import DOCUMENT_FIELDS, DocumentsEndpoint
from .problems import Refused, not_found, refusal
from .resource import Child, Resource


class AllocationsChild(Child):
    """PUT /CreditNotes/{id}/Allocations and DELETE …/Allocations/{AllocationID}"""

    plural, singular, model = "Allocations", "Allocation", "Allocation"
    id_name, error_flag = "AllocationID", ""

    def shown(self, call: Call, record: Allocation) -> dict:
        return present_settlement.allocation(record)

    def handle(self, call: Call, parent: Resource, record, keys: list[str]) -> Answer:
        if (call.method, len(keys)) not in (("PUT", 0), ("DELETE", 1)):
            raise Refused(501, "The method is not implemented for this endpoint")
        if call.method == "DELETE":
            return self._delete(call, record, keys[0])
        return write(
            call,
            self,
            lambda values, change: call.org.allocations.create(record, values, change),
            elements_of(call, self),
        )

    def _delete(self, call: Call, credit, key: str) -> Answer:
        """In the usual envelope, although the specification promises the bare element:
        the official SDK cannot read it either (XeroAPI/xero-python#159)."""
        allocation = call.org.allocations.get(key)
        if allocation not in credit.live_allocations:
            raise not_found()
        try:
            call.org.allocations.delete(allocation, call.change())
        except Invalid as error:
            raise refusal(self.shown(call, allocation), error) from None
        return self.answer(call, [self.shown(call, allocation)])


class CreditNotesEndpoint(DocumentsEndpoint):
    plural, singular, model = "CreditNotes", "CreditNote", "CreditNote"
    id_name, area, error_flag = "CreditNoteID", "invoices", "HasErrors"
    children = {"allocations": AllocationsChild()}
    fields = {
        **DOCUMENT_FIELDS,
        "creditnoteid": lambda note: note.id,
        "creditnotenumber": lambda note: note.number,
        "duedate": lambda note: note.due,
        "remainingcredit": lambda note: note.remaining_credit,
    }

    def table(self, org: Organisation):
        return org.credit_notes

    def listed(self, record) -> dict:
        return present_credit.listed_credit_note(record)
