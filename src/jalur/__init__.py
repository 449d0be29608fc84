"""Decision paths you can read, run and watch.

>>> import jalur
>>> jalur.acceptance(jalur.desks(7, good=0.9, bad=0.3, days=10)).good
0.478297
"""

from importlib import import_module

# Every name is resolved on first use (PEP 562): a lesson that only reads pays for nothing,
# and a computer without matplotlib or widgets still has the model and the checks.
_HOME = {
    "PathBuilder": "jalur.widgets",
    "PathPlayer": "jalur.widgets",
    "PhaseMap": "jalur.widgets",
    "Scorecard": "jalur.widgets",
    "Situation": "jalur.model",
    "Step": "jalur.model",
    "acceptance": "jalur.model",
    "act": "jalur.model",
    "begin": "jalur.checks",
    "best": "jalur.model",
    "break_even": "jalur.model",
    "bureaucracy": "jalur.model",
    "check": "jalur.checks",
    "desks": "jalur.model",
    "direct": "jalur.model",
    "expected_cost": "jalur.model",
    "expected_days": "jalur.model",
    "explore": "jalur.widgets",
    "flash_flood": "jalur.model",
    "full": "jalur.model",
    "hazardous_chemicals": "jalur.model",
    "leakage": "jalur.model",
    "narrate": "jalur.story",
    "numbers": "jalur.checks",
    "panel": "jalur.model",
    "phase": "jalur.model",
    "play": "jalur.widgets",
    "predict": "jalur.checks",
    "read": "jalur.data",
    "say": "jalur.texts",
    "scene": "jalur.widgets",
    "self_test": "jalur.widgets",
    "simulate": "jalur.model",
    "stall_permits": "jalur.model",
    "technocracy": "jalur.model",
    "three_words": "jalur.widgets",
    "value": "jalur.model",
    "village_bridge": "jalur.model",
    "vote": "jalur.model",
    "worth": "jalur.model",
}

_ROOMS = ("classics", "figures", "theory")

__all__ = sorted([*_HOME, *_ROOMS])
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return import_module(f"jalur.{name}")
    if name not in _HOME:
        raise AttributeError(f"module 'jalur' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
