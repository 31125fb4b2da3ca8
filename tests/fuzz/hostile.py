"""Texts and files that nobody should trust, drawn at random around the ones kept by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hypothesis import strategies as st

from tests.render.exported import HOSTILE

_PIECES: Final = (
    *("=", "+", "-", "@", "\t", "\r", "\n", "＝", "'", '"', ",", ";", "\\", "/", "..", "../"),
    *("\x00", "\x07", "\x1b[2J", "\x1b]0;t\x07", "\x7f", "\x9b31m", "\u2028", "\ufeff", "\ufffe"),
    *("\uffff", "\u202e", "\u2066", "\u200b", "\u0301", "\U0001f91d", "한", "_x0041_", "_x000D_"),
    *("[b]", "[/b]", "[red]", "[link=x]", ":smile:", "<script>", "</text>", "&amp;", "]]>", "<!--"),
    *("{0}", "%s", "${x}", "');DROP TABLE note;--", "\n.quit\n", "NULL", "1e999", "9" * 40, "NaN"),
    *("a", "WTO", "JP", "concluded", "2005-05-06", " "),
)

pieces = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map("".join)
texts = st.one_of(st.sampled_from(HOSTILE), pieces, st.text(min_size=1, max_size=40))

_BYTES: Final = (
    *(b"", b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b'"', b"\n", b"\r", b",", b";", b"\t"),
    *(
        b"{",
        b"[",
        b"}",
        b"]",
        b":",
        b"null",
        b"1e999",
        b"NaN",
        b"\\ud800",
        b"[" * 3000,
        b"9" * 5000,
    ),
    *(b"../../x", b"=1+1", b"\x1b[2J", b"\xe2\x80\xae", b"&x;", b"<", b">", b"-1", b"2005-02-30"),
)


@st.composite
def damaged_text(draw: st.DrawFn, whole: str) -> str:
    """Give a text with a few cuts, in each of which something else may stand."""
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(whole)))
        end = min(len(whole), begin + draw(st.integers(0, 6)))
        put = draw(st.one_of(st.just(""), st.sampled_from(_PIECES), st.just(whole[begin:end] * 2)))
        whole = whole[:begin] + put + whole[end:]
    return whole


@dataclass(frozen=True)
class Cut:
    """A cut at a share of a file, so many bytes long, and what stands there afterwards."""

    share: float
    length: int
    put: bytes
    repeat: int


def damaged_bytes(whole: bytes, cuts: Sequence[Cut]) -> bytes:
    """Give content with these cuts in it."""
    for cut in cuts:
        begin = int(cut.share * len(whole))
        end = begin + cut.length
        whole = whole[:begin] + cut.put + whole[begin:end] * cut.repeat + whole[end:]
    return whole


cuts = st.lists(
    st.builds(
        Cut,
        st.floats(0, 1),
        st.sampled_from((0, 1, 2, 8, 300)),
        st.sampled_from(_BYTES) | st.binary(max_size=6),
        st.sampled_from((0, 0, 0, 1, 2)),
    ),
    min_size=1,
    max_size=4,
)
