"""Wrong answers to a question of which letters hold, the same for every assignment."""


def one_letter_off(right, letters="ABCDEF"):
    """Of each letter, by its name, the answer that is wrong about it and about no other."""
    return [(letter, lambda n, letter=letter: right(n) ^ {letter}) for letter in letters]
