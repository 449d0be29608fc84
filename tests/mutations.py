"""Mistakes of a careless translator, made in real halves, in either language.

A kind takes a half, the other half, the language and a source of chance, and returns the half with
one mistake in it; None where that half gives no occasion. Which halves it is given is chance too.
"""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

from jalur.course import bilingual, builder, masters, parity, tongues
from jalur.course.masters import Master
from jalur.texts import LANGUAGES, catalogue

ROOT = Path(__file__).parents[1]
OTHER = dict(zip(LANGUAGES, LANGUAGES[::-1], strict=True))
NUMBER_WORDS = {
    "id": ["tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "seratus"],
    "en": ["three", "four", "five", "six", "seven", "eight", "nine", "hundred"],
}
UNITS = {
    "id": [("juta", "miliar"), ("miliar", "juta"), (" persen", ""), ("%", "")],
    "en": [("million", "billion"), ("billion", "million"), (" per cent", ""), ("%", "")],
}
MONTHS = {
    "id": ["Januari", "Mei", "Juni", "Agustus", "Oktober", "Desember"],
    "en": ["January", "May", "June", "August", "October", "December"],
}
SYNONYMS = {
    "id": {"usulan": "rancangan", "peluang": "kemungkinan", "langkah": "tahap",
           "kebocoran": "kehilangan", "nilai harapan": "nilai rata-rata", "birokrasi": "kantor",
           "teknokrasi": "keahlian", "titik persetujuan": "tempat persetujuan"},
    "en": {"proposal": "file", "probability": "chance", "step": "stage", "leakage": "loss",
           "expected value": "mean value", "bureaucracy": "offices", "technocracy": "expertise",
           "clearance point": "approval point"},
}  # fmt: skip
MEANINGS = {
    "id": [(" tidak ", " "), (" bukan ", " "), ("lebih", "kurang"), ("banyak", "sedikit"),
           ("semua", "sebagian"), ("buruk", "baik"), ("sebelum", "sesudah")],
    "en": [(" not ", " "), (" no ", " a "), ("more", "less"), ("many", "few"), ("all", "some"),
           ("bad", "good"), ("before", "after")],
}  # fmt: skip


def change(text: str, pattern: str, chance: Random, new) -> str | None:
    """Return the text with one occurrence of a pattern, taken by chance, made into another."""
    found = list(re.finditer(pattern, text, re.MULTILINE))
    if not found:
        return None
    one = chance.choice(found)
    made = new(one) if callable(new) else new
    return text[: one.start()] + made + text[one.end() :]


def lines_dropped(text: str, pattern: str, chance: Random) -> str | None:
    """Return the text without one of several lines that match; None if there is but one."""
    lines = text.split("\n")
    places = [place for place, line in enumerate(lines) if re.match(pattern, line)]
    if len(places) < 2:
        return None
    del lines[chance.choice(places[1:])]
    return "\n".join(lines)


def prose(text: str) -> list[str]:
    """Return the paragraphs of a half that are neither heading, list, table nor formula."""
    return [p for p in text.split("\n\n") if re.match(r"[\w*\"]", p) and "\n" not in p]


def a_number(half, other, language, chance):
    sign, between = r"(?:\$\$|(?<!\$)\$(?!\$)|`)", r"[^$`]*"
    outside = rf"(?={between}(?:{sign}{between}{sign}{between})*$)"
    pattern = rf"(?<![\w.,$`\\^_{{}}/])\d+(?![\w`{{}}$./]|,\d){outside}"
    return change(half, pattern, chance, lambda m: str(int(m[0]) + chance.choice([1, 2, 10])))


def a_number_word(half, other, language, chance):
    words = NUMBER_WORDS[language]
    pattern = rf"(?<![\w.-])(?:{'|'.join(words)})(?![\w-])"
    return change(half, pattern, chance, lambda m: chance.choice([w for w in words if w != m[0]]))


def marks_of_the_other_language(half, other, language, chance):
    mine, theirs = (",", ".") if language == "id" else (".", ",")
    pattern = rf"(?<![\w.,$`{{}}/-])\d+{re.escape(mine)}\d+(?![\w`{{}}$]|[.,]\d)"
    made = change(half, pattern, chance, lambda m: m[0].replace(mine, theirs))
    return made if made and "`" not in half and "$" not in half else None


def a_unit(half, other, language, chance):
    for old, new in chance.sample(UNITS[language], len(UNITS[language])):
        pattern = rf"(?<=\d){old}" if old[0] in " %" else rf"\b{old}\b"
        if made := change(half, pattern, chance, new):
            return made
    return None


def a_month(half, other, language, chance):
    months = MONTHS[language]
    pattern = rf"(?<=\d )(?:{'|'.join(months)})\b"
    return change(half, pattern, chance, lambda m: chance.choice([n for n in months if n != m[0]]))


def a_list_item_dropped(half, other, language, chance):
    return None if "[x]" in half else lines_dropped(half, r"(-|\d+\.) ", chance)


def a_list_item_merged(half, other, language, chance):
    return None if "[x]" in half else change(half, r"\n- ", chance, " ")


def a_paragraph_dropped(half, other, language, chance):
    parts = half.split("\n\n")
    if len(parts) < 2:
        return None
    del parts[chance.randrange(1, len(parts))]
    return "\n\n".join(parts)


def two_paragraphs_made_one(half, other, language, chance):
    return change(half, r"(?<=[.?!])\n\n(?=\w)", chance, " ")


def a_heading_level(half, other, language, chance):
    return change(half, r"^#+ ", chance, lambda m: chance.choice(["#" + m[0], m[0][1:]]).lstrip())


def a_table_row_dropped(half, other, language, chance):
    rows = [line for line in half.split("\n") if line.startswith("| ")]
    return lines_dropped(half, r"\| ", chance) if len(rows) > 2 else None


def two_table_cells_swapped(half, other, language, chance):
    def swapped(found):
        cells = found[0].split("|")
        places = [n for n, cell in enumerate(cells) if re.fullmatch(r" [−\d.,%]+ ", cell)]
        if len(places) < 2:
            return found[0]
        one, two = chance.sample(places, 2)
        cells[one], cells[two] = cells[two], cells[one]
        return "|".join(cells)

    return change(half, r"^\| .*\d.*\|$", chance, swapped)


def a_sentence_left(half, other, language, chance):
    """One sentence of a paragraph as it stands in the other half, in the same paragraph."""
    mine, theirs = prose(half), prose(other)
    if len(mine) != len(theirs) or not mine:
        return None
    place = chance.randrange(len(mine))
    left = chance.choice(tongues.sentences(theirs[place]))
    gone = chance.choice(tongues.sentences(mine[place]))
    return half.replace(gone, left, 1) if len(left.split()) > 2 else None


def a_sentence_of_another_text(half, other, language, chance):
    """A sentence in the other language that stands nowhere in the other half."""
    cells = [c.source for m in real() for c in m.cells if c.language == OTHER[language]]
    sentences = [s for text in cells if text != other for s in tongues.sentences(text)]
    plain = [text for text in sentences if re.fullmatch(r"[\w, ]{20,}\.", text)]
    return change(half, r"(?<=[.?!]) (?=[A-Z])", chance, f" {chance.choice(plain)} ")


def a_paragraph_left(half, other, language, chance):
    mine, theirs = half.split("\n\n"), other.split("\n\n")
    if len(mine) != len(theirs):
        return None
    place = chance.randrange(len(mine))
    mine[place] = theirs[place]
    return "\n\n".join(mine) if len(theirs[place].split()) > 1 else None


def a_half_left(half, other, language, chance):
    return other


def a_heading_left(half, other, language, chance):
    theirs = re.search(r"^#+ .*", other, re.MULTILINE)
    return change(half, r"^#+ .*", chance, theirs[0]) if theirs else None


def a_link(half, other, language, chance):
    return change(half, r"\]\([^)]*\)", chance, lambda m: m[0][:-1] + "x)")


def a_link_dropped(half, other, language, chance):
    return change(half, r"\[([^\]\n]+)\]\([^)]*\)", chance, lambda m: m[1])


def a_link_into_the_other_language(half, other, language, chance):
    return change(half, rf"/{language}/", chance, f"/{OTHER[language]}/")


def a_code_span(half, other, language, chance):
    return change(half, r"`[^`\n]+`", chance, lambda m: m[0][:-1] + chance.choice("sx1") + "`")


def a_code_span_without_its_ticks(half, other, language, chance):
    return change(half, r"`[^`\n]+`", chance, lambda m: m[0].strip("`"))


def a_formula(half, other, language, chance):
    swap = {"+": "-", "-": "+", "=": "<", "1": "2", "2": "3", "3": "4", "a": "b", "b": "a"}
    spans = list(re.finditer(r"\$\$?[^$]+\$\$?", half))
    if not spans:
        return None
    span = chance.choice(spans)
    made = change(span[0], r"(?<!\\)\b[123ab]\b|[+=-]", chance, lambda m: swap[m[0]])
    return made and half[: span.start()] + made + half[span.end() :]


def a_citation(half, other, language, chance):
    names = "|".join(sorted(parity.surnames(ROOT / "lessons" / "references.bib")))
    pattern = rf"\b(?:{names})\b(?=[^\n]{{0,60}}\d{{4}})"
    return change(half, pattern, chance, lambda m: m[0][:-1] + chance.choice("xyz"))


def a_citation_dropped(half, other, language, chance):
    return change(half, r" \([A-Z][^()\d]* \d{4}\)", chance, "")


def a_term(half, other, language, chance):
    """One occurrence of a glossary's word, made into a word that is not the glossary's."""
    synonyms = SYNONYMS[language]
    pattern = rf"(?<![`\w])(?:{'|'.join(synonyms)})"
    return change(half, pattern, chance, lambda m: synonyms[m[0]])


def a_term_throughout(half, other, language, chance):
    used = [word for word in SYNONYMS[language] if re.search(rf"(?<![`\w]){word}", half, re.I)]
    if not used:
        return None
    word = chance.choice(used)
    return re.sub(rf"(?<![`\w]){word}", SYNONYMS[language][word], half, flags=re.IGNORECASE)


def bold_lost(half, other, language, chance):
    return change(half, r"\*\*([^*\n]+)\*\*", chance, lambda m: m[1])


def a_right_choice_moved(half, other, language, chance):
    if "[x]" not in half:
        return None
    return change(half.replace("[x]", "[!]"), r"\[ \]", chance, "[x]").replace("[!]", "[ ]")


def meaning(half, other, language, chance):
    """What no rule here can see: "not" dropped, "less" for "more", a sentence left out."""
    if chance.random() < 1 / 3:
        return change(half, r"(?<=[.?!]) [A-Z][^.?!\n`$\d|]*[.?!](?= [A-Z])", chance, "")
    old, new = chance.choice(MEANINGS[language])
    return change(half, rf"\b{old}\b" if old[0] != " " else old, chance, new)


IN_A_HALF = (
    a_number, a_number_word, marks_of_the_other_language, a_unit, a_month,
    a_list_item_dropped, a_list_item_merged, a_paragraph_dropped, two_paragraphs_made_one,
    a_heading_level, a_table_row_dropped, two_table_cells_swapped,
    a_sentence_left, a_sentence_of_another_text, a_paragraph_left, a_half_left, a_heading_left,
    a_link, a_link_dropped, a_link_into_the_other_language, a_code_span,
    a_code_span_without_its_ticks, a_formula, a_citation, a_citation_dropped,
    a_term, a_term_throughout, bold_lost, a_right_choice_moved, meaning,
)  # fmt: skip
"""Made in the text of a cell, and then agreed."""


# --- mistakes in what a master keeps elsewhere, and in the catalogues ---


def stale(master, id, language, chance):
    """A half changed, and nobody compared: the one mistake that is not agreed."""
    cell = next(cell for cell in master.cells if (cell.id, cell.language) == (id, language))
    return with_half(master, id, language, cell.source + " " + chance.choice(["Ya.", "So."]))


def a_half_dropped(master, id, language, chance):
    kept = [cell for cell in master.cells if (cell.id, cell.language) != (id, language)]
    bare = [replace(c, metadata={k: v for k, v in c.metadata.items() if k != "agreed"})
            if c.id == id else c for c in kept]  # fmt: skip
    return replace(master, cells=tuple(bare))


def a_title_left(master, id, language, chance):
    return _in_front(master, chance, lambda pair: pair | {language: pair[OTHER[language]]})


def a_title_dropped(master, id, language, chance):
    front = dict(master.front)
    if not front.get("outcomes"):
        return None
    outcomes = [dict(outcome) for outcome in front["outcomes"]]
    del chance.choice(outcomes)[language]
    return replace(master, header=master.header | {"jalur": front | {"outcomes": outcomes}})


def a_comment_left(master, id, language, chance):
    marked = [cell for cell in master.cells if cell.kind == "code" and "#id:" in cell.source]
    if not marked:
        return None
    cell = chance.choice(marked)
    _, texts = chance.choice(list(bilingual.comments(cell)))
    source = cell.source.replace(texts[language], texts[OTHER[language]], 1)
    return replace(master, cells=tuple(replace(c, source=source) if c is cell else c
                                       for c in master.cells))  # fmt: skip


def a_role_lost(master, id, language, chance):
    cell = next(cell for cell in master.cells if (cell.id, cell.language) == (id, language))
    if not cell.metadata.get("role"):
        return None
    bare = {key: value for key, value in cell.metadata.items() if key != "role"}
    return replace(master, cells=tuple(replace(c, metadata=bare) if c is cell else c
                                       for c in master.cells))  # fmt: skip


IN_A_MASTER = (stale, a_half_dropped, a_title_left, a_title_dropped, a_comment_left, a_role_lost)


def a_key_dropped(texts, key, language, chance):
    del texts[language][key]
    return texts


def a_text_left(texts, key, language, chance):
    theirs = texts[OTHER[language]][key]
    if theirs == texts[language][key] or len(tongues.ordinary(theirs)) < 2:
        return None
    texts[language][key] = theirs
    return texts


def a_blank_dropped(texts, key, language, chance):
    made = change(texts[language][key], r" ?\{[^{}]*\}", chance, "")
    return made and texts | {language: texts[language] | {key: made}}


def a_blank_renamed(texts, key, language, chance):
    made = change(texts[language][key], r"\{\w+", chance, lambda m: m[0] + "s")
    return made and texts | {language: texts[language] | {key: made}}


def a_line_of_a_text_dropped(texts, key, language, chance):
    lines = texts[language][key].split("\n")
    if len(lines) < 2:
        return None
    del lines[chance.randrange(len(lines))]
    return texts | {language: texts[language] | {key: "\n".join(lines)}}


def a_number_in_a_text(texts, key, language, chance):
    bare = r"(?<![\w.,{}'`/:=-])\d+(?![\w.,{}'`/:=-])"
    made = change(texts[language][key], bare, chance, lambda m: str(int(m[0]) + 3))
    return made and texts | {language: texts[language] | {key: made}}


IN_THE_CATALOGUES = (
    a_key_dropped, a_text_left, a_blank_dropped, a_blank_renamed, a_line_of_a_text_dropped,
    a_number_in_a_text,
)  # fmt: skip


def a_line_of_the_glossary_left(entry, language, chance):
    return entry | {"line": entry["line"] | {language: entry["line"][OTHER[language]]}}


def a_term_of_the_glossary_dropped(entry, language, chance):
    return entry | {"term": {OTHER[language]: entry["term"][OTHER[language]]}}


IN_THE_GLOSSARY = (a_line_of_the_glossary_left, a_term_of_the_glossary_dropped)

NAMED = {
    "numbers": (a_number, a_number_word, marks_of_the_other_language, a_unit, a_month,
                two_table_cells_swapped, a_number_in_a_text),
    "structure": (a_list_item_dropped, a_list_item_merged, a_paragraph_dropped,
                  two_paragraphs_made_one, a_heading_level, a_table_row_dropped,
                  a_right_choice_moved, a_line_of_a_text_dropped),
    "untranslated": (a_sentence_left, a_paragraph_left, a_half_left, a_heading_left, a_title_left,
                     a_comment_left, a_text_left, a_line_of_the_glossary_left),
    "foreign": (a_sentence_of_another_text,),
    "links": (a_link, a_link_dropped, a_link_into_the_other_language),
    "codes": (a_code_span, a_code_span_without_its_ticks),
    "formulas": (a_formula,),
    "citations": (a_citation, a_citation_dropped),
    "term": (a_term, a_term_throughout),
    "bold": (bold_lost,),
    "role": (a_role_lost,),
    "blanks": (a_blank_dropped, a_blank_renamed),
    "missing": (a_half_dropped, a_title_dropped, a_key_dropped, a_term_of_the_glossary_dropped),
    "stale": (stale,),
    "": (meaning,),
}  # fmt: skip
"""Under which name each mistake must be found; another name does not count."""

KINDS = (*IN_A_HALF, *IN_A_MASTER, *IN_THE_CATALOGUES, *IN_THE_GLOSSARY)


# --- making them ---


def caught(kind, language: str, seed: int, folder: Path) -> tuple[bool, str]:
    """Make one mistake of a kind in files below `folder`; return whether it is named, and what."""
    chance = Random(f"{kind.__name__} {language} {seed}")
    make = (
        _in_half if kind in IN_A_HALF
        else _in_master if kind in IN_A_MASTER
        else _in_catalogues if kind in IN_THE_CATALOGUES
        else _in_glossary
    )  # fmt: skip
    path, shown = make(kind, language, chance, folder)
    name = next(name for name, kinds in NAMED.items() if kind in kinds)
    found = parity.findings(parity.texts(path))
    return any(finding.code.startswith(name) for finding in found), shown


def without_mistake(id: str, folder: Path) -> Path:
    """Write a real text with nothing changed, as the mistakes are written."""
    return _written(_only(next(m for m in real() if id in {c.id for c in m.cells}), id), folder)


@cache
def real() -> list[Master]:
    paths = [path for kind in ("lessons", "solutions") for path in builder.masters_in(ROOT / kind)]
    return [masters.read(path) for path in paths]


def with_half(master: Master, id: str, language: str, source: str) -> Master:
    cells = (
        replace(cell, source=source) if (cell.id, cell.language) == (id, language) else cell
        for cell in master.cells
    )
    return replace(master, cells=tuple(cells))


def _only(master: Master, id: str) -> Master:
    """Return a master with one text of a real one, its comments and its front matter."""
    cells = (cell for cell in master.cells if cell.id in (id, "language") or "#id:" in cell.source)
    return replace(master, cells=tuple(cells))


def _occasions(chance: Random) -> list[tuple[Master, str, dict[str, str]]]:
    texts = [
        (master, pair.id, {language: half.source for language, half in pair.halves.items()})
        for master in real()
        for pair in master.pairs()
    ]
    return chance.sample(texts, len(texts))


def _in_half(kind, language, chance, folder):
    for master, id, texts in _occasions(chance):
        made = kind(texts[language], texts[OTHER[language]], language, chance)
        if made and made.strip() and made != texts[language]:
            path = _written(with_half(_only(master, id), id, language, made.strip()), folder)
            parity.agree(path, [id])
            return path, f"{id}: {_difference(texts[language], made)}"
    raise AssertionError(f"no occasion for {kind.__name__} in {language!r}")


def _in_master(kind, language, chance, folder):
    for master, id, _ in _occasions(chance):
        made = kind(_only(master, id), id, language, chance)
        if made is not None:
            path = _written(made, folder)
            if kind is a_role_lost:
                parity.agree(path, [id])
            return path, f"{id}: {kind.__name__}"
    raise AssertionError(f"no occasion for {kind.__name__} in {language!r}")


def _in_catalogues(kind, language, chance, folder):
    keys = sorted(catalogue("id"))
    for key in chance.sample(keys, len(keys)):
        made = kind({la: {key: catalogue(la)[key]} for la in LANGUAGES}, key, language, chance)
        if made:
            for la in LANGUAGES:
                (folder / f"{la}.json").write_text(json.dumps(made[la], indent=2), "utf-8")
            return folder / f"{language}.json", f"{key}: {made[language]}"
    raise AssertionError(f"no occasion for {kind.__name__} in {language!r}")


def _in_glossary(kind, language, chance, folder):
    entries = json.loads((ROOT / "lessons" / "glossary.json").read_text("utf-8"))["terms"]
    made = kind(chance.choice(entries), language, chance)
    path = folder / "glossary.json"
    path.write_text(json.dumps({"terms": [made]}, indent=2), "utf-8")
    return path, str(made)


def _written(master: Master, folder: Path) -> Path:
    lessons = folder / "lessons"
    lessons.mkdir(exist_ok=True)
    for name in ("glossary.json", "references.bib"):
        (lessons / name).write_bytes((ROOT / "lessons" / name).read_bytes())
    path = lessons / master.path.name
    path.write_bytes(master.text().encode())
    return path


def _in_front(master, chance, mutated):
    front = dict(master.front)
    names = [name for name in ("title", "question") if name in front]
    name = chance.choice(names)
    return replace(master, header=master.header | {"jalur": front | {name: mutated(front[name])}})


def _difference(old: str, new: str) -> str:
    pairs = enumerate(zip(old, new, strict=False))
    start = next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))
    before, after = (text[max(0, start - 40) : start + 40] for text in (old, new))
    return f"{before!r} → {after!r}"
