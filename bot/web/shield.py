"""What every page tells browsers: load nothing from elsewhere, run nothing inline, be framed by nobody."""

from urllib.parse import urlsplit

from flask import Response

_LOOPBACK = ("127.0.0.1", "localhost")


def policy(frames: str = "'none'", nonce: str = "") -> str:
    """The Content-Security-Policy; `frames`: what the page itself may show in a frame.

    `nonce`: a script of ours that makes style sheets (CodeMirror) marks them with it; none other is applied.
    """
    styles = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    rules = (
        "default-src 'none'",
        "script-src 'self'",
        f"style-src {styles}",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        f"frame-src {frames}",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    )
    return "; ".join(rules)


def shielded(response: Response, frames: str = "'none'", nonce: str = "") -> Response:
    """With the headers that all pages need; those that a view has set stay."""
    defaults = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": policy(frames, nonce),
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    for name, value in defaults.items():
        response.headers.setdefault(name, value)
    return response


def origins(address: str) -> str:
    """The address's origin as a source for the policy; on a laptop by both names of it."""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    hosts = _LOOPBACK if parts.hostname in _LOOPBACK else (parts.hostname or "",)
    return " ".join(f"{parts.scheme}://{host}{port}" for host in hosts)
