"""What was found in replies of earlier runs: a reply that stays as it is needn't be linted again.

A record is filed under a hash of the reply and everything the outcome hangs on. It can quote the
reply (a rewrite does), so it is sealed: without the reply itself it can neither be found nor
read. Whoever has the cache but not the replies learns nothing of them.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256, shake_256
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from replylint import __version__, storage
from replylint.languages.detection import spoken
from replylint.linter import Linter, Settings
from replylint.model.finding import Applicability, Edit, Finding, Fix, Gap
from replylint.model.places import SourceMap
from replylint.model.reply import Kind, Reply
from replylint.model.report import ReplyReport
from replylint.model.rule import Severity
from replylint.model.text import Span
from replylint.rulebook.library import key, languages

FORMAT = 1
_KEPT = 20_000  # replies that are remembered, in a file and of the same run
_FILES = 8  # settings a folder remembers replies for
_MANY = 1000  # replies that are linted before the next ones are looked up
_NONE = Reply("", SourceMap((), ()))


class Memory:
    """The outcomes of one linter's earlier runs.

    Args:
        linter: whose; its settings say where the memory is kept.
    """

    def __init__(self, linter: Linter) -> None:
        self._linter = linter
        self._folder = linter.settings.cache
        self._keys: dict[str, str] = {}
        self._settings = _settings_key(linter.settings)
        self._salt = os.urandom(16).hex()
        self._records: dict[str, str] = {}
        self._used: dict[str, str] = {}
        self._recent: dict[str, ReplyReport] = {}
        self._learnt = False
        if self._folder is not None:
            self._load(self._folder)

    def lint_each(self, replies: Iterable[Reply]) -> Iterator[ReplyReport]:
        """Yield a report for each reply, in their order, as the linter would.

        Replies alike are linted once, unless very many others stand between them.
        """
        waiting = iter(replies)
        while batch := list(islice(waiting, _MANY)):
            seals = [self._seal(reply) for reply in batch]
            known = [self._known(*pair) for pair in zip(batch, seals, strict=True)]
            unknown: dict[str, Reply] = {}
            for reply, seal, report in zip(batch, seals, known, strict=True):
                if report is None:
                    unknown.setdefault(seal.name, reply)
            linted = self._lint(tuple(unknown.values()))
            for reply, seal, report in zip(batch, seals, known, strict=True):
                found = report or self._met(reply, seal)
                yield found or self._learn(next(linted), seal)

    def _lint(self, replies: Sequence[Reply]) -> Iterator[ReplyReport]:
        """Lint what nobody knows yet, in several processes where that pays."""
        jobs = self._linter.settings.jobs
        if jobs != 1 and len(replies) > 1:
            from replylint import parallel

            jobs = parallel.worth(replies, jobs)
            if jobs > 1:
                return parallel.lint_each(self._linter, replies, jobs)
        return self._linter.lint_each(replies)

    def keep(self) -> None:
        """Write down what was learnt, for the next run."""
        if self._folder is not None and self._learnt:
            self._store(self._folder)
            self._learnt = False

    def _seal(self, reply: Reply) -> _Seal:
        """Return what a reply's record is filed and sealed by."""
        otherwise = self._linter.settings.language
        code = spoken(reply.language, reply.text, languages(), otherwise)
        if code not in self._keys:
            extra = self._linter.settings.extra_rules
            self._keys[code] = key(code, extra, self._folder) if code in languages() else ""
        parts = (self._keys[code], reply.text, reply.kind, code, reply.context, reply.markup)
        return _Seal(json.dumps([self._salt, *parts]))

    def _met(self, reply: Reply, seal: _Seal) -> ReplyReport | None:
        """Return the report of a reply like one met in this run."""
        report = self._recent.get(seal.name)
        return None if report is None else replace(report, reply=reply)

    def _known(self, reply: Reply, seal: _Seal) -> ReplyReport | None:
        report = self._met(reply, seal)
        return self._remembered(reply, seal) if report is None else report

    def _remembered(self, reply: Reply, seal: _Seal) -> ReplyReport | None:
        """Return the report of a reply like one of an earlier run."""
        record = self._records.get(seal.name)
        if record is None:
            return None
        try:
            report = report_of(reply, json.loads(seal.opened(record)))
        except (ValueError, TypeError, KeyError, IndexError):
            return None
        self._note(report, seal, record)
        return report

    def _learn(self, report: ReplyReport, seal: _Seal) -> ReplyReport:
        record = None
        if report.skipped is None and self._folder is not None:
            record = seal.closed(json.dumps(record_of(report)))
            self._learnt = True
        self._note(report, seal, record)
        return report

    def _note(self, report: ReplyReport, seal: _Seal, record: str | None) -> None:
        """Keep a report for the rest of the run, its record for the next."""
        self._recent[seal.name] = replace(report, reply=_NONE)
        if record is not None:
            self._used[seal.name] = record
        for notes in (self._recent, self._used):
            if len(notes) > _KEPT:
                del notes[next(iter(notes))]

    def _path(self, folder: Path) -> Path:
        return folder / f"replies-{self._settings[:16]}.txt"

    def _head(self) -> dict[str, object]:
        return {"replylint": __version__, "format": FORMAT, "settings": self._settings}

    def _load(self, folder: Path) -> None:
        data = storage.read(self._path(folder))
        if data is None:
            return
        head, _, rest = data.decode("ascii", "replace").partition("\n")
        lines = rest.splitlines()
        try:
            header = json.loads(head)
            salt = header.pop("salt")
        except (ValueError, TypeError, AttributeError, KeyError):
            return
        if header == self._head() and isinstance(salt, str):
            self._salt = salt
            self._records = dict(line.split(" ", 1) for line in lines if " " in line)

    def _store(self, folder: Path) -> None:
        # What this run used last stays longest.
        records = {**{k: v for k, v in self._records.items() if k not in self._used}, **self._used}
        kept = islice(records.items(), max(0, len(records) - _KEPT), None)
        head = json.dumps({**self._head(), "salt": self._salt})
        lines = [head, *(f"{name} {record}" for name, record in kept)]
        if storage.write(self._path(folder), "\n".join(lines).encode()):
            storage.thin_out(folder, "replies-*.txt", _FILES)


