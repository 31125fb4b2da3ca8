"""The write side: one verb per file."""
