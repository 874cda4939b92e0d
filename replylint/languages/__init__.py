"""From prose to parses and clauses, one module per language."""
