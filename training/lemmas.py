"""The lemmatizer's tables: WordNet's verbs and irregular forms, and what the treebanks add.

Nothing is listed that the rules in ``replylint.languages.loading`` get right by themselves.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from replylint.languages.loading import LemmaTables
from training.treebank import Sentence

# Verbs of software and shops that WordNet lacks.
_VERBS = """
autofill backorder bookmark brick cc checkout deactivate debug deselect dm escalate flag geoblock
hotfix livestream login logout migrate misclick misconfigure misdeliver misroute mistype offboard
onboard opt overcharge overbill paywall ping preorder prepay reboot reconfigure redownload reenter
refund relink remap reorder repost resend reset resync retest retry retype reupload screenshot
screenshare signup sync text timestamp toggle troubleshoot unblock uncheck undercharge unfollow
uninstall unlink unmute unpair unsubscribe unsync untick unzip upload upsell whitelist blacklist
allowlist blocklist workaround zip
"""
# Forms that mean something else in a reply than WordNet's first thought.
_FORMS = {"resent": "resend", "fled": "flee"}
_CLOSED = ("ADP", "AUX", "CCONJ", "DET", "INTJ", "PART", "PRON", "SCONJ")
_OPEN = ("NOUN", "VERB", "ADJ", "ADV", "NUM", "PROPN", "PUNCT", "SYM", "X")


_Exceptions = defaultdict[str, dict[str, str]]
_Seen = dict[tuple[str, str], Counter[str]]


def _table(name: str) -> dict[str, Any]:
    data = files("spacy_lookups_data").joinpath("data", f"en_lemma_{name}.json.gz")
    table: dict[str, Any] = json.loads(gzip.decompress(data.read_bytes()))
    return table


def _plain(words: Iterable[str]) -> set[str]:
    return {w for w in words if w.isascii() and w.replace("-", "").isalpha() and w == w.lower()}


def build_tables(documents: Sequence[Sequence[Sentence]]) -> LemmaTables:
    """Tables from spacy-lookups-data and from the training part of the treebanks."""
    index, irregular = _table("index"), _table("exc")
    seen = _seen_lemmas(documents)
    verbs = frozenset(_plain(index["verb"]) | set(_VERBS.split()) | _seen_verbs(seen))
    exceptions: _Exceptions = defaultdict(dict)
    exceptions["VERB"] = {}
    bare = LemmaTables(verbs, {"VERB": {}})
    common = {lemma for (table, _), c in seen.items() if table.startswith("NOUN") for lemma in c}
    _add_plurals(exceptions, bare, _plain(index["noun"]), common)
    _add_degrees(exceptions, bare, _plain(index["adj"]))
    _add_irregular(exceptions, bare, irregular)
    _add_seen(exceptions, LemmaTables(verbs, exceptions), seen)
    exceptions["VERB"].update(_FORMS)
    for contraction in ("'s", "'d", "s", "d"):
        exceptions["VERB"].pop(contraction, None)
    exceptions["AUX"].update({"'s": "'s", "'d": "'d", "s": "'s", "d": "'d"})
    return LemmaTables(verbs, exceptions)


def _add_plurals(
    exceptions: _Exceptions, bare: LemmaTables, nouns: set[str], common: set[str]
) -> None:
    """Plurals that the rules would turn into another word than their noun."""
    for noun in sorted(n for n in nouns if len(n) > 2):
        for plural in _plurals(noun):
            guess = bare.lemma(plural, "NOUN", "Number=Plur")
            if plural in nouns or guess == noun:
                continue
            if guess not in nouns or (noun in common and guess not in common):
                exceptions["NOUN+Number=Plur"][plural] = noun


def _add_degrees(exceptions: _Exceptions, bare: LemmaTables, adjectives: set[str]) -> None:
    """Comparatives and superlatives of adjectives in -e."""
    for adjective in sorted(a for a in adjectives if len(a) <= 8 and a.endswith("e")):
        for form in (adjective + "r", adjective + "st"):
            if bare.lemma(form, "ADJ", "Degree=Cmp") not in adjectives:
                exceptions["ADJ+Degree"][form] = adjective


def _add_irregular(
    exceptions: _Exceptions, bare: LemmaTables, irregular: dict[str, dict[str, list[str]]]
) -> None:
    """WordNet's lists of irregular forms."""
    for kind, table, features in (
        ("verb", "VERB", "Tense=Past"),
        ("noun", "NOUN+Number=Plur", "Number=Plur"),
        ("adj", "ADJ+Degree", "Degree=Cmp"),
        ("adv", "ADV+Degree", "Degree=Cmp"),
    ):
        for form, lemmas in irregular[kind].items():
            if not _plain([form]) or not _plain(lemmas[:1]):
                continue
            if bare.lemma(form, table.split("+")[0], features) != lemmas[0]:
                exceptions[table][form] = lemmas[0]


def _add_seen(exceptions: _Exceptions, known: LemmaTables, seen: _Seen) -> None:
    """What the treebanks say otherwise than the tables so far."""
    for (table, form), lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        pos, _, feature = table.partition("+")
        if pos in _OPEN and (count < 2 or count < 0.6 * lemmas.total()):
            continue
        if pos != "PROPN" and lemma != "I":
            lemma = lemma.lower()
        features = "Degree=Cmp" if feature == "Degree" else feature
        if lemma not in ("_", known.lemma(form, pos, features)):
            exceptions[table][form] = lemma


def _seen_verbs(seen: _Seen) -> set[str]:
    return {
        lemmas.most_common(1)[0][0].lower()
        for (table, _), lemmas in seen.items()
        if table == "VERB" and lemmas.most_common(1)[0][1] >= 3
        if lemmas.most_common(1)[0][0].isalpha()
    }


def table_of(pos: str, features: str) -> str:
    """The name of the exception table that a word's lemma is looked up in."""
    if pos == "NOUN" and "Number=Plur" in features:
        return "NOUN+Number=Plur"
    if pos == "PRON" and "Poss=Yes" in features:
        return "PRON+Poss=Yes"
    if pos in ("ADJ", "ADV") and ("Degree=Cmp" in features or "Degree=Sup" in features):
        return f"{pos}+Degree"
    return pos


def _seen_lemmas(documents: Sequence[Sequence[Sentence]]) -> _Seen:
    seen: _Seen = defaultdict(Counter)
    for document in documents:
        for sentence in document:
            for word in sentence.words:
                form = word.form if word.pos == "PROPN" else word.form.lower().replace("’", "'")
                if word.pos in _CLOSED or word.pos in _OPEN:
                    seen[table_of(word.pos, word.features), form][word.lemma] += 1
    return seen


def _plurals(noun: str) -> list[str]:
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return [noun + "es"]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return [noun[:-1] + "ies"]
    if noun.endswith("o"):
        return [noun + "s", noun + "es"]
    return [noun + "s"]
