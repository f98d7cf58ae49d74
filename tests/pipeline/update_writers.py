"""Writes what `test_writers.py` expects, for someone to read before it is committed.

python -m tests.pipeline.update_writers
"""

import tempfile
from pathlib import Path

from . import test_writers as writers


def main() -> None:
    """Write after-sync/ and after-edit/."""
    for recorded in writers.RECORDED:
        with tempfile.TemporaryDirectory() as folder:
            course = writers.saved(recorded, Path(folder))
            course.sync(writers.WRITE)
            _put(recorded, "after-sync", writers.changed(recorded, course))
            synced = course.read(writers.catalog_of(recorded))
            course.edit(writers.LESSON, *writers.EDIT)
            course.sync(writers.WRITE)
            _put(recorded, "after-edit", writers.difference(synced, course.read(writers.catalog_of(recorded))))


def _put(recorded: Path, folder: str, text: str) -> None:
    path = writers.WRITERS / folder / f"{recorded.stem}.diff"
    path.unlink(missing_ok=True)
    if text:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
