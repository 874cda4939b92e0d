"""Mistakes in rule files, configurations and on the command line: each is met with a message.

It says where (file, line, column) and what to do, in words for people who are no programmers.
"""

from __future__ import annotations

import re
import time
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from replylint.cli import main
from replylint.config import read_config
from replylint.grammar.expressions import UnsafeExpressionError, check
from replylint.languages import en
from replylint.model.errors import RuleError
from replylint.rulebook.library import load_rulebook
from replylint.rulebook.loading import build_rulebook
from replylint.rulebook.nodes import MAX_FAULTS
from replylint.rulebook.reading import MAX_FILE_BYTES

GOOD = """\
category: dead-end
sets:
  brand-ignorance: [no idea, no clue]
cues:
  brand-ask: ["i will ask"]
rules:
- id: brand-idea
  message: “{match}” ends the conversation.
  why: It leaves the customer with nothing.
  find: "have {brand-ignorance}"
  unless: {cue: brand-ask, in: following}
  rewrite: "{I'll} find out"
  examples:
  - bad: I have no idea.
  - good: I have an idea.
"""
PREFER = """\
category: missing-next-step
cues:
  brand-step: ["we will write"]
rules:
- id: brand-step
  message: There is no next step.
  why: The customer can only wait.
  require: [brand-step]
  suggestion: "{I'll} write to you by [date]."
  examples:
  - bad: We got your parcel.
  - good: We got it and we will write.
"""

