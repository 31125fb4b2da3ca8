"""The read side: one question per file, SQL in, answers out."""
