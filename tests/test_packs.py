"""Packs: what they extend, what they change of others, and what is wrong with them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from few_rules import DEAD_END, faults, ids, lint, pack, rule, ship

from replylint.cli import main
from replylint.rulebook.library import key, load_rulebook
from replylint.rulebook.packs import files_of

SHIPPED = ["dead-end/no-idea", "dead-end/sold-out", "missing-greeting/none"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ship(tmp_path, monkeypatch)
    return tmp_path


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], input=stdin)


# -- what they extend ------------------------------------------------------------------------


def test_a_file_and_a_folder_without_a_manifest() -> None:
    Path("own").mkdir()
    Path("own/gone.yml").write_text(rule("gone", "gone"), "utf-8")
    assert (
        ids(Path("own")) == ids(Path("own/gone.yml")) == [*SHIPPED[:2], "dead-end/gone", SHIPPED[2]]
    )


def test_a_pack_adds_to_the_standard_and_to_what_it_extends() -> None:
    pack("base", files={"gone.yaml": rule("gone", "gone")})
    pack("brand", "extends: ../base", files={"over.yaml": rule("over", "over")})
    assert ids(Path("brand")) == [*SHIPPED[:2], "dead-end/gone", "dead-end/over", SHIPPED[2]]
    # A pack that is named twice is read once.
    assert ids(Path("brand"), Path("base"), Path("brand/pack.yaml")) == ids(Path("brand"))
    read = (*("brand", "brand/pack.yaml", "base", "base/pack.yaml"), "base/gone.yaml", "brand/over.yaml")  # fmt: skip
    assert files_of([Path("brand")]) == tuple(map(Path, read))


def test_a_manifest_given_by_its_file_is_that_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside replylint.yaml it may lie among replies, which are no rules."""
    Path("pack.yaml").write_text(
        "name: own\nformat: 1\nchange-rules: {dead-end/sold-out: off}\n", "utf-8"
    )
    Path("replylint.yaml").write_text("rules: [pack.yaml]\n", "utf-8")
    Path("macros.yaml").write_text("- title: Late\n  body: I have no idea.\n", "utf-8")
    assert ids(Path("pack.yaml")) == SHIPPED
    assert files_of([Path("pack.yaml")]) == (Path("pack.yaml"),)
    result = run("check", "--no-cache", "--output-format", "concise", "macros.yaml", "pack.yaml")
    assert "no-idea" in result.output
    result = run("check", "--no-cache", "--output-format", "concise", ".")
    assert "no-idea" in result.output
    assert "pack.yaml" not in result.output
    # By its folder, the rule files beside it count; a configuration is none of them.
    own = {"replylint.yaml": "rules: [.]\n", "gone.yaml": rule("gone", "gone")}
    pack("brand", "extends: ../pack.yaml", files=own)
    assert ids(Path("brand")) == [*SHIPPED[:2], "dead-end/gone", SHIPPED[2]]
    assert ids(Path("brand/pack.yaml")) == SHIPPED
    monkeypatch.chdir("brand")
    Path("macros.csv").write_text("title,body\nLate,I have no idea.\n", "utf-8")
    result = run("check", "--no-cache", "--output-format", "concise", ".")
    assert "macros.csv" in result.output
    assert "yaml" not in result.output


@pytest.mark.parametrize("said", ["extends: nothing", "extends: []", "extends: [nothing, ../base]"])
def test_a_pack_that_extends_nothing(said: str) -> None:
    """Its own rules run alone; the shipped words and cues are there all the same."""
    pack("base", files={"gone.yaml": rule("gone", "gone")})
    own = rule("alone", "have no idea", more="  unless: will-ask\n")
    own = own.replace("find: have no idea", 'find: "have {ignorance}"')
    pack("brand", said, files={"own.yaml": own})
    base = ["dead-end/gone"] if "base" in said else []
    assert ids(Path("brand")) == [*base, "dead-end/alone"]
    # Who says nothing about it doesn't bring the standard back; who names it does.
    assert sorted(ids(Path("brand"), Path("base"))) == ["dead-end/alone", "dead-end/gone"]
    pack("third", "extends: standard")
    assert set(SHIPPED) <= set(ids(Path("brand"), Path("third")))


def test_a_folder_of_packs() -> None:
    pack("packs/one", files={"gone.yaml": rule("gone", "gone")})
    pack("packs/two", "change-rules: {dead-end/gone: off}")
    assert "dead-end/gone" in ids(Path("packs"))


