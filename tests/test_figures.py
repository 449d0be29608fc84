"""A figure says what the model says; pixels are nobody's business."""

import base64
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import matplotlib
import pytest
from matplotlib.colors import to_hex
from pytest import approx

from jalur import (
    Situation,
    Step,
    acceptance,
    act,
    break_even,
    bureaucracy,
    desks,
    direct,
    expected_days,
    figures,
    full,
    panel,
    phase,
    read,
    simulate,
    technocracy,
    theory,
    value,
    vote,
)
from jalur.classics import cabinet, garbage_can, promotion
from jalur.errors import InputError
from jalur.figures.paths import contenders, shapes
from jalur.figures.style import DARK, LIGHT
from jalur.texts import start_session

BRIDGE = Situation(good_share=0.5, urgency=0.005, gain=100, loss=150, budget=20, leak=0.28)
PATHS = [direct(), technocracy(), bureaucracy(), full()]
QUEUES = Situation(arrivals=0.3)
SETTINGS = dict(matplotlib.rcParams)
FIGURES = {
    "acceptances": lambda language: figures.acceptances(PATHS, language),
    "audits": lambda language: figures.audits(language=language),
    "calendar": lambda language: figures.calendar(read("apbn_cycle"), language=language),
    "discretion": lambda language: figures.discretion(language=language),
    "dissensus": lambda language: figures.dissensus(
        [cabinet(size, start="even", runs=20) for size in (7, 8, 9)], language
    ),
    "durations": lambda language: figures.durations(read("receipt_cases_derived"), language),
    "governance": lambda language: figures.governance(
        read("wgi_asean_1996_2019"), language=language
    ),
    "handoffs": lambda language: figures.handoffs(read("receipt_gaps_derived"), language),
    "juries": lambda language: figures.juries(language=language),
    "lead_times": lambda language: figures.lead_times(language=language),
    "opinions": lambda language: figures.opinions(language=language),
    "phase_map": lambda language: figures.phase_map(phase(PATHS, BRIDGE), BRIDGE, language),
    "procedures": lambda language: figures.procedures(
        read("doing_business_start_asean_2003_2019"), language=language
    ),
    "promotions": lambda language: figures.promotions(
        [promotion(rule, years=20, runs=1) for rule in ("best", "random")], language
    ),
    "scorecard": lambda language: figures.scorecard(PATHS, BRIDGE, language),
    "storyboard": lambda language: figures.storyboard(
        simulate(direct(), BRIDGE, cases=6, seed=7).trace(),
        simulate(full(), BRIDGE, cases=6, seed=7).trace(),
        language=language,
    ),
    "styles": lambda language: figures.styles(
        [garbage_can(access=access, runs=10) for access in ("unsegmented", "specialised")],
        language,
    ),
    "survivors": lambda language: figures.survivors(language=language),
    "values": lambda language: figures.values(PATHS, BRIDGE, "good_share", language),
    "votes": lambda language: figures.votes(language=language),
}  # fmt: skip
EACH = [(name, language) for name in FIGURES for language in ("id", "en")]


def words_of(picture):
    """Return every text that stands in a picture."""
    return [text.get_text() for text in picture.findobj(matplotlib.text.Text)]


def line(picture, name):
    """Return a line's points by the name at its end."""
    (found,) = [one for one in picture.axes[0].lines if one.get_label() == name]
    return found.get_xdata(), found.get_ydata()


