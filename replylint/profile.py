"""What applies to a file: its configuration, what the caller asked for, and so the rules to run."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from replylint.config import (
    BASELINE,
    NAMES,
    Config,
    ConfigFile,
    Exclusion,
    Layer,
    Level,
    Lookup,
    Resolved,
    Supplied,
    Tone,
    Voice,
    find,
    layers_for,
    read_config,
    resolve,
)
from replylint.linter import Linter, Load, Settings
from replylint.model.errors import ConfigError, ConfigFileError, Fault, SelectionError
from replylint.model.reply import Kind
from replylint.model.rule import RuleInfo, Severity
from replylint.rulebook.library import languages, load_rulebook
from replylint.rulebook.packs import Source, files_of
from replylint.rulebook.selection import matching, named
from replylint.sifting.revisions import Revision

COMMAND_LINE = "command line"

# What nobody is asked for if the help desk adds it.
_SUPPLIED = {
    Supplied.GREETING: "missing-greeting",
    Supplied.CLOSING: "missing-closing",
    Supplied.SIGNATURE: "missing-closing",
}


class Options(Struct, frozen=True):
    """What to check for, and how.

    What is None or empty is left to the configuration, and to its defaults.

    Attributes:
        select: rules or categories to run instead of the default ones.
        ignore: rules or categories not to run.
        extend_select: rules or categories to run besides.
        kind: what the replies are, whatever their file says; None leaves it to the file, or to
            a guess.
        language: ISO 639-1 code; None leaves it to the file, or to a guess.
        context: the customer's message, for replies that don't bring it.
        rules: rule files or folders besides the built-in ones.
        known_terms: words that are never reported.
        company_names: what the agent's company is called.
        config: how configuration files are found; None reads none.
        exclude: patterns of files and folders not to look at.
        extend_exclude: the same, besides those of the configuration.
        respect_gitignore: whether to leave out what ``.gitignore`` files name.
        force_exclude: whether to leave out excluded files even if they are given by name.
        fail_level: the lowest severity that counts as a failure.
        min_score: a lower score counts as a failure.
        output_format: how to write the report.
        baseline: a file of known findings, which are kept out of the report.
        since: a git revision; only replies that have changed since are linted.
        cache: the folder for what may be kept from run to run, such as
            `replylint.storage.user_folder`; None keeps nothing.
        jobs: how many processes may work at once; 0: as many as pay.
        shortcut: whether to parse only what a rule can match; what is found is the same.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    kind: Kind | None = None
    language: str | None = None
    context: str | None = None
    rules: tuple[Path, ...] = ()
    known_terms: tuple[str, ...] = ()
    company_names: tuple[str, ...] = ()
    config: Lookup | None = None
    exclude: tuple[str, ...] = ()
    extend_exclude: tuple[str, ...] = ()
    respect_gitignore: bool | None = None
    force_exclude: bool | None = None
    fail_level: Severity | None = None
    min_score: int | None = None
    output_format: str | None = None
    baseline: Path | None = None
    since: str | None = None
    cache: Path | None = None
    jobs: int = 1
    shortcut: bool = True


class Profile(Struct, frozen=True):
    """What applies to a file.

    Attributes:
        config: its settings.
        settings: the engine's, made of them.
    """

    config: Config
    settings: Settings


Known = Callable[[str | None, Sequence[Source], Path | None], tuple[RuleInfo, ...]]


