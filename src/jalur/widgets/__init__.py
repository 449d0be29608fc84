"""What a reader plays with; every widget is a Python file and a JavaScript file of one stem."""

from jalur.widgets.path_player import PathPlayer, play

__all__ = ["PathPlayer", "play"]
