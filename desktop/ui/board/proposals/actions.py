"""What is done with selected proposals: said, attached, merged and parted, begun anew."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QPushButton, QWidget

from desktop.rules.fields import Field, Kind
from desktop.services.board.proposals import attaching, conditions, discussion, merging, reviving
from desktop.services.datafile.changes import Changes
from desktop.services.kinds import KINDS
from desktop.services.records import choices, records
from desktop.ui.board.proposals.pages import CONDITION
from desktop.ui.desk import Desk
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit.folders import documents_folder
from desktop.ui.kit.messages import tr
from desktop.ui.records.record_dialog import RecordDialog, run
from desktop.ui.records.screen import At
from desktop.ui.records.view import Here

KEPT = Field("kept", tr("남길 제안"), Kind.LINK, required=True, links_to="proposals")
PARTED = Field("parted", tr("나눌 제안"), Kind.LINK, required=True, links_to="proposals")
DETACHED = Field("detached", tr("뗄 첨부"), Kind.LINK, required=True, links_to="attachments")


def comment(at: At | Here) -> None:
    """Ask for what is to be said of the proposal."""
    (proposal_id,) = at.ids
    at.desk.open("comments", at.page, proposal_id=proposal_id)


def write_comment(
    desk: Desk, parent: QWidget, proposal_id: int, *, reply_to: int | None = None
) -> Changes | None:
    """A comment on a proposal, or a reply to one."""
    offered = choices.of(desk.store, "members", desk.scope)
    dialog = FormDialog(
        parent,
        tr("답글 쓰기") if reply_to else tr("글 쓰기"),
        ONE_COLUMN,
        KINDS["comments"].fields,
        {},
        lambda values: discussion.write(desk.store, proposal_id, values, reply_to=reply_to),
        choices=lambda _key: offered,
        today=desk.store.today(),
    )
    dialog.exec()
    dialog.deleteLater()
    changes: Changes | None = dialog.result_value
    return changes


def open_comment(
    desk: Desk, parent: QWidget, comment_id: int | None = None, /, **given: Any
) -> Changes | None:
    """A comment, to be worded anew or answered."""
    if comment_id is None:
        return write_comment(desk, parent, given["proposal_id"])
    dialog = CommentDialog(desk, parent, comment_id)
    dialog.exec()
    dialog.deleteLater()
    changes: Changes | None = dialog.result_value
    return changes


class CommentDialog(FormDialog):
    """What was said, which keeps its earlier wording when it is worded anew."""

    def __init__(self, desk: Desk, parent: QWidget, comment_id: int) -> None:
        super().__init__(
            parent,
            tr("토론 글"),
            ONE_COLUMN,
            tuple(each for each in KINDS["comments"].fields if not each.links_to),
            discussion.read(desk.store, comment_id),
            lambda values: discussion.reword(desk.store, comment_id, values),
            today=desk.store.today(),
            read_only=desk.store.read_only,
        )
        self.answer = QPushButton(tr("답글 쓰기…"))
        self.answer.setAutoDefault(False)
        self.answer.setVisible(not desk.store.read_only)
        self.answer.clicked.connect(
            lambda: write_comment(
                desk, self, discussion.proposal_of(desk.store, comment_id), reply_to=comment_id
            )
        )
        buttons = self.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        buttons.addButton(self.answer, QDialogButtonBox.ButtonRole.ActionRole)


def attach(at: At | Here) -> None:
    """Attach a file to the proposal."""
    (proposal_id,) = at.ids
    chosen, _filter = QFileDialog.getOpenFileName(at.page, tr("첨부할 파일"), str(documents_folder()))
    if chosen:
        at.desk.jobs.run(
            at.page,
            tr("첨부하는 중"),
            lambda progress: attaching.attach(at.desk.store, proposal_id, Path(chosen), progress),
            lambda _changes: None,
        )


def detach(at: At | Here) -> None:
    """Take an attachment off the proposal: the only one at once, of several the one that is chosen."""
    (proposal_id,), store = at.ids, at.desk.store
    _of_one(
        at,
        DETACHED,
        tr("첨부 떼기"),
        attaching.files(store, proposal_id),
        lambda attachment_id: attaching.detach(store, proposal_id, attachment_id),
    )


def merge(at: At | Here) -> None:
    """Ask which of the selected proposals stays, and show the others within it."""
    desk, ids = at.desk, list(at.ids)
    offered = [(each, str(records.read(desk.store, "proposals", each)["title"])) for each in ids]
    _choose(
        at,
        KEPT,
        (tr("{0}건 합치기").format(len(ids)), tr("합치기")),
        offered,
        lambda kept: merging.merge(desk.store, kept, [each for each in ids if each != kept]),
    )


def part(at: At | Here) -> None:
    """Take one that was merged into the proposal out again: the only one at once, of several the one that is chosen."""
    (proposal_id,), store = at.ids, at.desk.store
    _of_one(
        at,
        PARTED,
        tr("합치기 풀기"),
        merging.within(store, proposal_id),
        lambda parted_id: merging.part(store, proposal_id, parted_id),
    )


def condition(at: At | Here) -> None:
    """Open the condition of the no or the hold; ask for it where the proposal came in without one."""
    (proposal_id,), desk = at.ids, at.desk
    with desk.store.read() as session:
        there = conditions.standing(session, proposal_id)
    given = {"proposal_id": proposal_id} if there is None else {}
    desk.open("conditions", at.page, there, **given)


def open_condition(
    desk: Desk, parent: QWidget, condition_id: int | None = None, /, **given: Any
) -> Changes | None:
    """A condition, to be mended; without an id that of the proposal ``given``, to be put down."""
    if condition_id is not None:
        return run(RecordDialog(desk, parent, CONDITION, condition_id))
    dialog = condition_dialog(desk, parent, given["proposal_id"])
    dialog.exec()
    dialog.deleteLater()
    changes: Changes | None = dialog.result_value
    return changes


def condition_dialog(desk: Desk, parent: QWidget | None, proposal_id: int) -> FormDialog:
    """Asks for the condition of a proposal that came in without one."""
    return FormDialog(
        parent,
        tr("풀릴 조건 적기"),
        ONE_COLUMN,
        KINDS["conditions"].fields,
        {},
        lambda values: conditions.put_down(desk.store, proposal_id, values),
        today=desk.store.today(),
    )


def under_no_condition(at: At | Here) -> str:
    """Why the selected proposal has no condition."""
    if len(at.ids) != 1:
        return ""
    with at.desk.store.read() as session:
        return conditions.refusal(session, at.ids[0])


def revive(at: At | Here) -> None:
    """Begin the old no anew, and open what came of it."""
    (proposal_id,) = at.ids
    desk = at.desk

    def opened(changes: Changes) -> None:
        desk.open("proposals", at.page, changes.inserted["proposal"][0])

    _run(at, tr("되살리기"), lambda: reviving.revive(desk.store, proposal_id, desk.scope), opened)


def not_an_old_no(at: At | Here) -> str:
    """Why the selected proposal is not begun anew."""
    if len(at.ids) != 1:
        return ""
    with at.desk.store.read() as session:
        return reviving.refusal(session, at.ids[0])


def nothing_merged(at: At | Here) -> str:
    """Why nothing is taken out of the selected proposal."""
    if len(at.ids) != 1 or merging.within(at.desk.store, at.ids[0]):
        return ""
    return tr("이 제안에 합쳐진 제안이 없습니다. 합친 제안을 골라 주세요.")


def nothing_attached(at: At | Here) -> str:
    """Why nothing is taken off the selected proposal."""
    if len(at.ids) != 1 or attaching.files(at.desk.store, at.ids[0]):
        return ""
    return tr("이 제안에 붙은 파일이 없습니다. 첨부가 있는 제안을 골라 주세요.")


def too_few(at: At | Here) -> str:
    """Why there is nothing to merge."""
    return "" if len(at.ids) > 1 else tr("합칠 제안을 둘 이상 고르세요.")


def _of_one(
    at: At | Here,
    field: Field,
    title: str,
    offered: Sequence[tuple[int, str]],
    work: Callable[[int], Changes],
) -> None:
    if len(offered) == 1:
        ((only, _text),) = offered
        _run(at, title, lambda: work(only))
    else:
        _choose(at, field, (title, title.rpartition(" ")[2]), offered, work)


def _choose(
    at: At | Here,
    field: Field,
    called: tuple[str, str],
    offered: Sequence[tuple[int, str]],
    work: Callable[[int], Changes],
) -> None:
    """Ask for one of those ``offered``, the first by default; the dialog is ``called`` by its title and its verb."""
    title, verb = called
    dialog = FormDialog(
        at.page,
        title,
        ONE_COLUMN,
        (field,),
        {field.key: next((each for each, _text in offered), None)},
        lambda values: work(values[field.key]),
        choices=lambda _key: offered,
        today=at.desk.store.today(),
        verb=verb,
    )
    dialog.exec()
    dialog.deleteLater()


def _run(
    at: At | Here,
    title: str,
    work: Callable[[], Changes],
    done: Callable[[Changes], object] = lambda _changes: None,
) -> None:
    at.desk.jobs.run(at.page, title, lambda _progress: work(), done)
