"""Reports for programs: what each says, read back with a parser of its format."""

from __future__ import annotations

import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from replylint import writers
from replylint.cli import main
from replylint.model.finding import Applicability, Edit, Finding, Fix, Gap
from replylint.model.places import SourceMap
from replylint.model.reply import Document, Kind, Reply
from replylint.model.report import FileReport, Problem, ReplyReport, Report
from replylint.model.rule import Severity
from replylint.model.text import Span
from replylint.readers import read_bytes
from replylint.writers.layout.table import escaped

FORMS = ("jsonl", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "html")
HOSTILE = "a\x1b[31m\x00\x07\"'<script>alert(1)</script>&amp;|`x`::error::%0A, 👍🏽 日本\u202e@me #12 ]]> --> \ud800 "
RULE = "blame-customer/failed"


@pytest.fixture(autouse=True)
def outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


def finding(reply: Reply, match: str, severity: Severity = Severity.ERROR) -> Finding:
    start = reply.text.index(match)
    span = Span(start, start + len(match))
    fixes = (
        Fix("Say it.", Applicability.UNSAFE, (Edit(span, "We need"),)),
        Fix("Fill in.", Applicability.SUGGESTION, (Edit(span, "[when]"),)),
        Fix("Offer help.", Applicability.SUGGESTION),
    )
    whole = Span(0, len(reply.text))
    return Finding(
        RULE, "blame-customer", severity, f"“{match}” blames.", "Why.", span, whole, match, fixes
    )


def gap(at: int = 0, severity: Severity = Severity.INFO) -> Gap:
    return Gap("missing-greeting/none", "missing-greeting", severity, "No greeting.", "", "Hi,", at)


def report_on(document: Document, *matches: str, gaps: tuple[Gap, ...] = ()) -> Report:
    done = []
    for reply in document.replies:
        found = tuple(finding(reply, match) for match in matches if match in reply.text)
        done.append(ReplyReport(reply, Kind.MACRO, "en", found, gaps, 70))
    return Report((FileReport(document, tuple(done)),))


def document_of(text: str, path: str = "a.txt", name: str | None = None) -> Document:
    return Document(path, text, (Reply(text, SourceMap.identity(0, len(text)), name=name),))


def rendered(report: Report, form: str, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding, errors="backslashreplace", newline="\n")
    writers.load(form).write(report, stream, writers.Options())
    stream.flush()
    return raw.getvalue().decode(encoding)


LIBRARY = (
    b'\xef\xbb\xbf{"id": "one", "text": "\xf0\x9f\x98\x80\\u00e9 You failed to attach it."}\r\n'
    b'{"id": "two", "text": "Hello.\\nYou failed to\\nattach it."}\r\n'
)
FAILED = "You failed to"


def library() -> Report:
    document = read_bytes(LIBRARY, "macros/a b.jsonl").document
    assert document is not None
    problems = (Problem("bad.yaml", "is bad: x", 3, 2), Problem("worse.csv", "is worse"))
    done = report_on(document, FAILED, gaps=(gap(),))
    return Report(done.files, problems, (Problem("c.txt", "skipped"),))


def sliced(region: dict[str, int]) -> str:
    """Return what a region of the library has, in code points."""
    lines = LIBRARY.decode("utf-8-sig").split("\r\n")
    assert region["startLine"] == region["endLine"]
    return lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]


# What this writer may put into SARIF 2.1.0, after its specification: names, types, what's required.
def _object(required: str, **properties: object) -> dict[str, Any]:
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "additionalProperties": False,
    }


