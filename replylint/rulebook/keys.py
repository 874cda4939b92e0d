"""The keys of rule files: what may stand in them, what it means and what it looks like.

Checking (`replylint.rulebook.checking`), the JSON Schema and the reference are all made from
these declarations, so a key is described once. To add one:

1. Put a `Key` into the mapping it belongs to, here or in `finding_keys`: its form (from
   `replylint.grammar.forms`), a sentence, an example, whether it is required.
2. Read it in `loading` or `compiling` from ``node.parts()``. Its form has been checked by then;
   `text()`, `truth()`, `choice()` … give a default for what is faulty. Faults that only the
   reader can see, such as a name that nothing has, it records with ``node.fault()``.
3. Write the schemas anew: ``replylint rules schema rules > replylint/schemas/rules.json``.
"""

from __future__ import annotations

from replylint.grammar.forms import (
    Cases,
    Choice,
    Either,
    Form,
    Key,
    Keys,
    Names,
    Several,
    Text,
    Truth,
)
from replylint.model.finding import Applicability
from replylint.model.reply import Kind
from replylint.model.rule import RuleKind, Severity
from replylint.rulebook.categories import CATEGORIES
from replylint.rulebook.finding_keys import (
    CLAUSE,
    CUE,
    FIND,
    FINDS,
    PATTERNS,
    TERM,
    TERMS,
    UNLESSES,
    plain,
)
from replylint.rulebook.rules import At, Insert, Replaces

NAME = Text(
    "name",
    r"[a-z0-9]+(-[a-z0-9]+)*",
    "small letters and digits, with hyphens between them: late-parcel",
)
_TEMPLATE = Text("template", empty=True)
TONE = Choice(
    {
        "formal": "no contractions in what replylint words itself; formal ways to greet",
        "casual": "contractions; casual ways to greet",
    }
)
_OLD_ID = Text(
    "rule id",
    r"([a-z-]+/)?[a-z0-9]+(-[a-z0-9]+)*",
    "the name it had, or category/name if the category was another one",
)
_CATEGORIES = plain(tuple(CATEGORIES))
_PREFER = tuple(name for name, (_, kind) in CATEGORIES.items() if kind is RuleKind.PREFER)

EXAMPLE = Keys(
    "example",
    "an example",
    (
        Key("bad", Text(), "A text in which the rule must report something.", "You forgot to attach it."),
        Key("good", Text(), "A text in which it must stay silent.", "If you forgot it, just reply."),
        Key("rewrite", Text(), "What the whole text becomes.", "It still needs to be attached.", beside=("bad",)),
        Key("note", Text(), "Why it is good or bad.", "Not blamed, only supposed."),
    ),
    one_of=("bad", "good"),
)  # fmt: skip

REWRITE = Keys(
    "rewrite",
    "a rewrite",
    (
        Key("text", _TEMPLATE, "The template: text with slots; an empty one deletes.", '"{subject} can {predicate:base} {object}{tail}"', required=True),
        Key("replaces", Choice({Replaces.CLAUSE: "the clause with all it embeds", Replaces.MATCH: "the words found", Replaces.SENTENCE: "the sentence but its closing mark", Replaces.SUBJECT: "a named subject", Replaces.ASIDE: "the match and all that commas or dashes set off with it"}), "What it stands in for.", "match", default="clause"),
        Key("words", PATTERNS, "Patterns for the words it stands in for, each beginning where the one before ends; {1}, {2} … are what each takes.", '["you must", "not", "*"]'),
        Key("applicability", Choice({Applicability.UNSAFE: "right in most cases, to be looked at", Applicability.SAFE: "wording only", Applicability.SUGGESTION: "never applied, only shown"}), "How freely it may be applied.", "safe", default="unsafe"),
        Key("drops", TERMS, "Content words it may drop.", "[manage, '{failing}']"),
        Key("drops-found", Truth(), "Whether it may drop the words found.", "yes", default="no"),
        Key("flips", Truth(), "Whether it makes a change of polarity true: “can't until” to “can from”.", "yes", default="no"),
        Key("where", CLAUSE, "Conditions on the clause for it to be offered.", "{subject: agent}"),
        Key("last-resort", Truth(), "Whether it is offered only where none above it holds.", "yes", default="no"),
        Key("tone", TONE, "The tone it is for; left out: any.", "formal"),
    ),
)  # fmt: skip

SUGGESTION = Keys(
    "suggestion",
    "a suggestion",
    (
        Key("text", Text("suggestion"), "What could be added.", '"Dear [name],"', required=True),
        Key("tone", TONE, "The tone it is for; left out: any.", "formal"),
    ),
)

REWRITES = Several(Either((_TEMPLATE, REWRITE)))
SUGGESTIONS = Several(Either((Text("suggestion"), SUGGESTION)))

_SHARED_FIRST = (
    Key("id", NAME, "The name of the rule; it is reported as category/id.", "no-idea", required=True),
    Key("message", Text(), "What is reported; {match} is the words found.", '"“{match}” ends the conversation."', required=True),
    Key("why", Text(), "What the wording does to the customer, and what to do instead.", "It leaves the customer with nothing.", required=True),
)  # fmt: skip
_SHARED_LAST = (
    Key("examples", Several(EXAMPLE), "Texts that show the rule and test it, bad and good ones.", "[{bad: I have no idea.}, {good: I'll ask them.}]", required=True),
    Key("severity", plain(tuple(Severity)), "How grave it is; left out: as its category.", "warning"),
    Key("source", Several(Text()), "Where the advice comes from.", "[our style guide]"),
    Key("formerly", Several(_OLD_ID), "Names it had before; they go on working wherever rules are named.", "[dont-know]"),
    Key("default", Truth(), "Whether it runs without being selected.", "no", default="yes"),
    Key("note", Text(), "A remark for those who read the file.", "Asked for by the Berlin team."),
)  # fmt: skip

