"""What a field of a fact is: its name, its sort of value, and the columns that keep it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from negotrack.domain.names import nearest
from negotrack.errors import Misuse


class Sort(StrEnum):
    """The sorts of value: each is typed, checked and shown in one way."""

    DATE = "date"
    LINE = "line"  # a short text, such as a title
    PROSE = "prose"  # a longer text, with new lines
    WORD = "word"  # of a closed list
    STATUS = "status"  # of the ladder or beside it, in the words of the field too
    CODE = "code"  # names a fact of another kind
    LETTERS = "letters"  # a code of nobody else's, such as ISO 3166 alpha-3
    NUMBER = "number"
    YES_NO = "yes-no"
    RULE = "rule"
    SOURCE = "source"
    OUTCOME = "outcome"  # a chapter with the result of a round for it


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is said of a fact; `name` is how people write it.

    `says` is what its help begins with. `at` is its column where that is called otherwise; a date
    fills two more, `{days}earliest` and `{days}latest`. With `many` it is a set, one row each of
    the table `part`; without, `part` is where its column stands when it is not the fact's own.
    """

    name: str
    sort: Sort
    says: str
    required: bool = False
    at: str = ""
    days: str = ""
    words: tuple[str, ...] = ()
    names: str = ""
    least: int = 0
    most: int = 0
    part: str = ""
    many: bool = False

    @property
    def column(self) -> str:
        """Give the column that keeps it, of a date the one with its text."""
        return self.at or self.name.replace("-", "_")

    @property
    def columns(self) -> tuple[str, ...]:
        """Give all columns that it fills."""
        if self.sort is Sort.DATE:
            return (self.column, f"{self.days}earliest", f"{self.days}latest")
        return (self.column,)


@dataclass(frozen=True, slots=True)
class Part:
    """A table of rows that belong to a fact: `refers` are their columns that hold its key.

    `called` is the word for one of them, beside the fact.
    """

    table: str
    refers: tuple[str, ...]
    called: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: where it is kept, how one of it is named, and what is said of it.

    `key` are the columns of its table's key, `of` those that say what else it is a statement
    about; no correction changes either, a name that is a key apart.
    """

    name: str
    table: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ("id",)
    of: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    typed: str = "ID"

    @property
    def in_use(self) -> bool:
        """Say whether one is named within the negotiation in use, by the rest of its key."""
        return self.key[0] == "negotiation"

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of its fields."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """Give a field by its name; raise Misuse with the nearest names."""
        for field in self.fields:
            if field.name == name:
                return field
        close = nearest(name, self.names)
        hint = f"Nearest: {', '.join(close)}." if close else f"It has: {', '.join(self.names)}."
        raise Misuse(f"No field of a fact of the kind {self.name} is called '{name[:60]}'. {hint}")
