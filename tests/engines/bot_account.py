"""An account of the real wiki that logs in with a bot password."""

import pytest

from wlw_i18n.wiki.credentials import Credentials

from .mediawiki import MediaWiki

_PASSWORD = "0123456789abcdefghijklmnopqrstuv"  # noqa: S105 - of a wiki that lives as long as the tests
_GRANTS = "basic,highvolume,editpage,createeditmovepage"


def credentials_of(user: str) -> Credentials:
    """What a person logs in with."""
    return Credentials(f"{user}@wlw", _PASSWORD)


def create(mediawiki: MediaWiki, user: str) -> None:
    """Make the account and its bot password."""
    mediawiki.maintenance("createAndPromote", user, "the password of a person")
    mediawiki.maintenance("createBotPassword", "--appid", "wlw", "--grants", _GRANTS, user, _PASSWORD)


def log_in(monkeypatch: pytest.MonkeyPatch, credentials: Credentials) -> None:
    """Put the credentials where the program looks for them."""
    monkeypatch.setenv("WLW_WIKI_USER", credentials.user)
    monkeypatch.setenv("WLW_WIKI_PASSWORD", credentials.password)
