"""`python -m bench [NAME] [options]`: one bench or all of them; `--smoke` runs each as small as it can be."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Any

from bench.figures import table

BENCHES = ("burst", "call_log", "growth", "near_queue", "nightly", "startup", "studio", "webhook")


def main(words: Sequence[str]) -> int:
    """Print the table of each bench asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", nargs="?", choices=BENCHES)
    parser.add_argument("--smoke", action="store_true", help="as small as possible: does it run at all?")
    chosen, rest = parser.parse_known_args(words)
    for name in [chosen.name] if chosen.name else BENCHES:
        bench: Any = importlib.import_module(f"bench.{name}")
        of_bench = argparse.ArgumentParser(prog=f"python -m bench {name}", description=bench.__doc__)
        bench.options(of_bench)
        figures = bench.run(of_bench.parse_args([*(bench.SMOKE if chosen.smoke else []), *rest]))
        print(f"\n## {name}: {bench.__doc__.splitlines()[0]}\n\n{table(figures)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
