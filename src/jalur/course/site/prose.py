"""A lesson's Markdown as HTML: formulas as MathML, terms that explain themselves, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

_ENTITY = re.compile(r"&#x([0-9A-Fa-f]+);")
_COMMA = re.compile(r"<mn>(\d+)</mn><mrow><mo>,</mo></mrow>(<ms\w+>)?<mn>(\d+)</mn>")
_FUNCTION = re.compile(r"<mi>(?:ln|log|exp)</mi>(?!(?:<mrow>)*<mo)")
_BOLD = re.compile(r"<strong>([^<]+)</strong>([.,:;?!)”’]*)")
_INLINE = re.compile(r'(<math [^>]*display="inline"(?:(?!</math>).)*</math>)([.,:;?!)”’]+)')
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class Prose:
    """Renders the prose of one lesson in one language.

    Args:
        language: ``"id"`` or ``"en"``.
        terms: What a term in bold looks like, with the line that explains it.
        link: Says where an address of the master leads on the site; empty for nowhere.
    """

    language: str
    terms: Sequence[tuple[re.Pattern[str], str]]
    link: Callable[[str], str]
    explained: dict[str, str] = field(default_factory=dict)
    """The terms that the text has met, each with its line, by the id of its box."""

    def html(self, text: str) -> str:
        """Return Markdown as HTML."""
        parser = MarkdownIt("commonmark", {"typographer": True})
        parser.enable(["table", "smartquotes"])
        parser.use(dollarmath_plugin, double_inline=True)
        parser.add_render_rule("math_inline", lambda _, tokens, n, *__: formula(tokens[n].content))
        parser.add_render_rule("math_block", lambda _, tokens, n, *__: _shown(tokens[n].content))
        parser.add_render_rule("link_open", lambda _, tokens, n, *__: self._link(tokens[n]))
        parser.add_render_rule("fence", lambda _, tokens, n, *__: _listing(tokens[n].content))
        wrap = '<div class="scrolls" tabindex="0"><table>'
        parser.add_render_rule("table_open", lambda *_: wrap)
        parser.add_render_rule("table_close", lambda *_: "</table></div>")
        html = _BOLD.sub(lambda found: self._term(found[1], found[2]), parser.render(text))
        html = _INLINE.sub(r'<span class="whole">\1\2</span>', html)
        return re.sub("<th(?=[ >])", '<th scope="col"', html)

    def _term(self, word: str, after: str) -> str:
        """Return a word in bold; a term, unless it is but a small part of what is bold, opens.

        What follows it closely, such as a full stop, stays on its line.
        """
        said = word.lower()
        found = ((pattern.search(said), line) for pattern, line in self.terms)
        line = next((line for term, line in found if term and 2 * len(term[0]) >= len(said)), None)
        if line is None:
            return f"<strong>{word}</strong>{after}"
        box = f"term-{self.language}-{re.sub(r'[^a-z]+', '-', said)}"
        self.explained[box] = f"<b>{word}</b> {escape(line)}"
        return (
            f'<span class="whole"><strong><button type="button" class="term" popovertarget="{box}">'
            f"{word}</button></strong>{after}</span>"
        )

    def _link(self, token: Token) -> str:
        address = str(token.attrs["href"])
        if "://" in address:
            return f'<a href="{escape(address)}" rel="noreferrer">'
        to = self.link(address)
        return f'<a href="{escape(to)}">' if to else '<a class="to-come">'


def formula(tex: str, display: str = "inline") -> str:
    r"""Return a formula as MathML; a decimal comma stays inside its number.

    >>> formula("0{,}9").count("<mn>0,9</mn>")
    1
    """
    told = _ENTITY.sub(lambda found: escape(chr(int(found[1], 16))), convert(tex, display=display))
    before = ""
    while before != told:
        before, told = told, _COMMA.sub(r"\2<mn>\1,\3</mn>", told)
    told = _FUNCTION.sub(r'\g<0><mspace width="0.17em"/>', told)
    return told.replace("<mo>max</mo>", "<mi>max</mi>").replace("<mo>min</mo>", "<mi>min</mi>")


def _listing(code: str) -> str:
    return f'<div class="listing"><pre tabindex="0">{escape(code.rstrip())}</pre></div>\n'


def _shown(tex: str) -> str:
    """Return a formula on lines of its own; long ones break where they say ``\\qquad``."""
    parts = "".join(f"<span>{formula(one, 'block')}</span>" for one in tex.split(r"\qquad"))
    return f'<div class="formula" tabindex="0">{parts}</div>\n'


def plain(html: str) -> str:
    """Return the words of some HTML, for the search."""
    return _SPACE.sub(" ", _TAG.sub(" ", html)).strip()
