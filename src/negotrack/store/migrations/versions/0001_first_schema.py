"""The first schema: the record, its journal, and views for people who open the file elsewhere."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# As `negotrack status` says it today: see `domain/standings.py`. `height` puts words beside the
# ladder after its rungs, which decides between two resets of the same days.
STANDING = """
CREATE VIEW standing AS
WITH told AS (
    SELECT *,
           CASE status
               WHEN 'interested' THEN 0
               WHEN 'negotiating' THEN 1
               WHEN 'partly-agreed' THEN 2
               WHEN 'agreed-in-principle' THEN 3
               WHEN 'concluded' THEN 4
               WHEN 'initialled' THEN 5
               WHEN 'signed' THEN 6
               WHEN 'ratified' THEN 7
               WHEN 'deposited' THEN 8
               WHEN 'in-force' THEN 9
               WHEN 'suspended' THEN 10
               WHEN 'objecting' THEN 11
               WHEN 'withdrawn' THEN 12
               ELSE 13
           END AS height
    FROM status_change
    WHERE latest <= date('now', 'localtime')
),
current AS (
    SELECT s.*,
           row_number() OVER (
               PARTITION BY s.negotiation, s.partner, s.chapter
               ORDER BY s.height > 9, s.height DESC, s.latest, s.earliest, s.id
           ) AS place
    FROM told s
    WHERE NOT EXISTS (
        SELECT 1
        FROM told r
        WHERE r.negotiation = s.negotiation
          AND r.partner = s.partner
          AND coalesce(r.chapter, '') = coalesce(s.chapter, '')
          AND r.resets = 1
          AND r.id <> s.id
          AND (r.latest > s.latest
               OR (r.latest = s.latest AND r.earliest > s.earliest)
               OR (r.latest = s.latest AND r.earliest = s.earliest
                   AND (s.resets = 0 OR r.height > s.height)))
    )
)
SELECT c.negotiation, c.partner, p.name, c.chapter, c.status, c.date AS since,
       c.earliest, c.latest, c.note, src.title AS source
FROM current c
JOIN partner p ON p.code = c.partner
JOIN source src ON src.code = c.source
WHERE c.place = 1
"""

ROUND_LOG = """
CREATE VIEW round_log AS
SELECT r.negotiation, r.date, r.earliest, r.latest, r.state, r.track, r.level, r.mode, r.label,
       r.place,
       (SELECT group_concat(partner, ' ') FROM round_partner WHERE round = r.id) AS partners,
       (SELECT group_concat(coalesce(o.chapter, o.partner, '') || ': ' || o.result, '; ')
        FROM outcome o WHERE o.round = r.id) AS outcomes,
       r.heads, r.summary, r.note, src.title AS source, r.id
