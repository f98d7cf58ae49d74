"""Makes the course whose PO files other programs are given, to see what they write.

    python tools/recording/course.py FOLDER

FOLDER gets a course of one lesson in French and Arabic as it is in the middle of the work: translated, stale and
untranslated texts, a suggestion, comments of translators, a header that no program knows, lines that somebody wrapped.
FOLDER/earlier.po is the French file before the authors' last edits.
"""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from wlw_i18n.catalogs import po
from wlw_i18n.pipeline import starter
from wlw_i18n.pipeline.run import Options, run

LESSON: Final = "source/01-start/01-lesson.md"
CATALOG: Final = "translations/{}/start/lesson.po"
EARLIER: Final = "earlier.po"

_MODULE: Final = """\
---
title: Start here
kind: module
---

This is the first page.
"""

_FIRST: Final = """\
---
title: Women writers
summary: How to begin a list of writers.
---

A list of women writers helps a group to see which articles are missing.

## What to count

This query lists women writers from Kenya who have no article on Swahili Wikipedia. Names with many articles in other
languages come first, because they are easier to begin with: their sources are known. Save the result as
[a worklist](https://en.wikipedia.org/wiki/Wikipedia:WikiProject_Women_in_Red/Missing_articles_by_occupation/Writers),
and write `{{user}}` beside the names you take. A "name" may be a pen name, too.

- Count the articles.
- Count the *readers*.

<!-- translators: Wikis keep their names. -->

Ask on the talk page.\\
Sign with `~~~~`.

The Arabic word for *wiki* is ويكي, which is read from right to left.

## Try it

<!-- question id=q-where -->

Where are free pictures of writers?

- = Wikimedia Commons
- = Commons

## The end

Thank you for counting.
"""

# What authors did after the translators: three texts became stale, and a new one is like another one.
_EDITS: Final = (
    ("helps a group to see which articles are missing", "helps a group to see which articles are still missing"),
    ("- Count the articles.", "- Count the articles of last year.\n- Count the articles of this year."),
    ("Ask on the talk page.", "Ask on the project's talk page."),
    (
        "Thank you for counting.",
        "Thank you for counting.\n\nThe Arabic word for *wiki* is ويكي, and it is read from right to left.",
    ),
)

_TRANSLATIONS: Final = {
    "fr": {
        "Women writers": "Écrivaines",
        "How to begin a list of writers.": "Comment commencer une liste d’écrivaines.",
        "A list of women writers helps": "Une liste d’écrivaines aide un groupe à voir quels articles manquent.",
        "What to count": "Que compter",
        "This query lists": (
            "Cette requête donne les écrivaines du Kenya qui n’ont pas d’article sur Wikipédia en swahili. Les noms qui"
            " ont beaucoup d’articles dans d’autres langues viennent en premier, parce qu’il est plus facile de"
            " commencer par eux : leurs sources sont connues. Enregistrez le résultat comme"
            " [liste de travail](https://en.wikipedia.org/wiki/Wikipedia:WikiProject_Women_in_Red/"
            "Missing_articles_by_occupation/Writers), et écrivez `{{user}}` à côté des noms que vous prenez."
            ' Un « nom » peut aussi être un "nom de plume".'
        ),
        "Count the articles.": "Comptez les articles.",
        "Ask on the talk page.": "Demandez sur la page de discussion.\nSignez avec `~~~~`.",
        "The Arabic word": "Le mot arabe pour *wiki* est ويكي, qui se lit de droite à gauche.",
        "Where are free pictures": "Où trouve-t-on des images libres d’écrivaines ?",
        "Wikimedia Commons": "Wikimedia Commons\nCommons\nWikicommons",
    },
    "ar": {
        "Women writers": "كاتبات",
        "How to begin a list of writers.": "كيف تبدأ قائمة بالكاتبات.",
        "A list of women writers helps": "تساعد قائمة بالكاتبات المجموعةَ على معرفة المقالات الناقصة.",
        "What to count": "ماذا نعدّ",
        "Count the articles.": "عُدّ المقالات.",
        "Ask on the talk page.": "اسأل في صفحة النقاش.\nووقّع بـ `~~~~`.",
        "The Arabic word": "الكلمة العربية لكلمة *wiki* هي ويكي، وتُقرأ من اليمين إلى اليسار.",
    },
}

_FLAGGED: Final = "The Arabic word"
_STATUS: Final = '"X-Translation-Status: draft, needs review by a native speaker\\n"\n'
_UNKNOWN: Final = (
    '"X-Our-List: a header that no program knows, and that is so long that programs like to wrap it somewhere\\n"\n'
)
_COMMENTS: Final = {
    "fr": "# « Compter » ou « dénombrer » ? À discuter.\n#\n#  Amina\n",
    "ar": "# ملاحظة للمترجمين: نستعمل «نعدّ».\n",
}


def main(folder: Path) -> None:
    """Make the course.

    Raises:
        SystemExit: the folder exists, or a sync has failed.
    """
    if folder.exists():
        raise SystemExit(f"{folder} exists.")
    starter.make(folder)
    for path in (folder / "source" / "01-start").glob("0*.md"):
        path.unlink()
    (folder / "source" / "01-start" / "media" / "flow.svg").unlink()
    _write(folder / "source" / "01-start" / "index.md", _MODULE)
    _write(folder / LESSON, _FIRST)
    for code in _TRANSLATIONS:
        starter.add_language(folder, code)
    _sync(folder)
    for code, texts in _TRANSLATIONS.items():
        _translate(folder / CATALOG.format(code), texts)
    _sync(folder)
    for code, comment in _COMMENTS.items():
        _touch(folder / CATALOG.format(code), comment)
    (folder / EARLIER).write_bytes((folder / CATALOG.format("fr")).read_bytes())
    text = _FIRST
    for old, new in _EDITS:
        text = text.replace(old, new)
    _write(folder / LESSON, text)
    _sync(folder)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _sync(folder: Path) -> None:
    outcome = run(folder, Options(write=True), lambda _stage, _done, _total: None)
    if outcome.broken:
        raise SystemExit("\n".join(str(diagnostic) for diagnostic in outcome.diagnostics))


def _translate(path: Path, texts: dict[str, str]) -> None:
    catalog, _ = po.read(path.as_posix(), path.read_bytes())
    if catalog is None:
        raise SystemExit(f"{path} cannot be read.")
    messages = tuple(
        replace(
            message,
            msgstr=next((to for start, to in texts.items() if message.msgid.startswith(start)), ""),
            flags=("no-wrap",) if message.msgid.startswith(_FLAGGED) else (),
        )
        for message in catalog.messages
    )
    path.write_bytes(po.write(replace(catalog, messages=messages)))


def _touch(path: Path, comment: str) -> None:
    """What people write into a file by hand: headers, comments, flags, lines that end early."""
    text = path.read_text(encoding="utf-8")
    text = text.replace('"X-Generator:', f'{_STATUS}{_UNKNOWN}"X-Generator:', 1)
    text = f"# The translators of this course.\n#\n# Amina <amina@example.org>, 2026.\n{text}"
    head, heading, rest = text.partition("#. type: heading\n")
    text = f"{head}{comment}{heading}{rest}"
    for word in (" qui n’ont pas", " viennent en premier"):
        text = text.replace(word, f'"\n"{word}', 1)
    _write(path, text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
