"""The lists of what comes back, where money goes, and what other programmes pay."""

from sqlalchemy import FromClause, func, select
from sqlalchemy.orm import aliased, join

from desktop.model.payments import (
    ACCOUNT_FIELDS,
    CLAWBACK_FIELDS,
    OTHER_SUPPORT_FIELDS,
    REPAYMENT_FIELDS,
    Clawback,
    OtherSupport,
    PayeeAccount,
    Repayment,
)
from desktop.model.people import Person
from desktop.model.placement import Company, Match
from desktop.model.subsidies import (
    SubsidySupport,
)
from desktop.model.training import Trainee
from desktop.queries.list_spec import Column, ListSpec
from desktop.queries.placement.subsidies.claims import COMPANY, NAME, of_cohort, supported
from desktop.rules.fields import Field, Kind

_account = {field.key: field for field in ACCOUNT_FIELDS}
_clawback = {field.key: field for field in CLAWBACK_FIELDS}
_repayment = {field.key: field for field in REPAYMENT_FIELDS}
_other = {field.key: field for field in OTHER_SUPPORT_FIELDS}
_PEOPLE = frozenset({"internship_match", "opening", "company", "trainee", "person"})
REPAID = (
    select(func.coalesce(func.sum(Repayment.repaid), 0))
    .where(Repayment.clawback_id == Clawback.id)
    .correlate(Clawback)
    .scalar_subquery()
)
CLAWBACKS = ListSpec(
    kind="clawbacks",
    title="환수",
    noun="환수",
    counter="건",
    id=Clawback.id,
    source=lambda _scope: supported(join(Clawback, SubsidySupport, SubsidySupport.id == Clawback.support_id)),
    narrowed_to="cohorts",
    where=of_cohort,
    columns=(
        Column(NAME, Person.name, 110, searched=True),
        Column(COMPANY, Company.name, 170, searched=True),
        Column(_clawback["owed"], Clawback.owed, 120, editable=True),
        Column(Field("repaid", "반납", Kind.AMOUNT, unit="원"), REPAID, 120),
        Column(Field("left", "잔액", Kind.AMOUNT, unit="원"), Clawback.owed - REPAID, 120),
        Column(_clawback["due_on"], Clawback.due_on, 120, editable=True),
        Column(_clawback["cause"], Clawback.cause, 220, editable=True, searched=True),
        Column(_clawback["decided_on"], Clawback.decided_on, 120, editable=True),
    ),
    order=(("decided_on", True),),
    tables=frozenset({"clawback", "repayment", "subsidy_support", "subsidy_policy"}) | _PEOPLE,
    initials=(Person.name_initials, Company.name_initials),
    empty="'지원 대상'에서 그만둔 사람을 고르고 '환수 계산'을 누르면 돌려받을 금액이 여기에 들어옵니다.",
)


def _repayments() -> FromClause:
    owed = join(Repayment, Clawback, Clawback.id == Repayment.clawback_id)
    return supported(join(owed, SubsidySupport, SubsidySupport.id == Clawback.support_id))


REPAYMENTS = ListSpec(
    kind="repayments",
    title="반납",
    noun="반납",
    counter="건",
    id=Repayment.id,
    source=lambda _scope: _repayments(),
    narrowed_to="cohorts",
    where=of_cohort,
    columns=(
        Column(COMPANY, Company.name, 170, searched=True),
        Column(NAME, Person.name, 110, searched=True),
        Column(_repayment["repaid"], Repayment.repaid, 120, editable=True),
        Column(_repayment["paid_on"], Repayment.paid_on, 120, editable=True),
        Column(_repayment["note"], Repayment.note, 200, editable=True),
    ),
    order=(("paid_on", True),),
    tables=frozenset({"clawback", "repayment", "subsidy_support", "subsidy_policy"}) | _PEOPLE,
    empty="'환수'에서 하나를 고르고 '반납 적기'를 누르세요.",
)
_intern, _mentored = aliased(Trainee), aliased(Match)


def _accounts() -> FromClause:
    source = join(PayeeAccount, Company, Company.id == PayeeAccount.company_id, isouter=True)
    source = join(source, _intern, _intern.id == PayeeAccount.trainee_id, isouter=True)
    source = join(source, Person, Person.id == _intern.person_id, isouter=True)
    return join(source, _mentored, _mentored.id == PayeeAccount.match_id, isouter=True)


ACCOUNTS = ListSpec(
    kind="accounts",
    title="지급 계좌",
    noun="지급 계좌",
    counter="개",
    id=PayeeAccount.id,
    source=lambda _scope: _accounts(),
    columns=(
        Column(
            Field("owner", "받는 이", Kind.NAME, private=True),
            func.coalesce(Company.name, Person.name, _mentored.supervisor, ""),
            170,
            searched=True,
        ),
        Column(_account["bank"], PayeeAccount.bank, 120, editable=True),
        Column(_account["number"], PayeeAccount.number, 180, editable=True, searched=True),
        Column(_account["holder"], PayeeAccount.holder, 150, editable=True, searched=True),
    ),
    order=(("owner", False),),
    tables=frozenset({"payee_account", "company", "trainee", "person", "internship_match"}),
    empty="'계좌 추가'로 기업과 인턴이 지원금을 받을 계좌를 적어 주세요.",
)
OTHER_SUPPORTS = ListSpec(
    kind="other_supports",
    title="타 사업 수혜",
    noun="타 사업 수혜",
    counter="건",
    id=OtherSupport.id,
    source=lambda _scope: join(join(OtherSupport, Trainee), Person),
    columns=(
        Column(NAME, Person.name, 110, searched=True),
        Column(_other["programme"], OtherSupport.programme, 180, editable=True, searched=True),
        Column(_other["first_on"], OtherSupport.first_on, 120, editable=True),
        Column(_other["last_on"], OtherSupport.last_on, 120, editable=True),
        Column(_other["note"], OtherSupport.note, 200, editable=True),
    ),
    order=(("name", False),),
    tables=frozenset({"other_support", "trainee", "person"}),
    initials=(Person.name_initials,),
    empty="다른 사업의 지원을 받는 사람을 '수혜 추가'로 적으면 같은 날을 두 번 지원하지 않습니다.",
)
LISTS = (CLAWBACKS, REPAYMENTS, ACCOUNTS, OTHER_SUPPORTS)
