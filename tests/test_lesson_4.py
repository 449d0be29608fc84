"""Every number that lesson 4 prints, and every claim about it, is what its own cells give."""

from math import exp
from statistics import fmean, median

from pytest import approx, fixture, mark, raises

import jalur
from jalur.errors import InputError
from jalur.texts import LANGUAGES, number
from jalur.theory import kingman, queue, tacit_approval, tandem
from lesson_text import Lesson

LESSON = Lesson("04-antrean-dan-waktu")
said, rows, lacks = LESSON.said, LESSON.rows, LESSON.lacks
WITHOUT_SCREEN = (
    "names", "ten-counters", "cases", "variant", "months", "later",
    "practice-mine", "practice-channel-code",
)  # fmt: skip
SEVEN_OF_20 = {"id": "tujuh dari 20 berkas", "en": "seven of the 20 files"}
each_language = mark.parametrize("language", LANGUAGES)


@fixture(scope="module")
def lesson() -> dict[str, object]:
    """What a reader's notebook holds after the cells that ask for no guess and show no picture."""
    held = LESSON.run(WITHOUT_SCREEN)
    return held | {
        "hours": held["cases"]["duration_hours"],
        "gaps": jalur.read("receipt_gaps_derived"),
        "starts": jalur.read("doing_business_start_asean_2003_2019").where(iso3="IDN"),
    }


def printed(capsys, *ids: str, **held: object) -> list[list[float]]:
    """Return the numbers that cells print, line by line."""
    LESSON.run(ids, **held)
    return [[float(word) for word in line.split()] for line in capsys.readouterr().out.splitlines()]


def words(language: str, *values: float, digits: int | None = None) -> list[str]:
    """Return values as a reader of the language sees them."""
    spec = "" if digits is None else f".{digits}f"
    return [number(value, language, spec) if spec else number(value, language) for value in values]


def stays(log: object) -> list[tuple[float, float]]:
    """Return for each file the days it waits at the counter, and the days it stays there."""
    v = log.visits
    seen = zip(v["step"], v["arrive"], v["begin"], v["end"], strict=True)
    return [(begin - come, end - come) for step, come, begin, end in seen if step == 0]


# --- the counter ---


@each_language
def test_the_table_of_loads_is_what_the_formula_gives(language):
    for load, left, days, waiting in rows("rule", language):
        share = float(load.rstrip("%")) / 100
        desk = queue(share, 1)
        assert float(left.rstrip("%")) / 100 == approx(1 - share)
        assert [float(days), float(waiting)] == approx([desk.lead_time, desk.waiting])
        assert desk.length == approx(share * desk.lead_time)


@each_language
def test_the_explorer_shows_what_the_text_has_seen(language):
    at = {load: jalur.explore("counter", arrivals=load).reading for load in (0.5, 0.8, 0.9, 1.0)}
    steps = [
        jalur.explore("counter", arrivals=n / 10).reading["at"]["formula"] for n in range(5, 10)
    ]
    rises = [after - before for before, after in zip(steps, steps[1:], strict=False)]

    assert [at[load]["at"]["formula"] for load in (0.5, 0.8, 0.9)] == approx([2, 5, 10])
    assert max(rises) == rises[-1] == approx(5)
    assert at[1.0]["said"] == "overload" and at[1.0]["at"]["formula"] is None
    assert lacks("seen", language, *words(language, at[0.9]["at"]["seen"], digits=1)) == []
    with raises(InputError):
        queue(1, 1)


def test_nine_files_stay_twice_as_long_in_bunches_of_three():
    def mean_stay(mornings):
        free, stayed = 0, []
        for morning in mornings:
            free = max(free, morning) + 1
            stayed.append(free - morning)
        return fmean(stayed)

    assert mean_stay(range(9)) == 1
    assert mean_stay([day for day in (0, 3, 6) for _ in range(3)]) == 2


