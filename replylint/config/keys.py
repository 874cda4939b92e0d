"""What can be configured: one field for each key, with what it does and where it may stand.

The key of a field is its name with hyphens. Reading, `replylint init`, `replylint config show`
and `docs/configuration.md` are all made from these fields.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, get_type_hints

from msgspec import Struct

from replylint.config.passages import Passage
from replylint.model.reply import Kind
from replylint.model.rule import Severity
from replylint.readers.field_mapping import FieldMapping


class Voice(StrEnum):
    """How the agent speaks in rewrites, where the sentence itself doesn't say."""

    SINGULAR = "I"
    PLURAL = "we"


class Tone(StrEnum):
    """How rewrites and suggestions sound."""

    FORMAL = "formal"
    CASUAL = "casual"


class Supplied(StrEnum):
    """What the help desk puts around each reply by itself."""

    GREETING = "greeting"
    CLOSING = "closing"
    SIGNATURE = "signature"


class Level(StrEnum):
    """How grave what a rule finds is; off: the rule doesn't run."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class Key(Struct, frozen=True):
    """What is known of a key besides its value.

    Attributes:
        name: as it is written.
        form: what its value looks like; a name of `replylint.config.forms.FORMS`, read as
            `replylint.config.checking.FORMS` says.
        about: what it does, in a sentence or two.
        example: a value, as it stands in YAML.
        per_file: whether it may stand in an entry of ``per-file``.
        adds: whether what is nearer adds to what is further away, rather than replacing it.
    """

    name: str
    form: str
    about: str
    example: str
    per_file: bool = True
    adds: bool = False


def _known(form: str, about: str, example: str, **more: bool) -> dict[str, object]:
    return {"form": form, "about": about, "example": example, **more}


class Config(Struct, frozen=True, kw_only=True):
    """All settings there are, with the values that count for one file.

    What is known of their keys is only read where somebody asks (`keys`).
    """

    select: Annotated[
        tuple[str, ...],
        _known(
            "names",
            "Rules or categories to run instead of the default ones; ALL for all.",
            "[blame-customer, hostility]",
        ),
    ] = ()
    extend_select: Annotated[
        tuple[str, ...],
        _known("names", "Rules or categories to run besides.", "[liability]", adds=True),
    ] = ()
    ignore: Annotated[
        tuple[str, ...],
        _known("names", "Rules or categories not to run.", "[missing-thanks]", adds=True),
    ] = ()
    severities: Annotated[
        tuple[tuple[str, Level], ...],
        _known(
            "severities",
            "How grave the findings of a rule or category are: error, warning, info; or off.",
            "{vague-timing: warning, jargon: off}",
            adds=True,
        ),
    ] = ()
    rules: Annotated[
        tuple[Path, ...],
        _known(
            "packs",
            "Rules of your own, besides the shipped ones: files, folders, packs (folders, or names of installed ones).",
            "[our-rules]",
            per_file=False,
            adds=True,
        ),
    ] = ()
    kind: Annotated[
        Kind | None,
        _known(
            "kind",
            "What the replies are: email, macro, chat, sentence or fragment (a part of a reply).",
            "macro",
        ),
    ] = None
    language: Annotated[
        str | None,
        _known("text", "The language of replies that don't say it themselves, such as en.", "en"),
    ] = None
    voice: Annotated[
        Voice | None,
        _known("voice", "Whether rewrites speak as I or as we. Left out: as the reply does.", "we"),
    ] = None
    tone: Annotated[
        Tone | None,
        _known(
            "tone",
            "How rewrites and suggestions sound: formal (no contractions) or casual. Left out: as the reply does.",
            "formal",
        ),
    ] = None
    prefer_words: Annotated[
        tuple[Passage, ...],
        _known(
            "prefer-words",
            "Words you don't use, each with the one you do.",
            "{client: customer, e-mail: email}",
            per_file=False,
            adds=True,
        ),
    ] = ()
    change_rules: Annotated[
        tuple[Passage, ...],
        _known(
            "change-rules",
            "Rules of others with what is changed of them: off, severity, message, why, tip, rewrite, suggestion, unless, examples.",
            "{dead-end/no-idea: {unless: {add: [will-find-out]}}}",
            per_file=False,
            adds=True,
        ),
    ] = ()
    change_sets: Annotated[
        tuple[Passage, ...],
        _known(
            "change-sets",
            "Lists of words that rules of others refer to, with words added, removed or replaced.",
            "{partners: {add: [DPD]}}",
            per_file=False,
            adds=True,
        ),
    ] = ()
    supplies: Annotated[
        tuple[Supplied, ...],
        _known(
            "supplies",
            "What your help desk adds by itself and no reply is asked for: greeting, closing, signature.",
            "[greeting, signature]",
        ),
    ] = ()
    known_terms: Annotated[
        tuple[str, ...],
        _known(
            "texts",
            "Jargon and acronyms that your customers know, and names of your products: never reported, whatever rule they fall under.",
            "[RMA, NOW TV]",
            adds=True,
        ),
    ] = ()
    company_names: Annotated[
        tuple[str, ...],
        _known(
            "texts", "What your company is called; read as “we”.", "[Acme, Acme Support]", adds=True
        ),
    ] = ()
    fields: Annotated[
        tuple[FieldMapping, ...],
        _known(
            "fields",
            "Where the replies stand in files of a shape of your own.",
            "[{path: 'texts[*].de', name: title, language: de}]",
        ),
    ] = ()
    exclude: Annotated[
        tuple[str, ...],
        _known(
            "globs",
            "Files and folders not to look at, as in .gitignore.",
            "[drafts/, '*.old.md']",
            per_file=False,
        ),
    ] = ()
    extend_exclude: Annotated[
        tuple[str, ...],
        _known("globs", "The same, besides.", "[vendor/]", per_file=False, adds=True),
    ] = ()
    respect_gitignore: Annotated[
        bool,
        _known("truth", "Whether to leave out what .gitignore files name.", "no", per_file=False),
    ] = True
    force_exclude: Annotated[
        bool,
        _known(
            "truth",
            "Whether to leave out excluded files even if they are given by name.",
            "yes",
            per_file=False,
        ),
    ] = False
    fail_level: Annotated[
        Severity,
        _known(
            "severity", "The lowest severity that makes the exit code 1.", "error", per_file=False
        ),
    ] = Severity.WARNING
    min_score: Annotated[
        int,
        _known(
            "score",
            "A reply with a lower score makes the exit code 1; 0 to 100.",
            "60",
            per_file=False,
        ),
    ] = 0
    output_format: Annotated[
        str, _known("text", "How to write the report.", "concise", per_file=False)
    ] = "text"
    baseline: Annotated[
        Path | None,
        _known(
            "path",
            "A file of known findings, which are kept out of the report.",
            "replylint-baseline.json",
            per_file=False,
        ),
    ] = None


PER_FILE = Key(
    "per-file",
    "per-file",
    "Settings for some of the files: a list, each entry with `files` (patterns as in .gitignore,"
    " from the folder of the configuration) and the settings for them. The last that fits wins.",
    "[{files: chat/, kind: chat}]",
    per_file=False,
)


@cache
def keys() -> tuple[tuple[str, Key], ...]:
    """Return each field of `Config` with its key, in the order of the documentation."""
    hints = get_type_hints(Config, include_extras=True)
    known = ((name, hints[name].__metadata__[0]) for name in Config.__struct_fields__)
    return tuple((name, Key(name.replace("_", "-"), **more)) for name, more in known)


def default_of(name: str) -> object:
    """Return the default of a field."""
    return Config.__struct_defaults__[Config.__struct_fields__.index(name)]
