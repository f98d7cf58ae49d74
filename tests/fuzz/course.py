"""A whole sync of a small course some of whose files are damaged."""

import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz import seeds
from tests.fuzz.mutations import damaged
from tests.pipeline.course_in import CourseIn, make
from wlw_i18n.catalogs import po
from wlw_i18n.model.diagnostic import Severity

Damage = Mapping[str, bytes]
"""What files hold now, by path relative to the course root."""

_LESSON, _QUIZ = "source/01-start/01-first-lesson.md", "source/01-start/02-first-quiz.md"
_FILES = {
    _LESSON: "source",
    _QUIZ: "source",
    "source/01-start/index.md": "source",
    "source/course.toml": "config",
    "source/course.lock": "lock",
    "translations/fr/start/first-lesson.po": "catalog",
    "translations/fr/start/first-quiz.po": "catalog",
    "translations/fr/interface.po": "catalog",
    "translations/fr/course.po": "catalog",
    "translations/fr/memory.po": "catalog",
    "translations/templates/start/first-lesson.pot": "template",
    "translations/glossary.csv": "glossary",
    "source/01-start/media/new.svg": "source",
    ".wlw-i18n/sources": "lock",
}
"""Which files are damaged, and the kind of seeds that they may also be made of."""


@cache
def _sound() -> Path:
    """A course in French that is at rest; made once a process."""
    folder = Path(tempfile.mkdtemp(prefix="wlw-fuzz-"))
    return make(folder / "course", "fr").root


@st.composite
def damages(draw: st.DrawFn) -> Damage:
    """Some files of the course, damaged; each is made of itself most of the time."""
    paths = draw(st.lists(st.sampled_from(sorted(_FILES)), min_size=1, max_size=3, unique=True))
    return {path: draw(damaged(_seeds(path))) for path in paths}


def _seeds(path: str) -> tuple[str, ...]:
    file = _sound() / path
    own = (file.read_bytes().decode("utf-8", "replace"),) if file.exists() else ()
    return own * 8 + seeds.of(_FILES[path])[:8]


def survives(damage: Damage) -> None:
    """Sync says what is wrong and writes nothing, or writes all; nothing outside changes, no translation is lost."""
    with tempfile.TemporaryDirectory(prefix="wlw-fuzz-") as folder:
        outside = Path(folder)
        course = CourseIn(Path(shutil.copytree(_sound(), outside / "course")))
        for path, content in damage.items():
            (course.root / path).parent.mkdir(parents=True, exist_ok=True)
            (course.root / path).write_bytes(content)
        before = course.files()
        outcome = course.sync()
        assert [path.name for path in outside.iterdir()] == ["course"]
        assert all(problem.message for problem in outcome.diagnostics)
        if any(problem.severity is Severity.BROKEN for problem in outcome.diagnostics):
            assert course.files() == before
            return
        assert _translations(before) <= _translations(course.files())
        assert course.sync().written == ()


def _translations(files: Mapping[str, bytes]) -> set[str]:
    """Every translation that stands in a PO file, memory included; blanks around it do not count."""
    texts = set()
    for path, content in files.items():
        if path.startswith("translations/") and path.endswith(".po"):
            catalog, _ = po.read(path, content)
            if catalog is not None:
                texts |= {message.msgstr.strip() for message in (*catalog.messages, *catalog.obsolete)}
    return texts
