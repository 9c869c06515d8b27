# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Calls within Xero's limits, with their answers as outcomes (SPEC B18, X8, X17)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count as counting
from typing import TYPE_CHECKING, Any, Protocol

from .body import Answer, dumps, loads
from .convert import format_modified_since
from .errors import classify
from .outcome import Fail, Outcome, Retry, Snooze
from .rules import retry_after
from .signals import Signal, signal_of
from .transport import OPERATIONS, TransportError
from .wire import Garbled, listing, results

if TYPE_CHECKING:
    from .entity import Entity
    from .limiter import Budget
    from .operations import Operation

#: documents in one page: the most that Xero gives (XERO_API §5)
PAGE_SIZE = 1000
#: ids in one ?IDs=, because of the length of the address (XERO_API §5)
IDS_PER_CALL = 40

_OK = range(200, 300)
_TOO_MANY_REQUESTS = 429


class Caller(Protocol):
    """What `transport.Transport` is, as far as the client is concerned."""

    def call(
        self,
        operation: str,
        body: str | bytes | None = None,
        key: str | None = None,
        **params: Any,
    ) -> Answer:
        """One request, one answer; raises TransportError when there is none."""


class OutcomeError(Exception):
    """A reading call did not succeed; `outcome` says what to do."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


@dataclass(frozen=True)
class CallRecord:
    """One call for the journal (SPEC X17): no body, no token.

    :param status: 0 when there was no answer
    :param duration: seconds
    :param correlation_id: Xero's name for the call, for its support
    :param count: elements in the call
    """

    operation: str
    status: int
    started: datetime
    duration: float
    key: str | None
    correlation_id: str
    count: int


@dataclass(frozen=True)
class Page:
    """One page of a list; `number` counts from 1."""

    number: int
    elements: list[dict[str, Any]]
    last: bool


class Client:
    """One organisation, as long as one access token lives.

    :param clock: the present moment, aware
    :param jitter: a random number in [0, 1)
    :param reserve: calls of each window to leave for others (limiter.Budget.wait_until)
    """

    def __init__(
        self,
        transport: Caller,
        budget: Budget,
        clock: Callable[[], datetime],
        jitter: Callable[[], float],
        reserve: int = 0,
    ) -> None:
        self.transport = transport
        self.budget = budget
        self.calls: list[CallRecord] = []
        self.reserve = reserve
        self._clock = clock
        self._jitter = jitter

    def call(
        self,
        operation: str,
        body: str | bytes | None = None,
        key: str | None = None,
        count: int = 1,
        **params: Any,
    ) -> Answer | Outcome:
        """The answer of a successful call, else what to do.

        Snooze without a call while the budget says wait.

        :param count: elements in the body
        """
        now = self._clock()
        until = self.budget.wait_until(now, self.reserve)
        if until:
            return Snooze(self.budget.waits_for(now, self.reserve), until)
        self.budget = self.budget.after_call(now)
        writes = OPERATIONS[operation].writes
        try:
            answer = self.transport.call(operation, body=body, key=key, **params)
        except TransportError as error:
            self._record(operation, now, key, count, None)
            signal = Signal(error.kind, detail=error.detail, writes=writes, count=count)
            return classify(signal, self._clock(), self._jitter())
        self._record(operation, now, key, count, answer)
        return self._judge(answer, writes, count)

    def _judge(self, answer: Answer, writes: bool, count: int) -> Answer | Outcome:
        now = self._clock()
        self.budget = self.budget.learn(answer.headers, now)
        if answer.status in _OK:
            return answer
        jitter = self._jitter()
        signal = signal_of(answer, writes, count)
        if answer.status == _TOO_MANY_REQUESTS:
            problem = answer.headers.get("x-rate-limit-problem", "")
            seconds = retry_after(signal, now)
            self.budget = self.budget.refused(problem, seconds, now, jitter)
        return classify(signal, now, jitter)

    def _record(
        self,
        operation: str,
        started: datetime,
        key: str | None,
        count: int,
        answer: Answer | None,
    ) -> None:
        record = CallRecord(
            operation=operation,
            status=answer.status if answer else 0,
            started=started,
            duration=(self._clock() - started).total_seconds(),
            key=key,
            correlation_id=answer.headers.get("xero-correlation-id", "")
            if answer
            else "",
            count=count,
        )
        self.calls.append(record)

    def write(
        self,
        entity: Entity,
        action: str,
        content: list[dict[str, Any]] | str | bytes,
        key: str | None,
        **params: Any,
    ) -> list[Outcome]:
        """Send elements in one call; one outcome for each, in their order.

        What concerns the call as a whole is repeated for each of them.

        :param action: a key of `entity.actions`
        :param content: the elements, the exact text of the body, or a file's bytes;
            nothing of it is sent by an operation that takes no body
        :param key: Idempotency-Key
        :param params: the operation's ids; the innermost may be in the element instead
        """
        operation = OPERATIONS[entity.actions[action]]
        body, sent = _body(entity, operation, content, params)
        answer = self.call(
            operation.name, body=body, key=key, count=len(sent), **params
        )
        if isinstance(answer, Answer):
            return results(answer, entity, sent, bare=bool(operation.bare_answer))
        return [answer] * len(sent)

    def pages(
        self, entity: Entity, modified_since: datetime | None = None, **params: Any
    ) -> Iterator[Page]:
        """All elements, page by page; a single page where Xero has no paging.

        :param modified_since: only what changed since; ignored where Xero cannot
        :param params: further arguments of the operation
        :raise OutcomeError: a page was not obtained; the pages before are complete
        """
        operation = OPERATIONS[entity.actions["list"]]
        if modified_since and "if_modified_since" in operation.arguments:
            params["if_modified_since"] = format_modified_since(modified_since)
        if not operation.paged:
            yield Page(1, self._elements(entity, operation.name, params)[0], last=True)
            return
        params = {"page_size": PAGE_SIZE, **params}
        for number in counting(1):
            found, pages = self._elements(
                entity, operation.name, {**params, "page": number}
            )
            full = len(found) >= params["page_size"]
            last = not found or (number >= pages if pages is not None else not full)
            yield Page(number, found, last)
            if last:
                return

    def by_ids(self, entity: Entity, ids: Iterable[str]) -> list[dict[str, Any]]:
        """The elements with these ids, complete with their lines, in any order.

        An id that Xero does not know is missing from the result.

        :raise OutcomeError: not all of them could be read
        """
        wanted = list(dict.fromkeys(ids))
        listing = OPERATIONS[entity.actions["list"]]
        if "i_ds" not in listing.arguments:
            return [one for xero_id in wanted for one in self._by_id(entity, xero_id)]
        params: dict[str, Any] = {"page": 1, "page_size": IDS_PER_CALL}
        if "include_archived" in listing.arguments:
            params["include_archived"] = True
        found: list[dict[str, Any]] = []
        for start in range(0, len(wanted), IDS_PER_CALL):
            params["i_ds"] = wanted[start : start + IDS_PER_CALL]
            found += self._elements(entity, listing.name, params)[0]
        return found

    def below(self, entity: Entity, action: str, owner_id: str) -> list[dict[str, Any]]:
        """The elements that belong to one object, as the files of a document.

        :raise OutcomeError: they could not be read
        """
        operation = OPERATIONS[entity.actions[action]]
        return self._elements(entity, operation.name, operation.ids(owner_id))[0]

    def _by_id(self, entity: Entity, xero_id: str) -> list[dict[str, Any]]:
        operation = OPERATIONS[entity.actions["get"]]
        params = operation.ids(xero_id)
        try:
            return self._elements(entity, operation.name, params)[0]
        except OutcomeError as error:
            if error.outcome.code == "not_found" and isinstance(error.outcome, Fail):
                return []
            raise

    def _elements(
        self, entity: Entity, operation: str, params: dict[str, Any]
    ) -> tuple[list[dict[str, Any]], int | None]:
        """The elements of one reading call, and the number of pages if it is told."""
        answer = self.call(operation, **params)
        if not isinstance(answer, Answer):
            raise OutcomeError(answer)
        try:
            return listing(answer, entity.plural)
        except Garbled as error:
            raise OutcomeError(Retry("garbled_answer", str(error))) from error


def _body(
    entity: Entity,
    operation: Operation,
    content: list[dict[str, Any]] | str | bytes,
    params: dict[str, Any],
) -> tuple[str | bytes | None, list[dict[str, Any]]]:
    """What to send and the elements in it; a bare element's id moves to the params."""
    if isinstance(content, bytes):
        return content, [{}]
    if operation.is_list:
        if isinstance(content, str):
            return content, loads(content)[entity.plural]
        return dumps({entity.plural: content}), content
    element = loads(content) if isinstance(content, str) else content[0]
    for name in operation.id_arguments[-1:]:
        params.setdefault(name, element.get(entity.id_key))
        element = {**element, entity.id_key: params[name]}
    if not operation.body_argument:
        return None, [element]
    if isinstance(content, str):
        return content, [element]
    hidden = {entity.id_key} if operation.id_arguments else set()
    return dumps({k: v for k, v in element.items() if k not in hidden}), [element]
