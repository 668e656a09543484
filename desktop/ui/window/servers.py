"""A shared office's server at the window: its address, its password, its first tables."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.errors import NeedsPassword, NothingThere, UserError
from desktop.services.datafile import servers
from desktop.ui.forms.form_dialog import FormDialog
from desktop.ui.forms.layout import ONE_COLUMN
from desktop.ui.kit import messages
from desktop.ui.kit.messages import tr
from desktop.ui.window.host import Host


def connect(host: Host) -> None:
    """Ask for a server's address and open what is there."""
    address = ask_address(host.window, host.settings.last_file)
    if address is not None:
        host.open(address)


def try_again(
    host: Host,
    location: str,
    refusal: UserError,
    open_file: Callable[[Host, str, None], object],
    create_file: Callable[..., object],
) -> None:
    """After a refusal, ask for what the server wants and go on, or give up."""
    found = next_try(host.window, location, refusal)
    if found is None:
        host.refused(tr("서버를 열지 않았습니다. 다른 자료를 열거나 새로 시작해 주세요."))
    elif found[1]:
        create_file(host, found[0], sample=False)
    else:
        open_file(host, found[0], None)


def ask_address(parent: QWidget, last: str) -> str | None:
    """Where the server is, as the person fills it in, beginning with the ``last`` one; None when they changed their mind."""
    dialog = FormDialog(
        parent,
        tr("서버에 연결"),
        ONE_COLUMN,
        servers.FIELDS,
        servers.filled(last),
        servers.address,
        verb=tr("연결"),
        kept=False,  # it is about another file than the one that would keep it
    )
    address: str | None = dialog.result_value if dialog.exec() else None
    dialog.deleteLater()
    return address


def next_try(parent: QWidget, location: str, refusal: UserError) -> tuple[str, bool] | None:
    """The address to try after a refusal, and whether to make the tables there first; None to give up."""
    if isinstance(refusal, NeedsPassword):
        password = messages.ask_passphrase(parent, tr("서버의 비밀번호"), refusal.message)
        return (servers.with_password(location, password), False) if password else None
    if isinstance(refusal, NothingThere) and messages.ask(parent, refusal.message, tr("새로 시작")):
        return location, True
    return None
