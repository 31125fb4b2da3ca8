"""The words that people write over the columns of their sheets, in English and in Vietnamese.

The first place to look for a column is its own name in `exchange.SHEETS`; the words here are for
the sheets that people made before they had negotrack. Case, accents and signs do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from negotrack.domain.exchange import SHEETS, Sheet
from negotrack.domain.names import fold

# Columns that say again what another one says, and those of a file of bad rows.
DERIVED: Final = frozenset(
    {
        *("earliest", "latest", "due_earliest", "due_latest", "done_earliest", "done_latest"),
        *("day", "agreed_day", "due_day", "done_day", "line", "problem"),
    }
)

_STATE: Final = ("status", "standing", "tình trạng", "trạng thái", "hiện trạng")
_PARTNER: Final = (
    *("partner", "country", "countries", "member", "economy", "who", "party", "with"),
    *("country code", "partner code", "đối tác", "nước", "quốc gia", "thành viên", "bên"),
    *("nền kinh tế", "mã nước"),
)
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "partner": (*_PARTNER, "partners"),
    "partners": (*_PARTNER, "attendees", "participants", "members"),
    "date": (
        *("on", "since", "when", "dated", "as of", "day", "date on", "ngày", "ngày tháng"),
        *("thời gian", "thời điểm", "từ ngày", "khi nào"),
    ),
    "status": ("state", "stage", "standing", "position", *_STATE[2:], "giai đoạn"),
    "state": _STATE,
    "place": ("venue", "location", "where", "city", "địa điểm", "nơi", "nơi họp"),
    "note": ("notes", "remark", "remarks", "comment", "comments", "ghi chú", "nhận xét"),
    "source": ("reference", "sources", "ref", "cited", "url", "link", "nguồn", "nguồn tin"),
    "chapter": ("area", "issue", "issue area", "topic", "chương", "lĩnh vực"),
    "negotiation": ("negotiations", "process", "đàm phán", "cuộc đàm phán"),
    "round": ("session", "meeting", "round id", "vòng", "phiên", "vòng đàm phán"),
    "title": ("name", "heading", "tên", "tên gọi", "tiêu đề"),
    "name": ("country name", "partner name", "tên", "tên gọi", "tên nước"),
    "code": ("id", "key", "iso", "iso2", "alpha2", "iso 3166", "mã", "mã số", "ký hiệu"),
    "text": ("what", "description", "content", "nội dung"),
    "language": ("lang", "ngôn ngữ", "tiếng"),
    "aliases": ("alias", "other names", "also known as", "names", "tên khác", "bí danh"),
    "alpha3": ("iso3", "alpha 3"),
    "level": ("rank", "cấp", "cấp độ"),
    "mode": ("format", "how", "hình thức"),
    "track": ("kênh",),
    "label": ("round", "round number", "number", "no", "session", "vòng", "phiên", "số"),
    "heads": ("heads of delegation", "led by", "delegation", "trưởng đoàn"),
    "summary": ("result", "results", "content", "description", "tóm tắt", "kết quả", "nội dung"),
    "stage": ("step", "bước", "giai đoạn"),
    "role": ("vai trò", "tư cách"),
    "votes": ("vote", "weight", "phiếu", "số phiếu"),
    "may_block": ("block", "veto", "quyền phủ quyết"),
    "asker": ("from", "asked by", "asking", "who asks", "requested by", "bên yêu cầu"),
    "asked": ("to", "of", "asked of", "who is asked", "requested of", "bên được yêu cầu"),
    "raised": ("raised on", "asked on", "requested on", "ngày nêu", "ngày yêu cầu"),
    "due": ("deadline", "due date", "by", "until", "hạn", "thời hạn", "hạn chót"),
    "agreed": ("agreed on", "date", "on", "since", "when", "ngày", "ngày thống nhất"),
    "done": ("done on", "finished", "completed", "hoàn thành", "ngày hoàn thành"),
    "done_note": ("how it was done",),
    "reopen": ("reopened", "reopens", "mở lại"),
    "expression": ("rule", "quy tắc"),
    "is_default": ("default", "mặc định"),
    "publisher": ("published by", "nhà xuất bản", "cơ quan"),
    "address": ("url", "link", "địa chỉ"),
    "result": ("outcome", "kết quả"),
}
# Where a word means something else than on other sheets, or only there.
_HERE: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "requests": {"text": ("request", "yêu cầu", "đề nghị"), "date": ("state date",)},
    "follow-ups": {
        "text": ("follow-up", "task", "action", "to do", "công việc", "việc", "nhiệm vụ"),
    },
    "notes": {"text": ("note", "remark", "comment", "ghi chú")},
    "request-changes": {"request": ("request id",)},
}


@dataclass(frozen=True, slots=True)
class Form:
    """How a sheet of one kind is told from the others, when people made it themselves.

    `needs` must be there, one name of each; without one of `tells` a header is not taken for this
    kind unless it is said. `also` are columns that only such sheets have.
    """

    needs: tuple[tuple[str, ...], ...]
    tells: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


_FORMS: Final[Mapping[str, Form]] = {
    "sources": Form((("code", "title"),), ("publisher", "address", "language")),
    "partners": Form((("code",),), ("name", "alpha3", "aliases"), ("aliases",)),
    "aliases": Form((("partner",), ("name",)), ("name",)),
    "groups": Form((("code",), ("partners",)), ("partners",)),
    "negotiations": Form((("code",), ("title",), ("kind",)), ("kind", "closed_from")),
    "participants": Form((("partner",),), ("role", "votes", "may_block")),
    "chapters": Form((("code", "title"),)),
    "rules": Form((("name",), ("expression",)), ("expression",)),
    "milestones": Form((("code", "title"),), ("stage", "state", "date"), ("state", "date")),
    "rounds": Form((("date",),), ("level", "mode", "place", "track", "label", "heads", "summary")),
    "outcomes": Form((("round",), ("result",)), ("result",)),
    "statuses": Form((("partner",), ("status",), ("date",)), ("status",), ("reopen",)),
    "milestone-dates": Form((("milestone",), ("date",)), ("milestone",)),
    "requests": Form(
        (("text",), ("asker",), ("asked",)), ("asker",), ("state", "date", "raised", "note")
    ),
    "request-changes": Form((("request",), ("state",), ("date",)), ("request",)),
    "follow-ups": Form((("text",),), ("due", "done")),
    "notes": Form((("text",), ("date",)), ("text",)),
}


def form_of(sheet: Sheet) -> Form:
    """Give how a sheet of this kind is told."""
    return _FORMS[sheet.name]


@cache
def columns_by_word(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Give what each folded word over a column may mean on a sheet, the best meaning first."""
    meanings: dict[str, list[str]] = {}
    columns = [*takes(sheet), *DERIVED]
    words: dict[str, tuple[str, ...]] = {column: (column,) for column in columns}
    here = _HERE.get(sheet.name, {})
    for table in (words, here, _WORDS):
        for column in columns:
            for word in table.get(column, ()):
                meanings.setdefault(fold(word), []).append(column)
    return {word: tuple(dict.fromkeys(found)) for word, found in meanings.items()}


def takes(sheet: Sheet) -> tuple[str, ...]:
    """Name the columns that a sheet of this kind can have, without the derived ones."""
    return tuple(each for each in (*sheet.columns, *form_of(sheet).also) if each not in DERIVED)


@cache
def known_words() -> frozenset[str]:
    """Give every folded word that may stand over a column of any sheet."""
    return frozenset(word for sheet in SHEETS for word in columns_by_word(sheet))
