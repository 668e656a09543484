"""Certificates set out on their template: what a batch shares once, what is each one's own, and nothing on anything else."""

from collections.abc import Mapping, Sequence

from desktop.documents.certificates import certificate_ink
from desktop.documents.certificates.certificate_face import CertificateFace, values_of
from desktop.documents.certificates.certificate_layout import Placed, centred, closed_up, moved, place
from desktop.documents.certificates.certificate_template import Template, Text
from desktop.documents.pdf.fonts import Fonts
from desktop.errors import UserError

Form = tuple[object, ...]


class Setting:
    """Sets certificates out one after another; what they share is worked out for the first of them."""

    def __init__(self, template: Template, fonts: Fonts) -> None:
        self._template, self._fonts = template, fonts
        self._own = [text for text in template.texts if text.personal]
        self._shared = [text for text in template.texts if not text.personal]
        self._rows = {
            block: sorted({text.y for text in template.texts if text.block == block})
            for block in {text.block for text in template.texts} - {""}
        }
        self._unmoved: dict[Form, tuple[int, list[Placed]]] = {}
        self._forms: dict[Form, list[Placed]] = {}
        self._fixed = certificate_ink.fixed(template)

    def set_out(self, face: CertificateFace) -> tuple[Form, list[Placed], list[Placed]]:
        """The form a certificate stands on, by its key, what is on the form, and what is its own.

        Raises UserError, naming the person and both, where two things would lie on each other.
        """
        values = values_of(face, self._template)
        own = self._placed(self._own, face, values)
        alike = face.shared
        if alike not in self._unmoved:
            self._unmoved[alike] = len(self._unmoved), self._placed(self._shared, face, values)
        number, shared = self._unmoved[alike]
        moves = self._moves([*shared, *own])
        form = (number, *moves[: len(shared)])
        if form not in self._forms:
            self._forms[form] = _moved(shared, moves)
            self._require_clear(face, self._forms[form], ())
        own = _moved(own, moves[len(shared) :])
        self._require_clear(face, own, self._forms[form])
        return form, self._forms[form], own

    def _placed(
        self, texts: Sequence[Text], face: CertificateFace, values: Mapping[str, str]
    ) -> list[Placed]:
        wanted = [text for text in texts if text.issuers in {0, len(face.issuers)}]
        found = (place(text, values, self._template, self._fonts) for text in wanted)
        return [text for text in found if text is not None]

    def _moves(self, placed: Sequence[Placed]) -> list[tuple[float, float]]:
        """How far each text moves to the right and down with the block it belongs to."""
        moves = [(0.0, 0.0)] * len(placed)
        for block, rows in self._rows.items():
            of_block = [number for number, text in enumerate(placed) if text.text.block == block]
            if of_block:
                stand = [placed[number] for number in of_block]
                across = round(centred(stand, self._template), 2)
                for number, down in zip(of_block, closed_up(stand, rows), strict=True):
                    moves[number] = across, round(down, 2)
        return moves

    def _require_clear(
        self, face: CertificateFace, placed: Sequence[Placed], others: Sequence[Placed]
    ) -> None:
        if found := certificate_ink.overlap(placed, others, self._fixed):
            one, other = found
            raise UserError(
                f"{face.name} 님의 {self._template.title}에서 '{one}' 글자가 '{other}' 위에 겹칩니다. "
                "글을 줄이거나 서식을 고쳐 주세요."
            )


def _moved(placed: Sequence[Placed], moves: Sequence[tuple[float, float]]) -> list[Placed]:
    return [moved(text, *move) if any(move) else text for text, move in zip(placed, moves, strict=False)]
