"""Keep the names of partners apart: what names one of them must not name another."""

from __future__ import annotations

from collections.abc import Sequence

from negotrack.domain.names import fold
from negotrack.errors import Refused
from negotrack.store.journal import Recording


def refuse_anothers(
    action: Recording, partner: str, names: Sequence[str], alpha3: str | None = None
) -> None:
    """Raise Refused when a lookup could no longer tell a partner from another one.

    Names are compared as `fold` reads them, codes letter by letter: "Mỹ" is a name of the United
    States although it folds to the code of Malaysia.
    """
    folded = {fold(name): name for name in names}
    codes = {word.casefold(): word for word in (alpha3, *names) if word}
    for row in action.rows(
        "SELECT code, name, NULL AS word FROM partner"
        " UNION ALL SELECT partner, name, NULL FROM partner_name"
        " UNION ALL SELECT code, NULL, code FROM partner"
        " UNION ALL SELECT code, NULL, alpha3 FROM partner WHERE alpha3 IS NOT NULL"
    ):
        taken = folded.get(fold(row["name"])) if row["name"] else codes.get(row["word"].casefold())
        if taken is not None and row["code"] != partner:
            raise Refused(f"'{taken}' is a name of {row['code']} already. Nothing was written.")
