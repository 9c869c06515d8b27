# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""/BrandingThemes, and documents that name one."""

import json

from .client import invoice, refused


def test_one_standard_theme(client):
    theme = client.sdk.get_branding_themes(client.tenant).branding_themes[0]
    assert (theme.name, theme.sort_order) == ("Standard", 0)
    read = client.sdk.get_branding_theme(client.tenant, theme.branding_theme_id)
    assert read.branding_themes[0].created_date_utc is not None
    assert client.put("BrandingThemes", {"Name": "A"}).status == 501
    assert client.get("BrandingThemes/nothing").status == 404


def test_document_names_a_theme(client, contact):
    body = {"entity": "branding_theme", "fields": {"Name": "Export"}}
    theme = json.loads(client.http("POST", "/_sim/edit", body).data)
    assert theme["SortOrder"] == 1
    key = theme["BrandingThemeID"]
    element = invoice(contact["ContactID"], BrandingThemeID=key)
    assert client.add("Invoices", element)["BrandingThemeID"] == key
    client.http("POST", "/_sim/delete", {"entity": "branding_theme", "id": "Export"})
    assert refused(client, element) == [f"The BrandingThemeID {key} does not exist."]
