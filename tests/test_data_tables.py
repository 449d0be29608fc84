"""The four tables of measured data still say what the lessons quote from them."""

from statistics import fmean, median

from pytest import approx, fixture, mark

from jalur.data import read


@fixture(scope="module")
def cases():
    return read("receipt_cases_derived")


@fixture(scope="module")
def gaps():
    return read("receipt_gaps_derived")


def indonesia(name):
    return read(name).where(iso3="IDN")


@mark.parametrize(
    "name, rows, whole, real, text",
    [
        ("receipt_cases_derived", 1_434, "row n_events late", "duration_hours", "channel"),
        ("receipt_gaps_derived", 7_143, "row step handoff", "gap_hours", ""),
        ("doing_business_start_asean_2003_2019", 164, "year procedures", "days", "country iso3"),
        ("wgi_asean_1996_2019", 693, "year sources", "estimate standard_error rank", "indicator"),
    ],
)  # fmt: skip
def test_every_column_has_the_type_of_what_it_holds(name, rows, whole, real, text):
    table = read(name)

    assert len(table) == rows
    for columns, kind in ((whole, int), (real, float), (text, str)):
        for column in columns.split():
            assert {type(one) for one in table[column]} <= {kind, type(None)}, column


def test_most_permits_take_an_hour_and_their_mean_takes_days(cases):
    days = [hours / 24 for hours in cases["duration_hours"]]

    assert median(days) == approx(0.0332, abs=5e-5)
    assert fmean(days) == approx(5.408, abs=5e-4)
    assert max(days) == approx(275.8, abs=0.05)
    assert sum(cases["late"]) == 92


def test_a_sixth_of_the_gaps_are_hand_offs_and_they_hold_three_quarters_of_the_time(gaps):
    handed, kept = (gaps.where(handoff=yes)["gap_hours"] for yes in (1, 0))

    assert (len(handed), len(kept)) == (1_208, 5_935)
    assert sum(handed) / sum(gaps["gap_hours"]) == approx(0.73743, abs=5e-6)
    assert (median(handed), median(kept)) == approx((23.4353, 0.0081), abs=5e-5)


@mark.parametrize(
    "people, number, days",
    [(1, 570, 0.002738), (2, 77, 12.2014), (3, 47, 10.7557), (4, 14, 8.0105), (5, 5, 12.2181)],
)
def test_among_like_cases_one_person_takes_minutes_and_two_take_days(cases, people, number, days):
    like = cases.where(top_variant=1, n_resources=people)

    assert len(like) == number
    assert median(like["duration_hours"]) / 24 == approx(days, abs=5e-5)


def test_the_like_cases_are_the_commonest_variant_and_one_event_has_no_duration(cases):
    assert sum(cases["top_variant"]) == 713
    assert {row["n_activities"] for row in cases.where(top_variant=1)} == {6}
    assert cases.where(n_events=1)["duration_hours"] == [0.0] * 116


def test_the_gaps_of_a_case_add_up_to_its_duration(cases, gaps):
    hours, steps = [0.0] * len(cases), [0] * len(cases)
    for gap in gaps:
        hours[gap["row"]] += gap["gap_hours"]
        steps[gap["row"]] += 1
        assert gap["step"] == steps[gap["row"]]

    assert cases["row"] == list(range(1_434))
    assert hours == approx(cases["duration_hours"], abs=0.002)
    assert [events - 1 for events in cases["n_events"]] == steps


def test_in_indonesia_the_days_fell_and_the_desks_hardly_did():
    business = indonesia("doing_business_start_asean_2003_2019")

    assert business["year"] == [2013, 2014, 2015, 2016, 2017, 2018, 2019]
    assert business["procedures"] == [12, 13, 13, 12, 12, 11, 11]
    assert business["days"] == [77, 53.9, 49.3, 26.3, 24.5, 21, 12.6]
    per_procedure = [row["days"] / row["procedures"] for row in business]
    assert (per_procedure[1], per_procedure[-1]) == approx((4.15, 1.15), abs=0.005)


@mark.parametrize(
    "indicator, year, estimate, last",
    [("GovernmentEffectiveness", 1996, -0.71, 0.18), ("ControlofCorruption", 1998, -1.18, -0.42)],
)
def test_two_indicators_of_indonesia_rose_from_first_to_last(indicator, year, estimate, last):
    table = indonesia("wgi_asean_1996_2019").where(indicator=indicator)

    assert table.where(year=year)["estimate"] == approx([estimate], abs=0.005)
    assert table.where(year=2019)["estimate"] == approx([last], abs=0.005)


def test_neighbouring_years_of_an_indicator_seldom_differ_by_more_than_chance():
    table, differ, pairs = read("wgi_asean_1996_2019"), 0, 0
    for one, other in zip(list(table), list(table)[1:], strict=False):
        same = (one["iso3"], one["indicator"]) == (other["iso3"], other["indicator"])
        if same and one["estimate"] is not None:
            error = (one["standard_error"] ** 2 + other["standard_error"] ** 2) ** 0.5
            differ += abs(other["estimate"] - one["estimate"]) > 1.96 * error
            pairs += 1

    assert differ / pairs < 0.05


def test_a_bound_lies_on_either_side_of_its_rank_and_only_timor_leste_lacks_values():
    table = read("wgi_asean_1996_2019")
    empty = [row for row in table if row["estimate"] is None]

    assert {row["country"] for row in empty} == {"Timor-Leste"}
    assert len(empty) == 9 and max(row["year"] for row in empty) < 2002
    for row in table:
        if row["estimate"] is not None:
            assert 0 <= row["lower"] <= row["rank"] <= row["upper"] <= 100


def test_the_two_readings_put_the_same_eight_questions_and_each_change_has_its_work():
    article, scholars = (read("word_features").where(reading=by) for by in ("article", "scholars"))

    assert article["question"] == scholars["question"] and len(set(article["question"])) == 8
    for before, after in zip(article, scholars, strict=True):
        cells = [before[word] - after[word] for word in ("technocracy", "bureaucracy")]
        assert sum(map(abs, cells)) == (after["source"] != "Hasbud 2025"), before["question"]
    assert set(article["source"]) == {"Hasbud 2025"}