# What is changed in a good file, and what is said then.
AVOID_MISTAKES = [
    ("  why:", "  whi:", "9:3: unknown key “whi”; did you mean “why”?"),
    ("sets:", "stes:", "2:1: unknown key “stes”; did you mean “sets”?"),
    ("  why:", "  severity-of-it: x\n  why:", "9:3: unknown key “severity-of-it”; did you mean “severity”?"),
    ("  why: It leaves the customer with nothing.\n", "", "7:3: the key “why” is missing; write “why: It leaves the customer with nothing.”, say"),
    ("  why: It leaves the customer with nothing.", "  why:", "9:3: “why” has no value; write “why: It leaves the customer with nothing.”, say"),
    ("  why: It leaves the customer with nothing.", '  why: ""', "9:8: expected a text, found nothing; write one, or take the key away"),
    ("rules:\n", "rules: see below\nnote: x\nnote2:\n", "6:8: expected a rule that finds wording to avoid, as “key: value” lines; write “id: no-idea”, say; found the text “see below”"),
    ("unless: {cue: brand-ask, in: following}", "unless:\n  - [brand-ask, following]", "12:5: expected a name of a cue, found a list in brackets (a text that starts with “[” needs quotes)"),
    ("  examples:\n  - bad: I have no idea.\n  - good: I have an idea.\n", "  examples:\n    bad: I have no idea.\n    good: I have an idea.\n", "14:5: an example has exactly one of bad, good; this has bad and good: split it"),
    ("- id: brand-idea", "- no idea\n- id: brand-idea", "7:3: expected a rule that finds wording to avoid, as “key: value” lines; write “id: no-idea”, say; found the text “no idea”"),
    ("cue: brand-ask", "cue: brand-aks", "11:17: no cue is named “brand-aks”; did you mean “brand-ask”?"),
    ("cue: brand-ask", "cue: zzz", "11:17: no cue is named “zzz”; name it under “cues”"),
    ("{brand-ignorance}", "{brand-ignorence}", "10:9: in this phrase, at character 6: no lexical set is named “brand-ignorence”; did you mean “brand-ignorance”?"),
    ("[no idea, no clue]", '["{ignorrance}", no clue]', "3:21: no lexical set is named “ignorrance”; did you mean “brand-ignorance”?"),
    ("[no idea, no clue]", '["{brand-ignorance}", no clue]', "3:21: the set “brand-ignorance” holds itself; take this entry away"),
    ("  brand-ignorance: [no idea, no clue]", '  brand-ignorance: ["{b}", no idea]\n  b: ["{brand-ignorance}"]', "4:7: the set “brand-ignorance” holds itself; take this entry away"),
    ('brand-ask: ["i will ask"]', "brand-ask:\n    find: i will ask\n    unless: brand-ask", "7:13: the cue “brand-ask” is its own exception; name another one"),
    ('brand-ask: ["i will ask"]', "brand-ask:\n    find: i will ask\n    unless: {cue: bloblo, in: match}", "7:19: no cue is named “bloblo”; name it under “cues”"),
    ('"have {brand-ignorance}"', '"(have"', "10:9: in this phrase, at character 1: “(” is never closed; put “)” behind the last alternative"),
    ('"have {brand-ignorance}"', '"[have"', "10:9: in this phrase, at character 1: “[” is never closed; put “]” behind the last word"),
    ('"have {brand-ignorance}"', '"have)"', "10:9: in this phrase, at character 5: “)” closes nothing; put “(” before the first alternative, or take it away"),
    ('"have {brand-ignorance}"', '"have | had"', "10:9: in this phrase, at character 6: “|” stands outside of brackets; alternatives stand in brackets, as in (a|b)"),
    ('"have {brand-ignorance}"', '"<have no"', "10:9: in this phrase, at character 1: “<” is out of place; all forms of a word are written <forget>, of a set's words <{set}>"),
    ('"have {brand-ignorance}"', '"have {brand-ignorance"', "10:9: in this phrase, at character 6: “{” is out of place; a set is written {name}, its name in small letters, digits and hyphens"),
    ('"have {brand-ignorance}"', '"{Brand}"', "10:9: in this phrase, at character 1: “{” is out of place; a set is written {name}, its name in small letters, digits and hyphens"),
    ('"have {brand-ignorance}"', '"\\\\d+ days"', "10:9: in this phrase, at character 1: “\\” means nothing here: patterns are no regular expressions; “*” is one word, “."),
    ('"have {brand-ignorance}"', '"have .* idea"', "10:9: in this phrase, at character 6: “.*” means nothing here: patterns are no regular expressions; “*” is one word, “"),
    ('"have {brand-ignorance}"', '"forget*"', "10:9: in this phrase, at character 6: “t*” means nothing here: patterns are no regular expressions; “*” is one word, “"),
    ('"have {brand-ignorance}"', '"have .... idea"', "10:9: in this phrase, at character 6: “....” means nothing here: patterns are no regular expressions; “*” is one word,"),
    ('"have {brand-ignorance}"', '""', "10:9: expected a pattern, found nothing; write one, or take the key away"),
    ('"have {brand-ignorance}"', '"()"', "10:9: in this phrase, at character 1: nothing stands in “()”; write words, or take it away"),
    ('"have {brand-ignorance}"', '{clause: {predicate: ["(forget|omit)"]}}', "10:31: “(forget|omit)” can't be a word or “{set}”; write words without signs of patterns, each by itself, or the name "),
    ("  examples:", "  examples:\n  - bad: I have no idea.\n  - good: x\n- id: brand-idea\n  message: m\n  why: w\n  find: x\n  examples:", "16:7: the rule “dead-end/brand-idea” is defined twice: also in brand.yaml, line 7; give it another id"),
    ("  why:", "  message: n\n  why:", "9:3: the key “message” stands here twice; put both values under one"),
    ("sets:\n", "sets:\n  brand-ignorance: [x]\n", "4:3: the key “brand-ignorance” stands here twice; put both values under one"),
    ("  message:", "\tmessage:", "8:1: broken YAML: a tab in the indent; YAML takes only spaces"),
    ("- id: brand-idea", "-\tid: brand-idea\n\twhy: x", "7:2: broken YAML: a tab in the indent; YAML takes only spaces"),
    ("  why:", "  <<: {tip: x}\n  why:", "9:3: “<<” is not followed here; write the keys out"),
    ("message: “{match}” ends the conversation.", "message: Don't: it ends there", "8:17: broken YAML: a text with “: ” in it needs quotes"),
    ("- bad: I have no idea.", "- bad: Note: I have no idea.", "14:14: broken YAML: a text with “: ” in it needs quotes"),
    ('find: "have {brand-ignorance}"', "find: {brand-ignorance} have", "10:27: broken YAML: a text that starts with “{” needs quotes"),
    ('find: "have {brand-ignorance}"', "find: {brand-ignorance}", "10:9: expected an entry of “find”, found a text; one that starts with “{” needs quotes"),
    ('find: "have {brand-ignorance}"', "find: [really] have", "10:9: broken YAML: a text that starts with “[” needs quotes"),
    ('find: "have {brand-ignorance}"', "find: [[really]]", "10:10: expected a pattern, found a list in brackets (a text that starts with “[” needs quotes)"),
    ('find: "have {brand-ignorance}"', "find: * idea", "10:10: broken YAML: a text that starts with a mark (* & ! @ ` %) needs quotes"),
    ('find: "have {brand-ignorance}"', "find: *idea", "10:9: broken YAML: no value above is named “&idea”; a text that starts with “*” needs quotes"),
    ('find: "have {brand-ignorance}"', "find: & idea", "10:10: broken YAML: a text that starts with a mark (* & ! @ ` %) needs quotes"),
    ('find: "have {brand-ignorance}"', "find: !idea", "10:9: broken YAML: “!idea” is a tag, and nothing in a rule file is run; a text that starts with “!” needs quotes"),
    ('find: "have {brand-ignorance}"', "find: @idea", "10:9: broken YAML: a text that starts with a mark (* & ! @ ` %) needs quotes"),
    ('find: "have {brand-ignorance}"', "find: %idea", "10:9: broken YAML: a text that starts with a mark (* & ! @ ` %) needs quotes"),
    ('find: "have {brand-ignorance}"', "find: `idea`", "10:9: broken YAML: a text that starts with a mark (* & ! @ ` %) needs quotes"),
    ('find: "have {brand-ignorance}"', 'find: "have {brand-ignorance}', "12:13: broken YAML: the quote opened in line 10 is not closed in it"),
    ("message: “{match}” ends the conversation.", 'message: "{match}" ends it.', "8:22: broken YAML: there is text behind the closing quote; put all of it in quotes, and write a quote inside them as \\"),
    ("message: “{match}” ends the conversation.", 'message: "Don"t say it"', "8:17: broken YAML: there is text behind the closing quote; put all of it in quotes, and write a quote inside them as \\"),
    ("- bad: I have no idea.", "- bad: 'I don't know'", "14:17: broken YAML: there is text behind the closing quote; put all of it in quotes, and write a quote inside them as "),
    ('find: "have {brand-ignorance}"', 'find: "have \\d"', '10:15: broken YAML: a backslash in “"…"” starts an escape; write it twice, or use \'…\''),
    ("  why:", "   why:", "9:7: broken YAML: this line is indented too far, so that it goes on with the text above it; put its key right below th"),
    ("  why:", " why:", "9:2: broken YAML: this line doesn't line up with what begins in line 1; indent it as far as the lines it belongs to"),
    ("  - bad: I have no idea.\n", "  -bad: I have no idea.\n", "15:3: broken YAML: a “-” in the line above has no space behind it"),
    ("  why: It", "  why:It", "10:3: broken YAML: a “:” with a space behind it is missing after the key in line 9, or this text is not indented enough"),
    ("  why: It leaves the customer with nothing.", "  why It leaves the customer with nothing.", "10:3: broken YAML: a “:” with a space behind it is missing after the key in line 9, or this text is not indented enough"),
    ('  find: "have {brand-ignorance}"', "  find: - have", "10:9: broken YAML: a list can't start behind “key:” on the same line; put its “-” on a line of its own"),
    ("[no idea, no clue]", "[no idea, no clue", "4:5: broken YAML: the bracket opened in line 3 is not closed here with “]”, or a comma is missing; a text inside it th"),
    ("{cue: brand-ask, in: following}", "{cue: brand-ask, in: following", "12:10: broken YAML: the bracket opened in line 11 is not closed here with “}”, or a comma is missing; a text inside it"),
    ("why: It leaves", "why: | It leaves", "9:10: broken YAML: behind “|” or “>” the text starts on the next line, indented; a text that starts with one of them needs quotes"),
    ('"have {brand-ignorance}"', "{clause: {predicate: [forget], hypothetical: false}}", '10:54: “false” is not one of no, open, counterfactual; did you mean "no"?'),
    ('"have {brand-ignorance}"', "{clause: {predicate: [forget], negated: maybe}}", "10:49: expected yes or no, found “maybe”"),
    ('"have {brand-ignorance}"', "{clause: {predicate: [forget], subject: custmer}}", "10:49: “custmer” is not one of customer, agent, company-part, partner, other, unstated; did you mean “customer”?"),
    ('"have {brand-ignorance}"', "{clause: {predicat: [forget]}}", "10:19: unknown key “predicat”; did you mean “predicate”?"),
    ('"have {brand-ignorance}"', "{clause: {predicate: [forget], modality: [cannot]}}", "10:51: unknown word “cannot”; did you mean “can”?"),
    ('"have {brand-ignorance}"', "{clause: {predicate: [forget], reported: not-by-customer}}", '10:50: “not-by-customer” is not one of no, by-customer, by-agent, by-other; did you mean "not by-customer"?'),
    ('"have {brand-ignorance}"', "{clause: {}}", "10:18: the conditions on a clause without any key; write “predicate: [forget, fail, '{omitting}']”, say"),
    ('"have {brand-ignorance}"', "[]", "10:9: an empty list; take it and its key away, or put something in"),
    ("dead-end", "deadend", "1:11: unknown word “deadend”; did you mean “dead-end”?"),
    ("dead-end", "our-brand", "1:11: “our-brand” is not one of blame-customer, hostility, indifference, dead-end, overpromise, pass-the-buck, blame-o"),
    ("dead-end", "Dead-End", "1:11: unknown word “Dead-End”; did you mean “dead-end”?"),
    ("category: dead-end\n", "", "5:1: “rules” only goes with “category”; write “category: dead-end”, say"),
    ("  why:", "  severity: critical\n  why:", "9:13: “critical” is not one of info, warning, error"),
    ("  why:", "  1: x\n  why:", "9:3: unknown key “1”; known here: glosses, tip, quoted, frame, customers-words, severity, source, formerly, default, note"),
    ("- id: brand-idea", '- id: !!python/object/apply:os.system ["echo hacked"]', "7:7: broken YAML: “!!python/object/apply:os.system” is a tag, and nothing in a rule file is run; a text that starts wi"),
    ("- id: brand-idea", "- id: !include x.yaml", "7:7: broken YAML: “!include” is a tag, and nothing in a rule file is run; a text that starts with “!” needs quotes"),
    ('"{I\'ll} find out"', '"{I\'ll} find {objekt}"', "12:12: in this template, at character 13: no slot is named “objekt”; did you mean “object”?"),
    ('"{I\'ll} find out"', '"{predicate:past_participle}"', "12:12: in this template, at character 1: no form is named “past_participle”; did you mean “participle”?"),
    ('"{I\'ll} find out"', '"find out {"', "12:12: in this template, at character 1: a brace without its partner; a slot is written {object}"),
    ('"{I\'ll} find out"', '"{match.__class__}"', "12:12: in this template, at character 1: no slot is named “match.__class__”; there are match, before, after, subject, "),
    ('"{I\'ll} find out"', '"{object>}"', "12:12: in this template, at character 1: behind “>” stands a verb: {object>need}"),
    ('rewrite: "{I\'ll} find out"', 'rewrite: {text: x, words: ["(you"]}', "12:30: in this phrase, at character 1: “(” is never closed; put “)” behind the last alternative"),
    ('rewrite: "{I\'ll} find out"', 'rewrite: {text: "{3}", words: ["you"]}', "12:19: in this template: {3} is the pattern number 3 of “words”, and there are 1"),
    ('"{I\'ll} find out"', '"{gloss}"', "12:12: in this template: {gloss} is what a term means, and the rule has no “glosses”"),
    ("“{match}”", "“{macht}”", "8:12: “{macht}” means nothing in a message; only {match}, the words found"),
    ("in: following", "in: the-next", "11:32: “the-next” is not one of sentence, match, clause, before, after, directly-before, directly-after, next-sentence"),
    ("  examples:\n  - bad: I have no idea.\n  - good: I have an idea.\n", "", "7:3: the key “examples” is missing; write “examples: [{bad: I have no idea.}, {good: I'll ask them.}]”, say"),
    ("  - good: I have an idea.\n", "", "14:3: a rule needs examples of both kinds, bad and good"),
    ("- bad: I have no idea.\n  - good", "- bad: I have no idea.\n    good", "14:5: an example has exactly one of bad, good; this has bad and good: split it"),
    ("- bad: I have no idea.", "- I have no idea.", "14:5: expected an example, as “key: value” lines; write “bad: You forgot to attach it.”, say; found the text “I have no idea.”"),
    ("- good: I have an idea.", "- good: I have an idea.\n    rewrite: x", "16:5: “rewrite” only goes with “bad”; write “bad: You forgot to attach it.”, say"),
    ("- bad: I have no idea.", "- bad: [I have no idea.]", "14:10: expected a text, found a list in brackets (a text that starts with “[” needs quotes)"),
    ("  unless:", "  require: [brand-ask]\n  unless:", "11:3: “require” doesn't belong to a rule that finds wording to avoid, but to a rule that asks for something a reply should have"),
    ("id: brand-idea", "id: dead-end/no-idea", "7:7: “dead-end/no-idea” can't be a name; write small letters and digits, with hyphens between them: late-parcel"),
    ("id: brand-idea", "id: no idea", "7:7: “no idea” can't be a name; write small letters and digits, with hyphens between them: late-parcel"),
    ("id: brand-idea", "id: No-Idea", "7:7: “No-Idea” can't be a name; write small letters and digits, with hyphens between them: late-parcel"),
    ('find: "have {brand-ignorance}"', "find: {clause: {predicate: [x]}, where: {tense: past}}", '10:36: “where” only goes with “phrase”; write “phrase: ["(i|we) have {ignorance}"]”, say'),
    ('find: "have {brand-ignorance}"', "find: {clause: {predicate: [x]}, phrase: x}", "10:9: an entry of “find” has exactly one of phrase, clause, dependency, shape; this has phrase and clause: split it"),
    ('find: "have {brand-ignorance}"', "find: {span: clause}", "10:9: an entry of “find” has exactly one of phrase, clause, dependency, shape; write one"),
    ('find: "have {brand-ignorance}"', "find: {shape: capital}", "10:17: “capital” is not one of capitals, acronym, repeated-marks; did you mean “capitals”?"),
    ('find: "have {brand-ignorance}"', "find: {phrase: x, span: word}", "10:27: “word” is not one of match, clause, sentence"),
    ('find: "have {brand-ignorance}"', "find: {dependency: lose}", "10:22: expected a token of a dependency pattern, as “key: value” lines; write “RIGHT_ID: verb”, say; found the text “lose”"),
    ('find: "have {brand-ignorance}"', "find: {dependency: [{RIGHT_ID: v, RIGHT_ATTRS: {LEMA: lose}}]}", "10:51: no attribute is named “LEMA”; did you mean “LEMMA”?"),
    ('find: "have {brand-ignorance}"', 'find: {dependency: [{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: lose}}, {LEFT_ID: v, REL_OP: "=>", RIGHT_ID: o, RIGHT_ATTRS: {LEMMA: x}}]}', "10:87: unknown word “=>”; did you mean “>”?"),
    ('find: "have {brand-ignorance}"', 'find: {dependency: [{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: lose}}, {LEFT_ID: w, REL_OP: ">", RIGHT_ID: o, RIGHT_ATTRS: {LEMMA: x}}]}', "10:76: no token above is named “w”"),
    ('find: "have {brand-ignorance}"', 'find: {dependency: [{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: {REGEX: "(lose"}}}]}', "10:66: in this regular expression: a “(” is never closed"),
    ('find: "have {brand-ignorance}"', 'find: {dependency: [{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: {REGEX: "^(a+)+$"}}}]}', "10:66: in this regular expression: a group is repeated without an end, which can take very long; repeat a single chara"),
    ('find: "have {brand-ignorance}"', 'find: {dependency: [{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: {REGEX: {IN: ["^(a|aa)*$"]}}}}]}', "10:72: in this regular expression: a group is repeated without an end, which can take very long; repeat a single chara"),
    ('find: "have {brand-ignorance}"', 'find: {dependency: [{RIGHT_ID: v, RIGHT_ATTRS: {}}, {LEFT_ID: v, REL_OP: ">>", RIGHT_ID: o, RIGHT_ATTRS: {}}, {LEFT_ID: v, REL_OP: ">>", RIGHT_ID: p, RIGHT_ATTRS: {POS: NOUN}}]}', "10:22: more than 2 tokens of the pattern could be any word, which takes very long; give the others a LEMMA or LOWER"),
    ('find: "have {brand-ignorance}"', "find: {dependency: [{RIGHT_ID: v, RIGHT_ATTRS: {_: {x: y}}}]}", "10:51: no attribute is named “_”"),
    ("category: dead-end", "category: dead-end\nyields-to: [hostile]", "2:13: unknown word “hostile”; did you mean “hostility”?"),
]  # fmt: skip

