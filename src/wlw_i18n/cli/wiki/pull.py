"""What `wiki pull` does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from wlw_i18n.cli import console
from wlw_i18n.cli.policy import BROKEN, CLEAN, FINDINGS
from wlw_i18n.cli.refusals import refuse, refusing
from wlw_i18n.cli.wiki.connection import connected, is_ready, ledger_of
from wlw_i18n.model.catalog import Message
from wlw_i18n.model.course import Language
from wlw_i18n.pipeline.desk import Desk, opened
from wlw_i18n.pipeline.outcome import Options
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.wiki import bundle, source, translate
from wlw_i18n.wiki import pull as pulling
from wlw_i18n.wiki.arrivals import Arrival, PageReader
from wlw_i18n.wiki.client import Client
from wlw_i18n.wiki.pages import is_translated_here, profile_of, wiki_code
from wlw_i18n.wiki.pull import Pulled
from wlw_i18n.wiki.source import Source
from wlw_i18n.wiki.state import Ledger

_SHOWN: Final = 10
"""How many texts of one kind are listed."""


@dataclass(frozen=True, slots=True)
class Taking:
    """How translations are taken."""

    bundles: tuple[str, ...] = ()
    """Titles of message bundles to pull from, in place of the course's pages and its own bundle."""
    force: bool = False
    """Whether they also take the place of other translations that are ready."""
    dry_run: bool = False
    """Whether to stop after the summary."""


@refusing
def pull_from(course: Path, name: str, codes: Sequence[str], how: Taking) -> int:
    """Take translations that were made on a wiki into the PO files, after a summary.

    Args:
        course: a folder of the course.
        name: the wiki's name in course.toml; may be empty if there is one.
        codes: only these languages; all when empty.
        how: with what.

    Returns:
        The exit code: 1 if something was not taken.
    """
    if not is_ready(course, Options()):
        return BROKEN
    out = console.output()
    with opened(course) as desk:
        profile = profile_of(desk.config, name)
        if not (how.bundles or is_translated_here(profile)):
            return refuse(f'no translations are made on "{profile.name}": course.toml has translated_here = false.')
        with connected(desk.config, profile) as client:
            ledger = ledger_of(desk.root, profile, client.api)
            lessons = source.load(desk, profile)
            found = [
                pulling.pull(
                    desk,
                    language,
                    _arrivals(client, lessons, ledger, language, how.bundles),
                    ledger.state,
                    force=how.force,
                )
                for language in desk.languages(codes)
            ]
        for pulled in found:
            _show_pulled(pulled)
        if how.dry_run:
            out.print("Nothing was written: this was a dry run.")
        else:
            _write_pulled(desk, ledger, found)
    return FINDINGS if any(pulled.kept for pulled in found) else CLEAN


def _arrivals(
    client: Client, lessons: Source, ledger: Ledger, language: Language, bundles: Sequence[str]
) -> Sequence[Arrival]:
    found: list[Arrival] = []
    code = wiki_code(lessons.profile, language)
    for title in lessons.titles if not bundles else ():
        messages = translate.messages(client, translate.page_group(title), code)
        reader = PageReader(lessons, title, ledger.state.pages.get(title))
        found += reader.arrivals(messages or ())
    # Our own may be so new that the wiki has not looked at it yet.
    ours = ledger.state.bundle
    for title in bundles or ((ours,) if ours else ()):
        messages = translate.messages(client, translate.bundle_group(title), code)
        if messages is None and title != ours:
            raise RefusedError(f'the wiki has no message bundle "{title}".')
        found += bundle.arrivals(title, messages or (), ledger.state.pages.get(title))
    nobody = {"FuzzyBot", client.account.name if client.account else ""}
    return [each if each.translator not in nobody else replace(each, translator="") for each in found]


def _show_pulled(pulled: Pulled) -> None:
    out = console.output()
    out.print(f"{pulled.language.code}  {pulled.language.autonym}", style="bold")
    counts: tuple[tuple[Sequence[Message], str], ...] = (
        (pulled.taken, "taken"),
        (pulled.outdated, "of them made for another English: stale, with that English beside them"),
        (pulled.waiting, "of them to be confirmed"),
        (pulled.replaced, "of them in place of another translation, which is in memory.po then"),
        (pulled.kept, "not taken: the PO file has another translation; --force replaces it"),
        (pulled.unknown, "not in the course"),
    )
    for messages, said in counts:
        if messages:
            out.print(f"{len(messages):>7,} {said}")
    for message in pulled.kept[:_SHOWN]:
        out.print(f"{'':>10}{message.key}  {console.short(message.msgstr, 50)}")
    if not any(messages for messages, _ in counts):
        out.print("        nothing new")


def _write_pulled(desk: Desk, ledger: Ledger, found: Sequence[Pulled]) -> None:
    out = console.output()
    written = desk.write(file for pulled in found for file in pulled.files)
    for pulled in found:
        pulled.remember(ledger.state)
    # Last: until the PO files have a translation, it counts as not pulled.
    ledger.keep()
    if not written:
        out.print("Nothing to write.")
        return
    out.print("Written:")
    for path in written:
        out.print(f"  {path}")
    out.print("Next: `wlw-i18n sync`, which checks the translations and exports them.")
