"""HTML of other people's words: escaped, with what was found in them marked."""

from __future__ import annotations

from html import escape

from replylint.model.finding import Finding, Fix, Gap
from replylint.model.report import ReplyReport
from replylint.writers.layout.rewrite import offered, rewritten
from replylint.writers.layout.visible import visible

# The whole of a long reply isn't needed to see what is wrong with it.
_LONGEST = 6000


def shown(text: str) -> str:
    """Return text as HTML that shows it, whatever is in it; on one line."""
    return escape(visible(text))


def reply(report: ReplyReport) -> str:
    """Return the words of a reply, lines kept, with a mark around each finding's."""
    text = report.reply.text
    parts: list[str] = []
    at = 0
    for number, finding in numbered(report):
        # One that starts inside another's words has its number in the list only.
        if finding.span.start < at or not len(finding.span) or finding.span.start >= _LONGEST:
            continue
        words = _lines(text[finding.span.start : finding.span.end])
        parts.append(_lines(text[at : finding.span.start]))
        parts.append(f'<mark class="{finding.severity}">{words}</mark><sup>{number}</sup>')
        at = finding.span.end
    rest = text[at : max(at, _LONGEST)]
    parts.append(_lines(rest) + ("…" if at + len(rest) < len(text) else ""))
    return f'<blockquote dir="auto">{"".join(parts)}</blockquote>'


def numbered(report: ReplyReport) -> list[tuple[int, Finding]]:
    """Return the findings in the order of the text, with numbers from 1."""
    found = sorted(report.findings, key=lambda each: (each.span.start, -each.span.end))
    return list(enumerate(found, 1))


def finding(number: int, item: Finding, report: ReplyReport) -> str:
    """Return what there is to say about a finding: what, why, and ways to say it."""
    ways = "".join(f"<li>{_way(fix, item, report)}</li>" for fix in offered(item))
    listed = f'<ul class="ways">{ways}</ul>' if ways else ""
    return f"<li>{_title(item, f'{number}. ')}{listed}</li>"


def gap(item: Gap) -> str:
    """Return what there is to say about a gap, and a sentence to start from."""
    way = f'<ul class="ways"><li>Add: {shown(item.suggestion)}</li></ul>' if item.suggestion else ""
    return f"<li>{_title(item, '')}{way}</li>"


def _title(item: Finding | Gap, number: str) -> str:
    why = f'<p class="soft">{shown(item.why)}</p>' if item.why else ""
    return (
        f'<div><span class="badge {item.severity}">{item.severity}</span>'
        f"{number}{shown(item.message)} <code>{shown(item.rule)}</code></div>{why}"
    )


def _way(fix: Fix, item: Finding, report: ReplyReport) -> str:
    pieces = rewritten(fix, item, report.reply.text)
    if not pieces:
        return shown(fix.title)
    words = "".join(
        f"<ins>{shown(piece.text)}</ins>" if piece.new else shown(piece.text) for piece in pieces
    )
    label = "fill in" if fix.applicability == "suggestion" else str(fix.applicability)
    return f'<span dir="auto">{words}</span> <span class="soft">({label})</span>'


def _lines(text: str) -> str:
    """Return text as HTML with its line ends."""
    return "\n".join(shown(line) for line in text.replace("\r\n", "\n").split("\n"))
