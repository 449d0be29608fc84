"""A third language is one line, its words, and its halves: tried out in a copy of the package.

The sample is Esperanto, the first section of lesson 2 and some of the catalogue; nothing of it is
shipped. What it is found to lack is what somebody who adds a language still has to write.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from pytest import fixture, mark

from jalur.course.amounts import MONTHS, NUMBER_WORDS
from jalur.texts import LANGUAGES, MARKS, catalogue

ROOT = Path(__file__).parents[1]
LESSON = "02-jalur-keputusan.md"

TITLE = """\
# Vojoj de decido

*Kio fakte estas preterlasita, kiam plano iras rekte al plenumo?*

En ĉi tiu leciono vi lernas desegni decidon kiel vojon. Vi kalkulos, kiom da proponoj trapasas ĝin \
kaj kiom da tagoj ĝi konsumas. Poste vi diros, kio plia perdiĝas, kiam oni forĵetas paŝon. \
Rezervu ĉirkaŭ 80 minutojn. Tio estas takso laŭ la nombro de vortoj kaj ĉeloj: duono por legi, \
duono por diveni, spekti kaj provi. Ankoraŭ neniu mezuris la tempon de vera leganto. Ĉu vi volas \
paŭzi meze? Bone; viaj divenoj atendos vin.
"""
STORY = """\
## La ponto de Wanakali

Jam tri pluvsezonojn la homoj de Wanakali transiras la riveron Lirih per pendanta ponto, de kies \
tabuloj restas nur duono. La infanoj parkere scias, kiuj tabuloj ankoraŭ portas. La vendisto de \
tempeo lasas sian biciklon sur la bordo kaj portas siajn varojn surŝultre al la alia flanko. Kiam \
la akvo altiĝas, oni fermas la ponton, kaj la bazaro, kutime dek minutojn for, subite troviĝas \
post duhora ĉirkaŭiro.

En la pasinta monato la vilaĝa kunveno konsentis pri unu propono: ŝtala ponto, du metrojn larĝa, \
ĉe la riverkurbo apud la lernejo. La mono estas tie. La laborantoj pretas. Restas unu malgranda \
demando, kiu montriĝas ne malgranda: *kiu devas diri "jes", antaŭ ol la laboro komenciĝos?*

En la vilaĝa domo aŭdiĝis tri opinioj.

- **"Morgaŭ ni komencos."** Restas nur tri monatoj ĝis la pluvoj, kaj putraj tabuloj ne atendas.
- **"Unue demandu la fakulojn."** La grundo ĉe tiu kurbo estas mola. Malbone metitan fundamenton \
forportos la unua inundo.
- **"Unue akiru la permesojn."** Tereno, buĝeto, medio, aĉetado: ĉiu afero havas sian \
skribotablon, kaj ĉiu skribotablo havas sian kialon.

Ĉiuj tri opinioj estas prudentaj. Ĝuste tio estas interesa.