def test_what_is_nearer_has_the_last_word() -> None:
    pack("base", "voice: I", "tone: formal", "change-rules: {dead-end/no-idea: {message: base}}")
    pack(
        "brand", "extends: ../base", "voice: we", "change-rules: {dead-end/no-idea: {message: own}}"
    )
    rulebook = load_rulebook("en", [Path("brand")])
    assert (rulebook.manner.plural, rulebook.manner.formal) == (True, True)
    info = rulebook.avoid[0].info
    assert info.message == "own"
    assert info.changed == ("base/pack.yaml:5", "brand/pack.yaml:5")


# -- what they change ------------------------------------------------------------------------


def test_a_rule_is_changed_without_being_copied() -> None:
    pack(
        "brand",
        "change-rules:",
        "  dead-end/no-idea:",
        "    severity: error",
        "    message: Ask.",
        "    why: Because.",
        "    tip: Do ask.",
        "    rewrite: {add: [{text: '{I} know', replaces: match}]}",
        "    unless: {add: [{phrase: [yet], in: after}]}",
        "    examples: {add: [good: I have no idea yet.], remove: ['I will ask, since I have no idea.']}",
        "change-sets:",
        "  ignorance: {add: [no inkling], remove: [no clue]}",
    )
    (changed,) = (each for each in load_rulebook("en", [Path("brand")]).avoid if each.info.changed)
    info = changed.info
    assert (info.severity, info.message, info.why, changed.tip) == (
        "error",
        "Ask.",
        "Because.",
        "Do ask.",
    )
    assert info.rewrites == ("{I} know", "{I'll} ask the client by e-mail")
    assert [example.text for example in info.examples][-1] == "I have no idea yet."
    assert info.changed == ("brand/pack.yaml:4",)
    for text, found in (("I have no idea.", 1), ("I have no idea yet.", 0), ("We have no inkling.", 1),
                        ("I have no clue.", 0), ("I will ask, I have no idea.", 0)):  # fmt: skip
        assert len(lint(text, Path("brand")).findings) == found, text


def test_rules_test_runs_what_a_pack_brings_and_changes() -> None:
    pack("base", files={"gone.yaml": rule("gone", "gone")})
    change = "{unless: {add: [{phrase: [sorry], in: before}]}, examples: {add: [good: 'Sorry, no idea: I have no idea.']}}"
    pack("brand", "extends: ../base", f"change-rules: {{dead-end/no-idea: {change}}}",
         files={"over.yaml": rule("over", "over")})  # fmt: skip
    result = run("rules", "test", "brand")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        0,
        "2 rules, 5 examples, 0 failed",
    )
    broken = change.replace("[sorry]", "[alas]")
    pack("brand", f"change-rules: {{dead-end/no-idea: {broken}}}")
    result = run("rules", "test", "brand")
    assert result.exit_code == 1
    assert "reported: Sorry, no idea" in result.stdout


def test_an_example_that_fails_stands_where_it_was_added() -> None:
    folder = pack("brand", "change-rules: {dead-end/no-idea: {examples: {add: [{bad: Fine.}]}}}")
    result = CliRunner().invoke(main, ["rules", "test", str(folder)])
    assert "pack.yaml:3: dead-end/no-idea: not reported: Fine." in result.output


def test_what_a_configuration_changes_is_tested_as_well(folder: Path) -> None:
    config = folder / "replylint.yaml"
    said = "change-rules: {dead-end/no-idea: {examples: {add: [{bad: Fine.}]}}}\n"
    config.write_text(said, "utf-8")
    result = run("rules", "test", config)
    assert result.exit_code == 1
    assert "replylint.yaml:1: dead-end/no-idea: not reported: Fine." in result.output
    config.write_text(said.replace("Fine.", "I have no idea why."), "utf-8")
    assert run("rules", "test", config).exit_code == 0
    config.write_text("voice: we\n", "utf-8")
    nothing = run("rules", "test", config)
    assert (nothing.exit_code, "nothing to test" in nothing.output) == (2, True)


