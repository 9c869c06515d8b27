# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The organisation itself; only read (XERO_API §4 Settings; SPEC X11, X19)."""

from __future__ import annotations

from functools import partial

from ..convert import parse_date
from ..entity import WEB_URL, Entity, web_address
from ..mapping import Field, decode

FIELDS = (
    Field("xero_id", "OrganisationID"),
    Field("name", "Name"),
    Field("base_currency", "BaseCurrency"),
    Field("country", "CountryCode"),
    Field("short_code", "ShortCode"),
    Field("period_lock_date", "PeriodLockDate", into=parse_date),
    Field("end_of_year_lock_date", "EndOfYearLockDate", into=parse_date),
    Field("is_demo", "IsDemoCompany", into=bool),
    Field("version", "Version"),
    Field("timezone", "Timezone"),
)


def _deep_link(short_code: str, element_id: str, web_url: str = WEB_URL) -> str:
    return web_address(web_url, "app", short_code, "homepage")


ORGANISATION = Entity(
    name="organisation",
    plural="Organisations",
    id_key="OrganisationID",
    number_key="Name",
    actions={"list": "get_organisations"},
    scopes=("accounting.settings.read",),
    decode=partial(decode, FIELDS),
    deep_link=_deep_link,
)
