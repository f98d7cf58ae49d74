"""Who we are on a wiki. The secrets come from the environment, and go nowhere but to the wiki."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from wlw_i18n.wiki.errors import WikiError

USER: Final = "WLW_WIKI_USER"
PASSWORD: Final = "WLW_WIKI_PASSWORD"  # noqa: S105 - the name of a variable
TOKEN: Final = "WLW_WIKI_TOKEN"  # noqa: S105 - the name of a variable
HIDDEN: Final = "…"


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account's bot password, or an OAuth token of its owner; empty for nobody."""

    user: str = ""
    """`Name@label`, as Special:BotPasswords gives it."""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.token or self.user)

    def hidden(self, text: str) -> str:
        """A text without our secrets, should a wiki or a program between repeat them."""
        for secret in (self.password, self.token):
            text = text.replace(secret, HIDDEN) if secret else text
        return text


def from_environment(environment: Mapping[str, str]) -> Credentials:
    """The credentials that the environment holds; none if it holds none.

    Raises:
        WikiError: a user without a password, or a password without a user.
    """
    user, password, token = (environment.get(name, "").strip() for name in (USER, PASSWORD, TOKEN))
    if token:
        return Credentials(token=token)
    if bool(user) != bool(password):
        missing = PASSWORD if user else USER
        raise WikiError("credentials", f"{missing} is not set. A bot password needs both {USER} and {PASSWORD}.")
    return Credentials(user, password)
