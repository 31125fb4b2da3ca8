"""What the names over the columns are taken for."""

from __future__ import annotations

import pytest

from negotrack.domain.column_words import columns_by_word, form_of, takes
from negotrack.domain.exchange import SHEETS, Sheet
from negotrack.errors import Misuse
from negotrack.record.importing.headings import layout_of, read_maps


def laid(header: str, kind: str | None = None, *maps: str, hint: str = "") -> str:
    layout = layout_of(tuple(header.split("|")), kind, read_maps(maps), hint)
    ignored = f" / {', '.join(layout.ignored)}" if layout.ignored else ""
    return f"{layout.sheet.name}: {layout.words}{ignored}"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (
            "partner|status|on|note|source",
            "statuses: partner, status, on → date, note, source",
        ),
        (
            "SOURCE|Since|Country|Stage|Remarks",
            "statuses: SOURCE, Since → date, Country → partner, Stage → status, Remarks → note",
        ),
        (
            "Đối tác|Tình trạng|Ngày|Ghi chú|Nguồn",
            (
                "statuses: Đối tác → partner, Tình trạng → status, Ngày → date, Ghi chú → note, "
                "Nguồn → source"
            ),
        ),
        (
            "NƯỚC|TRẠNG THÁI|TỪ NGÀY",
            "statuses: NƯỚC → partner, TRẠNG THÁI → status, TỪ NGÀY → date",
        ),
        (
            "Country|When|Venue|Level|Results",
            "rounds: Country → partners, When → date, Venue → place, Level, Results → summary",
        ),
        (
            "Vòng|Đối tác|Ngày|Địa điểm",
            "rounds: Vòng → label, Đối tác → partners, Ngày → date, Địa điểm → place",
        ),
        ("code|title|stage|state|date", "milestones: code, title, stage, state, date"),
        (
            "request|from|to|raised on",
            "requests: request → text, from → asker, to → asked, raised on → raised",
        ),
        ("code|name|aliases", "partners: code, name, aliases"),
        ("partner|role|votes|may block", "participants: partner, role, votes, may block"),
        ("task|deadline|partner", "follow-ups: task → text, deadline → due, partner"),
        ("text|date|partner", "notes: text, date, partner"),
        ("partner|name|language", "aliases: partner, name, language"),
        ("round|chapter|result", "outcomes: round, chapter, result"),
        ("milestone|state|date", "milestone-dates: milestone, state, date"),
    ],
)
def test_a_header_tells_the_kind_and_the_columns(header: str, told: str) -> None:
    assert laid(header) == told


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_header_of_an_export_tells_its_kind_in_any_order_and_case(sheet: Sheet) -> None:
    header = tuple(column.upper().replace("_", " ") for column in reversed(sheet.columns))
    layout = layout_of(header, None, {})
    assert layout.sheet is sheet
    assert set(layout.places) == set(takes(sheet)) & set(sheet.columns)
    assert layout.ignored == ()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_the_words_of_a_kind_mean_columns_that_it_has(sheet: Sheet) -> None:
    form = form_of(sheet)
    names = {name for names in form.needs for name in names} | {*form.tells}
    assert names <= set(takes(sheet))
    assert columns_by_word(sheet)


def test_what_says_a_column_again_is_passed_over_in_silence() -> None:
    header = (
        "id|negotiation|partner|status|date|earliest|latest|day|chapter|round|note|source|resets"
    )
    assert " / " not in laid(header)


def test_what_means_nothing_is_said_aloud() -> None:
    assert laid("partner|status|on|Colour|Mood").endswith(" / Colour, Mood")


def test_a_map_goes_before_every_guess() -> None:
    told = laid("Who|What|Ended on|note", None, "Ended on=date", "what=status")
    assert told == "statuses: Who → partner, What → status, Ended on → date, note"
    assert laid("partner|status|on|note", None, "NOTE=-").endswith("partner, status, on → date")
    assert "a=b → status" in laid("partner|a=b|on", None, "a=b=status")


def test_a_day_is_the_date_where_nothing_else_is() -> None:
    assert laid("partner|status|day") == "statuses: partner, status, day → date"


def test_the_name_of_the_file_decides_between_kinds() -> None:
    assert laid("code|title", hint="wto chapters").startswith("chapters:")
    assert laid("code|title", hint="milestones-2005").startswith("milestones:")


@pytest.mark.parametrize(
    ("header", "kind", "maps", "said"),
    [
        ("code|title", None, (), "do not tell a kind; sources,"),
        ("colour|mood", None, (), "fit no kind of fact"),
        ("partner|status", "statuses", (), "needs a column for date"),
        ("partner|status|on|since", None, (), "Both 'on' and 'since' could be the column date"),
        ("partner|status|on|note|note", None, (), "Both 'note' and 'note'"),
        ("partner|status|on", None, ("onn=date",), "no column 'onn'. Nearest: on."),
        ("partner|status|on", "statuses", ("on=dat",), "no column 'dat'. Nearest: date"),
        ("partner|status|on", "status change", (), "no kind of fact"),
    ],
)
def test_what_cannot_be_told_is_a_sentence(
    header: str, kind: str | None, maps: tuple[str, ...], said: str
) -> None:
    with pytest.raises(Misuse) as refused:
        laid(header, kind, *maps)
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["on", "=date", "on=", "  =  "])
def test_a_map_without_two_sides_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="maps nothing"):
        read_maps([text])


def test_a_key_will_do_where_columns_are_missing() -> None:
    assert laid("id|note", "statuses") == "statuses: id, note"
