"""The keys of what finds: `find`, `unless`, `where` and the conditions in them."""

from __future__ import annotations

from replylint.grammar.forms import (
    Anything,
    Choice,
    Either,
    Form,
    Key,
    Keys,
    Later,
    Several,
    Text,
    Truth,
)
from replylint.languages.clause import Hypothetical, Mood, Relation, Reported, Role, Tense
from replylint.matchers.shape import Shape
from replylint.rulebook.rules import Place, SpanOf

PATTERN = Text("pattern")
TERM = Text(
    "word or “{set}”",
    r"\{[a-z0-9-]+\}|[()]|[^{}()\[\]|<>*^$#\\]+",
    "words without signs of patterns, each by itself, or the name of a set: “{set}”",
)
WORD = Text("word")
CUE = Text("name of a cue")
PATTERNS = Several(PATTERN)
TERMS = Several(TERM)
WAYS = ("phrase", "clause", "dependency", "shape")
MODALS = (
    "can", "could", "must", "should", "will", "would", "may", "might", "shall", "ought",
    "have to", "need to", "able to", "unable to", "go to", "get to", "require to", "oblige to",
    "suppose to", "expect to", "allow to", "necessary to", "mandatory to",
)  # fmt: skip
_POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip


def plain(options: tuple[str, ...]) -> Choice:
    """Return a choice of words that say it all."""
    return Choice(dict.fromkeys(options, ""))


_MODALITY = Several(plain(MODALS))
_PARTS_OF_SPEECH = Several(plain(_POS))
ROLES = Choice(
    {
        Role.CUSTOMER: "the customer: you",
        Role.AGENT: "who writes: I, we, the company by its name",
        Role.COMPANY_PART: "others of the company: the warehouse, a colleague",
        Role.PARTNER: "who works for it: the courier, the bank",
        Role.OTHER: "anybody or anything else",
        Role.UNSTATED: "nobody is named: a passive without “by”",
    },
    deniable=True,
)
_RELATIONS = Choice(
    {
        Relation.NONE: "it is the main clause",
        Relation.CAUSE: "because, since",
        Relation.CONDITION: "if, unless",
        Relation.CONTRAST: "although, while",
        Relation.PURPOSE: "so that, to",
        Relation.TIME: "when, until",
        Relation.MANNER: "as, by doing",
        Relation.RELATIVE: "who, which, that",
        Relation.COMPLEMENT: "what somebody says, knows or wants",
        Relation.COORDINATION: "and, or, but",
        Relation.PARATAXIS: "side by side, without a joining word",
    },
    deniable=True,
)
_REPORTED = Choice(
    {
        Reported.NO: "stated outright",
        Reported.BY_CUSTOMER: "you mentioned that …, I understand that …",
        Reported.BY_AGENT: "I see that …",
        Reported.BY_OTHER: "our log shows …",
    },
    deniable=True,
)
_HYPOTHETICAL = Choice(
    {
        Hypothetical.NO: "it is, was or will be so",
        Hypothetical.OPEN: "if you forgot",
        Hypothetical.COUNTERFACTUAL: "had you checked",
    },
    deniable=True,
)
_TENSES = Choice(
    {
        Tense.PAST: "past, perfects too",
        Tense.PRESENT: "now or always",
        Tense.FUTURE: "will, going to",
    },
    deniable=True,
)
_MOODS = Choice(
    {Mood.STATEMENT: "", Mood.QUESTION: "", Mood.COMMAND: "please call us"}, deniable=True
)

NOMINAL = Keys(
    "nominal",
    "conditions on a subject, object, complement or oblique",
    (
        Key("word", TERMS, "Its head, in any form.", "[invoice, '{papers}']"),
        Key("modifier", TERMS, "A word hanging on it, such as an adjective.", "[own, wrong]"),
        Key("preposition", Several(WORD), "The preposition it stands behind.", "[to, with]"),
        Key("role", Several(ROLES), "Who or what it is.", "customer"),
        Key("pos", _PARTS_OF_SPEECH, "Its part of speech.", "[PROPN]"),
        Key("has", PATTERNS, "Phrases of which one stands in it.", "['(our|the) fault']"),
    ),
)
_NOMINAL: Form = Either((TERMS, NOMINAL))
_CLAUSE: Form = Later(lambda: CLAUSE)

