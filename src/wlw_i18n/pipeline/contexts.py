"""What the files of a document depend on besides the document, as digests: that is what makes it safe to skip them."""

from collections.abc import Mapping

from wlw_i18n.links import media_path
from wlw_i18n.model.course import Edition, LinkTarget, OutlineItem, Share
from wlw_i18n.pipeline.digests import combine
from wlw_i18n.pipeline.editions import WHOLE
from wlw_i18n.pipeline.records import SourceRecord


def of_documents(edition: Edition, sources: Mapping[str, SourceRecord]) -> Mapping[str, str]:
    """Per document id, a digest of all that its files may take from the rest of the course.

    Neighbours' titles, its module, where its links lead, which files its pictures are, how large and whose, which
    languages there are and how much of the document each has.
    """
    common = _common(edition)
    whose = {f"source/{credit.path}": credit for credit in edition.picture_credits}
    modules = {item.id: module.id for module in edition.outline for item in (module.index, *module.items)}
    said = [f"{module.id}/{_said(item)}" for module in edition.outline for item in (module.index, *module.items)]
    around = {}
    for module in edition.outline:
        number = module.number
        inside = [_said(item) for item in module.items]
        around[module.id] = combine([str(number), _said(module.index), *inside])
        around.update((item.id, combine([str(number), _said(module.index)])) for item in module.items)
    found = {}
    for place, (path, source) in enumerate(sources.items()):
        media = [media_path(path, use.target) or "" for use in source.outgoing.uses if use.media]
        found[source.id] = combine(
            [
                common,
                *said[max(place - 1, 0) : place + 2],
                around[source.id],
                *(f"{_medium(edition, file)}={whose.get(file)}" for file in media),
                _told(edition.shares.get(source.id, {})),
                *(
                    _link(target, link, modules[link.document])
                    for target, link in edition.links.get(source.id, {}).items()
                ),
            ]
        )
    return found


def of_whole(edition: Edition) -> str:
    """A digest of all that the files of an edition as a whole may show, documents' own text apart."""
    items = [item for module in edition.outline for item in (module.index, *module.items)]
    media = (f"{name}={path}" for name, path in edition.media.items())
    return combine(
        [
            _common(edition),
            *(_said(item) for item in items),
            *media,
            _told(edition.shares.get(WHOLE, {})),
            *(f"{code}={name}" for code, names in edition.translators.items() for name in names),
            *map(str, edition.picture_credits),
        ]
    )


def _medium(edition: Edition, path: str) -> str:
    shipped = edition.media.get(path.removeprefix("source/"), "")
    return f"{path}={shipped}={edition.pictures.get(shipped)}"


def _told(shares: Mapping[str, Share]) -> str:
    return " ".join(f"{code}={share.percent}{'' if share.served else '-'}" for code, share in shares.items())


def _common(edition: Edition) -> str:
    return combine(
        [
            *(f"{name}={prose.lang}={prose.text}" for name, prose in edition.strings.items()),
            *(f"{name}={word}" for name, word in edition.interface.items()),
            *(f"{name}@{tag}" for name, tag in edition.words_in.items()),
            *(language.code for language in edition.editions),
        ]
    )


def _said(item: OutlineItem) -> str:
    summary = item.summary
    return "\n".join(
        (
            item.id,
            item.title.lang,
            item.title.state,
            item.title.text,
            summary.text if summary else "",
            summary.lang if summary else "",
            summary.state if summary else "",
            item.kind,
            str(item.minutes),
            str(item.graded),
            str(item.notice),
        )
    )


def _link(target: str, link: LinkTarget, module: str) -> str:
    return f"{target}={module}/{link.document}#{link.anchor}@{link.key}"
