"""The templates and other files of a package that makes pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from wlw_i18n.model.characters import printable

if TYPE_CHECKING:
    from jinja2 import Environment, Template

Filter = Callable[..., object]


@dataclass(frozen=True, eq=False)
class Templates:
    """What a package keeps in `templates/` and `assets/`; read and compiled once."""

    package: str
    """Its name, with points."""
    filters: Mapping[str, Filter] = field(default_factory=dict)
    """Filters that its templates use, by name."""

    def template(self, name: str) -> "Template":
        """A template by its file's name; places escape what is not `Markup`, and a missing value is an error."""
        return self._environment.get_template(name)

    def asset(self, name: str) -> bytes:
        """A file that goes beside the pages."""
        return _asset(self.package, name)

    @cached_property
    def _environment(self) -> "Environment":
        from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - slow to import

        environment = Environment(
            loader=PackageLoader(self.package, "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_printable,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            keep_trailing_newline=True,
        )
        environment.filters.update(self.filters)
        return environment


@cache
def _asset(package: str, name: str) -> bytes:
    return files(package).joinpath("assets", name).read_bytes()


def _printable(value: object) -> object:
    """A value without characters that no page may hold; markup comes from the renderer, which sees to that."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