PREFER_MISTAKES = [
    ("  require:", "  at: start\n  require:", "8:7: “start” is not one of anywhere, opening, end"),
    ("  require:", "  kind: [mail]\n  require:", "8:10: “mail” is not one of email, macro, chat, sentence, fragment; did you mean “email”?"),
    ("  require:", "  insert: top\n  require:", "8:11: “top” is not one of start, opening, behind, end"),
    ("  require:", "  rewrite: x\n  require:", "8:3: “rewrite” doesn't belong to a rule that asks for something a reply should have, but to an example or a rule that "),
    ("require: [brand-step]", "find: brand-step", "8:3: “find” doesn't belong to a rule that asks for something a reply should have, but to a cue with exceptions or a ru"),
    ("[brand-step]", "[brand-stepp]", "8:13: no cue is named “brand-stepp”; did you mean “brand-step”?"),
    ("{I'll}", "{object}", "9:15: in this suggestion, at character 1: no slot is named “object”; there are I, I'm, I'll, I've, I'd, me, my, mine, "),
    ("{I'll}", "{cue:foo}", "9:15: no cue is named “foo”; name it under “cues”"),
    ("  require:", "  taken-back-by: [false-apologies]\n  require:", "8:19: unknown word “false-apologies”; did you mean “false-apology”?"),
    ("  require:", "  when: {cue: brand-step}\n  require:", "8:9: expected a name of a cue, found keys and values in brackets (a text that starts with “{” needs quotes)"),
]  # fmt: skip

