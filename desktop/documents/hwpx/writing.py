"""A document for 한글, written by the extra ``hwpx``, and read back before it gets its name.

한글 itself is not asked: it runs on none of the machines this is made on. Libraries that read only what they wrote
themselves have made files 한글 calls damaged, so what is compared here is read by other means (`reading`).
"""

import importlib.util
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from desktop.documents.hwpx.contents import SUFFIX, Document, told
from desktop.documents.hwpx.reading import read
from desktop.documents.saving import save
from desktop.errors import UserError

_PARTS = "hwpx"
"""The library of the extra, under the name it is imported by."""


def _missing() -> str:
    """Why no document for 한글 can be written here, and how it could; '' where it can."""
    if importlib.util.find_spec(_PARTS) is not None:
        return ""
    return (
        "한글 문서(.hwpx)를 쓰는 부품이 설치되지 않았습니다. 프로그램 폴더에서 pip install -e '.[hwpx]'를 하거나"
        "(전산 담당자에게 부탁해 주세요) PDF로 저장해 주세요."
    )


def write_hwpx(path: Path, document: Document) -> Path:
    """Save the document and return where it came to lie.

    Raises UserError where the extra is missing, the file cannot be saved, or what is read back is not what was asked for.
    """
    if refusal := _missing():
        raise UserError(refusal)
    from desktop.documents.hwpx.setting import set_out  # loads the library, for which no other file waits

    packed = set_out(document)

    def write(draft: Path) -> None:
        draft.write_bytes(packed)
        _compare(path, told(document), read(draft))

    return save(path, write, suffix=SUFFIX)


def _compare(path: Path, asked: Sequence[object], found: Sequence[object]) -> None:
    for number, (one, other) in enumerate(zip_longest(asked, found), 1):
        if one != other:
            raise UserError(
                f"'{path.name}': 쓴 글과 다시 읽은 글이 {number}번째 문단에서 달라 저장하지 않았습니다. "
                "PDF로 저장하고, 이 글을 개발자에게 알려 주세요."
            )
