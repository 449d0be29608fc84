"""The words of the course, kept apart from its code: one JSON file per language.

Also the only state of the package: what `jalur.begin` said about the reader, the lesson or
assignment at hand, and its numbers (see `session`).
"""

from jalur.texts.catalogue import catalogue, number, say
from jalur.texts.session import (
    LANGUAGES,
    MARKS,
    Session,
    session,
    start_session,
    system_language,
)

__all__ = [
    "LANGUAGES",
    "MARKS",
    "Session",
    "catalogue",
    "number",
    "say",
    "session",
    "start_session",
    "system_language",
]