class Profiles:
    """The profiles of the files of one run; each configuration is read once.

    Args:
        options: what the caller asked for; it outweighs what files say.
        known: returns the rules that names may stand for, as `rules` does.

    Raises:
        ConfigError: an option that can't be used, such as the name of an unknown rule; or a
            configuration file, with every fault of it (at the first file it is for).
        RuleError: rule files that can't be used.
    """

    def __init__(self, options: Options, known: Known | None = None) -> None:
        self._known = known or rules
        if options.language is not None:
            self._known(options.language, options.rules, options.cache)
        self._options = options
        self._asked = _asked(options)
        self._files: dict[Path, ConfigFile | None] = {}
        self._read: dict[Path, ConfigFile] = {}
        self._profiles: dict[tuple[int, ...], Profile] = {}
        self._linters: dict[Settings, Linter] = {}
        self._exclusions: dict[Path | None, Exclusion] = {}
        self._ours: dict[Path | None, frozenset[Path]] = {}
        self.revision = None if options.since is None else Revision(options.since)
        # What the caller asked for is looked at even if no file is found.
        self.of(None)

    @cached_property
    def run(self) -> Resolved:
        """The settings that hold for the run as a whole: those for the current folder."""
        return self.resolved(None)

    def resolved(self, path: Path | None) -> Resolved:
        """Return the settings for a file with where they come from; None: for the run."""
        layers = [*layers_for(self._config_for(path), path), self._asked]
        return resolve([layer for layer in layers if layer.values])

    def of(self, path: Path | None) -> Profile:
        """Return the profile of a file; None for a draft without a place."""
        layers = tuple(layers_for(self._config_for(path), path))
        key = tuple(map(id, layers))  # they live as long as their files, which are kept
        if key not in self._profiles:
            self._profiles[key] = self._made(layers)
        return self._profiles[key]

    @property
    def sources(self) -> tuple[Path, ...]:
        """The configurations read so far, and the files that they and the options name."""
        sources = [path for each in self._profiles.values() for path in each.config.rules]
        named = set(files_of(sources))
        known = {profile.config.baseline for profile in self._profiles.values()} - {None}
        return (*self._read, *sorted(named), *(path for path in known if path is not None))

    def rules(self, path: Path | None = None) -> tuple[RuleInfo, ...]:
        """Return the rules there are for a file as they count for it; None: for the run.

        Whether they run by default, and their severities, are what the settings make of them.
        """
        settings = self.of(path).settings
        infos = rules(self._options.language, settings.extra_rules, settings.cache)
        levels = dict(settings.severities)
        return tuple(
            replace(
                info,
                default=info.default if settings.selected is None else info.id in settings.selected,
                severity=levels.get(info.id, info.severity),
            )
            for info in infos
        )

    def linter(self, profile: Profile) -> Linter:
        """Return the linter for a profile; profiles with the same settings share it."""
        if profile.settings not in self._linters:
            self._linters[profile.settings] = Linter(profile.settings)
        return self._linters[profile.settings]

    def excludes(self, path: Path, *, is_folder: bool) -> bool:
        """Return whether something inside a folder that was given is excluded.

        What configures replylint holds no replies.
        """
        if path.name in (*NAMES, BASELINE) or self._configures(path):
            return True
        return self._exclusion(path).names(path, is_folder=is_folder)

    def _configures(self, path: Path) -> bool:
        file = self._config_for(path)
        key = None if file is None else file.path
        if key not in self._ours:
            config = self.resolved(path.parent / "any").config
            ours = [*files_of(config.rules), *([config.baseline] if config.baseline else [])]
            self._ours[key] = frozenset(each.absolute() for each in ours)
        return path.absolute() in self._ours[key]

    def excludes_given(self, path: Path) -> bool:
        """Return whether something that was given by name is excluded all the same."""
        return self._forces(path) and self._exclusion(path).covers(path)

    def _forces(self, path: Path) -> bool:
        return self.resolved(path).config.force_exclude

    def _exclusion(self, path: Path) -> Exclusion:
        file = self._config_for(path)
        key = None if file is None else file.path
        if key not in self._exclusions:
            found = self.resolved(path)
            config = found.config
            folder = Path.cwd() if file is None or self._options.exclude else file.base.folder
            self._exclusions[key] = Exclusion(
                (*config.exclude, *config.extend_exclude),
                folder,
                gitignore=config.respect_gitignore,
            )
        return self._exclusions[key]

    def _config_for(self, path: Path | None) -> ConfigFile | None:
        """Return the configuration for a file, checked."""
        lookup = self._options.config
        if lookup is None:
            return None
        if lookup.path is not None:
            return self._checked(lookup.path)
        folder = Path.cwd() if path is None else path.absolute().parent
        if folder not in self._files:
            found = find(folder)
            self._files[folder] = None if found is None else self._checked(found)
        return self._files[folder]

    def _checked(self, path: Path) -> ConfigFile:
        """Return a configuration file; its faults, unknown rules among them, are raised."""
        if path not in self._read:
            file = read_config(path)
            faults = [*file.faults, *_unknown_rules(file, self._known, self._options.cache)]
            if faults:
                faults.sort(key=lambda fault: (fault.path, fault.line, fault.column))
                raise ConfigFileError(tuple(faults))
            self._read[path] = file
        return self._read[path]

    def _made(self, layers: Sequence[Layer]) -> Profile:
        chosen = [layer for layer in (*layers, self._asked) if layer.values]
        config = resolve(chosen).config
        extra = _sources(config)
        infos = (
            self._known(None, extra, self._options.cache) if any(map(_chooses, chosen)) else None
        )
        return Profile(
            config,
            Settings(
                selected=None if infos is None else _selected(infos, chosen),
                kind=config.kind,
                language=config.language,
                extra_rules=extra,
                cache=self._options.cache,
                jobs=self._options.jobs,
                shortcut=self._options.shortcut,
                severities=() if infos is None else _severities(infos, chosen),
                known_terms=config.known_terms,
                company_names=config.company_names,
                plural=None if config.voice is None else config.voice is Voice.PLURAL,
                formal=None if config.tone is None else config.tone is Tone.FORMAL,
                supplied=frozenset(_SUPPLIED[each] for each in config.supplies),
            ),
        )


