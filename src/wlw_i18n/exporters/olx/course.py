"""The files of an edition as a whole: the run, its modules, its policy, and what the catalogue says of it."""

import json
from collections.abc import Iterator

from wlw_i18n.exporters.olx import names
from wlw_i18n.exporters.olx.codes import course_language
from wlw_i18n.exporters.olx.here import root
from wlw_i18n.exporters.olx.page import wrapped
from wlw_i18n.exporters.olx.picture import NAME, course_image
from wlw_i18n.links import media_path
from wlw_i18n.model.characters import printable
from wlw_i18n.model.course import Config, Edition, Language, OutlineItem
from wlw_i18n.model.output import OutputFile
from wlw_i18n.render import capa
from wlw_i18n.render.html import HtmlContext, attributes, content, escape, text


def run_of(edition: Edition) -> str:
    """The course run of a language."""
    return run_of_language(edition.config, edition.language)


def run_of_language(config: Config, language: Language) -> str:
    """The course run of a language of a course."""
    return f"{config.run}_{language.tag}"


def course_files(edition: Edition) -> Iterator[OutputFile]:
    """The files of an edition that are no document's."""
    for path, content_ in _texts(edition):
        yield OutputFile(f"{root(edition)}/{path}", content_.encode())
    if image_of(edition) == NAME:
        yield OutputFile(f"{root(edition)}/static/{NAME}", course_image())


def image_of(edition: Edition) -> str:
    """The name in `static/` of the course's picture."""
    path = edition.config.olx.image
    shipped = edition.media.get(path)
    return names.static(path, shipped) if shipped else NAME


def _texts(edition: Edition) -> Iterator[tuple[str, str]]:
    config, run = edition.config, run_of(edition)
    pointer = {"url_name": run, "org": config.organisation, "course": config.number}
    yield "course.xml", f"<course{capa.attributes(pointer)}/>\n"
    yield f"course/{run}.xml", _course(edition, run)
    for module in edition.outline:
        yield f"chapter/{names.chapter(module.id)}.xml", _chapter(module.index, module.items)
    yield f"policies/{run}/policy.json", as_json({f"course/{run}": {"discussion_topics": _topics(edition)}})
    yield "about/overview.html", _overview(edition)
    yield "about/short_description.html", escape(text(edition.strings["description"])) + "\n"
    if config.olx.effort:
        yield "about/effort.html", escape(config.olx.effort) + "\n"
    yield "info/updates.html", ""
    yield "info/updates.items.json", "[]\n"


def _course(edition: Edition, run: str) -> str:
    config = edition.config
    language = course_language(edition.language.tag, config.olx.language_codes)
    own = {
        "display_name": capa.setting(text(edition.strings["title"]), config.number),
        **({"language": language} if language else {}),
        "start": config.olx.start,
        "end": config.olx.end,
        "self_paced": "true" if config.olx.self_paced else "false",
        "course_image": image_of(edition),
    }
    # Without a slug of its own, the runs of all languages would share one wiki.
    wiki = {
        "slug": f"{config.organisation}.{config.number}.{run}",
        "url_name": names.url_name("course", "wiki"),
        "display_name": "Wiki",
    }
    children = [f'  <chapter url_name="{names.chapter(module.id)}"/>' for module in edition.outline]
    children.append(f"  <wiki{capa.attributes(wiki)}/>")
    return "\n".join([f"<course{capa.attributes(own)}>", *children, "</course>\n"])


def _chapter(index: OutlineItem, items: tuple[OutlineItem, ...]) -> str:
    own = {"display_name": capa.setting(text(index.title), index.id)}
    children = [names.sequential(index.id, is_module=True)]
    children += [names.sequential(item.id, is_module=False) for item in items]
    inside = "".join([f'  <sequential url_name="{name}"/>\n' for name in children])
    return f"<chapter{capa.attributes(own)}>\n{inside}</chapter>\n"


def _topics(edition: Edition) -> dict[str, dict[str, str]]:
    # Import would name the default topic in the importer's language.
    return {printable(edition.interface["course"]): {"id": "course"}}


def _overview(edition: Edition) -> str:
    context = HtmlContext(
        tag=edition.language.tag,
        rtl=edition.language.rtl,
        words=edition.interface,
        mark_units=False,
        stylesheet=False,
        media=lambda _src: "",
        link=lambda target: target if media_path("", target) is None else "",
    )
    title, description = edition.strings["title"], edition.strings["description"]
    config = edition.config
    licence = context.word("licence", licence=config.licence)
    lines = [
        '<section class="about">',
        f"<h2{attributes(title, context)}>{content(title, context)}</h2>",
        f"<p{attributes(description, context)}>{content(description, context)}</p>",
        "<ul>",
        *(
            f"<li{attributes(module.index.title, context)}>{content(module.index.title, context)}</li>"
            for module in edition.outline
        ),
        "</ul>",
        f"<p>{licence}</p>",
        "</section>\n",
    ]
    return wrapped("\n".join(lines), tag=edition.language.tag)


def as_json(value: object) -> str:
    """A JSON file that a person can read."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
