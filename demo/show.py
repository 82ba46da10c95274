"""What happens between Redis being there and everything being ready."""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress

from demo import freshness, health
from demo.crew import Crew, Journal, open_log
from demo.hospitals import CONNECTED, rows
from demo.keys import read_keys
from demo.place import ROOT, Place, write_private
from demo.redis_server import Keeper
from demo.trouble import Trouble

_WELCOME = """
  MOPH Connect is running. Open this page:

      {simulator}/

  For hospitals' developers: {web}/developers
  Service {web}   keys: {json}   log: {log}
  Staff   {web}/staff/   name and password: {staff}
  Ctrl-C ends it.
"""


class Show:
    """One run of the demo's processes."""

    def __init__(self, place: Place, environment: Mapping[str, str], keeper: Keeper) -> None:
        self._place = place
        self._keeper = keeper
        self._environment = environment
        self._over = threading.Event()
        self._missing: str | None = None

    def play(self) -> None:
        """Fill the database, start all processes, announce, and stay until told to end. Raises Trouble."""
        self._fill()
        with open_log(self._place) as file:
            journal = Journal(file)
            self._crew = Crew(journal, self._environment, once_started=self._watch)
            try:
                self._crew.loop()
            finally:
                self._over.set()
        if self._missing:
            raise Trouble(f"Not everything came up in time ({self._missing}): {self._see_log()}.")
        if self._crew.returncode not in {128 + signal.SIGINT, 128 + signal.SIGTERM}:
            raise Trouble(_obituary(journal, self._see_log()))

    def _see_log(self) -> str:
        return f"see {self._place.log}"

    def _fill(self) -> None:
        """In a process of its own: what it imports must not weigh on those started after it."""
        if freshness.prepared(self._place):
            return
        command = [sys.executable, "-m", "demo.load"]
        done = subprocess.run(
            command, cwd=ROOT, env=dict(self._environment), capture_output=True, text=True, check=False
        )
        if done.returncode:
            write_private(self._place.log, done.stdout + done.stderr)
            last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise Trouble(
                f"Preparing the database failed ({last}): {self._see_log()}; `make demo-reset` starts afresh."
            )
        freshness.remember(self._place)

    def _watch(self) -> None:
        """Threads, so not before the processes were forked."""
        self._keeper.start()
        threading.Thread(target=self._announce, daemon=True).start()

    def _announce(self) -> None:
        self._missing = health.all_answer(self._place, self._over)
        if self._over.is_set():
            self._missing = None
        elif self._missing:
            signal.raise_signal(signal.SIGTERM)
        else:
            self._crew.keep_alive()
            self._install_menu()
            write_private(
                self._place.announcement, json.dumps(self._facts(), ensure_ascii=False, indent=2) + "\n"
            )
            self._welcome()

    def _install_menu(self) -> None:
        """The simulator forgets its rich menus when it ends. Without one the demo goes on."""
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "line", "rich-menu"]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(
                command, cwd=ROOT, env=dict(self._environment), capture_output=True, timeout=20, check=False
            )

    def _facts(self) -> dict[str, object]:
        keys = read_keys(self._place.keys)
        names = {row.code: row.name_th for row in rows()}
        hospitals = [{"code": code, "name": names[code], **keys[code]} for code in CONNECTED]
        return {
            "web_url": self._place.web_url,
            "simulator_url": self._place.simulator_url,
            "hospitals": hospitals,
        }

    def _welcome(self) -> None:
        place = self._place
        shown = _WELCOME.format(
            simulator=place.simulator_url,
            web=place.web_url,
            json=place.announcement,
            staff=place.staff,
            log=place.log,
        )
        print(shown, flush=True)


def _obituary(journal: Journal, see_log: str) -> str:
    name = journal.first_stopped or "a process"
    words = [word for word in journal.words.get(name, ()) if word]
    last = f", its last words: {words[-1]}" if words else ""
    return f"{name} stopped by itself{last}: {see_log}."
