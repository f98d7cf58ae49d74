"""Translates a PO file as a Weblate server does when it commits: with Weblate's own classes, without a server.

    python tools/recording/with_weblate.py INPUT OUTPUT WRAP

Run it with a Python that has the package `weblate` and `psycopg` (see tests/cases/catalogs/writers/README.md). WRAP is
Weblate's file format parameter `po_line_wrap`: 77, 65535 or -1. What `Translation.update_units` of Weblate does to the
file is done here in the same order: target, state, header, save.
"""

import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weblate.settings_example")
os.environ.setdefault("WEBLATE_DATA_DIR", tempfile.mkdtemp())
django.setup()

from weblate.formats.ttkit import PoFormat  # noqa: E402 - Django comes first
from weblate.utils.state import STATE_TRANSLATED  # noqa: E402

# By the beginning of the English: a stale text that gets a new translation, one that is confirmed as it is, an
# untranslated one.
TRANSLATED = {
    "A list of women writers": "Une liste d'écrivaines aide un groupe à voir quels articles manquent encore.",
    "Ask on the project's talk page.": None,
    "Count the articles of this year.": "Comptez les articles de cette année.",
}


def main(source: str, target: str, wrap: int) -> None:
    """Write the file that Weblate would write."""
    shutil.copy(source, target)
    params = {"po_line_wrap": wrap}
    store = PoFormat(target, language_code="fr", file_format_params=params)
    for start, translation in TRANSLATED.items():
        known = next(unit for unit in store.content_units if unit.source.startswith(start))
        unit, _ = store.find_unit(known.context, known.source)
        unit.set_target(translation or unit.target)
        unit.set_state(STATE_TRANSLATED)
    store.update_header(
        params,
        plural_forms="nplurals=2; plural=n > 1;",
        language="fr",
        PO_Revision_Date=datetime(2026, 11, 22, 10, 12, tzinfo=UTC).strftime("%Y-%m-%d %H:%M%z"),
        language_team="French <https://weblate.example.org/projects/my-course/lesson/fr/>",
        last_translator="Amina <amina@example.org>",
    )
    store.save()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
