"""What `translatewiki` does."""

from pathlib import Path

from wlw_i18n.cli import console
from wlw_i18n.cli.policy import CLEAN
from wlw_i18n.cli.refusals import refusing
from wlw_i18n.pipeline.desk import opened
from wlw_i18n.wiki import translatewiki


@refusing
def for_translatewiki(course: Path, *, dry_run: bool) -> int:
    """Write what translatewiki.net needs besides the PO files."""
    out = console.output()
    with opened(course) as desk:
        made = translatewiki.make(desk)
        written = () if dry_run else desk.write(made.files)
    for code, folder in made.codes.items():
        out.print(f"{folder} is {code} there: the groups say so.")
    for language in made.refused:
        out.print(f"{language.code} ({language.autonym}) cannot be translated on translatewiki.net under this code.")
    if made.kept:
        out.print(f"{console.number(made.kept, 'text')} documented by people: left as they wrote it.")
    if dry_run:
        for file in made.files:
            out.print(f"  {file.path}")
        out.print("Nothing was written: this was a dry run.")
        return CLEAN
    for path in written:
        out.print(f"  {path}")
    out.print(f"Written: {console.number(len(written), 'file')}." if written else "Everything is up to date.")
    return CLEAN
