"""Lesson 1's assignment: stories, claims, a column for execution, and how alike two words are.

All numbers are invented; the stories and claims stand in the notebook, by number.
"""

from __future__ import annotations

from jalur.checks.assignments import l1_truth as truth
from jalur.checks.kinds import Function, Number
from jalur.checks.several import Classification, NumberList

# fmt: off
QUESTIONS = {
    "q1": Classification(
        given=dict(story_a=2, story_b=3, story_c=7, story_d=9, story_e=10, story_f=11),
        draws={f"story_{letter}": range(1, 15) for letter in "abcdef"},
        fair=truth.varied,
        labels=("T", "B", "E", "C"),
        right=truth.stories,
        mistakes={
            "title": lambda n: truth.struck_by(n, "title"),
            "paper": lambda n: truth.struck_by(n, "paper"),
            "haste": lambda n: truth.struck_by(n, "haste"),
            "mixed": truth.all_mixed,
        },
    ),
    "q2": Classification(
        given=dict(claim_a=1, claim_b=5, claim_c=7, claim_d=11, claim_e=13, claim_f=15),
        draws={f"claim_{letter}": range(1, 16) for letter in "abcdef"},
        fair=truth.mingled,
        labels=("S", "M"),
        right=truth.claims,
        mistakes={
            subject: lambda n, subject=subject: truth.mistaken_about(n, subject)
            for subject in truth.SUBJECTS
        },
    ),
    "q3": NumberList(
        given=dict(speaker=1),
        draws=dict(speaker=range(1, 6)),
        right=truth.column,
        mistakes={
            "noes": lambda n: [1 - answer for answer in truth.column(n)],
            "silent": truth.silence_is_yes,
            "technocracy": lambda n: truth.table("technocracy"),
            "bureaucracy": lambda n: truth.table("bureaucracy"),
            "backwards": lambda n: truth.column(n)[::-1],
        },
        within=0,
    ),
    "q4": Number(
        given=dict(both_yes=4, only_one=2),
        draws=dict(both_yes=range(2, 13), only_one=range(1, 9)),
        right=truth.extended,
        mistakes={
            "old": lambda n: truth.extended({**n, "both_yes": 0, "only_one": 0}),
            "yes-only": lambda n: n["both_yes"] / (8 + n["both_yes"] + n["only_one"]),
            "denominator": lambda n: (1 + n["both_yes"]) / 8,
            "one-sort": lambda n: truth.extended({**n, "only_one": 0}),
            "differences": lambda n: 1 - truth.extended(n),
            "all-alike": lambda n: (1 + n["both_yes"] + n["only_one"])
            / (8 + n["both_yes"] + n["only_one"]),
            "count": lambda n: 1 + n["both_yes"],
        },
        share=True,
    ),
    "q5": Function(
        given=dict(no_weight=0.5),
        draws=dict(no_weight=(0.1, 0.2, 0.25, 0.3, 0.4, 0.6, 0.7, 0.75, 0.8)),
        trials=lambda n: [
            ([1, 0, 0, 1], [1, 1, 0, 0]),
            ([0, 0, 0, 1, 0], [0, 0, 1, 0, 0]),
            ([1, 1, 1], [1, 1, 0]),
            ([0, 1], [1, 0]),
        ],
        right=lambda n: truth.weighed(1, n["no_weight"]),
        mistakes={
            "plain": lambda n: truth.weighed(1, 1),
            "yes-only": lambda n: truth.weighed(1, 0),
            "both-weighed": lambda n: truth.weighed(n["no_weight"], n["no_weight"]),
            "turned": lambda n: truth.weighed(n["no_weight"], 1),
            "count": lambda n: truth.weighed(1, n["no_weight"], of="nothing"),
            "shown": lambda n: truth.weighed(1, n["no_weight"], of="shown"),
            "differences": lambda n: lambda one, other: 1 - truth.weighed(1, n["no_weight"])(
                one, other
            ),
        },
    ),
    "q6": Number(
        given=dict(same=1, questions=8, target=0.7),
        draws=dict(
            same=range(1, 5), questions=range(7, 14), target=(0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9),
        ),
        fair=lambda n: truth.real_needed(n) > 2,
        right=truth.needed,
        mistakes={
            "off": lambda n: truth.needed(n) - 1,
            "old": lambda n: int(n["target"] * n["questions"] - n["same"]) + 1,
            "alike": lambda n: truth.needed(n) + n["same"],
            "total": lambda n: truth.needed(n) + n["questions"],
            "real": lambda n: float(truth.real_needed(n)),
        },
        within=0,
    ),
    "q7": Number(
        given=dict(led=40, majority=18, power=26, both_conditions=10),
        draws=dict(
            led=range(20, 61), majority=range(6, 31), power=range(6, 31),
            both_conditions=range(3, 16),
        ),
        fair=truth.registered,
        right=lambda n: n["both_conditions"] / n["led"],
        mistakes={
            "majority": lambda n: n["majority"] / n["led"],
            "power": lambda n: n["power"] / n["led"],
            "either": lambda n: (n["majority"] + n["power"] - n["both_conditions"]) / n["led"],
            "product": lambda n: n["majority"] * n["power"] / n["led"] ** 2,
            "of-majority": lambda n: n["both_conditions"] / n["majority"],
            "of-power": lambda n: n["both_conditions"] / n["power"],
            "count": lambda n: n["both_conditions"],
        },
        share=True,
    ),
}
# fmt: on