class Page(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


# ---- what holds for all of them


def test_every_public_figure_is_looked_at_here():
    assert set(FIGURES) == set(figures.__all__) - {"Figure"}


@pytest.mark.parametrize(("name", "language"), EACH)
def test_a_figure_shows_its_title_has_an_alt_text_and_a_table(name, language):
    figure = FIGURES[name](language)
    title = " ".join(figure.drawn().get_suptitle().split())
    page = Page(figure.to_html())
    (image,) = page.all("img")

    assert title == figure.title
    assert image["alt"] == figure.alt and figure.alt.startswith(figure.title)
    assert page.all("figure")[0]["lang"] == language
    assert len(page.all("tr")) == len(figure.table) + 1 >= 2
    assert not re.search(r"[{}]|\bNone\b|\bnan\b", figure.title + figure.alt + figure.note)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_the_colours_of_its_look_and_no_others(name):
    for dark, look in ((False, LIGHT), (True, DARK)):
        found = set(re.findall(r"#[0-9a-fA-F]{6}\b", FIGURES[name]("id").svg(dark)))

        assert found <= {colour.lower() for colour in look.values()}
        assert "<image" not in FIGURES[name]("id").svg(dark)


def test_in_a_figures_table_words_stand_left_and_numbers_right():
    cells = Page(FIGURES["storyboard"]("id").to_html()).all("td")[:3]

    assert [cell.get("style") for cell in cells] == ["text-align:left", None, None]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_in_one_language_shows_no_word_of_the_other(name):
    ours, theirs = (FIGURES[name](language) for language in ("id", "en"))

    assert ours.title != theirs.title and ours.alt != theirs.alt
    assert list(ours.table.columns) != list(theirs.table.columns)
    assert len(ours.table) == len(theirs.table)


@pytest.mark.parametrize("name", ["values", "votes", "procedures", "survivors"])
def test_numbers_have_the_comma_of_the_language_wherever_they_stand(name):
    for language, wrong in (("id", r"\d\.\d(?!\d\d)"), ("en", r"\d,\d(?!\d\d)")):
        figure = FIGURES[name](language)
        picture = figure.drawn()
        picture.draw_without_rendering()
        cells = re.findall(r"<td>(.*?)</td>", figure.to_html())
        said = [*words_of(picture), figure.alt, figure.title, *cells]

        assert not [text for text in said if re.search(wrong, text)]


@pytest.mark.parametrize("name", FIGURES)
def test_drawing_leaves_matplotlib_s_settings_alone(name):
    FIGURES[name]("id").svg()

    assert dict(matplotlib.rcParams) == SETTINGS


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_of_a_picture_is_cut_off(name):
    for language in ("id", "en"):
        picture = FIGURES[name](language).drawn()
        picture.draw_without_rendering()
        wide, high = picture.get_size_inches()
        drawn = picture.get_tightbbox()

        assert min(drawn.x0, drawn.y0) >= -0.02, language
        assert drawn.x1 <= wide + 0.02 and drawn.y1 <= high + 0.02, language


def test_a_dark_picture_is_the_same_in_other_colours():
    figure = FIGURES["values"]("en")
    light, dark = figure.drawn(), figure.drawn(dark=True)

    assert to_hex(light.get_facecolor()).upper() == LIGHT["card"]
    assert to_hex(dark.get_facecolor()).upper() == DARK["card"]
    assert words_of(light) == words_of(dark)
    assert LIGHT["act"].lower() in figure.svg() and DARK["act"].lower() in figure.svg(dark=True)


def test_an_svg_keeps_its_words_as_text_and_has_the_alt_as_its_name():
    figure = FIGURES["survivors"]("en")
    svg = figure.svg()

    assert svg.startswith('<svg role="img" lang="en" aria-label="Each agreement')
    assert ">asked once</text>" in svg
    assert not re.search(r"https?://(?!www\.w3\.org)", svg)
    assert figure.svg() == svg


def test_two_pictures_in_one_page_share_no_name():
    pictures = (figures.acceptances({name: direct()}, "en").svg() for name in "AB")
    names = [set(re.findall(r'id="(.*?)"', picture)) for picture in pictures]

    assert names[0] and not names[0] & names[1]


def test_a_notebook_is_given_a_page_a_picture_and_a_text():
    figure = FIGURES["handoffs"]("en")
    shown = figure._repr_mimebundle_()

    assert set(shown) == {"text/html", "text/plain", "image/png"}
    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert shown["text/plain"].startswith(figure.title)
    assert len(shown["text/html"]) < 60_000


def test_a_figure_is_saved_as_what_its_name_says(tmp_path):
    figure = FIGURES["votes"]("id")

    assert figure.save(tmp_path / "a.svg").read_text("utf-8").startswith("<svg")
    assert figure.save(tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_markup_in_a_name_is_shown_as_text():
    figure = figures.acceptances({"<b>&": direct()}, "en")

    assert "<b>" not in figure.to_html() and "<b>" not in figure.svg()


def test_without_begin_a_figure_speaks_the_reader_s_language(fresh_session):
    start_session("l3", "en")
    assert figures.survivors().title.startswith("Each agreement")
    start_session("l3", "id")
    assert figures.survivors().title.startswith("Tiap persetujuan")


def test_an_unknown_language_is_refused():
    with pytest.raises(InputError, match="no texts in 'de'"):
        figures.survivors(language="de")


# ---- without matplotlib


@pytest.fixture
def no_matplotlib(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize(("name", "language"), EACH)
def test_without_matplotlib_the_table_stands_in_and_says_so(name, language, no_matplotlib):
    figure = FIGURES[name](language)
    shown = figure._repr_mimebundle_()
    page = Page(shown["text/html"])
    said = {"id": "Gambarnya perlu matplotlib", "en": "The picture needs matplotlib"}

    assert set(shown) == {"text/html", "text/plain"}
    assert page.all("img") == page.all("details") == []
    assert len(page.all("tr")) == len(figure.table) + 1
    assert said[language] in shown["text/html"]


def test_asking_for_the_picture_itself_without_matplotlib_is_refused(no_matplotlib):
    with pytest.raises(ImportError):
        FIGURES["votes"]("en").png()


def test_the_room_of_figures_opens_without_matplotlib():
    code = (
        "import sys; sys.modules['matplotlib'] = sys.modules['numpy'] = None; import jalur;"
        "print(jalur.figures.handoffs(jalur.read('receipt_gaps_derived'), 'en').title)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.startswith("Hand-offs are 16.9%")


# ---- what each of them says


def test_a_bar_is_as_long_as_what_the_path_lets_through():
    figure = figures.acceptances(PATHS, "en")
    widths = [bar.get_width() for bar in figure.drawn().axes[0].patches]
    shares = [acceptance(path) for path in PATHS]

    assert widths == approx([100 * s.good for s in shares] + [100 * s.bad for s in shares])
    assert figure.table["good, passed, of 100 proposals"] == approx(widths[:4], rel=1e-5)
    assert "45.1 of 100 good" in figure.title and "the full path" in figure.title


def test_a_value_line_is_the_value_and_its_break_even_is_marked():
    figure = figures.values([direct(), technocracy()], BRIDGE, "good_share", "en")
    picture = figure.drawn()
    xs, ys = line(picture, "Experts")
    (tie,) = break_even(direct(), technocracy(), BRIDGE, "good_share")

    assert ys[10] == approx(value(technocracy(), replace(BRIDGE, good_share=xs[10])))
    assert [one.get_xdata()[0] for one in picture.axes[0].lines if one.get_label()[0] == "_"] == [
        0, tie
    ]  # fmt: skip
    assert f"break-even {100 * tie:.3g}%" in words_of(picture)
    assert figure.title.endswith("not building, the experts' path, the direct path")


def test_where_one_path_always_leads_the_title_says_so():
    figure = figures.values(PATHS, BRIDGE, "urgency", "id")

    assert figure.title == "Jalur ahli unggul di seluruh rentang ini"


@pytest.mark.parametrize(
    ("draw", "refused"),
    [
        (lambda: figures.values([direct()], BRIDGE, "weather"), "'over' must be one of"),
        (lambda: figures.storyboard(), r"one to three traces \(got 0\)"),
        (
            lambda: figures.governance(read("wgi_asean_1996_2019"), country="Atlantis"),
            "'country' must be one of",
        ),
        (
            lambda: figures.governance(read("wgi_asean_1996_2019"), indicator="Luck"),
            "'indicator' must be one of",
        ),
        (
            lambda: figures.procedures(read("doing_business_start_asean_2003_2019"), "Atlantis"),
            "'country' must be one of",
        ),
    ],
)
def test_what_nobody_measured_is_refused_with_what_there_is(draw, refused):
    with pytest.raises(InputError, match=refused):
        draw()


def test_the_named_paths_keep_their_pens_whatever_stands_beside_them():
    for paths in (PATHS, PATHS[::-1], [full(), desks(2, good=0.9, bad=0.3, days=1) >> act()]):
        for entry in contenders(paths, "en"):
            if entry.name in ("Direct", "Full"):
                assert entry.pen == {"Direct": 0, "Full": 3}[entry.name]


def test_a_path_without_a_name_is_called_by_its_shapes():
    path = panel(5, 0.8, days=3) >> desks(2, good=0.9, bad=0.3, days=1) >> act()

    assert shapes(path) == "▲■■●"
    assert shapes(desks(14, good=0.9, bad=0.3, days=1) >> act()) == "■×14●"
    names = [entry.name for entry in contenders([path, bureaucracy(1), bureaucracy(2)], "id")]
    assert names == ["▲■■●", "■●", "■■●"]


def test_the_scorecard_s_measures_are_the_model_s():
    figure = figures.scorecard(PATHS, BRIDGE, "en")
    found = [[bar.get_width() for bar in ax.patches] for ax in figure.drawn().axes]
    shares = [acceptance(path) for path in PATHS]

    assert found[0] == approx([expected_days(path).accepted for path in PATHS])
    assert found[1] == approx([1 - share.good for share in shares])
    assert found[2] == approx([share.bad for share in shares])
    # All seven desks and the panel watch: 0.28 · 0.9³ · 0.86⁷.
    assert found[3] == approx([0.28, 0.28 * 0.9**3, 0.28 * 0.86**7, 0.28 * 0.9**3 * 0.86**7])
    assert found[4] == [0, 5, 7, 12]


def test_a_path_that_is_best_in_every_measure_is_named_alone():
    sure = Step("sure", "assess", good=1, bad=0, days=0, watch=1) >> act()

    assert figures.scorecard({"sure": sure, "full": full()}, BRIDGE, "en").title.startswith("sure ")


TINTS = {"direct": "act-t", "technocracy": "assess-t", "bureaucracy": "clear-t",
         "full": "mixed-t", "nothing": "card"}  # fmt: skip


def area_of(region):
    """The area that a filled region covers; what turns the other way is a hole."""
    rings = [ring for path in region.get_paths() for ring in path.to_polygons()]
    signed = ((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() for x, y in (ring.T for ring in rings))
    return abs(sum(signed)) / 2


def test_the_map_gives_every_winner_its_region_its_name_and_its_share():
    told = phase(PATHS, BRIDGE)
    figure = figures.phase_map(told, BRIDGE, "en")
    picture = figure.drawn()
    regions = [one for one in picture.axes[0].collections if getattr(one, "filled", False)]
    whole = told.xs[-1] * told.ys[-1]
    shares = dict(zip(told.table["path"], told.table["share"], strict=True))

    assert {"Direct", "Experts", "Desks", "not building", "you"} <= set(words_of(picture))
    assert f"Experts: {100 * shares['technocracy']:.0f}%." in figure.alt
    for place, name in enumerate(told.table["path"]):
        assert area_of(regions[place]) / whole == approx(shares[name], abs=0.02)
        assert to_hex(regions[place].get_facecolor()[0]) == LIGHT[TINTS[name]].lower()


def test_a_name_stands_upright_where_its_region_is_too_narrow_for_it():
    paths = [direct(), technocracy(), bureaucracy(2), full(2)]
    dear = replace(BRIDGE, loss=1000)
    picture = figures.phase_map(phase(paths, dear), dear, "id").drawn()
    turns = {text.get_text(): text.get_rotation() for text in picture.axes[0].texts}

    assert turns["Langsung"] == 90
    assert turns["Ahli"] == turns["Penuh"] == turns["Meja"] == 0


def test_the_map_s_table_is_read_like_the_map():
    told = phase(PATHS, BRIDGE, cells=6)
    table = figures.phase_map(told, language="en").table
    names = {"direct": "Direct", "technocracy": "Experts", "bureaucracy": "Desks",
             "nothing": "not building"}  # fmt: skip
    rows = [[names[told.names[n]] for n in row] for row in reversed(told.winner)]

    assert [list(row.values())[1:] for row in table] == rows
    assert list(table.columns)[1:] == ["0%", "20%", "40%", "60%", "80%", "100%"]


def test_a_map_with_one_winner_says_so():
    told = phase([technocracy()], replace(BRIDGE, good_share=1), x="urgency", y="loss", cells=4)

    assert figures.phase_map(told, language="en").title == "Experts is best all over this map"


def test_seventy_agreements_leave_as_many_as_the_formula_says():
    figure = figures.survivors(0.95, 70, tries=2, pull=0.1, language="en")
    picture = figure.drawn()

    assert line(picture, "asked once")[1][70] == theory.clearance(0.95, 70)
    assert line(picture, "asked up to 2 times")[1][70] == theory.persistence(0.95, 70, 2)
    assert line(picture, "each yes draws the next")[1][70] == theory.bandwagon(0.95, 70, 0.1)
    assert "276 of 10,000" in figure.title
    assert figure.table["asked once (%)"][-1] == approx(2.75813, rel=1e-4)


def test_at_ninety_per_cent_of_load_a_file_takes_ten_days():
    figure = figures.lead_times((1, 3), language="en")
    _, ys = line(figure.drawn(), "three officials")

    assert "takes 10 days; at 50%, 2 days" in figure.title
    assert ys[90] == approx(theory.queue(2.7, 1, 3).lead_time)


def test_more_yeses_asked_for_turn_one_error_into_the_other():
    picture = figures.votes(3, 0.8, 0.2, "en").drawn()

    assert list(line(picture, "good, refused")[1]) == approx([0.008, 0.104, 0.488])
    assert list(line(picture, "bad, passed")[1]) == approx([0.488, 0.104, 0.008])


def test_a_correlated_jury_has_a_ceiling():
    figure = figures.juries(0.6, (0.0, 0.5), 101, "en")

    assert max(line(figure.drawn(), "correlation 0.5")[1]) <= 0.5 * 0.6 + 0.5
    assert figure.table["correlation 0 (%)"][0] == 60


def test_asking_one_by_one_needs_fewer_opinions():
    figure = figures.opinions(0.4, 0.6, 0.05, "en")
    told = theory.sequential_test(0.4, 0.6, 0.05)

    assert figure.title == "Error of 5%: 33 opinions one by one, 67 all at once"
    ys = line(figure.drawn(), "one by one")[1]
    assert told.expected_n in list(ys) and list(ys) == sorted(ys, reverse=True)


def test_discretion_pays_up_to_a_bias_of_about_three_tenths():
    figure = figures.discretion(language="en")

    assert figure.title.endswith("up to a bias of 0.29")
    assert figures.discretion(0.2, "en").title.startswith("Over this whole range")


def test_an_audit_for_certain_takes_eight_points_off():
    figure = figures.audits(0.28, "en")

    assert "from 28% to 20%" in figure.title
    assert list(line(figure.drawn(), "missing")[1])[-1] == approx(0.20)


def test_eight_members_are_divided_more_often_than_seven_or_nine():
    figure = FIGURES["dissensus"]("en")

    assert figure.title.startswith("With 8 members 100% stay divided")
    assert figure.table["Cabinets that stay divided (%)"] == [0, 100, 0]


def test_without_a_peak_the_most_divided_size_is_named():
    rows = [cabinet(size, neighbours=4, start="even", runs=20) for size in (4, 5)]

    assert figures.dissensus(rows, "en").title.startswith("Divided most often")


def test_a_promotion_s_bar_is_its_change_to_either_side():
    rows = [promotion("best", years=20, runs=1), promotion("worst", years=20, runs=1)]
    picture = figures.promotions(rows, "en").drawn()

    assert [bar.get_width() for bar in picture.axes[0].patches] == approx(
        [one.change for one in rows]
    )


def test_garbage_cans_are_named_by_what_differs_between_them():
    rows = [garbage_can(load=load, runs=5) for load in (1.1, 3.3)]
    figure = figures.styles(rows, "id")

    assert figure.table["Tong sampah"] == ["beban 1,1", "beban 3,3"]
    assert figure.table["ditinggal, dari keputusan yang dibuat (%)"] == approx(
        [100 * one.flight for one in rows], rel=1e-5
    )


def test_half_of_the_permits_took_minutes_and_the_mean_took_days():
    figure = FIGURES["durations"]("en")
    picture = figure.drawn()
    counted = sum(bar.get_height() for bar in picture.axes[0].patches)

    assert figure.title == "Half of the files are done within 48 minutes, yet the mean is 5.4 days"
    assert counted == 1434 - 116
    assert "116 files" in figure.note


def test_hand_offs_are_few_and_hold_most_of_the_time():
    widths = [bar.get_width() for bar in FIGURES["handoffs"]("en").drawn().axes[0].patches]

    assert widths == approx([0.1691, 0.7374], abs=5e-5)


def test_the_days_fell_and_the_desks_hardly_did():
    figure = FIGURES["procedures"]("en")

    assert figure.table["Calendar days"][:2] == [53.9, 49.3]
    assert figure.table["Procedures"][-1] == 11
    assert min(figure.table["Year"]) == 2014
    assert list(line(figure.drawn(), "days (53.9 = 100%)")[1])[-1] == approx(12.6 / 53.9)


def test_an_indicator_has_error_bars_of_ninety_per_cent():
    figure = FIGURES["governance"]("en")
    rows = [
        row
        for row in read("wgi_asean_1996_2019").where(
            country="Indonesia", indicator="GovernmentEffectiveness"
        )
    ]
    label = "Government effectiveness"

    assert figure.table[f"± {label}"] == approx(
        [1.645 * row["standard_error"] for row in rows], rel=1e-5
    )
    assert figure.title.endswith("2018 and 2019 differ by less than their errors")


def test_a_country_s_empty_years_are_left_out():
    table = read("wgi_asean_1996_2019")
    figure = figures.governance(table, country="Timor-Leste", language="en")

    assert min(figure.table["Year"]) == 2002


def test_the_budget_s_calendar_has_every_step_and_its_last_day():
    figure = figures.calendar(read("apbn_cycle"), 2026, "id")

    assert figure.table["Hari terakhir"][8] == "31 Des 2025"
    assert figure.table["Hari kalender"][-1] == 546
    assert figure.table["Langkah"][2] == "Pagu indikatif"
    assert figure.table["Hari kalender"][0] is None


def test_any_dated_steps_make_a_calendar():
    steps = [("a", date(2026, 1, 2), date(2026, 1, 20)), ("b", date(2026, 1, 9), date(2026, 2, 5))]
    picture = figures.calendar(steps, language="en").drawn()

    assert [(bar.get_x(), bar.get_width()) for bar in picture.axes[0].patches] == [(0, 18), (7, 27)]


# ---- the storyboard


def office():
    land = Step("land", kind="clear", good=0.9, bad=0.3, days=3, variation=0.5, rounds=0.4)
    money = Step("money", kind="clear", good=0.9, bad=0.3, days=6, variation=0.5, deadline=5)
    return panel(5, accuracy=0.8, days=2, variation=0.5) >> land >> money >> act(days=8)


def nested():
    pair = Step("land", "clear", days=2) & (
        Step("money", "clear", days=1) >> (Step("a", "clear") | Step("b", "clear", good=0.5))
    )
    return Step("counter", "clear") >> pair >> vote(2, [Step(n, "clear") for n in "xyz"]) >> act()


def test_a_storyboard_s_frames_say_when_and_what_in_the_player_s_words():
    figure = FIGURES["storyboard"]("en")
    said = words_of(figure.drawn())

    moments = figure.table["Moment"]
    assert (moments[0], moments[-1]) == ("Day 0. Start.", "Day 101. End.")
    assert {*moments, *figure.table["What happened"]} <= set(said)
    assert "My guess: ____________________" in said


def test_a_storyboard_s_counts_are_those_of_its_frames():
    log = simulate(full(), BRIDGE, cases=6, seed=7)
    figure = figures.storyboard(log.trace(), language="en")
    last = figure.table[len(figure.table) - 1]

    assert last["Full: built"] == sum(log.cases["accepted"])
    assert last["Full: refused"] == 6 - sum(log.cases["accepted"])


def test_the_cloth_has_a_thread_for_every_case_that_ends_where_it_ended():
    log = simulate(direct(), BRIDGE, cases=5, seed=7)
    cloth = figures.storyboard(log.trace(), language="en").drawn().axes[-2]
    ends = sorted((one.get_ydata()[0], one.get_xdata()[0]) for one in cloth.lines
                  if one.get_marker() in "ox")  # fmt: skip

    assert [end for _, end in ends] == list(log.cases["end"])


@pytest.mark.parametrize("path", [office(), nested()], ids=["office", "nested"])
@pytest.mark.parametrize("cases", [1, 25, 80])
def test_any_path_has_its_storyboard(path, cases):
    trace = simulate(path, QUEUES, cases=cases, seed=4).trace()
    figure = figures.storyboard(trace, direct_of(cases), language="id")

    assert 2 <= len(figure.table) <= 6
    assert len(figure.png()) > 10_000


def direct_of(cases):
    return simulate(direct(), QUEUES, cases=cases, seed=4).trace()