> Wanakali, la rivero Lirih kaj ĉiuj iliaj nombroj estas elpensitaj. Tiel la kalkulado restas \
facila, kaj neniun realan vilaĝon ni juĝas.
"""
FRONT = {
    "Decision paths": "Vojoj de decido",
    "When a plan goes straight to execution, what exactly has been skipped?": (
        "Kio fakte estas preterlasita, kiam plano iras rekte al plenumo?"
    ),
    "draw the full path and the direct path as sequences of steps": (
        "desegni la plenan vojon kaj la rektan vojon kiel vicojn de paŝoj"
    ),
    "compute the probability of getting through a path, and how long it takes": (
        "kalkuli la probablon trapasi vojon, kaj kiom longe tio daŭras"
    ),
    "explain why technocracy, bureaucracy and execution seldom travel alone": (
        "klarigi, kial teknokratio, burokratio kaj plenumo malofte vojaĝas solaj"
    ),
}
WORDS = {
    "cards.done": "Kartoj jam metitaj: {done} el {count}",
    "cards.how": "Trenu la karton, tuŝu la amason, aŭ premu ĝian literon: {keys}. La sagoj "
    "maldekstren kaj dekstren malfermas alian karton.",
    "cards.subtitle": "Metu ĉiun karton sur la amason, kien ĝi laŭ vi konvenas.",
    "cli.start.complete": "{folder} estas jam kompleta; nenio estis ŝanĝita.",
    "cli.start.kept": "jam tie kaj lasita kia ĝi estas: {file}",
    "course.lessons": "Lecionoj",
    "course.minutes": "Rezervu ĉirkaŭ {minutes} minutojn.",
    "course.outcomes": "Poste vi povos:",
    "course.welcome": "Bonvenon. Teknokratio, burokratio, plenumo: kio estas pli bona, kiam, kaj "
    "je kiu prezo? Ĉi tiu kurso ne respondas per opinio. Vi unue divenas, poste spektas la "
    "animacion, kaj fine kalkulas mem.",
    "days": "{days} labortagoj",
    "doctor.packages.well": "Ĉiuj pakaĵoj estas instalitaj.",
    "language.en": "la angla",
    "language.id": "la indonezia",
}
NUMBERS = '"eo": _table("tri 3 kvar 4 kvin 5 ses 6 sep 7 ok 8 naŭ 9 dek 10 cent 100 mil 1000")'
YEAR = "januaro februaro marto aprilo majo junio julio aŭgusto septembro oktobro novembro decembro"
TERMS = [{"id": "proposal", "term": {"id": "usulan", "en": "proposal", "eo": "propono"}}]


def again(path: Path, pattern: str, new: str):
    """Write a file again with the first match of a pattern made into something else."""
    text = path.read_text("utf-8")
    changed = re.sub(pattern, new, text, count=1, flags=re.MULTILINE | re.DOTALL)
    assert changed != text, pattern
    path.write_text(changed, "utf-8")


def written(path: Path, told: object):
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2), "utf-8")


@fixture(scope="module")
def package(tmp_path_factory) -> Path:
    """The package with a third language: what its adder types, and no more."""
    source = tmp_path_factory.mktemp("third") / "src"
    ignored = shutil.ignore_patterns("__pycache__", "notebooks")
    shutil.copytree(ROOT / "src" / "jalur", source / "jalur", ignore=ignored)
    texts = source / "jalur" / "texts"
    again(texts / "session.py", '"en": ",."', r'\g<0>, "eo": ".,"')
    for lists, words in (("NUMBER_WORDS", NUMBERS), ("MONTHS", f'"eo": "{YEAR}"')):
        again(source / "jalur/course/amounts.py", f"^{lists} = {{", rf"\g<0>{words},")
    written(texts / "eo.json", WORDS | {"language.eo": "Esperanto"})
    for language in LANGUAGES:
        written(texts / f"{language}.json", catalogue(language) | {"language.eo": "Esperanto"})
    return source


@fixture
def lesson(tmp_path) -> Path:
    """The first section of lesson 2 with its third halves, in a course of its own."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "lessons").mkdir()
    path = tmp_path / "lessons" / LESSON
    text = (ROOT / "lessons" / LESSON).read_text("utf-8")
    path.write_text(text[: text.index('\n+++ {"id": "steps"')], "utf-8")
    for english, esperanto in FRONT.items():
        again(path, rf"^( +)en: {re.escape(english)}$", rf"\g<0>\n\1eo: {esperanto}")
    again(path, r'(?=\n\+\+\+ {"id": "story", "lang": "id"})', third("title", TITLE))
    again(path, r"(?=\n```{code-cell} ipython3\n:id: language)", third("story", STORY))
    written(path.with_name("glossary.json"), {"terms": TERMS})
    return path


def third(id: str, text: str) -> str:
    return f'\n+++ {{"id": "{id}", "lang": "eo"}}\n\n{text}'