# Whole files.
FILE_MISTAKES = [
    ("", "1:1: an empty file; write “rules”, “sets” or “cues” into it"),
    ("# later\n", "1:1: an empty file; write “rules”, “sets” or “cues” into it"),
    ("category: dead-end\nrules:\n", "2:1: “rules” has no value"),
    ("category: dead-end\nrules: []\n", "2:8: an empty list; take it and its key away, or put something in"),
    ("category: dead-end\n", "1:1: a rule file has at least one of rules, sets, cues"),
    ("- id: x\n  find: y\n", "1:1: expected a rule file, as “key: value” lines; write “category: dead-end”, say; found a list"),
    ("have no idea", "1:1: expected a rule file, as “key: value” lines; write “category: dead-end”, say; found the text “have no idea”"),
    ('category: dead-end\nsets:\n  brand-ignorance: [no idea, no clue]\ncues:\n  brand-ask: ["i will ask"]\nrules:\n- id: brand-idea\n  message: “{match}” ends the conversation.\n  why: It leaves the customer with nothing.\n  find: "have {brand-ignorance}"\n  unless: {cue: brand-ask, in: following}\n  rewrite: "{I\'ll} find out"\n  examples:\n  - bad: I have no idea.\n  - good: I have an idea.\n---\ncategory: dead-end\nsets:\n  brand-ignorance: [no idea, no clue]\ncues:\n  brand-ask: ["i will ask"]\nrules:\n- id: brand-idea\n  message: “{match}” ends the conversation.\n  why: It leaves the customer with nothing.\n  find: "have {brand-ignorance}"\n  unless: {cue: brand-ask, in: following}\n  rewrite: "{I\'ll} find out"\n  examples:\n  - bad: I have no idea.\n  - good: I have an idea.\n', "16:1: broken YAML: a second document begins here; put it in a file of its own"),
    ('? [a, b]\n: c\ncategory: dead-end\nsets:\n  brand-ignorance: [no idea, no clue]\ncues:\n  brand-ask: ["i will ask"]\nrules:\n- id: brand-idea\n  message: “{match}” ends the conversation.\n  why: It leaves the customer with nothing.\n  find: "have {brand-ignorance}"\n  unless: {cue: brand-ask, in: following}\n  rewrite: "{I\'ll} find out"\n  examples:\n  - bad: I have no idea.\n  - good: I have an idea.\n', "1:3: a key must be a text, found a list in brackets (a text that starts with “[” needs quotes)"),
    ("sets: &a\n  x: *a\n", "2:6: broken YAML: no value above is named “&a”; a text that starts with “*” needs quotes"),
]  # fmt: skip


