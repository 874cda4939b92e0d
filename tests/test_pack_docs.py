"""What `docs/packs.md` shows works, and the pack in `examples/` is a good one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import replylint
from replylint.cli import main
from replylint.config import Lookup
from replylint.profile import Options, Profiles
from replylint.rulebook.pack_keys import MANIFEST

ROOT = Path(replylint.__file__).parents[1]
DOCS = ROOT / "docs" / "packs.md"
PACK = ROOT / "examples" / "packs" / "harbour-hotel"

pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="the docs are in the checkout")


def snippets() -> list[tuple[str, str]]:
    """Return the YAML that is shown, by the name of its file."""
    text = DOCS.read_text("utf-8") if DOCS.exists() else ""
    return re.findall(r"```yaml\n# (\S+)\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize(("name", "text"), snippets())
def test_snippets(name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = text.replace("examples/packs", PACK.parent.as_posix())
    Path(name).write_text(text, "utf-8")
    if name == "replylint.yaml":
        assert Profiles(Options(config=Lookup())).rules()
        Path(name).write_text(f"name: x\nformat: 1\n{text}".replace("rules: [", "extends: ["))
        Path(name).rename("pack.yaml")
    result = CliRunner().invoke(main, ["rules", "test", str(tmp_path)])
    assert result.exit_code == 0, result.output


def test_every_key_is_explained() -> None:
    text = DOCS.read_text("utf-8")
    keys = [key.name for key in MANIFEST.keys if key.name != "note"]
    assert [name for name in keys if f"`{name}`" not in text] == []
    assert len(snippets()) >= 5


def test_the_example_pack() -> None:
    result = CliRunner().invoke(main, ["rules", "test", str(PACK)])
    assert result.exit_code == 0, result.output
    draft = "Hello Anna,\n\nwe have no idea. The client sent an e-mail. We are fully booked."
    result = CliRunner().invoke(
        main,
        ["check", "--rules", str(PACK), "--output-format", "concise", "--no-cache", "-"],
        input=draft,
    )
    for rule in (
        "dead-end/no-idea",
        "jargon/prefer-guest",
        "jargon/prefer-email",
        "dead-end/fully-booked",
    ):
        assert rule in result.output
    assert "missing-thanks" not in result.output
