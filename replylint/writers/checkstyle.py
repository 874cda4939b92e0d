"""Checkstyle's XML, which many CI servers read. Columns count code points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from replylint.model.report import Report
from replylint.writers import Options
from replylint.writers.layout.advice import full_message
from replylint.writers.layout.encoded import Branch, write_xml
from replylint.writers.layout.paths import from_root
from replylint.writers.layout.place import Placed, placed
from replylint.writers.layout.visible import visible


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report: an element for each file that something was found in."""
    from xml.etree.ElementTree import Element

    write_xml(Element("checkstyle", version="4.3"), stream, _files(report))


def _files(report: Report) -> Iterator[Branch]:
    from xml.etree.ElementTree import Element

    for problem in report.problems:
        attributes = {
            "line": str(problem.line or 1),
            "column": str(problem.column or 1),
            "severity": "error",
            "message": visible(problem.message),
            "source": "replylint.unreadable",
        }
        yield _file(problem.path, [Branch(Element("error", attributes))])
    for file in report.files:
        if any(reply.findings or reply.gaps for reply in file.replies):
            found = (Branch(Element("error", _error(each))) for each in placed(file))
            yield _file(file.document.path, found)


def _file(path: str, errors: Iterable[Branch]) -> Branch:
    from xml.etree.ElementTree import Element

    return Branch(Element("file", name=visible(from_root(path))), errors)


def _error(each: Placed) -> dict[str, str]:
    return {
        "line": str(each.start.line),
        "column": str(each.start.column),
        "severity": str(each.item.severity),
        "message": full_message(each.item, each.reply.reply).replace("\n", " "),
        "source": f"replylint.{each.item.rule.replace('/', '.')}",
    }
