"""The page of one rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgen import markdown as md
from docgen.guides import Guide
from docgen.rulefiles import Rule, Shelf
from replylint.model.rule import Example, RuleInfo, RuleKind

_SHOWN = ("find", "unless", "require", "at", "kind", "when", "when-context", "without",
          "taken-back-by", "insert", "quoted", "frame", "customers-words")  # fmt: skip
_WIDTH = 160


def path(rule: Rule) -> str:
    """Return where the page lies, from the reference's folder; it moves only with the name."""
    return f"rules/{rule.info.id}.md"


def signposts(rule: Rule) -> Mapping[str, str]:
    """Return pages in the places that a rule's page had under its former names."""
    return {
        f"rules/{old}.md": md.page(
            f"rules/{rule.info.language}/{rule.entry.file}",
            f"# {old}",
            "",
            f"This rule is called [{rule.info.id}](../{rule.info.id}.md) now; the old name still works.",
        )
        for old in rule.info.formerly
    }


def page(rule: Rule, shelf: Shelf, guides: Mapping[str, Guide]) -> str:
    """Return the page of a rule."""
    info, written = rule.info, rule.entry.value
    return md.page(
        f"rules/{info.language}/{rule.entry.file}",
        f"# {info.id}",
        "",
        shown_message(info),
        "",
        _facts(info),
        "",
        "## Why",
        "",
        md.escaped(info.why),
        *(["", md.escaped(" ".join(written["note"].split()))] if "note" in written else []),
        "",
        "## What it reports",
        "",
        _reported(info),
        *_advice(written),
        "",
        "## What it leaves alone",
        "",
        _fine(info),
        "",
        "## Asked for by",
        "",
        [_guide(name, guides) for name in info.sources],
        "",
        "## Switching it off",
        "",
        _switch(info),
        "",
        "## How it is written",
        "",
        _definition(rule, shelf),
    )


def shown_message(info: RuleInfo) -> str:
    """Return the message, with dots in place of the words it quotes."""
    return md.escaped(info.message.replace("{match}", "…"))


def _facts(info: RuleInfo) -> list[str]:
    kind = "wording to avoid" if info.kind is RuleKind.AVOID else "what a reply lacks"
    runs = "by default" if info.default else "only when selected"
    row = (info.severity.value, f"[{info.category}](index.md)", kind, runs, info.language)
    return md.table(("severity", "category", "finds", "runs", "language"), [row])


def _reported(info: RuleInfo) -> Iterator[str]:
    bad = [example for example in info.examples if example.bad]
    yield from _replies(bad) if info.kind is RuleKind.PREFER else _sentences(bad)


def _fine(info: RuleInfo) -> Iterator[str]:
    good = [example for example in info.examples if not example.bad]
    yield from _replies(good) if info.kind is RuleKind.PREFER else _sentences(good)


def _sentences(examples: list[Example]) -> Iterator[str]:
    """Yield a list of sentences, each with the rewrite and the note it may have."""
    for example in examples:
        lines = [md.escaped(example.text)]
        if example.rewrite is not None:
            lines.append(f"→ *{md.escaped(example.rewrite)}*" if example.rewrite else "→ nothing")
        if example.note:
            lines.append(f"({md.escaped(example.note)})")
        yield "- " + "<br>".join(lines)


def _replies(examples: list[Example]) -> Iterator[str]:
    """Yield whole replies as quotations."""
    for at, example in enumerate(examples):
        if at:
            yield from ("", "<!-- -->", "")
        yield from md.quoted(example.text)


def _advice(written: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is said instead: the tip, or the words that are suggested."""
    if "tip" in written:
        yield from ("", f"Tip: {md.escaped(written['tip'])}")
    if "suggestion" in written:
        yield from ("", "It suggests:", "")
        yield from (f"- {_template(each)}" for each in _listed(written["suggestion"]))


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - whatever the file holds
    return value if isinstance(value, list) else [value]


def _guide(name: str, guides: Mapping[str, Guide]) -> str:
    guide = guides[name]
    return f"- [{guide.key}: {md.escaped(guide.name)}](../../../sources.md#{guide.anchor})"


def _switch(info: RuleInfo) -> Iterator[str]:
    if not info.default:
        yield "It doesn't run unless it is chosen, in `replylint.yaml` or with `--extend-select`:"
        yield ""
        yield from md.fenced(f"extend-select: [{info.id}]", "yaml")
    else:
        yield "For all replies, in `replylint.yaml` (or another severity: error, warning, info):"
        yield ""
        yield from md.fenced(f"severities:\n  {info.id}: off", "yaml")
    yield ""
    yield "In one place of a reply:"
    yield ""
    verb = "disable-next-line" if info.kind is RuleKind.AVOID else "disable-file"
    yield from md.fenced(f"<!-- replylint: {verb} {info.id} -- the reason -->", "html")
    yield ""
    yield "Other formats and ways: [silencing a place](../../../configuration.md#silencing-a-place)."


def _definition(rule: Rule, shelf: Shelf) -> Iterator[str]:
    entry = rule.entry
    yield f"In `rules/{rule.info.language}/{entry.file}`; long lines are cut here."
    for title, names, target in (
        ("Cues", shelf.cues_of(entry), "cues.md"),
        ("Sets", shelf.sets_of(entry), "sets.md"),
    ):
        if names:
            links = ", ".join(f"[{name}](../../{target}#{name})" for name in names)
            yield from ("", f"{title} it uses: {links}.")
    yield ""
    yield from md.fenced(_keys(entry.text, entry.value), "yaml")
    if "rewrite" in entry.value:
        yield from ("", "Its rewrites, best first:", "")
        yield from (f"- {_template(each)}" for each in _listed(entry.value["rewrite"]))


def _template(given: Any) -> str:  # noqa: ANN401 - as above
    """Return the words of a rewrite or suggestion, and what the file says of when it is used."""
    parts = given if isinstance(given, dict) else {"text": given}
    words = md.code(parts["text"]) if parts["text"] else "nothing: the words are taken out"
    marks = [parts[key] for key in ("tone", "applicability") if key in parts]
    return f"{words} ({', '.join(marks)})" if marks else words


def _keys(text: str, written: Mapping[str, Any]) -> str:
    """Return the lines of a rule that say what it does; the rest stands on the page already."""
    lines, keep = [], False
    for line in text.splitlines():
        inner = line[2:]
        if inner and inner[0] not in " -#":
            keep = inner.partition(":")[0] in _SHOWN and inner.partition(":")[0] in written
        if keep:
            lines.append(inner if len(inner) <= _WIDTH else f"{inner[:_WIDTH]}…")
    return "\n".join(lines)
