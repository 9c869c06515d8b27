# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from odoo.addons.xero_connector.core import convert

UTC = timezone.utc


# SPEC B21: /Date(ms+0000)/ in
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/Date(1567382400000+0000)/", datetime(2019, 9, 2, tzinfo=UTC)),
        ("/Date(1552326816230)/", datetime(2019, 3, 11, 17, 53, 36, 230000, UTC)),
        # the offset is informational: the milliseconds are UTC
        ("/Date(1567382400000+1300)/", datetime(2019, 9, 2, tzinfo=UTC)),
        ("/Date(-62135596800000+0000)/", datetime(1, 1, 1, tzinfo=UTC)),
        ("2018-10-10T00:00:00", datetime(2018, 10, 10, tzinfo=UTC)),
        ("2018-10-10T10:00:00Z", datetime(2018, 10, 10, 10, tzinfo=UTC)),
        ("2018-10-10T10:00:00+02:00", datetime(2018, 10, 10, 8, tzinfo=UTC)),
        ("2018-10-10T10:00:00-0230", datetime(2018, 10, 10, 12, 30, tzinfo=UTC)),
        # seven digits, as GET /connections writes
        (
            "2020-02-06T12:17:43.1234567",
            datetime(2020, 2, 6, 12, 17, 43, 123456, UTC),
        ),
        ("2020-02-06T12:17:43.9Z", datetime(2020, 2, 6, 12, 17, 43, 900000, UTC)),
        ("2018-10-10", datetime(2018, 10, 10, tzinfo=UTC)),
        (None, None),
        ("", None),
    ],
)
def test_moments(text, expected):
    assert convert.parse_datetime(text) == expected


# SPEC B21: date-only never shifts by time zone
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/Date(1567382400000+0000)/", date(2019, 9, 2)),
        ("/Date(1567382400000+1300)/", date(2019, 9, 2)),
        ("2018-10-10T00:00:00", date(2018, 10, 10)),
        ("2018-10-10T23:59:59+14:00", date(2018, 10, 10)),
        ("2018-10-10", date(2018, 10, 10)),
        (None, None),
        ("", None),
    ],
)
def test_days(text, expected):
    assert convert.parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    ["soon", "/Date(x)/", "/Date(99999999999999999999)/", "2018-13-01", "10/10/18"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        convert.parse_date(text)
    with pytest.raises(ValueError):
        convert.parse_datetime(text)


# SPEC B21: ISO out
@given(st.dates(min_value=date(1970, 1, 1)))
def test_a_day_survives_both_spellings(day):
    assert convert.parse_date(convert.format_date(day)) == day
    midnight = datetime.combine(day, datetime.min.time(), UTC)
    milliseconds = (midnight - convert.EPOCH) // timedelta(milliseconds=1)
    assert convert.parse_date(f"/Date({milliseconds}+0000)/") == day


def test_a_moment_is_written_as_its_day():
    assert convert.format_date(datetime(2026, 1, 2, 23, tzinfo=UTC)) == "2026-01-02"


def test_modified_since_is_utc_in_whole_seconds():
    moment = datetime(2026, 1, 2, 3, 4, 5, 999, timezone(timedelta(hours=13)))
    sent = convert.format_modified_since(moment)
    assert sent.isoformat() == "2026-01-01T14:04:05+00:00"
    with pytest.raises(ValueError, match="time zone"):
        convert.format_modified_since(moment.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        ("25.005", 2, "25.01"),
        ("-25.005", 2, "-25.01"),
        (0.1 + 0.2, 2, "0.30"),
        ("2.675", 2, "2.68"),
        ("-0.001", 2, "0.00"),
        ("1.23455", 4, "1.2346"),
        ("150", 0, "150"),
        (None, 2, "0.00"),
    ],
)
def test_money_rounds_half_up(value, digits, expected):
    assert str(convert.money(value, digits)) == expected


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 4))
def test_money_is_never_further_than_half_a_unit(value, digits):
    rounded = convert.money(value, digits)
    assert abs(rounded - value) * 2 <= Decimal(1).scaleb(-digits)
    assert convert.money(rounded, digits) == rounded


def test_numbers_of_every_kind():
    assert convert.decimal_of(0.1) == Decimal("0.1")
    assert convert.decimal_of(7) == 7
    assert convert.decimal_of("1.50") == Decimal("1.50")
    assert convert.decimal_of(None) == convert.decimal_of("") == 0
    for text in ("NaN", "Infinity", "ten"):
        with pytest.raises(ValueError, match="not a number"):
            convert.decimal_of(text)


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        (None, 9, ""),
        ("  two \t words\n", 20, "two words"),
        ("a\x00b\x01c\ud800", 9, "abc"),
        ("abcdefghij", 5, "abcd…"),
        ("abc  efghij", 5, "abc…"),
        ("😀😀😀", 6, "😀😀😀"),
        ("😀😀😀😀", 6, "😀😀…"),
    ],
)
def test_text_is_cleaned_and_cut_visibly(text, length, expected):
    assert convert.clean_text(text, length) == expected


def test_line_breaks_are_kept_where_they_mean_something():
    text = " one \r\n two\x0b\n"
    assert convert.clean_text(text, 99, multiline=True) == "one\ntwo"
    assert convert.clean_text(text, 99) == "one two"


@given(st.text(), st.integers(1, 30), st.booleans())
def test_text_fits_and_stays_clean(text, length, multiline):
    cleaned = convert.clean_text(text, length, multiline)
    assert len(cleaned.encode("utf-16-le")) <= 2 * length
    assert convert.clean_text(cleaned, length, multiline) == cleaned


# SPEC P1
def test_names_are_compared_without_case_accents_and_punctuation():
    assert convert.normalise_name("Café  Müller, Ltd.") == "cafe muller ltd"
    assert convert.normalise_name("O'Brien & Sons") == convert.normalise_name(
        "OBRIEN  SONS"
    )
    assert convert.normalise_name("STRASSE") == convert.normalise_name("Straße")
    assert convert.normalise_name(None) == ""
