"""Names that are none, or more than a name: asked about once more before a certificate bears them.

The importer asks about the same, but a name may also have been typed, pasted, or let in as it stood.
"""

from collections.abc import Iterable

from desktop.errors import UserError
from desktop.model.people import NAME
from desktop.services.certificates.holders import Candidate
from desktop.services.intake import doubts

FIELD = "doubtful_names"
"""The field of the UserError that refuses them."""
_NAMED = 10
_MARKED = "이름이 아닌 말이나 표시가 붙어 있습니다"


def doubt(name: str) -> str:
    """What is doubtful about a name, as a sentence without its full stop; '' where nothing is."""
    odd = doubts.of(NAME, name, needed=True)
    if odd is None:
        return ""
    return odd.fault.split(". ")[0] if odd.fault else _MARKED


def question(people: Iterable[Candidate]) -> str:
    """Which of these people are not plainly called by a name, and why; '' where all are."""
    named = [person for person in people if not person.members]  # a team is called as it likes
    found = [f"'{person.name}': {said}." for person in named if (said := doubt(person.name))]
    if not found:
        return ""
    more = f" 외 {len(found) - _NAMED:,}명" if len(found) > _NAMED else ""
    return f"이름이 맞는지 다시 보아야 할 사람이 {len(found):,}명 있습니다. {' '.join(found[:_NAMED])}{more}"


def refuse(people: Iterable[Candidate]) -> None:
    """Raise UserError where somebody is not plainly called by a name."""
    if asked := question(people):
        raise UserError(f"발급하지 않았습니다. {asked} 이름을 고쳐 주세요.", FIELD)
