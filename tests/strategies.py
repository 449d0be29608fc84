"""Random paths, for laws that must hold for all of them."""

from itertools import count

from hypothesis import strategies as st

from jalur.model import Situation, Step, act, vote

_chances = st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.8, 0.9, 1.0])
_days = st.sampled_from([0.0, 1.0, 2.0, 2.0, 5.0, 10.0, 0.3])


@st.composite
def paths(draw, *, fixed=False, deadlines=False, most=6, acts=True):
    """Rows of steps, votes and rows inside votes; with an act at the end of half of them."""
    numbers = count(1)
    left = [draw(st.integers(1, most))]

    def step():
        left[0] -= 1
        return Step(
            f"step_{next(numbers)}",
            draw(st.sampled_from(["assess", "clear"])),
            good=draw(_chances),
            bad=draw(_chances),
            days=draw(_days),
            variation=0 if fixed else draw(st.sampled_from([0, 0, 1, 2])),
            officials=draw(st.integers(1, 3)),
            rounds=0 if fixed else draw(st.sampled_from([0, 0, 0, 0.3])),
            deadline=draw(st.sampled_from([None, None, 1.0, 4.0])) if deadlines else None,
            cost=draw(st.sampled_from([0, 0.5])),
            watch=draw(st.sampled_from([0, 0.1, 1])),
        )

    def part(depth):
        shape = draw(st.sampled_from(["step", "row", "vote"])) if depth else "step"
        if shape == "step" or left[0] <= 1:
            return step()
        inner = [part(depth - 1) for _ in range(draw(st.integers(2, 3)))]
        if shape == "vote":
            return vote(draw(st.integers(1, len(inner))), inner)
        row = inner[0]
        for following in inner[1:]:
            row = row >> following
        return row

    path = part(2)
    return path >> act(days=2) if acts and draw(st.booleans()) else path


situations = st.builds(
    Situation,
    good_share=st.floats(0, 1),
    urgency=st.sampled_from([0.0, 0.005, 0.05]),
    gain=st.floats(0, 200),
    loss=st.floats(0, 1000),
    budget=st.floats(0, 50),
    leak=st.floats(0, 1),
)
