"""Makes ``python -m replylint`` the same as ``replylint``."""

from replylint.cli import main

if __name__ == "__main__":
    main(prog_name="replylint")
