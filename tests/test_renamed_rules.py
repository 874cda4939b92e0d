"""A rule that has got another name keeps the old ones, wherever rules are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from few_rules import faults, lint, pack, rule, ship

from replylint.cli import main
from replylint.linter import Settings
from replylint.rulebook.library import load_rulebook
from replylint.rulebook.selection import matching, select

OLD = ["dead-end/dont-know", "negative-framing/no-idea"]
DRAFT = "I have no idea. It is sold out."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ship(tmp_path, monkeypatch)
    Path("draft.md").write_text(DRAFT, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


def found(*options: str) -> list[str]:
    result = run(
        "check", "--output-format", "json", "--no-cache", "--kind", "chat", *options, "draft.md"
    )
    assert result.exit_code in (0, 1), result.output
    (reply,) = json.loads(result.stdout)["replies"]
    return [item["rule"].partition("/")[2] for item in reply["findings"]]


@pytest.mark.parametrize("old", OLD)
def test_options(old: str) -> None:
    assert found("--select", old) == ["no-idea"]
    assert found("--ignore", old) == ["sold-out"]
    assert found("--select", "dead-end/sold-out", "--extend-select", old) == ["no-idea", "sold-out"]
    infos = load_rulebook("en").infos
    assert select(infos, [old]) == {"dead-end/no-idea"}
    assert [info.id for info in matching(infos, old)] == ["dead-end/no-idea"]


@pytest.mark.parametrize("old", OLD)
def test_the_configuration(old: str) -> None:
    for text, expected in (
        (f"select: {old}", ["no-idea"]),
        (f"ignore: {old}", ["sold-out"]),
        (f"severities: {{{old}: off}}", ["sold-out"]),
        (f"change-rules: {{{old}: off}}", ["sold-out"]),
    ):
        Path("replylint.yaml").write_text(text, "utf-8")
        assert found() == expected, text
    Path("replylint.yaml").write_text(f"severities: {{{old}: error}}", "utf-8")
    assert "dead-end/no-idea\terror" in run("rules", "list", "--no-cache").stdout


@pytest.mark.parametrize("old", OLD)
def test_suppressions(old: str) -> None:
    Path("draft.md").write_text(f"<!-- replylint: disable-file {old} -->\n\n{DRAFT}", "utf-8")
    assert found() == ["sold-out"]
    result = run("check", "--no-cache", "--kind", "chat", "draft.md")
    assert "unused" not in result.output
    assert "Unknown" not in result.output
    Path("draft.md").write_text(
        f"<!-- replylint: disable -->\n\n{DRAFT}\n\n<!-- replylint: enable {old} -->\n\n{DRAFT}",
        "utf-8",
    )
    assert found() == ["no-idea"]
    Path("draft.md").write_text(f"<!-- replylint: disable-file {old} -->\n\nIt is sold.", "utf-8")
    assert f"the suppression of “{old}” is unused" in run("check", "--no-cache", "draft.md").output


def test_a_suppression_counts_while_a_file_is_fixed() -> None:
    Path("brand.yaml").write_text(
        rule("gone", "gone", more="  formerly: old\n  rewrite: {text: back, replaces: match, applicability: safe, drops-found: yes, flips: yes}\n"),
        "utf-8",
    )  # fmt: skip
    text = "<!-- replylint: disable-next-line dead-end/old -->\nIt is gone.\n\nIt is gone."
    Path("draft.md").write_text(text, "utf-8")
    run("check", "--fix", "--no-cache", "--kind", "chat", "--rules", "brand.yaml", "draft.md")
    assert Path("draft.md").read_text("utf-8") == text[: -len("gone.")] + "back."


@pytest.mark.parametrize("old", OLD)
def test_baselines(old: str) -> None:
    run("baseline", "draft.md", "--no-cache", "--kind", "chat")
    path = Path("replylint-baseline.json")
    path.write_text(path.read_text("utf-8").replace("dead-end/no-idea", old), "utf-8")
    result = run("check", "--baseline", path.name, "--no-cache", "--kind", "chat", "draft.md")
    assert (result.exit_code, "gone" in result.output) == (0, False)
    Path("draft.md").write_text("It is sold out.", "utf-8")
    result = run("check", "--baseline", path.name, "--no-cache", "--kind", "chat", "draft.md")
    assert "1 known finding is gone" in result.output
    run("baseline", "draft.md", "--no-cache", "--kind", "chat")
    assert old not in path.read_text("utf-8")


@pytest.mark.parametrize("old", OLD)
def test_explain_says_so(old: str) -> None:
    output = run("explain", old, "--no-cache").stdout
    assert output.startswith(f"“{old}” has been renamed: it is “dead-end/no-idea” now.")
    assert f"Formerly {', '.join(OLD)}." in run("explain", "dead-end/no-idea", "--no-cache").stdout


def test_the_name_of_the_old_category_stays_with_it() -> None:
    """To name `negative-framing` isn't to name a rule that has left it."""
    infos = load_rulebook("en").infos
    assert not [info for info in infos if info.category == "negative-framing"]
    assert (
        "Unknown rule or category"
        in run("check", "--select", "negative-framing", "draft.md").output
    )


def test_lists_say_so() -> None:
    listed = json.loads(run("rules", "list", "--format", "json", "--no-cache").stdout)
    assert [each["formerly"] for each in listed] == [OLD, [], []]


def test_after_the_cache(folder: Path) -> None:
    text = "I have no idea."
    for _ in range(2):
        settings = Settings(selected=frozenset({"dead-end/no-idea"}), cache=folder / "cache")
        assert [each.rule for each in lint(text, settings=settings).findings] == [
            "dead-end/no-idea"
        ]
        assert load_rulebook("en", (), folder / "cache").infos[0].formerly == tuple(OLD)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("  formerly: no-idea\n", "“dead-end/no-idea” stands under “formerly”, but names a rule in rules/en/dead-end.yaml, line 9, too"),
        ("  formerly: dont-know\n", "“dead-end/dont-know” stands under “formerly”, but names a rule in rules/en/dead-end.yaml, line 9, too"),
        ("  formerly: [old, gone]\n", "“dead-end/gone” stands under “formerly”, but names a rule in brand/own.yaml, line 3, too"),
        ("  formerly: Old Name\n", "“Old Name” can't be a rule id"),
    ],
)  # fmt: skip
def test_names_that_clash(more: str, fault: str) -> None:
    (found,) = faults(pack("brand", files={"own.yaml": rule("gone", "gone", more=more)}))
    assert found.startswith("brand/own.yaml:")
    assert fault in found


def test_two_new_rules_with_one_old_name() -> None:
    files = {f"{name}.yaml": rule(name, name, more="  formerly: old\n") for name in ("one", "two")}
    (fault,) = faults(pack("brand", files=files))
    assert fault.startswith("brand/two.yaml:3:7: “dead-end/old” stands under “formerly”")
