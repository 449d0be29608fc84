"""What stands where a solution stood; loaded by nbgrader only."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_solution
from traitlets import Unicode


class KeepRunnable(NbGraderPreprocessor):
    """Put three dots below the stub of a function: a comment alone is no body in Python.

    At the outer margin they stay away, for there stands a line such as `q1 = ...` already, and
    a reader must not wonder which dots to replace.
    """

    stub = Unicode("", help="The comment that ClearSolutions leaves.").tag(config=True)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, cell_index: int
    ) -> tuple[NotebookNode, dict]:
        """Mend one cell from which a solution was taken."""
        if cell.cell_type == "code" and is_solution(cell):
            lines = []
            for line in cell.source.split("\n"):
                indent = line[: len(line) - len(line.lstrip())]
                is_body = indent and line.strip() == self.stub
                lines += [line, f"{indent}..."] if is_body else [line]
            cell.source = "\n".join(lines)
        return cell, resources
