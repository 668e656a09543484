"""멘토링 일지 and 코칭 as an officer meets them: a log in a few keys, what is odd seen at once, the month's sheet."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop.queries.list_spec import Scope
from desktop.services.records import cards, records
from desktop.services.training import programme
from desktop.ui.kit.jobs import Jobs
from desktop.ui.records.export_dialog import ExportDialog
from desktop.ui.records.record_dialog import RecordDialog
from desktop.ui.training.mentoring.fees_dialog import FeesDialog
from desktop.ui.training.mentoring.pages import LOG, NOTE
from desktop.ui.window.screens import page_of
from tests.services.intake import listed


@pytest.fixture
def mentoring(desk, saved):
    """A team, its mentor, and a session of the last stage today, 16 September 2022; the ids by what they are of."""
    cohort_id = saved("cohorts", name="서초 AI칼리지 2022", year=2022, programme="서초 AI칼리지")
    desk.set_scope(cohort_id=cohort_id, board_id=None)
    with desk.store.read() as session:
        stage_id = programme.stages(session, cohort_id)[-1].id
    saved(
        "sessions", stage_id=stage_id, held_on="2022-09-16", starts_at="09:00", ends_at="18:00", kind="수업"
    )
    return {
        "team_id": saved("teams", desk.scope, name="WATCH MAN", position=1),
        "mentor_id": saved("mentors", name="한서율", hourly_fee=120_000),
    }


@pytest.fixture
def log(saved, mentoring):
    return saved(
        "mentor_logs", held_on="2022-09-16", starts_at="10:00", ends_at="12:00", content="처음", **mentoring
    )


@pytest.mark.feature("TR-18")
def test_a_log_needs_its_text_and_two_keys_besides(desk, mentoring, log, shown):
    """Counted, no clock: the text itself, Tab and Enter. At an officer's 200 keys a minute 80 of them are 24 seconds."""
    records.save(desk.store, "mentor_logs", {"held_on": "2022-09-09"}, record_id=log)
    dialog = shown(RecordDialog(desk, None, LOG))
    assert dialog.input("held_on").text() == "2022. 9. 16."
    assert dialog.input("team_id").currentData() == mentoring["team_id"]
    assert dialog.input("mentor_id").currentData() == mentoring["mentor_id"]
    assert (dialog.input("starts_at").text(), dialog.input("ends_at").text()) == ("10:00", "12:00")
    content = dialog.input("content")
    content.setFocus()
    QTest.keyClicks(content, "model results seen together")
    QTest.keyClick(content, Qt.Key.Key_Tab)
    QTest.keyClicks(dialog.focusWidget(), "30 wrong cases")
    assert dialog.focusWidget() is dialog.input("next_task")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    newest = max(listed(desk.store, "mentor_logs"), key=lambda row: row["id"])
    assert (newest["minutes"], newest["content"]) == (120, "model results seen together")
    assert (newest["doubts"], newest["next_task"]) == ("", "30 wrong cases")


@pytest.mark.feature("TR-27")
def test_a_log_that_overlaps_is_seen_at_both_rows_with_a_word(desk, mentoring, log, saved, shown):
    other = saved(
        "mentor_logs", held_on="2022-09-16", starts_at="11:00", ends_at="12:30", content="둘째", **mentoring
    )
    page = shown(page_of(desk, "mentor_logs"))
    keys = [each.key for each in page.spec.columns]
    column, minutes = keys.index("doubts"), keys.index("minutes")
    assert page.model.rowCount() == 2
    assert [page.model.flag(row, minutes) for row in range(2)] == ["사유 필요", "사유 필요"]
    assert [page.model.shown(row, column)[0] for row in range(2)] == ["시간 겹침", "시간 겹침"]
    records.save(desk.store, "mentor_logs", {"reason": "앞 팀과 함께 봄"}, record_id=other)
    flags = {page.model.id_at(row): page.model.flag(row, minutes) for row in range(2)}
    assert flags == {log: "사유 필요", other: ""}


