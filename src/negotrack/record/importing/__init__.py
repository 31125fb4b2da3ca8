"""Take facts over from sheets that people have: CSV, XLSX, JSON and JSON Lines."""
