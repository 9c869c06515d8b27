from . import (
    base_partner_merge,
    xero_choose_organisation,
    xero_first_match_choice,
    xero_preflight,
    xero_preflight_finding,
    xero_preflight_fix,
)
