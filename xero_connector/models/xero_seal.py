# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
import hashlib
import logging
import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import config

_logger = logging.getLogger(__name__)

#: comma separated Fernet keys, the first one seals; all of them open
ENVIRONMENT_KEY = "XERO_CONNECTOR_KEY"
CONFIGURATION_KEY = "xero_connector_key"
KEY_FILE = "xero_connector.key"


class XeroSeal(models.AbstractModel):
    """Seals secrets so that a copy of the database alone opens nothing (SPEC A13).

    The key comes from the environment or the server's configuration file; else it is
    made once in Odoo's data directory, outside the filestore that backups contain.
    Every sealed value starts with the id of its key, so that a wrong or missing key is
    told apart from a damaged value.
    """

    _name = "xero.seal"
    _description = "Xero Secret Sealing"

    @api.model
    def _seal(self, text):
        """Encrypt a secret; empty stays empty."""
        if not text:
            return False
        keys = self._keys(create=True)
        token = Fernet(keys[0]).encrypt(text.encode()).decode()
        return f"{self._key_id(keys[0])}:{token}"

    @api.model
    def _open(self, sealed):
        """Decrypt a secret; empty stays empty.

        :raise UserError: the key of this value is not on this host
        """
        if not sealed:
            return ""
        key_id, _separator, token = sealed.partition(":")
        keys = self._keys()
        if key_id not in {self._key_id(key) for key in keys}:
            raise UserError(self._missing_key_message())
        try:
            opened = MultiFernet([Fernet(key) for key in keys]).decrypt(token.encode())
        except InvalidToken as error:
            raise UserError(
                self.env._(
                    "A stored Xero secret is damaged. Enter the client secret again and"
                    " connect again."
                )
            ) from error
        return opened.decode()

    @api.model
    def _is_current(self, sealed):
        """Whether a value is sealed with the first key, or empty."""
        keys = self._keys()
        return not sealed or (bool(keys) and sealed.startswith(self._key_id(keys[0])))

    @api.model
    def _keys(self, create=False):
        """All keys of this host, the sealing key first."""
        text = os.environ.get(ENVIRONMENT_KEY) or config.get(CONFIGURATION_KEY) or ""
        keys = [key.strip() for key in text.split(",") if key.strip()]
        if not keys:
            keys = self._keys_of_file(create)
        return keys

    @api.model
    def _keys_of_file(self, create):
        path = Path(config["data_dir"]) / KEY_FILE
        if path.exists():
            return [line for line in path.read_text().splitlines() if line]
        if not create:
            return []
        if self._anything_sealed():
            raise UserError(self._missing_key_message())
        return [self._make_key_file(path)]

    @api.model
    def _make_key_file(self, path):
        """Make the key; of several workers that try, one wins and all use its key."""
        path.parent.mkdir(parents=True, exist_ok=True)
        key = Fernet.generate_key().decode()
        draft = path.with_name(f"{KEY_FILE}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(key + "\n")
        try:
            os.link(draft, path)
        except FileExistsError:
            return path.read_text().splitlines()[0]
        finally:
            draft.unlink()
        _logger.info("xero: a new sealing key was made in the data directory")
        return key

    @api.model
    def _anything_sealed(self):
        return bool(
            self.env["xero.app"]
            .sudo()
            .search_count(
                [
                    *("|", ("sealed_secret", "!=", False)),
                    ("sealed_webhook_key", "!=", False),
                ]
            )
            or self.env["xero.credential"]
            .sudo()
            .search_count([("sealed_refresh_token", "!=", False)])
        )

    @api.model
    def _key_id(self, key):
        return hashlib.sha256(key.encode()).hexdigest()[:8]

    def _missing_key_message(self):
        return self.env._(
            "The key that opens the stored Xero secrets is missing on this host. Set"
            " %(variable)s in the environment, or copy the file %(file)s from the"
            " previous host's data directory. If the key is lost, set a new one in"
            " %(variable)s, enter the client secret again and connect again.",
            variable=ENVIRONMENT_KEY,
            file=KEY_FILE,
        )
