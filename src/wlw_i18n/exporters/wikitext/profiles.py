"""The wikis that a course is written for."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from wlw_i18n.model.course import Config, WikiProfile
from wlw_i18n.model.wikis import PROFILES

__all__ = ["PROFILES", "profile", "profiles_of"]


def profile(name: str, base_page: str, **overrides: Any) -> WikiProfile:
    """The profile of a wiki: what is shipped under its name, with the course's own settings.

    Args:
        name: a name of `PROFILES`, or any other, which begins as `generic`.
        base_page: title under which the pages stand.
        overrides: fields of `WikiProfile`; None means as shipped; language codes are added to the shipped ones.

    Raises:
        TypeError: there is no such field.
    """
    shipped = PROFILES.get(name, PROFILES["generic"])
    given = {field: value for field, value in overrides.items() if value is not None}
    codes: Mapping[str, str] = {**shipped.language_codes, **given.pop("language_codes", {})}
    return replace(shipped, **{**given, "name": name, "base_page": base_page, "language_codes": codes})


def profiles_of(config: Config) -> tuple[WikiProfile, ...]:
    """The profiles of a course; without any, a wiki of which nothing is known."""
    return config.wikis or (profile("generic", re.sub(r"[\[\]{}|<>#]", "", config.title).strip() or "Course"),)
