"""The list of everything that was done: who, when, what, and whether it still stands."""

from sqlalchemy import case

from desktop.model.base import table_of
from desktop.model.journal import DO, Operation
from desktop.queries.list_spec import Column, ListSpec
from desktop.rules.fields import Field, Kind

STANDING, UNDONE, FINAL, FOLLOWING = "되돌릴 수 있음", "되돌림", "되돌릴 수 없음", "기록"
_state = case(
    (Operation.kind != DO, FOLLOWING),
    (Operation.reverted.is_(True), UNDONE),
    (Operation.sealed.is_not(None), FINAL),
    else_=STANDING,
)

OPERATIONS = ListSpec(
    kind="operations",
    title="변경 이력",
    paper="변경 이력",
    noun="작업",
    counter="건",
    id=Operation.id,
    source=lambda _scope: table_of(Operation),
    columns=(
        Column(Field("at", "일시", Kind.MOMENT), Operation.at, 160),
        Column(Field("user", "작업자"), Operation.user, 110, searched=True),
        Column(Field("name", "작업 내용"), Operation.name, 320, searched=True),
        Column(Field("reason", "사유"), Operation.reason, 200, searched=True),
        Column(
            Field("state", "상태", Kind.CHOICE, choices=(STANDING, UNDONE, FINAL, FOLLOWING)), _state, 130
        ),
    ),
    order=(("at", True),),
    tables=frozenset({"operation"}),
    empty="아직 한 일이 없습니다. 무엇이든 저장하면 여기에 남습니다.",
)

LISTS = (OPERATIONS,)
