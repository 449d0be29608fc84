"""What a reader plays with; every widget is a Python file and a JavaScript file of one stem."""

from jalur.widgets.path_builder import PathBuilder
from jalur.widgets.path_player import PathPlayer, play
from jalur.widgets.phase_map import PhaseMap
from jalur.widgets.scorecard import Scorecard

__all__ = ["PathBuilder", "PathPlayer", "PhaseMap", "Scorecard", "play"]
