"""What a reader plays with; every widget is a Python file and a JavaScript file of one stem."""

from jalur.widgets.path_player import PathPlayer, play
from jalur.widgets.quiz import Quiz
from jalur.widgets.sorting_cards import SortingCards
from jalur.widgets.three_words import three_words

__all__ = ["PathPlayer", "Quiz", "SortingCards", "play", "three_words"]