CONFIG_MISTAKES = [
    ("knid: macro", "1:1: unknown key “knid”; did you mean “kind”?"),
    ("brand-colour: red", "1:1: unknown key “brand-colour”; `replylint config show` lists"),
    ("kind: mail", "1:7: “mail” is not one of email, macro, chat, sentence, fragment; did you mean"),
    ("kind: [macro, chat]", "1:7: expected one text, found a list"),
    ("kind:\n  is: macro", "2:3: expected one text, found keys and values; a text with “: ” in it"),
    ("kind: macro\nkind: chat", "2:1: the key “kind” stands here twice; take one away"),
    ("kind:\tmacro\n\tvoice: we", "2:1: broken YAML: a tab in the indent; YAML takes only spaces"),
    ("- kind: macro", "1:1: expected keys and values (“key: value”), found a list"),
    ("macro", "1:1: expected keys and values (“key: value”), found a single value"),
    ("min-score: high", "1:12: expected a whole number from 0 to 100, found “high”"),
    ("min-score: 600", "1:12: expected a whole number from 0 to 100, found “600”"),
    ("severities: {jargon: loud}", "1:22: “loud” is not one of error, warning, info, off"),
    ("severities: [jargon]", "1:13: expected keys and values (“key: value”), found a list"),
    ("respect-gitignore: maybe", "1:20: expected yes or no, found “maybe”"),
    ("fields: [{name: x}]", "1:10: the key “path” is missing: where do the replies stand?"),
    ("fields: [{path: x, split: '(a+)+$'}]", "1:27: in this regular expression: a group is repeated"),
    ("fields: [{path: x, split: '('}]", "1:27: in this regular expression: a “(” is never closed"),
    ("per-file: [{kind: chat}]", "1:12: the key “files” is missing: which files are these"),
    ("per-file: [{files: a, baseline: b}]", "1:23: “baseline” can't be set for single files"),
    ("rules: [nowhere]", "1:9: there is no file or folder “nowhere”"),
    ("company-names: Acme: the shop", "1:20: broken YAML: a text with “: ” in it needs quotes"),
    ("known-terms: [a: b: c]", "1:19: broken YAML: the bracket opened in line 1 is not closed here"),
    ("ignore: &a [jargon]\nselect: *a", "2:9: broken YAML: a text that starts with “*” needs quotes"),
    ("kind: !!python/name:os.system x", "1:7: broken YAML: a text that starts with “!” needs"),
    ("kind: macro\n---\nkind: chat", "2:1: broken YAML: a second document begins here"),
    ("kind: " + "[" * 100_000, "1:206: broken YAML: nested deeper than 200 levels"),
]  # fmt: skip
PROJECT_MISTAKES = [
    ("knid = 'macro'", "2:1: unknown key “knid”; did you mean “kind”?"),
    ("kind = 'mail'", "2:1: “mail” is not one of email, macro, chat"),
    ("kind = macro", "2:8: broken TOML: Invalid value; a text needs quotes"),
    ("kind: macro", "2:5: broken TOML: Expected '=' after a key in a key/value pair; a key and its value"),
    ("kind = 'macro'\nkind = 'chat'", "3:14: broken TOML: Cannot overwrite a value; the key stands"),
]  # fmt: skip
ADVICE = re.compile(
    r"did you mean|name it|name another|write|needs quotes|only spaces|put |take |give |are written|is written|known here"
    r"|not one of|only goes with|belong to|missing|nothing in a rule file is run|stands? |holds"
    r"|close|indent|make several|save it|no space behind|nested deeper|split it|there are|space behind"
    r"|expected|can't be set|lists those|at least one|starts on the next line|above is named|has no “"
    r"|means nothing|only one is read|is not closed|repeat|there is no|has to|no attribute"
)
BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 20)
)
SETS = "sets:\n  s0: [x]\n" + "".join(
    f"  s{n}: [a{n}, " + ", ".join(f'"{{s{m}}}"' for m in range(n)) + "]\n" for n in range(1, 400)
)
# Foreign files that would exhaust a careless reader.
HOSTILE = [
    (BOMB, "values, those that “*” repeats included"),
    ("sets: &a\n  x: *a\n", "needs quotes"),
    ("sets: " + "[" * 500_000, "nested deeper than 40 levels"),
    ("sets:\n" + "".join(" " * n + "a:\n" for n in range(1, 1000)), "nested deeper than 40 levels"),
    ("sets:\n  a: [" + "x," * 400_000 + "]\n", "more than 200,000 values"),
    ("sets:\n  a:\n" + "".join(f"  - w{n}\n" for n in range(30_000)), "more than 20,000 terms"),
    (SETS, "the sets repeat each other too often"),
    ("sets:\n" + "".join(f'  s{n}: ["{{s{n + 1}}}"]\n' for n in range(900)), "sets inside each"),
    (GOOD.replace("have {brand", "(a|b) " * 3_000 + "{brand"), "longer than 5,000 characters"),
    (GOOD.replace("have {brand", "(" * 900 + "{brand"), "nested deeper than 12 levels"),
    (GOOD.replace("have {brand", "[a [b [c [d]]]] " * 300 + "{brand"), ""),
    (GOOD.replace("I have no idea.", "x" * 1_000_000), ""),
    ("- x\n" * 100_000, "expected a rule file"),
    ("key: value\n" * 50_000, "stands here twice"),
    ("? " * 50_000, "nested deeper"),
    ("a: '" + "''" * 500_000, "broken YAML"),
    ("a: !" + "x" * 500_000, "is a tag"),
    ("a: &" + "x" * 500_000 + " y\n", "unknown key"),
]


