"""Grade on many machines: Dask's workers run submissions, and marks are written here as ever.

`Cluster` stands where `Rooms` stands. What goes over is a notebook and the course's cells, what
comes back a `Run`; who keeps the gradebook never leaves this machine. A worker that dies loses
nothing: Dask gives its submission to another one.
"""

from __future__ import annotations

import atexit
from collections.abc import Mapping, Sequence
from functools import cache
from threading import Lock

from jalur.course import runner
from jalur.course.bubbles import rooms
from jalur.course.matching import NotebookCell
from jalur.course.runner import Level, Limits, Rooms, Run
from jalur.errors import InputError

CONNECTING = 10
"""Seconds in which a cluster must have answered."""
_opening = Lock()


class Cluster:
    """A connection to Dask's scheduler; it ends with its `with` block."""

    def __init__(self, address: str, isolation: Level | None = None) -> None:
        self.address, self.level = address, isolation or "namespaces"

    def __enter__(self) -> Cluster:
        """Connect to the cluster.

        Raises:
            InputError: If Dask is missing, or there is no cluster at the address.
        """
        try:
            from distributed import Client
        except ModuleNotFoundError as missing:
            raise InputError("grade.cluster_missing", name=str(missing.name)) from None
        try:
            self.client = Client(self.address, timeout=CONNECTING, set_as_default=False)
        except (OSError, ValueError) as error:
            raise InputError("grade.cluster", address=self.address, told=str(error)) from None
        return self

    def ready(self) -> None:
        """Have every worker warm its rooms, with walls as high as was asked.

        Raises:
            InputError: If there are no workers, or one of them cannot do that.
        """
        try:
            told = "" if self.client.run(_warmed, self.level) else "0 workers"
        except InputError:
            raise
        except Exception as error:  # such as a worker without jalur
            told = f"{type(error).__name__}: {error}"
        if told:
            raise InputError("grade.cluster", address=self.address, told=told)

    @property
    def slots(self) -> int:
        """How many submissions the workers run at the same time."""
        return sum(self.client.nthreads().values())

    def run(
        self, notebook: Mapping[str, object], solution: Sequence[NotebookCell], limits: Limits
    ) -> Run:
        """Return a notebook as it ran on one of the workers; see `Rooms.run`."""
        from distributed import KilledWorker

        try:
            job = (self.level, notebook, list(solution), limits)
            return self.client.submit(_run, *job, pure=False).result()
        except KilledWorker:  # several of them died of it
            return Run(None, (), limits.notebook)

    def __exit__(self, *_: object) -> None:
        self.client.close()


@cache
def _rooms(level: Level) -> Rooms:
    """Return this worker's own rooms; they are warm for all that it runs, and end with it."""
    opened = rooms(runner.level("limits" if level == "limits" else None)).__enter__()
    atexit.register(opened.__exit__, None, None, None)
    return opened


def _warmed(level: Level) -> None:
    with _opening:
        _rooms(level).ready()


def _run(level: Level, *job: object) -> Run:
    _warmed(level)
    return _rooms(level).run(*job)
