"""English spelling as the prose layer needs it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from replylint.prose.masking import MaskType
from replylint.prose.orthography import Orthography
from replylint.regex import Regex

# Only spellings that are no word of their own: not "its", "were", "well", "ill", "id", "shed".
_LOST = (
    "don't doesn't didn't can't couldn't won't wouldn't shouldn't isn't aren't wasn't weren't "
    "haven't hasn't hadn't mustn't needn't mightn't ain't I'm I've you're you've you'll you'd "
    "we've they're they've they'll they'd that's there's what's who's where's how's here's "
    "it'll that'll there'll it'd should've could've would've must've might've y'all let's"
)
_AMBIGUOUS = frozenset({"lets", "hows", "heres", "wheres"})

_ABBREVIATIONS = (
    "mr mrs ms mx dr prof st no nr nos vs etc e.g i.e eg ie approx appt dept est ext fig inc ltd co corp "
    "jr sr vol tel mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov "
    "dec a.m p.m min max incl excl ref art sec tbsp u.s u.k"
)

_GREETING = Regex(
    r"(?:hi|hello|hey|hiya|hallo|heya|howdy|yo|dear|greetings|welcome|good (?:day|morning|afternoon|evening)|"
    r"morning|afternoon|evening|g'day|to whom it may concern|ciao|salut|hola|bonjour|moin|aloha)\b"
    r"[^.?!]{0,60}[,!.:;–-]?\s*$",
    re.IGNORECASE,
)
_SIGN_OFF = Regex(
    r"(?:(?:with |and )?(?:my |our |the |many |all |a )?(?:kind(?:est)?|best|warm(?:est)?|friendly|sincere|cordial|good|very best)"
    r"(?: (?:regards?|wishes|greetings|always|thanks))?(?: and (?:thanks|regards))?|regards|rgds|br|kr|cheers|sincerely|respectfully|cordially|"
    r"yours(?: (?:sincerely|faithfully|truly|respectfully|ever|kindly))?|(?:many |with )?thanks(?: again)?(?: and regards)?|"
    r"thank you(?: and (?:kind|best) regards)?|with (?:friendly|kind|best|warm|many|sincere) (?:greetings|regards|thanks|wishes)|"
    r"all the best|take care|warmly|best|xx?|love|greetings(?: from [\w ]{1,30})?|have a (?:great|good|nice|lovely|wonderful) \w+)"
    r"(?:,? from [\w ]{1,40})?[,.!]?\s*$",
    re.IGNORECASE,
)


_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("ily", "y"), ("er", ""), ("er", "e"), ("ers", ""), ("ness", ""), ("able", ""), ("able", "e"),
    ("ful", ""), ("less", ""), ("est", ""), ("'s", ""),
)  # fmt: skip


@cache
def orthography() -> Orthography:
    """Return the spelling habits of English."""
    words = Path(__file__).with_name("common-words.txt").read_text("utf-8")
    lost = {full.replace("'", "").lower(): full for full in _LOST.split()}
    return Orthography(
        restored={word: full for word, full in lost.items() if word not in _AMBIGUOUS},
        expansions={
            "cannot": ("can", "not"),
            "let's": ("let", "us"),
            "ain't": ("is", "not"),
            "gonna": ("going", "to"),
            "wanna": ("want", "to"),
            "gotta": ("got", "to"),
            "gimme": ("give", "me"),
            "lemme": ("let", "me"),
            "dunno": ("do", "not", "know"),
            "u": ("you",),
            "ur": ("your",),
            "ya": ("you",),
            "pls": ("please",),
            "plz": ("please",),
            "plse": ("please",),
            "thx": ("thanks",),
            "tnx": ("thanks",),
            "thnx": ("thanks",),
            "ty": ("thanks",),
            "thankyou": ("thank", "you"),
            "mail": ("email",),
            "mails": ("emails",),
            "mailed": ("emailed",),
            "appologies": ("apologies",),
            "apologise": ("apologize",),
            "apologises": ("apologizes",),
            "apologised": ("apologized",),
            "apologising": ("apologizing",),
            "unfortunatly": ("unfortunately",),
            "recieve": ("receive",),
            "recieved": ("received",),
            "definately": ("definitely",),
            "garantee": ("guarantee",),
            "realise": ("realize",),
            "realised": ("realized",),
            "recognise": ("recognize",),
            "organise": ("organize",),
        },
        clitics={
            "n't": "not",
            "'ll": "will",
            "'re": "are",
            "'ve": "have",
            "'m": "am",
            "'s": "'s",
            "'d": "'d",
        },
        stems={"ca": "can", "wo": "will", "sha": "shall"},
        abbreviations=frozenset(_ABBREVIATIONS.split()),
        common_words=frozenset(words.split()),
        endings=_ENDINGS,
        stand_ins={
            MaskType.NAME: "Anna",
            MaskType.DATE: "Friday",
            MaskType.AMOUNT: "$20",
            MaskType.LINK: "Link",
            MaskType.CODE: "A1234",
            MaskType.THING: "Acme",
        },
        greeting=_GREETING,
        sign_off=_SIGN_OFF,
    )
