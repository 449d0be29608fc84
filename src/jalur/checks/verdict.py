"""What is said about one answer, as a page, as text, and as true or false."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Literal

from jalur.checks import pictures
from jalur.texts import say

Outcome = Literal["right", "not-yet", "empty"]

# No style sheet and no host class: every colour is the text's own around it, thinned or turned
# into a tone that is dark on paper and light in the dark.
_PAPER_OR_DARK = "clamp(0, (l - .6) * 20, 1)"
_TONES = {
    "right": f"oklch(from currentColor calc(.47 + .29 * {_PAPER_OR_DARK}) .105 167 / 1)",
    "not-yet": f"oklch(from currentColor calc(.51 + .27 * {_PAPER_OR_DARK}) .14 46 / 1)",
    "empty": "color-mix(in srgb, currentColor 72%, transparent)",
}
_FONT = "'Plus Jakarta Sans', ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
_QUIET = "opacity:.78;font-size:.875em"


def _thin(per_cent: int) -> str:
    return f"color-mix(in srgb, currentColor {per_cent}%, transparent)"


@dataclass(frozen=True, slots=True, repr=False)
class Verdict:
    """What is said about one answer; true when it is right. It is no mark.

    Args:
        question: Such as ``"l2.q1"``.
        outcome: ``"right"``, ``"not-yet"`` or ``"empty"``.
        words: One to three lines: what the answer is, why, and a question that helps.
        language: The language of `words`.
        attempt: How many answers there have been to this question.
        done: How many questions of the assignment are right now.
        questions: How many questions with a check it has.
        picture: The name of the small picture beside the third line.
        mistake: The name of the mistake that was recognised, for tests and reports; or empty.
    """

    question: str
    outcome: Outcome
    words: str
    language: str
    attempt: int = 0
    done: int = 0
    questions: int = 0
    picture: str = ""
    mistake: str = ""

    def __bool__(self) -> bool:
        return self.outcome == "right"

    @property
    def _stamp(self) -> tuple[str, str]:
        small = "check.nothing" if self.outcome == "empty" else "check.attempt"
        return (
            say(f"check.{self.outcome}", self.language),
            say(small, self.language, n=self.attempt),
        )

    @property
    def _foot(self) -> str:
        return say(
            "check.foot",
            self.language,
            question=self.question,
            done=self.done,
            questions=self.questions,
        )

    def __repr__(self) -> str:
        stamp, small = self._stamp
        lines = re.sub(r"\*\*|`", "", self.words)
        return f"{stamp} ({small}). {lines}\n{self._foot}"

    def _repr_markdown_(self) -> str:
        stamp, small = self._stamp
        first, *rest = self.words.split("\n")
        why, ask = (*rest, "", "")[:2]
        parts = [f"**{stamp}** ({small}): **{first}**", why, f"> {ask}" if ask else ""]
        return "\n\n".join(filter(None, [*parts, f"*{self._foot}*"]))

    def _repr_html_(self) -> str:
        stamp, small = self._stamp
        first, *rest = (_marked(line) for line in self.words.split("\n"))
        why, ask = (*rest, "", "")[:2]
        tone = _TONES[self.outcome]
        body = f"<div style='font-size:1.18em;font-weight:700;line-height:1.35'>{first}</div>"
        body += f"<div style='line-height:1.6;margin-top:4px'>{why}</div>" if why else ""
        if ask:
            body += (
                "<div style='display:flex;flex-wrap:wrap;align-items:center;gap:12px 20px;"
                f"margin-top:12px;padding:12px 16px;border-radius:10px;background:{_thin(7)}'>"
                f"{pictures.draw(self.picture)}"
                f"<div style='flex:1 1 220px;line-height:1.5'>{ask}</div></div>"
            )
        return (
            f"<div lang='{self.language}' style=\"font-family:{_FONT};font-size:15px;"
            "font-feature-settings:'tnum';word-spacing:.05em;display:flex;flex-wrap:wrap;"
            "gap:14px 28px;max-width:860px;box-sizing:border-box;margin:6px 0;"
            f"padding:18px 22px;border:1px solid {_thin(22)};border-left:6px solid {tone};"
            'border-radius:0 10px 10px 0">'
            "<div style='flex:none;padding:6px 4px'><div style='display:inline-block;"
            f"text-align:center;color:{tone};border:2.5px solid currentColor;border-radius:9px;"
            "outline:1.2px solid currentColor;outline-offset:-6px;padding:9px 20px 10px;"
            "transform:rotate(-4deg)'>"
            "<div style='font-size:1.28em;line-height:1.2;font-weight:800;letter-spacing:.06em'>"
            f"{escape(stamp)}</div><div style='font-size:.85em;line-height:1.2;font-weight:600'>"
            f"{escape(small)}</div></div></div>"
            f"<div style='flex:1 1 300px;min-width:0;overflow-wrap:anywhere'>{body}"
            f"<div style='{_QUIET};margin-top:12px'>{escape(self._foot)}</div></div></div>"
        )


def _marked(line: str) -> str:
    """Return `line` as HTML, its **bold** and `code` marked."""
    line = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(line))
    return re.sub(r"`(.+?)`", r"<code style='background:none;color:inherit'>\1</code>", line)
