"""Configuration files: what may stand in them, what is wrong with them, and which value counts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from replylint.api import Draft, Lookup, Options, Profiles, check
from replylint.config import Config, keys, read_config, resolve
from replylint.config.layers import layers_for
from replylint.languages.language import language
from replylint.languages.reading import Reading
from replylint.model.errors import ConfigError, ConfigFileError
from replylint.model.reply import Kind
from replylint.model.rule import Manner, Severity
from replylint.rewriting.style import Style

BLAME = "You failed to attach the invoice.\n"
EMAIL = "Hello Anna,\n\nthank you for your mail. We have sent it. It will be there by 4 May.\n"


def faults(tmp_path: Path, text: str, name: str = "replylint.yaml") -> list[str]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        Profiles(Options(config=Lookup(path)))
    return [line.removeprefix(f"{path.as_posix()}:") for line in str(error.value).splitlines()]


BAD = [
    ("kinds: chat", ["1:1: unknown key “kinds”; did you mean “kind”?"]),
    ("kind: chatt", ["1:7: “chatt” is not one of email, macro, chat, sentence, fragment"]),
    ("ignore: [jargn]", ["1:10: Unknown rule or category “jargn”; did you mean “jargon”?"]),
    ("severities: {jargon: grave}", ["1:22: “grave” is not one of error, warning, info, off"]),
    ("severities: [jargon]", ["1:13: expected keys and values (“key: value”), found a list"]),
    ("voice: she", ["1:8: “she” is not one of I, we"]),
    ("min-score: 101", ["1:12: expected a whole number from 0 to 100, found “101”"]),
    ("min-score: -1", ["1:12: expected a whole number from 0 to 100, found “-1”"]),
    ("force-exclude: perhaps", ["1:16: expected yes or no, found “perhaps”"]),
    ("rules: none.yaml", ["1:8: there is no file or folder “none.yaml”"]),
    ("known-terms: [{a: b}]", ["1:15: expected one text, found keys and values"]),
    ("fields: [{knd: chat}]", ["1:10: the key “path” is missing", "1:11: unknown key “knd”"]),
    ("fields: [{path: 'a[', kind: chat}]", ["1:10: The path “a[” can't be read"]),
    ("fields: [{path: a, where: b}]", ["1:10: “b” is no condition"]),
    ("per-file: [{kind: chat}]", ["1:12: the key “files” is missing"]),
    ("per-file: [{files: x, fail-level: info}]", ["1:23: “fail-level” can't be set for single"]),
    ("per-file: [x]", ["1:12: expected keys and values (“key: value”), found a single value"]),
    ("- a", ["1:1: expected keys and values (“key: value”), found a list"]),
    ("kind: chat\nkind: email", ["2:1: the key “kind” stands here twice"]),
    ("kind: [", ["1:8: broken YAML: a bracket is never closed"]),
    ("kind: chat\n\tvoice: we", ["2:1: broken YAML: a tab in the indent"]),
    ("kind: x\nvoice: y\nz: 1", ["1:7: “x”", "2:8: “y”", "3:1: unknown key “z”"]),
]


@pytest.mark.parametrize(("text", "messages"), BAD, ids=[text for text, _ in BAD])
def test_bad_yaml(tmp_path: Path, text: str, messages: list[str]) -> None:
    found = faults(tmp_path, text)
    assert len(found) == len(messages)
    for line, message in zip(found, messages, strict=True):
        assert line.startswith(message)


BAD_TOML = [
    ('kinds = "chat"', ["2:1: unknown key “kinds”; did you mean “kind”?"]),
    ('ignore = [\n  "jargn",\n]', ["2:1: Unknown rule or category “jargn”"]),
    ('[tool.replylint.severities]\njargon = "x"', ["3:1: “x” is not one of"]),
    (
        '[[tool.replylint.per-file]]\nfiles = "a"\n[[tool.replylint.per-file]]\nkind = "x"',
        ["4:1: the key “files” is missing", "5:1: “x” is not one of"],
    ),
    ('per-file = [{files = "x", exclude = "y"}]', ["2:1: “exclude” can't be set for single files"]),
    ("kind = ", ["2:8: broken TOML: Invalid value"]),
]


@pytest.mark.parametrize(("text", "messages"), BAD_TOML, ids=[text for text, _ in BAD_TOML])
def test_bad_toml(tmp_path: Path, text: str, messages: list[str]) -> None:
    found = faults(tmp_path, f"[tool.replylint]\n{text}\n", "pyproject.toml")
    assert len(found) == len(messages)
    for line, message in zip(found, messages, strict=True):
        assert line.startswith(message)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        Profiles(Options(config=Lookup(tmp_path / "none.yaml")))
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="UTF-16"):
        Profiles(Options(config=Lookup(path)))


def test_every_key(tmp_path: Path) -> None:
    """Each key's example is one that can be read, in YAML and in TOML."""
    (tmp_path / "our-rules").mkdir()
    text = "".join(f"{key.name}: {key.example}\n" for _, key in keys())
    (tmp_path / "replylint.yaml").write_text(text, encoding="utf-8")
    file = read_config(tmp_path / "replylint.yaml")
    assert file.faults == ()
    config = resolve(list(layers_for(file, None))).config
    for name, _ in keys():
        assert getattr(config, name) != getattr(Config(), name), name
    assert (config.kind, config.fail_level) == (Kind.MACRO, Severity.ERROR)


