"""The shape of `course.toml`."""

from collections.abc import Mapping

import msgspec

from wlw_i18n.model.course import Gates, HtmlTarget, OlxTarget

PATH = "source/course.toml"
TARGETS = ("olx", "html", "wikitext", "epub")

Share = float

_GATES = Gates()
_OLX = OlxTarget()
_HTML = HtmlTarget()


class GatesSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[gates.languages.CODE]`: what is left out is as in `[gates]`."""

    document: Share | None = None
    quiz: Share | None = None
    course: Share | None = None


class GatesTableSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[gates]`."""

    document: Share = _GATES.document
    quiz: Share = _GATES.quiz
    course: Share = _GATES.course
    languages: dict[str, GatesSchema] = {}


class OlxSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[targets.olx]`."""

    start: str = _OLX.start
    end: str = _OLX.end
    self_paced: bool = _OLX.self_paced
    image: str = _OLX.image
    effort: str = _OLX.effort
    pass_grade: Share = _OLX.pass_grade
    language_codes: dict[str, str] = {}


class HtmlSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[targets.html]`."""

    url: str = _HTML.url
    picture_kilobytes: int = _HTML.picture_kilobytes


class WikiSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[targets.wikitext.NAME]`; what is not given is as the wiki of that name has it."""

    base_page: str
    quiz: bool | None = None
    translate: bool | None = None
    interwiki: bool | None = None
    language_codes: dict[str, str] = {}
    categories: list[str] = []
    titles: str | None = None
    languages_bar: bool | None = None
    navigation: bool | None = None
    api: str | None = None
    contact: str = ""
    translated_here: bool | None = None


class TargetsSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[targets]`."""

    olx: OlxSchema = OlxSchema()
    html: HtmlSchema = HtmlSchema()
    wikitext: dict[str, WikiSchema] = {}


class ChecksSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[checks.languages.CODE]`: what is left out is as in `[checks]`."""

    severity: dict[str, str] = {}
    shortest: float | None = None
    longest: float | None = None


class ChecksTableSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[checks]`."""

    severity: dict[str, str] = {}
    shortest: float | None = None
    longest: float | None = None
    languages: dict[str, ChecksSchema] = {}


class CourseSchema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as a whole."""

    title: str
    description: str
    organisation: str
    number: str
    run: str
    licence: str
    licence_url: str
    languages: list[str] = []
    source_language: str = "en"
    homepage: str = ""
    bugs: str = ""
    repository: str = ""
    authors: list[str] = []
    export: list[str] = msgspec.field(default_factory=lambda: list(TARGETS))
    gates: GatesTableSchema = GatesTableSchema()
    checks: ChecksTableSchema = ChecksTableSchema()
    targets: TargetsSchema = TargetsSchema()


def keys_at(path: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that a table may have, by the table's path."""
    structs: Mapping[tuple[str, ...], type[msgspec.Struct]] = {
        (): CourseSchema,
        ("gates",): GatesTableSchema,
        ("checks",): ChecksTableSchema,
        ("targets",): TargetsSchema,
        ("targets", "olx"): OlxSchema,
        ("targets", "html"): HtmlSchema,
    }
    defaults: Mapping[str, type[msgspec.Struct]] = {"gates": GatesSchema, "checks": ChecksSchema}
    return structs.get(path, defaults.get(path[0] if path else "", WikiSchema)).__struct_fields__
