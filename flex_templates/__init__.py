"""The looks and words of everything a patient reads. README.md explains how a card is made.

Needs no database, framework or LINE: a template and its data go in, LINE's JSON comes out.
"""

from flex_templates.checks import Finding, check
from flex_templates.document import LANGUAGES, Document, Language, Source, merge_words
from flex_templates.errors import TemplateError
from flex_templates.render import Renderer, Rendering
from flex_templates.source import FileSource

__all__ = [
    "LANGUAGES",
    "Document",
    "FileSource",
    "Finding",
    "Language",
    "Renderer",
    "Rendering",
    "Source",
    "TemplateError",
    "check",
    "merge_words",
]
