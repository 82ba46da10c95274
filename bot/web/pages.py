"""Draws pages: templates extend `web/base.html`, words come from catalogues, the navigation from a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, render_template, request, url_for

from bot.web.assets import asset_url, serve_assets
from bot.web.language import language_of, remember
from bot.web.shield import shielded
from bot.web.words import Catalogue, catalogue

_HERE = Path(__file__).parent
_OWN_WORDS = catalogue(_HERE / "words")

blueprint = Blueprint("web", __name__, url_prefix="/web", template_folder="templates")
serve_assets(blueprint, _HERE / "assets")


@dataclass(frozen=True)
class Entry:
    """A line of the navigation: an endpoint, and the key of its words."""

    endpoint: str
    words: str
    group: str = ""


@dataclass(frozen=True)
class Pages:
    """A set of pages with one title, one navigation and one catalogue of words."""

    home: str
    words: Catalogue
    navigation: Sequence[Entry] = ()

    def render(
        self, template: str, status: int = 200, frames: str = "'none'", nonce: str = "", **values: Any
    ) -> Response:
        """The page in the reader's language, with the headers that shield it."""
        language = language_of(request)
        words = _OWN_WORDS[language] | self.words[language]
        html = render_template(
            template,
            language=language,
            words=words,
            asset=asset_url,
            home=url_for(self.home),
            navigation=self._navigation(words),
            other_language=_in_other_language(language),
            **values,
        )
        response = make_response(html, status)
        remember(request, response)
        response.vary.update(("Cookie", "Accept-Language"))
        return shielded(response, frames, nonce)

    def fragment(self, template: str, **values: Any) -> str:
        """A piece of a page, in the reader's language."""
        language = language_of(request)
        words = _OWN_WORDS[language] | self.words[language]
        return render_template(template, language=language, words=words, **values)

    def _navigation(self, words: dict[str, str]) -> list[dict[str, Any]]:
        """Groups in the order of their first entry."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for each in self.navigation:
            link = {
                "href": url_for(each.endpoint),
                "words": words[each.words],
                "current": request.endpoint == each.endpoint,
            }
            groups.setdefault(each.group, []).append(link)
        return [
            {"words": words[group] if group else "", "entries": entries} for group, entries in groups.items()
        ]


def _in_other_language(language: str) -> str:
    """This very page in the other language, as a relative link."""
    args = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return "?" + urlencode([*args, ("lang", "en" if language == "th" else "th")])
