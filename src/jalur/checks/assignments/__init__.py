"""One module for each assignment: its questions, the numbers to draw for them, and its truth."""
