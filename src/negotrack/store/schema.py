"""What makes a file a negotrack store: the mark of the application and the schema's version."""

from __future__ import annotations

from typing import Final

# "ngtr" in ASCII, kept in the file's header where `file` and other tools can see it.
APPLICATION_ID: Final = 0x6E677472
# Raised by one with every migration; kept in SQLite's user_version.
SCHEMA_VERSION: Final = 2
