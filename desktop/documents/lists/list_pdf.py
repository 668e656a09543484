"""Any list as a PDF ready for the printer and, as PDF/A-1b, for the archive: the register with room to sign, say.

The same list as in `sheets`, with the same columns and heading; here the approval boxes are all of one size.
"""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.documents import saving
from desktop.documents.lists import list_layout
from desktop.documents.lists.list_pdf_page import Page, PageCanvas, characters, draw
from desktop.documents.lists.list_pdf_setting import Setting
from desktop.documents.lists.lists import SheetSpec, laid_out
from desktop.documents.pdf import fonts as font_files
from desktop.documents.pdf.pdf_archive import About, archived
from desktop.documents.pdf.pdf_fonts import DocumentFonts
from desktop.errors import Progress, no_progress

_SMALLER = tuple(percent / 100 for percent in range(96, int(list_layout.SMALLEST_SCALE * 100) - 1, -4))


def write_list_pdf(
    path: Path,
    sheet: SheetSpec,
    progress: Progress = no_progress,
    written: Callable[[], None] = saving.nothing_more,
) -> Path:
    """Write the list and return where it came to lie (see `saving.save`). A PDF takes no password.

    Raises UserError when the file cannot be saved; Cancelled through ``progress``.
    """

    def write(draft: Path) -> None:
        draft.write_bytes(list_pdf(sheet, progress))

    return saving.save(path, write, written, suffix=".pdf")


def list_pdf(sheet: SheetSpec, progress: Progress = no_progress) -> bytes:
    """The list as a PDF in memory: what is only printed leaves no file, whatever ends the work."""
    return lists_pdf((sheet,), progress)


def lists_pdf(sheets: Sequence[SheetSpec], progress: Progress = no_progress) -> bytes:
    """Several lists in one PDF, each beginning on a page of its own: a sheet for each person, say."""
    pages: list[tuple[Setting, Page]] = []
    for done, sheet in enumerate(sheets):
        pages += _set(sheet, progress if len(sheets) == 1 else no_progress)
        if len(sheets) > 1:
            progress(done, len(sheets))
    first = pages[0][0]
    # What stands on the pages, not what was asked for: so no mark the layout adds can lack its glyph.
    drawn_marks = set[str]().union(*(characters(page) for _setting, page in pages))
    fonts = DocumentFonts(first.fonts, "".join(sorted(drawn_marks)))
    drawn = io.BytesIO()
    canvas = PageCanvas(drawn, first.paper, pageCompression=1, invariant=1, lang="ko")
    pages.reverse()
    while pages:
        # Each is let go of once it is drawn: all of a long list at once would hold Python's lock for 0.2 s.
        setting, page = pages.pop()
        canvas.setPageSize(setting.paper)
        canvas.scale(setting.scale, setting.scale)
        draw(canvas, fonts, page, setting.height, setting.edges)
        canvas.showPage()
    canvas.save()
    about = About(sheets[0].title, "이음", sheets[0].as_of or dt.datetime.now().astimezone().date())
    return archived(drawn.getvalue(), fonts, about)


def _set(sheet: SheetSpec, progress: Progress) -> list[tuple[Setting, Page]]:
    """The pages of one list, each with its setting: at full size, or as large as one page holds them where that is asked."""
    laid, fonts = laid_out(sheet), font_files.sans()
    full = Setting(sheet, laid, fonts)
    pages = full.pages(progress)
    wanted = len(pages) > 1 and sheet.options.one_page
    if wanted and list_layout.may_fit_one_page(len(laid.rows), across=full.width > full.height):
        for scale in _SMALLER:
            smaller = Setting(sheet, laid, fonts, scale)
            if len(one := smaller.pages(no_progress)) == 1:
                return [(smaller, one[0])]
    return [(full, page) for page in pages]