@pytest.fixture
def photos(tmp_path):
    """One photo under two names, of the size a telephone takes."""
    picture = QImage(4000, 3000, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    made = tmp_path / "칠판.jpg", tmp_path / "IMG_0903.jpg"
    for path in made:
        assert picture.save(str(path))
    return made


def dragged(path):
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    return held


@pytest.mark.feature("TR-27")
def test_the_same_photo_in_two_logs_is_seen_at_both_rows_until_one_is_explained_or_taken_out(
    desk, mentoring, log, photos, shown, fill, monkeypatch
):
    first = shown(RecordDialog(desk, None, LOG, log))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(photos[0]), ""))
    first.input("photo_id").choose.click()
    assert first.input("photo_id").name.text() == "칠판.jpg"
    first.accept()
    second = shown(RecordDialog(desk, None, LOG))
    fill(second, starts_at="14:00", ends_at="15:00", content="오후")
    held, left = dragged(photos[1]), Qt.MouseButton.LeftButton
    drop = (QPointF(9, 9), Qt.DropAction.CopyAction, held, left, Qt.KeyboardModifier.NoModifier)
    second.input("photo_id").dropEvent(QDropEvent(*drop))
    second.accept()
    page = shown(page_of(desk, "mentor_logs"))
    column, flag, photo = (
        [each.key for each in page.spec.columns].index(key) for key in ("doubts", "minutes", "photo")
    )

    def rows():
        told = range(page.model.rowCount())
        return {
            page.model.shown(row, photo)[0]: (page.model.shown(row, column)[0], page.model.flag(row, flag))
            for row in told
        }

    assert rows() == {"칠판.jpg": ("같은 사진", "사유 필요"), "IMG_0903.jpg": ("같은 사진", "사유 필요")}
    explained = shown(RecordDialog(desk, None, LOG, log))
    assert explained.input("photo_id").name.text() == "칠판.jpg"
    assert not explained.input("photo_id").picture.pixmap().isNull()
    assert not explained.changed
    fill(explained, reason="두 팀이 함께 찍음")
    explained.accept()
    assert rows() == {"칠판.jpg": ("같은 사진", ""), "IMG_0903.jpg": ("같은 사진", "사유 필요")}
    again = shown(RecordDialog(desk, None, LOG, log))
    again.input("photo_id").remove.click()
    again.accept()
    assert rows() == {"": ("", ""), "IMG_0903.jpg": ("", "")}
    past = [each.what for each in cards.card(desk.store, "mentor_logs", log, desk.scope).history]
    assert "사진  칠판.jpg → 빈칸" in past
    assert "사진  빈칸 → 칠판.jpg" in past


def test_a_photo_is_pasted_as_a_file_and_one_that_is_gone_is_refused_at_its_input(
    desk, mentoring, photos, shown, fill, told
):
    dialog = shown(RecordDialog(desk, None, LOG))
    fill(dialog, starts_at="14:00", ends_at="15:00", content="오후", **mentoring)
    photo = dialog.input("photo_id")
    QGuiApplication.clipboard().setMimeData(dragged(photos[0]))
    photo.setFocus()
    QTest.keyClick(photo.choose, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert photo.value() == str(photos[0])
    photos[0].unlink()
    dialog.accept()
    assert "읽지 못했습니다" in told(dialog)["photo_id"]
    assert listed(desk.store, "mentor_logs") == []


def test_the_fee_sheet_asks_for_a_month_that_has_logs(desk, log, shown, fill, told, tmp_path):
    dialog = shown(FeesDialog(desk, None))
    assert dialog.input("month").text() == "2022-09"
    fill(dialog, month="2022-08", path=str(tmp_path / "수당"))
    dialog.accept()
    assert "일지가 없습니다" in told(dialog)["month"]
    fill(dialog, month="2022. 9.")
    dialog.accept()
    first, path = dialog.result_value
    assert (f"{first:%Y-%m-%d}", path.name) == ("2022-09-01", "수당.xlsx")


@pytest.mark.feature("TR-19")
def test_private_text_is_seen_in_its_own_dialog_and_in_a_file_only_where_that_is_ticked(
    desk, mentoring, saved, shown
):
    scope = Scope(cohort_id=desk.scope.cohort_id, today=desk.scope.today)
    trainee = saved("trainees", scope, name="김하나", birth_date="1999-03-02")
    note = saved(
        "coaching_notes",
        trainee_id=trainee,
        held_on="2022-09-14",
        note="이력서를 함께 봄",
        private_text="비밀",
    )
    page = shown(page_of(desk, "coaching_notes"))
    assert all("비밀" not in str(page.model.shown(0, each)) for each in range(len(page.spec.columns)))
    assert shown(RecordDialog(desk, None, NOTE, note)).input("private_text").toPlainText() == "비밀"
    export = shown(ExportDialog(page, desk.store, Jobs(), page.current_listing(), page.shown_columns()))
    assert export.confidential.text() == "비공개 내용도 넣기"
    assert not export.confidential.isChecked()
    people = shown(page_of(desk, "trainees"))
    other = shown(ExportDialog(people, desk.store, Jobs(), people.current_listing(), people.shown_columns()))
    assert other.confidential.isHidden()
