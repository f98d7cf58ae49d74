"""What is known of a medium besides its content: how large it is, and whose it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Smaller:
    """A smaller copy of a picture, as WebP."""

    path: str
    """Relative to the course root."""
    width: int
    """In pixels."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file, measured."""

    bytes: int
    width: int = 0
    """In CSS pixels, as browsers show it; 0 when the file does not say."""
    height: int = 0
    smaller: tuple[Smaller, ...] = ()
    """Copies for pages on slow connections, the smallest first."""


@dataclass(frozen=True, slots=True)
class PictureCredit:
    """Whose a picture is, as the page of credits says it."""

    path: str
    """The picture, below `source/`."""
    author: str
    licence: str
    title: str = ""
    licence_url: str = ""
    source_url: str = ""
    """Where it comes from."""
    own: bool = False
    """Whether it was made for the course: the page of credits names its authors already."""

    @property
    def source_name(self) -> str:
        """What a short credit calls the place it comes from: its title, else the site; empty if neither is known."""
        return self.title or self.source_url.partition("://")[2].partition("/")[0]
