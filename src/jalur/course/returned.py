"""What goes back to a student keeps the hidden tests hidden; loaded by nbgrader only."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests


class KeepHidden(ClearHiddenTests):
    """Leave hidden tests out of nbgrader's feedback pages, and their lines out of tracebacks."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, cell_index: int
    ) -> tuple[NotebookNode, dict]:
        """Clear one cell; of an error that a hidden test met, its name and message stay."""
        before = cell.source
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if cell.source != before:
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    output.traceback = [f"{output.ename}: {output.evalue}".removesuffix(": ")]
        return cell, resources
