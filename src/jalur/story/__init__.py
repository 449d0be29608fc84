"""A recorded run as a story: what is where at a moment, what happens next, and how it is said.

Figures and widgets both tell it, and neither may know the other. It needs the record and the
words, and nothing that draws, so it lives on the landing below them.
"""

from jalur.story.narration import Narration, narrate
from jalur.story.plan import Plan
from jalur.story.scenes import Frame, frame, scenes

__all__ = ["Frame", "Narration", "Plan", "frame", "narrate", "scenes"]
