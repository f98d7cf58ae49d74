"""What `wiki push` does."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from rich.text import Text

from wlw_i18n.cli import console, summary
from wlw_i18n.cli.policy import BROKEN, CLEAN, FINDINGS
from wlw_i18n.cli.refusals import refusing
from wlw_i18n.cli.wiki.connection import EXPORT, bundle_of, connected, is_ready, ledger_of
from wlw_i18n.model.course import Config, Language, WikiProfile
from wlw_i18n.pipeline.desk import Desk, opened
from wlw_i18n.pipeline.refusal import RefusedError
from wlw_i18n.wiki import document, push, source, status, translate
from wlw_i18n.wiki.client import Client
from wlw_i18n.wiki.errors import PageRefusedError
from wlw_i18n.wiki.pages import Page, is_translated_here, pages_to_push, profile_of
from wlw_i18n.wiki.push import Saved, Step, Verdict
from wlw_i18n.wiki.source import Source
from wlw_i18n.wiki.state import Ledger

_NOT_OURS: Final = (Verdict.CHANGED, Verdict.DELETED)


@dataclass(frozen=True, slots=True)
class Sending:
    """How pages are sent."""

    write: bool
    overwrite: tuple[str, ...] = ()
    """Titles of pages to save although others changed them."""
    mark: bool = False
    documentation: bool = False
    bundle: str = ""
    """Title of a message bundle with the texts that stand on no page; it is remembered."""
    summary: str = "from the sources of the course"


@refusing
def push_to(course: Path, name: str, codes: Sequence[str], sending: Sending) -> int:
    """Bring a wiki's pages up to date, or show what that would change.

    Args:
        course: a folder of the course.
        name: the wiki's name in course.toml; may be empty if there is one.
        codes: only the pages in these languages; all when empty.
        sending: how.

    Returns:
        The exit code: 1 if a page was left alone because others changed it, or was refused.
    """
    if not is_ready(course, EXPORT):
        return BROKEN
    with opened(course) as desk:
        profile = profile_of(desk.config, name)
        desk.languages([code for code in codes if code != desk.config.source_language.code])
        if codes and is_translated_here(profile):
            raise RefusedError("translatable pages are in no language: leave --lang out.")
        if sending.bundle and not is_translated_here(profile):
            raise RefusedError(f'no translations are made on "{profile.name}", so it gets no message bundle.')
        pages = pages_to_push(desk.root, desk.config, profile, codes)
        with connected(desk.config, profile) as client:
            if sending.write:
                client.require_account()
            if not is_translated_here(profile):
                push.check_languages(client, profile, _languages_of(desk.config, pages))
            ledger = ledger_of(desk.root, profile, client.api)
            pages = (*pages, *bundle_of(desk, profile, ledger, pages, sending.bundle))
            _check_titles(pages, sending.overwrite)
            steps = push.plan(client, pages, ledger.state, sending.overwrite)
            _show_steps(steps, profile, client)
            if not sending.write:
                console.output().print("Nothing was written: this was a dry run. Save the pages with --yes.")
                return FINDINGS if any(_is_left(step) for step in steps) else CLEAN
            return _save(desk, client, ledger, steps, sending)


def _check_titles(pages: Sequence[Page], titles: Sequence[str]) -> None:
    unknown = [title for title in titles if title not in {page.title for page in pages}]
    if unknown:
        raise RefusedError(f"no page of the course has the title {', '.join(unknown)}.")


def _languages_of(config: Config, pages: Sequence[Page]) -> Sequence[Language]:
    used = {page.language for page in pages}
    return [language for language in (config.source_language, *config.languages) if language.code in used]


def _show_steps(steps: Sequence[Step], profile: WikiProfile, client: Client) -> None:
    out = console.output()
    who = f"as {client.account.name}" if client.account else "not logged in"
    out.print(Text(f"{profile.name}  {client.api}, {who}", style="bold"))
    for step in steps:
        if step.verdict is Verdict.SAME:
            continue
        out.print(Text(f"{step.verdict.value}: {step.page.title}", style="bold"))
        _show_step(step)
    counts = Counter(step.verdict for step in steps)
    said = ", ".join(f"{counts[verdict]} {verdict.value}" for verdict in Verdict if counts[verdict])
    console.print_text(out, f"{console.number(len(steps), 'page')}: {said}.")


def _show_step(step: Step) -> None:
    out = console.output()
    remote = step.remote.text if step.remote else ""
    match step.verdict:
        case Verdict.NEW:
            out.print(f"    {console.number(step.page.text.count(chr(10)) + 1, 'line')}, from {step.page.path}")
        case Verdict.OUTDATED:
            _diff(remote, step.page.text)
        case Verdict.CHANGED:
            user = step.remote.user if step.remote else ""
            said = (
                "what was changed there since it was saved from here"
                if step.base is not None
                else "what we have instead"
            )
            console.print_text(out, f"Last saved by {user or 'a hidden user'}; {said}:", "    ")
            _diff(*((step.base, remote) if step.base is not None else (remote, step.page.text)))
        case _:
            pass
    if step.verdict in _NOT_OURS:
        hint = (
            "It will be saved all the same, because of --overwrite."
            if step.forced
            else "It is left alone. Take what is good in it into the lesson, then save the page with --overwrite TITLE."
        )
        console.print_text(out, hint, "    ")


def _diff(old: str, new: str) -> None:
    """Print which lines changed, and in lines that were only edited, which words."""
    out = console.output()
    before, after = old.split("\n"), new.split("\n")
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        out.print(Text(f"    line {c + 1}", style="dim"))
        if b - a == d - c:
            for was, now in zip(before[a:b], after[c:d], strict=True):
                console.print_styled(out, summary.changed_words(out, was, now), "      ")
            continue
        for lines, mark, style in ((before[a:b], "-", "red"), (after[c:d], "+", "green")):
            for line in lines:
                console.print_styled(out, Text(line, style=style), f"    {mark} ")


def _is_left(step: Step) -> bool:
    return step.verdict in _NOT_OURS and not step.forced


def _save(desk: Desk, client: Client, ledger: Ledger, steps: Sequence[Step], sending: Sending) -> int:
    out = console.output()
    here = is_translated_here(profile_of(desk.config, ledger.profile))
    lessons = source.load(desk, profile_of(desk.config, ledger.profile)) if here else None
    saved: list[Saved] = []
    for done in push.push(client, steps, ledger, lessons.english if lessons else {}, sending.summary):
        saved.append(done)
        out.print(f"{'refused' if done.fault else 'saved'}: {done.step.page.title}")
        if done.fault:
            console.print_text(out, done.fault, "    ")
    good = [done for done in saved if not done.fault]
    faults = len(saved) - len(good)
    refused = f" The wiki refused {faults}." if faults else ""
    out.print(f"{console.number(len(good), 'page')} saved.{refused}")
    unmarked = lessons is not None and _mark(client, ledger, steps, good, sending)
    if lessons is not None and sending.documentation:
        _document(client, ledger, lessons, steps)
    return FINDINGS if faults or unmarked or any(map(_is_left, steps)) else CLEAN


def _mark(client: Client, ledger: Ledger, steps: Sequence[Step], good: Sequence[Saved], sending: Sending) -> bool:
    """Mark what is to be marked, or say what is; whether Translate found fault with a page."""
    out = console.output()
    fresh = {done.step.page.title for done in good}
    steps = [step for step in steps if not step.page.is_bundle]
    waiting = [step for step in steps if step.page.title in fresh]
    faulty = False
    if sending.mark:
        same = [step for step in steps if step.verdict is Verdict.SAME]
        waiting = [step for step in (*waiting, *same) if step in waiting or not _is_marked(client, step)]
        left = []
        for step in waiting:
            title = step.page.title
            try:
                is_marked = translate.mark(client, title, ledger.state.pages[title].revision)
            except PageRefusedError as refused:
                faulty = True
                out.print(f"not marked: {title}")
                console.print_text(out, refused.message, "    ")
                continue
            if is_marked:
                out.print(f"marked: {title}")
            else:
                left.append(step)
        waiting = left
    if waiting:
        said = "To be marked for translation by a translation administrator (Special:PageTranslation):"
        console.print_text(out, said)
        for step in waiting:
            out.print(f"  {step.page.title}")
    return faulty


def _is_marked(client: Client, step: Step) -> bool:
    found = translate.messages(client, translate.group_of(step.page), step.page.language)
    return status.is_marked(step.page, found)


def _document(client: Client, ledger: Ledger, lessons: Source, steps: Sequence[Step]) -> None:
    out = console.output()
    for step in steps:
        title = step.page.title
        known = ledger.state.pages.get(title)
        if known is None:
            continue
        # The exporters' words are on every page: they are explained once, where they are on none.
        comments = {**lessons.word_comments, **lessons.comments} if step.page.is_bundle else lessons.comments
        notes = document.notes_for(client, step.page, known, comments)
        if notes is None:
            out.print(f"not marked yet, so without documentation: {title}")
            continue
        for note, fault in document.save_notes(client, notes, known, ledger.keep):
            out.print(f"{'left alone' if fault else 'documented'}: {note.title}")
            if fault:
                console.print_text(out, fault, "    ")
