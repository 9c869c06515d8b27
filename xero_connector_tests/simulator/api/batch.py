# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Writing many elements in one request, with both kinds of error report.

Every valid element is saved, whatever happens to the others (XERO_API §3).
"""

from collections.abc import Callable
from datetime import date, datetime

from ..books.errors import Invalid
from .body import parse_body
from .call import Answer, Call
from .problems import bad_body, no_data, validation
from .schema import ShapeError, read
from .wire import ZERO_GUID, day_string, ms_date, ms_time


def elements_of(call: Call, endpoint) -> list[dict]:
    """Each element as read; from `{"Invoices": […]}` or one bare object.

    :raise Refused: 400 when nothing can be read, or a property has a wrong type.
    """
    document = parse_body(call.body, endpoint)
    if not isinstance(document, dict):
        raise bad_body("The request body must be a JSON object")
    sent = document.get(endpoint.plural, document)
    if sent is not document:
        envelope = set(document) - {endpoint.plural, "pagination", "warnings"}
        call.unknown.extend(f"{endpoint.plural}.{name}" for name in sorted(envelope))
    sent = [sent] if isinstance(sent, dict) else sent
    if not sent or sent == [{}]:
        raise no_data(endpoint.singular)
    if not isinstance(sent, list):
        raise bad_body(f"{endpoint.plural} must be an array")
    try:
        return [read(endpoint.model, raw, call.unknown) for raw in sent]
    except ShapeError as error:
        raise bad_body(str(error)) from None


def write(call: Call, endpoint, save: Callable, elements: list) -> Answer:
    """Save each element and report.

    :param save: function of (values, change) that returns the saved record.
    :raise Refused: 400 with the failed elements only, unless summarizeErrors=false.
    """
    change = call.change()
    each = call.reports_each_element
    shown, failed = [], []
    for values in elements:
        try:
            record = save(values, change)
        except Invalid as error:
            failed.append(_failure(call, endpoint, values, error.messages))
            shown.append(failed[-1])
        else:
            shown.append((endpoint, record))
            if hasattr(record, "id"):
                call.org.history.saved(record.id, call.provider, call.now)
    if failed and not each:
        raise validation(failed)
    # Shown at the end: a later element may change an earlier one (payments).
    final = [_success(call, item, each) for item in shown]
    return endpoint.answer(call, final)


def _success(call: Call, item, each: bool) -> dict:
    if isinstance(item, dict):
        return item
    endpoint, record = item
    wire = endpoint.written(call, record)
    if each:
        wire = {**wire, "StatusAttributeString": "OK"}
    return wire


def _failure(call: Call, endpoint, values: dict, messages: list[str]) -> dict:
    """The element as it was read, in the form in which Xero writes: MS dates."""
    wire = _echoed(values)
    if endpoint.id_name:
        kept = wire.get(endpoint.id_name) if call.method == "POST" else None
        wire[endpoint.id_name] = kept or ZERO_GUID
    if endpoint.error_flag:
        wire[endpoint.error_flag] = True
    if call.reports_each_element:
        wire["StatusAttributeString"] = "ERROR"
    wire["ValidationErrors"] = [{"Message": message} for message in messages]
    wire["Warnings"] = []
    return wire


def _echoed(values: dict) -> dict:
    wire = {}
    for name, value in values.items():
        if name in ("Date", "DueDate"):
            wire[f"{name}String"] = day_string(value)
        wire[name] = _echo(value)
    return wire


def _echo(value):
    if isinstance(value, dict):
        return _echoed(value)
    if isinstance(value, list):
        return [_echo(item) for item in value]
    if isinstance(value, datetime):
        return ms_time(value)
    return ms_date(value) if isinstance(value, date) else value