@fixture
def jalur_says(package, lesson):
    """A call of the command line of that package; returns its code and what it said."""

    def call(*arguments):
        told = subprocess.run(
            [sys.executable, "-m", "jalur", *map(str, arguments), "--language", "en"],
            cwd=lesson.parents[1], env=os.environ | {"PYTHONPATH": str(package)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "Traceback" not in told.stderr, told.stderr
        return told.returncode, told.stdout + told.stderr

    return call


def test_a_section_is_compared_with_the_first_language_and_noted(jalur_says, lesson):
    code, told = jalur_says("parity", lesson)

    assert code == 1
    assert re.findall(r"(\w+): the two halves have never been compared", told) == ["title", "story"]
    assert "Findings: 2." in told

    assert jalur_says("parity", "--agree", "title", "--agree", "story", lesson)[0] == 0
    code, told = jalur_says("parity", lesson)
    assert code == 0 and "Both halves agree in every text" in told


MISTAKES = {
    "a half left out": (
        r'\+\+\+ {"id": "story", "lang": "eo".*?(?=```)',
        "",
        "the Esperanto half is missing; write it",
    ),
    "another number": (
        "kutime dek minutojn",
        "kutime cent minutojn",
        "only in Indonesian sepuluh, only in Esperanto cent",
    ),
    "a sentence left": (
        "La mono estas tie",
        "Dananya ada",
        "this Indonesian sentence still stands in the Esperanto half: «Dananya ada.»",
    ),
    "a paragraph lost": (
        "En la vilaĝa domo aŭdiĝis tri opinioj.\n\n",
        "",
        "Indonesian has a paragraph, Esperanto a list item of depth 1",
    ),
    "a term avoided": (
        "konsentis pri unu propono",
        "konsentis pri unu afero",
        "Indonesian says «usulan», Esperanto does not say «propono»",
    ),
    "bold lost": (
        r"\*\*(.Morgaŭ ni komencos..)\*\*",
        r"\1",
        "1 in Indonesian, 0 in Esperanto",
    ),
    "a title left out": ("    eo: Vojoj de decido\n", "", "`id:`, `en:`, `eo:`"),
    "the first language changed": (
        "Dananya ada",
        "Dananya sudah ada",
        "the Indonesian half has changed; mend the Esperanto half",
    ),
}


@mark.parametrize(("right", "wrong", "said"), MISTAKES.values(), ids=MISTAKES)
def test_what_the_third_half_lacks_is_named(right, wrong, said, jalur_says, lesson):
    jalur_says("parity", "--agree", "title", "--agree", "story", lesson)
    again(lesson, right, wrong)

    code, told = jalur_says("parity", lesson)

    assert code > 0
    assert said in told


def test_every_key_that_the_catalogue_lacks_is_named(jalur_says, package):
    code, told = jalur_says("parity", package / "jalur" / "texts" / "eo.json")
    lacking = re.findall(r"line \d+, (\S+): the Esperanto half is missing; write it", told)

    assert code == 1
    assert set(lacking) == set(catalogue("id")) - set(WORDS)
    assert f"Findings: {len(lacking):,}." in told


BUILD = """\
import json, sys
from pathlib import Path
from jalur.course import masters, notebooks
from jalur import begin, say
notebook = notebooks.built(masters.read(Path(sys.argv[1])), "eo")
code = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
exec(code[0])
print(json.dumps([notebook, say("days", days=1234.5)]))
"""


def test_the_notebook_is_built_and_begins_in_the_third_language(package, lesson):
    told = subprocess.run(
        [sys.executable, "-c", BUILD, lesson], cwd=lesson.parent, check=True,
        env=os.environ | {"PYTHONPATH": str(package)}, capture_output=True, text=True,
    ).stdout  # fmt: skip
    notebook, days = json.loads(told.splitlines()[-1])
    cells = {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}

    assert notebook["metadata"]["jalur"]["language"] == "eo"
    assert cells["story"] == STORY.strip()
    assert 'jalur.begin("l2", "eo")' in cells["language"]
    assert days == "1.234,5 labortagoj"


def test_every_language_has_its_words():
    assert set(NUMBER_WORDS) == set(MONTHS) == set(MARKS) == set(LANGUAGES)
    assert all(len(names.split()) == 12 for names in MONTHS.values())
    for reader in LANGUAGES:
        assert all(f"language.{language}" in catalogue(reader) for language in LANGUAGES)