class _Seal:
    """Opens and closes the record of one reply, by what only who has the reply knows."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        self.name = sha256(b"name" + self._secret).hexdigest()

    def closed(self, text: str) -> str:
        return b64encode(self._mixed(text.encode())).decode()

    def opened(self, record: str) -> str:
        return self._mixed(b64decode(record, validate=True)).decode()

    def _mixed(self, data: bytes) -> bytes:
        pad = shake_256(b"seal" + self._secret).digest(len(data))
        mixed = int.from_bytes(data, "big") ^ int.from_bytes(pad, "big")
        return mixed.to_bytes(len(data), "big")


def _settings_key(settings: Settings) -> str:
    """Return what stands for all settings that a reply's outcome may hang on."""
    values = {
        name: getattr(settings, name)
        for name in settings.__struct_fields__
        if name not in ("cache", "jobs", "shortcut")
    }
    plain = {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in values.items()
    }
    return sha256(json.dumps(plain, default=str).encode()).hexdigest()


def record_of(report: ReplyReport) -> list[Any]:
    """Return what was found in a reply as JSON values."""
    findings = [
        [
            *(each.rule, each.category, each.severity, each.message, each.why),
            *(_pair(each.span), _pair(each.sentence), each.match),
            [
                [fix.title, fix.applicability, [[_pair(e.span), e.text] for e in fix.edits]]
                for fix in each.fixes
            ],
        ]
        for each in report.findings
    ]
    gaps = [
        [
            *(each.rule, each.category, each.severity, each.message, each.why),
            *(each.suggestion, each.insert_at),
        ]
        for each in report.gaps
    ]
    return [report.kind, report.language, findings, gaps, report.score, report.skipped]


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def report_of(reply: Reply, recorded: list[Any]) -> ReplyReport:
    """Return the report of a reply that a record was made of."""
    kind, language, findings, gaps, score, skipped = recorded
    return ReplyReport(
        reply,
        Kind(kind),
        language,
        tuple(map(_finding, findings)),
        tuple(_gap(values) for values in gaps),
        score,
        skipped,
    )


def _finding(values: list[Any]) -> Finding:
    rule, category, severity, message, why, span, sentence, match, fixes = values
    made = tuple(
        Fix(
            title,
            Applicability(applicability),
            tuple(Edit(Span(*place), text) for place, text in edits),
        )
        for title, applicability, edits in fixes
    )
    grave = Severity(severity)
    return Finding(rule, category, grave, message, why, Span(*span), Span(*sentence), match, made)


def _gap(values: list[Any]) -> Gap:
    rule, category, severity, message, why, suggestion, insert_at = values
    return Gap(rule, category, Severity(severity), message, why, suggestion, insert_at)
