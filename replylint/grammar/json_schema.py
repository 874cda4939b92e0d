"""The JSON Schema of a form, for editors that complete and check what is typed.

Draft 7: the newest that editors' YAML and TOML language servers take as a whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from replylint.grammar.forms import (
    Anything,
    Cases,
    Choice,
    Either,
    Form,
    Key,
    Keys,
    Later,
    Names,
    Number,
    Several,
    Text,
    Truth,
)

Schema = dict[str, Any]
_DRAFT = "http://json-schema.org/draft-07/schema#"


def json_schema(form: Form, title: str, read: Callable[[str], object]) -> Schema:
    """Return the schema of a file.

    Args:
        form: of the whole file.
        title: what the file is.
        read: gives the value of an example, which is written in YAML.
    """
    maker = _Maker(read)
    whole = maker.schema(form)
    return {"$schema": _DRAFT, "title": title, **whole, "definitions": maker.definitions}


class _Maker:
    """Makes schemas of forms; mappings become definitions, since some hold themselves."""

    def __init__(self, read: Callable[[str], object]) -> None:
        self.definitions: dict[str, Schema] = {}
        self._read = read

    def schema(self, form: Form) -> Schema:  # noqa: C901, PLR0911 - a row of forms
        """Return the schema of a form."""
        match form:
            case Text():
                return _text(form)
            case Truth():
                return {"enum": ["yes", "no", True, False, "on", "off"]}
            case Number():
                return {"type": "integer", "minimum": form.least, "maximum": form.most}
            case Choice():
                return _choice(form)
            case Several():
                return self._several(form)
            case Names():
                return {
                    "type": "object",
                    "propertyNames": _text(form.key),
                    "additionalProperties": self.schema(form.form),
                }
            case Either():
                return {"anyOf": [self.schema(inner) for inner in form.forms]}
            case Later():
                return self.schema(form.get())
            case Keys():
                return self._reference(form)
            case Cases():
                return self._cases(form)
            case Anything():
                return {}

    def _several(self, form: Several) -> Schema:
        item = self.schema(form.form)
        least = {} if form.empty else {"minItems": 1}
        # Where a single value may be one of several forms, the list is one more of them.
        alone = item["anyOf"] if item.keys() == {"anyOf"} else [item]
        return {"anyOf": [*alone, {"type": "array", "items": item, **least}]}

    def _reference(self, keys: Keys) -> Schema:
        if keys.name not in self.definitions:
            self.definitions[keys.name] = {}  # in place before what holds it is made
            self.definitions[keys.name].update(self._keys(keys))
        return {"$ref": f"#/definitions/{keys.name}"}

    def _keys(self, keys: Keys) -> Schema:
        made: Schema = {
            "type": "object",
            "description": keys.about[:1].upper() + keys.about[1:],
            "properties": {key.name: self._key(key) for key in keys.keys},
            "additionalProperties": False,
        }
        if required := [key.name for key in keys.keys if key.required]:
            made["required"] = required
        if keys.one_of:
            made["oneOf"] = [{"required": [name]} for name in keys.one_of]
        if keys.any_of:
            made["anyOf"] = [{"required": [name]} for name in keys.any_of]
        if beside := {key.name: _one_there(key.beside) for key in keys.keys if key.beside}:
            made["dependencies"] = beside
        return made

    def _key(self, key: Key) -> Schema:
        form = self.schema(key.form)
        # Draft 7 ignores what stands beside a reference.
        made = {"allOf": [form]} if "$ref" in form else form
        more: Schema = {"description": key.about, "examples": [self._read(key.example)]}
        if key.default:
            more["default"] = self._read(key.default)
        return {**more, **made}

    def _cases(self, cases: Cases) -> Schema:
        made = self.schema(cases.otherwise)
        for values, keys in reversed(cases.cases):
            when = {"properties": {cases.key: {"enum": list(values)}}, "required": [cases.key]}
            made = {"if": when, "then": self.schema(keys), "else": made}
        return made


def _text(form: Text) -> Schema:
    """Return the schema of a text; 404 and true are texts too, as they are written."""
    made: Schema = {"type": ["string", "number", "boolean"]}
    if not form.empty:
        made["minLength"] = 1
    if form.pattern:
        made |= {"pattern": f"^(?:{form.pattern})$", "patternErrorMessage": f"Write {form.wanted}."}
    return made


def _choice(form: Choice) -> Schema:
    options = {str(option): about for option, about in form.options.items()}
    if form.deniable:
        options |= {f"not {option}": f"all but {option}" for option in options}
    made: Schema = {"enum": list(options)}
    if any(options.values()):
        made["enumDescriptions"] = list(options.values())
    return made


def _one_there(names: tuple[str, ...]) -> object:
    """Return the dependency on one of some keys."""
    if len(names) == 1:
        return list(names)
    return {"anyOf": [{"required": [name]} for name in names]}
