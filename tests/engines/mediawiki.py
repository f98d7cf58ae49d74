"""A real MediaWiki on 127.0.0.1: PHP's own web server, an SQLite database of this run's own, no network.

`action=parse` and `action=edit` are documented on mediawiki.org (API:Parsing_wikitext, API:Edit).
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from .installation import TOOLS, engine, program

START_SECONDS = 20.0
ANONYMOUS_TOKEN = "+\\"  # noqa: S105 - the edit token of all who are not logged in


class MediaWikiError(AssertionError):
    """MediaWiki refused a request; the message is its own."""


class MediaWiki:
    """What a test asks a wiki."""

    def __init__(self, port: int, environment: Mapping[str, str]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._environment = dict(environment)

    def parse(self, wikitext: str, title: str = "Sandbox", lang: str | None = None) -> str:
        """The HTML of wikitext as a page of this title shows it, nothing saved.

        `lang`: a MediaWiki code; the page is then in that language, as Translate's page `title/lang` is.
        """
        name = f"{title}/{lang}" if lang else title
        return self._parsed("text", text=wikitext, title=name, contentmodel="wikitext")

    def save(self, title: str, text: str) -> None:
        """Saves a page as an editor does, so the pre-save transform (~~~~, {{subst:}}) is applied."""
        answer = self.api(action="edit", title=title, text=text, token=ANONYMOUS_TOKEN)
        if answer["edit"]["result"] != "Success":
            raise MediaWikiError(f"edit of {title}: {answer}")

    def page_html(self, title: str) -> str:
        """The HTML of a saved page."""
        return self._parsed("text", page=title)

    def page_text(self, title: str) -> str:
        """The wikitext of a saved page, as the wiki stored it."""
        return self._parsed("wikitext", page=title)

    def page_texts(self, titles: Iterable[str]) -> dict[str, str]:
        """The wikitext of saved pages, by title."""
        wanted = list(titles)
        found: dict[str, str] = {}
        for start in range(0, len(wanted), 50):
            some = "|".join(wanted[start : start + 50])
            answer = self.api(action="query", prop="revisions", rvprop="content", rvslots="main", titles=some)
            for page in answer["query"]["pages"]:
                found[page["title"]] = page["revisions"][0]["slots"]["main"]["content"]
        return found

    def import_pictures(self, folder: Path) -> None:
        """Uploads every picture in a folder under its own file name."""
        self.maintenance("importImages", str(folder), "--overwrite")

    def import_dump(self, dump: Path) -> None:
        """Imports an XML dump as Special:Import does."""
        self.maintenance("importDump", "--username-prefix", "test", str(dump))

    def _parsed(self, prop: str, **parameters: str) -> str:
        answer = self.api(action="parse", prop=prop, disablelimitreport="1", disableeditsection="1", **parameters)
        return str(answer["parse"][prop])

    def api(self, **parameters: str) -> dict[str, Any]:
        """One POST to api.php; its JSON answer. An error or a warning is raised."""
        fields = {"format": "json", "formatversion": "2", "errorformat": "plaintext"} | parameters
        body = urllib.parse.urlencode(fields).encode()
        with urllib.request.urlopen(f"{self.url}/api.php", body, timeout=60) as response:
            answer: dict[str, Any] = json.load(response)
        if complaints := answer.get("errors", []) + answer.get("warnings", []):
            raise MediaWikiError("; ".join(f"{each['code']}: {each['text']}" for each in complaints))
        return answer

    def maintenance(self, script: str, *arguments: str) -> str:
        """Runs one of MediaWiki's maintenance scripts (about half a second); what it printed."""
        run = engine("mediawiki/maintenance/run.php")
        done = subprocess.run(
            [program("php"), str(run), script, *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise MediaWikiError(f"{script}: {done.stdout}{done.stderr}")
        return done.stdout


@contextlib.contextmanager
def running_mediawiki(folder: Path) -> Iterator[MediaWiki]:
    """A wiki without pages, kept in `folder`, served until the context ends."""
    data = shutil.copytree(engine("wiki/data"), folder / "data")
    environment = os.environ | {
        "MW_CONFIG_FILE": str(TOOLS / "mediawiki" / "LocalSettings.php"),
        "WLW_WIKI_DATA": str(data),
        "WLW_WIKI_CACHE": str(engine("wiki/cache")),
    }
    port = _free_port()
    log_path = folder / "php.log"
    with log_path.open("wb") as log:
        server = subprocess.Popen(
            [program("php"), "-S", f"127.0.0.1:{port}", "-t", str(engine("mediawiki"))],
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            wiki = MediaWiki(port, environment)
            _wait_for(wiki, server, log_path)
            yield wiki
        finally:
            server.terminate()
            server.wait(timeout=10)


def _wait_for(wiki: MediaWiki, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            wiki.api(action="query", meta="siteinfo")
            return
        time.sleep(0.02)
    printed = log.read_text(encoding="utf-8", errors="replace")
    pytest.fail(f"MediaWiki did not start; its log:\n{printed}", pytrace=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session", name="mediawiki")
def mediawiki_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWiki]:
    """One wiki for the whole run: give the pages you save titles of their own."""
    with running_mediawiki(tmp_path_factory.mktemp("mediawiki")) as wiki:
        yield wiki
