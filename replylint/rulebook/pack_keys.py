"""The keys of packs: of their manifest, and of the parts of it that a configuration may hold too."""

from __future__ import annotations

from replylint.grammar.forms import Choice, Either, Form, Key, Keys, Names, Number, Several, Text
from replylint.model.finding import Applicability
from replylint.model.rule import Severity
from replylint.rulebook.finding_keys import CUE, TERM, UNLESSES, plain
from replylint.rulebook.keys import EXAMPLE, NAME, REWRITES, SUGGESTIONS, TONE

FORMAT = 1  # of the rule language: the newest there is; older ones are read as well
WORD_KINDS = ("noun", "verb", "other")
SWITCHES = {"off": "it runs only when selected", "on": "it runs again"}

_LEVELS = Choice({**dict.fromkeys(tuple(Severity), ""), **SWITCHES})


def _edits(what: str, about: str, form: Form, name: Key, example: str) -> Form:
    """Return what may be done to a list.

    Args:
        what: the list is of.
        about: the list, in words.
        form: of what is added.
        name: how what is removed is named: its form and example count.
        example: of what is added.
    """
    return Keys(
        f"{what}-edits",
        f"what is done to {about} (“add:”, “remove:” or “replace:”)",
        (
            Key("add", form, f"Further ones, besides {about}.", example),
            Key("remove", Several(name.form), f"Those of {about} to take out.", name.example),
            Key("replace", form, f"What stands instead of {about}.", example),
        ),
    )


# fmt: off
_REWRITES = _edits("rewrite", "the rule's rewrites", REWRITES, Key("", Text("text of a rewrite", empty=True), "", '["{I} don\'t know{tail}"]'), '["{I\'ll} find out"]')
_SUGGESTIONS = _edits("suggestion", "the rule's suggestions", SUGGESTIONS, Key("", Text("text of a suggestion"), "", '["Hi [name],"]'), '["Dear [name],"]')
_UNLESSES = _edits("unless", "the rule's exceptions", UNLESSES, Key("", CUE, "", "[alternative]"), "[{cue: alternative, in: following}]")
_EXAMPLES = _edits("example", "the rule's examples", Several(EXAMPLE), Key("", Text("text of an example"), "", "[I have no idea yet.]"), "[{good: I have no idea yet.}]")
_SETS = _edits("set", "the set's words", Several(TERM, empty=True), Key("", TERM, "", "[bank]"), "[courier, DPD]")
# fmt: on

CHANGE = Keys(
    "change",
    "a change of a rule",
    (
        Key("severity", _LEVELS, "How grave it is; or off.", "warning"),
        Key("message", Text(), "What is reported; {match} is the words found.", '"“{match}” isn\'t us."'),
        Key("why", Text(), "What the wording does to the customer.", "Our customers are guests."),
        Key("tip", Text(), "Advice without replacement text.", "Say who will find out, and by when."),
        Key("rewrite", _REWRITES, "Its rewrites; those added come first.", '{add: ["{I\'ll} find out"]}'),
        Key("suggestion", _SUGGESTIONS, "The suggestions of a rule for what lacks; those added come first.", '{replace: ["Dear [name],"]}'),
        Key("unless", _UNLESSES, "What silences it.", "{add: [{cue: alternative, in: following}]}"),
        Key("examples", _EXAMPLES, "The texts that test it: add some for what you change.", "{add: [{good: I have no idea yet.}]}"),
        Key("note", Text(), "A remark for those who read the file.", "Asked for by the Berlin team."),
    ),
    instead=(("default", "to switch a rule off write severity: off"),),
)  # fmt: skip

PREFERRED = Keys(
    "preferred-word",
    "a word that is preferred",
    (
        Key("say", Text("word"), "The word to say.", "customer", required=True),
        Key("as", plain(WORD_KINDS), "The part of speech of both: only that is found; other: as it is, in no other form.", "noun"),
        Key("applicability", plain(tuple(Applicability)), "How freely it may be put in place; safe for mere spellings (hyphens, capitals), else only beside as.", "safe", default="unsafe"),
    ),
)  # fmt: skip

_WORDS = Key("prefer-words", Names(Text("word"), Either((Text("word"), PREFERRED))), "Words you don't use, each with the one you do.", "{client: customer, e-mail: email}")  # fmt: skip
_RULES = Key("change-rules", Names(Text("name of a rule or category"), Either((_LEVELS, CHANGE))), "Rules of others, by id, with what is changed of them; of a category only the severity.", "{dead-end/no-idea: off, jargon: warning}")  # fmt: skip
_CHANGED_SETS = Key("change-sets", Names(Text("name of a set"), _SETS), "Sets of others, with words added, removed or replaced.", "{partners: {add: [DPD], remove: [bank]}}")  # fmt: skip

# What a configuration says of which rules run. A pack says it of the rules it changes.
_OF_CONFIGURATIONS = (
    *((key, "here stands change-rules: {RULE: {severity: off}}") for key in ("ignore", "extend-ignore")),
    *((key, "here stands change-rules: {RULE: {severity: on}}, and off for the others") for key in ("select", "extend-select")),
    ("severities", "here stands change-rules: {RULE: {severity: warning}}"),
    *((key, "it stays in replylint.yaml") for key in ("known-terms", "company-names", "rules", "kind")),
)  # fmt: skip

MANIFEST = Keys(
    "pack",
    "the manifest of a pack",
    (
        Key("name", NAME, "The name of the pack.", "acme-voice", required=True),
        Key("format", Number(1, FORMAT), "The rule format it is written in.", str(FORMAT), required=True),
        Key("description", Text(), "What the pack is for.", "How Acme writes to its guests."),
        Key("extends", Several(Text("pack"), empty=True), "Packs that it adds to: standard (the shipped rules), folders, names of installed packs; or nothing.", "[standard, ../base]", default="standard"),
        Key("voice", plain(("I", "we")), "Whether rewrites speak as I or as we.", "we"),
        Key("tone", TONE, "How rewrites and suggestions sound.", "formal"),
        _WORDS,
        _RULES,
        _CHANGED_SETS,
        Key("note", Text(), "A remark for those who read the file.", "Agreed on in May."),
    ),
    instead=_OF_CONFIGURATIONS,
)  # fmt: skip

PASSAGE = Keys("brand", "what a configuration says of rules", (_WORDS, _RULES, _CHANGED_SETS))
