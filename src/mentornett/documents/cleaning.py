"""Text from people made safe for every format, without changing what can be read."""

import re
import unicodedata

# What XML 1.0 forbids, plus DEL and the C1 controls, which no font can show.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_SAFE_LINK = re.compile(r"(https?://|mailto:)[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def clean(text: str) -> str:
    """The text without characters that XML forbids, with \\n as the only line end, composed (NFC)."""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """The cleaned text on one line, each run of white space as one space."""
    return " ".join(clean(text).split())


def safe_link(address: str) -> str:
    """The address when it is http, https or mailto; otherwise an empty string (no link)."""
    return address.strip() if _SAFE_LINK.fullmatch(address.strip()) else ""


def breakable(text: str, longest: int) -> str:
    """The text with invisible break points in words longer than `longest` characters, so that no line runs over."""
    return re.sub(rf"\S{{{longest + 1},}}", lambda match: "\u200b".join(match.group()), text)
