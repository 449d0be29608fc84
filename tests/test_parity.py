"""What one language says and the other does not is found, and nothing else is."""

import json
import re
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pytest import fixture, mark, raises

import mutations
import small_course
from jalur.course import builder, parity, rules, tongues, wording
from jalur.course.amounts import formula, named
from jalur.course.compared import Text
from jalur.course.halves import Half, Halves
from jalur.errors import InputError
from jalur.texts import LANGUAGES, catalogue, number

ROOT = Path(__file__).parents[1]


def of(indonesian: str, english: str, kind: str = "prose", cell: str = "x") -> list[str]:
    """Return the codes of what is found in two halves that stand from line 1 and from line 100."""
    halves = {"id": Half(indonesian, 1, "f"), "en": Half(english, 100, "f")}
    text = Text(Halves(cell, halves, kind))
    return [finding.code for finding in rules.found(text)]


# --- the course as it is ---


def test_the_course_says_the_same_in_both_languages():
    files = parity.sources(ROOT)
    texts = [text for path in files for text in parity.texts(path)]
    found = parity.findings(texts)

    assert len(texts) > 500 and len(files) >= 4
    assert [parity.sentence(finding, "en") for finding in found] == []


def test_sixteen_masters_are_compared_in_five_seconds(tmp_path):
    lesson, solution = (builder.masters_in(ROOT / kind)[0] for kind in ("lessons", "solutions"))
    kept = [lesson, solution, *lesson.parent.glob("glossary.json"), *lesson.parent.glob("*.bib")]
    for course in range(8):
        for path in kept:
            copy = tmp_path / str(course) / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    begin = time.process_time()

    found = [
        finding
        for course in tmp_path.iterdir()
        for path in parity.sources(course)
        for finding in parity.findings(parity.texts(path))
    ]

    seconds = time.process_time() - begin
    print(f"16 masters: {seconds:.1f} s of one processor")
    assert found == []
    assert seconds < 5


# --- mistakes of a careless translator ---


@mark.parametrize("id", ["story", "scales", "winners", "reading", "quiz-law", "q8-text", "memo"])
def test_a_text_without_a_mistake_raises_no_alarm(id, tmp_path):
    assert parity.findings(parity.texts(mutations.without_mistake(id, tmp_path))) == []


@mark.costly("mutations")
@mark.parametrize("seed", range(6))
def test_95_of_100_mistakes_are_found_though_a_careless_reader_agreed(
    seed, tmp_path, record_property
):
    found, missed = {}, []
    for kind in mutations.KINDS:
        for language in LANGUAGES:
            folder = tmp_path / f"{kind.__name__}-{language}"
            folder.mkdir()
            caught, shown = mutations.caught(kind, language, seed, folder)
            found.setdefault(kind.__name__, []).append(caught)
            if not caught:
                missed.append(f"{kind.__name__}, {language}: {shown}")
    record_property("mutations", {name: [sum(told), len(told)] for name, told in found.items()})
    print(*missed, sep="\n")

    told = [caught for kind in found.values() for caught in kind]
    assert len(told) >= 80
    assert sum(told) >= 0.95 * len(told), "\n".join(missed)


def test_an_author_who_is_called_like_a_month_is_not_cited_by_a_date():
    halves = {
        "id": Half("Pernyataan 24 Maret 2022.", 1, "f"),
        "en": Half("Statement of 24 March 2022.", 1, "f"),
    }
    cited = {**halves, "en": Half("Statement of March, 24, 2022.", 1, "f")}

    def citations(both):
        text = Text(Halves("x", both, "prose"), names=frozenset({"March"}))
        return [finding.code for finding in rules.citations(text)]

    assert citations(halves) == []
    assert citations(cited) == ["citations"]


def test_a_hint_that_folds_is_compared_by_its_tags_and_by_its_words():
    hint = "<details>\n<summary>{}</summary>\n\n{}\n\n</details>"
    good = hint.format("Petunjuk", "Cari angka terkecil dalam daftar itu.")

    assert of(good, hint.format("Hint", "Find the smallest number in that list.")) == []
    assert of(good, hint.format("Hint for 4", "Find the smallest number in that list.")) == [
        "numbers"
    ]
    shown = hint.replace("<details>", "<details open>").format("Hint", "Find the smallest number.")
    assert of(good, shown) == ["codes"]


