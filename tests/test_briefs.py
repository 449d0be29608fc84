"""Each brief asks for another path."""

from pytest import mark, raises

from jalur import (
    Step,
    act,
    best,
    bureaucracy,
    direct,
    flash_flood,
    full,
    hazardous_chemicals,
    stall_permits,
    technocracy,
    value,
    village_bridge,
)
from jalur.errors import InputError

CONTENDERS = {
    "direct": direct(),
    "experts": technocracy(),
    "seven desks": bureaucracy(),
    "two desks": bureaucracy(2),
    "full": full(),
    "experts and two desks": full(2),
}


@mark.parametrize(
    ("brief", "winner"),
    [
        (flash_flood, "direct"),
        (village_bridge, "experts"),
        (hazardous_chemicals, "experts and two desks"),
    ],
)
def test_each_brief_has_its_own_winner(brief, winner):
    assert best(CONTENDERS, brief()).winner == winner


def test_the_stalls_overload_every_named_path_but_the_direct_one():
    for path in (technocracy(), bureaucracy(), full()):
        with raises(InputError, match="queue grows for ever"):
            value(path, stall_permits())


def test_for_the_stalls_a_path_of_ones_own_beats_the_direct_one():
    counter = Step("counter", "clear", good=0.98, bad=0.2, days=1, variation=1, cost=0.1) >> act()

    own, plain = value(counter, stall_permits()), value(direct(), stall_permits())
    assert own - 3 * own.error > plain + 3 * plain.error > 0
