from . import base_partner_merge, xero_choose_organisation
