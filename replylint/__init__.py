"""replylint: a linter for the language of customer support.

>>> import replylint
>>> report = replylint.check("You failed to attach the invoice.")
>>> report.score
80
>>> print(report.findings[0].message)
“You failed to” says that the customer did it badly.

`check` and `fix` take one text; a `Linter` takes any number of them. `docs/python.md` shows more;
`replylint.api` is for files, folders and exports of help desks.
"""

__version__ = "0.1.0"

__all__ = [
    "Applicability",
    "ConfigError",
    "Edit",
    "Finding",
    "Fix",
    "FixedText",
    "Gap",
    "Kind",
    "Linter",
    "LinterOptions",
    "Markup",
    "Reply",
    "ReplyReport",
    "ReplylintError",
    "RuleError",
    "RuleInfo",
    "Severity",
    "Span",
    "__version__",
    "check",
    "fix",
]

TYPE_CHECKING = False  # type checkers know the name; typing itself costs more than all the rest
if TYPE_CHECKING:
    from replylint.model.errors import ConfigError, ReplylintError, RuleError
    from replylint.model.finding import Applicability, Edit, Finding, Fix, Gap
    from replylint.model.reply import Kind, Markup, Reply
    from replylint.model.report import ReplyReport
    from replylint.model.rule import RuleInfo, Severity
    from replylint.model.text import Span
    from replylint.texts import FixedText, Linter, LinterOptions, check, fix
else:
    _HOMES = {
        "model.errors": ("ConfigError", "ReplylintError", "RuleError"),
        "model.finding": ("Applicability", "Edit", "Finding", "Fix", "Gap"),
        "model.reply": ("Kind", "Markup", "Reply"),
        "model.report": ("ReplyReport",),
        "model.rule": ("RuleInfo", "Severity"),
        "model.text": ("Span",),
        "texts": ("FixedText", "Linter", "LinterOptions", "check", "fix"),
    }

    def __getattr__(name: str) -> object:
        """Import what is asked for when it is: `import replylint` costs next to nothing."""
        from importlib import import_module

        for module, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"replylint.{module}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
