"""English word forms: what a lemma looks like in a text, and which form a rewrite needs.

A table of irregular verbs and the spelling rules of regular ones. Libraries for this import
spaCy or load large tables at start; `tests/test_inflection.py` says how well this one does.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

# lemma: past, past participle; several spellings are separated by a slash.
_IRREGULAR = """
arise arose arisen|awake awoke awoken|bear bore borne/born|beat beat beaten|become became become|begin began begun|bend bent bent|bet bet bet
bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred|bring brought brought
build built built|burn burned/burnt burned/burnt|burst burst burst|buy bought bought|cast cast cast|catch caught caught|choose chose chosen
cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn
dream dreamed/dreamt dreamed/dreamt|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought
find found found|fit fitted/fit fitted/fit|flee fled fled|fling flung flung|fly flew flown|forbid forbade forbidden|forecast forecast forecast
foresee foresaw foreseen|forget forgot forgotten|forgive forgave forgiven|forgo forwent forgone|freeze froze frozen|get got got/gotten|give gave given|go went gone
grind ground ground|grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|input input/inputted input/inputted
keep kept kept|kneel knelt knelt|know knew known|lay laid laid|lead led led|lean leaned/leant leaned/leant|learn learned/learnt learned/learnt|leave left left|lend lent lent
let let let|lie lay/lied lain/lied|light lit/lighted lit/lighted|lose lost lost|make made made|mean meant meant|meet met met|mishear misheard misheard|mislay mislaid mislaid
mislead misled misled|misread misread misread|misspell misspelled/misspelt misspelled/misspelt|mistake mistook mistaken|misunderstand misunderstood misunderstood
outdo outdid outdone|overcome overcame overcome|overdo overdid overdone|overhear overheard overheard|override overrode overridden|oversee oversaw overseen|oversleep overslept overslept|overtake overtook overtaken
overwrite overwrote overwritten|pay paid paid|prove proved proved/proven|put put put|quit quit/quitted quit/quitted|read read read|rebuild rebuilt rebuilt|redo redid redone|repay repaid repaid|reread reread reread|resend resent resent|reset reset reset
retell retold retold|rewrite rewrote rewritten|rid rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought
sell sold sold|send sent sent|set set set|sew sewed sewn/sewed|shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|show showed shown/showed
shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|sleep slept slept|slide slid slid|slip slipped slipped|smell smelled/smelt smelled/smelt
speak spoke spoken|speed sped/speeded sped/speeded|spell spelled/spelt spelled/spelt|spend spent spent|spill spilled/spilt spilled/spilt|spin spun spun|spit spat spat|split split split
spoil spoiled/spoilt spoiled/spoilt|spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|sting stung stung|stink stank stunk|strike struck struck/stricken
strive strove striven|swear swore sworn|sweep swept swept|swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn
tell told told|think thought thought|throw threw thrown|undergo underwent undergone|understand understood understood|undertake undertook undertaken|undo undid undone|upset upset upset|wake woke woken
wear wore worn|weep wept wept|win won won|wind wound wound|withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood|write wrote written|mis-sell mis-sold mis-sold|missell missold missold
"""
_DOUBLING = frozenset(
    [
        "admit",
        "allot",
        "befit",
        "begin",
        "compel",
        "commit",
        "control",
        "cancel",
        "channel",
        "counsel",
        "confer",
        "defer",
        "dial",
        "enrol",
        "equip",
        "excel",
        "expel",
        "forget",
        "fulfil",
        "fuel",
        "hop",
        "incur",
        "infer",
        "input",
        "label",
        "label",
        "level",
        "marshal",
        "model",
        "occur",
        "offset",
        "omit",
        "panel",
        "permit",
        "pencil",
        "prefer",
        "program",
        "propel",
        "quarrel",
        "rebut",
        "recur",
        "refer",
        "regret",
        "remit",
        "repel",
        "reset",
        "resit",
        "retrofit",
        "rival",
        "signal",
        "spiral",
        "submit",
        "swivel",
        "total",
        "transfer",
        "transmit",
        "travel",
        "tunnel",
        "unplug",
        "upset",
        "unzip",
        "wrap",
        "zip",
        "kidnap",
        "worship",
        "handicap",
        "format",
        "backlog",
        "debug",
        "reship",
        "outbid",
    ]
)
_BOTH_SPELLINGS = frozenset(
    [
        "cancel",
        "channel",
        "counsel",
        "dial",
        "fuel",
        "label",
        "level",
        "marshal",
        "model",
        "panel",
        "pencil",
        "program",
        "quarrel",
        "rival",
        "signal",
        "spiral",
        "swivel",
        "total",
        "travel",
        "tunnel",
        "focus",
        "format",
        "worship",
        "kidnap",
    ]
)
_NO_DOUBLING = frozenset(
    [
        "open",
        "visit",
        "happen",
        "answer",
        "offer",
        "enter",
        "order",
        "deliver",
        "edit",
        "limit",
        "credit",
        "deposit",
        "exit",
        "audit",
        "benefit",
        "budget",
        "target",
        "market",
        "cover",
        "consider",
        "register",
        "alter",
        "bother",
        "suffer",
        "differ",
        "gather",
        "trigger",
        "filter",
        "remember",
        "wonder",
        "wander",
        "discover",
        "profit",
        "listen",
        "threaten",
        "frighten",
        "lessen",
        "sharpen",
        "strengthen",
        "abandon",
        "pardon",
        "reason",
        "season",
        "mention",
        "question",
        "develop",
        "gallop",
        "gossip",
        "interpret",
        "merit",
        "inherit",
        "inhibit",
        "exhibit",
        "prohibit",
        "solicit",
        "vomit",
        "await",
        "orbit",
        "pilot",
        "pivot",
        "ballot",
        "rocket",
        "pocket",
        "ticket",
        "bracket",
    ]
)
_VOWELS = "aeiou"
_BE = ("be", "am", "is", "are", "was", "were", "been", "being")
_IRREGULAR_NOUNS = {
    "child": "children",
    "person": "people",
    "man": "men",
    "woman": "women",
    "foot": "feet",
    "tooth": "teeth",
    "half": "halves",
    "life": "lives",
    "policy": "policies",
}


class VerbForms(Struct, frozen=True):
    """The forms of a verb; tuples hold accepted spellings, the usual one first."""

    base: str
    third: str
    gerund: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]

    def all(self) -> frozenset[str]:
        """Return every form."""
        return frozenset({self.base, self.third, *self.gerund, *self.past, *self.participle})


def _table() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    rows = (row.split() for row in _IRREGULAR.replace("\n", "|").split("|") if row.strip())
    return {lemma: (tuple(past.split("/")), tuple(part.split("/"))) for lemma, past, part in rows}


_VERBS = _table()


_PASTS = frozenset(form for pair in _VERBS.values() for forms in pair for form in forms) | {
    "was",
    "were",
    "been",
}


def is_past(word: str) -> bool:
    """Return whether a word may be a past form or a past participle by its letters."""
    return word.endswith("ed") or word in _PASTS


def is_irregular(lemma: str) -> bool:
    """Return whether a word is known as an irregular verb."""
    return lemma in _VERBS


@lru_cache(maxsize=4096)
def verb(lemma: str) -> VerbForms:
    """Return the forms of a verb given by its lemma, lower-case, without particle."""
    if lemma == "be":
        return VerbForms("be", "is", ("being",), ("was", "were"), ("been",))
    if lemma == "have":
        return VerbForms("have", "has", ("having",), ("had",), ("had",))
    regular = tuple(_ed(lemma))
    past, participle = _VERBS.get(lemma, (regular, regular))
    return VerbForms(lemma, _third(lemma), tuple(_ing(lemma)), past, participle)


def inflections(term: str) -> dict[str, tuple[str, ...]]:
    """Return the forms of a word or term by their names, accepted spellings each, the usual first.

    Of a term of several words, the verb forms inflect the first and the plural the last.
    """
    head, space, rest = term.partition(" ")
    known = verb(head)
    tail = space + rest
    return {
        "base": (term,),
        "plural": (plural(term),),
        "third": (known.third + tail,),
        "gerund": tuple(form + tail for form in known.gerund),
        "past": tuple(form + tail for form in known.past),
        "participle": tuple(form + tail for form in known.participle),
    }


@lru_cache(maxsize=8192)
def forms(lemma: str) -> frozenset[str]:
    """Return every form a word may have in a text, whatever its part of speech.

    Of a term of several words the first is inflected ("key in" → "keyed in") and, since it may
    be a noun phrase, the last one's plural is added.
    """
    head, _, rest = lemma.partition(" ")
    if rest:
        return frozenset(f"{form} {rest}" for form in forms(head)) | {plural(lemma)}
    if head == "be":
        return frozenset(_BE)
    return verb(head).all() | {plural(head)}


def plural(noun: str) -> str:
    """Return the plural of a noun or noun phrase."""
    head, space, last = noun.rpartition(" ")
    return head + space + _IRREGULAR_NOUNS.get(last, _third(last))


def _third(word: str) -> str:
    if word in ("do", "go", "undergo", "redo", "undo", "forgo", "overdo", "outdo"):
        return word + "es"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + ("zes" if word.endswith("iz") else "es")
    if len(word) > 1 and word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _doubled(word: str) -> tuple[str, ...]:
    """Return the stems a vowel ending is added to."""
    if word in _BOTH_SPELLINGS:
        return (word + word[-1], word)
    if word in _DOUBLING:
        return (word + word[-1],)
    if word in _NO_DOUBLING or len(word) < 3 or word[-1] in "aeiouwxyhcj":
        return (word,)
    short = word[-2] in _VOWELS and word[-3] not in _VOWELS
    quick = (
        len(
            [
                1
                for at, char in enumerate(word)
                if char in _VOWELS and (at == 0 or word[at - 1] not in _VOWELS)
            ]
        )
        == 1
    )
    if short and quick and word[-1] not in _VOWELS:
        return (word + word[-1],)
    if word.startswith("qu") and len(word) == 4:
        return (word + word[-1],)
    return (word,)


def _ed(word: str) -> list[str]:
    if word.endswith("e"):
        return [word + "d"]
    if len(word) > 1 and word.endswith("y") and word[-2] not in _VOWELS:
        return [word[:-1] + "ied"]
    if word.endswith("c"):
        return [word + "ked"] if word in ("panic", "traffic", "mimic", "picnic") else [word + "ed"]
    return [stem + "ed" for stem in _doubled(word)]


def _ing(word: str) -> list[str]:
    if word.endswith("ie"):
        return [word[:-2] + "ying"]
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word != "be":
        return [word[:-1] + "ing"]
    if word in ("panic", "traffic", "mimic", "picnic"):
        return [word + "king"]
    return [stem + "ing" for stem in _doubled(word)]
