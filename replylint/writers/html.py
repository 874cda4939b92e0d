"""One page for a support lead: scores, findings by category, the worst replies, ways to say it.

It needs nothing from elsewhere: no network, no script, no font. Whatever a reply holds is shown,
never obeyed. Replies without findings are counted, not listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TextIO

from msgspec import Struct

from replylint.model.report import FileReport, Problem, ReplyReport, Report
from replylint.writers import Options
from replylint.writers.layout import marked
from replylint.writers.layout.encoded import write_html
from replylint.writers.layout.marked import shown
from replylint.writers.layout.paths import from_root
from replylint.writers.layout.place import Locator
from replylint.writers.layout.sheet import CSS

_WORST = 10
_RANGES = ((100, 100), (90, 99), (80, 89), (60, 79), (40, 59), (0, 39))
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class _Entry(Struct, frozen=True):
    """A reply that something was found in.

    Attributes:
        key: its id on the page.
        name: its name, or its place where it has none.
        place: file and line.
    """

    key: str
    name: str
    place: str
    report: ReplyReport


def write(report: Report, stream: TextIO, options: Options) -> None:  # noqa: ARG001 - the protocol's
    """Write a report as one HTML page."""
    for part in _page(report):
        write_html(part + "\n", stream)


def _page(report: Report) -> Iterator[str]:
    linted = [reply for reply in report.replies() if reply.skipped is None]
    entries = _entries(report.files)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Reply report</title>\n<style>{CSS}</style>\n</head>\n<body>\n<main>"
    yield "<h1>Reply report</h1>"
    yield '<p class="soft">Scores run from 0 to 100; 100 means that nothing was found.</p>'
    yield _tiles(linted, entries)
    yield from _told(report.problems, "Could not be read")
    if linted:
        yield '<section class="charts" aria-label="Charts">'
        yield _bars("Replies by score", _by_score(linted))
        categories = report.categories().most_common()
        yield _bars("Found, by category", [(name, count, "") for name, count in categories])
        yield "</section>"
    if entries:
        yield _worst(entries)
        yield f"<h2>Replies with something to mend ({len(entries)})</h2>"
    yield from (_article(entry) for entry in entries)
    yield from _told(report.notices, "Notices")
    yield "</main>\n</body>\n</html>"


def _entries(files: Sequence[FileReport]) -> list[_Entry]:
    """Return the replies that something was found in, the worst first."""
    found = []
    for file in files:
        locator = Locator(file.document)
        for each in file.replies:
            if each.findings or each.gaps:
                place = f"{from_root(file.document.path)}:{locator.point(each.reply, 0).line}"
                found.append((each, place))
    found.sort(key=lambda pair: pair[0].score)
    return [
        _Entry(f"reply-{number}", each.reply.name or place, place, each)
        for number, (each, place) in enumerate(found, 1)
    ]


def _tiles(linted: Sequence[ReplyReport], entries: Sequence[_Entry]) -> str:
    mean = round(sum(each.score for each in linted) / len(linted)) if linted else 100
    rewrites = sum(
        any(fix.edits for fix in finding.fixes)
        for entry in entries
        for finding in entry.report.findings
    )
    tiles = (
        (mean, "mean score"),
        (len(linted), "replies checked"),
        (len(linted) - len(entries), "with nothing found"),
        (sum(len(entry.report.findings) for entry in entries), "wordings to avoid"),
        (rewrites, "with a rewrite"),
        (sum(len(entry.report.gaps) for entry in entries), "things missing"),
    )
    items = "".join(f"<li><b>{number}</b>{label}</li>" for number, label in tiles)
    return f'<ul class="tiles">{items}</ul>'


def _by_score(linted: Sequence[ReplyReport]) -> list[tuple[str, int, str]]:
    counts: Counter[int] = Counter()
    for each in linted:
        counts[next(low for low, _ in _RANGES if each.score >= low)] += 1
    return [
        (str(low) if low == high else f"{low}–{high}", counts[low], _level(low))
        for low, high in _RANGES
    ]


def _level(score: int) -> str:
    """Return how a score is coloured."""
    return "good" if score >= 80 else "warning" if score >= 60 else "error"


def _bars(title: str, rows: Sequence[tuple[str, int, str]]) -> str:
    """Return a bar chart that is a table, so that it can be heard as well as seen."""
    most = max((count for _, count, _ in rows), default=0) or 1
    lines = "".join(
        f'<tr><th scope="row">{shown(name)}</th>'
        f'<td><span class="bar {level if count else "none"}" style="width:{100 * count / most:.1f}%">'
        f'</span></td><td class="count">{count}</td></tr>'
        for name, count, level in rows
    )
    body = lines or "<tr><td>Nothing found.</td></tr>"
    return f'<div class="card"><table class="bars"><caption>{title}</caption>{body}</table></div>'


def _worst(entries: Sequence[_Entry]) -> str:
    rows = "".join(
        f'<tr><td><a href="#{entry.key}">{shown(entry.name)}</a></td>'
        f'<td class="number">{len(list(entry.report.items()))}</td>'
        f'<td class="number score {_level(entry.report.score)}">{entry.report.score}</td></tr>'
        for entry in entries[:_WORST]
    )
    return (
        '<h2>The worst first</h2><div class="card"><table class="list"><thead><tr>'
        '<th scope="col">reply</th><th scope="col" class="number">found</th>'
        f'<th scope="col" class="number">score</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _article(entry: _Entry) -> str:
    report = entry.report
    items = [marked.finding(number, each, report) for number, each in marked.numbered(report)]
    items += [marked.gap(each) for each in report.gaps]
    place = "" if entry.name == entry.place else f"{shown(entry.place)} · "
    return (
        f'<article class="card" id="{entry.key}"><div class="head"><h3>{shown(entry.name)}</h3>'
        f'<span class="score {_level(report.score)}">score {report.score}</span></div>'
        f'<p class="soft">{place}{report.kind}, {shown(report.language)}</p>'
        f'{marked.reply(report)}<ol class="found">{"".join(items)}</ol></article>'
    )


def _told(problems: Sequence[Problem], title: str) -> Iterator[str]:
    """Yield a section with problems or notices, if there are any."""
    if not problems:
        return
    rows = "".join(
        f"<tr><td>{shown(from_root(each.path))}{'' if each.line is None else f':{each.line}'}</td>"
        f"<td>{shown(each.message)}</td></tr>"
        for each in problems
    )
    yield f'<h2>{title}</h2><div class="card"><table class="list"><tbody>{rows}</tbody></table></div>'
