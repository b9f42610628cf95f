"""Files that hold other files: a saved web page (.mht), a mail (.eml), a zip archive of pages."""

from __future__ import annotations

import email
import email.policy
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage

from parsing.unreadable import (
    DamagedDocument,
    EncryptedDocument,
    ExpandsTooFar,
    Reason,
    UnknownFormat,
    UnreadableDocument,
)

# All members together, unpacked; a page with its photos stays far below this.
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_MEMBERS, MOST_PARTS = 2_000, 500
# Parts of a mail that are begun, kinds of boundaries between them, and bytes of a part's header: reading
# many of them takes long.
MOST_BEGUN, MOST_BOUNDARIES, LONGEST_HEADER = 3_000, 100, 16_000
ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_ENCRYPTED_FLAG = 0x1
_UTF8_NAME_FLAG = 0x800
# What other programs pack as zip: no archives of pages.
_OFFICE_MEMBERS = re.compile(r"(?:word/document\.xml|xl/|ppt/|mimetype$|OFD\.xml$|Index/|META-INF/)")
# A saved web page brings its pictures and frames in a folder of its own.
_SAVED_WITH_PAGE = re.compile(
    r"(?:^|/)(?:__MACOSX|\.[^/]*|[^/]+(?:_files|\.files|_文件))(?:/|$)|(?:^|/)(?:Thumbs\.db|desktop\.ini)$"
)
_NO_PAGES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|woff2?|ttf|mp[34]|db|xml|exe)$", re.I)
_NUMBER = re.compile(r"(\d+)")
# The header lines that a mail or a saved page begins with; two of the sure ones have to be there.
_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_SURE_HEADER = re.compile(
    rb"^(?:MIME-Version|Content-Type|Content-Location|Message-ID|Received|Return-Path|From|To|Subject|Date):"
    rb"[ \t]*\S",
    re.I | re.M,
)
_HEADERS_WITHIN = 8_192
_BOUNDARY = re.compile(rb"boundary=\"?([^\"\r\n;]{1,120})", re.I)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside another; `link` is the address that it was saved from. `instead` marks the text of a
    mail with attachments: it counts where none of them can be read."""

    name: str
    data: bytes
    link: str = ""
    instead: bool = False


def members_of(data: bytes) -> list[Member] | None:
    """The files in a container, in the order to read them; None for what is no container of pages.

    Raises UnreadableDocument for damaged, locked and exploding ones, and for those without any file.
    """
    if data.startswith(ZIP_MARKS):
        return _zip_members(data)
    if is_mail(data):
        return _mail_members(data)
    return None


def leaves_of(data: bytes) -> list[Member] | None:
    """Like `members_of`, with what a mail in an archive or an archive in a mail holds in its place.

    What lies deeper stays packed: whoever reads it refuses it.
    """
    members = members_of(data)
    if members is None:
        return None
    leaves: list[Member] = []
    unpacked = 0
    for member in members:
        try:
            inside = members_of(member.data)
        except UnreadableDocument:
            inside = None  # told by whoever reads it, beside the members that can be read
        leaves += [member] if inside is None else inside
        unpacked += len(member.data) if inside is None else sum(len(one.data) for one in inside)
        if unpacked > LARGEST_UNPACKED or len(leaves) > MOST_MEMBERS:
            raise ExpandsTooFar(unpacked, LARGEST_UNPACKED)
    return leaves


def is_mail(data: bytes) -> bool:
    """Whether bytes begin with the header lines of a mail or of a web page saved as one file."""
    start = data[:_HEADERS_WITHIN].lstrip(b"\xef\xbb\xbf\r\n")
    if not _HEADER.match(start):
        return False
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    return len({match.group().split(b":")[0].lower() for match in _SURE_HEADER.finditer(head)}) >= 2


def _zip_members(data: bytes) -> list[Member] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if any(_OFFICE_MEMBERS.match(info.filename) for info in infos):
                return None
            if any(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
                raise EncryptedDocument
            unpacked = sum(info.file_size for info in infos)
            if unpacked > LARGEST_UNPACKED or len(infos) > MOST_MEMBERS:
                raise ExpandsTooFar(unpacked, LARGEST_UNPACKED)
            named = [(_member_name(info), info) for info in infos if not info.is_dir()]
            kept = [(name, info) for name, info in named if _may_be_page(name)]
            kept.sort(key=lambda one: _natural(one[0]))
            return [Member(name.rpartition("/")[2], archive.read(info)) for name, info in kept]
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise DamagedDocument("a zip or .docx file that is cut off or broken") from error


def _may_be_page(name: str) -> bool:
    return not _SAVED_WITH_PAGE.search(name) and not _NO_PAGES.search(name)


def _member_name(info: zipfile.ZipInfo) -> str:
    """A member's name; without the mark for UTF-8 it is in the encoding of a Chinese Windows."""
    if info.flag_bits & _UTF8_NAME_FLAG:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _natural(name: str) -> list[tuple[int, str]]:
    """A key that puts 第2版 before 第10版."""
    return [
        (int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in _NUMBER.split(name)
    ]


def _mail_members(data: bytes) -> list[Member]:
    _check_headers(data)
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=email.policy.default)
        found = list(_parts(message))
    except (
        RecursionError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
    ) as error:
        raise DamagedDocument(f"not a readable mail or saved page: {type(error).__name__}") from error
    attached = [member for kind, member in found if kind == "attached"]
    pages = [member for kind, member in found if kind == "html"]
    texts = [member for kind, member in found if kind == "text"]
    # A saved page's first part is the page, the other pages are its frames.
    body = pages[:1] or texts[:1]
    if not attached and not body:
        raise UnknownFormat(
            Reason.ARCHIVE, "a mail or saved page without text", "send the page's file itself"
        )
    return [*attached, *(replace(member, instead=bool(attached)) for member in body)]


