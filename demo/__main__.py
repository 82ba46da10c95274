"""Start the whole service on this machine and stay in the foreground: `python -m demo`.

With `--with-parent` the demo also ends when its parent (make) dies, even if that was killed.
Exit status: 0 after Ctrl-C or SIGTERM, 1 when something failed; one sentence says what.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

from demo import leftovers, ports, redis_server
from demo.environment import settle
from demo.lock import Lock, held
from demo.place import Place, from_environment
from demo.show import Show
from demo.tether import end_with_parent
from demo.trouble import Trouble

_ENDINGS = (signal.SIGINT, signal.SIGTERM)


def run(place: Place) -> None:
    """Returns when the demo was told to end. Raises Trouble when it could not go on."""
    with held(place) as lock:
        place.announcement.unlink(missing_ok=True)
        try:
            if leftovers.end_all(place):
                print("Cleared up what an earlier, killed demo had left running.")
            ports.claim(place)
            environment = settle(place, redis_server.url(place), os.environ)
            with redis_server.serving(place, environment) as keeper:
                Show(place, environment, keeper).play()
        finally:
            _end(place, lock)


def _end(place: Place, lock: Lock) -> None:
    for number in _ENDINGS:
        signal.signal(number, signal.SIG_IGN)  # we are at it; a second Ctrl-C must not cut this short
    lock.say("ending")
    place.announcement.unlink(missing_ok=True)
    leftovers.end_all(place)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _listen() -> None:
    for number in _ENDINGS:
        signal.signal(number, _stop)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def main(play: Callable[[Place], None] = run) -> int:
    os.umask(0o077)  # what the demo makes is its owner's alone
    _listen()
    if "--with-parent" in sys.argv[1:]:
        end_with_parent()
    try:
        play(from_environment(os.environ))
    except KeyboardInterrupt:
        pass
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    with suppress(OSError):  # the terminal may be gone
        print("The demo has ended. Your data are kept; `make demo-reset` forgets them.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
