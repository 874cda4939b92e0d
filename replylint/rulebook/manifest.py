"""What a pack, or a configuration in its place, says besides rules: its format, the brand's voice."""

from __future__ import annotations

from collections.abc import Mapping

from replylint.config.installed import STANDARD
from replylint.model.rule import Manner
from replylint.rulebook.nodes import Node
from replylint.rulebook.pack_keys import FORMAT
from replylint.rulebook.packs import NOTHING


def readable(node: Node) -> bool:
    """Return whether a pack is written in a format of the rule language that is known here.

    A newer one is a fault, the only one worth telling of such a pack.
    """
    said = node.parts().get("format")
    text = said.text() if said is not None else ""
    if said is None or not (text.isascii() and text.isdecimal()) or int(text) <= FORMAT:
        return True
    said.fault(
        f"written in rule format {text}, and this replylint reads up to {FORMAT}: update replylint"
        " (pip install --upgrade replylint), or ask for a version of the pack in an older format"
    )
    return False


def check_name(parts: Mapping[str, Node], known: dict[str, Node]) -> None:
    """Report a name that another pack has as well; remember it."""
    if "name" not in parts:
        return
    node = parts["name"]
    name = node.text()
    if name in (STANDARD, NOTHING):
        node.fault(f"“{name}” is replylint's own; give the pack another name")
    elif name in known:
        node.fault(f"another pack is named “{name}” as well: {known[name].path}; use one of them")
    known.setdefault(name, node)


def manner(parts: Mapping[str, Node], before: Manner) -> Manner:
    """Return how replies are to speak, where what is said here outweighs what was said before."""
    plural = parts["voice"].text() == "we" if "voice" in parts else before.plural
    return Manner(plural, is_formal(parts, before.formal))


def is_formal(parts: Mapping[str, Node], otherwise: bool | None = None) -> bool | None:
    """Return whether a tone is formal; what is given otherwise if there is none."""
    return parts["tone"].text() == "formal" if "tone" in parts else otherwise
