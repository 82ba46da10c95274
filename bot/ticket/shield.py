"""What every answer of the ticket tells browsers and proxies: keep it to yourself."""

import secrets

from flask import Response, g

from bot.web.shield import origins

_WORKER = "default-src 'none'; connect-src 'self'"


def nonce() -> str:
    """The nonce of this answer's inline style and script."""
    if "ticket_nonce" not in g:
        g.ticket_nonce = secrets.token_urlsafe(16)
    return g.ticket_nonce


def shielded(response: Response, phones: str) -> Response:
    """With the headers that all need; those that the view has set stay.

    `phones`: the address under which the simulator shows its patients' phones, the only place that may
    frame a ticket.
    """
    defaults = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": _WORKER if response.mimetype == "text/javascript" else _page(phones),
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
    }
    for name, value in defaults.items():
        response.headers.setdefault(name, value)
    return response


def _page(phones: str) -> str:
    own = f"'nonce-{nonce()}'"
    rules = (
        "default-src 'none'",
        f"style-src {own}",
        f"script-src {own}",
        "connect-src 'self'",  # keeps itself for later
        "worker-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        f"frame-ancestors 'self' {origins(phones)}",
    )
    return "; ".join(rules)
