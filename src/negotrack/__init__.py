"""negotrack: a delegation's memory of its negotiations, in one SQLite file."""

__version__ = "0.1.0"
