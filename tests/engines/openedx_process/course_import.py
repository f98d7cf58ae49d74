"""What Studio's import does to a course, block by block, with Open edX's own block classes.

Studio parses each block with the same `parse_xml`, from files read by the same XML parser (xmodule's XMLModuleStore).
Chapters, sequentials, verticals and the course itself are only walked through: no package has their classes.
"""

import gettext
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fs.osfs import OSFS
from lxml import etree
from opaque_keys.edx.locator import CourseLocator
from xblock.fields import ScopeIds
from xblock.runtime import DictKeyValueStore, KvsFieldData, Runtime
from xblocks_contrib import DiscussionXBlock, HtmlBlock, ProblemBlock, VideoBlock

CLASSES = {"html": HtmlBlock, "problem": ProblemBlock, "video": VideoBlock, "discussion": DiscussionXBlock}
CONTAINERS = ("course", "chapter", "sequential", "vertical")
POINTER_ATTRIBUTES = {"url_name", "org", "course"}
PARSER = etree.XMLParser(dtd_validation=False, load_dtd=False, remove_blank_text=True)


class Ids:
    """Names the blocks of one course run."""

    def __init__(self, course_key: Any) -> None:
        self.target_course_id = course_key

    def create_usage(self, definition_id: Any) -> Any:
        return definition_id

    def create_definition(self, block_type: str, slug: str | None = None) -> Any:
        return self.target_course_id.make_usage_key(block_type, slug)


class ImportRuntime(Runtime):  # type: ignore[misc]
    """What a block asks of Studio while it is imported."""

    def __init__(self, folder: Path, course_key: Any, policy: dict[str, Any]) -> None:
        services = {
            "field-data": KvsFieldData(DictKeyValueStore()),
            "i18n": gettext.NullTranslations(),
            "user": None,
        }
        super().__init__(id_reader=None, id_generator=Ids(course_key), services=services)
        self.resources_fs = OSFS(str(folder))
        self.policy = policy
        self.warned: list[str] = []
        self.error_tracker = self.warned.append

    def get_policy(self, usage_key: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.policy.get(f"{usage_key.block_type}/{usage_key.block_id}", {})
        return found

    def parse_asides(self, *_: Any) -> list[Any]:
        return []

    def handler_url(self, *_: Any, **__: Any) -> str:
        return "/handler"

    resource_url = local_resource_url = handler_url

    def publish(self, *_: Any) -> None:
        pass


class WarningLog(logging.Handler):
    """Keeps what Open edX logs as a warning or worse, while it is entered."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname}: {record.getMessage()}")

    def __enter__(self) -> "WarningLog":
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)


class Course:
    """A course as imported: its blocks, and the blocks that were refused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.blocks: list[Any] = []
        self.errors: list[dict[str, str]] = []
        pointer = etree.parse(folder / "course.xml", PARSER).getroot()
        run = pointer.get("url_name")
        self.key = CourseLocator(pointer.get("org"), pointer.get("course"), run)
        policy = folder / "policies" / str(run) / "policy.json"
        self.runtime = ImportRuntime(folder, self.key, json.loads(policy.read_text("utf-8")) if policy.exists() else {})
        self._walk(pointer)

    def of_type(self, block_type: str) -> Iterator[Any]:
        return (block for block in self.blocks if block.usage_key.block_type == block_type)

    def problem(self, url_name: str) -> Any:
        return next(block for block in self.of_type("problem") if block.usage_key.block_id == url_name)

    def refuse(self, stage: str, block_type: str, url_name: str, error: Exception) -> None:
        message = f"{type(error).__name__}: {error}"
        self.errors.append({"stage": stage, "block_type": block_type, "url_name": url_name, "message": message})

    def _walk(self, node: Any) -> None:
        name = node.get("url_name")
        try:
            if node.tag in CLASSES:
                usage = self.key.make_usage_key(node.tag, name)  # refuses what Studio refuses in a url_name
                ids = ScopeIds(None, node.tag, usage, usage)
                self.blocks.append(CLASSES[node.tag].parse_xml(node, self.runtime, ids))
            elif node.tag in CONTAINERS:
                for child in self._body(node, name).iterchildren(tag=etree.Element):
                    self._walk(child)
        except Exception as error:  # noqa: BLE001 - whatever a block raises would end Studio's import
            self.refuse("import", node.tag, name or "", error)

    def _body(self, node: Any, name: str) -> Any:
        """The definition a pointer points to. A pointer has its url_name (the course: org and course too), no more."""
        if len(node) == 0 and set(node.attrib) <= POINTER_ATTRIBUTES:
            return etree.parse(self.folder / node.tag / f"{name.replace(':', '/')}.xml", PARSER).getroot()
        return node


def describe(block: Any) -> dict[str, Any]:
    """A block, with the fields that its XML set."""
    fields = {name: field for name, field in block.fields.items() if field.is_set_on(block)}
    return {
        "transcripts": transcripts(block) if block.usage_key.block_type == "video" else {},
        "block_type": block.usage_key.block_type,
        "url_name": block.usage_key.block_id,
        "fields": {name: field.to_json(getattr(block, name)) for name, field in fields.items()},
    }


def transcripts(block: Any) -> dict[str, list[tuple[int, int, str]]]:
    """What Open edX keeps of a video's transcripts, by language: from, to (in milliseconds) and text of each line."""
    from edxval.api import get_video_transcript_data  # noqa: PLC0415 - needs Django
    from edxval.transcript_utils import Transcript  # noqa: PLC0415

    found = {}
    for language in block.transcripts:
        stored = get_video_transcript_data(block.edx_video_id, language)
        if stored is not None:
            # What the player asks for.
            lines = json.loads(Transcript.convert(stored["content"], "srt", "sjson"))
            found[language] = list(zip(lines["start"], lines["end"], lines["text"], strict=True))
    return found
