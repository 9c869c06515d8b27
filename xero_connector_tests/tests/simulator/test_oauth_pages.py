# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Login, consent and the way back to the app (XERO_API §1)."""

import base64
import hashlib
import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import urllib3

from ...simulator.books.organisation import Settings
from ...simulator.identity.records import App, User

REDIRECT = "http://localhost:8069/xero/oauth/callback"
SCOPE = "openid email profile offline_access accounting.settings"
VERIFIER = "a-verifier-that-is-long-enough-to-be-one-of-43-characters"
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())
    .rstrip(b"=")
    .decode()
)


class Browser:
    """A person with a browser that does not follow redirects."""

    def __init__(self, url: str):
        self.url = url
        self._pool = urllib3.PoolManager()

    def authorize(self, **changes):
        query = {
            "response_type": "code",
            "client_id": "demo-client",
            "redirect_uri": REDIRECT,
            "scope": SCOPE,
            "state": "s-1",
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
            **changes,
        }
        query = {key: value for key, value in query.items() if value is not None}
        address = f"{self.url}/identity/connect/authorize?{urlencode(query)}"
        return self._request("GET", address)

    def login(self, page, email="demo@example.com", password="demo"):
        fields = {"ticket": ticket_of(page), "email": email, "password": password}
        return self._post("/identity/login", fields)

    def decide(self, page, decision="allow", tenants=()):
        fields = [("ticket", ticket_of(page)), ("decision", decision)]
        return self._post(
            "/identity/consent", [*fields, *(("tenant", each) for each in tenants)]
        )

    def token(self, headers=None, **form):
        form = {key: value for key, value in form.items() if value is not None}
        return self._post("/connect/token", form, headers)

    def exchange(self, code: str, **changes):
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT,
            "client_id": "demo-client",
            "client_secret": "demo-secret",
            "code_verifier": VERIFIER,
        }
        return self.token(**{**form, **changes})

    def code(self, tenants, **changes) -> str:
        """From the first page to a code."""
        answer = self.decide(self.login(self.authorize(**changes)), tenants=tenants)
        return callback_of(answer)["code"]

    def _post(self, path: str, fields, headers=None):
        kind = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        address = f"{self.url}{path}"
        return self._request("POST", address, body=urlencode(fields), headers=kind)

    def _request(self, method: str, address: str, **options):
        return self._pool.request(
            method, address, redirect=False, retries=False, timeout=10, **options
        )


def ticket_of(page) -> str:
    return re.search(r'name="ticket" value="([^"]+)"', page.data.decode()).group(1)


def callback_of(answer) -> dict:
    assert answer.status == 302
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {key: values[0] for key, values in query.items()}


def claims_of(token: str) -> dict:
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


@pytest.fixture
def browser(sim):
    return Browser(sim.url)


def test_person_logs_in_and_allows(browser, org):
    page = browser.authorize()
    assert page.headers["X-Frame-Options"] == "DENY"
    assert b'id="login_email"' in page.data
    assert b'id="login_submit"' in page.data
    consent = browser.login(page)
    text = consent.data.decode()
    assert all(f"<li>{scope}</li>" in text for scope in SCOPE.split())
    assert f'name="tenant" value="{org.tenant_id}"' in text
    assert 'id="consent_allow"' in text and 'id="consent_cancel"' in text
    back = callback_of(browser.decide(consent, tenants=[org.tenant_id]))
    assert back["state"] == "s-1"
    answer = browser.exchange(back["code"])
    tokens = answer.json()
    assert answer.status == 200
    assert tokens["expires_in"] == 1800 and tokens["token_type"] == "Bearer"
    assert tokens["scope"] == SCOPE
    claims = claims_of(tokens["id_token"])
    assert claims["email"] == "demo@example.com"
    assert claims["given_name"] == "Demo" and claims["xero_userid"]


def test_connection_is_found_by_authentication_event(browser, client, org):
    tokens = browser.exchange(browser.code([org.tenant_id])).json()
    event = claims_of(tokens["access_token"])["authentication_event_id"]
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    found = client.http("GET", "/Connections", headers=bearer, authEventId=event).json()
    assert [each["tenantId"] for each in found] == [org.tenant_id]
    assert found[0]["authEventId"] == event
    assert found[0]["tenantType"] == "ORGANISATION"
    assert re.fullmatch(r"\d{4}-..-..T..:..:..\.\d{7}", found[0]["createdDateUtc"])


def test_wrong_password_stays_on_login(browser):
    page = browser.login(browser.authorize(), password="wrong")
    assert b'id="login_password"' in page.data and b"incorrect" in page.data


