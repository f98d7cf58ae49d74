"""A block of a course as Open edX keeps it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OlxBlock:
    """One block of an archive, or a file that is none.

    What a problem keeps of an answer is the choice's `name` (single choice), its position (several right answers) or
    its text (drop-down), so a block knows those too.
    """

    category: str
    """`chapter`, `sequential`, `vertical`, `html`, `problem`, `video`; `course` for the run's settings; `file`."""
    name: str
    """Its url_name; of a file its path."""
    digest: str
    """Of its content; of a block with blocks in it, of its settings and their order alone."""
    title: str = ""
    """What learners see."""
    children: tuple[str, ...] = ()
    """The ids of the blocks in it."""
    answers: str = ""
    """A problem's way of answering: `single`, `multiple`, `dropdown`, `text`, `number`, or empty."""
    choices: tuple[str, ...] = ()
    """What stands for each choice in a stored answer: its name, or a hash of its text."""

    @property
    def id(self) -> str:
        """Category and name: what progress is kept by, and where the block's file is."""
        return f"{self.category}/{self.name}"
