"""What makes a finding the same one in the next run, wherever its lines have moved."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from replylint.model.finding import Finding
from replylint.writers.layout.paths import from_root
from replylint.writers.layout.place import Placed


class Fingerprints:
    """Gives each finding of one report a fingerprint that no other has.

    It is a hash of the file's path, the reply's name, the rule and the sentence with its white
    space levelled; of several alike, each but the first counts on.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, each: Placed) -> str:
        """Return the fingerprint of what was found next: 64 hexadecimal digits."""
        item, reply = each.item, each.reply.reply
        words = ""
        if isinstance(item, Finding):
            words = reply.text[item.sentence.start : item.sentence.end]
        parts = [from_root(each.document.path), reply.name, item.rule, " ".join(words.split())]
        first = _digest(parts)
        count = self._seen[first]
        self._seen[first] += 1
        return _digest([*parts, count]) if count else first


def _digest(parts: Sequence[object]) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()
