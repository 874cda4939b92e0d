"""The JSON Schemas of the files people write; `rules.json` and so on beside this are they.

The files are for editors; what `replylint rules schema` prints is made anew, and a test keeps
the files the same.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any


class Subject(StrEnum):
    """What a schema is for."""

    RULES = "rules"
    PACK = "pack"
    CONFIG = "config"
    PYPROJECT = "pyproject"


def schema(subject: Subject) -> str:
    """Return a JSON Schema (draft 7), as text."""
    made = _pyproject() if subject is Subject.PYPROJECT else _SCHEMAS[subject]()
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _rules() -> dict[str, Any]:
    from replylint.grammar.json_schema import json_schema
    from replylint.rulebook.keys import RULE_FILE
    from replylint.schemas.values import values

    return json_schema(RULE_FILE, "Rules of replylint", values)


def _pack() -> dict[str, Any]:
    from replylint.grammar.json_schema import json_schema
    from replylint.rulebook.pack_keys import MANIFEST
    from replylint.schemas.values import values

    return json_schema(MANIFEST, "A pack of rules for replylint", values)


def _config() -> dict[str, Any]:
    from replylint.config.forms import config_form
    from replylint.grammar.json_schema import json_schema
    from replylint.rulebook.pack_keys import PASSAGE
    from replylint.schemas.values import values

    passages = {key.name: key.form for key in PASSAGE.keys}
    return json_schema(config_form(passages), "Configuration of replylint", values)


def _pyproject() -> dict[str, Any]:
    """Return the schema of a project file: all but our table may be anything."""
    made = _config()
    own = {"description": "Settings of replylint", "allOf": [{"$ref": made.pop("$ref")}]}
    tool = {"type": "object", "properties": {"replylint": own}}
    return {**made, "title": "replylint in pyproject.toml", "properties": {"tool": tool}}


_SCHEMAS = {Subject.RULES: _rules, Subject.PACK: _pack, Subject.CONFIG: _config}
