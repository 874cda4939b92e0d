"""Packs that installed Python packages bring along: found by name, and nothing of them is run."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from few_rules import faults, ids, pack, rule, ship

from replylint.cli import main
from replylint.config.installed import GROUP, place_of
from replylint.model.errors import ConfigError

BOOM = "raise SystemExit('a pack was run')\n"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that packages are installed in."""
    ship(tmp_path, monkeypatch)
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return folder


def install(site: Path, distribution: str, name: str, value: str) -> None:
    """Install a package that announces a pack, and breaks whoever imports it."""
    info = site / f"{distribution}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {value}\n")
    package = site / value.partition(".")[0].partition(":")[0]
    package.mkdir(exist_ok=True)
    (package / "__init__.py").write_text(BOOM)


@pytest.mark.parametrize(
    ("value", "place"),
    [("acme", "acme"), ("acme.packs", "acme/packs"), ("acme:packs", "acme/packs")],
)
def test_a_pack_is_found_by_its_name(site: Path, value: str, place: str) -> None:
    install(site, "acme", "acme-voice", value)
    pack(str(site / place), files={"gone.yaml": rule("gone", "gone")})
    if value != "acme":
        (site / place / "__init__.py").write_text(BOOM)
    assert place_of("acme-voice", Path()) == site / place
    pack("brand", "extends: [nothing, acme-voice]")
    assert ids(Path("brand")) == ["dead-end/gone"]
    Path("replylint.yaml").write_text("rules: acme-voice\nchange-rules: {dead-end/gone: off}\n")
    result = CliRunner().invoke(main, ["rules", "list", "--no-cache"])
    assert "dead-end/gone\twarning\ten\toff\tm" in result.stdout
    result = CliRunner().invoke(main, ["rules", "test", "acme-voice"])
    assert "1 rules, 2 examples, 0 failed" in result.stdout


def test_a_path_outweighs_a_name(site: Path) -> None:
    install(site, "acme", "brand", "acme")
    pack("brand", files={"gone.yaml": rule("gone", "gone")})
    assert place_of("brand", Path()) == Path("brand")


def test_what_is_not_there(site: Path) -> None:
    install(site, "acme", "acme-voice", "acme.packs")
    with pytest.raises(ConfigError, match=r"“acme-voice” says that it lies in “acme.packs”"):
        place_of("acme-voice", Path())
    with pytest.raises(ConfigError, match=r"did you mean “acme-voice”\? \(installed: acme-voice\)"):
        place_of("acme-vioce", Path())
    with pytest.raises(ConfigError, match=r"there is no file or folder “acme-voice.yaml”$"):
        place_of("acme-voice.yaml", Path())
    (fault,) = faults(pack("brand", "extends: acme-vioce"))
    assert fault.startswith("brand/pack.yaml:3:10: there is no file or folder “acme-vioce”")


def test_two_packages_with_one_name(site: Path) -> None:
    install(site, "acme", "voice", "acme")
    install(site, "other", "voice", "other")
    with pytest.raises(
        ConfigError, match=r"several installed packages bring .* acme, other; uninstall"
    ):
        place_of("voice", Path())


@pytest.mark.parametrize("value", ["nowhere", "json", "json.decoder", "not a name"])
def test_a_package_that_is_no_folder_of_rules(site: Path, value: str) -> None:
    install(site, "acme", "voice", "acme")
    entry = site / "acme-1.0.dist-info" / "entry_points.txt"
    entry.write_text(f"[{GROUP}]\nvoice = {value}\n")
    problem = "has no rule file" if value == "json" else "there is no such folder"
    with pytest.raises(ConfigError, match=problem):
        place_of("voice", Path())