@each_language
def test_kingmans_numbers_are_those_of_the_text(language):
    assert kingman(0.9, 1, 1, 1) == approx(queue(0.9, 1).waiting) == approx(9)
    assert lacks("rule-limits", language, *words(language, kingman(0.9, 1, 0, 1))) == []


@each_language
def test_the_twenty_files_do_at_both_counters_what_the_text_tells(language):
    held = LESSON.run(("names",))
    code = LESSON.code["same-files"].replace("PathPlayer(", "player = PathPlayer(")
    exec(compile(code, "same-files", "exec"), held)
    calm, busy = stays(held["calm"]), stays(held["busy"])
    loads = [held[name].situation.arrivals for name in ("calm", "busy")]

    assert loads == [0.5, 0.9]
    assert [sum(wait == 0 for wait, _ in seen) for seen in (calm, busy)] == [7, 1]
    assert SEVEN_OF_20[language] in said("remedies-read", language)
    work = [[stay - wait for wait, stay in seen] for seen in (calm, busy)]
    assert work[0] == approx(work[1])
    mean_stays = [fmean(stay for _, stay in seen) for seen in (calm, busy)]
    assert lacks("remedies-read", language, *words(language, *mean_stays, digits=1)) == []


@each_language
def test_each_remedy_helps_as_much_as_the_table_says(language, capsys):
    days = [10.0, *(line[0] for line in printed(capsys, "names", "four-remedies"))]
    loads = [queue(*at).utilisation for at in ((0.9, 1), (0.9, 2), (0.9, 1, 2), (0.8, 1), (0.9, 1))]

    for (_, load, told), share, lasts in zip(
        rows("remedies-table", language), loads, days, strict=True
    ):
        assert load == f"{100 * share:.0f}%"
        assert told == number(round(lasts, 1), language, ".1f")


@each_language
def test_one_more_condition_costs_most_where_the_load_is_high(language):
    # A tenth of a day more, for a file that took one day.
    calm, busy = (queue(load, 1 / 1.1) for load in (0.5, 0.9))

    assert busy.utilisation == approx(0.99) and busy.lead_time == approx(110)
    more = calm.lead_time - queue(0.5, 1).lead_time
    assert lacks("remedies-table", language, "110", "48", *words(language, more, digits=1)) == []
    assert 0.1 * 8 * 60 == 48


@each_language
def test_seven_counters_take_seventy_days_of_which_seven_are_work(language):
    days = [tandem(load, 1, n=7) for load in (0.9, 0.8, 0.5)]

    assert days == approx([70, 35, 14])
    assert lacks("tandem-read", language, "70", "35", "14") == []


@each_language
def test_one_queue_for_ten_counters_waits_as_little_as_the_text_says(lesson, language):
    apart, together = lesson["apart"], lesson["together"]

    assert apart.waiting == approx(4) and together.waiting == approx(0.20459, abs=1e-5)
    assert apart.utilisation == approx(together.utilisation) == approx(0.8)
    assert apart.waiting / together.waiting == approx(20, abs=0.5)
    assert lacks("pooling-read", language, *words(language, together.waiting, digits=1)) == []


def test_who_is_served_first_moves_the_waiting_and_not_its_mean():
    # The same work, the same arrivals; the files in line are taken first come, or last come, first.
    log = jalur.simulate(
        jalur.Step("counter", "clear", days=1, variation=1), jalur.Situation(arrivals=0.9), 20_000
    ).visits
    files = list(
        zip(
            log["arrive"],
            [e - b for b, e in zip(log["begin"], log["end"], strict=True)],
            strict=True,
        )
    )

    def mean_stay(take):
        now, line, stayed, coming = 0.0, [], [], iter([*files, (float("inf"), 0)])
        come, work = next(coming)
        while len(stayed) < len(files):
            while come <= now or not line:
                if come == float("inf"):
                    break
                now = max(now, come) if not line else now
                line.append((come, work))
                come, work = next(coming)
            arrived, lasts = line.pop(take)
            now += lasts
            stayed.append(now - arrived)
        return fmean(stayed)

    first, last = mean_stay(0), mean_stay(-1)
    assert first == approx(fmean(e - a for a, e in zip(log["arrive"], log["end"], strict=True)))
    assert last == approx(first, rel=0.05)