# --- numbers ---

values = st.one_of(
    st.integers(-(10**12), 10**12), st.decimals(-(10**6), 10**6, places=3).map(float)
)


@given(values, st.sampled_from(["", ".1f", ".3f"]))
def test_a_number_is_the_same_value_as_each_language_writes_it(value, spec):
    written = {language: number(value, language, spec) for language in LANGUAGES}
    found = {la: [value for value, _ in named(text, la)] for la, text in written.items()}

    assert found["id"] == found["en"]
    assert len(found["id"]) == 1 and "?" not in found["id"][0]


@given(st.decimals(1001, 10**6, places=2).map(float))
def test_a_number_with_the_marks_of_the_other_language_is_seen(value):
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        right = named(number(value, language, ".2f"), language)
        assert named(number(value, other, ".2f"), language)[0][0] != right[0][0]


@mark.parametrize(
    ("indonesian", "english"),
    [
        ("Tiga puluh hari, dua belas meja.", "Thirty days, twelve desks."),
        ("Ketiganya, meja keempat, sepersepuluh.", "All three, the fourth desk, a tenth."),
        ("Rp2,94 triliun dan setengah juta.", "Rp2.94 trillion and half a million."),
        ("Naik 8 poin persentase, jadi 28 persen.", "Up 8 percentage points, to 28%."),
        ("Pada 17 Mei 2024 pukul 15.30.", "On 17 May 2024 at 15:30."),
        ("Desa itu boleh memilih.", "May the village choose?"),
        ("Hari ke-30, rugi −3.060.", "Day 30, a loss of −3,060."),
        ("Satu usulan, dua meja, separuhnya.", "A proposal, both desks, half."),
        ("Jutaan orang, ratusan desa.", "Millions of people, hundreds of villages."),
        ("Untuk Python 3.11.", "For Python 3.11."),
    ],
)
def test_numbers_in_words_and_digits_agree_as_people_write_them(indonesian, english):
    found = [sorted(v for v, _ in named(t, la)) for t, la in ((indonesian, "id"), (english, "en"))]

    assert found[0] == found[1]


def test_formulas_differ_in_the_mark_of_their_decimals_only():
    assert formula(r"0{,}9^7 = 0{,}478", "id") == formula("0.9^7=0.478", "en")
    assert formula("0.9^7", "id") != formula("0.9^7", "en")
    assert formula(r"10.000", "id") == formula("10{,}000", "en")


# --- languages ---


def test_the_language_of_a_sentence_is_told_where_anybody_could_tell_it():
    for language in LANGUAGES:
        sentences = [s for text in catalogue(language).values() for s in tongues.sentences(text)]
        long = [s for s in sentences if len(tongues.ordinary(s)) >= 8]
        told = [tongues.language(sentence) for sentence in long]
        assert len(long) > 100
        assert told.count(language) >= 0.99 * len(told)


def test_a_foreign_term_in_italics_and_the_title_of_a_work_may_stand_in_either_language():
    assert of("Desa itu bermusyawarah.", "The village holds *musyawarah desa*.") == []
    work = 'Sah, Raaj. 1986. "The Architecture of Economic Systems." *The Quarterly Review.*'
    assert of(f"- {work} Bacaan pokok kita.", f"- {work} Our main reading.") == []
    assert of(f"- {work} Bacaan pokok kita di sini.", f"- {work} Bacaan pokok kita di sini.") == [
        "untranslated_en"
    ]


def test_the_door_to_the_other_language_is_lettered_in_that_language():
    door = "index.other_language"
    assert of("Read this in English", "Baca dalam bahasa Indonesia", "text", door) == []
    assert of("Baca dalam bahasa Inggris", "Read in Indonesian", "text", door) == [
        "foreign_id",
        "foreign_en",
    ]


# --- what else must agree ---


