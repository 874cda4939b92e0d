"""A few shipped rules, quickly compiled, in the place of all of them; and packs beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from replylint.linter import Linter, Settings
from replylint.model.errors import RuleError
from replylint.model.finding import Edit
from replylint.model.places import SourceMap
from replylint.model.reply import Kind, Reply
from replylint.model.report import ReplyReport
from replylint.rulebook import library
from replylint.rulebook.library import load_rulebook
from replylint.rulebook.packs import Source

DEAD_END = """\
category: dead-end
sets:
  ignorance: [no idea, no clue]
  couriers: [dpd, ups]
  partners: ["{couriers}", bank]
cues:
  will-ask: ["i will ask"]
rules:
- id: no-idea
  formerly: [dont-know, negative-framing/no-idea]
  message: "“{match}” ends it."
  why: It does.
  find: "(i|we) have {ignorance}"
  unless: will-ask
  rewrite: {text: "{I'll} ask the client by e-mail", replaces: match, drops-found: yes}
  tip: Find out.
  examples:
  - bad: I have no idea.
  - good: I will ask, since I have no idea.
- id: sold-out
  message: "“{match}” ends it."
  why: It does.
  find: sold out
  examples: [bad: It is sold out., good: It is sold.]
"""
GREETING = """\
category: missing-greeting
cues: {greeting: ["(hi|dear)"]}
rules:
- id: none
  require: greeting
  at: opening
  suggestion: [{text: "Dear [name],", tone: formal}, "Hi [name], it's us"]
  insert: start
  message: No greeting.
  why: A person writes.
  examples: [bad: Fine., good: Hi Anna.]
"""


def ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ship these rules alone, and make the folder the current one."""
    folder = tmp_path / "shipped" / "en"
    folder.mkdir(parents=True)
    (folder / "dead-end.yaml").write_text(DEAD_END, "utf-8")
    (folder / "missing-greeting.yaml").write_text(GREETING, "utf-8")
    monkeypatch.setattr(library, "rules_folder", lambda: folder.parent)
    library._KNOWN.clear()
    monkeypatch.chdir(tmp_path)


def pack(name: str, *lines: str, files: Mapping[str, str] | None = None) -> Path:
    """Write a pack with these lines in its manifest, and rule files beside it."""
    folder = Path(name)
    folder.mkdir(exist_ok=True, parents=True)
    head = f"name: {folder.name}\nformat: 1\n"
    (folder / "pack.yaml").write_text(head + "".join(f"{line}\n" for line in lines), "utf-8")
    for file, text in (files or {}).items():
        (folder / file).write_text(text, "utf-8")
    return folder


def rule(identity: str, found: str, category: str = "dead-end", more: str = "") -> str:
    """Return a rule file with one rule that finds some words."""
    examples = f"[bad: It is {found}., good: It is fine.]"
    return (
        f"category: {category}\nrules:\n- id: {identity}\n  message: m\n  why: w\n"
        f"  find: {found}\n  examples: {examples}\n{more}"
    )


def ids(*sources: Source) -> list[str]:
    """Return the ids of the rules there are."""
    return [info.id for info in load_rulebook("en", sources).infos]


def faults(*sources: Source) -> list[str]:
    """Return what is wrong with some sources."""
    with pytest.raises(RuleError) as caught:
        load_rulebook("en", sources)
    return [str(fault) for fault in caught.value.faults]


def lint(
    text: str, *sources: Source, settings: Settings | None = None, kind: Kind = Kind.CHAT
) -> ReplyReport:
    """Return what is found in a reply."""
    settings = settings or Settings(extra_rules=sources)
    reply = Reply(text, SourceMap.identity(0, len(text)), kind, "en")
    return Linter(settings).lint([reply])[0]


def rewritten(text: str, *sources: Source) -> list[str]:
    """Return the texts that the fixes of the findings lead to, in order."""
    return [
        _applied(text, edit)
        for finding in lint(text, *sources).findings
        for fix in finding.fixes
        for edit in fix.edits
    ]


def _applied(text: str, edit: Edit) -> str:
    return text[: edit.span.start] + edit.text + text[edit.span.end :]