FROM round r
JOIN source src ON src.code = r.source
"""


def upgrade() -> None:
    """Bring an empty store to this schema."""
    _nouns()
    _events()
    _journal()
    op.execute(STANDING)
    op.execute(ROUND_LOG)


def _nouns() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        sqlite_strict=True,
    )
    op.create_table(
        "source",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "earliest <= latest AND length(earliest) = 10 AND length(latest) = 10",
            name="days_in_order",
        ),
        sa.PrimaryKeyConstraint("code"),
        sqlite_strict=True,
    )
    op.create_table(
        "partner",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("alpha3", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('economy', 'organisation')", name="kind_word"),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("code"),
        sqlite_strict=True,
    )
    op.create_table(
        "partner_group",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("code"),
        sqlite_strict=True,
    )
    op.create_table(
        "group_member",
        sa.Column("group_code", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["group_code"], ["partner_group.code"]),
        sa.ForeignKeyConstraint(["partner"], ["partner.code"]),
        sa.PrimaryKeyConstraint("group_code", "partner"),
        sqlite_strict=True,
    )
    op.create_table(
        "negotiation",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("applicant", sa.Text(), nullable=True),
        sa.Column("closed_from", sa.Text(), nullable=False),
        sa.Column("electorate", sa.Integer(), nullable=True),
        sa.Column("silent", sa.Text(), server_default="against", nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "closed_from IN ('interested', 'negotiating', 'partly-agreed', 'agreed-in-principle', 'concluded', 'initialled', 'signed', 'ratified', 'deposited', 'in-force')",
            name="closed_from_word",
        ),
        sa.CheckConstraint(
            "kind IN ('accession', 'bilateral', 'plurilateral', 'ratification')", name="kind_word"
        ),
        sa.CheckConstraint("electorate >= 1", name="electorate_not_empty"),
        sa.CheckConstraint("silent IN ('against', 'for')", name="silent_word"),
        sa.ForeignKeyConstraint(["applicant"], ["partner.code"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("code"),
        sqlite_strict=True,
    )
    op.create_table(
        "partner_name",
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["partner"], ["partner.code"]),
        sa.PrimaryKeyConstraint("partner", "name"),
        sqlite_strict=True,
    )
    op.create_table(
        "chapter",
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["negotiation"], ["negotiation.code"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("negotiation", "code"),
        sqlite_strict=True,
    )
    op.create_table(
        "milestone",
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("stage >= 1", name="stage_counts_from_one"),
        sa.ForeignKeyConstraint(["negotiation"], ["negotiation.code"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("negotiation", "code"),
        sqlite_strict=True,
    )
    op.create_table(
        "participant",
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("may_block", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('member', 'party', 'candidate', 'observer', 'aspirant')", name="role_word"
        ),
        sa.CheckConstraint("may_block IN (0, 1)", name="may_block_yes_or_no"),
        sa.CheckConstraint("votes >= 0", name="votes_not_negative"),
        sa.ForeignKeyConstraint(["negotiation"], ["negotiation.code"]),
        sa.ForeignKeyConstraint(["partner"], ["partner.code"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("negotiation", "partner"),
        sqlite_strict=True,
    )
    op.create_index("participant_partner", "participant", ["partner"], unique=False)
    op.create_table(
        "rule",
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("expression", sa.Text(), nullable=False),
        sa.Column("is_default", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("is_default IN (0, 1)", name="is_default_yes_or_no"),
        sa.ForeignKeyConstraint(["negotiation"], ["negotiation.code"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("negotiation", "name"),
        sqlite_strict=True,
    )
    op.create_index(
        "one_default_rule",
        "rule",
        ["negotiation"],
        unique=True,
        sqlite_where=sa.text("is_default = 1"),
    )


def _events() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("heads", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "level IN ('technical', 'chief-negotiator', 'ministerial', 'leaders', 'working-party')",
            name="level_word",
        ),
        sa.CheckConstraint("mode IN ('in-person', 'online', 'hybrid', 'phone')", name="mode_word"),
        sa.CheckConstraint(
            "state IN ('planned', 'held', 'postponed', 'cancelled')", name="state_word"
        ),
        sa.CheckConstraint(
            "track IN ('bilateral', 'plurilateral', 'multilateral')", name="track_word"
        ),
        sa.CheckConstraint(
            "earliest <= latest AND length(earliest) = 10 AND length(latest) = 10",
            name="days_in_order",
        ),
        sa.ForeignKeyConstraint(["negotiation"], ["negotiation.code"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("id", "negotiation", "latest", name="round_of_a_day"),
        sqlite_strict=True,
    )
    op.create_index("round_by_day", "round", ["negotiation", "latest"], unique=False)
    op.create_index(
        "round_by_state", "round", ["negotiation", "state", "latest", "earliest"], unique=False
    )
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=True),
        sa.Column("round", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("due_earliest", sa.Text(), nullable=True),
        sa.Column("due_latest", sa.Text(), nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
        sa.Column("done_earliest", sa.Text(), nullable=True),
        sa.Column("done_latest", sa.Text(), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "earliest <= latest AND length(earliest) = 10 AND length(latest) = 10",
            name="days_in_order",
        ),
        sa.CheckConstraint(
            "done_earliest <= done_latest AND length(done_earliest) = 10 AND length(done_latest) = 10",
            name="done_days_in_order",
        ),
        sa.CheckConstraint(
            "due_earliest <= due_latest AND length(due_earliest) = 10 AND length(due_latest) = 10",
            name="due_days_in_order",
        ),
        sa.ForeignKeyConstraint(
            ["negotiation", "partner"], ["participant.negotiation", "participant.partner"]
        ),
        sa.ForeignKeyConstraint(["negotiation"], ["negotiation.code"]),
        sa.ForeignKeyConstraint(["round"], ["round.id"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("follow_up_of_negotiation", "follow_up", ["negotiation"], unique=False)
    op.create_table(
        "milestone_date",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("milestone", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('planned', 'reached')", name="state_word"),
        sa.CheckConstraint(
            "earliest <= latest AND length(earliest) = 10 AND length(latest) = 10",
            name="days_in_order",
        ),
        sa.ForeignKeyConstraint(
            ["negotiation", "milestone"], ["milestone.negotiation", "milestone.code"]
        ),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "milestone_date_of", "milestone_date", ["negotiation", "milestone"], unique=False
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "earliest <= latest AND length(earliest) = 10 AND length(latest) = 10",
            name="days_in_order",
        ),
        sa.ForeignKeyConstraint(
            ["negotiation", "partner"], ["participant.negotiation", "participant.partner"]
        ),
        sa.ForeignKeyConstraint(["negotiation"], ["negotiation.code"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("note_of_negotiation", "note", ["negotiation"], unique=False)
    op.create_table(
        "outcome",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("chapter", sa.Text(), nullable=True),
        sa.Column("partner", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "result IN ('agreed', 'major-progress', 'progress', 'narrowed', 'discussed', 'outstanding', 'no-progress', 'setback')",
            name="result_word",
        ),
        sa.ForeignKeyConstraint(
            ["negotiation", "chapter"], ["chapter.negotiation", "chapter.code"]
        ),
        sa.ForeignKeyConstraint(
            ["negotiation", "partner"], ["participant.negotiation", "participant.partner"]
        ),
        sa.ForeignKeyConstraint(["negotiation"], ["negotiation.code"]),
        sa.ForeignKeyConstraint(["round"], ["round.id"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("outcome_of_chapter", "outcome", ["negotiation", "chapter"], unique=False)
    op.create_index("outcome_of_round", "outcome", ["round"], unique=False)
    op.create_table(
        "request",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("chapter", sa.Text(), nullable=True),
        sa.Column("round", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["asked"], ["partner.code"]),
        sa.ForeignKeyConstraint(["asker"], ["partner.code"]),
        sa.ForeignKeyConstraint(
            ["negotiation", "chapter"], ["chapter.negotiation", "chapter.code"]
        ),
        sa.ForeignKeyConstraint(["negotiation"], ["negotiation.code"]),
        sa.ForeignKeyConstraint(["round"], ["round.id"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("request_of_negotiation", "request", ["negotiation"], unique=False)
    op.create_table(
        "round_partner",
        sa.Column("round", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["negotiation", "partner"], ["participant.negotiation", "participant.partner"]
        ),
        sa.ForeignKeyConstraint(
            ["round", "negotiation", "latest"],
            ["round.id", "round.negotiation", "round.latest"],
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("round", "partner"),
        sqlite_strict=True,
    )
    op.create_index(
        "round_partner_by_day", "round_partner", ["partner", "negotiation", "latest"], unique=False
    )
    op.create_table(
        "status_change",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("negotiation", sa.Text(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("chapter", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("resets", sa.Integer(), nullable=False),
        sa.Column("round", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "resets = 1 OR status NOT IN ('suspended', 'objecting', 'withdrawn', 'not-applying')",
            name="beside_the_ladder_resets",
        ),
        sa.CheckConstraint(
            "status IN ('interested', 'negotiating', 'partly-agreed', 'agreed-in-principle', 'concluded', 'initialled', 'signed', 'ratified', 'deposited', 'in-force', 'suspended', 'objecting', 'withdrawn', 'not-applying')",
            name="status_word",
        ),
        sa.CheckConstraint(
            "earliest <= latest AND length(earliest) = 10 AND length(latest) = 10",
            name="days_in_order",
        ),
        sa.CheckConstraint("resets IN (0, 1)", name="resets_yes_or_no"),
        sa.ForeignKeyConstraint(
            ["negotiation", "chapter"], ["chapter.negotiation", "chapter.code"]
        ),
        sa.ForeignKeyConstraint(
            ["negotiation", "partner"], ["participant.negotiation", "participant.partner"]
        ),
        sa.ForeignKeyConstraint(["round"], ["round.id"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(
        "status_change_of_partner",
        "status_change",
        ["negotiation", "partner", "chapter", "latest", "earliest"],
        unique=False,
    )
    op.create_index(
        "status_change_resets",
        "status_change",
        ["negotiation", "partner", "chapter", "latest"],
        unique=False,
        sqlite_where=sa.text("resets = 1"),
    )
    op.create_table(
        "request_change",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=False),
        sa.Column("latest", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('raised', 'under-consideration', 'accepted', 'declined', 'withdrawn')",
            name="state_word",
        ),
        sa.CheckConstraint(
            "earliest <= latest AND length(earliest) = 10 AND length(latest) = 10",
            name="days_in_order",
        ),
        sa.ForeignKeyConstraint(["request"], ["request.id"]),
        sa.ForeignKeyConstraint(["source"], ["source.code"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("request_change_of", "request_change", ["request"], unique=False)


def _journal() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["entry.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("entry_recorded_at", "entry", ["recorded_at"], unique=False)
    op.create_table(
        "change",
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["entry"], ["entry.id"]),
        sa.PrimaryKeyConstraint("entry", "position"),
        sqlite_strict=True,
    )
    op.create_index("change_row", "change", ["table_name", "row_key"], unique=False)
    for table in ("entry", "change"):
        for verb in ("UPDATE", "DELETE"):
            _refuse(table, verb.lower(), verb)
    # INSERT OR REPLACE takes the old row away without asking the triggers on DELETE.
    _refuse("entry", "replace", "INSERT", "WHEN EXISTS (SELECT 1 FROM entry WHERE id = NEW.id)")
    _refuse(
        "change",
        "replace",
        "INSERT",
        "WHEN EXISTS (SELECT 1 FROM change WHERE entry = NEW.entry AND position = NEW.position)",
    )


def _refuse(table: str, what: str, verb: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_refuses_{what} BEFORE {verb} ON {table} {when} "
        "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    )