# --- the permits ---


@each_language
def test_mean_median_and_tail_of_the_permits_are_those_of_the_text(lesson, language):
    hours = sorted(lesson["hours"])
    mean, middle = fmean(hours), median(hours)
    longest = sum(hours[-len(hours) // 10 :]) / sum(hours)
    far = sum(hour > 10 * mean for hour in hours)

    wanted = [
        *words(language, middle / 24, digits=4), *words(language, mean / 24, digits=3),
        f"{middle * 60:.0f}", f"{hours[-1] / 24:.0f}", f"{far}",
    ]  # fmt: skip
    assert lacks("durations-read", language, *wanted) == []
    assert mean / middle > 160
    assert longest == approx(2 / 3, abs=0.02)
    # With as many stays that are spread as at a random counter: less than one in ten such logs.
    assert len(hours) * exp(-10) < 0.1
    assert lacks("log", language, *words(language, len(hours), round(mean / 24, 1))) == []
    assert lacks("quiz-middle", language, "48", *words(language, mean / 24, digits=1)) == []
    assert sum(hour < 1 for hour in hours) > len(hours) / 2
    within = f"{100 * sum(hour < 24 for hour in hours) / len(hours):.0f}"
    assert lacks("quiz-middle", language, within) == []
    assert sum(hour < 120 for hour in hours) / len(hours) == approx(3 / 4, abs=0.01)
    assert hours[len(hours) * 9 // 10] / 24 == approx(14, abs=0.2)
    assert sum(hour > mean for hour in hours) / len(hours) == approx(1 / 4, abs=0.01)


@each_language
def test_hand_offs_have_the_share_and_the_medians_that_the_text_says(lesson, language):
    gaps = lesson["gaps"]
    handed, same = (gaps.where(handoff=kind)["gap_hours"] for kind in (1, 0))
    time = sum(handed) / (sum(handed) + sum(same))
    wanted = [
        *words(language, len(gaps)), *words(language, 100 * len(handed) / len(gaps), digits=1),
        *words(language, 100 * time, digits=1), *words(language, median(handed), digits=1),
        f"{median(same) * 3600:.0f}",
    ]  # fmt: skip

    assert lacks("handoffs-read", language, *wanted) == []
    share = words(language, 100 * time, digits=1)
    assert lacks("key-points", language, *share) == lacks("quiz-proof", language, *share) == []
    assert jalur.scene("permits").record["outcome"] == [round(100 * time, 1)]


@each_language
def test_like_compared_with_like_still_differs_as_the_text_says(lesson, language, capsys):
    (one, ones, quick), (two, twos, slow) = printed(capsys, "variant", **lesson)

    assert (one, two) == (1, 2)
    wanted = [
        f"{ones:.0f}",
        f"{twos:.0f}",
        *words(language, quick, digits=4),
        *words(language, slow, digits=2),
    ]
    assert lacks("variant-read", language, *wanted) == []
    assert quick * 24 * 60 < 4
    assert lacks("proof", language, f"{len(lesson['alike'])}") == []
    assert round(slow) == 12 and 2 * len(lesson["alike"]) == approx(len(lesson["cases"]), rel=0.01)


@each_language
def test_the_months_say_what_the_table_says(lesson, language, capsys):
    found = LESSON.run(("months",), **lesson)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]

    assert found and [month for month, *_ in lines] == ["2010-12", "2011-01", "2011-10", "2011-11"]
    for (_, files, share, days), (_, count, several, lasts) in zip(
        rows("months-read", language), lines, strict=True
    ):
        assert (files, share) == (count, f"{100 * float(several):.0f}%")
        digits = 2 if float(lasts) > 1 else 4
        assert days == number(round(float(lasts), digits), language, f".{digits}f")


@each_language
def test_the_later_months_keep_the_gap_that_the_text_says(lesson, language, capsys):
    (_, ones, _), (_, twos, slow) = printed(capsys, "later", **lesson)

    wanted = [f"{ones:.0f}", f"{twos:.0f}", *words(language, slow, digits=1)]
    assert lacks("months-read", language, *wanted) == []
    alone = [row["duration_hours"] for row in lesson["later"] if row["n_resources"] == 1]
    assert lacks("months-read", language, *words(language, median(alone) * 60, digits=1)) == []


@each_language
def test_the_days_and_procedures_of_indonesia_are_those_of_the_text(lesson, language):
    first, last = lesson["starts"].where(year=2014)[0], lesson["starts"].where(year=2019)[0]
    wanted = [
        *(f"{row['procedures']}" for row in (first, last)),
        *words(language, first["days"], last["days"]),
        *words(language, *(row["days"] / row["procedures"] for row in (first, last)), digits=2),
        *(f"{100 * (1 - last[name] / first[name]):.0f}" for name in ("procedures", "days")),
    ]  # fmt: skip

    assert lacks("business-read", language, *wanted) == []


# --- silence ---


@each_language
def test_silence_lets_through_what_the_text_says(language):
    full, calm, later = (
        tacit_approval(load, 1, deadline=days, bad=0.1)
        for load, days in ((0.9, 5), (0.5, 5), (0.9, 10))
    )
    two = jalur.explore("counter", arrivals=0.9, officials=2, deadline=5).reading["at"]["files"]
    good = full.silent + (1 - full.silent) * 0.9

    assert lacks("silence", language, *words(language, full.silent, digits=3)) == []
    assert full.silent == approx(0.61, abs=0.005) and (1 - full.silent) * 0.1 == approx(
        0.04, abs=0.001
    )
    assert lacks("silence", language, "61", "39", "4", "65") == []
    wanted = [*words(language, full.bad, digits=6), f"{100 * calm.bad:.0f}", f"{100 * good:.0f}"]
    assert lacks("silence-read", language, *wanted) == []
    wanted = [f"{100 * later.bad:.0f}", f"{100 * two:.0f}"]
    assert lacks("silence-choices", language, *wanted) == []
    wanted = words(language, 100 * full.bad, 100 * calm.bad, digits=1)
    assert lacks("quiz-silence", language, *wanted, "61", "39", "96") == []


# --- the exercises, each with the answer that it is after ---


def test_the_exercises_have_the_answers_they_are_after(lesson, capsys):
    assert queue(2 / 3, 1).lead_time == approx(3)
    assert kingman(0.9, 0.3, 1, 1) == kingman(0.9, 1, 0.3, 1) < kingman(0.9, 1, 1, 1)
    assert tacit_approval(0.9, 1, 22, 0.1).bad <= 0.2 < tacit_approval(0.9, 1, 21, 0.1).bad
    assert tacit_approval(0.5, 1, 5, 0.1).bad < 0.2 < tacit_approval(0.8, 1, 5, 0.1).bad
    assert lesson["mine"].utilisation == 0.9


def test_the_channels_differ_less_when_the_months_are_alike(lesson):
    def middle(channel, ask=lambda month: True):
        found = lesson["cases"].where(channel=channel)
        return median(row["duration_hours"] for row in found if ask(row["start_month"]))

    early = [middle(channel, lambda month: month < "2011-04") for channel in ("Internet", "Desk")]
    assert middle("Internet") == approx(0.5, abs=0.1) and 18 < middle("Desk") < 19
    assert max(early) / min(early) < 1.1
    many = {
        channel: fmean(m < "2011-04" for m in lesson["cases"].where(channel=channel)["start_month"])
        for channel in ("Internet", "Desk")
    }
    assert many["Desk"] > 0.6 > 0.4 > many["Internet"]


@each_language
def test_the_questions_of_the_self_test_are_right(language):
    assert queue(0.95, 1).lead_time == approx(20)
    assert lacks("quiz-load", language, "20", "10", "95", "90") == []
    assert lacks("quiz-pool", language, *words(language, 0.2)) == []
