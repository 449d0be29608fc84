"""What this package asks of the notebook around it, where there is one."""

from __future__ import annotations

import sys

from jalur.errors import InputError
from jalur.texts import session


def shell() -> object | None:
    """Return the running IPython shell; None outside, where IPython is never imported."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def show(line: object) -> None:
    """Show `line` under the cell, or print it where there is no notebook."""
    if shell() is None:
        print(line)
    else:
        sys.modules["IPython"].display.display(line)


def speak_of_errors() -> None:
    """Let a notebook say our errors in the reader's language too, beneath the traceback."""
    running = shell()
    # IPython has one such place only: what somebody else has put there stays.
    if running is not None and running.custom_exceptions in ((), (InputError,)):
        running.set_custom_exc((InputError,), _show_in_both)


def _show_in_both(shell, kind, error, traceback, tb_offset=None) -> list[str]:
    lines = shell.InteractiveTB.structured_traceback(kind, error, traceback, tb_offset=tb_offset)
    sentence = error.in_language(session().language)
    if sentence != str(error):
        lines = [*lines, f"\n{sentence}"]
    shell._showtraceback(kind, error, lines)
    return lines
