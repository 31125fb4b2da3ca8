"""The form of a fact, and what was changed in it as an amendment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from negotrack.domain.fields import Field, Sort
from negotrack.errors import Misuse
from negotrack.record.described import described
from negotrack.record.fact import Fact
from negotrack.render.form import FormField, write_form
from negotrack.store.reader import Reader

if TYPE_CHECKING:
    from negotrack.record.amend import Amendment, Said
    from negotrack.record.members import Outcomes

# The line of the form that gives the reason.
WHY: Final = "why"

_EXPLAINED: Final = (
    "Change what is wrong, save, and leave the editor. A longer text goes on in lines that begin "
    "with two blanks. A field that you empty is cleared; one that you leave out stays as it is. "
    "Lines that begin with # are left out."
)
_DATES: Final = (
    "Dates: 2005-05-12, 2005-05, 12-14 May 2005, by 15 December 2004, about June 2005, "
    "2005-05-06..2005-09-15."
)


def shown_fields(fact: Fact) -> list[Field]:
    """Give the fields that the form has: not the date of a milestone that several sources date."""
    return [
        field
        for field in fact.kind.fields
        if field.many or not field.part or len(fact.statements(field.part)) == 1
    ]


def form_of(reader: Reader, fact: Fact, why: str | None) -> str:
    """Write the form of a fact."""
    fields = shown_fields(fact)
    lines = [
        FormField(field.name, _text(fact, field), _hint(reader, fact, field)) for field in fields
    ]
    reason = FormField(WHY, why or "", "The reason of the correction, for the journal.")
    return write_form(_head(fact, fields), [*lines, reason])


def amendment_of(reader: Reader, fact: Fact, changed: Mapping[str, str]) -> Amendment:
    """Give the amendment that the changed fields of a form say; raise Misuse, NotFound."""
    from negotrack.record.amend import Amendment

    said: dict[str, Said] = {}
    outcomes: Outcomes = {}
    for name, text in changed.items():
        field = fact.kind.field(name)
        if field.sort is Sort.OUTCOME:
            outcomes = _outcomes(reader, fact, text)
        elif field.many:
            said[name] = text.splitlines()
        else:
            said[name] = text or None
    return Amendment(said, outcomes)


def _head(fact: Fact, fields: list[Field]) -> list[str]:
    where = f" in {fact.negotiation}" if fact.negotiation else ""
    required = ", ".join(field.name for field in fields if field.required)
    head = [f"{fact.title}{where}: {described(fact.kind.table, fact.row)}", "", _EXPLAINED]
    if any(field.sort is Sort.DATE for field in fields):
        head.append(_DATES)
    head.append(f"Never empty: {required}, {WHY}.")
    statements = [row["id"] for row in fact.parts.get("milestone_date", ())]
    if len(fields) < len(fact.kind.fields) and statements:
        head.append(f"Dated by statements of their own, milestone-date: {', '.join(statements)}.")
    return head


def _text(fact: Fact, field: Field) -> str:
    """Give a field's text; the members of a larger set stand below its name, one like the other."""
    text = fact.text(field)
    return f"\n{text}" if field.many and "\n" in text else text


def _hint(reader: Reader, fact: Fact, field: Field) -> str:
    match field.sort:
        case Sort.OUTCOME:
            return (
                "One a line, CHAPTER=RESULT or CHAPTER=RESULT: note. "
                f"Results: {', '.join(field.words)}. Chapters: {_chapters(reader, fact)}."
            )
        case Sort.YES_NO:
            return "yes, no"
        case Sort.NUMBER:
            return f"{field.least} to {field.most:,}"
        case Sort.CODE if field.names == "chapter":
            return _chapters(reader, fact)
        case _ if field.many:
            return "One a line."
        case _:
            return ", ".join(field.words)


def _chapters(reader: Reader, fact: Fact) -> str:
    rows = reader.rows(
        "SELECT code FROM chapter WHERE negotiation = :negotiation ORDER BY code",
        negotiation=fact.negotiation,
    )
    return ", ".join(row["code"] for row in rows) or "none yet"


def _outcomes(reader: Reader, fact: Fact, text: str) -> Outcomes:
    """Give what the lines of the form say of a round's chapters, where it is not as before."""
    from dataclasses import replace

    from negotrack.cli.round_words import read_outcome

    former = _items(fact.text(fact.kind.field("outcome")))
    present = _items(text)
    drafts = {}
    for item in present:
        draft = read_outcome(reader, fact.negotiation or "", item)
        if draft.chapter in drafts:
            raise Misuse(f"The text has two outcomes for {draft.chapter}. Say one.")
        drafts[draft.chapter] = (item, replace(draft, note=draft.note or ""))
    gone = {item.partition("=")[0] for item in former} - set(drafts)
    changed = {code: draft for code, (item, draft) in drafts.items() if item not in former}
    return {**dict.fromkeys(gone), **changed}


def _items(text: str) -> list[str]:
    """Take the lines of a set apart; what begins with blanks goes on with the one before."""
    items: list[str] = []
    for line in text.splitlines():
        if line[:1].isspace() or not line:
            items[-1:] = [f"{''.join(items[-1:])}\n{line.removeprefix('  ')}"]
        else:
            items.append(line)
    return items
