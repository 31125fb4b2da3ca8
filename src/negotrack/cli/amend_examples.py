"""An example of amend for each kind of fact; a test runs them all on the seed facts."""

from __future__ import annotations

from typing import Final

EXAMPLES: Final = {
    "round": "wto-2005-05-cn --date 2005-05-12 --place 'Beijing, Diaoyutai'"
    " --why 'The communiqué gives the day'",
    "outcome": "us-art-2025-11-12-technical-other --result progress --why 'The minutes say so'",
    "status": "wto-cn-negotiating --date 'by 12 May 2005' --why 'No talks are dated before'",
    "milestone": "memorandum --date 1996-08-22 --why 'The covering letter is dated'",
    "milestone-date": "wto-application-filed --date 1994-12-30 --why 'Seen in the archive'",
    "request": "us-art-vn-market-economy --round us-art-2025-11-12-technical"
    " --why 'It was asked there'",
    "request-change": "us-art-vn-export-control-raised --date 2025-11-12 --why 'The minutes say'",
    "follow-up": "us-art-online-technical --due 2025-11-21 --why 'Agreed by telephone'",
    "note": "wto-laws --partner AU --why 'It was said of Australia'",
    "partner": "TR --name Turkey --why 'Its name in the papers of 2005'",
    "alias": "'AU:Ô-xtrây-li-a' --name Ô-xtrây-lia --why 'A letter too many'",
    "group": "QUAD --title 'The Quadrilaterals' --why 'Its full name'",
    "source": "vnexpress-2005-05 --date 2005-05-12 --why 'Found in the paper edition'",
    "chapter": "goods --title 'Goods and tariffs' --why 'As in the schedule'",
    "participant": "EU --votes 25 --why 'It votes for its members'",
    "rule": "law --default yes --why 'The Secretariat confirmed it'",
    "negotiation": "WTO --electorate 148 --why 'The members of May 2005'",
}
