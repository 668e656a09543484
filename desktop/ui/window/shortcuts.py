"""The keys of the program, in one list for those who would rather not reach for the mouse."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QHBoxLayout, QWidget

from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.small import label

WINDOW_KEYS = (
    ("Ctrl+K", "모두 찾기: 사람, 기록, 명령"),
    ("Ctrl+Z, Ctrl+Y", "되돌리기, 다시 실행"),
    ("Ctrl+PgUp, Ctrl+PgDown", "앞 화면, 다음 화면"),
    ("F1", "이 화면의 도움말"),
    ("Alt+G, Alt+B", "과정 기수, 보드 기수 고르기"),
    ("F6", "왼쪽 메뉴와 화면 사이"),
    ("F10", "메뉴"),
    ("Ctrl+/", "이 단축키 목록"),
    ("Ctrl+Q", "끝내기"),
)
"""Of the window itself; each is a shortcut of it."""

LIST_KEYS = (
    ("Ctrl+F", "이 목록에서 찾기"),
    ("Ctrl+Shift+F", "조건 걸기"),
    ("Alt+S", "이 열로 정렬, 다시 누르면 거꾸로"),
    ("Enter", "고른 것 열기"),
    ("Alt+V", "저장한 보기"),
    ("Alt+P, Alt+L", "개인정보 가리고 보이기, 열 고르기"),
    ("Ctrl+I", "내용 카드 펴고 접기"),
)
"""Of any list; each is a shortcut of it."""

CELL_KEYS = (
    ("글자", "칸을 새로 쓰기"),
    ("F2", "칸 고치기"),
    ("선택 목록에서 첫 글자, 초성", "목록을 열지 않고 고르기"),
    ("Enter, Tab", "쓰던 칸을 저장하고 아래로, 오른쪽으로"),
    ("Esc", "쓰던 칸 그만두기"),
    ("Delete", "고른 칸 비우기"),
    ("Ctrl+C, Ctrl+X, Ctrl+V", "칸 복사, 잘라내기, 붙여넣기"),
    ("Ctrl+Shift+C", "열 제목과 함께 복사"),
    ("Ctrl+D", "맨 위 칸을 아래로 채우기 (모서리의 네모를 끌어도 됩니다)"),
    ("Ctrl+A", "모두 고르기"),
    ("Shift+Space, Ctrl+Space", "줄 전체, 열 전체 고르기"),
    ("Ctrl+방향키", "목록의 끝으로"),
    ("Shift+방향키", "이어서 고르기"),
    ("Shift+F10", "칸의 메뉴"),
    ("1 ~ 6, 0", "출석부에 출석, 지각, 조퇴, 외출, 결석, 공결, 미기록 적기"),
    ("Ctrl+Enter", "출석부에서 그 수업의 빈칸을 출석으로"),
    ("Ctrl+휠", "목록 크기"),
    ("Alt+괄호 안의 글자", "창의 단추 누르기"),
    ("Ctrl+S", "서식 저장"),
    ("왼쪽 메뉴에서 ←, →", "갈래의 제목으로 가서 접기, 펴기"),
)
"""Of cells and forms, as a spreadsheet has them, and of the rail."""


def keys() -> tuple[tuple[str, str], ...]:
    """The keys of the window, its lists and all commands that have one, with what they do."""
    # With the declarations of all slices, only when asked for.
    from desktop.ui.records.common_commands import commands_for
    from desktop.ui.window.menu import MENU
    from desktop.ui.window.screens import SCREENS, VIEWS, commands_of

    of_lists = [command for kind in SCREENS for command in (*commands_for(kind), *commands_of(kind))]
    told = [(each.keys, each.told or each.title) for each in of_lists if each.keys]
    of_views = [command for view in VIEWS.values() for command in view.commands]
    told += [(each.keys, each.told or each.title) for each in of_views if each.keys]
    told += [(each.keys, each.told or each.title) for each in MENU if each.keys]
    return (*WINDOW_KEYS, *LIST_KEYS, *dict.fromkeys(told))


def show_shortcuts(parent: QWidget) -> None:
    """Opens the list."""
    dialog = Dialog(parent)
    dialog.setWindowTitle(parent.tr("단축키"))
    lists = QHBoxLayout()
    lists.setSpacing(40)
    for title, told in ((parent.tr("창과 목록"), keys()), (parent.tr("칸과 서식"), CELL_KEYS)):
        lists.addLayout(_listed(title, told))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    dialog.lay_out(lists, buttons)
    dialog.exec()
    dialog.deleteLater()


def _listed(title: str, told: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    grid.addWidget(label(title, "heading"), 0, 0, 1, 2)
    for line, (pressed, meaning) in enumerate(told, 1):
        grid.addWidget(label(pressed, "strong"), line, 0)
        grid.addWidget(label(meaning, wrap=True), line, 1)
    grid.setRowStretch(len(told) + 1, 1)
    return grid
