"""The real course, synced and exported in a temporary folder, and each of its documents as each language serves it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from wlw_i18n import config, languages, links, segment
from wlw_i18n.assemble import LanguageTexts, assemble
from wlw_i18n.catalogs import po, template
from wlw_i18n.exporters.wikitext.profiles import profiles_of
from wlw_i18n.model.course import Config, Language, WikiProfile
from wlw_i18n.model.document import Document
from wlw_i18n.pipeline import editions, serving
from wlw_i18n.pipeline.paths import catalog_path, template_path
from wlw_i18n.pipeline.run import Options, Outcome, run
from wlw_i18n.pipeline.workspace import SourceFile, survey
from wlw_i18n.readers import read_document

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class RealCourse:
    """A copy of the course in `source/` and `translations/`, exported."""

    root: Path
    config: Config
    outcome: Outcome
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)

    @property
    def published(self) -> tuple[Language, ...]:
        """The languages that learners see."""
        codes = {language.code for language in self.outcome.status.languages if language.published}
        return (
            self.config.source_language,
            *(language for language in self.config.languages if language.code in codes),
        )

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """The course's files in order, drafts left out: learners do not see them."""
        return tuple(file for file in survey(self.root).sources if not _is_draft(self.root, file))

    @property
    def wikis(self) -> tuple[WikiProfile, ...]:
        """The wikis that pages are written for."""
        return profiles_of(self.config)

    def page(self, language: Language, source: SourceFile) -> Path:
        """The HTML page of a document."""
        name = "index" if source.is_index else self.document(language, source).id
        return self.root / f"exports/html/{language.code}/{source.module}/{name}.html"

    def wiki_page(self, wiki: WikiProfile, language: Language, source: SourceFile) -> str:
        """The wikitext of a document."""
        name = "index" if source.is_index else self.document(language, source).id
        path = self.root / f"exports/wikitext/{wiki.name}/{language.code}/{source.module}/{name}.wiki"
        return path.read_text(encoding="utf-8")

    def archive(self, language: Language) -> Path:
        """The OLX archive of a language."""
        (found,) = (self.root / "exports/olx").glob(f"*_{language.tag.replace('-', '_')}.tar.gz")
        return found

    def document(self, language: Language, source: SourceFile) -> Document:
        """A document as a language serves it: worked out here from the files, not taken from the exporters."""
        known = (language.code, source.path)
        if known not in self.documents:
            self.documents[known] = _served(self.root, self.config, language, source)
        return self.documents[known]


@cache
def _is_draft(root: Path, file: SourceFile) -> bool:
    document, _ = read_document(file.path, (root / file.path).read_bytes(), default_id=file.default_id)
    return document is not None and document.settings.draft


def media_of(root: Path, document: str) -> Callable[[str], bytes | None]:
    """What gives a document of a course the drawings and captions that it shows."""

    def load(src: str) -> bytes | None:
        path = root / (links.media_path(document, src) or "")
        return path.read_bytes() if path.is_file() else None

    return load


def _served(root: Path, course: Config, language: Language, file: SourceFile) -> Document:
    content = (root / file.path).read_bytes()
    tag, media = course.source_language.tag, media_of(root, file.path)
    document, _ = read_document(file.path, content, default_id=file.default_id, language=tag, media=media)
    assert document is not None
    path = template_path(file.module, document.id)
    units, _ = template.read(path, (root / path).read_bytes())
    source = segment.with_keys(document, [unit.key for unit in units.units])
    if language == course.source_language:
        return source
    found, _ = po.read(
        catalog_path(language.code, file.module, document.id),
        (root / catalog_path(language.code, file.module, document.id)).read_bytes(),
    )
    assert found is not None
    offered = serving.offer(segment.units(source), found, language.tag, serving.Definitions.of(source))
    gate = editions.gate_of(course.gates_of(language.code), document.kind)
    texts = offered.texts if offered.counts.share >= gate else {}
    return assemble(source, [LanguageTexts(language.tag, texts)])


@pytest.fixture(scope="session", name="real_course")
def real_course_fixture(tmp_path_factory: pytest.TempPathFactory) -> RealCourse:
    """The real course, exported once."""
    root = tmp_path_factory.mktemp("course") / "course"
    for folder in ("source", "translations"):
        shutil.copytree(ROOT / folder, root / folder)
    outcome = run(root, Options(write=True, export=True), lambda *_: None)
    assert not outcome.broken, outcome.diagnostics
    course, _ = config.read((root / config.PATH).read_bytes())
    assert course is not None
    assert languages.find("fr") in course.languages
    return RealCourse(root, course, outcome)
