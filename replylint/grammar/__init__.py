"""What the files people write may hold: declared once, for checking, schemas and reference.

`forms` has the building blocks, `json_schema` makes a JSON Schema of them. The declarations
themselves stand with what reads them: `replylint.rulebook.keys` and `replylint.config.keys`.
"""
