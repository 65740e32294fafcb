"""The family of errors that this program raises on purpose."""


class EvScanError(Exception):
    """Something that a user, an editor or an operator can mend; its text says how."""


class NotInCatalogue(EvScanError):
    """An id that the loaded questionnaire does not know."""
