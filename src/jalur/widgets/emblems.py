"""How what the crew builds is drawn."""

DRAWINGS = {
    "bridge": (
        "M-21-12H21M-16 0Q0-19 16 0M-9-12V-6M9-12V-6M-19 0H-12M12 0H19",
        "M-21-12H-5L-3-7M21-9 6-5M-16 0Q-12-6-7-8M16 0Q13-5 9-4M-19 0H-12M12 0H19",
    ),
    "wave": (
        "M-20 0H20M-14 0-8-8H8L14 0M-20-14q5-6 10 0t10 0 10 0 10 0",
        "M-20 0H20M-14 0-8-8H-4L-2 0M6 0 9-6 14 0M-20-14q5-6 10 0t10 0q5 6 9 12",
    ),
    "flask": (
        "M-13 0H13L4-12V-19M-13 0-4-12V-19M-7-19H7M-9-5H9",
        "M-13 0-4-12V-19M-7-19H7M-13 0H-3L0-5-3-9M5 0H13L4-12V-19M8 4H18",
    ),
    "shop": (
        "M-19-18H19L16-9H-16ZM-14-9V0M14-9V0M-14-4H14M-19 0H19M-6-18V-9M6-18V-9",
        "M-19-18H-3L-6-9H-16ZM-14-9V0M3-15 20-10 15-3M3-15 5-7 15-3M-14-4H2M-19 0H19",
    ),
}
"""How it is drawn in 48 by 21 units, whole, and as it is when the proposal was bad."""
