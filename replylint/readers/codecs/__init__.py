"""The layers text is wrapped in: each codec gives characters with their place in the file.

A codec is one module that knows nothing of the others or of any help desk. It takes a
`replylint.readers.source.SourceText`, so that layers stack (JSON inside a CSV cell), and has
``encode(text) -> str``, which writes plain text the way it stands inside that layer.
"""
