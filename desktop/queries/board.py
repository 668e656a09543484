"""The lists of the junior board: members and proposals."""

from sqlalchemy import FromClause, func, select
from sqlalchemy.orm import aliased, join

from desktop.model.board import (
    MEMBER_FIELDS,
    PROPOSAL_FIELDS,
    Authorship,
    Board,
    Member,
    Policy,
    Proposal,
    Theme,
)
from desktop.model.people import Person
from desktop.queries.ages import age, day_or
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.board import LEAST_YEARS, MOST_YEARS, SERVICE_RULE, service_flag
from desktop.rules.fields import Field, Kind
from desktop.rules.states import PROPOSAL

_member = {field.key: field for field in MEMBER_FIELDS}
_proposal = {field.key: field for field in PROPOSAL_FIELDS}

MEMBERS = ListSpec(
    kind="members",
    title="위원",
    noun="위원",
    counter="명",
    id=Member.id,
    source=lambda _scope: join(join(Member, Person), Board),
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
        ),
        Column(
            Field("least_years", "근속 하한", Kind.INTEGER, averaged=False, unit="년"),
            func.coalesce(Board.least_years, LEAST_YEARS),
            90,
            shown=False,
        ),
        Column(
            Field("most_years", "근속 상한", Kind.INTEGER, averaged=False, unit="년"),
            func.coalesce(Board.most_years, MOST_YEARS),
            90,
            shown=False,
        ),
        Column(_member["joined_on"], Member.joined_on, 120, editable=True, shown=False),
        Column(_member["left_on"], Member.left_on, 120, editable=True, shown=False),
        Column(_member["note"], Person.note, 160, editable=True, shown=False, searched=True),
    ),
    order=(("name", False),),
    tables=frozenset({"member", "person", "board"}),
    initials=(Person.name_initials,),
    last_four=(Person.phone_last4,),
    empty="위원 명단을 엑셀에서 가져오거나 '위원 추가'로 적어 주세요.",
)

_author = aliased(Person)
_authors = (
    select(func.aggregate_strings(_author.name, ", "))
    .select_from(join(join(Authorship, Member), _author, Member.person_id == _author.id))
    .where(Authorship.proposal_id == Proposal.id)
    .correlate(Proposal)
    .scalar_subquery()
)


def _proposals() -> FromClause:
    themed = join(join(Proposal, Board), Theme, Theme.id == Proposal.theme_id, isouter=True)
    return join(themed, Policy, Policy.id == Theme.policy_id, isouter=True)


PROPOSALS = ListSpec(
    kind="proposals",
    title="제안",
    noun="제안",
    counter="건",
    id=Proposal.id,
    source=lambda _scope: _proposals(),
    narrowed_to="boards",
    where=lambda scope: () if scope.board_id is None else (Proposal.board_id == scope.board_id,),
    columns=(
        Column(_proposal["title"], Proposal.title, 280, editable=True, searched=True),
        Column(Field("status", "상태", Kind.CHOICE, choices=PROPOSAL.statuses), Proposal.status, 90),
        Column(Field("theme", "주제"), Theme.name, 150, searched=True),
        Column(Field("policy", "운영방침", Kind.CHOICE), Policy.name, 90),
        Column(Field("authors", "제안자", Kind.NAME, private=True), _authors, 180, searched=True),
        Column(_proposal["proposed_on"], Proposal.proposed_on, 120, editable=True),
        Column(_proposal["cost"], Proposal.cost, 120, editable=True),
        Column(Field("reason", "사유"), Proposal.reason, 160, shown=False),
        Column(_proposal["problem"], Proposal.problem, 240, editable=True, shown=False, searched=True),
        Column(_proposal["idea"], Proposal.idea, 240, editable=True, shown=False, searched=True),
        Column(_proposal["effect"], Proposal.effect, 240, editable=True, shown=False, searched=True),
        Column(Field("board", "기수"), Board.name, 150, shown=False),
    ),
    order=(("title", False),),
    tables=frozenset({"proposal", "authorship", "theme", "policy", "board", "member", "person"}),
    initials=(Proposal.title_initials,),
    empty="'제안 추가'로 토론에서 나온 제안을 적어 주세요.",
)

LISTS = (MEMBERS, PROPOSALS)
