"""A version-3 body whatever its content type says: real clients send none, or a wrong one."""

from typing import Any, NamedTuple

from flask import request

from bot.hospital.body import FORM_TYPE, as_object, parse_form, parse_json, read_bytes
from bot.hospital.v3.quirks import QUIRKS

MULTIPART = "multipart/form-data"


class Said(NamedTuple):
    """The fields, and warnings about how they were sent."""

    fields: dict[str, Any]
    warnings: list[str]


def read_fields() -> Said:
    """The fields of JSON (line breaks inside a text allowed) or of a form. Raises Fault: 400, 413, 422."""
    if request.mimetype == MULTIPART:
        return Said(_multipart(), _form_warnings())
    raw = read_bytes(request, 1)
    begins = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begins not in (b"{", b"[", b'"', b"") and b"=" in raw:
        return Said(parse_form(raw), _form_warnings())
    return Said(as_object(parse_json(raw, lenient=True)), _json_warnings())


def _multipart() -> dict[str, Any]:
    request.max_content_length = 1024 * 1024
    return request.form.to_dict()


def _form_warnings() -> list[str]:
    if request.mimetype in {FORM_TYPE, MULTIPART}:
        return [QUIRKS["form"].warning()]
    return _mistyped("form")


def _json_warnings() -> list[str]:
    return [] if request.is_json else _mistyped("JSON")


def _mistyped(read: str) -> list[str]:
    return [QUIRKS["wrong_content_type" if request.mimetype else "no_content_type"].warning(read=read)]
