"""A version-3 body whatever its content type says: real clients send none, or a wrong one."""

from typing import Any

from flask import request

from bot.hospital.body import as_object, parse_form, parse_json, read_bytes

MULTIPART = "multipart/form-data"


def read_fields() -> dict[str, Any]:
    """The fields of JSON (line breaks inside a text allowed) or of a form. Raises Fault: 400, 413, 422."""
    if request.mimetype == MULTIPART:
        return _multipart()
    raw = read_bytes(request, 1)
    begins = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begins not in (b"{", b"[", b'"', b"") and b"=" in raw:
        return parse_form(raw)
    return as_object(parse_json(raw, lenient=True))


def _multipart() -> dict[str, Any]:
    request.max_content_length = 1024 * 1024
    return request.form.to_dict()
