"""API version 3: the calls that hospitals' queue systems already make; their base URL carries the key."""

from collections.abc import Callable

from flask import Blueprint, Response

from bot.auth import states_auth
from bot.hospital import noting, throttle
from bot.hospital.auth import requires_key
from bot.hospital.errors import refuse_v3
from bot.hospital.v3 import browser, calls
from bot.hospital.v3.alert import serve_alert

blueprint = Blueprint("v3", __name__)
blueprint.register_error_handler(Exception, refuse_v3)
blueprint.after_request(throttle.tell)
blueprint.after_request(noting.note)
blueprint.after_request(browser.share_with_origin)


@requires_key(3)
def booking_made() -> Response:
    """S4. The one call that a booking page may make from the browser."""
    return calls.serve(calls.queue, browsers=True)


@requires_key(3)
def nightly() -> Response:
    """S6."""
    return calls.serve(calls.schedule)


@requires_key(3)
def near_queue() -> Response:
    """S9."""
    return calls.serve(calls.notify)


@requires_key(3)
def alert() -> Response:
    """A plain card."""
    return serve_alert()


@requires_key(3)
def preflight() -> Response:
    """The browser's question before `booking_made`, where the key is in the address."""
    browser.admit_origin(browsers=True)
    return browser.preflight()


@states_auth("none")
def preflight_without_key(test: bool = False) -> Response:
    """The same where the key will come in a header, which a preflight does not carry."""
    browser.admit_origin_of_any()
    return browser.preflight()


# Call → its address behind the key (or bare, then the key is a Bearer header) and behind /test.
CALLS: dict[str, Callable[..., Response]] = {
    "/api/queue": booking_made,
    "/api/queue/schedule": nightly,
    "/api/queue/notify": near_queue,
    "/api/alert": alert,
}

# A base URL written with a slash at its end gives two in a row; a redirect would lose the POST.
_BASES = {"/v3/<key>": "", "/v3/<key>/": "_slash"}


def _route(path: str, view: Callable[..., Response], method: str, name: str, test: bool) -> None:
    blueprint.add_url_rule(
        path,
        endpoint=name,
        view_func=view,
        methods=[method],
        defaults={"test": test},
        strict_slashes=False,
        merge_slashes=False,
        provide_automatic_options=False,
    )


for _test, _prefix in ((False, ""), (True, "/test")):
    _mode = "test" if _test else "live"
    for _path, _view in CALLS.items():
        _name = f"{_view.__name__}_{_mode}"
        for _base, _suffix in _BASES.items():
            _route(f"{_base}{_prefix}{_path}", _view, "POST", _name + _suffix, _test)
        _route(f"{_prefix}{_path}", _view, "POST", f"{_name}_bearer", _test)
    for _base, _suffix in _BASES.items():
        _route(f"{_base}{_prefix}/api/queue", preflight, "OPTIONS", f"preflight_{_mode}{_suffix}", _test)
    _route(f"{_prefix}/api/queue", preflight_without_key, "OPTIONS", f"preflight_{_mode}_bearer", _test)
