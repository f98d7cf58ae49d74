"""Where the readers put what is wrong."""

from wlw_i18n.model.diagnostic import Code, Diagnostic, Severity
from wlw_i18n.model.source import Location


class Report:
    """The diagnostics of one file, gathered while it is read."""

    def __init__(self, path: str) -> None:
        self.path = path
        """Source file, relative to the course root."""
        self._found: list[Diagnostic] = []
        self.faults = 0
        """How many findings make the input unusable."""

    def add(  # noqa: PLR0913 - what a finding has
        self, code: Code, severity: Severity, line: int, message: str, hint: str = "", *, path: str = ""
    ) -> None:
        """Note a finding down; `path` is that of a medium of the document, if it was found in one."""
        self.faults += severity is Severity.BROKEN
        self._found.append(Diagnostic(code, severity, message, Location(path or self.path, line), hint=hint))

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found, in the order of lines."""
        return tuple(sorted(self._found, key=lambda found: found.location.line if found.location else 0))


class QuestionReport:
    """The diagnostics of one question, which name it."""

    def __init__(self, report: Report, question: str) -> None:
        self._report = report
        self._name = f"[{question}] " if question else ""

    def fault(self, code: Code, line: int, message: str, hint: str) -> None:
        """Note down what makes the question unusable."""
        self._report.add(code, Severity.BROKEN, line, self._name + message, hint)

    def warn(self, code: Code, line: int, message: str, hint: str) -> None:
        """Note down what the author may want to change."""
        self._report.add(code, Severity.WARNING, line, self._name + message, hint)
