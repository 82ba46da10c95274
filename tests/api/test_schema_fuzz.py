"""The served document drives the fuzzing: whatever fits it, or almost, is never an error of ours.

`make fuzz CASES=10000` for the long run: that many cases for each endpoint.
"""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from tests.api.world import CODE, World

CASES = int(os.environ.get("FUZZ_CASES", "10"))
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@pytest.mark.more
@pytest.mark.timeout(20 * CASES + 600)
def test_nothing_that_fits_the_document_is_an_error_of_ours(fuzzed: World):
    document = schemathesis.openapi.from_wsgi("/api/v4/openapi.json", fuzzed.app)
    # The simulator and Redis answer nobody here: 503 is right.
    found = document.exclude(path_regex="/(sandbox/patients|calls)$").get_all_operations()
    operations = [each.ok() for each in found if isinstance(each, Ok)]

    assert len(operations) > 15
    for operation in operations:
        _fuzz(operation, fuzzed)


def _fuzz(operation: APIOperation, world: World) -> None:
    @given(case=operation.as_strategy())
    @settings(max_examples=CASES, deadline=None, suppress_health_check=SLOW)
    def send(case: Case) -> None:
        headers = {"Authorization": f"Bearer {world.keys[CODE].test}"}
        case.call_and_validate(headers=headers, checks=[not_a_server_error])

    send()