def rules(
    language: str | None = None,
    extra: Sequence[Source] = (),
    cache: Path | None = None,
    load: Load = load_rulebook,
) -> tuple[RuleInfo, ...]:
    """Return the rules there are, of one language or of all.

    Args:
        language: a language tag; None for all languages there are rules for.
        extra: rule files, folders or packs besides the built-in rules, and what a configuration
            says of rules.
        cache: the folder for what may be kept from run to run; None keeps nothing.
        load: loads the rules of a language.

    Raises:
        ConfigError: there are none for the language.
        RuleError: rule files that can't be used.
    """
    known = languages()
    code = None if language is None else primary(language)
    if code is not None and code not in known:
        raise ConfigError(
            f"There are no rules for the language “{language}” (known: {', '.join(known)})."
        )
    chosen = known if code is None else (code,)
    return tuple(info for each in chosen for info in load(each, tuple(extra), cache).infos)


def _sources(config: Config) -> tuple[Source, ...]:
    """Return what adds to the built-in rules, the nearest to the user last."""
    return (*config.rules, *config.prefer_words, *config.change_rules, *config.change_sets)


def primary(language: str) -> str:
    """Return the language of a tag such as ``en-GB``: rules aren't kept by region."""
    return re.split("[-_]", language.lower(), maxsplit=1)[0]


def _asked(options: Options) -> Layer:
    """Return what the caller asked for as the nearest layer of settings."""
    known = Config.__struct_fields__
    values = {
        name: value
        for name in options.__struct_fields__
        if name in known and (value := getattr(options, name)) not in (None, ())
    }
    return Layer(COMMAND_LINE, Path.cwd(), values)


def _chooses(layer: Layer) -> bool:
    return any(
        layer.values.get(name) for name in ("select", "ignore", "extend_select", "severities")
    )


def _unknown_rules(file: ConfigFile, known: Known, cache: Path | None) -> Iterable[Fault]:
    """Yield a fault for each name in a configuration that no rule and no category has."""
    if not file.references:
        return
    infos = known(None, _sources(resolve([file.base]).config), cache)
    for each in file.references:
        try:
            matching(infos, each.name)
        except SelectionError as error:
            yield Fault(each.path, each.line, each.column, str(error))


def _named(infos: Collection[RuleInfo], names: object) -> set[str]:
    assert isinstance(names, tuple)  # noqa: S101 - for the type checker
    return named(infos, names)


def _selected(infos: Collection[RuleInfo], layers: Iterable[Layer]) -> frozenset[str]:
    """Return the ids of the rules to run: each layer changes the choice of those below it."""
    chosen = {info.id for info in infos if info.default}
    for layer in layers:
        values = layer.values
        if values.get("select"):
            chosen = _named(infos, values["select"])
        chosen |= _named(infos, values.get("extend_select", ()))
        chosen -= _named(infos, values.get("ignore", ()))
        chosen -= {rule for rule, level in _levels(infos, layer).items() if level is Level.OFF}
    return frozenset(chosen)


def _severities(
    infos: Collection[RuleInfo], layers: Iterable[Layer]
) -> tuple[tuple[str, Severity], ...]:
    """Return the severities of the rules that have another one than their own."""
    found: dict[str, Severity] = {}
    for layer in layers:
        for rule, level in _levels(infos, layer).items():
            if level is not Level.OFF:
                found[rule] = Severity(level.value)
    return tuple(sorted(found.items()))


def _levels(infos: Collection[RuleInfo], layer: Layer) -> Mapping[str, Level]:
    """Return the level of each rule that a layer speaks of; its id outweighs its category."""
    pairs = layer.values.get("severities", ())
    assert isinstance(pairs, tuple)  # noqa: S101 - for the type checker
    by_width = sorted(pairs, key=lambda pair: "/" in pair[0])
    return {info.id: level for name, level in by_width for info in matching(infos, name)}
