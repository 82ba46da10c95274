"""Forget everything the demo remembers: `make demo-reset`."""

import os
import shutil
import sys

from demo import leftovers
from demo.lock import held
from demo.place import Place, from_environment
from demo.trouble import Trouble


def forget(place: Place) -> None:
    """Remove what the demo made, and nothing else in its folder. Raises Trouble while it runs."""
    with held(place):
        leftovers.end_all(place)
        for made in (*place.var.glob("connect.db*"), *place.var.glob("demo.*"), place.redis):
            if made == place.lock:
                continue
            if made.is_dir() and not made.is_symlink():
                shutil.rmtree(made)
            else:
                made.unlink(missing_ok=True)


if __name__ == "__main__":
    try:
        forget(from_environment(os.environ))
    except Trouble as trouble:
        sys.exit(str(trouble))
    print("The demo's data and keys are forgotten; the next start makes new ones.")
