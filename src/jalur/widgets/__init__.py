"""What a reader plays with; every widget is a Python file and a JavaScript file of one stem."""

from jalur.widgets.path_player import PathPlayer, play
from jalur.widgets.scene_player import ScenePlayer, scene

__all__ = ["PathPlayer", "ScenePlayer", "play", "scene"]
