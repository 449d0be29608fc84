"""Pages on which widgets live without a kernel and ask nobody for anything."""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any

from jalur.widgets.sources import script, style

if TYPE_CHECKING:
    from jalur.widgets.widget import Widget


def items(*widgets: Widget) -> list[dict[str, Any]]:
    """Return what a page must hold of these widgets, as data: page.js draws it.

    A widget that feeds others (an explorer its players) says so by its `feeds`; those that stand
    on the page are fed there too.
    """
    return [
        {
            "stem": one.stem,
            "state": one.shown_state(),
            "feeds": [widgets.index(other) for other in one.feeds if other in widgets],
        }
        for one in widgets
    ]


def page(*widgets: Widget) -> str:
    """Return one page with these widgets, in both languages; the first names it and switches.

    >>> from jalur import direct, play
    >>> page(play(direct(), cases=2, language="en")).count("</script>")
    2
    """
    first = widgets[0]
    stems = [one.stem for one in widgets]
    data = json.dumps(items(*widgets), ensure_ascii=False, separators=(",", ":"))
    blanks = {
        "language": first.language,
        "title": escape(first.labels[first.language]["title"]),
        "css": style(*stems),
        "code": script(*stems),
        "data": data.replace("<", "\\u003c"),  # a "<" could end the script that holds it
        "places": "<div></div>" + "<div data-language-toggle></div>" * (len(widgets) - 1),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda blank: blanks[blank[1]], _PAGE)


_PAGE = """<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}}</title>
<style>
body { margin: 0; padding: clamp(0px, 2vw, 28px); background: #faf5ec; }
h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
main { max-width: 1370px; margin: auto; }
main > div + div { margin-top: 20px; }
@media (prefers-color-scheme: dark) { body { background: #1a1612; } }
@media print { body { background: #fff; } }
{{css}}
</style>
</head>
<body>
<main><h1>{{title}}</h1>{{places}}</main>
<script type="application/json" id="state">{{data}}</script>
<script type="module">
{{code}}
const items = await unpacked(JSON.parse(document.getElementById("state").textContent));
const models = show(widgets, items, [...document.querySelectorAll("main > div")]);
globalThis.jalur = { models, model: models[0], widget: widgets[items[0].stem] };
</script>
</body>
</html>
"""
