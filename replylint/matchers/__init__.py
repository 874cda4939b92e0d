"""The kinds of `find`: phrase, clause, dependency, shape."""
