# Copyright 2026 The xero_connector authors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Real Odoo processes on a database of their own, for stories of real commits."""

import configparser
import contextlib
import os
import signal
import subprocess
import time
import uuid

import psycopg2

DEADLINE = 90


def _addons_path():
    """The folders of addons that the configuration names."""
    settings = configparser.ConfigParser()
    settings.read(os.environ["ODOO_RC"])
    return settings["options"]["addons_path"]


class ScratchDatabase:
    """A committed copy of the test template, and Odoo processes that work on it.

    :param addons: a folder of further addons, beside those of the configuration
    """

    def __init__(self, addons=None):
        self.name = f"scratch_{uuid.uuid4().hex[:12]}"
        self._options = ["-d", self.name, "--no-http", "--log-level=warn"]
        if addons:
            self._options.append(f"--addons-path={_addons_path()},{addons}")
        self._processes = []

    def __enter__(self):
        template = os.environ["XERO_TEST_TEMPLATE"]
        self._command("createdb", "-T", template, self.name)
        return self

    def __exit__(self, *_exc_info):
        for process in self._processes:
            self.kill(process)
        self._command("dropdb", "--force", "--if-exists", self.name)

    def _command(self, *arguments):
        subprocess.run(arguments, check=True, capture_output=True, timeout=DEADLINE)

    def install(self, addon):
        """Install an addon, as a person does in Apps."""
        odoo = os.environ["XERO_TEST_ODOO"]
        options = [*self._options, "-i", addon, "--stop-after-init"]
        self._command(odoo, "server", *options)

    def shell(self, script):
        """Run Python in `odoo shell` and commit; return what it printed."""
        done = subprocess.run(
            [
                os.environ["XERO_TEST_ODOO"],
                *("shell", *self._options),
            ],
            input=f"{script}\nenv.cr.commit()\n",
            capture_output=True,
            text=True,
            timeout=DEADLINE,
            check=False,
        )
        if done.returncode or "Traceback" in done.stderr:
            raise AssertionError(done.stderr[-4000:])
        return done.stdout

    def start_shell(self, script):
        """Begin to run Python in `odoo shell`; its output is to be communicated."""
        process = subprocess.Popen(
            [
                os.environ["XERO_TEST_ODOO"],
                *("shell", *self._options),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._processes.append(process)
        process.stdin.write(script)
        process.stdin.close()
        process.stdin = None  # or communicate would flush it
        return process

    def serve(self, cron_threads=1):
        """Start a server that only works through crons."""
        process = subprocess.Popen(
            [
                os.environ["XERO_TEST_ODOO"],
                *("server", *self._options),
                *("--workers=0", f"--max-cron-threads={cron_threads}"),
            ],
            stdin=subprocess.DEVNULL,
        )
        self._processes.append(process)
        return process

    def kill(self, process):
        """SIGKILL: no handler runs, nothing is flushed."""
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        process.wait(timeout=DEADLINE)

    def query(self, sql):
        with (
            contextlib.closing(psycopg2.connect(dbname=self.name)) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
            return cursor.fetchall()

    def wake_crons(self):
        """What a committed trigger does: cron threads look at once, not in a minute."""
        with contextlib.closing(psycopg2.connect(dbname="postgres")) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify('cron_trigger', %s)", [self.name])

    def wait_for(self, condition, what):
        """Poll a condition, waking the crons meanwhile."""
        end = time.monotonic() + DEADLINE
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"in {DEADLINE} s not seen: {what}")
            self.wake_crons()
            time.sleep(0.2)
