"""A component for spaCy pipelines: ``nlp.add_pipe("replylint")``.

It takes the text of each `Doc` and lints it with replylint's own pipeline: what other components
say of the text doesn't count, so a blank pipeline of any language will do. Nothing in the `Doc`
changes; this is added:

- ``doc._.replylint``: the report, a `replylint.ReplyReport`; None before the component has run
- ``doc._.findings``, ``doc._.gaps``, ``doc._.score``: its parts, with offsets in ``doc.text``
- ``doc.spans["replylint"]``: the findings as spans of whole tokens, labelled with their rules

What is kept in the `Doc` is plain data, so it can be stored, copied and passed to other processes.
"""

# Annotations are evaluated here, since spaCy reads the factory's to check a configuration.
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from replylint.memory import record_of, report_of
from replylint.model.finding import Finding, Gap
from replylint.model.reply import Reply
from replylint.model.report import ReplyReport
from replylint.texts import Linter, LinterOptions

NAME = "replylint"


class ReplyLint:
    """Lints the texts of `Doc`s.

    Args:
        config: a configuration file; None reads none.
        options: see `replylint.LinterOptions`.

    Raises:
        ConfigError: a configuration or option that can't be used.
        RuleError: rule files that can't be used.
    """

    def __init__(self, config: str | None, options: LinterOptions) -> None:
        self._config = config
        self._options = options
        self._linter  # noqa: B018 - what is wrong with them is said when the pipeline is made

    @cached_property
    def _linter(self) -> Linter:
        return Linter(self._config, **self._options)

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy in another process is made of: it compiles its rules itself."""
        return {"_config": self._config, "_options": self._options}

    def __call__(self, doc: Doc) -> Doc:
        """Add what is found in one `Doc`."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 100) -> Iterator[Doc]:  # noqa: ARG002 (spaCy's)
        """Add what is found in each of several `Doc`s, which is faster."""
        waiting: deque[Doc] = deque()

        def texts() -> Iterator[str]:
            for doc in stream:
                waiting.append(doc)
                yield doc.text

        for report in self._linter.lint_each(texts()):
            doc = waiting.popleft()
            _keep(doc, report)
            yield doc


def _keep(doc: Doc, report: ReplyReport) -> None:
    """Put a report into a `Doc`."""
    doc.user_data[NAME] = record_of(report)
    found = (
        doc.char_span(each.span.start, each.span.end, label=each.rule, alignment_mode="expand")
        for each in report.findings
    )
    doc.spans[NAME] = SpanGroup(doc, name=NAME, spans=[span for span in found if span is not None])


def _report(doc: Doc) -> ReplyReport | None:
    kept = doc.user_data.get(NAME)
    return None if kept is None else report_of(Reply.of(doc.text), kept)


def _findings(doc: Doc) -> tuple[Finding, ...]:
    report = _report(doc)
    return () if report is None else report.findings


def _gaps(doc: Doc) -> tuple[Gap, ...]:
    report = _report(doc)
    return () if report is None else report.gaps


def _score(doc: Doc) -> int | None:
    report = _report(doc)
    return None if report is None else report.score


_EXTENSIONS: dict[str, Any] = {
    "replylint": _report,
    "findings": _findings,
    "gaps": _gaps,
    "score": _score,
}


@Language.factory(
    NAME,
    assigns=["doc.spans", *(f"doc._.{name}" for name in _EXTENSIONS)],
    default_config={
        "config": None,
        "select": [],
        "ignore": [],
        "extend_select": [],
        "kind": None,
        "language": None,
        "rules": [],
        "known_terms": [],
        "company_names": [],
        "cache": True,
    },
)
def make_component(  # noqa: PLR0913, PLR0917 - one argument for each setting, as spaCy wants it
    nlp: Language,  # noqa: ARG001 (spaCy's)
    name: str,  # noqa: ARG001 (spaCy's)
    config: str | None,
    select: list[str],
    ignore: list[str],
    extend_select: list[str],
    kind: str | None,
    language: str | None,
    rules: list[str],
    known_terms: list[str],
    company_names: list[str],
    cache: bool,
) -> ReplyLint:
    """Return a component; the settings are those of `replylint.LinterOptions`."""
    for extension, getter in _EXTENSIONS.items():
        # Another component's attribute of that name stays what it is.
        if not Doc.has_extension(extension):
            Doc.set_extension(extension, getter=getter)
    options = LinterOptions(
        select=select,
        ignore=ignore,
        extend_select=extend_select,
        kind=kind,
        language=language,
        rules=rules,
        known_terms=known_terms,
        company_names=company_names,
        cache=cache,
    )
    return ReplyLint(config, options)
