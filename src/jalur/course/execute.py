"""Run one notebook in a process of its own: `python -m jalur.course.execute IN OUT SECONDS`.

Tells its parent on standard output, one line each, which cell it begins and why it stopped.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

SPOKEN = 100_000
"""Characters that a cell may print; the rest is dropped, or a page would be 50 MB."""


class Client(NotebookClient):
    """nbclient that drops what a cell prints beyond all measure."""

    def process_message(
        self, msg: dict, cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Count what a cell says before it is kept."""
        said = len(json.dumps(msg["content"], default=str)) if "content" in msg else 0
        if msg["msg_type"] in ("stream", "display_data", "execute_result"):
            spoken = cell.setdefault("_spoken", 0) + said
            cell["_spoken"] = spoken
            if spoken > SPOKEN:
                return None
        return super().process_message(msg, cell, cell_index)


def main(source: Path, target: Path, seconds: int) -> None:
    """Run every cell, errors or not, and write the notebook with its outputs."""
    notebook = nbformat.from_dict(json.loads(source.read_text("utf-8")))
    client = Client(
        notebook,
        timeout=seconds,
        allow_errors=True,
        store_widget_state=False,
        on_cell_start=lambda cell, cell_index: print("cell", cell_index, flush=True),
        resources={"metadata": {"path": str(source.parent)}},
    )
    try:
        client.execute()
    except CellTimeoutError:
        print("stopped time", flush=True)
    except DeadKernelError:
        print("stopped dead", flush=True)
    else:
        for cell in notebook.cells:
            cell.pop("_spoken", None)
        target.write_text(nbformat.writes(notebook), "utf-8")
        print("done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
