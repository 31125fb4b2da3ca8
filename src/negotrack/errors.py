"""The errors negotrack answers with: each is one sentence, and knows its exit code."""

from __future__ import annotations


class NegotrackError(Exception):
    """Something that stops the command: what happened, which value, and what to do next."""

    exit_code = 1
    # Lines to print below the sentence, such as the spot in an expression.
    below = ""


class Misuse(NegotrackError):
    """The words of the command are off: a date, a text, an option that cannot be read."""

    exit_code = 2


class NotFound(NegotrackError):
    """A name or an id that the record does not know."""

    exit_code = 3


class Ambiguous(NegotrackError):
    """A name that fits more than one thing; the message lists them."""

    exit_code = 3


class Refused(NegotrackError):
    """A rule of the domain forbids what was asked."""

    exit_code = 4


class StoreProblem(NegotrackError):
    """The store cannot serve: locked, not ours, newer, read-only or damaged."""

    exit_code = 5


class ImportProblems(NegotrackError):
    """A file to import holds what cannot be recorded; below are the lines with the reasons."""

    exit_code = 6
