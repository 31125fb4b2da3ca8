"""The door to the report's page: Rich comes in only when the page is laid out.

Completing `report --partner` passes here as well, and must not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Group

    from negotrack.ask.report import Report


def report_text(report: Report) -> Group:
    """Lay out the page on a partner, or on a whole negotiation."""
    from negotrack.render.report_page import laid_out

    return laid_out(report)
