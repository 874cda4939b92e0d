"""What of the rules does anything: in their own examples, and in replies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from replylint.evaluation.libraries import Library, library
from replylint.evaluation.tracing import Meeting, Part, Trace
from replylint.languages.detection import spoken
from replylint.linter import Settings
from replylint.matchers.phrases import PhraseFinder
from replylint.model.reply import Kind, Reply
from replylint.model.report import Problem
from replylint.model.rule import RuleInfo, RuleKind
from replylint.profile import Options, Profiles, primary
from replylint.rulebook.library import languages, names_of, rule_texts
from replylint.rulebook.packs import Source
from replylint.rulebook.rules import AvoidRule, Cue, Rulebook
from replylint.rulebook.written import RuleFiles, Unused, Written, WrittenRule

# What becomes of two rules on the same words, the doubtful outcomes first.
OUTCOMES = ("neither", "both", "merged", "first", "second")


class Use(Struct, frozen=True):
    """How often a rule found something, and how often that was reported in the end.

    Attributes:
        shown: how many of its bad examples it finds something in.
        examples: how often it found something in the examples of all rules.
        found: the same in the replies.
        reported: how often it was reported in examples and replies, after yielding to others.
    """

    rule: RuleInfo
    shown: int
    examples: int
    found: int
    reported: int


class Worked(Struct, frozen=True):
    """How often a part of a rule or cue did its work, in examples and replies.

    Attributes:
        owner: the rule's id, or ``cue`` and its name.
        kind: ``pattern``, ``exception`` or ``rewrite``.
        place: where it stands.
        count: how often a pattern matched, an exception silenced, a rewrite was offered.
    """

    owner: str
    kind: str
    place: Written
    count: int


class Overlap(Struct, frozen=True):
    """Two rules on the same words: how often, and the words at which they met first."""

    meeting: Meeting
    count: int
    words: str


class Coverage(Struct, frozen=True):
    """What was found out about the rules.

    Attributes:
        uses: of each rule, the least used first.
        unused: cues and sets that no rule refers to.
        overlaps: the doubtful ones first, then by their number.
        parts: of rules and cues, in the order of the files.
        examples: how many examples there are.
        replies: how many replies were looked at; None if none were given.
        problems: input that could not be used.
        notices: what a user should know and nothing failed by.
    """

    uses: tuple[Use, ...]
    unused: tuple[Unused, ...]
    overlaps: tuple[Overlap, ...]
    parts: tuple[Worked, ...]
    examples: int
    replies: int | None = None
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()


def coverage(paths: Sequence[Path], options: Options) -> Coverage:
    """Follow all rules, those that are off included, through their examples and some replies.

    With rule files of one's own (in the options or the configuration) only these are judged, and
    where they overlap with others; without, the shipped rules are.

    Args:
        paths: files and folders of replies; may be none.
        options: which rule files there are, and how to read the replies.

    Raises:
        ConfigError: an option or configuration that can't be used.
        RuleError: rule files that can't be used.
    """
    profiles = Profiles(options)
    replies = library(paths, options, profiles) if paths else Library()
    extra = profiles.of(None).settings.extra_rules
    known = languages() if options.language is None else (primary(options.language),)
    parts = [_of_language(code, extra, replies) for code in known]
    return Coverage(
        tuple(sorted((use for part in parts for use in part.uses), key=_least)),
        tuple(each for part in parts for each in part.unused),
        tuple(sorted((each for part in parts for each in part.overlaps), key=_doubtful)),
        tuple(each for part in parts for each in part.parts),
        sum(part.examples for part in parts),
        sum(1 for _ in replies.replies) if paths else None,
        replies.problems,
        replies.notices,
    )


def _least(use: Use) -> tuple[int, int, int, str]:
    return use.found, use.reported, use.examples, use.rule.id


def _doubtful(overlap: Overlap) -> tuple[int, int, Meeting]:
    return OUTCOMES.index(overlap.meeting.outcome), -overlap.count, overlap.meeting


def _of_language(code: str, extra: Sequence[Source], replies: Library) -> Coverage:
    """Return what there is to say about the rules of one language."""
    examples, given = Trace(code, extra), Trace(code, extra)
    rulebook = examples.rulebook
    texts = rule_texts(code, extra)
    files = RuleFiles.of(texts)
    judged = (
        names_of(code, extra)
        if any(isinstance(each, Path) for each in extra)
        else {name for name, _ in texts}
    )
    infos = [info for info in rulebook.infos if info.path in judged]
    shown = _follow_examples(examples, rulebook.infos)
    for _ in given.follow(_spoken(code, replies)):
        pass
    return Coverage(
        tuple(_use(info, shown, examples, given) for info in infos),
        tuple(each for each in files.unused(rulebook.lexicon) if each.place.path in judged),
        tuple(_overlaps(examples, given, {info.id for info in infos})),
        tuple(_parts(rulebook, files, examples.parts + given.parts, judged)),
        sum(len(info.examples) for info in infos),
    )


def _follow_examples(trace: Trace, infos: Sequence[RuleInfo]) -> Counter[str]:
    """Follow the rules through all examples; return in how many bad ones each finds something."""
    pairs = [(info, example) for info in infos for example in info.examples]
    replies = (
        Reply.of(
            example.text,
            # An example of what a reply should have is a whole reply.
            kind=Kind.EMAIL if info.kind is RuleKind.PREFER else None,
            language=info.language,
        )
        for info, example in pairs
    )
    return Counter(
        info.id
        for (info, example), found in zip(pairs, trace.follow(replies), strict=True)
        if example.bad and info.id in found
    )


def _spoken(code: str, replies: Library) -> Iterator[Reply]:
    """Yield the replies in a language."""
    for shelf in replies.shelves:
        yield from (reply for reply in shelf.replies if _code(reply, shelf.settings) == code)


def _code(reply: Reply, settings: Settings) -> str:
    return spoken(reply.language, reply.text, languages(), settings.language)


def _use(info: RuleInfo, shown: Counter[str], examples: Trace, given: Trace) -> Use:
    reported = examples.reported[info.id] + given.reported[info.id]
    return Use(
        info,
        shown[info.id],
        examples.found[info.id],
        given.found[info.id],
        reported,
    )


def _overlaps(examples: Trace, given: Trace, judged: Collection[str]) -> Iterator[Overlap]:
    words = {**examples.words, **given.words}
    for meeting, count in (examples.meetings + given.meetings).items():
        if meeting.first in judged or meeting.second in judged:
            yield Overlap(meeting, count, words[meeting])


def _parts(
    rulebook: Rulebook, files: RuleFiles, counts: Mapping[Part, int], judged: Collection[str]
) -> Iterator[Worked]:
    """Yield the parts of the rules, and of the cues that are used."""
    unused = {each.place.text for each in files.unused() if each.kind == "cue"}
    for rule in rulebook.avoid:
        if rule.info.path in judged:
            place = Written(rule.info.path, rule.info.line, rule.info.id)
            written = files.rules.get(rule.info.id, WrittenRule(place))
            yield from _of_owner(rule.info.id, rule, written, counts)
    for name, written in files.cues.items():
        if written.place.path in judged and name not in unused:
            yield from _of_owner(name, rulebook.cues[name], written, counts)


def _of_owner(
    name: str, owner: AvoidRule | Cue, written: WrittenRule, counts: Mapping[Part, int]
) -> Iterator[Worked]:
    shown = name if isinstance(owner, AvoidRule) else f"cue {name}"
    done: Counter[tuple[str, Written]] = Counter()
    for part in _numbered(name, owner):
        # An exception that names several places is one to its reader.
        done[part.kind, _place(part, written)] += counts.get(part, 0)
    for (kind, place), count in done.items():
        yield Worked(shown, kind, place, count)


def _numbered(name: str, owner: AvoidRule | Cue) -> Iterator[Part]:
    """Yield the parts of a compiled rule or cue."""
    for number, search in enumerate(owner.searches):
        finder = search.finder
        count = len(finder.phrases) if isinstance(finder, PhraseFinder) else 1
        yield from (Part(name, "pattern", number, inner) for inner in range(count))
    rewrites: Iterable[object] = owner.rewrites if isinstance(owner, AvoidRule) else ()
    yield from (Part(name, "exception", number) for number, _ in enumerate(owner.unless))
    yield from (Part(name, "rewrite", number) for number, _ in enumerate(rewrites))


def _place(part: Part, written: WrittenRule) -> Written:
    """Return where a part stands; at its rule where what is written isn't what was compiled."""
    try:
        if part.kind == "pattern":
            return written.patterns[part.number][part.inner]
        return (written.exceptions if part.kind == "exception" else written.rewrites)[part.number]
    except IndexError:
        number = f"{part.number + 1}" + (f".{part.inner + 1}" if part.kind == "pattern" else "")
        return Written(written.place.path, written.place.line, f"{part.kind} {number}")
