"""From matches to fixes."""
