"""What makes a claim odd (feature row CO-28): one proof used twice, one account or phone for company and intern."""

from sqlalchemy import ColumnElement, case, exists, func, or_
from sqlalchemy.orm import aliased

from desktop.model.attachments import Attachment
from desktop.model.payments import PayeeAccount
from desktop.model.people import Person
from desktop.model.placement import Company, Match, Opening
from desktop.model.subsidies import ClaimPaper, SubsidyClaim, SubsidySupport
from desktop.queries.trainee_line import TRAINEE_LINE
from desktop.rules.subsidy.papers import PAPERS, Of

_paper, _same = aliased(ClaimPaper), aliased(ClaimPaper)
_file, _other_file = aliased(Attachment), aliased(Attachment)
_claim, _support, _match, _opening = (
    aliased(SubsidyClaim),
    aliased(SubsidySupport),
    aliased(Match),
    aliased(Opening),
)
_intern, _company_account = aliased(PayeeAccount), aliased(PayeeAccount)
_company = aliased(Company)
_line = TRAINEE_LINE.table.alias()
"""Its phones have an index; those of people have none."""


def _titled(of: Of) -> ColumnElement[bool]:
    return _paper.title.in_([title for title, each in PAPERS.items() if each is of])


_SAME_PROOF = exists().where(
    _paper.claim_id == SubsidyClaim.id,
    _file.id == _paper.attachment_id,
    _other_file.file_id == _file.file_id,
    _same.attachment_id == _other_file.id,
    _claim.id == _same.claim_id,
    _claim.id != SubsidyClaim.id,
    _support.id == _claim.support_id,
    _match.id == _support.match_id,
    _opening.id == _match.opening_id,
    or_(
        _titled(Of.MONTH)
        & or_(
            _match.id != Match.id,
            _claim.first_on > SubsidyClaim.last_on,
            _claim.last_on < SubsidyClaim.first_on,
        ),
        _titled(Of.INTERNSHIP) & (_match.id != Match.id),
        _titled(Of.COMPANY) & (_opening.company_id != Opening.company_id),
    ),
)
"""Two lines of one internship's same days share their proof, as do months the contract; beyond that no paper proves two claims."""
_ONE_ACCOUNT = (
    exists()
    .where(_intern.digits == _company_account.digits)
    .where(_intern.trainee_id.is_not(None), _company_account.company_id.is_not(None))
)
# Each side is asked for by itself: a claim then looks up its own account, and not all there are.
_SAME_ACCOUNT = or_(
    _ONE_ACCOUNT.where(_intern.trainee_id == Match.trainee_id),
    _ONE_ACCOUNT.where(_company_account.company_id == Opening.company_id),
)
_SAME_PHONE = or_(
    exists().where(_company.contact_phone == Person.phone),
    exists().where(_line.c.phone == Company.contact_phone),
)
WORDS = ((_SAME_PROOF, "같은 증빙"), (_SAME_ACCOUNT, "같은 계좌"), (_SAME_PHONE, "같은 전화"))


def signals() -> ColumnElement[str]:
    """The words of what holds of a claim, parted by commas, for a statement that joins all of `claims.joined`."""
    joined: ColumnElement[str] | None = None
    for holds, word in WORDS:
        told = case((holds, f"{word}, "), else_="")
        joined = told if joined is None else joined.concat(told)
    assert joined is not None
    return func.rtrim(joined, ", ")
