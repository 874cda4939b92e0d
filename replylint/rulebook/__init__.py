"""From YAML rule files to compiled rules."""
