"""Take in the archive of a whole record, where there is no record yet."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from negotrack.cli.desk import Desk
from negotrack.errors import Misuse, Refused
from negotrack.store.reader import FileReader

STDIN = "-"


def take_in(desk: Desk, given: str, *, dry_run: bool) -> None:
    """Make an empty or missing store equal to the one that was archived: its journal, its hashes.

    Raise Refused for a store that holds anything, Misuse for an archive on standard input.
    """
    from negotrack.cli.letting_in import sound_copy
    from negotrack.store.restoring import replace_store

    if given == STDIN:
        raise Misuse("An archive is read twice, so it has to be a file. Name one.")
    archive, path = Path(given), desk.path
    if path.exists():
        desk.prepare_store()
        _refuse_filled(path, archive)
    with sound_copy(archive, path) as (copy, verdict):
        told = f"the record of {archive}: {verdict.entries:,} entries"
        if dry_run:
            desk.confirm(f"Would take in {told}.")
            desk.confirm("Nothing was written (--dry-run).")
            return
        kept = replace_store(path, copy)
    if kept:
        # Nothing was in it.
        kept.unlink()
    desk.confirm(f"Took in {told}. {path} is equal to the store it came from.")


def _refuse_filled(path: Path, archive: Path) -> None:
    with closing(FileReader(path)) as reader:
        held = reader.rows(
            "SELECT id FROM entry UNION ALL SELECT code FROM negotiation"
            " UNION ALL SELECT code FROM source UNION ALL SELECT code FROM partner LIMIT 1"
        )
    if held:
        raise Refused(
            f"{path} holds a record already. `negotrack merge {archive}` takes over what it "
            "lacks; `negotrack --db NEW import` makes a store of its own. Nothing was written."
        )
