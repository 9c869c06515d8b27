from . import (
    base_partner_merge,
    xero_choose_organisation,
    xero_preflight,
    xero_preflight_finding,
    xero_preflight_fix,
)
