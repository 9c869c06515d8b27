# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A modest reader of Xero's `where` parameter (XERO_API §5).

Comparisons of fields with literals, `null`, `DateTime(…)`, `guid("…")`, the text
tests StartsWith, EndsWith and Contains, joined by AND and OR with parentheses. A double
quote within a text is a syntax error however it is escaped, as at Xero
(github.com/XeroAPI/Xero-Java/issues/347); that a backslash means itself is unconfirmed.
"""

import operator
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from .problems import bad_query
from .wire import UTC, parse_time

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>"[^"]*")
      | (?P<number>-?\d+(?:\.\d+)?[mMdDfF]?)
      | (?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
      | (?P<sign>==|!=|>=|<=|&&|\|\||[()<>=,])
    )""",
    re.VERBOSE,
)
_COMPARE = {
    "==": operator.eq,
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_TEXT_TESTS = {
    "startswith": str.startswith,
    "endswith": str.endswith,
    "contains": operator.contains,
}
_WORDS = {"null": None, "true": True, "false": False}

Test = Callable[[object], bool]


def compile_where(text: str, fields: dict[str, Callable]) -> Test:
    """A test of one record.

    :param fields: lower-case field path to a function that reads it from a record.
    :raise Refused: 400 QueryParseException for what cannot be understood.
    """
    return _Parser(text, fields).parse()


class _Parser:
    def __init__(self, text: str, fields: dict[str, Callable]):
        self._text = text
        self._fields = fields
        self._tokens = self._tokenize(text)
        self._at = 0

    def parse(self) -> Test:
        test = self._any()
        if self._at != len(self._tokens):
            raise self._problem()
        return test

    def _tokenize(self, text: str) -> list[tuple[str, str]]:
        tokens, position = [], 0
        text = text.strip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise self._problem()
            tokens.append((match.lastgroup, match.group(match.lastgroup)))
            position = match.end()
        return tokens

    def _any(self) -> Test:
        tests = [self._all()]
        while self._take("or", "||"):
            tests.append(self._all())
        return tests[0] if len(tests) == 1 else lambda r: any(t(r) for t in tests)

    def _all(self) -> Test:
        tests = [self._one()]
        while self._take("and", "&&"):
            tests.append(self._one())
        return tests[0] if len(tests) == 1 else lambda r: all(t(r) for t in tests)

    def _one(self) -> Test:
        if self._take("("):
            test = self._any()
            self._need(")")
            return test
        kind, name = self._next()
        if kind != "name":
            raise self._problem()
        path, _, method = name.rpartition(".")
        if method.lower() in _TEXT_TESTS:
            return self._text_test(self._field(path), _TEXT_TESTS[method.lower()])
        read = self._field(name)
        sign = self._peek()
        if sign not in _COMPARE:
            return lambda record: read(record) is True
        self._at += 1
        return _comparison(read, _COMPARE[sign], self._literal())

    def _text_test(self, read: Callable, test: Callable) -> Test:
        self._need("(")
        wanted = self._literal()
        self._need(")")
        return lambda record: test(read(record) or "", wanted)

    def _literal(self):
        kind, token = self._next()
        if kind == "text":
            return token[1:-1]
        if kind == "number":
            return Decimal(token.rstrip("mMdDfF"))
        word = token.lower()
        if word in _WORDS:
            return _WORDS[word]
        if word in ("guid", "guid.parse", "datetime", "datetime.parse"):
            return self._call(word)
        raise self._problem()

    def _call(self, word: str):
        self._need("(")
        arguments = [self._literal()]
        while self._take(","):
            arguments.append(self._literal())
        self._need(")")
        try:
            if word.startswith("guid"):
                return arguments[0].lower()
            if word == "datetime.parse" or isinstance(arguments[0], str):
                return parse_time(arguments[0])
            return datetime(*map(int, arguments), tzinfo=UTC)
        except (AttributeError, TypeError, ValueError):
            raise self._problem() from None

    def _field(self, path: str) -> Callable:
        if path.lower() not in self._fields:
            raise bad_query(f"No property or field '{path}' exists")
        return self._fields[path.lower()]

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _next(self) -> tuple[str, str]:
        if self._at >= len(self._tokens):
            raise self._problem()
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, *words: str) -> bool:
        if self._peek().lower() in words:
            self._at += 1
            return True
        return False

    def _need(self, word: str) -> None:
        if not self._take(word):
            raise self._problem()

    def _problem(self):
        return bad_query(f"The where clause could not be understood: {self._text}")


def _comparison(read: Callable, compare: Callable, wanted) -> Test:
    ordered = compare not in (operator.eq, operator.ne)

    def test(record) -> bool:
        value = read(record)
        if isinstance(value, date) and not isinstance(value, datetime):
            value = datetime(value.year, value.month, value.day, tzinfo=UTC)
        if ordered and (value is None or wanted is None):
            return False
        try:
            return compare(value, wanted)
        except TypeError:
            return False

    return test