@mark.parametrize(
    ("indonesian", "english", "code"),
    [
        ("![meja](a.png)", "![](a.png)", "alts"),
        ("![meja](a.png)", "![meja](a.png)", "alts"),
        ("![meja](a.png)", "![a desk](b.png)", "links"),
        ("## Meja\n\nSatu.", "### Desk\n\nOne.", "structure"),
        ("- satu\n- dua", "- one\n  - two", "structure"),
        ("- [ ] satu\n- [x] dua", "- [x] one\n- [ ] two", "structure"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 2 | 1 |", "numbers"),
        ("Ini `a`.", "This.", "codes"),
    ],
)
def test_what_differs_is_named(indonesian, english, code):
    assert code in of(indonesian, english)


def test_pictures_and_links_may_lead_into_each_languages_own_folder():
    halves = [f"[{words}](../{la}/l2.ipynb) ![{words}](a.{la}.svg)"
              for la, words in (("id", "buka"), ("en", "open"))]  # fmt: skip

    assert of(*halves) == []


def test_a_finding_stands_at_the_line_of_what_differs():
    halves = {"id": Half("Satu.\n\nAda 7 meja.", 10, "f"), "en": Half("One.\n\n8 desks.", 20, "f")}
    (found,) = rules.found(Text(Halves("x", halves, "prose")))

    assert (found.lines, found.values) == ((12, 22), {"id": "7", "en": "8"})


@fixture
def lesson(tmp_path):
    return small_course.write(tmp_path) / "lessons" / "02-jalur-keputusan.md"


def test_front_matter_comments_and_prose_are_compared_each_at_its_place(lesson):
    text = lesson.read_text("utf-8")
    text = text.replace("en: draw a path", "en: draw 5 paths").replace(
        "#en: a number", "#en: 4 numbers"
    )
    lesson.write_text(text, "utf-8")
    found = [f for f in parity.findings(parity.texts(lesson)) if f.code == "numbers"]

    assert [(f.cell, text.split("\n")[f.line - 1].strip()) for f in found] == [
        ("outcomes 1", "en: draw 5 paths"),
        ("guess", "guess = ...  #id: sebuah angka #en: 4 numbers"),
    ]


def test_a_catalogue_names_the_key_its_line_and_the_blank(tmp_path):
    (tmp_path / "id.json").write_text('{\n"a": "{n} meja",\n"b": "Ahli memeriksa."\n}')
    (tmp_path / "en.json").write_text('{\n"a": "{m} desks"\n}')
    found = parity.findings(parity.texts(tmp_path / "en.json"))

    assert [(f.line, f.cell, f.code, dict(f.values)) for f in found] == [
        (2, "a", "blanks", {"id": "{n}", "en": "{m}"}),
        (3, "b", "missing_en", {}),
    ]


def test_a_catalogue_that_is_no_json_is_refused_with_its_line(tmp_path):
    (tmp_path / "id.json").write_text('{\n"a": "x"\n"b": "y"}')
    (tmp_path / "en.json").write_text("{}")

    with raises(InputError, match=r"id\.json, line 3: this file is not JSON"):
        list(parity.texts(tmp_path / "id.json"))


def test_every_finding_has_its_sentence_and_its_remedy_in_both_languages():
    source = "".join(Path(m.__file__).read_text("utf-8") for m in (rules, wording))
    said = {key for key in catalogue("en") if key.startswith("cli.parity.")}
    codes = set(re.findall(r'finding\(f?"([a-z_]+)|code = f?"([a-z_]+)|text, "([a-z]+)"', source))
    plain = {next(filter(None, code)).rstrip("_") for code in codes}

    assert len(plain) >= 14
    for code in plain:
        assert any(key.startswith(f"cli.parity.{code}") for key in said), code
    for language in LANGUAGES:
        for key in said:
            if not re.search(r"block|about|place|found|equal|agreed", key):
                assert ";" in catalogue(language)[key], key


def test_json_holds_every_finding_with_its_sentence(lesson):
    found = parity.findings(parity.texts(lesson))
    told = json.loads(parity.as_json(found, "id"))

    assert [(one["cell"], one["code"]) for one in told] == [(f.cell, f.code) for f in found]
    assert "belum pernah dibandingkan" in told[0]["message"]