def _array(items: object, **more: object) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = _object("text", text=TEXT)
ARTIFACT = _object("uri", uri={"type": "string", "pattern": r"^[!#-;=?-Z_a-z~%\[\]]+$"})
REGION = _object("startLine", startLine=COUNT, startColumn=COUNT, endLine=COUNT, endColumn=COUNT)
PLACE = _object(
    "",
    physicalLocation=_object("artifactLocation", artifactLocation=ARTIFACT, region=REGION),
    logicalLocations=_array(_object("name", name=TEXT)),
)
REPLACEMENT = _object(
    "deletedRegion", deletedRegion=REGION, insertedContent=_object("", text={"type": "string"})
)
CHANGE = _object(
    "artifactLocation replacements",
    artifactLocation=ARTIFACT,
    replacements=_array(REPLACEMENT, minItems=1),
)
RESULT = _object(
    "message ruleId locations partialFingerprints",
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations=_array(PLACE, minItems=1),
    partialFingerprints={"type": "object", "additionalProperties": TEXT},
    fixes=_array(
        _object("artifactChanges", description=MESSAGE, artifactChanges=_array(CHANGE, minItems=1)),
    ),
)
SARIF_RULE = _object(
    "id shortDescription fullDescription help",
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=_object("level", level=LEVEL),
    properties={"type": "object"},
)
INVOCATION = _object(
    "executionSuccessful",
    executionSuccessful={"type": "boolean"},
    toolExecutionNotifications=_array(
        _object("message", level=LEVEL, message=MESSAGE, locations=_array(PLACE))
    ),
)
RUN = _object(
    "tool results",
    tool=_object(
        "driver",
        driver=_object("name rules", name=TEXT, version=TEXT, rules=_array(SARIF_RULE)),
    ),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations=_array(INVOCATION),
    results=_array(RESULT),
)
SARIF = _object("version runs", **{"$schema": TEXT}, version={"const": "2.1.0"}, runs=_array(RUN))


def sarif(report: Report) -> dict[str, Any]:
    log = json.loads(rendered(report, "sarif"))
    jsonschema.validate(log, SARIF)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif() -> None:
    run = sarif(library())
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        RULE,
        "missing-greeting/none",
    ]
    results = [each for each in run["results"] if each["ruleId"] == RULE]
    assert [run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] for each in results] == [
        RULE,
        RULE,
    ]
    place = results[0]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "macros/a%20b.jsonl"
    assert place["logicalLocations"] == [{"name": "one"}]
    for result in results:
        assert sliced(result["locations"][0]["physicalLocation"]["region"]) == FAILED
        (fix,) = result["fixes"]
        (replacement,) = fix["artifactChanges"][0]["replacements"]
        assert sliced(replacement["deletedRegion"]) == FAILED
        assert replacement["insertedContent"]["text"] == "We need"
    assert len({str(each["partialFingerprints"]) for each in run["results"]}) == 4


