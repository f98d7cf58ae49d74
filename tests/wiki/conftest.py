"""What the tests of commands that talk to a wiki have in common."""

import pytest

from tests.wiki.standin import BOT_PASSWORD_NAME, PASSWORD


@pytest.fixture(autouse=True)
def logged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WLW_WIKI_USER", BOT_PASSWORD_NAME)
    monkeypatch.setenv("WLW_WIKI_PASSWORD", PASSWORD)
    monkeypatch.delenv("WLW_WIKI_TOKEN", raising=False)
