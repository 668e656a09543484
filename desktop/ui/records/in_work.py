"""What is said where no cohort or term of the board is in work: where to choose one, or to make the first."""

from typing import TYPE_CHECKING, Union

from desktop.queries.list_spec import Scope
from desktop.services.records import choices
from desktop.ui.desk import Desk
from desktop.ui.kit.messages import tr

if TYPE_CHECKING:
    from desktop.ui.records.screen import At
    from desktop.ui.records.view import Here

MAKE_COHORT = tr("'기수와 단계'에서 기수와 단계를 먼저 만들어 주세요.")
_MAKE = {"cohorts": MAKE_COHORT, "boards": tr("'보드 기수'의 '기수 추가'로 보드 기수를 먼저 만들어 주세요.")}


def choose(desk: Desk, kind: str, sentence: str) -> str:
    """``sentence``, which asks to choose one of a kind; where there is none to choose, where it is made."""
    return sentence if choices.of(desk.store, kind, Scope(today=desk.scope.today)) else _MAKE[kind]


def no_cohort(here: Union["Here", "At"]) -> str:
    """Why a command that needs a cohort in work cannot be used; '' where it can."""
    if here.desk.scope.cohort_id is not None:
        return ""
    return choose(here.desk, "cohorts", tr("왼쪽 위에서 기수를 고르세요."))


def no_board(here: Union["Here", "At"]) -> str:
    """Why a command that needs a term of the board in work cannot be used; '' where it can."""
    if here.desk.scope.board_id is not None:
        return ""
    return choose(here.desk, "boards", tr("왼쪽 위에서 보드 기수를 고르세요."))
