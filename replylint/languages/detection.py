"""Guesses the language of a reply from its function words; no model, no import to speak of.

A reply is short and its language seldom in doubt: English is assumed unless another language's
commonest words clearly outnumber it, or the script is another one.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache

from replylint.regex import Regex

# The commonest words of each language that are no common English words.
_WORDS = {
    "en": "the and to of you is that it for are your we have with this not be on as at i our was but if can will please thank thanks my or an do has from they would there how when what a in hi hello sorry",
    "de": "der die das und ist nicht sie wir ich ihr ihre ihnen ihren mit für auf ein eine einen einer dem den des zu von im wird werden haben sind bitte danke uns unser unsere oder aber wenn können auch noch bei nach hallo freundliche grüße sehr",
    "fr": "le la les des est pas vous nous je votre vos notre avec pour dans sur une un du au aux que qui et ne ce cette sont avons avez merci bonjour si mais ou plus être cordialement",
    "es": "el la los las es no usted su sus nosotros con para por una un del al que y en se está son hemos gracias hola si pero más como tu nuestro nuestra saludos puede",
    "it": "il lo la gli le è non lei suo sua noi con per una un del della al che e in si sono abbiamo grazie ciao se ma più come nostro nostra saluti può di",
    "pt": "o os as é não você seu sua nós com para por uma um do da ao que e em se são temos obrigado obrigada olá mas mais como nosso nossa pode atenciosamente",
    "nl": "de het een en is niet u uw wij we ik met voor op van te zijn dat die er bij naar hebben heeft kunnen bedankt hallo als maar ook nog groeten graag",
    "da": "og er ikke det den en et du vi jeg din dit dine med for på af til at som har kan vil hej tak hvis men også venlig hilsen vores mange",
    "sv": "och är inte det den en ett du vi jeg jag din ditt dina med för på av till att som har kan vill hej tack om men också vänliga hälsningar vår",
    "no": "og er ikke det den en et du vi jeg din ditt dine med for på av til at som har kan vil hei takk hvis men også vennlig hilsen vår deg",
    "fi": "ja on ei se että te me minä sinun teidän kanssa tai mutta kun jos hei kiitos ole olemme voit voimme myös ystävällisin terveisin tämä sitä",
    "pl": "i jest nie to że pan pani państwo my ja w na z do się za od dla o po jak ale czy dzień dobry dziękuję prosimy są mamy może pozdrawiam",
    "cs": "a je ne to že vy my já v na s do se za od pro o po jak ale dobrý den děkuji prosím jsou máme může pozdravem",
    "ro": "și este nu că dumneavoastră noi eu cu pentru pe de la din un o în se sunt avem mulțumim bună dacă dar mai ca poate salut vă",
    "tr": "ve bir bu için ile değil siz biz ben çok daha ama merhaba teşekkür ederiz lütfen olarak olan var yok",
    "tl": "ang ng sa na mga ay hindi po kami kayo ako namin inyong ninyo salamat para kung pero opo nang ito",
    "hu": "a az és nem hogy ön mi én van egy is de ha meg kérjük köszönjük üdvözlettel lesz",
}  # fmt: skip
_CODES = tuple(_WORDS)
_BITS = 16  # for a count up to the words there are in so many characters
_LOOKED_AT = 4000


@cache
def _tallies() -> dict[str, int]:
    """Return for each word a number that has a 1 in the bits of each language it belongs to.

    So one sum counts for all languages.
    """
    found: dict[str, int] = {}
    for at, words in enumerate(_WORDS.values()):
        for word in frozenset(words.split()):
            found[word] = found.get(word, 0) | 1 << at * _BITS
    return found


# Words that, of all these languages, only English has.
_ENGLISH = frozenset(["the", "and", "you", "your", "are", "with", "this", "our", "can", "please", "thank", "they", "would", "there", "how", "when", "what", "that", "if"])  # fmt: skip
_WORD = Regex(r"[^\W\d_]+")
_FOREIGN = Regex(r"[^\x00-\u036f]")
# The first and last letters of a script that few languages share, by the most likely of them.
_SCRIPTS = (
    ("ru", "\u0400", "\u04ff"),
    ("el", "\u0370", "\u03ff"),
    ("ar", "\u0600", "\u06ff"),
    ("he", "\u0590", "\u05ff"),
    ("hi", "\u0900", "\u097f"),
    ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
    ("ko", "\uac00", "\ud7af"),
    ("th", "\u0e00", "\u0e7f"),
)


@lru_cache(maxsize=1000)  # asked by the memory for each reply of a batch, then by the linter
def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language a reply seems to be in; ``en`` when in doubt."""
    words = _words(text)
    if not words:
        return "en"
    others = _FOREIGN.findall(text[:_LOOKED_AT])
    letters = sum(map(len, words)) if others else 0
    for code, first, last in _SCRIPTS if others else ():
        if sum(first <= letter <= last for letter in others) * 2 > letters:
            return code
    counts = _counts(words)
    best = max(counts, key=lambda code: counts[code])
    # Three words more than English has: names and quoted words must not turn a reply.
    clear = counts[best] >= max(3, 1.5 * counts["en"]) and counts[best] * 6 >= len(words)
    return best if clear else "en"


def spoken(said: str | None, text: str, known: Collection[str], otherwise: str | None) -> str:
    """Return the primary ISO 639-1 code of the language a reply is to be read in.

    What a file or its name says may be about something else (``hr.yaml``: human resources), or be
    left over. So where there are no rules for that language and the text is English beyond doubt,
    the text is believed, and not left unread.

    Args:
        said: what is said of the reply where it stands, such as ``de`` or ``pt-BR``; None if
            nothing is.
        text: the reply.
        known: the languages there are rules for.
        otherwise: the language of replies of which nothing is said; None for a guess.
    """
    code = _primary(said or otherwise or detect(text))
    return "en" if said and code not in known and _is_english(text) else code


def _primary(code: str) -> str:
    return code.lower().partition("-")[0].partition("_")[0]


def _is_english(text: str) -> bool:
    """Return whether a text is English, by what stands there and not for want of a better guess."""
    words = _words(text)
    counts = _counts(words)
    english = counts.pop("en")
    own = any(word in _ENGLISH for word in words)
    return (
        own and english >= 2 and english * 4 > len(words) and english > 1.5 * max(counts.values())
    )


def _words(text: str) -> list[str]:
    return list(map(str.lower, _WORD.findall(text[:_LOOKED_AT])))


def _counts(words: list[str]) -> dict[str, int]:
    """Return how many of the words each language has among its commonest."""
    tallies = _tallies()
    total = sum([tallies[word] for word in words if word in tallies])
    most = (1 << _BITS) - 1
    return {code: total >> at * _BITS & most for at, code in enumerate(_CODES)}
