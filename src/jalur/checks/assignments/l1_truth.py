"""What is true in lesson 1's assignment: who decides in each story, what is known of each claim."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import floor

from jalur.checks.given import Numbers
from jalur.data import read
from jalur.theory import similarity

# Each story of q1: who has the last word, on what ground, and what strikes the eye.
_STORIES = {
    1: ("expert", "knowledge", "haste"),
    2: ("office", "rules", "title"),
    3: ("doer", "deed", "paper"),
    4: ("expert", "knowledge", "paper"),
    5: ("office", "rules", "haste"),
    6: ("doer", "deed", "title"),
    7: ("office", "knowledge", "title"),
    8: ("doer", "rules", "haste"),
    9: ("expert", "deed", "haste"),
    10: ("expert", "knowledge", "paper"),
    11: ("office", "rules", "haste"),
    12: ("doer", "deed", "paper"),
    13: ("expert", "rules", "paper"),
    14: ("office", "deed", "haste"),
}
_POINTS_TO = {
    "expert": "T", "knowledge": "T", "title": "T",
    "office": "B", "rules": "B", "paper": "B",
    "doer": "E", "deed": "E", "haste": "E",
}  # fmt: skip
MIXED = "C"


def stories(n: Numbers) -> dict[str, set[str]]:
    """Return the labels that are accepted for each story of q1.

    Who decides and on what ground may point to one word, and then that is it. Where they point to
    two, the story is mixed, and the word of whoever decides will do.
    """
    accepted = {}
    for number in n.values():
        decides, ground = (_POINTS_TO[what] for what in _STORIES[number][:2])
        accepted[str(number)] = {decides} if decides == ground else {MIXED, decides}
    return accepted


def struck_by(n: Numbers, what: str) -> dict[str, str]:
    """Return the labels of somebody who goes by a `title`, by `paper` or by `haste`."""
    return {str(one): _POINTS_TO[what] for one in n.values() if _STORIES[one][2] == what}


def all_mixed(n: Numbers) -> dict[str, str]:
    """Return the labels of somebody who calls everything mixed."""
    return {str(one): MIXED for one in n.values()}


def varied(n: Numbers) -> bool:
    """Return whether the stories are six, and every label is needed."""
    labels = list(stories(n).values())
    needed = {label for accepted in labels if len(accepted) == 1 for label in accepted}
    return (
        len(set(n.values())) == len(n)
        and needed == {"T", "B", "E"}
        and {"C"} < set().union(*labels)
    )


_KNOWN = {
    "technocracy: born in": "modern English",
    "technocracy: roots": "Greek",
    "technocracy: Smyth's aim": "industrial democracy",
    "bureaucracy: first used as": "an attack",
    "bureau": "a desk or an office",
    "eksekusi: first sense in KBBI 2008": "carrying out a judge's ruling",
    "birokrasi: a second sense in KBBI": "slow and winding work",
    "execution, to scholars": "policy implementation",
    "speed, to Weber": "a strength",
    "Merton and Crozier ask": "why offices become slow",
    "a technocratic cabinet changes": "who sits in the ministers' chairs",
    "zaken kabinet: party people": "some",
    "full technocratic governments of 24": 6,
}
# Each claim of q2: its subject, what it is about, and what it says.
_CLAIMS = {
    1: ("roots", "technocracy: born in", "ancient Greek"),
    2: ("roots", "technocracy: roots", "Greek"),
    3: ("roots", "technocracy: Smyth's aim", "experts in place of the people"),
    4: ("roots", "bureaucracy: first used as", "praise"),
    5: ("roots", "bureau", "a desk or an office"),
    6: ("dictionary", "eksekusi: first sense in KBBI 2008", "carrying out a judge's ruling"),
    7: ("dictionary", "eksekusi: first sense in KBBI 2008", "carrying out a programme"),
    8: ("dictionary", "birokrasi: a second sense in KBBI", "none"),
    9: ("dictionary", "execution, to scholars", "policy implementation"),
    10: ("weber", "speed, to Weber", "no part of it"),
    11: ("weber", "speed, to Weber", "a strength"),
    12: ("weber", "Merton and Crozier ask", "why offices become slow"),
    13: ("cabinet", "a technocratic cabinet changes", "the way of governing"),
    14: ("cabinet", "zaken kabinet: party people", "none"),
    15: ("cabinet", "full technocratic governments of 24", 6),
}
SUBJECTS = ("roots", "dictionary", "weber", "cabinet")


def claims(n: Numbers) -> dict[str, set[str]]:
    """Return for each claim of q2 whether it stands (S) or needs mending (M)."""
    return {
        str(number): {"S" if _KNOWN[about] == said else "M"}
        for number in n.values()
        for _, about, said in (_CLAIMS[number],)
    }


def mistaken_about(n: Numbers, subject: str) -> dict[str, str]:
    """Return the labels of somebody who has every claim about a subject the wrong way round."""
    other = {"S": "M", "M": "S"}
    return {
        item: other[min(right)]
        for item, right in claims(n).items()
        if _CLAIMS[int(item)][0] == subject
    }


def mingled(n: Numbers) -> bool:
    """Return whether the claims are six, on all subjects, some to stand and some to mend."""
    standing = [right == {"S"} for right in claims(n).values()]
    subjects = {_CLAIMS[number][0] for number in n.values()}
    return len(set(n.values())) == len(n) and subjects == set(SUBJECTS) and 2 <= sum(standing) <= 4


# Each speaker of q3: to which questions the words say yes, and to which they say no.
_SPEAKERS = {
    1: ({"efficiency", "votes", "flexible"}, {"expertise", "procedure"}),
    2: ({"law", "orders", "procedure"}, {"votes", "flexible"}),
    3: ({"law", "orders", "efficiency", "slow"}, {"votes", "flexible"}),
    4: ({"expertise", "flexible"}, {"orders", "slow"}),
    5: ({"expertise", "procedure", "slow"}, {"efficiency", "flexible"}),
}


def table(word: str) -> list[int]:
    """Return the answers of `technocracy` or `bureaucracy` in the article's table."""
    return list(read("word_features").where(reading="article")[word])


