"""What can be configured: one field for each key, with what it does and where it may stand.

The key of a field is its name with hyphens. Reading, `replylint init`, `replylint config show`
and `docs/configuration.md` are all made from these fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings there are, with the values that count for one file."""

    select: tuple[str, ...] = field(
        default=(),
        metadata=_known(
            "names",
            "Rules or categories to run instead of the default ones; ALL for all.",
            "[blame-customer, hostility]",
        ),
    )
    extend_select: tuple[str, ...] = field(
        default=(),
        metadata=_known("names", "Rules or categories to run besides.", "[liability]", adds=True),
    )
    ignore: tuple[str, ...] = field(
        default=(),
        metadata=_known("names", "Rules or categories not to run.", "[missing-thanks]", adds=True),
    )
    severities: tuple[tuple[str, Level], ...] = field(
        default=(),
        metadata=_known(
            "severities",
            "How grave the findings of a rule or category are: error, warning, info; or off.",
            "{vague-timing: warning, jargon: off}",
            adds=True,
        ),
    )
    rules: tuple[Path, ...] = field(
        default=(),
        metadata=_known(
            "packs",
            "Rules of your own, besides the shipped ones: files, folders, packs (folders, or names of installed ones).",
            "[our-rules]",
            per_file=False,
            adds=True,
        ),
    )
    kind: Kind | None = field(
        default=None,
        metadata=_known(
            "kind",
            "What the replies are: email, macro, chat, sentence or fragment (a part of a reply).",
            "macro",
        ),
    )
    language: str | None = field(
        default=None,
        metadata=_known(
            "text", "The language of replies that don't say it themselves, such as en.", "en"
        ),
    )
    voice: Voice | None = field(
        default=None,
        metadata=_known(
            "voice", "Whether rewrites speak as I or as we. Left out: as the reply does.", "we"
        ),
    )
    tone: Tone | None = field(
        default=None,
        metadata=_known(
            "tone",
            "How rewrites and suggestions sound: formal (no contractions) or casual. Left out: as the reply does.",
            "formal",
        ),
    )
    prefer_words: tuple[Passage, ...] = field(
        default=(),
        metadata=_known(
            "prefer-words",
            "Words you don't use, each with the one you do.",
            "{client: customer, e-mail: email}",
            per_file=False,
            adds=True,
        ),
    )
    change_rules: tuple[Passage, ...] = field(
        default=(),
        metadata=_known(
            "change-rules",
            "Rules of others with what is changed of them: off, severity, message, why, tip, rewrite, suggestion, unless, examples.",
            "{dead-end/no-idea: {unless: {add: [will-find-out]}}}",
            per_file=False,
            adds=True,
        ),
    )
    change_sets: tuple[Passage, ...] = field(
        default=(),
        metadata=_known(
            "change-sets",
            "Lists of words that rules of others refer to, with words added, removed or replaced.",
            "{partners: {add: [DPD]}}",
            per_file=False,
            adds=True,
        ),
    )
    supplies: tuple[Supplied, ...] = field(
        default=(),
        metadata=_known(
            "supplies",
            "What your help desk adds by itself and no reply is asked for: greeting, closing, signature.",
            "[greeting, signature]",
        ),
    )
    known_terms: tuple[str, ...] = field(
        default=(),
        metadata=_known(
            "texts",
            "Jargon and acronyms that your customers know, and names of your products: never reported, whatever rule they fall under.",
            "[RMA, NOW TV]",
            adds=True,
        ),
    )
    company_names: tuple[str, ...] = field(
        default=(),
        metadata=_known(
            "texts", "What your company is called; read as “we”.", "[Acme, Acme Support]", adds=True
        ),
    )
    fields: tuple[FieldMapping, ...] = field(
        default=(),
        metadata=_known(
            "fields",
            "Where the replies stand in files of a shape of your own.",
            "[{path: 'texts[*].de', name: title, language: de}]",
        ),
    )
    exclude: tuple[str, ...] = field(
        default=(),
        metadata=_known(
            "globs",
            "Files and folders not to look at, as in .gitignore.",
            "[drafts/, '*.old.md']",
            per_file=False,
        ),
    )
    extend_exclude: tuple[str, ...] = field(
        default=(),
        metadata=_known("globs", "The same, besides.", "[vendor/]", per_file=False, adds=True),
    )
    respect_gitignore: bool = field(
        default=True,
        metadata=_known(
            "truth", "Whether to leave out what .gitignore files name.", "no", per_file=False
        ),
    )
    force_exclude: bool = field(
        default=False,
        metadata=_known(
            "truth",
            "Whether to leave out excluded files even if they are given by name.",
            "yes",
            per_file=False,
        ),
    )
    fail_level: Severity = field(
        default=Severity.WARNING,
        metadata=_known(
            "severity", "The lowest severity that makes the exit code 1.", "error", per_file=False
        ),
    )
    min_score: int = field(
        default=0,
        metadata=_known(
            "score",
            "A reply with a lower score makes the exit code 1; 0 to 100.",
            "60",
            per_file=False,
        ),
    )
    output_format: str = field(
        default="text",
        metadata=_known("text", "How to write the report.", "concise", per_file=False),
    )
    baseline: Path | None = field(
        default=None,
        metadata=_known(
            "path",
            "A file of known findings, which are kept out of the report.",
            "replylint-baseline.json",
            per_file=False,
        ),
    )


PER_FILE = Key(
    "per-file",
    "per-file",
    "Settings for some of the files: a list, each entry with `files` (patterns as in .gitignore,"
    " from the folder of the configuration) and the settings for them. The last that fits wins.",
    "[{files: chat/, kind: chat}]",
    per_file=False,
)


def keys() -> Iterator[tuple[str, Key]]:
    """Yield each field of `Config` with its key, in the order of the documentation."""
    for each in fields(Config):
        yield each.name, Key(each.name.replace("_", "-"), **each.metadata)


def default_of(name: str) -> object:
    """Return the default of a field."""
    return next(each.default for each in fields(Config) if each.name == name)
