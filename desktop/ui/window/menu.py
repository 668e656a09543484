"""The commands of the window's menu, declared once: the menu, the list of keys and the search read them."""

from collections.abc import Callable
from typing import Any, Protocol

from desktop.ui.kit.commands import Command
from desktop.ui.kit.messages import tr


class Opened(Protocol):
    """An open data file, as far as the menu asks something of it."""

    def import_sheet(self) -> None: ...
    def back_up(self) -> None: ...
    def restore(self) -> None: ...
    def passphrase(self) -> None: ...
    def look_back(self) -> None: ...
    def settings(self) -> None: ...
    def keeping(self) -> None: ...
    def training_settings(self) -> None: ...
    def subsidy_settings(self) -> None: ...
    def check(self) -> None: ...
    def remove_left_over(self) -> None: ...


class Owner(Protocol):
    """The application, as far as its menu goes; ``opened`` is the data file that is open."""

    @property
    def opened(self) -> Opened | None: ...
    def new_file(self) -> None: ...
    def choose_file(self) -> None: ...
    def connect_server(self) -> None: ...
    def sample_file(self) -> None: ...
    def start_page(self) -> None: ...


def _of_file(run: Callable[[Any], object]) -> Callable[[Owner], object]:
    return lambda owner: run(owner.opened)


def needs_file(owner: Owner) -> str:
    """Why a command that needs an open file cannot be used, '' where it can."""
    return "" if owner.opened is not None else tr("먼저 데이터 파일을 열어 주세요.")


MENU: tuple[Command[Owner], ...] = (
    Command(id="file.new", title=tr("새 파일…"), icon="add-file", run=lambda owner: owner.new_file()),
    Command(
        id="file.open",
        title=tr("파일 열기…"),
        icon="folder",
        run=lambda owner: owner.choose_file(),
        keys="Ctrl+O",
        told=tr("데이터 파일 열기"),
    ),
    Command(
        id="file.server", title=tr("서버에 연결…"), icon="link", run=lambda owner: owner.connect_server()
    ),
    Command(
        id="file.sample", title=tr("연습 자료 열기"), icon="sparkle", run=lambda owner: owner.sample_file()
    ),
    Command(id="file.start", title=tr("시작 화면"), icon="stages", run=lambda owner: owner.start_page()),
    Command(
        id="file.import",
        title=tr("엑셀 가져오기…"),
        icon="import",
        run=_of_file(lambda opened: opened.import_sheet()),
        keys="Ctrl+Shift+I",
        told=tr("엑셀 가져오기"),
        refusal=needs_file,
    ),
    Command(
        id="file.back_up",
        title=tr("백업하기…"),
        icon="archive",
        run=_of_file(lambda opened: opened.back_up()),
        refusal=needs_file,
    ),
    Command(
        id="file.restore",
        title=tr("백업에서 되살리기…"),
        icon="history",
        run=_of_file(lambda opened: opened.restore()),
        refusal=needs_file,
    ),
    Command(
        id="file.passphrase",
        title=tr("데이터 파일 암호…"),
        icon="lock",
        run=_of_file(lambda opened: opened.passphrase()),
        refusal=needs_file,
    ),
    Command(
        id="file.keeping",
        title=tr("백업과 이력 설정…"),
        icon="archive",
        run=_of_file(lambda opened: opened.keeping()),
        refusal=needs_file,
    ),
    Command(
        id="training.settings",
        title=tr("교육 설정…"),
        icon="student",
        run=_of_file(lambda opened: opened.training_settings()),
        refusal=needs_file,
    ),
    Command(
        id="subsidies.settings",
        title=tr("인건비 지원 설정…"),
        icon="building",
        run=_of_file(lambda opened: opened.subsidy_settings()),
        refusal=needs_file,
    ),
    Command(
        id="review.settings",
        title=tr("심사 설정…"),
        icon="clock",
        run=_of_file(lambda opened: opened.review_settings()),
        refusal=needs_file,
    ),
    Command(
        id="interviews.settings",
        title=tr("기업·면접 설정…"),
        icon="clock",
        run=_of_file(lambda opened: opened.interview_settings()),
        refusal=needs_file,
    ),
    Command(
        id="file.check",
        title=tr("자료 살피기…"),
        icon="check",
        run=_of_file(lambda opened: opened.check()),
        refusal=needs_file,
    ),
    Command(
        id="file.look_back",
        title=tr("지난 날짜로 보기…"),
        icon="calendar",
        run=_of_file(lambda opened: opened.look_back()),
        refusal=needs_file,
    ),
    Command(
        id="office.left_over",
        title=tr("남은 사람 지우기…"),
        icon="delete",
        run=_of_file(lambda opened: opened.remove_left_over()),
        refusal=needs_file,
    ),
    Command(
        id="office.settings",
        title=tr("기관 설정…"),
        icon="gear",
        run=_of_file(lambda opened: opened.settings()),
        keys="Ctrl+,",
        told=tr("기관 설정"),
        refusal=needs_file,
    ),
)
