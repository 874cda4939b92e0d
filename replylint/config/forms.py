"""What the values of a configuration look like: the form of a whole file, made of its keys."""

from __future__ import annotations

from collections.abc import Mapping

from replylint.config.keys import PER_FILE, Level, Supplied, Tone, Voice, default_of, keys
from replylint.config.keys import Key as ConfigKey
from replylint.grammar.forms import (
    Anything,
    Choice,
    Either,
    Form,
    Key,
    Keys,
    Names,
    Number,
    Several,
    Text,
    Truth,
)
from replylint.model.reply import Kind
from replylint.model.rule import Severity

_RULE = Text("rule or category")
_GLOBS = Several(Text("pattern of files"), empty=True)


def _words(options: type[Kind | Level | Severity | Supplied | Tone | Voice]) -> Choice:
    return Choice({option.value: "" for option in options})


FIELDS = Keys(
    "field",
    "where replies stand in a file",
    (
        Key("path", Text("path"), "Where the texts are; in a CSV file the column.", "'macros[*].text'", required=True),
        Key("kind", _words(Kind), "What they are.", "macro"),
        Key("language", Text("language"), "Their language.", "en"),
        Key("locale", Text("path"), "Where in the record the language stands.", "locale"),
        Key("name", Text("path"), "Where in the record the name stands.", "title"),
        Key("where", Several(Text("condition")), "What the record must have.", "['status=active|live', 'audience!=internal']"),
        Key("split", Text("regular expression"), "What stands between several replies in one text.", "'\\n---\\n'"),
        Key("format", Choice(dict.fromkeys(("auto", "plain", "markdown", "html"), "")), "How the words are marked up.", "markdown", default="auto"),
    ),
)  # fmt: skip

# By what `replylint.config.keys.Key.form` says.
FORMS: Mapping[str, Form] = {
    "names": Several(_RULE, empty=True),
    "severities": Names(_RULE, _words(Level)),
    "packs": Several(Text("file, folder or pack"), empty=True),
    "prefer-words": Anything("words"),
    "change-rules": Anything("changes of rules"),
    "change-sets": Anything("changes of sets"),
    "path": Text("path"),
    "kind": _words(Kind),
    "text": Text(),
    "texts": Several(Text(), empty=True),
    "voice": _words(Voice),
    "tone": _words(Tone),
    "supplies": Several(_words(Supplied), empty=True),
    "fields": Several(Either((Text("path"), FIELDS)), empty=True),
    "globs": _GLOBS,
    "truth": Truth(),
    "severity": _words(Severity),
    "score": Number(0, 100),
}


def config_form(passages: Mapping[str, Form] | None = None) -> Keys:
    """Return the form of a configuration file.

    Args:
        passages: the forms of the keys that are written in the language of rules; what reads
            rules checks them, so they are only wanted where all of a file is to be described.
    """
    known = {**FORMS, **(passages or {})}
    per_file = Keys(
        "for-files",
        "settings for some files",
        (
            Key("files", _GLOBS, "Which files, as in .gitignore.", "chat/", required=True),
            *(_key(name, key, known) for name, key in keys() if key.per_file),
        ),
    )
    return Keys(
        "config",
        "the configuration of replylint",
        (
            *(_key(name, key, known) for name, key in keys()),
            Key(PER_FILE.name, Several(per_file, empty=True), PER_FILE.about, PER_FILE.example),
        ),
    )


def _key(name: str, key: ConfigKey, known: Mapping[str, Form]) -> Key:
    return Key(
        key.name, known[key.form], key.about, key.example, default=_written(default_of(name))
    )


def _written(value: object) -> str:
    """Return a default as it would be written; empty for nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value in (None, ()) else str(value)
