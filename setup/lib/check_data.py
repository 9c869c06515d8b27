#!/usr/bin/env python3
"""Check what no linter for Python sees: the addons' data files.

* A file that no manifest names is never loaded; Odoo says nothing about it.
* Two records of one XML id: the second silently changes the first.
* Spellings that Odoo 19 has dropped, some of which it still reads but ignores.

Prints a line for each finding and exits 1 when there is one.
"""

import ast
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("data", "security", "views", "wizards", "reports")
# element or attribute -> what Odoo 19 wants in its place
DROPPED_ELEMENTS = {"tree": "<list>"}
DROPPED_ATTRIBUTES = {
    "attrs": 'invisible="…" and the like',
    "states": 'invisible="state not in (…)"',
    "t-raw": "t-out",
}
DROPPED_CRON_FIELDS = {"numbercall", "doall"}


def named_files(addon):
    text = (addon / "__manifest__.py").read_text(encoding="utf-8")
    manifest = ast.literal_eval(text)
    return set(manifest.get("data", [])) | set(manifest.get("demo", []))


def present_files(addon):
    return {
        path.relative_to(addon).as_posix(): path
        for folder in FOLDERS
        for path in sorted((addon / folder).glob("*"))
        if path.suffix in {".xml", ".csv"}
    }


def dropped(root):
    """Yield a sentence for each spelling that Odoo 19 does not know any more."""
    for element in root.iter():
        if element.tag in DROPPED_ELEMENTS:
            yield f"<{element.tag}> is {DROPPED_ELEMENTS[element.tag]} now"
        for name in DROPPED_ATTRIBUTES.keys() & element.attrib.keys():
            yield f"{name}= is {DROPPED_ATTRIBUTES[name]} now"
        if element.tag == "field" and element.get("name") in DROPPED_CRON_FIELDS:
            yield f"field {element.get('name')} is gone"


def xml_ids(root):
    for tag in ("record", "template", "menuitem"):
        yield from (element.get("id") for element in root.iter(tag))


def check_addon(addon):
    named, ids = named_files(addon), Counter()
    for name, path in present_files(addon).items():
        if name not in named:
            yield f"{addon.name}/{name}: not in the manifest, so never loaded"
        if path.suffix == ".xml":
            root = ElementTree.parse(path).getroot()
            ids.update(filter(None, xml_ids(root)))
            yield from (f"{addon.name}/{name}: {finding}" for finding in dropped(root))
    for xml_id, count in ids.items():
        if count > 1:
            yield f"{addon.name}: {count} records have the XML id {xml_id}"


def main():
    findings = [
        finding
        for manifest in sorted(ROOT.glob("*/__manifest__.py"))
        for finding in check_addon(manifest.parent)
    ]
    print("\n".join(findings))
    return bool(findings)


if __name__ == "__main__":
    sys.exit(main())
