"""``replylint inspect``: a draft as rules see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import to_builtins

from replylint.cli.drafts import one_source, say_notices
from replylint.cli.layout import Tree, strong
from replylint.cli.options import color_option
from replylint.cli.settings import linting_options, options_from
from replylint.cli.streams import emit, takes_color

if TYPE_CHECKING:
    from replylint.authoring.inspection import ClauseView, Part, ReplyView, SentenceView


@click.command(name="inspect")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text: a tree to read; json: the same for programs.",
)
@click.option("--tokens", is_flag=True, help="Show the parse of each sentence, too.")
@linting_options
@click.option("--stdin-filename", metavar="NAME", help="The name to report for standard input.")
@color_option
def command(
    path: Path | None,
    form: str,
    tokens: bool,
    stdin_filename: str | None,
    color: str,
    **given: Any,  # noqa: ANN401 - the options that several commands have
) -> None:
    """Show a draft as rules see it: sentences, clauses, who does what, and the cues there.

    PATH is a draft or a library of replies; without one, or with "-", the draft comes from
    standard input.
    """
    from replylint.authoring.drafts import open_source
    from replylint.authoring.inspection import views

    source = one_source(path, stdin_filename, "inspect")
    opened = open_source(source, options_from(given))
    say_notices(opened)
    found = list(views(opened))
    if form == "json":
        values = {"version": 1, "replies": [to_builtins(each) for each in found]}
        text = json.dumps(values, indent=2, ensure_ascii=False)
    else:
        text = "\n".join(line for each in found for line in _reply(each, tokens=tokens)).rstrip(
            "\n"
        )
    with_color = takes_color(color)
    emit(lambda stream: click.echo(text, file=stream, color=with_color))


def _reply(reply: ReplyView, *, tokens: bool) -> Iterator[str]:
    about = ", ".join(filter(None, (reply.name, reply.kind, reply.language)))
    tree = Tree()
    yield from tree.text(about, style=strong)
    if reply.skipped is not None:
        yield from tree.text(f"not seen by rules: {reply.skipped}")
    for block in reply.blocks:
        for sentence in block.sentences:
            yield ""
            yield from _sentence(sentence, block.kind, tree, tokens=tokens)
    yield ""


def _sentence(sentence: SentenceView, block: str, tree: Tree, *, tokens: bool) -> Iterator[str]:
    yield from tree.text(sentence.text, f"{sentence.line}: ", strong)
    yield from tree.field("block", block)
    yield from tree.field("words", " ".join(sentence.words))
    if sentence.quoted:
        yield from tree.field("quoted", " · ".join(sentence.quoted))
    if tokens:
        for number, each in enumerate(sentence.tokens, 1):
            head = "" if each.head == number else f" of {each.head}"
            row = f"{number:2} {each.text} ({each.lemma}) {each.pos} {each.dep}{head}"
            yield from tree.field("token", row)
    for clause in sentence.clauses:
        yield from _clause(clause, tree)
    for name in dict.fromkeys(cue.name for cue in sentence.cues):
        words = [f"“{cue.words}”" for cue in sentence.cues if cue.name == name]
        yield from tree.field("cue", f"{name}  {' · '.join(words)}")


def _clause(clause: ClauseView, tree: Tree) -> Iterator[str]:
    flags = [flag for flag in clause.flags if flag != "main"]
    kind = "main clause" if "main" in clause.flags else f"{clause.relation} clause"
    yield from tree.branch(kind, clause.words)
    inner = tree.deeper()
    yield from inner.field("predicate", f"{clause.predicate}  ({clause.pos})")
    subject = "" if clause.subject is None else f"“{clause.subject}”"
    yield from inner.field(
        "subject", f"{clause.role}  {subject}{' (shared)' if clause.shared else ''}"
    )
    for name, parts in (
        ("object", clause.objects),
        ("complement", clause.complements),
        ("oblique", clause.obliques),
    ):
        for part in parts:
            yield from inner.field(name, _part(part))
    for name, words in (("modality", clause.modality), ("modifier", clause.modifiers)):
        if words:
            yield from inner.field(name, ", ".join(words))
    state = [*flags, clause.tense, clause.mood]
    if clause.hypothetical != "no":
        state.append(f"hypothetical: {clause.hypothetical}")
    if clause.reported != "no":
        state.append(f"reported: {clause.reported}")
    yield from inner.field("is", ", ".join(state))
    for each in clause.embeds:
        yield from _clause(each, inner)


def _part(part: Part) -> str:
    if part.words == part.head:
        return f"“{part.words}”"
    words = f"“{part.words}”  word: {part.head}"
    return words if part.preposition is None else f"{words}, preposition: {part.preposition}"
