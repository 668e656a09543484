"""The dialogs of claims: which month, which papers, who explains a signal, where the payment sheet goes, how many are drawn."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import UserError
from desktop.rules.fields import Field, Kind
from desktop.services.placement.subsidies import claims, clawbacks, papers, payments, signals
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit import messages
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.messages import tr

PATH = Field("path", "저장할 파일", required=True, max_length=1000)
SHARE = Field("share", "표본", Kind.INTEGER, required=True, minimum=1, maximum=100, unit="%")
SEED = Field(
    "seed",
    "씨앗",
    Kind.INTEGER,
    required=True,
    averaged=False,
    grouped=False,
    help="같은 씨앗은 같은 청구를 뽑습니다.",
)
BY = Field("by", "확인한 사람", Kind.NAME, required=True, max_length=60)
REASON = Field("reason", "사유", required=True, help="왜 지급해도 되는지 적습니다. 이력에 남습니다.")
_SHOWN = 5


def _ask(
    desk: Desk,
    parent: QWidget,
    title: str,
    fields: tuple[Field, ...],
    first: dict[str, Any],
    chosen: Callable[[dict[str, Any]], Any],
    verb: str,
) -> Any:
    """What ``chosen`` makes of the values; None where the dialog was left."""
    dialog = FormDialog(parent, title, ONE_COLUMN, fields, first, chosen, today=desk.store.today(), verb=verb)
    found = dialog.result_value if dialog.exec() else None
    dialog.deleteLater()
    return found


def _told(desk: Desk, parent: QWidget, said: str, left_out: Sequence[str]) -> None:
    """What was done in the line; what was left out in a box of its own, as it has to be mended."""
    if not left_out:
        desk.bus.said.emit(said, None)
        return
    more = tr("그 밖에 {0}건").format(len(left_out) - _SHOWN) if len(left_out) > _SHOWN else ""
    messages.tell(parent, said, "\n".join((*left_out[:_SHOWN], more)).strip())


def make_month(desk: Desk, parent: QWidget) -> None:
    """Asks for the month and makes its claims."""
    first = {"month": f"{desk.scope.today:%Y-%m}"}
    month = _ask(
        desk, parent, tr("이 달 청구 만들기"), (claims.MONTH,), first,
        lambda values: claims.parse_month(values["month"]), tr("만들기"),
    )  # fmt: skip
    if month is None:
        return
    desk.jobs.run(
        parent,
        tr("이 달 청구 만들기"),
        lambda _progress: claims.make_month(desk.store, desk.scope, month),
        lambda made: _told(desk, parent, tr("청구 {0}건을 만들었습니다.").format(made.count), made.left_out),
    )


def attach(desk: Desk, parent: QWidget, claim_ids: Sequence[int]) -> None:
    """Asks for files; each goes to the paper it is named after."""
    chosen, _kind = QFileDialog.getOpenFileNames(parent, tr("증빙 붙이기"), str(documents_folder()))
    if chosen:
        attach_files(desk, parent, claim_ids, [Path(each) for each in chosen])


def attach_files(desk: Desk, parent: QWidget, claim_ids: Sequence[int], files: Sequence[Path]) -> None:
    """Attaches files to the claims; those that do not say which paper they are, are told."""
    desk.jobs.run(
        parent,
        tr("증빙 붙이기"),
        lambda _progress: papers.by_name(desk.store, claim_ids, files),
        lambda done: _told(
            desk,
            parent,
            tr("증빙 {0}개를 붙였습니다.").format(len(files) - len(done[1])),
            [tr("{0}: 이름에 증빙의 이름이 없습니다.").format(each) for each in done[1]],
        ),
    )


def clear_signals(desk: Desk, parent: QWidget, claim_ids: Sequence[int]) -> None:
    """Asks another person why claims with signals may be paid."""
    _ask(
        desk, parent, tr("점검 신호 확인"), (BY, REASON), {},
        lambda values: signals.clear_signals(desk.store, claim_ids, values["by"], values["reason"]), tr("확인"),
    )  # fmt: skip


def write_sheet(desk: Desk, parent: QWidget) -> None:
    """Asks where the payment sheet goes, writes it, and tells who is left out and why."""

    def path_of(values: dict[str, Any]) -> Path:
        path = Path(values["path"]).expanduser()
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        if path.exists() and not messages.ask(
            parent, tr("'{0}' 파일이 이미 있습니다. 새 파일로 바꿀까요?").format(path.name), tr("바꾸기")
        ):
            raise UserError(tr("다른 이름을 적어 주세요."), "path")
        return path

    first = {"path": str(documents_folder() / f"인건비 지급 명세서_{desk.scope.today:%Y%m%d}.xlsx")}
    path = _ask(desk, parent, tr("지급 명세서"), (PATH,), first, path_of, tr("내보내기"))
    if path is None:
        return
    desk.jobs.run(
        parent,
        tr("지급 명세서"),
        lambda _progress: payments.write(desk.store, desk.scope, path),
        lambda done: _told(
            desk, parent, tr("{0}건의 명세서를 저장했습니다: {1}").format(done[1], done[0]), done[2]
        ),
    )


def draw(desk: Desk, parent: QWidget) -> None:
    """Asks how many of the paid claims are looked at, and draws them."""
    _ask(
        desk, parent, tr("표본 뽑기"), (SHARE, SEED), {"share": 10, "seed": desk.scope.today.year},
        lambda values: clawbacks.draw(desk.store, desk.scope, values["share"], values["seed"]), tr("뽑기"),
    )  # fmt: skip
