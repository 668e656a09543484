"""The keys of the program, in one list for those who would rather not reach for the mouse."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from desktop.ui.kit.small import label

KEYS = (
    ("Ctrl+K", "모두 찾기"),
    ("Ctrl+F", "이 목록에서 찾기"),
    ("Ctrl+Shift+F", "조건 걸기"),
    ("Alt+S", "이 열로 정렬, 다시 누르면 거꾸로"),
    ("Ctrl+N", "새로 추가"),
    ("Enter", "고른 것 열기"),
    ("F2", "칸 고치기"),
    ("Ctrl+C, Ctrl+V", "칸 복사, 붙여넣기"),
    ("Delete", "칸 비우기"),
    ("Shift+Space", "줄 전체 고르기"),
    ("Ctrl+M", "상태 바꾸기"),
    ("Ctrl+E", "엑셀로 내보내기, 인쇄"),
    ("Ctrl+Shift+P", "교육생에게 수료증 발급"),
    ("Ctrl+I", "내용 카드 펴고 접기"),
    ("Ctrl+Z, Ctrl+Y", "되돌리기, 다시 실행"),
    ("Ctrl+PgUp, Ctrl+PgDn", "앞 화면, 다음 화면"),
    ("F6", "왼쪽 메뉴와 화면 사이"),
    ("F10", "메뉴"),
    ("Ctrl+휠", "목록 크기"),
    ("Ctrl+Q", "끝내기"),
)


def show_shortcuts(parent: QWidget) -> None:
    """Opens the list."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(parent.tr("단축키"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    for line, (keys, meaning) in enumerate(KEYS):
        grid.addWidget(label(keys, "strong"), line, 0)
        grid.addWidget(label(meaning), line, 1)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.setSpacing(16)
    layout.addLayout(grid)
    layout.addWidget(buttons)
    dialog.exec()
    dialog.deleteLater()