CLAUSE: Keys = Keys(
    "clause",
    "the conditions on a clause",
    (
        Key("predicate", TERMS, "Its verb in any form; in “it is your fault” the noun or adjective.", "[forget, fail, '{omitting}']"),
        Key("subject", Several(ROLES), "Who does it.", "customer"),
        Key("subject-is", _NOMINAL, "Conditions on the subject's words.", "{pos: [PROPN]}"),
        Key("passive", Truth(), "Whether it is passive: “it was lost”.", "no"),
        Key("negated", Truth(), "Whether it is negated: not, never, nobody.", "no"),
        Key("copula", Truth(), "Whether its verb is “be” with a noun or adjective.", "yes"),
        Key("tense", Several(_TENSES), "When it happens.", "past"),
        Key("mood", Several(_MOODS), "What the clause does.", "statement"),
        Key("hypothetical", Several(_HYPOTHETICAL), "Whether it is supposed.", '"no"'),
        Key("reported", Several(_REPORTED), "Whose view it is.", '"not by-customer"'),
        Key("relation", Several(_RELATIONS), "What it is to the clause above it.", "[cause, none]"),
        Key("modality", _MODALITY, "A modal verb it has.", "[must, have to]"),
        Key("no-modality", _MODALITY, "Modal verbs it doesn't have.", "[can, could]"),
        Key("object", _NOMINAL, "Conditions on an object; in a passive, that is its subject.", "[invoice, form]"),
        Key("no-object", Truth(), "Whether it has no object.", "yes"),
        Key("complement", _NOMINAL, "Conditions on what it says or wants: “forgot to attach”.", "[attach, send]"),
        Key("oblique", _NOMINAL, "Conditions on a part with a preposition.", "{preposition: [to], word: [warehouse]}"),
        Key("modifier", TERMS, "An adverb or other word hanging on the predicate.", "[clearly, obviously]"),
        Key("no-modifier", TERMS, "Words of which none stands in the clause.", "[yet]"),
        Key("pos", _PARTS_OF_SPEECH, "The part of speech of the predicate.", "[VERB]"),
        Key("main", Truth(), "Whether no clause stands above it.", "yes"),
        Key("has", PATTERNS, "Phrases of which one stands inside the clause.", "['in time']"),
        Key("lacks", PATTERNS, "Phrases of which none stands inside the clause.", "['by mistake']"),
        Key("sentence-has", PATTERNS, "Phrases of which one stands in the sentence.", "['because']"),
        Key("governor", _CLAUSE, "The same conditions on the clause above.", "{predicate: [think]}"),
        Key("embeds", _CLAUSE, "The same conditions on a clause below.", "{subject: customer}"),
    ),
)  # fmt: skip

_DEPENDENCY = Several(
    Keys(
        "dependency-node",
        "a token of a dependency pattern",
        (
            Key("RIGHT_ID", WORD, "A name for this token.", "verb", required=True),
            Key("RIGHT_ATTRS", Anything("attributes"), "What the token is like, as spaCy's Matcher has it.", "{LEMMA: {IN: [lose]}}", required=True),
            Key("LEFT_ID", WORD, "A token named above; left out in the first.", "verb", beside=("REL_OP",)),
            Key("REL_OP", plain(("<", ">", "<<", ">>", ".", ".*", ";", ";*", "$+", "$-", "$++", "$--", ">+", ">-", ">++", ">--", "<+", "<-", "<++", "<--")), "How the one on the left is related to this one.", '">"', beside=("LEFT_ID",)),
        ),
    )
)  # fmt: skip

FIND = Keys(
    "find",
    "an entry of “find”",
    (
        Key("phrase", PATTERNS, "Patterns over the words of a sentence; any of them may match.", '["(i|we) have {ignorance}"]'),
        Key("clause", CLAUSE, "Conditions on one clause; all must hold.", "{predicate: [forget], subject: customer}"),
        Key("dependency", _DEPENDENCY, "A pattern for spaCy's DependencyMatcher.", "[{RIGHT_ID: verb, RIGHT_ATTRS: {LEMMA: lose}}]"),
        Key("shape", Choice({Shape.CAPITALS: "common words in capitals", Shape.ACRONYM: "two to six capitals that are no common word", Shape.REPEATED_MARKS: "!!, ??? and the like"}), "What words or marks look like.", "capitals"),
        Key("where", CLAUSE, "Conditions on the clause that the phrase stands in.", '{reported: "not by-customer"}', beside=("phrase",)),
        Key("case", Choice({"any": "in any letters", "upper": "only in capitals"}), "The letters of the match.", "upper", beside=("phrase",), default="any"),
        Key("span", Choice({SpanOf.MATCH: "the words found; of a clause its subject, verbs and objects", SpanOf.CLAUSE: "the clause", SpanOf.SENTENCE: "the sentence"}), "What the finding is reported on.", "clause", default="match"),
        Key("triggers", Several(WORD), "Words of which one stands in every match.", "[lose, lost]", beside=("dependency",)),
        Key("acronyms", TERMS, "Words in capitals to leave alone.", "[FAQ, '{brands}']", beside=("shape",)),
        Key("words", TERMS, "Further words that are no acronyms.", "[refund]", beside=("shape",)),
    ),
    one_of=WAYS,
)  # fmt: skip

PLACES = Choice(
    {
        Place.SENTENCE: "in the same sentence",
        Place.MATCH: "in words of the match",
        Place.CLAUSE: "in the same clause",
        Place.BEFORE: "in the same sentence, before the match",
        Place.AFTER: "in the same sentence, behind the match",
        Place.DIRECTLY_BEFORE: "right before the match",
        Place.DIRECTLY_AFTER: "right behind the match",
        Place.NEXT_SENTENCE: "in the next sentence",
        Place.PREVIOUS_SENTENCE: "in the previous sentence",
        Place.FOLLOWING: "in the same or the next sentence",
        Place.NEAR: "in the previous, the same or the next sentence",
        Place.ANYWHERE: "anywhere in the reply",
    }
)

UNLESS = Keys(
    "unless",
    "an entry of “unless”",
    (
        Key("cue", Several(CUE), "Cues that silence the rule.", "alternative"),
        Key("phrase", PATTERNS, "Phrases that silence it.", '["(you|they) said"]'),
        Key("clause", CLAUSE, "A clause that silences it.", "{predicate: [help], subject: agent}"),
        Key("where", CLAUSE, "Conditions on the clause that the phrase stands in.", "{subject: agent}", beside=("phrase",)),
        Key("in", Several(PLACES), "Where it must stand, seen from the match.", "following", default="sentence"),
    ),
    one_of=("cue", "phrase", "clause"),
)  # fmt: skip

FINDS = Several(Either((PATTERN, FIND)))
UNLESSES = Several(Either((CUE, UNLESS)))
