"""The worker without its pace-keeper: what the machine could do if LINE took everything. For benches only."""

from scheduler.engine import Engine
from scheduler.worker import run
from settings import Settings

if __name__ == "__main__":
    # model_copy checks nothing: no setting allows more than LINE does.
    run(Engine.of(Settings().model_copy(update={"pace_per_second": 1_000_000})))
