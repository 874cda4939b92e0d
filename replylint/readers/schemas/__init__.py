"""Which parts of which file a customer gets: one module per kind of file.

A schema is found by its file: every module here with the members of
`replylint.readers.registry.Schema` takes part.
"""
