"""What is kept from run to run: compiled rules, and what was found in replies."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from replylint import storage
from replylint.api import Draft, Options, check
from replylint.linter import Linter, Settings
from replylint.model.places import SourceMap
from replylint.model.reply import Reply
from replylint.rulebook import library
from replylint.rulebook.encoding import Reader, StoredWords, _chunks
from replylint.rulebook.library import load_rulebook

TEXTS = (
    "You forgot to attach the invoice. We can't refund you.",
    "Hi Anna, thanks for the screenshots! Your refund is on its way.",
    "It will definitely arrive tomorrow!!! CALL US NOW.",
)


def outcomes(cache: Path | None) -> list[object]:
    replies = [Reply(text, SourceMap.identity(0, len(text))) for text in TEXTS]
    reports = Linter(Settings(language="en", cache=cache)).lint(replies)
    return [(each.findings, each.gaps, each.kind, each.score) for each in reports]


RULES = """
category: blame-customer
sets: {faults: [forget, fail, lose]}
cues: {softener: ["(maybe|perhaps)"], thanks: ["<thank>", {clause: {predicate: [appreciate]}}]}
rules:
- id: failed
  message: "“{match}” is blame."
  why: It is.
  find:
  - clause: {predicate: ["{faults}"], subject: customer, negated: no}
  - phrase: ["you (lost|have lost [all]) .. it"]
    where: {mood: statement}
  - shape: capitals
  unless: {cue: softener, in: sentence}
  rewrite: "It looks like {complement.object} still {complement.object>need} to be {complement.predicate:participle}"
  tip: Say what is missing.
  examples: [bad: You forgot to attach it., good: It isn't attached.]
"""
ALL_RULES = library.rules_folder()


@pytest.fixture(autouse=True)
def own_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rules, quickly compiled, that nobody edits meanwhile."""
    (tmp_path / "rules" / "en").mkdir(parents=True)
    (tmp_path / "rules" / "en" / "few.yaml").write_text(RULES, "utf-8")
    monkeypatch.setattr(library, "rules_folder", lambda: tmp_path / "rules")
    library._KNOWN.clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def kept(folder: Path, pattern: str) -> Path:
    (file,) = folder.glob(pattern)
    return file


def test_rules_from_the_cache_find_the_same(folder: Path) -> None:
    plain = outcomes(None)
    assert outcomes(folder) == plain
    library._KNOWN.clear()
    assert outcomes(folder) == plain


def test_all_rules_come_back_as_they_were(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = folder.parent / "all"
    shutil.copytree(ALL_RULES, copy)
    monkeypatch.setattr(library, "rules_folder", lambda: copy)
    compiled = load_rulebook("en", (), folder)
    library._KNOWN.clear()
    stored = load_rulebook("en", (), folder)
    assert stored is not compiled
    assert stored.infos == compiled.infos
    assert set(stored.cues) == set(compiled.cues)
    assert stored.lexicon == compiled.lexicon
    for one, other in zip(stored.avoid, compiled.avoid, strict=True):
        assert len(one.rewrites) == len(other.rewrites)
        for found, wanted in zip(one.searches, other.searches, strict=True):
            assert found.finder.triggers == wanted.finder.triggers
            assert found.finder.parses == wanted.finder.parses


def test_only_its_user_can_read_it(folder: Path) -> None:
    load_rulebook("en", (), folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept(folder, "rules-*").stat().st_mode) == 0o600
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b'"predicate"', b'"pr\xff"', 1) + b"x",
        lambda data: b"{}\n" + data.partition(b"\n")[2],
        lambda data: data.replace(b'"format": ', b'"format": 9', 1),
        lambda data: data.replace(b'"lines": ', b'"lines": 9', 1),
        lambda data: data[:-1] + b"x",
    ],
)
def test_a_damaged_file_is_made_again(folder: Path, damage: object) -> None:
    load_rulebook("en", (), folder)
    file = kept(folder, "rules-*")
    whole = file.read_bytes()
    damaged = damage(whole)  # type: ignore[operator]
    assert damaged != whole
    file.write_bytes(damaged)
    library._KNOWN.clear()
    load_rulebook("en", (), folder)
    assert file.read_bytes() == whole


def test_a_shipped_file_that_changes_is_read_again(folder: Path, tmp_path: Path) -> None:
    before, first = library.key("en"), load_rulebook("en", (), folder)
    assert library.key("en") == before
    assert load_rulebook("en", (), folder) is first
    file = tmp_path / "rules" / "en" / "few.yaml"
    file.write_text(RULES.replace("is blame", "blames"), "utf-8")
    assert library.key("en") != before
    assert load_rulebook("en", (), folder).infos[0].message == "“{match}” blames."


def test_lines_alike_are_read_as_what_they_are() -> None:
    lines = [b"[]", b'["a","b"]']
    for number, items in enumerate(([], ["a", "b"])):
        reader = Reader(lines)
        assert reader.shared_set(number) == frozenset(items)
        assert reader.value(number) == tuple(items)
        assert reader.shared_set(number) is reader.shared_set(number)


def test_stored_words_are_a_mapping() -> None:
    table = {"refund": [3, 17], "refunds": [4], "re": [0], "return": [5, 6]}
    chunks: dict[str, int] = {}
    lines: list[bytes] = []
    for start, text in _chunks(table).items():
        chunks[start] = len(lines)
        lines.append(json.dumps(text).encode())
    stored = StoredWords(Reader(lines), chunks)
    assert dict(stored) == table
    assert len(stored) == len(table)
    assert stored.get("refunded", ()) == ()
    assert "und" not in stored


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="file modes say it elsewhere")
def test_what_others_can_write_is_not_trusted(folder: Path) -> None:
    load_rulebook("en", (), folder)
    file = kept(folder, "rules-*")
    file.chmod(0o666)
    assert storage.read(file) is None


def test_a_folder_that_cannot_be_used_is_no_fault(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert not storage.write(blocked / "cache" / "x", b"")
    assert outcomes(blocked / "cache") == outcomes(None)


def checked(folder: Path | None, texts: tuple[str, ...] = TEXTS) -> object:
    report = check([Draft(text.encode()) for text in texts], Options(cache=folder))
    return [(each.findings, each.gaps, each.kind, each.score) for each in report.replies()]


def test_known_replies_give_the_same_report(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = checked(folder)
    assert first == checked(None)
    monkeypatch.setattr(Linter, "open", None)  # nothing is linted again
    assert checked(folder) == first


def test_the_memory_shows_no_words(folder: Path) -> None:
    checked(folder)
    data = kept(folder, "replies-*").read_bytes()
    for text in TEXTS:
        for word in text.split():
            if len(word) > 4:
                assert word.strip(".,!").encode() not in data


def test_other_settings_are_not_mixed_up(folder: Path) -> None:
    checked(folder)
    text = TEXTS[0].encode()
    none = check([Draft(text)], Options(cache=folder, ignore=("blame-customer",)))
    assert not any(reply.findings for reply in none.replies())


def test_a_damaged_memory_is_forgotten(folder: Path) -> None:
    first = checked(folder)
    file = kept(folder, "replies-*")
    head, *lines = file.read_text().splitlines()
    for content in ("", "{}", head + "\n" + "\n".join(line[:-9] for line in lines), "\xff"):
        file.write_text(content, "utf-8")
        assert checked(folder) == first
    json.loads(file.read_text("utf-8").splitlines()[0])
