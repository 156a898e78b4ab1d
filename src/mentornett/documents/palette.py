"""The colours of tones and accents: text on fill has a contrast of at least 7 to 1."""

from dataclasses import dataclass

from mentornett.documents.blocks import Tone

ACCENT = "0B4F6C"
ACCENT_LIGHT = "E4EEF3"
INK = "1B2430"
QUIET = "4A5663"
HAIRLINE = "C3CCD4"


@dataclass(frozen=True, slots=True)
class ToneColours:
    """Six hexadecimal digits each: behind the text, the text, the edge."""

    fill: str
    ink: str
    edge: str


TONES: dict[Tone, ToneColours] = {
    "success": ToneColours("DDF1E4", "0B4A24", "1E7A44"),
    "warning": ToneColours("FCF0D2", "5C3D00", "B07A00"),
    "danger": ToneColours("FADFDD", "7A1010", "B3261E"),
    "info": ToneColours("E4EEF3", "0B3D55", "0B4F6C"),
    "neutral": ToneColours("EEF0F2", "2B3036", "7A858F"),
}
