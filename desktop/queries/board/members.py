"""The list of the members of the junior board."""

from sqlalchemy import FromClause, func, or_, select
from sqlalchemy.orm import join

from desktop.model.board import MEMBER_FIELDS, Board, BoardTeam, Meeting, MeetingAttendance, Member
from desktop.model.people import Person
from desktop.queries.ages import age, day_or
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.board import LEAST_YEARS, MOST_YEARS, SERVICE_RULE, service_flag
from desktop.rules.fields import Field, Kind

_member = {field.key: field for field in MEMBER_FIELDS}
PARTICIPATION = "그 기수의 회의 가운데 위원의 임기 안에 열린 것에서 참석한 것의 비율"

_held = (
    select(func.count(Meeting.id))
    .where(
        Meeting.board_id == Member.board_id,
        or_(Member.joined_on.is_(None), Meeting.held_on >= Member.joined_on),
        or_(Member.left_on.is_(None), Meeting.held_on <= Member.left_on),
    )
    .correlate(Member)
    .scalar_subquery()
)
_came = (
    select(func.count(MeetingAttendance.id))
    .join(Meeting)
    .where(
        MeetingAttendance.member_id == Member.id,
        or_(Member.joined_on.is_(None), Meeting.held_on >= Member.joined_on),
        or_(Member.left_on.is_(None), Meeting.held_on <= Member.left_on),
    )
    .correlate(Member)
    .scalar_subquery()
)


def _members() -> FromClause:
    of_board = join(join(Member, Person), Board)
    return join(of_board, BoardTeam, BoardTeam.id == Member.team_id, isouter=True)


MEMBERS = ListSpec(
    kind="members",
    title="위원",
    noun="위원",
    counter="명",
    id=Member.id,
    source=lambda _scope: _members(),
    narrowed_to="boards",
    where=lambda scope: () if scope.board_id is None else (Member.board_id == scope.board_id,),
    columns=(
        Column(_member["name"], Person.name, 110, editable=True, searched=True),
        Column(_member["department"], Member.department, 150, editable=True, searched=True),
        Column(_member["duty"], Member.duty, 150, editable=True, searched=True),
        Column(_member["grade"], Member.grade, 100, editable=True),
        Column(_member["appointed_on"], Member.appointed_on, 120, editable=True),
        Column(
            Field("years_of_service", "근속", Kind.INTEGER, unit="년", help=SERVICE_RULE),
            lambda scope: age(Member.appointed_on, scope.today, Board.opened_on),
            80,
            of_day="service_day",
            day_called="발대식일",
            flag=lambda row: service_flag(
                row["appointed_on"], row["service_day"], row["least_years"], row["most_years"]
            ),
        ),
        Column(_member["staff_number"], Member.staff_number, 110, editable=True, searched=True),
        Column(_member["phone"], Person.phone, 140, editable=True, searched=True),
        Column(_member["email"], Person.email, 190, editable=True, searched=True),
        Column(_member["birth_date"], Person.birth_date, 120, editable=True, shown=False),
        Column(Field("board", "기수"), Board.name, 150, shown=False),
        Column(
            Field("service_day", "근속 기준일", Kind.DATE),
            lambda scope: day_or(scope.today, Board.opened_on),
            120,
            shown=False,
            of_record=False,
        ),
        Column(
            Field("least_years", "근속 하한", Kind.INTEGER, averaged=False, unit="년"),
            func.coalesce(Board.least_years, LEAST_YEARS),
            90,
            shown=False,
            of_record=False,
        ),
        Column(
            Field("most_years", "근속 상한", Kind.INTEGER, averaged=False, unit="년"),
            func.coalesce(Board.most_years, MOST_YEARS),
            90,
            shown=False,
            of_record=False,
        ),
        Column(Field("team", "팀"), BoardTeam.name, 130, searched=True),
        Column(
            Field("participation", "참석률", Kind.INTEGER, unit="%", help=PARTICIPATION),
            (200 * _came + _held) // (2 * func.nullif(_held, 0)),
            90,
        ),
        Column(_member["joined_on"], Member.joined_on, 120, editable=True, shown=False),
        Column(_member["left_on"], Member.left_on, 120, editable=True, shown=False),
        Column(_member["note"], Person.note, 160, editable=True, shown=False, searched=True),
    ),
    order=(("name", False),),
    tables=frozenset({"member", "person", "board", "board_team", "meeting", "meeting_attendance"}),
    initials=(Person.name_initials,),
    last_four=(Person.phone_last4,),
    empty="위원 명단을 엑셀에서 가져오거나 '위원 추가'로 적어 주세요.",
)
