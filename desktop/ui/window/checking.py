"""The data looked through at the person's wish, and the people taken out whom no list shows any more."""

from desktop.services.office import people
from desktop.ui.desk import Desk
from desktop.ui.kit import messages
from desktop.ui.window.host import Host

_MOST_TOLD = 12


def look_through(host: Host, desk: Desk) -> None:
    """Look the whole file through and say what was found; people whom no list shows can be taken out at once."""
    # Imported when asked for: it loads what draws and validates PDF.
    from desktop.services.safety import integrity

    window, store = host.window, desk.store

    def done(report: integrity.Report) -> None:
        counted = window.tr("수료증 {0}건과 보관본 {1}개를 살폈습니다.").format(
            f"{report.certificates:,}", f"{report.files:,}"
        )
        problems = (store.lost, *report.problems) if store.lost else report.problems
        more = len(problems) - _MOST_TOLD
        if problems:
            lines = [
                *problems[:_MOST_TOLD],
                *([window.tr("그 밖에 {0}가지").format(f"{more:,}")] if more > 0 else []),
            ]
            messages.error(window, "\n".join([counted, *lines, *filter(None, [report.told])]))
            return
        sound = window.tr("{0} 이상이 없습니다.").format(counted)
        if not report.told:
            messages.tell(window, sound)
        elif messages.ask(window, sound, window.tr("남은 사람 지우기…"), report.told, no=window.tr("닫기")):
            remove_left_over(host, desk)

    desk.jobs.run(
        window, window.tr("자료 살피는 중"), lambda progress: integrity.check(store, progress), done
    )


def remove_left_over(host: Host, desk: Desk) -> None:
    """People who are in no list: of them nothing should be kept."""
    window, store = host.window, desk.store
    if store.read_only:
        messages.error(window, window.tr("읽기 전용으로 열어 지울 수 없습니다."))
        return
    number = people.number_left_over(store)
    if not number:
        messages.tell(window, window.tr("어느 명단에도 없는 사람은 없습니다."))
    elif messages.ask(
        window,
        window.tr("어느 명단에도 없는 사람 {0}명을 지울까요?").format(f"{number:,}"),
        window.tr("지우기"),
        window.tr("역할이 모두 지워져 어느 목록에도 보이지 않는 사람들의 이름·연락처·생년월일입니다."),
    ):
        desk.jobs.run(
            window,
            window.tr("남은 사람 지우기"),
            lambda _progress: people.remove_left_over(store),
            lambda _changes: None,
        )
