"""Which language a reader gets: what she chose last, else what her browser asks for, else Thai."""

from flask import Request, Response

from bot.web.words import LANGUAGES

COOKIE = "lang"
_A_YEAR = 365 * 24 * 60 * 60


def language_of(request: Request) -> str:
    """`?lang=en` chooses; a browser that names neither language is answered in Thai."""
    for said in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if said in LANGUAGES:
            return said
    return request.accept_languages.best_match(LANGUAGES, default="th") or "th"


def remember(request: Request, response: Response) -> None:
    """Keep what `?lang=` chose. The cookie says nothing about anybody."""
    if (said := request.args.get("lang")) in LANGUAGES:
        response.set_cookie(
            COOKIE, said, max_age=_A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure
        )
