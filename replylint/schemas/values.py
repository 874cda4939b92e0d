"""The values of YAML as editors see them: version 1.2, in which only true and false are truths."""

from __future__ import annotations

import re

import yaml


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, which otherwise reads “no” and “on” as truths, 1:30 as 90."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the library's own way


for _tag, _pattern, _first in (
    ("bool", r"(?:true|false)\Z", list("tf")),
    ("null", r"(?:null|~|)\Z", ["n", "~", ""]),
    ("int", r"[-+]?[0-9]+\Z", list("-+0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def values(text: str) -> object:
    """Return what a YAML text holds."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