def faults(text: str) -> list[str]:
    with pytest.raises(RuleError) as caught:
        build_rulebook(en, [("brand.yaml", text)])
    return [str(fault) for fault in caught.value.faults]


def changed(base: str, old: str, new: str) -> str:
    assert old in base
    return base.replace(old, new, 1)


def assert_told(found: list[str], path: str, expected: str) -> None:
    told = [fault for fault in found if fault.startswith(f"{path}:{expected}")]
    assert told, "\n".join(found)
    for fault in found:
        assert re.match(rf"{re.escape(path)}:[1-9]\d*:[1-9]\d*: ", fault), fault
    assert ADVICE.search(told[0]), told[0]


def test_there_are_enough_and_good_files_have_none() -> None:
    rules = len(AVOID_MISTAKES) + len(PREFER_MISTAKES) + len(FILE_MISTAKES)
    assert rules >= 100
    build_rulebook(en, [("a.yaml", GOOD), ("b.yaml", PREFER)])


@pytest.mark.parametrize(("old", "new", "expected"), AVOID_MISTAKES)
def test_rule(old: str, new: str, expected: str) -> None:
    assert_told(faults(changed(GOOD, old, new)), "brand.yaml", expected)


@pytest.mark.parametrize(("old", "new", "expected"), PREFER_MISTAKES)
def test_prefer_rule(old: str, new: str, expected: str) -> None:
    assert_told(faults(changed(PREFER, old, new)), "brand.yaml", expected)


