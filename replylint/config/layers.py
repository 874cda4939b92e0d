"""Lays settings over each other: defaults, a file, its parts for some files, the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from replylint.config.checking import Layer
from replylint.config.excluding import matches
from replylint.config.files import ConfigFile
from replylint.config.keys import Config, default_of, keys

DEFAULT = "default"
_SELECTION = ("extend_select", "ignore", "severities")


class Resolved(Struct, frozen=True):
    """The settings that count for a file.

    Attributes:
        config: their values.
        origins: by the names of the fields: where each value comes from, the nearest last.
        layers: what they were made of, the nearest last.
    """

    config: Config
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    layers: tuple[Layer, ...] = ()


def layers_for(file: ConfigFile | None, path: Path | None) -> Iterator[Layer]:
    """Yield what a configuration says for a file, the nearest last.

    Args:
        file: the configuration, if there is one.
        path: the file to be linted; None for what holds for a whole run.
    """
    if file is None:
        return
    yield file.base
    for layer in file.per_file:
        if path is not None and matches(layer.files, path, layer.folder):
            yield layer


def resolve(layers: Sequence[Layer]) -> Resolved:
    """Return what counts where some layers lie over each other, the nearest last.

    What is nearer replaces what is further away, or adds to it where the key says so. A choice
    of rules (`select`) begins anew: what was added or ignored further away is forgotten.
    """
    values: dict[str, Any] = {}
    origins: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        if layer.values.get("select"):
            for name in _SELECTION:
                values.pop(name, None)
                origins.pop(name, None)
        for name, value in layer.values.items():
            if name in values and dict(keys())[name].adds:
                values[name] = (*values[name], *_sequence(value))
                origins[name] = (*origins[name], layer.place(name))
            else:
                values[name], origins[name] = value, (layer.place(name),)
    shown = {name: origins.get(name, (DEFAULT,)) for name in Config.__struct_fields__}
    return Resolved(Config(**values), shown, tuple(layers))


def is_default(resolved: Resolved, name: str) -> bool:
    """Return whether nobody has set a field."""
    return resolved.origins[name] == (DEFAULT,) and getattr(resolved.config, name) == default_of(
        name
    )


def _sequence(value: object) -> Sequence[object]:
    assert isinstance(value, tuple)  # noqa: S101 - all keys that add hold several values
    return value
