"""How steps combine, and what is said when they do not."""

from pytest import mark, raises

from jalur import act, bureaucracy, desks, direct, full, panel, technocracy, vote
from jalur.errors import InputError
from jalur.model import Series, Step, Vote
from jalur.texts import LANGUAGES


def desk(name, **numbers):
    return Step(name, "clear", **{"good": 0.9, "bad": 0.3, "days": 10, **numbers})


def test_a_row_of_rows_is_one_row():
    assert (desk("a") >> desk("b")) >> (desk("c") >> desk("d")) == Series(
        (desk("a"), desk("b"), desk("c"), desk("d"))
    )


@mark.parametrize(("join", "k"), [(lambda a, b: a & b, 3), (lambda a, b: a | b, 1)])
def test_the_same_operator_flattens(join, k):
    joined = join(join(desk("a"), desk("b")), desk("c"))

    assert joined == Vote(k, (desk("a"), desk("b"), desk("c")))


def test_different_operators_stay_nested():
    joined = (desk("a") & desk("b")) | desk("c")

    assert joined.k == 1
    assert joined.parts[0] == desk("a") & desk("b")


def test_a_panel_is_never_dissolved_into_a_wider_vote():
    experts = panel(1, accuracy=0.8, days=30)

    assert (experts & desk("a")).parts == (experts, desk("a"))


def test_a_path_shows_the_expression_that_makes_it():
    assert repr((desk("a") & desk("b") >> desk("c")) >> act()) == "(a & (b >> c)) >> act"
    assert repr(vote(2, [desk("a"), desk("b"), desk("c")])) == "vote(2, [a, b, c])"
    assert repr(desk("a", rounds=0.5)) == (
        "Step('a', 'clear', good=0.9, bad=0.3, days=10.0, rounds=0.5)"
    )


def test_days_are_kept_on_the_grid_of_time():
    assert desk("a", days=0.1).days == round(0.1 * 2**20) / 2**20
    assert desk("a", deadline=0.1).deadline == desk("a", days=0.1).days


def test_named_paths_end_with_one_day_of_acting():
    for path in (direct(), technocracy(), bureaucracy(), full()):
        assert path.parts[-1] == act(days=1)


def test_a_path_keeps_its_name_until_something_is_added():
    assert full().name == "full"
    assert (full() >> Step("audit", "assess", watch=0.5)).name == ""


def test_desks_and_judges_are_numbered_from_their_stem():
    assert [step.name for step in desks(2, 0.9, 0.3, 10, name="permit").steps] == [
        "permit_1",
        "permit_2",
    ]
    assert [step.name for step in panel(3, 0.8, 30).steps] == ["expert_1", "expert_2", "expert_3"]


REFUSED = {
    "a good share above one": (
        lambda: desk("land", good=9),
        "step 'land': 'good' .* 0 to 1.*got 9",
    ),
    "a probability that is text": (lambda: desk("land", bad="0,3"), r"'bad' .*\(got '0,3'\)"),
    "a probability that is no number": (lambda: desk("land", good=float("nan")), "got nan"),
    "a truth value": (lambda: desk("land", good=True), "got True"),
    "negative days": (lambda: desk("land", days=-1), "'days' must be 0 or more, in working days"),
    "endless days": (lambda: desk("land", days=float("inf")), "got inf"),
    "a round for ever": (lambda: desk("land", rounds=1), "'rounds' must be less than 1"),
    "half an official": (lambda: desk("land", officials=0.5), "'officials' must be a whole number"),
    "an unknown kind": (lambda: Step("land", "judge"), "one of assess, clear, act .got 'judge'"),
    "no name": (lambda: Step("", "clear"), "a step needs a name"),
    "a crew that refuses": (lambda: Step("build", "act", good=0.9), "neither refuses"),
    "a number in a row": (lambda: desk("a") >> 3, r"joined to steps, by >> .*\(got >> 3\)"),
    "a number before a row": (lambda: 3 >> desk("a"), "joined to steps"),
    "a number beside": (lambda: desk("a") & 3, r"got & 3"),
    "adding": (lambda: desk("a") + desk("b"), r"got \+"),
    "adding a number": (lambda: desk("a") + 1, r"got \+ 1"),
    "and instead of &": (lambda: desk("a") and desk("b"), "for 'both' write a & b"),
    "an empty vote": (lambda: vote(1, []), "vote needs at least one step"),
    "votes of numbers": (lambda: vote(1, [0.9, 0.8]), "steps only"),
    "k above n": (lambda: vote(3, [desk("a"), desk("b")]), "at most the number of parts, 2 .got 3"),
    "k of zero": (lambda: vote(0, [desk("a")]), "'k' must be a whole number, 1 or more"),
    "an even panel": (lambda: panel(4, 0.8, 30), "'n' must be odd"),
    "a name twice": (lambda: desk("a") >> desk("a"), r"name of its own \(repeated: a\)"),
    "a crew in a branch": (lambda: panel(3, 0.8, 30) & desk("a") >> act(), "write .a & b. >> act"),
    "a refusal after the act": (lambda: act() >> desk("late"), "nothing can refuse .*'late' can"),
    "no desk at all": (lambda: desks(0, 0.9, 0.3, 10), "'n' must be a whole number, 1 or more"),
}


@mark.parametrize("mistake", REFUSED)
def test_a_mistake_is_told_where_it_is_made(mistake):
    make, said = REFUSED[mistake]

    with raises(InputError, match=said) as caught:
        make()
    for language in LANGUAGES:
        assert "{" not in caught.value.in_language(language).replace("{…}", "")


def test_an_audit_may_follow_the_act():
    audited = direct() >> Step("audit", "assess", days=5, watch=0.5)

    assert audited.steps[-1].name == "audit"