def _check_headers(data: bytes) -> None:
    """Raise DamagedDocument for a mail whose headers would take out of all proportion to parse."""
    boundaries = {b"--" + boundary for boundary in _BOUNDARY.findall(data)}
    in_header, holds_mail = True, False
    size = begun = 0
    for line in io.BytesIO(data):
        if line.startswith(b"--") and line.rstrip() in boundaries:
            in_header, holds_mail, size, begun = True, False, 0, begun + 1
        elif in_header and not line.strip():
            in_header, holds_mail, size = holds_mail, False, 0
        elif in_header:
            holds_mail = holds_mail or b"message/" in line.lower()
            size += len(line)
        if size > LONGEST_HEADER or begun > MOST_BEGUN or len(boundaries) > MOST_BOUNDARIES:
            raise DamagedDocument("a mail or saved page of too many parts, or with too long a header")


def _parts(message: EmailMessage) -> Iterator[tuple[str, Member]]:
    """The leaves of a mail: what is attached, its text as a page, its plain text."""
    saved_from = str(message.get("Snapshot-Content-Location", "") or message.get("Content-Base", ""))
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise ValueError("too many parts")
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        name, kind = part.get_filename() or "", part.get_content_type()
        if part.get_content_disposition() == "attachment" or (
            name and kind not in ("text/html", "text/plain")
        ):
            if _may_be_page(name) and not kind.startswith(("image/", "audio/", "video/")):
                yield "attached", Member(name, payload)
        elif kind in ("text/html", "application/xhtml+xml", "text/plain"):
            link = str(part.get("Content-Location", "") or saved_from)
            address = _address(saved_from) or _address(link)
            member = Member(name, _as_utf8(payload, part.get_content_charset()), address)
            yield ("text" if kind == "text/plain" else "html"), member


def _address(said: str) -> str:
    return said if said.startswith(("http://", "https://")) else ""


def _as_utf8(payload: bytes, charset: str | None) -> bytes:
    """A text part in UTF-8 with a mark where its header names its encoding, so that no guess is needed."""
    if not charset:
        return payload
    meant = "gb18030" if charset.lower().replace("_", "-") in ("gb2312", "gbk", "gb-2312-80") else charset
    try:
        return b"\xef\xbb\xbf" + payload.decode(meant).encode("utf-8")
    except (LookupError, UnicodeError):
        return payload
