"""Checkstyle's XML, which many CI servers read. Columns count code points."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from replylint.model.report import Report
from replylint.writers import Options
from replylint.writers.layout.advice import full_message
from replylint.writers.layout.encoded import write_xml
from replylint.writers.layout.paths import from_root
from replylint.writers.layout.place import Placed, placed
from replylint.writers.layout.visible import visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report: an element for each file that something was found in."""
    from xml.etree.ElementTree import Element, SubElement

    root = Element("checkstyle", version="4.3")
    for problem in report.problems:
        attributes = {
            "line": str(problem.line or 1),
            "column": str(problem.column or 1),
            "severity": "error",
            "message": visible(problem.message),
            "source": "replylint.unreadable",
        }
        SubElement(_file(root, problem.path), "error", attributes)
    for file in report.files:
        found = [_error(each) for each in placed(file)]
        if found:
            element = _file(root, file.document.path)
            for attributes in found:
                SubElement(element, "error", attributes)
    write_xml(root, stream)


def _file(root: Element, path: str) -> Element:
    from xml.etree.ElementTree import SubElement

    return SubElement(root, "file", name=visible(from_root(path)))


def _error(each: Placed) -> dict[str, str]:
    return {
        "line": str(each.start.line),
        "column": str(each.start.column),
        "severity": str(each.item.severity),
        "message": full_message(each.item, each.reply.reply).replace("\n", " "),
        "source": f"replylint.{each.item.rule.replace('/', '.')}",
    }
