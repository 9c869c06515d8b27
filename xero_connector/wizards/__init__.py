from . import xero_choose_organisation