@pytest.mark.parametrize(("rewrite", "code"), [("We'll", 0), ("We will", 0), ("They'll", 1)])
def test_examples_hold_however_a_pack_wants_to_sound(rewrite: str, code: int) -> None:
    """Those of the shipped rules were written without the pack, its own perhaps with it."""
    more = '  rewrite: {text: "{I\'ll} mend it", replaces: sentence, drops: [burst, pipe]}\n'
    text = rule("burst", "burst", more=more).replace(
        "[bad: It is burst.", f"[{{bad: Pipes burst., rewrite: {rewrite} mend it.}}"
    )
    pack("brand", "tone: formal", files={"burst.yaml": text})
    assert run("rules", "test", "brand").exit_code == code


@pytest.mark.parametrize("how", ["off", "{severity: off}"])
def test_a_rule_that_is_switched_off_is_no_part_of_its_category(how: str) -> None:
    pack("brand", f"change-rules: {{dead-end/no-idea: {how}}}")
    draft = "I have no idea. It is sold out."
    common = (
        "check",
        "--rules",
        "brand",
        "--output-format",
        "concise",
        "--no-cache",
        "--kind",
        "chat",
    )
    for select, found in (((), 1), (("--select", "dead-end"), 1), (("--select", "ALL"), 1),
                          (("--select", "dead-end/no-idea"), 1), (("--extend-select", "dead-end/no-idea"), 2)):  # fmt: skip
        output = run(*common, *select, "-", stdin=draft).stdout
        assert output.count("dead-end/") == found, select
    pack("more", "extends: ../brand", "change-rules: {dead-end/no-idea: on}")
    assert len(lint(draft, Path("more")).findings) == 2


def test_a_whole_category() -> None:
    for said in ("{severity: error}", "error"):
        pack("brand", f"change-rules: {{dead-end: {said}, missing-greeting: off}}")
        infos = load_rulebook("en", [Path("brand")]).infos
        assert [(info.severity, info.default) for info in infos] == [("error", True)] * 2 + [
            ("info", False)
        ]


def test_the_configuration_changes_the_same() -> None:
    pack("brand", "change-rules: {dead-end/no-idea: {message: pack}}")
    Path("replylint.yaml").write_text(
        "rules: brand\n"
        "change-rules:\n"
        "  dead-end/no-idea: {message: own}\n"
        "  missing-greeting: off\n"
        "change-sets: {ignorance: {add: [no inkling]}}\n"
        "severities: {dead-end/sold-out: error}\n",
        "utf-8",
    )
    output = run(
        "check",
        "--output-format",
        "concise",
        "--no-cache",
        "-",
        stdin="We have no inkling. Sold out.",
    ).stdout
    assert "own" in output
    listed = run("rules", "list", "--no-cache").stdout.splitlines()
    assert [line.split("\t")[:5] for line in listed] == [
        ["dead-end/no-idea", "warning", "en", "on", "own"],
        ["dead-end/sold-out", "error", "en", "on", "“{match}” ends it."],
        ["missing-greeting/none", "info", "en", "off", "No greeting."],
    ]
    explained = run("explain", "dead-end/no-idea", "--no-cache").stdout
    assert "Changed in" in explained
    assert "brand/pack.yaml:3, replylint.yaml:3." in explained
    assert "\nown\n" in explained
    assert "\nown\n" not in run("explain", "dead-end/no-idea", "--isolated", "--no-cache").stdout
    shown = run("config", "show").stdout
    assert '{"ignorance": {"add": ["no inkling"]}}' in shown


