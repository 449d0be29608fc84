"""A whole course in two small masters, for tests that must not depend on the real lessons."""

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path

from jalur.course import builder

HEADER = """\
---
jalur:
{front}
jupytext:
  cell_metadata_filter: id,lang,agreed,role,tags,nbgrader,-all
  notebook_metadata_filter: all,-language_info,-jupytext.text_representation.jupytext_version
  text_representation:
    extension: .md
    format_name: myst
    format_version: 0.13
kernelspec:
  name: python3
  display_name: Python 3 (ipykernel)
  language: python
---
"""

LANGUAGE = """
```{code-cell} ipython3
:id: language

import jalur
jalur.begin("l2", "id")
```
"""

LESSON = (
    HEADER.format(
        front="""\
  lesson: 2
  title:
    id: Jalur keputusan
    en: Decision paths
  question:
    id: Apa yang dilompati?
    en: What has been skipped?
  outcomes:
  - id: menggambar jalur
    en: draw a path
  minutes:
    story: 5
    play: 8"""
    )
    + """
+++ {"id": "story", "lang": "id"}

## Jembatan

Usulan itu **baik**.

+++ {"id": "story", "lang": "en"}

## The bridge

The proposal is **good**.
"""
    + LANGUAGE
    + """
```{code-cell} ipython3
:id: guess

guess = ...  #id: sebuah angka #en: a number
#id: Angka rekaan.
#en: Invented number.
share = "a #id: b"
```

+++ {"id": "quiz", "lang": "id", "role": "quiz"}

Apa yang berubah?

- [ ] Yang lolos turun *sepuluh*, $a_1 * a_2 * a_3$.

  Kamu mengurangi.
- [x] Keduanya `berkurang`.

  Benar. Peluang dikalikan.

+++ {"id": "quiz", "lang": "en", "role": "quiz"}

What changes?

- [ ] *Ten* fewer, $a_1 * a_2 * a_3$.

  You subtracted.
- [x] Both `berkurang`.

  Right. Chances multiply.
"""
)

SOLUTION = (
    HEADER.format(
        front="""\
  title:
    id: Tugas kecil
    en: Small assignment"""
    )
    + LANGUAGE
    + """
+++ {"id": "q1", "lang": "id"}

## Soal 1

Berapa dua kali tiga?

+++ {"id": "q1", "lang": "en"}

## Question 1

What is twice three?

```{code-cell} ipython3
---
id: q1-answer
nbgrader:
  grade: false
  grade_id: q1-answer
  locked: false
  schema_version: 3
  solution: true
  task: false
---
### BEGIN SOLUTION
six = 6
### END SOLUTION
```

```{code-cell} ipython3
---
id: q1-test
nbgrader:
  grade: true
  grade_id: q1-test
  locked: true
  points: 2
  schema_version: 3
  solution: false
  task: false
---
assert isinstance(six, int)
### BEGIN HIDDEN TESTS
assert six == 6
### END HIDDEN TESTS
```

+++ {"id": "q2", "lang": "id"}

## Soal 2

Tulis fungsi yang menggandakan.

+++ {"id": "q2", "lang": "en"}

## Question 2

Write a function that doubles.

```{code-cell} ipython3
---
id: q2-answer
nbgrader:
  grade: false
  grade_id: q2-answer
  locked: false
  schema_version: 3
  solution: true
  task: false
---
def double(number):
    ### BEGIN SOLUTION
    return 2 * number
    ### END SOLUTION
```

```{code-cell} ipython3
---
id: q2-test
nbgrader:
  grade: true
  grade_id: q2-test
  locked: true
  points: 3
  schema_version: 3
  solution: false
  task: false
---
assert double(2) == 4
### BEGIN HIDDEN TESTS
assert double(21) == 42
### END HIDDEN TESTS
```

+++ {"id": "q3", "lang": "id"}

## Soal 3

Mengapa? Jawab dengan dua kalimat.

+++ {"id": "q3", "lang": "en"}

## Question 3

Why? Answer in two sentences.

+++ {"id": "q3-memo", "lang": "id", "nbgrader": {"grade": true, "grade_id": "q3-memo", "locked": \
false, "points": 4, "schema_version": 3, "solution": true, "task": false}}

Sebab dikalikan.

+++ {"id": "q3-memo", "lang": "en", "nbgrader": {"grade": true, "grade_id": "q3-memo", "locked": \
false, "points": 4, "schema_version": 3, "solution": true, "task": false}}

Because it multiplies.
"""
)


def write(root: Path, lesson: str = LESSON, solution: str = SOLUTION) -> Path:
    """Write the masters of the small course below `root` and return it."""
    for folder, name, text in (
        ("lessons", "02-jalur-keputusan.md", lesson),
        ("solutions", "l2.md", solution),
    ):
        path = root / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return root


@cache
def built() -> Path:
    """Return the small course, built once for each process; nobody writes into it."""
    root = write(Path(tempfile.mkdtemp(prefix="small-course-")))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    builder.build(root)
    return root


def exercise(language: str = "id", **answers: str) -> dict:
    """Return the exercise as a student opens it, with some cells filled in by their ids."""
    path = built() / "exercises" / language / "l2" / "l2.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    told = {id.replace("_", "-"): source for id, source in answers.items()}
    for cell in notebook["cells"]:
        if cell["id"] in told:
            cell["source"] = told.pop(cell["id"]).splitlines(keepends=True)
    assert not told
    return notebook


def save(path: Path, notebook: dict) -> Path:
    """Write a notebook and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook, ensure_ascii=False), "utf-8")
    return path
