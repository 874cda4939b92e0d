"""What help desks write where a customer's own words will stand: the families of placeholders.

They are those of the help desks' own documentation; `docs/formats.md` says whose is which.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from replylint.regex import Regex

# Names of elements, which an angle-bracket placeholder isn't: `<br>`, `<input disabled>`.
_ELEMENTS = (
    "a|abbr|area|article|aside|audio|b|base|big|blockquote|body|br|button|canvas|caption|center|col"
    "|dd|del|details|dialog|div|dl|dt|em|embed|fieldset|figure|font|footer|form|frame|h[1-6]|head"
    "|header|hr|html|i|iframe|img|input|ins|legend|li|link|main|map|meta|nav|noscript|ol|option|p"
    "|param|pre|q|s|script|section|select|small|source|span|strike|strong|style|sub|sup|svg|table"
    "|tbody|td|textarea|tfoot|th|thead|tr|track|tt|u|ul|video|wbr"
)

# Bounded repetition throughout: an unbounded lazy quantifier took seconds on adversarial text.
# Order matters: the longer opening first.
_PLACEHOLDER = Regex(
    rf"""
      \{{\{{\{{[^{{}}\n]{{1,200}}\}}\}}\}}              # Salesforce Lightning, triple mustache
    | \{{\{{[^\n]{{0,300}}?\}}\}}                       # mustache, Liquid, Jinja, Handlebars
    | \{{%[^\n]{{1,200}}?%\}}                           # Liquid tags, Help Scout variables
    | (?:\bref:)?\{{![^{{}}\n]{{1,200}}\}}(?::ref\b)?   # Salesforce Classic, thread references
    | \bref:_?\w{{6,40}}\.!?_?\w{{6,40}}:ref\b          # a thread reference filled in
    | [#$%]\{{[^{{}}\n]{{1,200}}\}}                     # Zammad, Zoho, osTicket, Discourse
    | \[\[[^\[\]\n]{{1,100}}\]\]                        # snippet references, missing tokens
    | <%[^\n]{{1,200}}?%>                               # ERB
    | <(?:attribute|variable)\b[^<>\n]{{1,200}}>        # Intercom
    | <(?=[A-Za-z]{{2,}}(?:[ _][A-Za-z]+){{1,7}}>)(?!(?i:{_ELEMENTS})\b)[^>]+>  # <your order number>
    | <(?=[A-Z][A-Z_]{{2,40}}>)(?!(?i:{_ELEMENTS})>)[^>]+>  # <NAME>
    | \[(?:[A-Z][A-Z_ '/]{{1,60}}:?|(?:[Yy]our|[Cc]ustomer|[Aa]gent|[Cc]lient|[Ff]irst|[Ll]ast
        |[Oo]rder|[Tt]icket|[Cc]ompany|[Pp]roduct|[Ii]nsert|[Nn]ame|[Dd]ate|[Nn]umber|[Ll]ink)
        (?![a-z])[^\[\]\n]{{0,40}})\](?!\()             # [Customer name], [ORDER_ID]
    | (?<![\w%])%[A-Za-z][A-Za-z_.]{{1,40}}%(?!\w)      # LiveChat
    | \$[a-z]+(?:[A-Z][a-z]+)+\$                        # Jira Server
    | (?<!\w)\{{[A-Za-z][\w.]{{1,60}}\}}(?!\w)          # single braces
    """,
    re.VERBOSE,
)

# What all of them begin with. Most texts have none of these signs, and it is quicker to look for
# them first than to try the whole pattern at each character.
_SIGNS = ("{", "[", "<", "%", "$", "ref:")
_SIGN = Regex(r"[{[<%$#r](?:(?<!r)|ef:)")

# Placeholders that decide what is shown and show nothing themselves: {% if %}, {{#if}}, <% if %>.
CONTROL = Regex(r"\{%(?!\s?[a-z]\w*\.[A-Za-z])|\{\{\{?[#/^!]|\{\{-?\s*(?:else|end)\b|<%(?!=)")


def placeholders(text: str) -> Iterator[re.Match[str]]:
    """Yield the placeholders of a text, from the first to the last."""
    if not any(sign in text for sign in _SIGNS):
        return
    end = 0
    for sign in _SIGN.finditer(text):
        at = sign.start()
        if at >= end and (match := _PLACEHOLDER.match(text, at)):
            end = match.end()
            yield match


def filled(text: str, fill: Callable[[str], str]) -> str:
    """Return a text with something else in the place of each placeholder.

    Args:
        text: the text.
        fill: returns what stands there instead of a placeholder.
    """
    pieces: list[str] = []
    at = 0
    for match in placeholders(text):
        pieces += (text[at : match.start()], fill(match.group()))
        at = match.end()
    return "".join((*pieces, text[at:]))
