"""JUnit's XML: a suite for each file, a test for each reply, a failure for each finding.

Unlike most linters' reports it names what passed too, so that a CI server shows how many replies
are clean. What is only for information doesn't fail a test; it stands in its output.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from replylint.model.finding import Finding, Gap
from replylint.model.report import FileReport, Problem, Report
from replylint.model.rule import Severity
from replylint.writers import Options
from replylint.writers.layout.advice import full_message
from replylint.writers.layout.encoded import Branch, write_xml
from replylint.writers.layout.paths import from_root
from replylint.writers.layout.place import Locator, Placed, placed_in
from replylint.writers.layout.visible import visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report; a file that could not be read is a suite with an error."""
    from xml.etree.ElementTree import Element

    suites = [Branch(_problem(problem)) for problem in report.problems]
    suites += [_suite(file) for file in report.files]
    root = Element("testsuites", name="replylint")
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.element.get(name, "0")) for suite in suites)))
    write_xml(root, stream, suites)


def _problem(problem: Problem) -> Element:
    from xml.etree.ElementTree import Element, SubElement

    path = visible(from_root(problem.path))
    suite = Element("testsuite", name=path, tests="1", failures="0", errors="1", skipped="0")
    case = SubElement(suite, "testcase", name="readable", classname=path)
    place = "" if problem.line is None else f"line {problem.line}: "
    SubElement(case, "error", message=visible(place + problem.message), type="unreadable")
    return suite


def _suite(file: FileReport) -> Branch:
    from xml.etree.ElementTree import Element

    suite = Element("testsuite", name=visible(from_root(file.document.path)))
    suite.set("tests", str(len(file.replies)))
    suite.set("failures", str(sum(any(map(_fails, each.items())) for each in file.replies)))
    suite.set("errors", "0")
    suite.set("skipped", str(sum(each.skipped is not None for each in file.replies)))
    return Branch(suite, _cases(file))


def _fails(item: Finding | Gap) -> bool:
    return item.severity is not Severity.INFO


def _cases(file: FileReport) -> Iterator[Branch]:
    """Yield the test case of each reply."""
    from xml.etree.ElementTree import Element, SubElement

    path = visible(from_root(file.document.path))
    locator = Locator(file.document)
    for reply in file.replies:
        line = locator.point(reply.reply, 0).line
        name = visible(reply.reply.name or f"reply on line {line}")
        case = Element("testcase", name=name, classname=path, line=str(line))
        if reply.skipped is not None:
            SubElement(case, "skipped", message=visible(reply.skipped))
        _fill(case, placed_in(reply, file, locator))
        yield Branch(case)


def _fill(case: Element, found: list[Placed]) -> None:
    """Put what was found in a reply into its test case."""
    from xml.etree.ElementTree import SubElement

    told = []
    for each in found:
        item = each.item
        place = f"line {each.start.line}, column {each.start.column}: "
        body = place + full_message(item, each.reply.reply)
        if not _fails(item):
            told.append(f"{item.rule}: {body}")
            continue
        attributes = {"message": visible(item.message), "type": item.rule}
        SubElement(case, "failure", attributes).text = body
    if told:
        SubElement(case, "system-out").text = "\n".join(told)
