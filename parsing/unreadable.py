"""Why a file can't be read: named reasons, each with what an editor or operator can do about it."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a file. Callers map it to a sentence in the reader's language."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MUCH_TEXT = "too_much_text"
    TOO_MANY_PAGES = "too_many_pages"
    UNKNOWN_FORMAT = "unknown_format"
    IMAGE = "image"
    ARCHIVE = "archive"
    OLD_OFFICE = "old_office"
    OTHER_OFFICE = "other_office"
    WPS = "wps"
    WORD_XML = "word_xml"
    OFD = "ofd"
    CAJ = "caj"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    EXPANDS_TOO_FAR = "expands_too_far"
    UNKNOWN_ENCODING = "unknown_encoding"
    NO_TEXT_LAYER = "no_text_layer"
    OTHER_LANGUAGE = "other_language"
    NO_ARTICLE = "no_article"


class UnreadableDocument(Exception):
    """A file that gives no page. `reason` says why; `str()` says it in English, with what to do."""

    reason: Reason

    def __init__(self, message: str) -> None:
        super().__init__(message)

    def __reduce__(self) -> tuple[object, ...]:
        # Subclasses word their message themselves; crossing from the worker process must not do it again.
        return _rebuilt, (type(self), str(self), self.__dict__)


def _rebuilt(kind: type[UnreadableDocument], message: str, state: dict[str, object]) -> UnreadableDocument:
    error = kind.__new__(kind, message)
    error.__dict__.update(state)
    return error


class EmptyDocument(UnreadableDocument):
    """Nothing in it but space."""

    reason = Reason.EMPTY

    def __init__(self) -> None:
        super().__init__("The file is empty: send one that holds the page's text.")


class DocumentTooLarge(UnreadableDocument):
    """More bytes than the limit. `size` and `limit` are bytes."""

    reason = Reason.TOO_LARGE

    def __init__(self, size: int, limit: int) -> None:
        self.size, self.limit = size, limit
        super().__init__(
            f"The file has {size:,} bytes, over the limit of {limit:,}: send one newspaper page at a time."
        )


class TooMuchText(UnreadableDocument):
    """More text than the limit. `size` and `limit` are bytes of UTF-8."""

    reason = Reason.TOO_MUCH_TEXT

    def __init__(self, size: int, limit: int) -> None:
        self.size, self.limit = size, limit
        super().__init__(
            f"The file holds {size:,} bytes of text, more than the limit of {limit:,}: split it into pages."
        )


class TooManyPages(UnreadableDocument):
    """A PDF with more pages than the limit."""

    reason = Reason.TOO_MANY_PAGES

    def __init__(self, pages: int, limit: int) -> None:
        self.pages, self.limit = pages, limit
        super().__init__(
            f"The PDF has {pages} pages, more than the limit of {limit}: send the pages you need."
        )


class UnknownFormat(UnreadableDocument):
    """A file of a kind that can't be read; `reason` tells images, archives and old Office files apart."""

    def __init__(self, reason: Reason, what: str, advice: str) -> None:
        self.reason = reason
        super().__init__(f"The file is {what}: {advice}.")


class EncryptedDocument(UnreadableDocument):
    """Protected by a password."""

    reason = Reason.ENCRYPTED

    def __init__(self) -> None:
        super().__init__("The file is protected by a password: save it without one and send it again.")


class DamagedDocument(UnreadableDocument):
    """Truncated or broken. `detail` says where, for the log."""

    reason = Reason.DAMAGED

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(f"The file is damaged ({detail}): export or copy it again.")


class ExpandsTooFar(UnreadableDocument):
    """A small file that unpacks to a huge one."""

    reason = Reason.EXPANDS_TOO_FAR

    def __init__(self, size: int, limit: int) -> None:
        self.size, self.limit = size, limit
        super().__init__(
            f"The file unpacks to {size:,} bytes, more than the limit of {limit:,}: send the text alone."
        )


class UnknownEncoding(UnreadableDocument):
    """Text in no encoding that is known here."""

    reason = Reason.UNKNOWN_ENCODING

    def __init__(self) -> None:
        super().__init__("The text's encoding is not recognised: save the file as UTF-8 and send it again.")


class NoTextLayer(UnreadableDocument):
    """A scanned PDF."""

    reason = Reason.NO_TEXT_LAYER

    def __init__(self) -> None:
        super().__init__("The PDF holds images without text (a scan): send the typeset PDF, or its text.")


class OtherLanguage(UnreadableDocument):
    """Prose, but not Chinese."""

    reason = Reason.OTHER_LANGUAGE

    def __init__(self) -> None:
        super().__init__("The text is not Chinese: only pages of Chinese newspapers can be read.")


class NoArticle(UnreadableDocument):
    """Chinese text in which no article was found."""

    reason = Reason.NO_ARTICLE

    def __init__(self) -> None:
        super().__init__(
            "No article was found in the file: check that it holds a page's headlines and texts."
        )
