# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Answers for requests that are refused as a whole (XERO_API §1, §2, §3)."""

from uuid import uuid4

from ..books.errors import Invalid


class Refused(Exception):
    """The request ends here with this status, body and headers."""

    def __init__(self, status: int, body, headers: dict | None = None):
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body
        self.headers = headers or {}


def unauthorized(detail: str) -> Refused:
    """401: detail TokenExpired…, AuthenticationUnsuccessful, AuthorizationUnsuccessful.

    XERO_API §1 "API errors". Not the ApiException shape.
    """
    headers = {}
    if detail != "AuthorizationUnsuccessful":
        headers["WWW-Authenticate"] = "Bearer error=invalid_token"
    return Refused(401, _problem("Unauthorized", 401, detail), headers)


def forbidden() -> Refused:
    """403: the tenant is not connected (exact body unconfirmed)."""
    return Refused(403, _problem("Forbidden", 403, "AuthenticationUnsuccessful"))


def not_found() -> Refused:
    return Refused(404, "The resource you're looking for cannot be found")


def too_many(problem: str, retry_after: int | None) -> Refused:
    """429; Retry-After only for minute and day. The body is unconfirmed: empty."""
    headers = {"X-Rate-Limit-Problem": problem}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    return Refused(429, "", headers)


def api_exception(
    number: int, kind: str, message: str, elements: list | None = None
) -> Refused:
    body = {"ErrorNumber": number, "Type": kind, "Message": message}
    if elements is not None:
        body["Elements"] = elements
    return Refused(400, body)


def validation(elements: list) -> Refused:
    """400 with the failed elements only (summarizeErrors not sent)."""
    return api_exception(
        10, "ValidationException", "A validation exception occurred", elements
    )


def refusal(element: dict, error: Invalid) -> Refused:
    """400 for one record that cannot be changed or deleted as asked."""
    errors = [{"Message": message} for message in error.messages]
    return validation([{**element, "ValidationErrors": errors}])


def bad_body(message: str) -> Refused:
    """The number is unconfirmed (XERO_API §3)."""
    return api_exception(14, "PostDataInvalidException", message)


def bad_query(message: str) -> Refused:
    """The number is unconfirmed (XERO_API §3)."""
    return api_exception(16, "QueryParseException", message)


def no_data(singular: str) -> Refused:
    return api_exception(
        17,
        "NoDataProcessedException",
        "No data has been processed for this endpoint. This endpoint is expecting "
        f"{singular} data to be specifed in the request body.",
    )


def _problem(title: str, status: int, detail: str) -> dict:
    return {
        "Type": None,
        "Title": title,
        "Status": status,
        "Detail": detail,
        "Instance": str(uuid4()),
        "Extensions": {},
    }