def column(n: Numbers) -> list[int]:
    """Return the eight answers for execution as the speaker of q3 means it."""
    says_yes, _ = _SPEAKERS[n["speaker"]]
    return [int(question in says_yes) for question in _questions()]


def silence_is_yes(n: Numbers) -> list[int]:
    """Return the answers of somebody who takes silence for a yes."""
    _, says_no = _SPEAKERS[n["speaker"]]
    return [int(question not in says_no) for question in _questions()]


def _questions() -> list[str]:
    return list(read("word_features").where(reading="article")["question"])


def extended(n: Numbers) -> float:
    """Return the similarity of q4: the article's table with two sorts of questions added."""
    both, one = [1] * n["both_yes"], [1] * n["only_one"]
    nothing = [0] * n["only_one"]
    return similarity(
        [*table("technocracy"), *both, *one], [*table("bureaucracy"), *both, *nothing]
    )


def needed(n: Numbers) -> int:
    """Return how many yes-and-yes questions lift the similarity of q6 over its target."""
    return floor(real_needed(n)) + 1


def real_needed(n: Numbers) -> Fraction:
    """Return the number of q6 at which the target is just reached."""
    target = Fraction(str(n["target"]))
    return (target * n["questions"] - n["same"]) / (1 - target)


def weighed(
    yes: float, no: float, of: str = "questions"
) -> Callable[[list[int], list[int]], float]:
    """Return a function of two columns: a yes shared weighs `yes`, a no shared `no`.

    The sum is divided by the number of all `questions`, of those to which somebody says yes
    (`shown`), or by `nothing`.
    """

    def alike(first: list[int], second: list[int]) -> float:
        pairs = list(zip(first, second, strict=True))
        both, neither = pairs.count((1, 1)), pairs.count((0, 0))
        divided_by = {"questions": len(pairs), "shown": len(pairs) - neither, "nothing": 1}[of]
        return (yes * both + no * neither) / (divided_by or 1)

    return alike


def registered(n: Numbers) -> bool:
    """Return whether the four counts of q7 can be counts of one register."""
    both, majority, power = n["both_conditions"], n["majority"], n["power"]
    return both < min(majority, power) and majority + power - both < n["led"]
