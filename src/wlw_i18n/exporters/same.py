"""What is worked out for an edition as a whole is kept from page to page: a course has hundreds."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True, eq=False)
class Same(Generic[Thing]):
    """A key for `lru_cache`: the same if it is of one and the same object, whose content need not be compared."""

    thing: Thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)
