"""A small course's status with something of everything: all states, both directions, tags, failing checks."""

from collections.abc import Mapping

from wlw_i18n.model.course import Config, Language
from wlw_i18n.model.output import OutputFile
from wlw_i18n.model.status import (
    Counts,
    CourseStatus,
    Dashboard,
    DocumentStatus,
    LanguageStatus,
    Milestone,
    NextUnit,
    SourceStatus,
    Tally,
    Translator,
)
from wlw_i18n.report import page
from wlw_i18n.report.badge import badges
from wlw_i18n.report.status import to_json
from wlw_i18n.report.wikitable import table

LANGUAGES = (
    Language("fr", "fr", rtl=False, autonym="français"),
    Language("ar", "ar", rtl=True, autonym="العربية"),
    Language("zh-hans", "zh-Hans", rtl=False, autonym="中文（简体）"),
    Language("sw", "sw", rtl=False, autonym="Kiswahili"),
)
TITLE = "Listen & <lead>: {{women}} [[first]] | 2026"
CONFIG = Config(
    title=TITLE,
    description="",
    organisation="WLW",
    number="101",
    run="2026",
    source_language=Language("en", "en", rtl=False, autonym="English"),
    languages=LANGUAGES,
    licence="CC0",
    licence_url="",
)
SOURCES = (
    SourceStatus("gap", "gap", "module", "source/01-gap/index.md", 4, 40, "The gap"),
    SourceStatus("measured", "gap", "lesson", "source/01-gap/01-measured.md", 20, 1200, "How it was <measured> | 1"),
    SourceStatus("test", "gap", "quiz", "source/01-gap/02-test.md", 12, 160, "Test yourself"),
    SourceStatus("act", "act", "module", "source/02-act/index.md", 4, 100, "What you can do"),
    SourceStatus("letter", "act", "assignment", "source/02-act/01-letter.md", 10, 500, "- Write a letter"),
)


def counts(source: SourceStatus, *, stale: float = 0, **shares: float) -> Counts:
    """Counts by shares of a document's words; what is left is untranslated."""
    given = {"stale": stale, **shares}
    tallies = {
        name: Tally(round(source.units * share), round(source.words * share)) for name, share in given.items() if share
    }
    rest = Tally(
        source.units - sum(tally.units for tally in tallies.values()),
        source.words - sum(tally.words for tally in tallies.values()),
    )
    return Counts(**tallies, untranslated=rest)


STATES: Mapping[str, tuple[tuple[Counts, Mapping[str, int]], ...]] = {
    "fr": tuple((counts(source, translated=1), {}) for source in SOURCES),
    "ar": (
        (counts(SOURCES[0], translated=1), {}),
        (counts(SOURCES[1], translated=0.6, stale=0.2, outdated=0.05, rejected=0.05), {"markup": 1, "numbers": 2}),
        (counts(SOURCES[2], translated=0.5, waiting=0.25), {}),
        (counts(SOURCES[3], translated=0.25), {"numbers": 1}),
        (counts(SOURCES[4], translated=0.1), {}),
    ),
    "zh-hans": tuple((counts(source, translated=0.75 if source.module == "gap" else 0), {}) for source in SOURCES),
    "sw": tuple((counts(source), {}) for source in SOURCES),
}


def language_status(language: Language, translators: tuple[Translator, ...] = ()) -> LanguageStatus:
    documents = tuple(
        DocumentStatus(
            source.id,
            source.module,
            source.kind,
            state,
            state.share >= 0.75,
            f"translations/{language.code}/{source.module}/{'index' if source.kind == 'module' else source.id}.po",
            failing,
        )
        for source, (state, failing) in zip(SOURCES, STATES[language.code], strict=True)
    )
    whole = Counts.of(document.counts for document in documents)
    return LanguageStatus(
        code=language.code,
        tag=language.tag,
        autonym=language.autonym,
        counts=whole,
        strings=Counts(untranslated=Tally(2, 12)),
        published=whole.share >= 0.25,
        gate=0.25,
        documents=documents,
        rtl=language.rtl,
        translators=translators,
    )


STATUS = CourseStatus(
    TITLE,
    SOURCES,
    (
        language_status(LANGUAGES[0], (Translator("Ama <Mensah>", 5), Translator("Léa", 1))),
        language_status(LANGUAGES[1], (Translator("سلمى العلوي", 3),)),
        language_status(LANGUAGES[2]),
        language_status(LANGUAGES[3]),
    ),
)
NEXT = {
    "ar": (
        NextUnit("course-title", "course", "translations/ar/course.po", 12, "untranslated", 8, TITLE),
        NextUnit("p-1", "measured", "translations/ar/gap/measured.po", 40, "stale", 1, "Stop!"),
        NextUnit("p-2", "measured", "translations/ar/gap/measured.po", 48, "rejected", 3, "See the list."),
        NextUnit("p-3", "test", "translations/ar/gap/test.po", 9, "suggestion", 2, "True"),
        NextUnit("p-4", "test", "translations/ar/gap/test.po", 15, "fuzzy", 2, "Not true"),
    ),
    "sw": (NextUnit("t-1", "gap", "translations/sw/gap/index.po", 12, "untranslated", 2, "The gap"),),
}
HISTORY = (
    Milestone("2026-spring", "2026-03-01", {"fr": 0.4}),
    Milestone("v1.0", "2026-06-30", {"fr": 0.8, "ar": 0.004}),
)
DASHBOARD = Dashboard(STATUS, NEXT, HISTORY)


def files(dashboard: Dashboard = DASHBOARD) -> dict[str, bytes]:
    """Everything that is made of a status, by name."""
    made = (
        page.style(),
        page.course_page(dashboard, CONFIG),
        *(page.language_page(dashboard, language, CONFIG) for language in dashboard.status.languages),
        *badges(dashboard.status),
        OutputFile("status.wiki", table(dashboard.status).encode()),
        OutputFile("status.json", to_json(dashboard)),
    )
    return {file.path: file.content for file in made}
