"""What the files people write may hold: declared once, for checking, schemas and reference.

`forms` has the building blocks; `json_schema`, and `docgen` beside the package, make schemas and
reference of them. The declarations themselves stand with what reads them:
`replylint.rulebook.keys` and `replylint.config.keys`.
"""
