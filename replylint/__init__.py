"""replylint: a linter for the language of customer support."""

__version__ = "0.1.0"
