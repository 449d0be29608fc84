"""Desktop only: building notebooks, working folders, grading, the command line."""
