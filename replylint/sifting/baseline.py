"""Known findings: kept in a file by rule, reply and a hash of the sentence, never its words."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from replylint.linter import score
from replylint.model.errors import ConfigError
from replylint.model.finding import Finding, Gap
from replylint.model.report import FileReport, Problem, ReplyReport

VERSION = 1
_DIGITS = 16
_STRAIGHT = str.maketrans("’‘“”", "''\"\"")


class Entry(Struct, frozen=True, order=True):
    """What a finding is known by.

    Attributes:
        path: of its file, from the folder of the baseline, with forward slashes.
        reply: the reply's name; empty for one without: then its file stands for it.
        sentence: the hash of the sentence; empty for a gap, which is nowhere.
    """

    path: str
    reply: str
    rule: str
    sentence: str


class Baseline:
    """The known findings of a run; each is kept out of the report as often as it is known.

    Args:
        path: of the file they are in, which need not be there yet.
        known: how often each is known.
    """

    def __init__(self, path: Path, known: Counter[Entry]) -> None:
        self._path = path
        self._known = known
        self._left = Counter(known)

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Read a baseline.

        Raises:
            ConfigError: it can't be read, or isn't one.
        """
        try:
            values = json.loads(path.read_text("utf-8"))
            if values["version"] != VERSION:
                raise ConfigError(
                    f"{path}: is of version {values['version']}, this replylint reads {VERSION};"
                    " write it anew with replylint baseline."
                )
            known = Counter({_entry(each): int(each["count"]) for each in values["known"]})
        except OSError as error:
            why = error.strerror or error
            message = f"{path}: the baseline can't be read: {why}; replylint baseline writes one."
            raise ConfigError(message) from None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise ConfigError(
                f"{path}: is no baseline; write one with replylint baseline."
            ) from None
        return cls(path, known)

    def sift(self, file: FileReport) -> FileReport:
        """Return a report of a file without the known findings.

        Every report starts anew: linting a file again, after a fix, finds them known again.
        """
        place = self.place_of(file.document.path)
        budget = Counter(
            {entry: count for entry, count in self._known.items() if entry.path == place}
        )
        if not budget:
            return file
        replies = tuple(_sifted(report, place, budget) for report in file.replies)
        for entry, left in budget.items():
            self._left[entry] = min(self._left[entry], left)
        return replace(file, replies=replies)

    def rename(self, ids: Mapping[str, str]) -> None:
        """Know findings of rules that have got another id by that.

        Args:
            ids: those of today by those of former days.
        """
        for known in (self._known, self._left):
            for entry in [entry for entry in known if entry.rule in ids]:
                known[replace(entry, rule=ids[entry.rule])] += known.pop(entry)

    def kept(self, read: Collection[str]) -> Counter[Entry]:
        """Return what is known of files that are there, but were not all read this time.

        Args:
            read: paths of the files that were.
        """
        places = {self.place_of(path) for path in read}
        folder = self._path.absolute().parent
        return Counter(
            {
                entry: count
                for entry, count in self._known.items()
                if entry.path not in places and (folder / entry.path).exists()
            }
        )

    def place_of(self, path: str) -> str:
        """Return the path by which a file is known here."""
        return place_of(path, self._path)

    def stale(self, linted: Collection[str], ran: Collection[str]) -> Problem | None:
        """Return what to say about known findings that weren't found; None without any.

        Args:
            linted: paths of the files that were linted.
            ran: ids of the rules that ran.
        """
        places = {self.place_of(path) for path in linted}
        folder = self._path.absolute().parent
        gone = sum(
            left
            for entry, left in self._left.items()
            if entry.rule in ran and (entry.path in places or not (folder / entry.path).exists())
        )
        if not gone:
            return None
        are = "finding is" if gone == 1 else "findings are"
        return Problem(
            self._path.as_posix(),
            f"{gone} known {are} gone; write the baseline anew to drop what is fixed",
        )


def entries(files: Iterable[FileReport], baseline: Path) -> Counter[Entry]:
    """Return how often each finding and gap of some reports is there.

    Args:
        files: the reports.
        baseline: the file they will be kept in.
    """
    found: Counter[Entry] = Counter()
    for file in files:
        place = place_of(file.document.path, baseline)
        for report in file.replies:
            found.update(_entry_of(item, report, place) for item in report.items())
    return found


def text_of(known: Counter[Entry]) -> str:
    """Return the text of a baseline: a line for each entry, so that changes are easy to read."""
    lines = [
        json.dumps(
            {
                "path": entry.path,
                "reply": entry.reply,
                "rule": entry.rule,
                "sentence": entry.sentence,
                "count": count,
            },
            ensure_ascii=False,
        )
        for entry, count in sorted(known.items())
    ]
    body = ",\n".join(f"  {line}" for line in lines)
    return (
        f'{{"version": {VERSION}, "known": [\n{body}\n]}}\n'
        if lines
        else (f'{{"version": {VERSION}, "known": []}}\n')
    )


def place_of(path: str, baseline: Path) -> str:
    """Return a path as seen from the folder of a baseline; as it is where there is no way."""
    try:
        return Path(os.path.relpath(path, baseline.absolute().parent)).as_posix()
    except ValueError:  # another drive
        return path


def _entry(values: dict[str, str]) -> Entry:
    parts = [values[name] for name in ("path", "reply", "rule", "sentence")]
    if not all(isinstance(part, str) for part in parts):
        raise ValueError
    return Entry(*parts)


def _sifted(report: ReplyReport, place: str, budget: Counter[Entry]) -> ReplyReport:
    def new(item: Finding | Gap) -> bool:
        entry = _entry_of(item, report, place)
        if budget[entry] <= 0:
            return True
        budget[entry] -= 1
        return False

    findings, gaps = tuple(filter(new, report.findings)), tuple(filter(new, report.gaps))
    return replace(report, findings=findings, gaps=gaps, score=score(findings, gaps))


def _entry_of(item: Finding | Gap, report: ReplyReport, place: str) -> Entry:
    sentence = ""
    if isinstance(item, Finding):
        words = report.reply.text[item.sentence.start : item.sentence.end]
        level = " ".join(words.translate(_STRAIGHT).casefold().split())
        sentence = sha256(level.encode()).hexdigest()[:_DIGITS]
    return Entry(place, report.reply.name or "", item.rule, sentence)
