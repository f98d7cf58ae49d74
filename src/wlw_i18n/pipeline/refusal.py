"""Why something that was asked for is not done."""

from wlw_i18n.model.diagnostic import Diagnostic


class RefusedError(Exception):
    """Something that was asked for cannot be done; nothing was written.

    Args:
        message: a sentence for the person who asked, or empty if the diagnostics say it all.
        diagnostics: what is wrong, and where.
    """

    def __init__(self, message: str = "", diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.diagnostics = diagnostics
