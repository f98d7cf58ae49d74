"""What `wiki status` does."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from wlw_i18n.cli import console
from wlw_i18n.cli.policy import BROKEN, CLEAN
from wlw_i18n.cli.refusals import refusing
from wlw_i18n.cli.wiki.connection import EXPORT, bundle_of, connected, is_ready, ledger_of
from wlw_i18n.model.course import WikiProfile
from wlw_i18n.pipeline.desk import Desk, opened
from wlw_i18n.wiki import push, status
from wlw_i18n.wiki.client import Client
from wlw_i18n.wiki.pages import is_translated_here, pages_to_push, profile_of
from wlw_i18n.wiki.push import Step
from wlw_i18n.wiki.state import Ledger


@refusing
def status_of(course: Path, name: str, *, as_json: bool) -> int:
    """Show where the course stands on a wiki."""
    if not is_ready(course, EXPORT):
        return BROKEN
    with opened(course) as desk:
        profile = profile_of(desk.config, name)
        pages = pages_to_push(desk.root, desk.config, profile, ())
        with connected(desk.config, profile) as client:
            ledger = ledger_of(desk.root, profile, client.api)
            pages = (*pages, *bundle_of(desk, profile, ledger, pages))
            steps = push.plan(client, pages, ledger.state)
            languages, shown = _translations(desk, client, profile, ledger, steps)
    if as_json:
        console.print_json(_data(profile, client.api, shown, languages))
    else:
        _print_status(profile, shown, languages)
    return CLEAN


def _translations(
    desk: Desk, client: Client, profile: WikiProfile, ledger: Ledger, steps: Sequence[Step]
) -> tuple[Sequence[status.LanguageOnWiki], Sequence[status.PageStatus]]:
    if not is_translated_here(profile):
        return (), [status.PageStatus(step, None) for step in steps]
    pages = [step.page for step in steps]
    config = desk.config
    found = {each.code: status.translations(client, profile, pages, each) for each in config.languages}
    # What is marked, any language tells.
    any_language = next(iter(found.values()), None)
    if any_language is None:
        any_language = status.translations(client, profile, pages, config.source_language)
    languages = [status.of_language(language, found[language.code], ledger.state) for language in config.languages]
    shown = [
        status.PageStatus(
            step,
            status.is_marked(replace(step.page, text=step.remote.text), any_language.get(step.page.title))
            if step.remote
            else False,
        )
        for step in steps
    ]
    return languages, shown


def _print_status(
    profile: WikiProfile, pages: Sequence[status.PageStatus], languages: Sequence[status.LanguageOnWiki]
) -> None:
    out = console.output()
    out.print(Text(f"{profile.name}  {profile.base_page}", style="bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Page", max_width=48)
    table.add_column("On the wiki", no_wrap=True)
    if languages:
        table.add_column("Marked", no_wrap=True)
    for page in pages:
        below = page.step.page.title.removeprefix(profile.base_page).removeprefix("/") or "(first page)"
        marked = ["yes" if page.is_marked else "no"] if languages else []
        table.add_row(Text(below, no_wrap=True, overflow="ellipsis"), page.step.verdict.value, *marked)
    out.print(table)
    if languages:
        out.print(_language_table(languages))


def _language_table(languages: Sequence[status.LanguageOnWiki]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("Language", max_width=24)
    for name in ("Texts", "Translated", "Outdated", "To pull"):
        table.add_column(name, justify="right", no_wrap=True)
    for each in languages:
        label = Text(f"{each.language.code}  {each.language.autonym}", no_wrap=True, overflow="ellipsis")
        table.add_row(label, *(f"{n:,}" for n in (each.units, each.translated, each.outdated, each.waiting)))
    return table


def _data(
    profile: WikiProfile,
    api: str,
    pages: Sequence[status.PageStatus],
    languages: Sequence[status.LanguageOnWiki],
) -> dict[str, Any]:
    return {
        "version": 1,
        "wiki": profile.name,
        "api": api,
        "pages": [
            {
                "title": page.step.page.title,
                "path": page.step.page.path,
                "language": page.step.page.language,
                "state": page.step.verdict.name.lower(),
                "revision": page.step.remote.revision if page.step.remote else None,
                "marked": page.is_marked,
            }
            for page in pages
        ],
        "languages": [
            {
                "code": each.language.code,
                "units": each.units,
                "translated": each.translated,
                "outdated": each.outdated,
                "waiting": each.waiting,
            }
            for each in languages
        ],
    }
