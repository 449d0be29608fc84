"""Two words are as alike as their answers, and as nothing else."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from pytest import mark, raises

from jalur.errors import InputError
from jalur.theory import similarity

answers = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=30)


def shuffled(pairs):
    return st.tuples(st.just(pairs), st.permutations(pairs))


@mark.parametrize(
    ("one", "other", "share"),
    [
        ("1", "1", 1), ("0", "0", 1), ("1", "0", 0), ("1010", "0101", 0),
        ("10010010", "00010110", 0.75),
    ],
)  # fmt: skip
def test_the_share_is_the_one_that_fingers_count(one, other, share):
    assert similarity(list(one), list(other)) == share


@given(answers.flatmap(shuffled))
def test_neither_the_order_of_questions_nor_that_of_words_matters(orders):
    one, other = zip(*orders[0], strict=True)
    other_again, one_again = reversed(list(zip(*orders[1], strict=True)))

    assert similarity(one, other) == similarity(other_again, one_again)


@given(answers)
def test_turning_every_answer_of_one_word_round_turns_the_share_round(pairs):
    one, other = zip(*pairs, strict=True)
    turned = [1 - answer for answer in one]

    alike = Fraction(round(similarity(one, other) * len(pairs)), len(pairs))
    assert round(similarity(turned, other) * len(pairs)) == (1 - alike) * len(pairs)


@mark.parametrize(("one", "other"), [([], []), ([1], []), ([1, 0], [1]), ([1], [1, 0])])
def test_answers_to_other_questions_are_refused(one, other):
    with raises(InputError, match="^similarity: both must answer the same questions") as refused:
        similarity(one, other)

    assert f"{len(one)} dan {len(other)} jawaban" in refused.value.in_language("id")
