"""The book of a stage as a matrix: who, how it stands with them, and a column for each session."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from desktop.queries.matrix import Beside, Head, Line, Matrix
from desktop.rules.attendance import Session
from desktop.rules.flows import Tone
from desktop.rules.verdicts import Verdict
from desktop.services.datafile.store import Store
from desktop.services.training.attendance import book
from desktop.services.training.attendance.book import Book
from desktop.services.training.attendance.figures import Figure
from desktop.services.training.attendance.people import Attendee
from desktop.ui.training.attendance import looks

_WEEKDAYS = "월화수목금토일"
_WIDTH = 60


def matrix_of(store: Store, read: Book) -> Matrix:
    """The matrix of a book, its marks read from ``store`` for the rows that are shown."""
    return Matrix(
        beside=((_tr("성명"), 112), (_tr("출석률"), 76), (_tr("최대"), 76), (_tr("남은 결석"), 96)),
        lines=[_line(each, read.figure(each.enrolment_id)) for each in read.people],
        heads=[_head(each) for each in read.sessions],
        read=partial(book.cells, store),
        look=looks.look,
        keys=looks.KEYS,
        parse=looks.parse,
        closed=read.closed,
        width=_WIDTH,
    )


def _line(person: Attendee, figure: Figure) -> Line:
    standing = figure.standing
    told = standing.outlook() or standing.failing()
    birth = f" {person.birth_date.year}" if person.birth_date else ""
    tone = Tone.BAD if standing.verdict is Verdict.FAILED else None
    rate = standing.shown_rate() + (" %" if standing.rate is not None else "")
    best = standing.shown_best() + (" %" if standing.best is not None else "")
    return Line(
        person.enrolment_id,
        person.name,
        person.label,
        (
            Beside(person.label, tone, f"{person.name}{birth} · {person.status}"),
            Beside(rate, tone, told),
            Beside(best, tone, told),
            Beside(*_left(figure), told),
        ),
    )


def _left(figure: Figure) -> tuple[str, Tone | None]:
    """How many absences are left, or the verdict once it is final."""
    standing = figure.standing
    if standing.expelled:
        return _tr("! 제적 대상"), Tone.BAD
    if standing.verdict is Verdict.FAILED:
        return _tr("! 수료 불가"), Tone.BAD
    if standing.verdict is Verdict.MET:
        return _tr("충족"), Tone.GOOD
    if not standing.unrecorded + standing.upcoming:
        return "—", None
    return _tr("{0}회").format(standing.absences_left), None if standing.absences_left else Tone.WARN


def _head(session: Session) -> Head:
    start = session.start
    day = f"{start.month}. {start.day}."
    weekday = _WEEKDAYS[start.weekday()]
    label = _tr("{0}월 {1}일 {2}요일 {3}").format(start.month, start.day, weekday, f"{start:%H:%M}")
    if session.cancelled:
        return Head(session.id, day, _tr("휴강"), _tr("{0} 휴강").format(label), faded=True)
    return Head(session.id, day, f"{weekday} {start:%H:%M}", label)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AttendanceBook", text)
