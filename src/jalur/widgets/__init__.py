"""What a reader plays with; every widget is a Python file and a JavaScript file of one stem."""

from jalur.widgets.explorer import Explorer
from jalur.widgets.lessons import explore
from jalur.widgets.page import page
from jalur.widgets.path_builder import PathBuilder
from jalur.widgets.path_player import PathPlayer, play
from jalur.widgets.phase_map import PhaseMap
from jalur.widgets.quiz import Quiz
from jalur.widgets.reading import Chart, Choice, Reading, Series, Slider
from jalur.widgets.scene_player import ScenePlayer, scene
from jalur.widgets.scorecard import Scorecard
from jalur.widgets.self_test import self_test
from jalur.widgets.sorting_cards import SortingCards
from jalur.widgets.three_words import three_words
from jalur.widgets.widget import Widget

__all__ = [
    "Chart",
    "Choice",
    "Explorer",
    "PathBuilder",
    "PathPlayer",
    "PhaseMap",
    "Quiz",
    "Reading",
    "ScenePlayer",
    "Scorecard",
    "Series",
    "Slider",
    "SortingCards",
    "Widget",
    "explore",
    "page",
    "play",
    "scene",
    "self_test",
    "three_words",
]
