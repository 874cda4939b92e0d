"""Configuration files to settings, each with where it comes from."""

from __future__ import annotations

from replylint.config.checking import Layer, Reference
from replylint.config.excluding import Exclusion
from replylint.config.files import (
    ConfigFile,
    Lookup,
    configurations,
    find,
    read_config,
)
from replylint.config.keys import Config, Key, Level, Supplied, Tone, Voice, keys
from replylint.config.layers import Resolved, layers_for, resolve
from replylint.config.names import BASELINE, NAMES

__all__ = [
    "BASELINE",
    "NAMES",
    "Config",
    "ConfigFile",
    "Exclusion",
    "Key",
    "Layer",
    "Level",
    "Lookup",
    "Reference",
    "Resolved",
    "Supplied",
    "Tone",
    "Voice",
    "configurations",
    "find",
    "keys",
    "layers_for",
    "read_config",
    "resolve",
]
