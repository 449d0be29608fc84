"""`python -m jalur`: the same as the command `jalur`."""

from jalur.course.cli import main

if __name__ == "__main__":
    main()
