"""What nbgrader's own commands are told in this folder, in the language of JALUR_LANGUAGE.

    JALUR_LANGUAGE=en nbgrader generate_assignment l2
    nbgrader validate exercises/id/l2/l2.ipynb
"""

import os

from jalur.course.release import settings

language = os.environ.get("JALUR_LANGUAGE", "id")

c = get_config()  # noqa: F821 (traitlets gives it to every configuration file)
for section, values in settings(language).items():
    c[section].update(values)

c.CourseDirectory.source_directory = f"solutions/{language}"
c.CourseDirectory.release_directory = f"exercises/{language}"
