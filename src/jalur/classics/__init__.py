"""Three classics of organisation, small enough to read: each is one call, one seed, one trace."""

from jalur.classics.cabinets import Cabinet, cabinet
from jalur.classics.garbage_cans import GarbageCan, garbage_can
from jalur.classics.promotions import Promotion, promotion

__all__ = ["Cabinet", "GarbageCan", "Promotion", "cabinet", "garbage_can", "promotion"]
