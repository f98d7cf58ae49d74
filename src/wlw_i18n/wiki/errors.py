"""What a wiki refuses, in words that its admins understand."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from wlw_i18n.pipeline.refusal import RefusedError


class WikiError(RefusedError):
    """A wiki did not do what it was asked for.

    Args:
        code: the API's code of the error, or one of ours.
        message: a sentence for the person who asked.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class PageRefusedError(WikiError):
    """The wiki did not save one page; others it may."""


class PageChangedError(PageRefusedError):
    """Somebody else saved, made, moved or deleted the page since it was looked at."""


# The API's codes: API:Errors and warnings, API:Edit, and Translate's own (i18n/pagetranslation/en.json, `pt-`, `tpt-`).
_SAID: Final[Mapping[str, str]] = MappingProxyType(
    {
        "assertuserfailed": "the wiki does not take us for a logged-in user. The password or the token is not valid "
        "any more, or lacks the right: make a new one, on Special:BotPasswords or Special:OAuthConsumerRegistration.",
        "assertbotfailed": "the account is not marked as a bot on this wiki. Ask a bureaucrat for the flag.",
        "assertnameduserfailed": "the wiki takes us for another user than the one who logged in. Log in anew.",
        "badtoken": "the wiki refused the token of the session, also a fresh one. Cookies may be blocked on the way.",
        "blocked": "the account, or the network it comes from, is blocked on this wiki. Ask its administrators.",
        "autoblocked": "the network that you use is blocked on this wiki. Ask its administrators.",
        "readonly": "the wiki takes no changes at the moment. Try again later.",
        "ratelimited": "the wiki asks for fewer edits in a minute, also after waiting. Try again later, or ask for the "
        "bot flag.",
        "maxlag": "the wiki's servers are busy, also after waiting. Try again later.",
        "permissiondenied": "the account may not do this on the wiki. Look at its rights, and at the grants of its bot "
        "password.",
        "writeapidenied": "the account may not edit through the API.",
        "noapiwrite": "this wiki takes no edits through the API.",
        "readapidenied": "this wiki can be read by its users alone: log in.",
        "mwoauth-invalid-authorization": "the token in WLW_WIKI_TOKEN is not valid on this wiki.",
        "badparameter": "the wiki does not know one of the things that it was asked for.",
        "translate-invalidlanguage": "the wiki knows no language with this code.",
        "translate-language-disabled-reason": "the wiki takes no translations in this language.",
        "translate-language-disabled": "the wiki takes no translations in this language.",
    }
)
_OF_A_PAGE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "protectedpage": "the page is protected: ask an administrator to save it, or for the right.",
        "cascadeprotected": "the page is protected with another one.",
        "protectednamespace-interface": "the page is protected.",
        "titleblacklist-forbidden": "the wiki does not allow this title.",
        "invalidtitle": "this is no title for a page. Change base_page in course.toml.",
        "cantchangecontentmodel": "the account may not make pages of this kind. Ask an administrator, or leave "
        "--bundle out.",
        "contenttoobig": "the page is larger than the wiki allows. Make two lessons of the lesson.",
        "spamblacklist": "the page has a link that this wiki does not allow.",
        "captcha": "the wiki asks for a captcha: the account is too new. Ask for the right to skip it.",
        "tpt-target-page": "this page is made by Translate and cannot be edited. Set translated_here in course.toml to "
        "what is true of this wiki.",
        "tpt-unknown-page": "Translate does not know this unit: the page is to be marked for translation first.",
        "tpt-cant-edit-source-language": "Translate makes this page itself.",
    }
)
_CHANGED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "editconflict": "somebody saved the page at the same moment.",
        "articleexists": "somebody made the page at the same moment.",
        "missingtitle": "somebody deleted or moved the page at the same moment.",
        "pagedeleted": "somebody deleted the page at the same moment.",
    }
)
_STARTS: Final = (
    "pt-",
    "tpt-",
    "abusefilter-",
    "titleblacklist-",
    "cantcreate",
    "protected",
    "customcssjs",
    "translate-messagebundle",
)
"""How codes begin that are about one page."""


def error_of(code: str, said: str) -> WikiError:
    """The error that a code of the API stands for.

    Args:
        code: the API's code.
        said: the API's own words.
    """
    if code in _CHANGED:
        return PageChangedError(code, _CHANGED[code])
    if code in _OF_A_PAGE or code.startswith(_STARTS):
        return PageRefusedError(code, _worded(_OF_A_PAGE.get(code, "the wiki refused the page."), code, said))
    return WikiError(code, _worded(_SAID.get(code, "the wiki refused."), code, said))


def _worded(ours: str, code: str, said: str) -> str:
    words = " ".join(said.split())
    return f'{ours} It says: "{words}" [{code}]' if words else f"{ours} [{code}]"