def test_toml_and_yaml_say_the_same(tmp_path: Path) -> None:
    toml = tmp_path / "pyproject.toml"
    toml.write_text(
        '[tool.replylint]\nignore = ["jargon"]\nmin-score = 60\nforce-exclude = true\n'
        'severities = {command = "off"}\nknown-terms = "RMA"\n'
        '[[tool.replylint.per-file]]\nfiles = ["chat/"]\nkind = "chat"\n',
        encoding="utf-8",
    )
    yaml = tmp_path / "a.yaml"
    yaml.write_text(
        "ignore: jargon\nmin-score: 60\nforce-exclude: true\nseverities: {command: off}\n"
        "known-terms: [RMA]\nper-file: [{files: chat/, kind: chat}]\n",
        encoding="utf-8",
    )
    one, other = (read_config(path) for path in (toml, yaml))
    assert one.base.values == other.base.values
    assert one.per_file[0].files == other.per_file[0].files
    assert one.per_file[0].values == other.per_file[0].values


def test_words_that_yaml_takes_for_something_else(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("known-terms: [NO, On, 007, 1.50, ~]\nlanguage: no\n", encoding="utf-8")
    values = read_config(path).base.values
    assert values == {"known_terms": ("NO", "On", "007", "1.50"), "language": "no"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A configuration with another one further down, and files beside and below them."""
    (tmp_path / "replylint.yaml").write_text(
        "kind: email\nignore: [missing-thanks]\nknown-terms: [RMA]\n"
        "per-file:\n- files: chat/\n  kind: chat\n  known-terms: [ETA]\n"
        "- files: ['*.old.txt', '!keep.old.txt']\n  select: [shouting]\n",
        encoding="utf-8",
    )
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / ".replylint.yaml").write_text("kind: fragment\n", encoding="utf-8")
    # A project file without our table configures nothing.
    (inner / "deeper").mkdir()
    (inner / "deeper" / "pyproject.toml").write_text("[project]\nname = 'replylint-x'\n")
    return tmp_path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.txt", Kind.EMAIL),
        ("x/y/a.txt", Kind.EMAIL),
        ("chat/a.txt", Kind.CHAT),
        ("x/chat/a.txt", Kind.CHAT),
        ("inner/a.txt", Kind.FRAGMENT),
        ("inner/chat/a.txt", Kind.FRAGMENT),
        ("inner/deeper/a.txt", Kind.FRAGMENT),
    ],
)
def test_the_nearest_configuration_counts(tree: Path, path: str, kind: Kind) -> None:
    profiles = Profiles(Options(config=Lookup()))
    assert profiles.of(tree / path).config.kind is kind
    asked = Profiles(Options(config=Lookup(), kind=Kind.SENTENCE))
    assert asked.of(tree / path).config.kind is Kind.SENTENCE
    assert Profiles(Options()).of(tree / path).config.kind is None
    one = Profiles(Options(config=Lookup(tree / "replylint.yaml")))
    assert one.of(tree / "inner" / "a.txt").config.kind is Kind.EMAIL


def test_what_adds_and_what_replaces(tree: Path) -> None:
    profiles = Profiles(Options(config=Lookup(), extend_select=("liability",)))
    assert profiles.of(tree / "chat" / "a.txt").config.known_terms == ("RMA", "ETA")
    selected = profiles.of(tree / "a.txt").settings.selected
    assert selected is not None
    categories = {rule.partition("/")[0] for rule in selected}
    assert {"liability", "command"} <= categories
    assert "missing-thanks" not in categories
    old = profiles.of(tree / "a.old.txt").settings.selected
    assert old is not None
    assert {rule.partition("/")[0] for rule in old} == {"shouting", "liability"}
    assert profiles.of(tree / "keep.old.txt").settings.selected == selected


def test_origins(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    profiles = Profiles(Options(config=Lookup(), min_score=5))
    origins = profiles.resolved(Path("chat/a.txt")).origins
    assert origins["kind"] == ("replylint.yaml:6",)
    assert origins["known_terms"] == ("replylint.yaml:3", "replylint.yaml:7")
    assert (origins["min_score"], origins["voice"]) == (("command line",), ("default",))


def test_two_configurations_in_one_folder(tmp_path: Path) -> None:
    for name in ("replylint.yaml", ".replylint.yaml"):
        (tmp_path / name).touch()
    with pytest.raises(ConfigError, match="two configurations"):
        Profiles(Options(config=Lookup())).of(tmp_path / "a.txt")


SEVERITIES = [
    ("severities: {blame-customer: info}", (), Severity.INFO),
    ("severities: {blame-customer: info, blame-customer/failed: warning}", (), Severity.WARNING),
    ("severities: {blame-customer/failed: warning, blame-customer: info}", (), Severity.WARNING),
    ("severities: {blame-customer: off}", (), None),
    ("severities: {blame-customer: off, blame-customer/failed: info}", (), Severity.INFO),
    ("severities: {blame-customer: off}", ("blame-customer",), Severity.ERROR),
    ("severities: {ALL: info}", (), Severity.INFO),
    ("per-file: [{files: 'a.*', severities: {blame-customer: info}}]", (), Severity.INFO),
    (
        "severities: {blame-customer: off}\nper-file: [{files: a.txt, extend-select: [ALL]}]",
        (),
        Severity.ERROR,
    ),
]


@pytest.mark.parametrize(("text", "select", "severity"), SEVERITIES)
def test_severities(
    tmp_path: Path, text: str, select: tuple[str, ...], severity: Severity | None
) -> None:
    (tmp_path / "replylint.yaml").write_text(text, encoding="utf-8")
    path = tmp_path / "a.txt"
    path.write_text(BLAME, encoding="utf-8")
    report = check([path], Options(config=Lookup(), select=select, kind=Kind.CHAT))
    found = [item.severity for reply in report.replies() for item in reply.items()]
    assert found == ([] if severity is None else [severity])


def findings(tmp_path: Path, text: str, config: str) -> set[str]:
    (tmp_path / "replylint.yaml").write_text(config, encoding="utf-8")
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    report = check([path], Options(config=Lookup()))
    return {item.category for reply in report.replies() for item in reply.items()}


def test_known_terms(tmp_path: Path) -> None:
    text = "Your RMA number is on the label. You can watch it with NOW TV!!!"
    without = findings(tmp_path, text, "")
    assert {"jargon", "shouting"} <= without
    known = findings(tmp_path, text, "known-terms: [rma number, RMA, now tv]")
    assert "jargon" not in known
    assert "shouting" in known  # the marks aren't part of the name
    text = "You can watch it with NOW TV today, on the two RMAs."
    assert not findings(tmp_path, text, "known-terms: [NOW TV, RMA]") & {"jargon", "shouting"}


def test_supplies(tmp_path: Path) -> None:
    asked = findings(tmp_path, "We have sent it. It left on Monday. It is a box. It is red.", "")
    assert {"missing-greeting", "missing-closing"} <= asked
    left = findings(
        tmp_path,
        "We have sent it. It left on Monday. It is a box. It is red.",
        "supplies: [greeting, signature]",
    )
    assert asked - left == {"missing-greeting", "missing-closing"}


def test_a_fragment_is_asked_for_nothing(tmp_path: Path) -> None:
    text = "Unfortunately, we can't refund the ticket."
    assert any(each.startswith("missing-") for each in findings(tmp_path, text, "kind: email"))
    assert not any(
        each.startswith("missing-") for each in findings(tmp_path, text, "kind: fragment")
    )


@pytest.mark.parametrize(("voice", "word"), [("I", "I'll"), ("we", "We'll"), ("", "We'll")])
def test_voice(tmp_path: Path, voice: str, word: str) -> None:
    """The suggestion for a gap speaks as configured, else as the reply does."""
    (tmp_path / "replylint.yaml").write_text(f"voice: {voice}\n", encoding="utf-8")
    path = tmp_path / "a.txt"
    path.write_text(
        "Hello Tom. We got your mail. No idea when it ships. Our team looked at it.",
        encoding="utf-8",
    )
    options = Options(config=Lookup(), select=("missing-next-step",), kind=Kind.EMAIL)
    (reply,) = check([path], options).replies()
    assert [str(gap.suggestion).split()[0] for gap in reply.gaps] == [word]
    # A sentence with an I or a we of its own decides for itself.
    own = Reading("I see.", language("en"), {}, manner=Manner(plural=True))
    assert Style.of(own, 0).plural is False
    nobody = Reading("Fine.", language("en"), {}, manner=Manner(plural=voice == "I"))
    assert Style.of(nobody, 0).plural is (voice == "I")


def test_company_names(tmp_path: Path) -> None:
    """We forgot it: that is our fault, not somebody else's."""
    text = "Acme forgot to send it."
    assert "blame-others" in findings(tmp_path, text, "")
    assert "blame-others" not in findings(tmp_path, text, "company-names: [Acme, Acme Support]")


def test_fields(tmp_path: Path) -> None:
    (tmp_path / "replylint.yaml").write_text(
        "fields:\n- path: phrases[*].en\n  name: key\n  kind: fragment\n", encoding="utf-8"
    )
    path = tmp_path / "a.json"
    path.write_text('{"phrases": [{"key": "a", "en": "You failed to attach it."}]}')
    (reply,) = check([path], Options(config=Lookup())).replies()
    assert (reply.reply.name, reply.kind, len(reply.findings)) == ("a", Kind.FRAGMENT, 1)


def files(options: Options, *paths: Path) -> list[str]:
    report = check(paths, options)
    assert report.problems == ()
    return [Path(file.document.path).name for file in report.files]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "old/b.txt", "made/c.txt", "made/keep.txt", "sub/d.txt", "sub/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Fine.", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("made/*\n!made/keep.txt\nd.txt\n", encoding="utf-8")
    (tmp_path / "sub" / ".gitignore").write_text("!d.txt\ne.txt\n", encoding="utf-8")
    (tmp_path / "replylint.yaml").write_text("exclude: [old/]\n", encoding="utf-8")
    return tmp_path


def test_exclusion(folder: Path) -> None:
    found = Lookup()
    assert files(Options(config=found), folder) == ["a.txt", "keep.txt", "d.txt"]
    every = Options(config=found, respect_gitignore=False)
    assert files(every, folder) == ["a.txt", "c.txt", "keep.txt", "d.txt", "e.txt"]
    more = Options(config=found, extend_exclude=("a.*",))
    assert files(more, folder) == ["keep.txt", "d.txt"]
    assert files(Options(exclude=("sub",)), folder) == ["a.txt", "keep.txt", "b.txt"]


def test_force_exclude(folder: Path) -> None:
    given = [folder / "old" / "b.txt", folder / "a.txt", folder / "made" / "c.txt"]
    assert files(Options(config=Lookup()), *given) == ["b.txt", "a.txt", "c.txt"]
    assert files(Options(config=Lookup(), force_exclude=True), *given) == ["a.txt"]


def test_what_configures_us_is_no_library(folder: Path) -> None:
    (folder / "replylint.yaml").write_text("rules: [ours.yaml]\nbaseline: base.json\n")
    (folder / "ours.yaml").write_text("sets: {}\n")
    (folder / "base.json").write_text("{}")
    report = check([folder], Options(config=Lookup(), respect_gitignore=False))
    assert not [each for each in (*report.problems, *report.notices) if "skipped" in each.message]
    assert all(Path(file.document.path).suffix == ".txt" for file in report.files)


def test_a_draft_has_the_configuration_of_its_place(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree / "inner")
    report = check([Draft(b"Hi.")], Options(config=Lookup()))
    assert next(report.replies()).kind is Kind.FRAGMENT
    name = (tree / "chat" / "x.txt").as_posix()
    report = check([Draft(b"Hi.", name)], Options(config=Lookup()))
    assert next(report.replies()).kind is Kind.CHAT


def test_every_fault_of_every_kind_at_once(tmp_path: Path) -> None:
    (tmp_path / "replylint.yaml").write_text("ignore: [x]\nfoo: 1\n", encoding="utf-8")
    with pytest.raises(ConfigFileError) as error:
        Profiles(Options(config=Lookup())).of(tmp_path / "a.txt")
    assert [fault.line for fault in error.value.faults] == [1, 2]


def test_yaml_is_imported_only_for_a_configuration(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from replylint.config import find\n"
        "assert find(Path(sys.argv[1])) is None\n"
        "print([m for m in ('yaml', 'tomllib', 'pathspec', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
