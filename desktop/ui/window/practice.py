"""The practice file put back to what it was at first."""

from desktop.errors import Progress, UserError
from desktop.services import sample
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.window.host import Host


def reset(host: Host, desk: Desk) -> None:
    """Make the file anew once the person is sure; whatever happens to it, it is open again afterwards."""
    window, path = host.window, desk.store.path
    if path is None or not messages.ask(
        window,
        window.tr("연습 자료를 처음 상태로 되돌릴까요?"),
        window.tr("처음 상태로"),
        window.tr("연습하며 고친 것은 모두 없어집니다. 실제 자료는 다른 파일에 있어 그대로입니다."),
    ):
        return
    host.close_file()

    def work(progress: Progress) -> UserError | None:
        try:
            sample.create_anew(path, progress)
        except UserError as error:
            return error
        return None

    def done(refusal: UserError | None) -> None:
        if refusal is not None:
            messages.error(window, refusal.message)
        host.open(str(path))

    host.jobs.run(window, window.tr("연습 자료 만드는 중"), work, done, cancellable=False)
