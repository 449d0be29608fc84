"""`jalur`: one command for students, instructors and authors.

Each subcommand is the function of the same name in `commands`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from jalur import __version__
from jalur.course import commands
from jalur.course.arguments import Parser
from jalur.errors import InputError
from jalur.texts import LANGUAGES, say, system_language


def parser(language: str) -> Parser:
    """Return the command line; each subcommand is the function of the same name."""
    root = Parser(prog="jalur", language=language, description=say("cli.about", language))
    version = say("cli.version", language, version=__version__)
    root.add_argument(
        "--version", action="version", version=version, help=say("cli.version.help", language)
    )
    # `_language` has read it already, wherever it stands
    root.add_argument("--language", dest="_", choices=LANGUAGES, help=say("cli.language", language))
    names = root.add_subparsers(required=True, metavar=say("cli.command", language), dest="command")

    def command(run: Callable[..., int]) -> Parser:
        about = say(f"cli.{run.__name__}.about", language)
        made = names.add_parser(run.__name__, help=about, description=about, language=language)
        made.set_defaults(run=run)
        made.add_argument(
            "--language", choices=LANGUAGES, default=language, help=say("cli.language", language)
        )
        return made

    def words(name: str) -> str:
        return say(f"cli.argument.{name}", language)

    def assignment(made: Parser) -> None:
        made.add_argument("assignment", metavar="l2", help=words("assignment"))

    made = command(commands.start)
    made.add_argument("folder", type=Path, metavar="DIR", help=words("folder"))
    made.add_argument("--install", default="", metavar="SOURCE", help=words("install"))

    made = command(commands.lab)
    made.add_argument("folder", nargs="?", type=Path, metavar="DIR", help=words("lab_folder"))
    made.add_argument("--port", type=int, metavar="N", help=words("port"))
    made.add_argument(
        "--no-browser", dest="browser", action="store_false", help=words("no_browser")
    )

    assignment(command(commands.fresh))

    made = command(commands.switch)
    assignment(made)
    made.add_argument("--to", choices=LANGUAGES, required=True, help=words("to"))

    command(commands.doctor)

    made = command(commands.release)
    assignment(made)
    made.add_argument("--variant", metavar="KEY", help=words("variant"))
    made.add_argument("--into", type=Path, required=True, metavar="DIR", help=words("into"))

    made = command(commands.grade)
    made.add_argument("submissions", type=Path, metavar="SUBMISSIONS", help=words("submissions"))
    made.add_argument("--assignment", required=True, metavar="l2", help=words("assignment"))
    made.add_argument("--into", type=Path, required=True, metavar="DIR", help=words("results"))
    made.add_argument("--variant", metavar="KEY", help=words("graded_variant"))
    made.add_argument("--jobs", type=int, metavar="N", help=words("jobs"))
    made.add_argument("--roster", type=Path, metavar="FILE", help=words("roster"))
    made.add_argument(
        "--isolation", choices=("namespaces", "bubblewrap", "limits"), help=words("isolation")
    )
    made.add_argument("--cluster", metavar="ADDRESS", help=words("cluster"))
    made.add_argument("--regrade", action="append", metavar="q2", help=words("regrade"))
    made.add_argument("--zone", default="UTC", metavar="ZONE", help=words("zone"))

    made = command(commands.export)
    made.add_argument("folder", type=Path, metavar="DIR", help=words("graded"))
    made.add_argument(
        "--format", required=True, choices=("moodle", "canvas", "csv"), help=words("format")
    )
    made.add_argument("--column", default="", metavar="NAME", help=words("column"))

    made = command(commands.report)
    made.add_argument("folder", type=Path, metavar="DIR", help=words("graded"))

    made = command(commands.build)
    made.add_argument("--check", action="store_true", help=words("check"))

    made = command(commands.site)
    made.add_argument("folder", type=Path, metavar="DIR", help=words("site"))
    made.add_argument(
        "--no-notebooks", dest="notebooks", action="store_false", help=words("no_notebooks")
    )
    made.add_argument("--wheels", type=Path, metavar="DIR", help=words("wheels"))
    made.add_argument("--zip", type=Path, metavar="FILE", dest="archive", help=words("zip"))

    made = command(commands.parity)
    made.add_argument("masters", nargs="*", type=Path, metavar="FILE", help=words("masters"))
    made.add_argument("--json", dest="as_json", action="store_true", help=words("json"))
    made.add_argument("--agree", action="append", metavar="CELL", help=words("agree"))
    return root


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end with its code: 0 well, 1 something to do, 2 refused."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a sign must not stop us
    options = vars(parser(_language(given)).parse_args(given))
    for spare in ("command", "_"):
        options.pop(spare)
    run = options.pop("run")
    try:
        code = run(**options)
    except InputError as error:
        print(error.in_language(options["language"]), file=sys.stderr)
        code = 2
    except OSError as error:
        path, reason = str(error.filename or ""), error.strerror or str(error)
        _complain("cli.os", options["language"], path=path, reason=reason)
        code = 2
    except KeyboardInterrupt:
        code = 130
    raise SystemExit(code)


def _language(arguments: Sequence[str]) -> str:
    """Return the language that is asked for, so that even help and complaints are in it."""
    given = dict(pairwise(arguments)).get("--language", "")
    joined = [word.partition("=")[2] for word in arguments if word.startswith("--language=")]
    told = next(iter(joined), given)
    return told if told in LANGUAGES else system_language()


def _complain(key: str, language: str, **values: object) -> None:
    print(say(key, language, **values), file=sys.stderr)
