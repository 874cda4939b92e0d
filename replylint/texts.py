"""Check and rewrite texts from Python: what `import replylint` offers.

Files, folders and exports of help desks are `replylint.api`'s business; here a reply is a string
that a program has in its hands, such as a draft in an editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypedDict, TypeVar, Unpack

from msgspec import Struct
from msgspec.structs import replace

from replylint.config import Lookup
from replylint.linter import Settings
from replylint.model.errors import ConfigError, hint
from replylint.model.finding import Applicability
from replylint.model.places import SourceMap
from replylint.model.reply import Document, Kind, Reply
from replylint.model.report import Applied, FileReport, ReplyReport
from replylint.model.rule import RuleInfo
from replylint.profile import Options, Profiles, rules
from replylint.readers.documents import MAX_REPLY_CHARACTERS
from replylint.rulebook.selection import renamed
from replylint.sifting.suppressions import Suppressions
from replylint.storage import user_folder

_NAME = "<text>"  # stands for a path where one is wanted
_BATCH = 200  # texts that are held at once

_Path = str | Path


class LinterOptions(TypedDict, total=False):
    """What `Linter` takes by keyword; each outweighs what the configuration says.

    Attributes:
        select: rules or categories to run instead of the default ones; ``"ALL"`` for all.
        ignore: rules or categories not to run.
        extend_select: rules or categories to run besides.
        kind: what the replies are, such as ``"email"``; guessed from each text if left out.
        language: ISO 639-1 code; guessed from each text if left out.
        rules: rule files of your own, or folders of them.
        known_terms: words your customers know, never reported.
        company_names: what your company is called; read as *we*.
        cache: where compiled rules are kept from one process to the next: a folder, True for the
            user's cache folder (the default), False for nowhere. No text is ever kept.
    """

    select: str | Sequence[str]
    ignore: str | Sequence[str]
    extend_select: str | Sequence[str]
    kind: Kind | str | None
    language: str | None
    rules: _Path | Sequence[_Path]
    known_terms: str | Sequence[str]
    company_names: str | Sequence[str]
    cache: bool | _Path


class FixedText(Struct, frozen=True):
    """A text with its rewrites.

    Attributes:
        text: as rewritten.
        applied: what was rewritten, in the order it was done.
        report: what is left to say about it.
    """

    text: str
    applied: tuple[Applied, ...]
    report: ReplyReport


class Linter:
    """Checks and rewrites any number of texts with one choice of rules.

    >>> linter = Linter(select="dead-end", language="en")
    >>> report = linter.check("I don't know when it ships.")
    >>> [(finding.rule, finding.match) for finding in report.findings]
    [('dead-end/dont-know', "I don't know")]
    >>> linter.check("It ships on Monday.").findings
    ()

    Args:
        config: a configuration file (``replylint.yaml``, ``pyproject.toml``); None reads none.
        options: see `LinterOptions`.

    Raises:
        ConfigError: a configuration or option that can't be used, such as an unknown rule.
        RuleError: rule files that can't be used, with every fault of theirs.
    """

    def __init__(self, config: _Path | None = None, **options: Unpack[LinterOptions]) -> None:
        self._options = _asked(config, options)
        profiles = Profiles(self._options)
        self._profile = profiles.of(None)
        self._engine = profiles.linter(self._profile)

    @property
    def rules(self) -> tuple[RuleInfo, ...]:
        """The rules that run, of every language there are rules for."""
        settings = self._engine.settings
        known = rules(None, settings.extra_rules, settings.cache)
        return tuple(info for info in known if settings.runs(info))

    def check(self, reply: str | Reply, *, context: str | None = None) -> ReplyReport:
        """Check one text.

        Args:
            reply: the text, or a `Reply` where more is known of it.
            context: the customer's message that it answers.

        Returns:
            The findings and gaps, with offsets in code points of the text, and a score from 0 to
            100. A text in a language without rules, or too long for a reply, comes back with the
            reason in `skipped`.
        """
        known = Reply.of(reply) if isinstance(reply, str) else reply
        (report,) = self.lint_each((replace(known, context=context or known.context),))
        return report

    def lint_each(self, replies: Iterable[str | Reply]) -> Iterator[ReplyReport]:
        """Yield a report for each text, in their order; faster than `check` for each.

        Texts are taken and parsed in batches, so the iterable may be endless.
        """
        waiting = map(self._as_asked, replies)
        while batch := list(islice(waiting, _BATCH)):
            reports = self._engine.lint_each(reply for reply in batch if not _problem(reply))
            for reply in batch:
                yield _refused(reply) or _sifted(next(reports), self._engine.settings)

    def fix(
        self, reply: str | Reply, *, unsafe: bool = False, context: str | None = None
    ) -> FixedText:
        """Return a text with the rewrites that may be applied without asking.

        >>> Linter(language="en").fix("PLEASE SEND US THE RECEIPT!!").text
        'Please send us the receipt!'

        Args:
            reply: the text, or a `Reply` where more is known of it.
            unsafe: whether to apply those as well that somebody should look at.
            context: the customer's message that it answers.
        """
        from replylint.fixer import Session, fix_document

        report = self.check(reply, context=context)
        known = report.reply

        def read_again(text: str) -> Document:
            return _document(replace(known, text=text, source=SourceMap.identity(0, len(text))))

        def lint(document: Document) -> FileReport:
            return FileReport(document, tuple(self.lint_each(document.replies)))

        session = Session(FileReport(_document(known), (report,)), read_again, lint)
        limit = Applicability.UNSAFE if unsafe else Applicability.SAFE
        fixed = fix_document(session, limit)
        (left,) = fixed.after.replies
        return FixedText(fixed.after.document.text, fixed.applied, left)

    def _as_asked(self, reply: str | Reply) -> Reply:
        known = Reply.of(reply) if isinstance(reply, str) else reply
        return replace(known, kind=known.kind or self._engine.settings.kind)


def check(
    reply: str | Reply,
    config: _Path | None = None,
    *,
    context: str | None = None,
    **options: Unpack[LinterOptions],
) -> ReplyReport:
    """Check one text; for more than one, make a `Linter` and keep it.

    >>> report = check("You failed to attach the invoice.")
    >>> report.score
    80
    >>> report.findings[0].rule
    'blame-customer/failed'

    Args:
        reply: the text, or a `Reply` where more is known of it.
        config: a configuration file; None reads none.
        context: the customer's message that it answers.
        options: see `LinterOptions`.

    Raises:
        ConfigError: a configuration or option that can't be used.
        RuleError: rule files that can't be used.
    """
    return Linter(config, **options).check(reply, context=context)


def fix(
    reply: str | Reply,
    config: _Path | None = None,
    *,
    unsafe: bool = False,
    context: str | None = None,
    **options: Unpack[LinterOptions],
) -> FixedText:
    """Rewrite one text; for more than one, make a `Linter` and keep it.

    >>> fix("PLEASE SEND US THE RECEIPT!!").text
    'Please send us the receipt!'

    Args:
        reply: the text, or a `Reply` where more is known of it.
        config: a configuration file; None reads none.
        unsafe: whether to apply rewrites as well that somebody should look at.
        context: the customer's message that it answers.
        options: see `LinterOptions`.

    Raises:
        ConfigError: a configuration or option that can't be used.
        RuleError: rule files that can't be used.
    """
    return Linter(config, **options).fix(reply, unsafe=unsafe, context=context)


def _asked(config: _Path | None, given: LinterOptions) -> Options:
    """Return the options as the profile takes them.

    Raises:
        ConfigError: one that there isn't, or the name of no kind.
    """
    unknown = sorted(given.keys() - LinterOptions.__annotations__.keys())
    if unknown:
        known = sorted(LinterOptions.__annotations__)
        raise ConfigError(f"there is no option “{unknown[0]}”{hint(unknown[0], known)}")
    return Options(
        config=None if config is None else Lookup(Path(config)),
        select=_several(given.get("select", ())),
        ignore=_several(given.get("ignore", ())),
        extend_select=_several(given.get("extend_select", ())),
        kind=_kind(given.get("kind")),
        language=given.get("language"),
        rules=tuple(_existing(path) for path in _several(given.get("rules", ()))),
        known_terms=_several(given.get("known_terms", ())),
        company_names=_several(given.get("company_names", ())),
        cache=_folder(given.get("cache", True)),
    )


_Value = TypeVar("_Value", bound=str | Path)


def _several(value: _Value | Sequence[_Value]) -> tuple[_Value, ...]:
    """Return the values of an option that takes one or several."""
    return (value,) if isinstance(value, str | Path) else tuple(value)


def _existing(path: _Path) -> Path:
    if not Path(path).exists():
        raise ConfigError(f"{path}: no such rule file or folder")
    return Path(path)


def _kind(value: Kind | str | None) -> Kind | None:
    try:
        return None if value is None else Kind(value)
    except ValueError:
        names = [kind.value for kind in Kind]
        raise ConfigError(
            f"“{value}” is no kind of reply ({', '.join(names)}){hint(str(value), names)}"
        ) from None


def _folder(cache: bool | _Path) -> Path | None:
    if isinstance(cache, bool):
        return user_folder() if cache else None
    return Path(cache)


def _document(reply: Reply) -> Document:
    """Return a text as a file that holds nothing else."""
    return Document(_NAME, reply.text, (reply,))


_HALF = re.compile("[\ud800-\udfff]")


def _problem(reply: Reply) -> str | None:
    """Return why a text can't be linted, None if it can."""
    if len(reply.text) > MAX_REPLY_CHARACTERS:
        return f"{len(reply.text):,} characters are too many; the limit is {MAX_REPLY_CHARACTERS:,}"
    half = None if reply.text.isascii() else _HALF.search(reply.text)
    return f"character {half.start() + 1} is half of a surrogate pair" if half else None


def _refused(reply: Reply) -> ReplyReport | None:
    """Return the report of a text that isn't linted, None if it is."""
    why = _problem(reply)
    if why is None:
        return None
    return ReplyReport(reply, reply.kind or Kind.CHAT, reply.language or "", skipped=why)


def _sifted(report: ReplyReport, settings: Settings) -> ReplyReport:
    """Return a report without what comments in the text say is to be kept out."""
    document = _document(report.reply)
    said = Suppressions(
        document, lambda: renamed(rules(None, settings.extra_rules, settings.cache))
    )
    (sifted,) = said.sift(FileReport(document, (report,))).replies
    return sifted