AVOID_RULE = Keys(
    "avoid-rule",
    "a rule that finds wording to avoid",
    (
        *_SHARED_FIRST,
        Key("find", FINDS, "What to look for; any entry may match, a plain text is a phrase.", '"i have no idea"', required=True),
        Key("unless", UNLESSES, "What silences it.", "{cue: will-find-out, in: following}"),
        Key("rewrite", REWRITES, "Ways to say it, best first.", '"{I\'ll} find out"'),
        Key("glosses", Names(Text("term"), Text()), "What terms mean, for the slot {gloss}.", "{rma: return number}"),
        Key("tip", Text(), "Advice without replacement text.", "Say who will find out, and by when."),
        Key("quoted", Truth(), "Whether it counts inside quotation marks too.", "yes", default="no"),
        Key("frame", Truth(), "Whether it counts in headings, sign-off and signature too.", "yes", default="no"),
        Key("customers-words", Truth(), "Whether it is silent on words that the customer used.", "yes", default="no"),
        *_SHARED_LAST,
    ),
)  # fmt: skip

PREFER_RULE = Keys(
    "prefer-rule",
    "a rule that asks for something a reply should have",
    (
        *_SHARED_FIRST,
        Key("require", Several(CUE), "Cues of which one must be there.", "[next-step]", required=True),
        Key("at", Choice({At.ANYWHERE: "anywhere in the reply", At.OPENING: "in its opening", At.END: "at its end"}), "Where the cue must stand.", "opening", default="anywhere"),
        Key("kind", Several(plain(tuple(Kind))), "The kinds of reply it is asked of.", "[email]", default="[email, macro]"),
        Key("when", Several(CUE), "Cues of which one must stand in the reply for it to be asked.", "[refusal]"),
        Key("when-context", Several(CUE), "Cues that may stand in the customer's message instead.", "[problem]"),
        Key("without", Several(CUE), "Cues of which none may stand in the reply for it to be asked.", "[closed-matter]"),
        Key("taken-back-by", Several(_CATEGORIES), "Categories whose findings take a cue back.", "[false-apology]"),
        Key("suggestion", SUGGESTIONS, "What could be added, best first.", '"{I\'ll} write to you by [date]."'),
        Key("insert", Choice({Insert.START: "at the start", Insert.OPENING: "behind the greeting", Insert.BEHIND: "behind what it is asked for by", Insert.END: "at the end"}), "Where it would stand.", "opening", default="end"),
        *_SHARED_LAST,
    ),
)  # fmt: skip

CUE_ENTRY = Keys(
    "cue",
    "a cue with exceptions",
    (
        Key("find", FINDS, "What to look for.", '"i will ask"', required=True),
        Key("unless", UNLESSES, "What silences it.", "{phrase: if, in: before}"),
        Key("note", Text(), "A remark for those who read the file.", "Promises only."),
    ),
)


def _file(name: str, about: str, rule: Form, example: str) -> Keys:
    """Return what a file with rules of one kind holds; the example is a list of such rules."""
    return Keys(
        name,
        about,
        (
            Key("category", _CATEGORIES, "The category of all rules in the file.", "dead-end"),
            Key("yields-to", Several(_CATEGORIES), "Categories whose findings stay where two overlap.", "[hostility]", beside=("category",)),
            Key("title", Text(), "The category in words.", "Dead ends"),
            Key("note", Text(), "A remark for those who read the file.", "Checked by the Berlin team."),
            Key("sets", Names(NAME, Several(TERM, empty=True)), "Lists of words by name, for all rule files.", "{ignorance: [no idea, no clue]}"),
            Key("cues", Names(NAME, Either((FINDS, CUE_ENTRY))), "Expressions by name, that rules refer to.", '{will-ask: "i will ask"}'),
            Key("rules", Several(rule), "The rules.", example, beside=("category",)),
        ),
        any_of=("rules", "sets", "cues"),
    )  # fmt: skip


AVOID_FILE = _file(
    "avoid-file",
    "a rule file",
    AVOID_RULE,
    "[{id: no-idea, find: i have no idea, message: It ends there., why: No way on is shown.,"
    " examples: [{bad: I have no idea.}, {good: I have an idea.}]}]",
)
PREFER_FILE = _file(
    "prefer-file",
    "a file of rules in a missing-… category",
    PREFER_RULE,
    "[{id: none, require: next-step, message: No next step., why: The customer can only wait.,"
    " examples: [{bad: We got it.}, {good: We got it and will write by noon.}]}]",
)
RULE_FILE = Cases("category", ((_PREFER, PREFER_FILE),), AVOID_FILE)

__all__ = [
    "AVOID_FILE",
    "AVOID_RULE",
    "CUE_ENTRY",
    "EXAMPLE",
    "FIND",
    "NAME",
    "PREFER_FILE",
    "PREFER_RULE",
    "REWRITE",
    "REWRITES",
    "RULE_FILE",
    "SUGGESTION",
    "SUGGESTIONS",
    "TONE",
]  # fmt: skip
