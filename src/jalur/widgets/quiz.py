"""Questions with choices: the reader answers, and every choice says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from jalur.errors import InputError
from jalur.texts import LANGUAGES, session
from jalur.widgets.widget import Widget, both, own, words


class Quiz(Widget):
    """Questions of which each has one right choice and a reason for every choice.

    Nothing is judged before the reader answers, nothing is counted up, and a question may be
    answered again. After `jalur.begin` the answers are kept in the reader's trail, and a quiz
    that is shown again has them.

    Args:
        questions: For each its ``id``, its ``stem`` and its ``choices``; a choice has ``right``,
            ``text`` and ``why``. A text is one for both languages, or one for each:
            ``{"id": …, "en": …}``. It may hold bold, italic, code and formulas, and a reason
            also a small picture: a paragraph ``<!-- desks: 100 90 81 -->`` or
            ``<!-- days: ▲30 ■70 -->``.
        column: All questions under one another; without it, one after the other.
        title: What stands above the quiz: a text, or one per language.
        language: ``"id"`` or ``"en"``; without it, the reader's (see `jalur.begin`).

    Raises:
        InputError: If a question has not exactly one right choice, or a text is missing.

    >>> why = {"right": False, "text": "80", "why": "That subtracts twice."}
    >>> right = {"right": True, "text": "81", "why": "Right. The second desk meets only 90."}
    >>> stem = "Two desks pass 9 in 10 each. How many of 100 are left?"
    >>> quiz = Quiz([{"id": "two", "stem": stem, "choices": [why, right]}], language="en")
    >>> quiz.answers
    {}
    """

    stem = "quiz"

    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    answers = traitlets.Dict(
        help="The place of the chosen one, from 0, by the id of its question; empty at first."
    ).tag(sync=True)
    at = traitlets.Int(0, help="The question that is shown, from 0.").tag(sync=True)
    column = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self,
        questions: Sequence[Mapping[str, Any]],
        *,
        column: bool = False,
        title: str | Mapping[str, str] | None = None,
        language: str | None = None,
        **traits: Any,
    ) -> None:
        read = [_question(question, n) for n, question in enumerate(questions)]
        if not read or len({question["id"] for question in read}) < len(read):
            raise InputError("quiz.questions", got=len(read))
        self._lesson, self._trail = session().lesson, session().trail
        labels = {each: words(each, "quiz.") for each in LANGUAGES}
        if title:
            labels = {each: {**said, "title": own(title, each)} for each, said in labels.items()}
        kept = {"answers": self._kept(read), **traits}
        super().__init__(labels, language, questions=read, column=column, **kept)
        self.observe(self._keep, "answers")

    def told(self) -> str:
        """Return the questions as Markdown, and of those answered the reason: what paper shows."""
        lines = [f"**{self.labels[self.language]['title']}**"]
        for question in self.questions:
            lines += ["", question["stem"][self.language], ""]
            chosen = self.answers.get(question["id"])
            for n, choice in enumerate(question["choices"]):
                lines.append(f"- [{'x' if n == chosen else ' '}] {choice['text'][self.language]}")
            if chosen is not None:
                lines += ["", question["choices"][chosen]["why"][self.language]]
        return "\n".join(lines)

    def _key(self, id: str) -> str:
        return f"{self._lesson}.{id}"

    def _kept(self, questions: Sequence[Mapping[str, Any]]) -> dict[str, int]:
        """Return the answers of an earlier day, as far as these questions still have them."""
        if self._trail is None:
            return {}
        found = {
            question["id"]: self._trail.recall("quizzes", self._key(question["id"])).get("last")
            for question in questions
        }
        sizes = {question["id"]: len(question["choices"]) for question in questions}
        return {id: n for id, n in found.items() if type(n) is int and 0 <= n < sizes[id]}

    def _keep(self, change: Mapping[str, Any]) -> None:
        if self._trail is None:
            return
        choices = {question["id"]: question["choices"] for question in self.questions}
        for id, chosen in change["new"].items():
            if change["old"].get(id) == chosen:
                continue
            first = self._trail.recall("quizzes", self._key(id)).get("first", chosen)
            right = choices[id][chosen]["right"]
            entry = {"first": first, "last": chosen, "right": right}
            self._trail.remember("quizzes", self._key(id), **entry)


def _question(question: Mapping[str, Any], n: int) -> dict[str, Any]:
    """Return a question with every text in both languages."""
    where = f"questions[{n}]"
    choices = question.get("choices", ())
    if not question.get("id") or sum(bool(one.get("right")) for one in choices) != 1:
        raise InputError("quiz.right", where=where, got=len(choices))
    return {
        "id": question["id"],
        "stem": both(question.get("stem"), where, "stem"),
        "choices": [
            {
                "right": bool(choice.get("right")),
                "text": both(choice.get("text"), where, "text"),
                "why": both(choice.get("why"), where, "why"),
            }
            for choice in choices
        ],
    }
