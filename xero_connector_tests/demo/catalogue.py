# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""What Brass & Oak Ltd is, sells, and to whom: the contents of the demonstration.

Telephone numbers are from the range that is kept free for fiction, addresses of people
end in example.com; the streets exist, the companies do not.
"""

COMPANY = {
    "name": "Brass & Oak Ltd",
    "street": "14 Kirkgate",
    "city": "Leeds",
    "zip": "LS1 6BY",
    "phone": "+44 113 496 0140",
    "email": "accounts@brass-and-oak.example.com",
    "website": "https://brass-and-oak.example.com",
    "vat": "GB980780684",
}

#: name, street, city, postcode, e-mail, telephone
CUSTOMERS = (
    (
        "Harcourt & Finch Architects",
        "5 Park Square East",
        "Leeds",
        "LS1 2NE",
        "studio@harcourt-finch.example.com",
        "113 496 0201",
    ),
    (
        "The Old Mill Hotel",
        "Dean Clough 3",
        "Halifax",
        "HX3 5AX",
        "office@oldmillhotel.example.com",
        "1632 960212",
    ),
    (
        "Pennine Kitchens Ltd",
        "88 Valley Road",
        "Bradford",
        "BD1 4SA",
        "purchasing@pennine-kitchens.example.com",
        "1632 960223",
    ),
    (
        "Whitby Boatworks",
        "2 Church Street",
        "Whitby",
        "YO22 4AE",
        "yard@whitby-boatworks.example.com",
        "1632 960234",
    ),
    (
        "Marlow House School",
        "21 Clifton Green",
        "York",
        "YO30 6LH",
        "bursar@marlow-house.example.com",
        "1632 960245",
    ),
    (
        "St Aidan's Almshouses",
        "7 Kirkgate",
        "Ripon",
        "HG4 1PA",
        "trustees@st-aidans.example.com",
        "1632 960256",
    ),
    (
        "Calder Valley Brewery",
        "Unit 9, Hangingroyd Lane",
        "Hebden Bridge",
        "HX7 6AA",
        "orders@calder-brewery.example.com",
        "1632 960267",
    ),
    (
        "Ilkley Restoration Co.",
        "30 The Grove",
        "Ilkley",
        "LS29 9EE",
        "workshop@ilkley-restoration.example.com",
        "1632 960278",
    ),
)

#: name, price, percentage of VAT
PRODUCTS = {
    "door": ("Oak door, made to measure", 685.00, 20),
    "handle": ("Brass lever handle, pair", 46.50, 20),
    "hinge": ("Brass butt hinge, 100 mm", 11.95, 20),
    "worktop": ("Oak worktop, per metre", 172.40, 20),
    "fitting": ("Fitting, per hour", 52.00, 20),
    "rail": ("Oak grab rail for the elderly, fitted", 96.00, 5),
}

#: customer, days ago, posted, ((product, quantity, discount in per cent), …)
INVOICES = (
    (0, 48, True, (("door", 6, 5), ("handle", 6, 0), ("hinge", 18, 0))),
    (1, 41, True, (("door", 14, 10), ("handle", 14, 10), ("fitting", 32, 0))),
    (2, 36, True, (("worktop", 8.4, 0), ("hinge", 40, 12.5))),
    (3, 29, True, (("handle", 12, 0), ("hinge", 24, 0))),
    (4, 22, True, (("door", 3, 0), ("fitting", 7.5, 0))),
    (5, 15, True, (("rail", 18, 0), ("fitting", 4, 0))),
    (6, 8, True, (("worktop", 5.25, 0), ("fitting", 6, 0))),
    (7, 0, False, (("door", 2, 0), ("handle", 2, 0), ("hinge", 6, 0))),
    (0, 0, False, (("worktop", 3.6, 0), ("fitting", 2.5, 0))),
    (2, 0, False, (("worktop", 12.2, 7.5), ("handle", 10, 0))),
)
