"""Mends commands that the parser took for names, such as "Restart the app".

Treebanks of news and the web hold few commands, support replies many. The parser often gets the
shape right, a verb with its object, and only the part of speech wrong; or it hangs the object
as an apposition. Only what no noun or adjective can have is taken for a sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from replylint.languages.en.nucleus import AUXILIARIES, SUBJECTS
from replylint.languages.en.verbforms import OWN_STATES
from replylint.languages.en.wordlist import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Verbs of steps and requests. Behind most of them a determiner or pronoun has to follow, since
# they are nouns too.
_ALSO_NOUNS = words(
    "address answer attempt back bill block book bookmark call cancel charge chat check click "
    "close complete contact copy credit deposit dial document double-check download drop dry "
    "email empty e-mail exchange fax file fill filter flag flip forward free hang hold invite "
    "invoice key label link list lock log mail mark measure message monitor mount note open "
    "order pack page paste phone photograph pin plug post press print query question quote "
    "rate record refund register release reload remark report request research reset restart "
    "return review ring save scan schedule screenshot ship sign snap start stick stop swap "
    "switch tag tap test text toggle touch track transfer trial try turn type update upgrade "
    "upload view visit vote whatsapp"
)
_ONLY_VERBS = words(
    "activate attach await configure confirm deactivate delete disable disconnect enable "
    "ensure hover insert install locate navigate re-enter reboot reconnect reinstall remove "
    "reply resend respond retry scroll select submit swipe uninstall unlock unplug unzip "
    "unscrew unsubscribe verify refresh reenter rename reopen"
)
_NAMING = frozenset(["NOUN", "PROPN", "ADJ", "ADV", "X", "INTJ"])
_MAIN = frozenset(["ROOT", "conj", "parataxis"])
_NOMINAL_PARTS = frozenset(["det", "nmod:poss", "amod", "compound", "case", "nummod"])
# Adjectives and interjections that may have something like an object.
_TAKING_OBJECTS = words("worth like unlike near due such no not thank thanks welcome hello hi hey")
# How the object of a command hangs on it when the parser takes the command for a name.
_LOOSE = words("appos nmod:unmarked nmod vocative dep flat list obl:unmarked")
_OBJECT_PRONOUNS = frozenset(["us", "me", "it", "them", "him", "her"])


def mend(doc: Doc) -> Doc:
    """Mend a parse in place and return it."""
    for token in doc:
        if token.pos_ in _NAMING and token.dep_ in _MAIN and _is_command(token):
            _make_verb(token)
    return doc


def _is_command(token: Token) -> bool:
    kids = list(token.children)
    if any(kid.dep_ in SUBJECTS or kid.dep_ in AUXILIARIES for kid in kids):
        return False
    if any(kid.dep_ in _NOMINAL_PARTS and kid.i < token.i for kid in kids):
        return False
    form = token.lower_
    if form in OWN_STATES or form in _TAKING_OBJECTS:
        return False
    if form in _ONLY_VERBS:
        return True
    takes = any(kid.dep_ in ("obj", "iobj") and kid.i > token.i for kid in kids)
    if takes and not form.endswith(("ed", "ing", "s")):
        return True
    return form in _ALSO_NOUNS and _object_follows(token)


def _object_follows(token: Token) -> bool:
    if token.i + 1 == len(token.doc):
        return False
    after = token.nbor()
    return after.lower_ in _OBJECT_PRONOUNS or (
        after.dep_ in ("det", "nmod:poss") and after.head.i > after.i
    )


def _make_verb(token: Token) -> None:
    token.pos_ = "VERB"
    token.lemma_ = token.lower_
    token.set_morph("VerbForm=Inf")  # type: ignore[attr-defined]  # missing in its stubs
    if any(kid.dep_ == "obj" for kid in token.rights):
        return
    for kid in token.rights:
        if kid.dep_ in _LOOSE and not any(sub.dep_ == "case" for sub in kid.lefts):
            kid.dep_ = "obj"
            return
