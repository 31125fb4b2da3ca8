"""Where facts are kept: tables, migrations, the journal, opening a store."""
