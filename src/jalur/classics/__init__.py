"""Classics of decision and organisation, small enough to read: one call, one seed, one trace."""

from jalur.classics.cabinets import Cabinet, cabinet
from jalur.classics.garbage_cans import GarbageCan, garbage_can
from jalur.classics.opinions import Evidence, evidence
from jalur.classics.promotions import Promotion, promotion

__all__ = [
    "Cabinet",
    "Evidence",
    "GarbageCan",
    "Promotion",
    "cabinet",
    "evidence",
    "garbage_can",
    "promotion",
]
