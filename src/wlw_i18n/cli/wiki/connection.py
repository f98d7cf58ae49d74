"""What the commands share that talk to a wiki."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wlw_i18n.cli.commands import report_problems, run_on
from wlw_i18n.cli.refusals import refuse
from wlw_i18n.model.course import Config, WikiProfile
from wlw_i18n.pipeline.desk import Desk
from wlw_i18n.pipeline.outcome import Options
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.pipeline.workspace import find_root
from wlw_i18n.wiki import bundle, credentials, source
from wlw_i18n.wiki.client import Client
from wlw_i18n.wiki.pages import Page, is_translated_here
from wlw_i18n.wiki.state import Ledger, path_of

EXPORT: Final = Options(export=True, targets=("wikitext",), archives=False)
"""Brings the wiki pages below exports/ up to date."""


@contextmanager
def connected(config: Config, profile: WikiProfile) -> Iterator[Client]:
    """A session with a wiki, with the credentials of the environment.

    Raises:
        RefusedError: the wiki's address is not known, or the credentials are not whole.
    """
    if not profile.api:
        raise RefusedError(
            f'the address of the wiki "{profile.name}" is not known. In course.toml, set api in '
            f"[targets.wikitext.{profile.name}] to the address of its api.php."
        )
    contact = profile.contact or config.bugs or config.homepage
    with Client(profile.api, contact, credentials.from_environment(os.environ)) as client:
        yield client


def is_ready(course: Path, options: Options) -> bool:
    """Whether exports and PO files say what the lessons say; if not, that is printed."""
    outcome = run_on(find_root(course), options)
    if outcome.broken:
        report_problems(outcome)
    elif outcome.pending:
        refuse("the PO files are not up to date with the lessons. Run `wlw-i18n sync` first.")
    return not (outcome.broken or outcome.pending)


def bundle_of(
    desk: Desk, profile: WikiProfile, ledger: Ledger, pages: Sequence[Page], title: str = ""
) -> tuple[Page, ...]:
    """The message bundle of a course on a wiki, if it has one or is to have one; what cannot be in it is printed.

    Args:
        desk: the course.
        profile: the wiki.
        ledger: what is known of it.
        pages: the other pages.
        title: of the bundle; when empty, of the one that was saved before.

    Raises:
        OSError: a file cannot be read.
    """
    title = title or ledger.state.bundle
    if not (title and is_translated_here(profile)):
        return ()
    english = bundle.texts(desk, source.load(desk, profile), pages)
    left = [key for key, text in english.items() if bundle.is_rewritten(text)]
    if left:
        refuse(f"not in the message bundle, because wikis rewrite such text when they save it: {', '.join(left)}.")
    return (bundle.page_of(title, desk.config, english),)


def ledger_of(root: Path, profile: WikiProfile, api: str) -> Ledger:
    """What is known of the course on a wiki; if a file was there in vain, that is printed."""
    ledger = Ledger.open(root, profile.name, api)
    if ledger.lost:
        refuse(f"{path_of(profile.name)} is damaged or of another wiki. It is not heeded; what is known is found anew.")
    return ledger