# -- what is wrong with them -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("extends: standart", "3:10: there is no file or folder “standart”, and no installed pack is named “standart”; did you mean “standard”?"),
        ("extends: [standard, ../nowhere]", "3:21: there is no file or folder “../nowhere”"),
        ("extends: ../brand", "3:10: this pack extends itself: brand → brand"),
        ("extends:", "3:1: “extends” has no value"),
        ("voice: us", "3:8: “us” is not one of I, we"),
        ("tone: formel", "3:7: “formel” is not one of formal, casual; did you mean “formal”?"),
        ("name: other", "3:1: the key “name” stands here twice"),
        ("rules: []", "3:1: “rules” doesn't belong to the manifest of a pack"),
        ("ignore: [jargon]", "3:1: “ignore” doesn't belong to the manifest of a pack; here stands change-rules: {RULE: {severity: off}}"),
        ("select: [jargon]", "3:1: “select” doesn't belong to the manifest of a pack; here stands change-rules: {RULE: {severity: on}}"),
        ("severities: {jargon: error}", "3:1: “severities” doesn't belong to the manifest of a pack; here stands change-rules: {RULE: {severity: warning}}"),
        ("known-terms: [ETA]", "3:1: “known-terms” doesn't belong to the manifest of a pack; it stays in replylint.yaml"),
        ("change-rules: {jargon/idiom: {default: off}}", "3:31: “default” doesn't belong to a change of a rule; to switch a rule off write severity: off"),
        ("voise: we", "3:1: unknown key “voise”; did you mean “voice”?"),
        ("change-rules: {dead-end/no-idee: off}", "3:16: no rule or category is named “dead-end/no-idee”; did you mean “dead-end/no-idea”?"),
        ("change-rules: {dead-end/no-idea: of}", "3:34: “of” is not one of info, warning, error, off, on; did you mean “off”?"),
        ("change-rules: {dead-end/no-idea: {severity: loud}}", "3:45: “loud” is not one of info, warning, error, off, on"),
        ("change-rules: {dead-end/no-idea: {find: x}}", "3:35: “find” doesn't belong to a change of a rule"),
        ("change-rules: {dead-end/no-idea: {unless: will-ask}}", "3:43: expected what is done to the rule's exceptions (“add:”, “remove:” or “replace:”)"),
        ("change-rules: {dead-end/no-idea: {unless: {add: [wil-ask]}}}", "3:50: no cue is named “wil-ask”; did you mean “will-ask”?"),
        ("change-rules: {dead-end/no-idea: {unless: {remove: [wil-ask]}}}", "3:53: the rule has nothing of that kind to remove; did you mean “will-ask”?"),
        ("change-rules: {dead-end/no-idea: {examples: {remove: [I have no clue.]}}}", "3:55: the rule has nothing of that kind to remove; did you mean “I have no idea.”?"),
        ("change-rules: {dead-end/no-idea: {examples: {replace: [good: Fine.]}}}", "examples of both kinds"),
        ("change-rules: {dead-end/no-idea: {rewrite: {add: ['{objct}']}}}", "3:51: in this template, at character 1"),
        ("change-rules: {dead-end/no-idea: {suggestion: {add: [x]}}}", "3:47: “suggestion” can't be changed here"),
        ("change-rules: {missing-greeting/none: {tip: x}}", "3:45: “tip” can't be changed here"),
        ("change-rules: {dead-end: {message: x}}", "3:36: “message” can't be changed for a whole category"),
        ("change-sets: {ignorence: {add: [x]}}", "3:15: no lexical set is named “ignorence”; did you mean “ignorance”?"),
        ("change-sets: {ignorance: [x]}", "3:26: expected what is done to the set's words"),
        ("change-sets: {ignorance: {remove: [no clu]}}", "3:36: “no clu” is not in the set “ignorance”; did you mean “no clue”?"),
        ("change-sets: {partners: {remove: [dpd]}}", "3:35: “dpd” is not in the set “partners” itself; it comes from “couriers”: change that"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_says_where_and_what_to_do(line: str, fault: str) -> None:
    found = faults(pack("brand", line))
    assert any(f"pack.yaml:{fault}" in each or fault in each for each in found), found


def test_cycles() -> None:
    for name, other in (("one", "two"), ("two", "three"), ("three", "one")):
        pack(name, f"extends: ../{other}")
    (fault,) = faults(Path("one"))
    assert fault == "three/pack.yaml:3:10: this pack extends itself: one → two → three → one; take one of these lines out"  # fmt: skip


def test_a_chain_too_deep() -> None:
    for at in range(600):
        pack(f"p{at}", f"extends: ../p{at + 1}")
    (fault,) = faults(Path("p0"))
    assert fault == "p19/pack.yaml:3:10: more than 20 packs in a row extend one another; join some"
    pack("p600")
    assert ids(Path("p581")) == SHIPPED


def test_what_is_no_pack_is_not_opened(folder: Path) -> None:
    Path("secret").write_text("password: 1234\n", "utf-8")
    for name in ("../secret", "/", (folder / "secret").as_posix()):
        (fault,) = faults(pack("brand", f"extends: {name}"))
        assert fault.startswith("brand/pack.yaml:3:10: “")
        assert "is no pack: give a folder of rules or a .yaml file" in fault
        assert "1234" not in fault
    for name in ("x" * 5000, "x/" * 5000):
        (fault,) = faults(pack("brand", f"extends: {name}"))
        assert fault.startswith("brand/pack.yaml:3:10: ")
        assert len(fault) < 300


def test_two_packs_of_one_name_and_a_rule_that_is_there() -> None:
    pack("a/brand")
    pack("b/brand", files={"own.yaml": rule("no-idea", "gone")})
    one, two = faults(Path("a/brand"), Path("b/brand"))
    assert one.startswith("b/brand/own.yaml:3:7: the rule “dead-end/no-idea” is defined twice")
    assert "“change-rules”" in one
    assert two == "b/brand/pack.yaml:1:7: another pack is named “brand” as well: a/brand/pack.yaml; use one of them"  # fmt: skip
    assert "replylint's own" in faults(pack("standard"))[0]


@pytest.mark.parametrize("text", ["", "name: x\n", "- x\n", "name: [", "name: x\nformat: one\n"])
def test_a_manifest_that_is_none(text: str) -> None:
    pack("brand")
    Path("brand/pack.yaml").write_text(text, "utf-8")
    assert faults(Path("brand"))


def test_a_folder_without_rules_waits_for_some() -> None:
    Path("empty").mkdir()
    assert ids(Path("empty")) == ids()


def test_a_newer_format_says_so_and_nothing_else() -> None:
    folder = pack("brand", "future: x", files={"own.yaml": "feature: of 2031\n"})
    manifest = folder / "pack.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("format: 1", "format: 2"), "utf-8")
    (fault,) = faults(folder)
    assert fault.startswith(
        "brand/pack.yaml:2:9: written in rule format 2, and this replylint reads up to 1"
    )
    assert "pip install --upgrade replylint" in fault
    result = run("check", "--rules", "brand", "-", stdin="Fine.")
    assert (result.exit_code, "Traceback" in result.output) == (2, False)


def test_unknown_packs_on_the_command_line() -> None:
    for arguments in (("check", "--rules", "brnd", "-"), ("rules", "test", "brnd")):
        result = run(*arguments, stdin="Fine.")
        assert result.exit_code == 2
        assert "there is no file or folder “brnd”, and no installed pack" in result.output


def test_faults_of_the_configuration_stand_where_they_are() -> None:
    Path("pyproject.toml").write_text(
        "[tool.replylint.change-rules]\n"
        '"dead-end/no-idea" = { severity = "loud" }\n'
        "[tool.replylint.change-sets]\n"
        'ignorence = { add = ["x"] }\n',
        "utf-8",
    )
    output = run("check", "--no-cache", "-", stdin="Fine.").output
    assert "pyproject.toml:2:1: “loud” is not one of" in output
    assert "pyproject.toml:4:1: no lexical set is named “ignorence”" in output


# -- speed -----------------------------------------------------------------------------------


def test_a_manifest_that_is_known_needs_no_yaml(folder: Path) -> None:
    pack("base", files={"gone.yaml": rule("gone", "gone")})
    pack("brand", "extends: ../base")
    cache = folder / "cache"
    first = load_rulebook("en", [Path("brand")], cache)
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from replylint.rulebook import library\n"
        "library.rules_folder = lambda: Path('shipped')\n"
        "found = library.load_rulebook('en', [Path('brand')], Path('cache'))\n"
        "print(len(found.infos), [name for name in ('yaml', 'importlib.metadata', 'spacy',"
        " 'replylint.rulebook.loading', 'replylint.grammar.forms') if name in sys.modules])\n"
    )
    import subprocess

    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout == f"{len(first.infos)} []\n"


def test_what_is_kept_hangs_on_every_file() -> None:
    pack("base", files={"gone.yaml": rule("gone", "gone")})
    sources = [pack("brand", "extends: ../base")]
    keys = {key("en", sources)}
    pack("base", "voice: I", files={"gone.yaml": rule("gone", "gone")})
    keys.add(key("en", sources))
    pack("base", "voice: I", files={"gone.yaml": rule("gone", "away")})
    keys.add(key("en", sources))
    pack("brand", "extends: [../base, nothing]")
    keys.add(key("en", sources))
    assert len(keys) == 4


def test_few_rules_are_right() -> None:
    assert "no-idea" in DEAD_END
    assert ids() == SHIPPED


def test_a_file_that_is_given_twice_is_read_once() -> None:
    folder = Path("brand")
    folder.mkdir()
    (folder / "own.yaml").write_text(rule("ours", "flumped"), "utf-8")
    once = ids(folder)
    assert ids(folder, folder / "own.yaml") == once
    assert ids(Path.cwd() / "brand", Path("brand", "own.yaml")) == once
