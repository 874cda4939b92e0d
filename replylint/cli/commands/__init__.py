"""One module per command, found by its name; each has a click command called ``command``.

What a command needs is imported when it runs, so that ``--help`` stays fast.
"""
