"""From a reply's text to sentences of plain prose, each character with its place in the reply.

No language model is needed here: what depends on the language comes as `Orthography`.
"""