def test_cancel_comes_back_with_access_denied(browser):
    answer = browser.decide(browser.login(browser.authorize()), "cancel")
    assert callback_of(answer) == {"error": "access_denied", "state": "s-1"}


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "unknown"},
        {"redirect_uri": f"{REDIRECT}/"},
        {"redirect_uri": "http://localhost:8070/xero/oauth/callback"},
        {"response_type": "token"},
        {"scope": "accounting.everything"},
        {"scope": ""},
        {"code_challenge_method": "plain"},
    ],
)
def test_bad_request_never_goes_back_to_the_app(browser, change):
    page = browser.authorize(**change)
    assert page.status == 400 and b'id="authorize_error"' in page.data


def test_scope_that_the_app_may_not_use(sim, browser):
    scopes = frozenset(("openid", "accounting.invoices"))
    sim.world.identity.add_app(
        App("granular", "s", redirect_uris=[REDIRECT], scopes=scopes)
    )
    page = browser.authorize(client_id="granular", scope="accounting.transactions")
    assert page.status == 400 and b"Invalid scope for client" in page.data


def test_redirect_by_http_only_to_localhost(sim, browser):
    uri = "http://127.0.0.1:8069/back"
    sim.world.identity.add_app(App("local", "s", redirect_uris=[uri]))
    assert browser.authorize(client_id="local", redirect_uri=uri).status == 400


def test_public_app_needs_pkce_and_no_secret(sim, browser, org):
    sim.world.identity.add_app(App("public", "", redirect_uris=[REDIRECT]))
    refused = browser.authorize(client_id="public", code_challenge=None)
    assert refused.status == 400
    code = browser.code([org.tenant_id], client_id="public")
    answer = browser.exchange(code, client_id="public", client_secret=None)
    assert answer.status == 200


def test_several_organisations_in_one_consent(sim, browser, org):
    second = sim.world.add_organisation(Settings("Second", "AU"))
    user = sim.world.identity.users["demo@example.com"]
    user.organisations.append(second.tenant_id)
    both = [org.tenant_id, second.tenant_id]
    browser.exchange(browser.code(both))
    events = {each.auth_event_id for each in sim.world.identity.connections.values()}
    assert len(sim.world.identity.connections) == 2 and len(events) == 1


def test_app_limited_to_one_organisation_shows_radios(sim, browser, org):
    app = App("one", "s", redirect_uris=[REDIRECT], several_organisations=False)
    sim.world.identity.add_app(app)
    page = browser.login(browser.authorize(client_id="one"))
    assert b'type="radio" name="tenant"' in page.data


def test_consent_without_choice_asks_again(browser):
    page = browser.decide(browser.login(browser.authorize()))
    assert page.status == 200 and b"Choose an organisation" in page.data


def test_organisation_of_somebody_else_is_not_connected(sim, browser):
    foreign = sim.world.add_organisation(Settings("Foreign"))
    page = browser.login(browser.authorize())
    assert browser.decide(page, tenants=[foreign.tenant_id]).status == 200
    assert not sim.world.identity.connections


def test_user_without_organisation_gets_an_empty_list(sim, browser, client):
    sim.world.identity.add_user(User("none@example.com", "none"))
    page = browser.login(browser.authorize(), "none@example.com", "none")
    code = callback_of(browser.decide(page))["code"]
    token = browser.exchange(code).json()["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert client.http("GET", "/connections", headers=bearer).json() == []


def test_code_works_once(browser, org):
    code = browser.code([org.tenant_id])
    assert browser.exchange(code).status == 200
    again = browser.exchange(code)
    assert (again.status, again.json()) == (400, {"error": "invalid_grant"})


def test_code_lives_five_minutes(sim, browser, org):
    code = browser.code([org.tenant_id])
    sim.clock.advance(5 * 60)
    assert browser.exchange(code).json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_verifier": "another"}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_grant"),
        ({"redirect_uri": "https://else.example"}, "invalid_grant"),
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"client_id": "wrong"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_wrong_exchange_is_refused(browser, org, change, error):
    answer = browser.exchange(browser.code([org.tenant_id]), **change)
    assert (answer.status, answer.json()) == (400, {"error": error})


def test_client_may_use_basic_authentication(browser, org):
    pair = base64.b64encode(b"demo-client:demo-secret").decode()
    answer = browser.exchange(
        browser.code([org.tenant_id]),
        client_id=None,
        client_secret=None,
        headers={"Authorization": f"Basic {pair}"},
    )
    assert answer.status == 200


def test_no_refresh_token_without_offline_access(browser, org):
    code = browser.code([org.tenant_id], scope="accounting.settings")
    tokens = browser.exchange(code).json()
    assert "refresh_token" not in tokens and "id_token" not in tokens


def test_paths_are_case_insensitive(sim, browser, org, client):
    pool = urllib3.PoolManager(retries=False)
    address = f"{sim.url}/Identity/Connect/AUTHORIZE?client_id=x"
    assert pool.request("GET", address).status == 400
    assert client.http("GET", "/API.XRO/2.0/organisation").status == 200
