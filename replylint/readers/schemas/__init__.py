"""Which parts of which file a customer gets: one module per kind of file.

Each has the members of `replylint.readers.registry.Schema`, and is imported when there is a file
whose name ends as `SUFFIXES` says.
"""

from __future__ import annotations

from collections.abc import Mapping

_STRUCTURED = frozenset({".json", ".yaml", ".yml"})
_RECORDS = _STRUCTURED | {".csv", ".tsv"}
_MARKDOWN = frozenset({".markdown", ".md"})

# The endings of the file names each reads, lower case, in the order in which they are asked: first
# those for a help desk's own files, then those that read what no other knows.
SUFFIXES: Mapping[str, frozenset[str]] = {
    "chatwoot": _RECORDS,
    "discourse": _STRUCTURED,
    "django_fixture": _STRUCTURED,
    "fenced_replies": _MARKDOWN,
    "freshdesk": _RECORDS,
    "front": frozenset({".json"}),
    "github_forms": frozenset({".yaml", ".yml"}),
    "github_replies": _STRUCTURED,
    "gorgias": _STRUCTURED,
    "helpscout": _STRUCTURED,
    "intercom": _STRUCTURED,
    "jira": frozenset({".json"}),
    "kustomer": frozenset({".json"}),
    "markdown_library": _MARKDOWN | {".txt"},
    "osticket": _STRUCTURED,
    "reamaze": _STRUCTURED,
    "salesforce": frozenset({".email", ".xml"}),
    "salesforce_records": frozenset({".csv", ".json", ".tsv"}),
    "twilio_flex": frozenset({".json"}),
    "wordpress": frozenset({".json"}),
    "zammad": _RECORDS,
    "zendesk": _RECORDS,
    "zendesk_dynamic_content": _STRUCTURED,
    # Generic ones.
    "html": frozenset({".htm", ".html", ".liquid"}),
    "json_lines": frozenset({".jsonl", ".ndjson"}),
    "markdown": _MARKDOWN,
    "plain": frozenset({".text", ".txt"}),
    "records": _RECORDS,
}
