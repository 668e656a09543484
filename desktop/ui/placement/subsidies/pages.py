"""The screens of wage subsidies: policies, whom they support, claims, budgets, accounts, inspection, what comes back."""

from collections.abc import Callable, Mapping
from typing import Any

from desktop.queries.list_spec import Scope
from desktop.rules.subsidy import Basis, Month, Payee, ProRata, Start, Unit
from desktop.services.placement.subsidies import clawbacks
from desktop.ui.desk import Desk
from desktop.ui.forms.layout import TWO_COLUMNS, Layout
from desktop.ui.kit.commands import Command, Needs
from desktop.ui.kit.messages import tr
from desktop.ui.records.screen import At, RecordForm, Screen, add_command

# Dialogs are imported when first asked for: a start waits for its list only.

SECTION, CHAPTER = tr("기업·인턴십"), "인건비 지원"


def _new_policy(_desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    return {"month": Month.CALENDAR.value, "pro_rata": ProRata.DAYS.value, "rounding": 1}


def _new_line(_desk: Desk, _scope: Scope) -> Mapping[str, Any]:
    return {
        "position": 1, "payee": Payee.COMPANY.value, "basis": Basis.WAGE.value, "unit": Unit.MONTH.value, "count": 3,
        "start": Start.BEGINNING.value, "skipped": 0, "paid_after": 1, "returned_before": 0,
    }  # fmt: skip


def _this_year(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"year": scope.today.year}


def _decided(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"decided_on": scope.today}


def _paid(_desk: Desk, scope: Scope) -> Mapping[str, Any]:
    return {"paid_on": scope.today}


def _make_month(at: At) -> None:
    from desktop.ui.placement.subsidies import dialogs

    dialogs.make_month(at.desk, at.page)


def _attach(at: At) -> None:
    from desktop.ui.placement.subsidies import dialogs

    dialogs.attach(at.desk, at.page, at.ids)


def _clear(at: At) -> None:
    from desktop.ui.placement.subsidies import dialogs

    dialogs.clear_signals(at.desk, at.page, at.ids)


def _sheet(at: At) -> None:
    from desktop.ui.placement.subsidies import dialogs

    dialogs.write_sheet(at.desk, at.page)


def _draw(at: At) -> None:
    from desktop.ui.placement.subsidies import dialogs

    dialogs.draw(at.desk, at.page)


def _reckon(at: At) -> None:
    at.desk.jobs.run(
        at.page,
        tr("환수 계산"),
        lambda _progress: clawbacks.reckon(at.desk.store, at.ids),
        lambda _changes: None,
    )


def _open(id_: str, title: str, icon: str, kind: str, key: str) -> Command[At]:
    """A record of ``kind`` that belongs to the selected one."""
    return Command(
        id=id_,
        title=title,
        icon=icon,
        run=lambda at: at.desk.open(kind, at.page, **{key: at.ids[0]}),
        needs=Needs.ONE,
    )


def _command(id_: str, title: str, icon: str, run: Callable[[At], None], **more: Any) -> Command[At]:
    return Command(id=id_, title=title, icon=icon, run=run, **more)


POLICY = RecordForm(
    "subsidy_policies",
    Layout(
        columns=2,
        wide=frozenset({"papers"}),
        groups={
            "name": tr("정책"),
            "month": tr("계산"),
            "youngest": tr("사람"),
            "local_companies": tr("기업"),
        },
    ),
    first=_new_policy,
)
SCREENS = (
    Screen(
        kind="subsidy_policies", section=SECTION, icon="document", chapter=CHAPTER, form=POLICY,
        commands=(
            _open("subsidy_policies.add_line", tr("항목 추가"), "add", "policy_lines", "policy_id"),
            _open("subsidy_policies.add_budget", tr("예산 추가"), "archive", "budgets", "policy_id"),
            add_command("subsidy_policies", tr("정책 추가")),
        ),
    ),
    Screen(kind="policy_lines", form=RecordForm("policy_lines", TWO_COLUMNS, first=_new_line)),
    Screen(
        kind="budgets", section=SECTION, icon="archive", chapter=CHAPTER,
        form=RecordForm("budgets", TWO_COLUMNS, first=_this_year), commands=(add_command("budgets", tr("예산 추가")),),
    ),
    Screen(
        kind="supports", section=SECTION, icon="link", chapter=CHAPTER, form=RecordForm("supports", TWO_COLUMNS),
        commands=(
            _command("supports.reckon", tr("환수 계산"), "undo", _reckon, needs=Needs.SOME),
            add_command("supports", tr("지원 대상 추가")),
        ),
    ),
    Screen(
        kind="claims", section=SECTION, icon="check-square", chapter=CHAPTER, form=RecordForm("claims", TWO_COLUMNS),
        first="claims.month",
        commands=(
            _command("claims.month", tr("청구 만들기…"), "sparkle", _make_month),
            _command("claims.attach", tr("증빙 붙이기…"), "paperclip", _attach, needs=Needs.SOME),
            _command("claims.clear", tr("점검 신호 확인…"), "eye", _clear, needs=Needs.SOME, in_header=False),
            _command("claims.sheet", tr("지급 명세서…"), "document", _sheet, writes=False),
            _command("claims.draw", tr("표본 뽑기…"), "search", _draw, in_header=False),
            add_command("claims", tr("청구 추가")),
        ),
    ),
    Screen(
        kind="inspections", section=SECTION, icon="search", chapter=CHAPTER,
        form=RecordForm("inspections", TWO_COLUMNS), commands=(add_command("inspections", tr("점검 추가")),),
    ),
    Screen(
        kind="clawbacks", section=SECTION, icon="undo", chapter=CHAPTER,
        form=RecordForm("clawbacks", TWO_COLUMNS, first=_decided),
        commands=(
            _open("clawbacks.repay", tr("반납 적기"), "check", "repayments", "clawback_id"),
            add_command("clawbacks", tr("환수 추가")),
        ),
    ),
    Screen(kind="repayments", form=RecordForm("repayments", first=_paid)),
    Screen(
        kind="accounts", section=SECTION, icon="lock", chapter=CHAPTER, form=RecordForm("accounts", TWO_COLUMNS),
        commands=(add_command("accounts", tr("계좌 추가")),),
    ),
    Screen(
        kind="other_supports", section=SECTION, icon="copy", chapter=CHAPTER,
        form=RecordForm("other_supports", TWO_COLUMNS), commands=(add_command("other_supports", tr("수혜 추가")),),
    ),
)  # fmt: skip