@pytest.mark.parametrize(("text", "expected"), FILE_MISTAKES)
def test_file(text: str, expected: str) -> None:
    assert_told(faults(text), "brand.yaml", expected)


@pytest.mark.parametrize(("text", "expected"), CONFIG_MISTAKES)
def test_configuration(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "replylint.yaml"
    path.write_text(text + "\n", encoding="utf-8")
    assert_told([str(fault) for fault in read_config(path, path.name).faults], path.name, expected)


@pytest.mark.parametrize(("text", "expected"), PROJECT_MISTAKES)
def test_project_file(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(f"[tool.replylint]\n{text}\n", encoding="utf-8")
    assert_told([str(fault) for fault in read_config(path, path.name).faults], path.name, expected)


def test_mistakes_of_several_files_come_together_in_order() -> None:
    first, second = GOOD.replace("  why:", "  whi:"), PREFER.replace("  require:", "  requires:")
    with pytest.raises(RuleError) as caught:
        build_rulebook(en, [("b.yaml", second), ("a.yaml", first), ("c.yaml", "x: [")])
    places = [(fault.path, fault.line, fault.column) for fault in caught.value.faults]
    assert places == sorted(places)
    assert {path for path, _, _ in places} == {"a.yaml", "b.yaml", "c.yaml"}


@pytest.mark.parametrize(("text", "expected"), HOSTILE)
def test_hostile_files_cost_little(text: str, expected: str) -> None:
    tracemalloc.start()
    start = time.process_time()
    try:
        found = faults(text) if expected else [str(build_rulebook(en, [("brand.yaml", text)]))]
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    # Measuring memory takes most of the time.
    assert time.process_time() - start < 12
    assert peak < 400_000_000
    assert any(expected in fault for fault in found), found[:3]
    assert len(found) <= MAX_FAULTS


BYTES = [
    (GOOD.encode("utf-16"), "1:1: is UTF-16 text; save it as UTF-8"),
    (GOOD.encode() + b"# caf\xe9\n", "16:1: is not UTF-8 text: byte 0xE9"),
    (b"\x89PNG\r\n\x1a\n\0", "3:1: is not a text file: NUL byte"),
    (GOOD.encode().replace(b"clue", b"cl\0ue"), "3:1: is not a text file: NUL byte at byte 60"),
    (b"x" * (MAX_FILE_BYTES + 1), "1:1: is too large: 2.0 MB, the limit is 2 MB"),
    (b"", "1:1: an empty file; write “rules”, “sets” or “cues” into it"),
]


def test_files_that_are_no_rule_files(tmp_path: Path) -> None:
    for number, (data, _) in enumerate(BYTES):
        (tmp_path / f"{number}.yaml").write_bytes(data)
    with pytest.raises(RuleError) as caught:
        load_rulebook("en", [tmp_path, tmp_path / "none.yaml"])
    found = [str(fault).removeprefix(f"{tmp_path.as_posix()}/") for fault in caught.value.faults]
    expected = [f"{number}.yaml:{message}" for number, (_, message) in enumerate(BYTES)]
    for fault, start in zip(found, [*expected, "none.yaml:1:1: no such file"], strict=True):
        assert fault.startswith(start)


def test_what_is_no_mistake(tmp_path: Path) -> None:
    data = GOOD.encode()
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbf" + data)
    other = data.replace(b"brand-", b"our-").replace(b"\n", b"\r\n")
    (tmp_path / "target").write_bytes(other)
    try:
        (tmp_path / "linked.yaml").symlink_to("target")
    except OSError:  # a system that has no links for everybody
        (tmp_path / "linked.yaml").write_bytes(other)
    ids = {info.id for info in load_rulebook("en", [tmp_path]).infos}
    assert {"dead-end/brand-idea", "dead-end/our-idea"} <= ids


def test_nothing_in_a_rule_file_is_run(tmp_path: Path) -> None:
    made = tmp_path / "made"
    for tag in ("!!python/object/apply:os.mkdir", "!!python/object/new:os.mkdir"):
        call = f'{tag} ["{made.as_posix()}"]'
        (fault,) = faults(f"category: {call}\n")
        assert "is a tag, and nothing in a rule file is run" in fault
    assert not made.exists()


@pytest.mark.parametrize(
    "expression",
    ["^(a+)+$", "^(a|aa)+$", "^(a|a)*$", "^(.*)*x", "a*b", "^a*a*a*b", r"^(a)\1", "(?=a)", "^(a{1,9}){1,9}b",
     "^((a|b){1,9}){1,9}$", "^(a?){40}", "^" + "a?" * 40, "(" * 900, "[", "^(?:a{0,30}){0,30}$", "*", "a**", "x" * 9999,
     "^(?P<n>a+)+", "^(?i:a+)+", "a{99999999999}", "(?x)^(?: a {0,30} ) {0,30} $", r"(?m)^\s*x"],
)  # fmt: skip
def test_expressions_that_could_hang_are_refused(expression: str) -> None:
    with pytest.raises(UnsafeExpressionError):
        check(expression)


@pytest.mark.parametrize(
    "expression",
    ["abc", "^a+$", r"^\d{2,}-x", "(lose|lost)", "^un.*ed$", "colou?r", "[a-z]{3}", "^[^]a]+$", "^(?:a|b){1,4}$",
     r"^\w+\.$", "a{2}b{1,3}", "x{", "(?i)abc", r"\Aab*", "a|b|c", "^a+?$"],
)  # fmt: skip
def test_harmless_expressions_take_no_time(expression: str) -> None:
    check(expression)
    found = re.compile(expression)
    start = time.process_time()
    for text in ("a" * 50_000, "ab" * 25_000, "un" + "e" * 50_000, "1" * 50_000, "x{" * 25_000):
        found.search(text)
    assert time.process_time() - start < 2


def run(*args: str) -> Result:
    return CliRunner().invoke(main, [*args])


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["rules"], "Commands:"),
        (["rules", "tset"], "tset"),
        (["rules", "list", "--format", "xml"], "'xml' is not one of 'text', 'json'"),
        (["rules", "list", "--rules", "nowhere.yaml"], "no file or folder “nowhere.yaml”"),
        (["rules", "test", "nowhere.yaml"], "no file or folder “nowhere.yaml”"),
        (
            ["rules", "schema", "rule"],
            "'rule' is not one of 'rules', 'pack', 'config', 'pyproject'",
        ),
        (["explain", "dead-end/no-idee"], "did you mean “dead-end/no-idea”?"),
        (["check", "--select", "deadend", "-"], "did you mean “dead-end”?"),
    ],
)
def test_command_line(args: list[str], expected: str) -> None:
    result = run(*args)
    assert (result.exit_code, "Traceback" in result.output) == (2, False)
    assert expected in result.output


def test_a_broken_rule_file_ends_each_command_alike(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(GOOD.replace("  why:", "  whi:"), encoding="utf-8")
    expected = f"{path.as_posix()}:9:3: unknown key “whi”; did you mean “why”?"
    for args in (["rules", "test", str(path)], ["rules", "list", "--rules", str(path)]):
        result = run(*args)
        assert (result.exit_code, "Traceback" in result.output) == (2, False)
        assert expected in result.output


def test_an_example_that_does_not_match_is_reported_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "brand.yaml"
    path.write_text(GOOD.replace("bad: I have no idea", "bad: I have no ideas"), encoding="utf-8")
    result = run("rules", "test", str(path))
    assert result.exit_code == 1
    assert re.search(rf"{re.escape(path.as_posix())}:\d+(:\d+)?: ", result.output), result.output
