"""API version 4: a file per endpoint, its schema beside it (`docs/hospital-api.md`)."""

from flask import Blueprint
from werkzeug.exceptions import HTTPException

from bot.hospital import noting, throttle
from bot.hospital.errors import refuse_by_path, refuse_v4
from bot.hospital.openapi.routes import served as openapi
from bot.hospital.v4 import (
    booking_actions,
    booking_list,
    bookings,
    calls,
    conformance,
    nightly_calls,
    queue_calls,
    reminders,
    sandbox,
    unreachable,
    visits,
    webhooks,
)

blueprint = Blueprint("v4", __name__, url_prefix="/api/v4")

for _endpoint in (
    bookings,
    booking_list,
    booking_actions,
    reminders,
    nightly_calls,
    queue_calls,
    visits,
    unreachable,
    calls,
    conformance,
    sandbox,
    webhooks,
):
    blueprint.register_blueprint(_endpoint.blueprint)

blueprint.register_blueprint(openapi)
blueprint.after_request(throttle.tell)
blueprint.after_request(noting.note)
blueprint.register_error_handler(Exception, refuse_v4)
blueprint.app_errorhandler(HTTPException)(refuse_by_path)
