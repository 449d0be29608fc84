"""A command line that speaks the reader's language, its help and its complaints included."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

from jalur.texts import say

_COMPLAINTS = (
    (r"the following arguments are required: (?P<names>.*)", "cli.required"),
    (r"unrecognized arguments: (?P<names>.*)", "cli.unrecognised"),
    (r"argument (?P<name>.*): invalid choice: (?P<got>.*) \(choose (?P<known>.*)\)", "cli.choice"),
    (r"argument (?P<name>.*): expected .*", "cli.expected"),
    (r"argument (?P<name>.*): invalid \w+ value: (?P<got>.*)", "cli.number"),
)  # fmt: skip


class Parser(argparse.ArgumentParser):
    """argparse with the words of `jalur.texts` in place of its own."""

    def __init__(self, *, language: str, **options: object) -> None:
        self.language = language
        super().__init__(add_help=False, **options)
        self._positionals.title = say("cli.positionals", language)
        self._optionals.title = say("cli.options", language)
        self.add_argument("-h", "--help", action="help", help=say("cli.help", language))

    def format_usage(self) -> str:
        """Return the usage line."""
        return self._translated(super().format_usage())

    def format_help(self) -> str:
        """Return the whole help."""
        return self._translated(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what does not fit and where help is, then end with code 2."""
        for pattern, key in _COMPLAINTS:
            if match := re.fullmatch(pattern, message):
                values = match.groupdict()
                if "known" in values:
                    values["known"] = values["known"].removeprefix("from ").replace("'", "")
                message = say(key, self.language, **values)
                break
        hint = say("cli.see_help", self.language, command=self.prog)
        print(f"{self.prog}: {message}\n{hint}", file=sys.stderr)
        raise SystemExit(2)

    def _translated(self, text: str) -> str:
        return re.sub("^usage: ", f"{say('cli.usage', self.language)}: ", text)
