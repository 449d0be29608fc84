"""Small tables of real data, each with its source; the `README.md` beside them says whose."""

from jalur.data.reading import names, read

__all__ = ["names", "read"]
