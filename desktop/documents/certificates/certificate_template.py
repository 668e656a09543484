"""How a certificate looks: a template file in resources/certificates, read into plain values.

Places are in mm from the upper left corner of the page, a text's ``y`` being its base line; sizes, line widths and
strokes are in pt. In a text

* ``{course}`` stands for a value of the certificate,
* ``{을/를}`` for the particle that fits what stands before it,
* ``[ ({name_hanja})]`` is left out when a value inside it is blank.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from desktop.errors import UserError
from desktop.places import bundled
from desktop.text.hangul import particle

PERSONAL = frozenset({"number", "name", "spaced_name", "name_hanja", "english_name", "birth_date", "code"})
"""Placeholders that differ from one certificate of a batch to the next."""
SHARED = frozenset({"title", "course", "period", "issue_date", "reissued"}) | {
    f"issuer{place}_{part}" for place in (1, 2) for part in ("title", "name", "english")
}
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the page.

    ``align`` says what of the text lies at ``x``: left, center, right; or justify, spread over ``width`` from x.
    ``spacing`` between characters in parts of the size. ``width`` is the most it may take (0: no limit): a longer
    text becomes smaller down to ``smallest``, after it has used up to ``lines`` lines, ``leading`` mm apart; a smaller text
    has its lines closer together. ``room`` is the most in mm between its first and its last base line (0: no limit).
    Texts of one ``block`` are rows of names and values: their ink as a whole lies in the middle of the page, and where a
    row is left out or takes two lines, those below it move.
    ``needs`` names a value without which it is left out, ``issuers`` a number of issuers only with which it is shown
    (0: any). ``seal`` names the issuer whose seal lies on its last character (0: none).
    """

    text: str
    x: float
    y: float
    size: float
    align: str = "left"
    spacing: float = 0
    stroke: float = 0
    width: float = 0
    smallest: float = 14
    lines: int = 1
    leading: float = 0
    room: float = 0
    needs: str = ""
    issuers: int = 0
    seal: int = 0
    block: str = ""
    color: str = "#000000"

    @property
    def placeholders(self) -> frozenset[str]:
        named = {key for key in _PLACEHOLDER.findall(self.text) if "/" not in key}
        return frozenset(named | {self.needs} if self.needs else named)

    @property
    def personal(self) -> bool:
        """Whether it differs from one certificate of a batch to the next."""
        return not PERSONAL.isdisjoint(self.placeholders)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points in mm; ``mirrored`` draws it in all four corners, ``closed`` joins its ends."""

    points: tuple[tuple[float, float], ...]
    width: float
    color: str
    mirrored: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """The side of a seal in mm."""

    side: float


@dataclass(frozen=True, slots=True)
class Logo:
    """Upper left corner and sides in mm of the room for an office's logo, which stands in its upper right corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Code:
    """Upper left corner and side of the QR code."""

    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of certificate. ``version`` names the very file it was read from."""

    name: str
    title: str
    version: str
    width: float
    height: float
    texts: tuple[Text, ...]
    strokes: tuple[Stroke, ...]
    seal: Seal
    qr: Code
    values: Mapping[str, str]
    logo: Logo | None = None

    @property
    def placeholders(self) -> frozenset[str]:
        """What of a certificate stands on it."""
        return frozenset().union(*(text.placeholders for text in self.texts))

    @property
    def words(self) -> str:
        """All characters its texts and values may put on paper, besides those of a certificate."""
        return (
            self.title
            + "".join([text.text.replace("\n", "") for text in self.texts])
            + "".join(self.values.values())
        )

    @classmethod
    def load(cls, path: Path) -> "Template":
        """Read a template file; UserError when it is no template or speaks of unknown values."""
        source = path.read_bytes()
        try:
            data = tomllib.loads(source.decode("utf-8"))
            return _checked(cls._from(data, hashlib.sha256(source).hexdigest()[:8]), path)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
            raise UserError(
                f"'{path.name}' 서식을 읽을 수 없습니다({error}). 서식 파일을 확인해 주세요."
            ) from error

    @classmethod
    def _from(cls, data: dict[str, Any], digest: str) -> "Template":
        return cls(
            name=data["name"],
            title=data["title"],
            version=f"{data['name']} {data['version']} ({digest})",
            width=float(data["page"]["width"]),
            height=float(data["page"]["height"]),
            texts=tuple(Text(**text) for text in data["text"]),
            strokes=tuple(_stroke(stroke) for stroke in data.get("stroke", ())),
            seal=Seal(**data["seal"]),
            qr=Code(**data["qr"]),
            values=dict(data.get("values", {})),
            logo=Logo(**data["logo"]) if "logo" in data else None,
        )


def bundled_template(name: str = "kaist", title: str = "") -> Template:
    """A template shipped with the program; ``title`` stands on it instead of its own."""
    template = Template.load(bundled("resources", "certificates", f"{name}.toml"))
    return replace(template, title=title) if title else template


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern with its values, particles and optional parts put in."""

    def optional(part: re.Match[str]) -> str:
        keys = [key for key in _PLACEHOLDER.findall(part[1]) if "/" not in key]
        return part[1] if all(values[key] for key in keys) else ""

    words, *rest = _between(_OPTIONAL.sub(optional, pattern) if "[" in pattern else pattern)
    for token, after in zip(rest[::2], rest[1::2], strict=True):
        words += (particle(words, token) if "/" in token else values[token]) + after
    return words


@lru_cache(maxsize=256)
def _between(pattern: str) -> tuple[str, ...]:
    """A pattern as words, placeholder, words and so on: a batch fills the few it has again and again."""
    return tuple(_PLACEHOLDER.split(pattern))


def _stroke(data: dict[str, Any]) -> Stroke:
    known = {field.name for field in fields(Stroke)}
    points = tuple((float(x), float(y)) for x, y in data["points"])
    return Stroke(**{**{key: value for key, value in data.items() if key in known}, "points": points})


def _checked(template: Template, path: Path) -> Template:
    known = PERSONAL | SHARED | template.values.keys()
    for text in template.texts:
        if unknown := text.placeholders - known:
            raise UserError(
                f"'{path.name}' 서식의 {{{min(unknown)}}}에 무엇을 넣을지 모릅니다. 서식 파일을 확인해 주세요."
            )
    return template