def test_sarif_tells_what_could_not_be_read() -> None:
    (invocation,) = sarif(library())["invocations"]
    assert invocation["executionSuccessful"] is False
    levels = [each["level"] for each in invocation["toolExecutionNotifications"]]
    assert levels == ["error", "error", "note"]
    place = invocation["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 2}
    assert sarif(Report())["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]


def test_a_file_that_must_not_be_edited_has_no_fixes() -> None:
    document = Document("a.txt", FAILED, document_of(FAILED).replies, read_only="says so")
    assert "fixes" not in sarif(report_on(document, FAILED))["results"][0]
    out = json.loads(rendered(report_on(document, FAILED), "rdjson"))
    assert "suggestions" not in out["diagnostics"][0]


def fingerprints(text: str, form: str) -> list[str]:
    document = document_of(text)
    (file,) = report_on(document, FAILED).files
    (reply,) = file.replies
    sentence = Span(text.index(FAILED), len(text))
    found = [
        Finding(
            each.rule,
            each.category,
            each.severity,
            each.message,
            each.why,
            each.span,
            sentence,
            each.match,
        )
        for each in reply.findings * 2
    ]
    report = Report(
        (FileReport(document, (ReplyReport(reply.reply, Kind.CHAT, "en", (*found,)),)),)
    )
    if form == "gitlab":
        return [each["fingerprint"] for each in json.loads(rendered(report, form))]
    return [each["partialFingerprints"]["replylint/v1"] for each in sarif(report)["results"]]


@pytest.mark.parametrize("form", ["sarif", "gitlab"])
def test_fingerprints_outlive_edits_elsewhere(form: str) -> None:
    here = fingerprints(f"{FAILED} attach it.", form)
    assert here == fingerprints(f"Hello.\n\nMore.\n{FAILED}  attach\nit.", form)
    assert here != fingerprints(f"{FAILED} send it.", form)
    assert len(set(here)) == len(here) == 2


def test_gitlab() -> None:
    out = json.loads(rendered(library(), "gitlab"))
    assert [each["severity"] for each in out].count("critical") == 2
    assert len({each["fingerprint"] for each in out}) == len(out) == 6
    issue = next(each for each in out if each["check_name"] == RULE)
    assert issue["location"] == {"path": "macros/a b.jsonl", "lines": {"begin": 1, "end": 1}}
    assert issue["severity"] == "major"
    assert issue["description"].startswith(f"{RULE}: “{FAILED}” blames.\nInstead: ")


def test_paths_are_those_of_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    for given_path, wanted in (
        ("./a.txt", "sub/a.txt"),
        ("../a.txt", "a.txt"),
        (str(tmp_path / "b" / "a.txt"), "b/a.txt"),
        ("<stdin>", "<stdin>"),
    ):
        report = report_on(document_of(FAILED, given_path), FAILED)
        (issue,) = json.loads(rendered(report, "gitlab"))
        assert issue["location"]["path"] == wanted
    report = report_on(document_of(FAILED, str(tmp_path.parent / "x y.txt")), FAILED)
    place = sarif(report)["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == (tmp_path.parent / "x y.txt").as_uri()


def test_rdjson_counts_bytes() -> None:
    out = json.loads(rendered(library(), "rdjson"))
    assert out["source"] == {"name": "replylint"}
    lines = LIBRARY.split(b"\r\n")
    found = [each for each in out["diagnostics"] if each.get("code") == {"value": RULE}]
    assert len(found) == 2
    for each in found:
        (suggestion,) = each["suggestions"]
        for area in (each["location"]["range"], suggestion["range"]):
            line = lines[area["start"]["line"] - 1]
            words = line[area["start"]["column"] - 1 : area["end"]["column"] - 1]
            assert words.decode() == FAILED
        assert suggestion["text"] == "We need"
    assert out["diagnostics"][0]["location"] == {
        "path": "bad.yaml",
        "range": {"start": {"line": 3}},
    }


def test_github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    lines = rendered(library(), "github").splitlines()
    assert lines[0] == "::error file=bad.yaml,line=3,col=2::is bad: x"
    assert [line.split()[0] for line in lines] == ["::error"] * 4 + ["::notice"] * 3 + ["2"]
    assert f"title={RULE} (one)::“{FAILED}” blames.%0AInstead: 😀é We need attach it." in lines[2]
    assert summary.read_text(encoding="utf-8").startswith("before\n### replylint\n")


def test_github_leaves_out_columns_over_several_lines() -> None:
    text = "You\nfailed"
    (line, _) = rendered(report_on(document_of(text, "a,b:c.txt"), text), "github").splitlines()
    assert line.startswith(f"::error file=a%2Cb%3Ac.txt,line=1,endLine=2,title={RULE}::")
    (line, _) = rendered(report_on(document_of(FAILED), FAILED), "github").splitlines()
    assert line.startswith("::error file=a.txt,line=1,endLine=1,col=1,endColumn=14,title=")


def test_junit() -> None:
    root = ET.fromstring(rendered(library(), "junit").encode())
    assert root.attrib == {
        "name": "replylint",
        "tests": "4",
        "failures": "2",
        "errors": "2",
        "skipped": "0",
    }
    case = root.findall("testsuite")[2].findall("testcase")[0]
    assert case.attrib == {"name": "one", "classname": "macros/a b.jsonl", "line": "1"}
    assert (case.findtext("failure") or "").startswith("line 1, column 32: “You failed to” blames.")
    assert "No greeting." in (case.findtext("system-out") or "")


def test_checkstyle() -> None:
    root = ET.fromstring(rendered(library(), "checkstyle").encode())
    assert [file.get("name") for file in root] == ["bad.yaml", "worse.csv", "macros/a b.jsonl"]
    errors = [each.attrib for each in root[2] if each.get("severity") == "error"]
    assert [(each["line"], each["source"]) for each in errors] == [
        ("1", "replylint.blame-customer.failed"),
        ("2", "replylint.blame-customer.failed"),
    ]


def test_jsonl() -> None:
    lines = [json.loads(line) for line in rendered(library(), "jsonl").split("\n")[:-1]]
    assert [next(iter(line)) for line in lines] == ["error", "error", "path", "path", "notice"]
    whole = json.loads(rendered(library(), "json"))
    assert lines[2:4] == whole["replies"]


def test_markdown() -> None:
    lines = rendered(library(), "markdown").splitlines()
    assert lines[:3] == [
        "### replylint",
        "",
        "2 replies checked: 2 errors, 2 info; 2 could not be read.",
    ]
    assert [line.split("|")[1].strip() for line in lines[6:]] == [
        "unreadable",
        "unreadable",
        "error",
        "error",
        "info",
        "info",
    ]
    assert {len(re.findall(r"\|", line)) for line in lines[6:]} == {5}


def test_markdown_fits_a_comment() -> None:
    document = document_of(FAILED + " x" * 200)
    report = Report(report_on(document, FAILED).files * 500)
    out = rendered(report, "markdown")
    assert len(out) < 65_536
    assert re.search(r"and \d+ more", out.splitlines()[-1])


def test_markdown_calls_nobody() -> None:
    assert escaped("@team see #12 | <b>*x*") == (
        "@\u2060team see #\u206012 &#124; &#60;b&#62;&#42;x&#42;"
    )


JSON = {"jsonl", "sarif", "gitlab", "rdjson"}


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("form", FORMS)
def test_hostile_text(form: str, encoding: str) -> None:
    text = HOSTILE + FAILED + HOSTILE
    document = document_of(text, f"{HOSTILE}.txt".replace("\x00", ""), name=HOSTILE)
    found = report_on(document, text, FAILED, gaps=(gap(),))
    report = Report(found.files, (Problem(HOSTILE, HOSTILE, 1),), (Problem(HOSTILE, HOSTILE),))
    out = rendered(report, form, encoding)
    # JSON carries other people's text as it is; the rest may be shown by a terminal.
    unwanted = r"[\x00-\x09\x0b-\x1f]" if form in JSON else r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]"
    assert re.search(unwanted, out) is None
    if form in {"junit", "checkstyle"}:
        ET.fromstring(out.encode(encoding))
    elif form == "jsonl":
        assert [json.loads(line) for line in out.split("\n")[:-1]]
    elif form == "sarif":
        jsonschema.validate(json.loads(out), SARIF)
    elif form in {"gitlab", "rdjson"}:
        assert json.loads(out)
    elif form == "github":
        assert all(line.startswith(("::error ", "::notice ", "1 ")) for line in out.splitlines())
        assert len(out.splitlines()) == 6
    else:
        assert "<script>" not in out


@given(st.text(min_size=1), st.sampled_from(FORMS))
def test_any_text_is_told(text: str, form: str) -> None:
    report = report_on(document_of(text, name=text), text, gaps=(gap(),))
    out = rendered(report, form)
    if form in {"junit", "checkstyle"}:
        ET.fromstring(out)
    elif form in {"sarif", "gitlab", "rdjson"}:
        json.loads(out)


LINE_ENDS = re.compile(r"\r\n|\r|\n")


def offset(text: str, line: int, column: int) -> int:
    """Return the offset of a place in a text, from its line and column."""
    return [0, *(each.end() for each in LINE_ENDS.finditer(text))][line - 1] + column - 1


@given(st.text("aé日👍\t\u2028 \r\n", min_size=1), st.booleans(), st.data())
def test_places_are_those_of_the_source(text: str, marked: bool, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    reply = Reply(text, SourceMap.identity(0, len(text)))
    report = report_on(Document("a.txt", text, (reply,), marked), words)
    wanted = text.index(words)
    region = sarif(report)["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert offset(text, region["startLine"], region["startColumn"]) == wanted
    assert offset(text, region["endLine"], region["endColumn"]) == wanted + len(words)
    (diagnostic,) = json.loads(rendered(report, "rdjson"))["diagnostics"]
    # One byte a character: then offsets count bytes.
    file = report.files[0].document.data
    places = [diagnostic["location"]["range"][end] for end in ("start", "end")]
    first, last = (offset(file.decode("latin-1"), each["line"], each["column"]) for each in places)
    assert file[first:last] == words.encode()


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_report(form: str) -> None:
    assert isinstance(rendered(Report(), form), str)


def page(report: Report) -> str:
    return rendered(report, "html")


def test_html_needs_nothing_from_elsewhere() -> None:
    out = page(library())
    assert "<script" not in out
    assert re.findall(r"""(?:src|href)=["']?[^"'#]|url\(|@import|https?:""", out) == []
    assert "default-src 'none'" in out
    assert "prefers-color-scheme: dark" in out


class Tags(HTMLParser):
    """Notes the tags and attributes of a page, and that each is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_has_only_its_own_markup() -> None:
    plain, hostile = Tags(), Tags()
    plain.feed(page(report_on(document_of(FAILED, name="x"), FAILED, gaps=(gap(),))))
    nasty = f"{FAILED}\"'><img src=x onerror=alert(1)></style><script>alert(1)</script>"
    hostile.feed(page(report_on(document_of(nasty, nasty, nasty), FAILED, nasty, gaps=(gap(),))))
    assert hostile.open == plain.open == []
    assert hostile.seen == plain.seen
    assert hostile.attributes == plain.attributes
    assert nasty in "".join(hostile.text)


def test_html_shows_the_worst_first() -> None:
    out = page(library())
    assert out.index("Could not be read") < out.index("The worst first") < out.index('id="reply-1"')
    assert '<mark class="error">You failed to</mark><sup>1</sup> attach it.' in out
    assert "<ins>We need</ins> attach it." in out
    assert "Add: Hi," in out
    assert "<b>70</b>mean score" in out


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def test_several_reports_at_once(tmp_path: Path) -> None:
    draft, log, page_file = (tmp_path / name for name in ("a.txt", "a.sarif", "a.html"))
    draft.write_text("You failed to attach the invoice.", encoding="utf-8")
    kind = ("check", "--kind", "fragment", "--no-cache", draft)
    to_files = ("--output-format", "sarif", "--output-file", log)
    more = ("--output-format=html", f"--output-file={page_file}")
    for arguments in (
        (*to_files, "--output-format", "concise", *more),
        ("--output-format", "concise", *to_files, *more),
    ):
        result = run(*kind, *arguments)
        assert result.exit_code == 1
        assert result.output.startswith(f"{draft.as_posix()}:1:1: error blame-customer/")
        assert json.loads(log.read_text(encoding="utf-8"))["version"] == "2.1.0"
        assert page_file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        log.unlink()
        page_file.unlink()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--output-format", "sarif", "--output-format", "json"),
        (
            "--output-format",
            "sarif",
            "--output-file",
            "x",
            "--output-format",
            "json",
            "--output-file",
            "x",
        ),
    ],
)
def test_two_reports_for_one_place(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Hi.", encoding="utf-8")
    result = run("check", "a.txt", *arguments)
    assert result.exit_code == 2
    assert "Two reports can't both go to" in result.output
    assert not (tmp_path / "x").exists()
