# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""A person at a real Chromium, who also leaves Odoo and comes back.

Odoo's own tours end where its web client ends; the way through Xero's login and consent
pages does not. So the keys and the mouse are Chromium's, driven through Odoo's
`ChromeBrowser`. Everything waits for what it needs; nothing waits for some time.
"""

import base64
import json
import time
from pathlib import Path

from odoo.tests.common import ChromeBrowser, ChromeBrowserException

#: below the checkout, like everything that the commands make
SCREENSHOTS = Path(__file__).parents[2] / ".local" / "screenshots"
PATIENCE = 30
PAUSE = 0.05

#: Nothing is loading or moving any more.
QUIET = """
!document.querySelector(".o_loading_indicator") && document.getAnimations().every(
    one => one.playState !== "running"
        || one.effect.getComputedTiming().endTime === Infinity)
"""
#: The middle of the first visible element that matches, once it stands still and
#: nothing lies over it; else a sentence.
FIND = """
(async (selector, text) => {
    const frame = () => new Promise(resolve => setTimeout(resolve, 30));
    const place = element => JSON.stringify(element.getBoundingClientRect());
    const says = one => [one, ...one.querySelectorAll("input, textarea")]
        .map(part => (part.innerText || "") + (part.value || "")).join().toLowerCase();
    const fits = one => one.checkVisibility({visibilityProperty: true})
        && says(one).includes(text);
    const element = [...document.querySelectorAll(selector)].find(fits);
    if (!element) return "is not there";
    element.scrollIntoView({block: "center", inline: "nearest"});
    const before = place(element);
    await frame();
    if (before !== place(element)) return "is moving";
    const box = element.getBoundingClientRect();
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    const top = document.elementFromPoint(x, y);
    if (!top || !(element.contains(top) || top.contains(element)))
        return "is covered by " + (top ? top.outerHTML.slice(0, 100) : "nothing");
    return {x, y};
})
"""

CHOICE = ".o-autocomplete--dropdown-item:not(.o_m2o_dropdown_option)"
#: Odoo has looked up what was typed: it sets it in bold in each of the choices.
CHOICES = f"""
(text => {{
    const marked = [...document.querySelectorAll("{CHOICE} .fw-bold")];
    return marked.some(one => text.toLowerCase().includes(one.innerText.toLowerCase()));
}})
"""


class Person:
    """What a person does at the browser: open, look, click, type.

    :param folder: where the screenshots of this test go
    """

    def __init__(self, test_case, folder):
        self.chrome = ChromeBrowser(test_case)
        test_case.addCleanup(self.chrome.stop)
        self._folder = SCREENSHOTS / folder
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.glob("*.png"):
            old.unlink()
        self._pictures = 0

    # === LOOK === #

    def open(self, url):
        """Enter an address."""
        self.chrome.navigate_to(url)
        self.wait_for("document.readyState === 'complete'")

    def reload(self):
        """Press F5."""
        self.open(self.address())

    def see(self, selector, text=""):
        """Wait until something is on the page, and return its place."""
        deadline = time.monotonic() + PATIENCE
        while True:
            call = f"{FIND}({json.dumps(selector)}, {json.dumps(text.lower())})"
            found = self._evaluate(call)
            if isinstance(found, dict):
                return found
            if time.monotonic() > deadline:
                self._capture("not-found")
                raise AssertionError(f"{selector} “{text}” {found}: {self.address()}")
            time.sleep(PAUSE)

    def wait_for(self, condition):
        """Wait until a JavaScript expression is true."""
        deadline = time.monotonic() + PATIENCE
        while self._evaluate(condition) is not True:
            if time.monotonic() > deadline:
                self._capture("not-reached")
                raise AssertionError(f"{condition} is not so: {self.address()}")
            time.sleep(PAUSE)

    def value_of(self, selector, attribute="innerText"):
        """What an element says."""
        self.see(selector)
        element = f"document.querySelector({json.dumps(selector)})"
        return self._evaluate(f"{element}[{json.dumps(attribute)}]")

    def address(self):
        """The address in the browser's bar."""
        return self._evaluate("location.href")

    def picture(self, name):
        """Keep what is on the screen, in the order of the steps."""
        self.wait_for(QUIET)
        self._capture(name)

    def _capture(self, name):
        self._pictures += 1
        answer = self._send("Page.captureScreenshot")
        path = self._folder / f"{self._pictures:02d}-{name}.png"
        path.write_bytes(base64.b64decode(answer["data"]))

    # === ACT === #

    def click(self, selector, text=""):
        """Click the first element that matches, where a person would."""
        place = {**self.see(selector, text), "button": "left", "clickCount": 1}
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self._send("Input.dispatchMouseEvent", type=kind, **place)

    def type(self, selector, text):
        """Click into a field and replace what is in it."""
        self.click(selector)
        self._evaluate("document.activeElement.select?.()")
        self._send("Input.insertText", text=text)

    def pick(self, selector, text):
        """Type into a field that offers choices, and take the one that is named.

        The choices are looked up while one types; those of before may still be there,
        and what is clicked among them is undone by the answer that comes later.
        """
        self.type(selector, text)
        self.wait_for(f"{CHOICES}({json.dumps(text)})")
        self.click(CHOICE, text)

    # === DEVTOOLS === #

    def _evaluate(self, expression):
        """The value of an expression; None while one page gives way to the next."""
        try:
            answer = self._send(
                "Runtime.evaluate",
                expression=expression,
                awaitPromise=True,
                returnByValue=True,
            )
        except ChromeBrowserException:
            return None
        return answer["result"].get("value")

    def _send(self, method, **params):
        return self.chrome._websocket_request(method, params=params, timeout=PATIENCE)
