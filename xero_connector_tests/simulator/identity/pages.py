# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""HTML of the login and consent pages; element ids are stable for browser tests."""

from html import escape


def login_page(ticket: str, app_name: str, problem: str = "") -> str:
    return f"""<section><h1>Log in to Xero</h1>
<p class="muted">to continue to {escape(app_name)}</p>{_problem(problem)}
<form method="post" action="/identity/login">
<input type="hidden" name="ticket" value="{escape(ticket)}">
<label>Email address
<input id="login_email" name="email" type="email" required autofocus></label>
<label>Password
<input id="login_password" name="password" type="password" required></label>
<button id="login_submit" type="submit">Log in</button>
</form></section>"""


def consent_page(ticket: str, ask, organisations: list, problem: str = "") -> str:
    scopes = "".join(f"<li>{escape(scope)}</li>" for scope in ask.scope.split())
    kind = "checkbox" if ask.app.several_organisations else "radio"
    only = len(organisations) == 1
    choices = "".join(
        f'<label><input type="{kind}" name="tenant" value="{escape(tenant)}"'
        f"{' checked' if only else ''}> {escape(name)}</label>"
        for tenant, name in organisations
    )
    choices = choices or '<p class="problem">You have no organisation in Xero.</p>'
    return f"""<section><h1>{escape(ask.app.name)} wants access to:</h1>
{_problem(problem)}<ul id="consent_scopes">{scopes}</ul>
<form method="post" action="/identity/consent">
<input type="hidden" name="ticket" value="{escape(ticket)}">
<h2>Select an organisation</h2>{choices}
<p class="muted">Logged in as {escape(ask.user.email)}</p>
<button id="consent_allow" name="decision" value="allow">Allow access</button>
<button id="consent_cancel" name="decision" value="cancel" class="plain">Cancel</button>
</form></section>"""


def error_page(message: str) -> str:
    return (
        '<section><h1>Sorry, something went wrong</h1><p id="authorize_error" '
        f'class="problem">{escape(message)}</p></section>'
    )


def _problem(text: str) -> str:
    return f'<p class="problem">{escape(text)}</p>' if text else ""
