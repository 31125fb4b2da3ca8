"""What does the record hold, as it travels: by sheets, by tables, by the days of a calendar?"""
