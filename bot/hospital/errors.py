"""Whatever goes wrong behind a hospital's door becomes a fault, and every fault one of two JSON shapes."""

import logging

from flask import Response, request
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from bookings.errors import BookingError
from bot.hospital import noting
from bot.hospital.answers import refusal_v3, refusal_v4
from bot.hospital.faults import Fault, fault_of

log = logging.getLogger(__name__)
DATABASE_AWAY = (OperationalError, InterfaceError, PoolTimeout)
_BY_STATUS = {404: "no_such_address", 405: "wrong_method", 413: "too_large", 415: "wrong_type"}


def fault_from(error: Exception) -> Fault:
    """The fault that this exception means. The unexpected is logged, not its address: that may hold a key."""
    match error:
        case Fault():
            return error
        case BookingError():
            return fault_of(error)
        case HTTPException():
            return _of_http(error)
        case _ if isinstance(error, DATABASE_AWAY):
            log.warning("the database does not answer: %s", type(error).__name__)
            return Fault("not_now")
        case _:
            log.error("a call to %s failed", request.endpoint, exc_info=error)
            return Fault("internal")


def refuse_v4(error: Exception) -> Response:
    """Error handler of version 4."""
    fault = fault_from(error)
    noting.refused(fault)
    return refusal_v4(fault)


def refuse_v3(error: Exception) -> Response:
    """Error handler of version 3."""
    fault = fault_from(error)
    noting.refused(fault)
    return refusal_v3(fault)


def refuse_by_path(error: HTTPException) -> Response | HTTPException:
    """For addresses without a view: where they lie decides the shape. Other doors' errors pass through."""
    if request.path == "/api/v4" or request.path.startswith("/api/v4/"):
        return refuse_v4(error)
    if request.path.startswith(("/v3/", "/api/", "/test/api/")):
        return refuse_v3(error)
    return error


def _of_http(error: HTTPException) -> Fault:
    code = _BY_STATUS.get(error.code or 500, "internal" if (error.code or 500) >= 500 else "refused")
    headers = {name: value for name, value in error.get_headers() if name in {"Allow", "Location"}}
    return Fault(code, headers=headers, method=request.method, limit=1)
