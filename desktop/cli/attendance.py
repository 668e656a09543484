"""The commands about attendance: completing who meets all rules. What they need is imported when one is run."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.cli.commands import Outcome


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Make the commands known."""
    complete = command(
        "complete", "attendance.complete_stage", "마지막 단계의 기준을 모두 채운 사람을 수료로 바꿉니다"
    )
    complete.add_argument("--cohort", metavar="기수", required=True, help="기수의 이름이나 연도")
    complete.add_argument("--dry-run", action="store_true", help="쓰지 않고 어떻게 될지만 봅니다")


def complete_stage(options: argparse.Namespace) -> "Outcome":
    from desktop.cli.commands import Outcome, open_store
    from desktop.services.training.attendance import completion
    from desktop.services.training.known_stage import last_stage

    with open_store(options) as store:
        with store.read() as session:
            stage = last_stage(session, options.cohort)
        done = completion.complete(store, stage.id, dry_run=options.dry_run)
    facts = {
        "stage": stage.name,
        "completed": [row.as_json() for row in done.completed],
        "others": [row.as_json() for row in done.others],
        "dry_run": options.dry_run,
    }
    did = "수료할 사람" if options.dry_run else "수료 처리"
    lines = [
        f"{stage.name}: {did} {len(done.completed)}명, 그 밖에 {len(done.others)}명",
        *(f"{row.person.label}: {row.verdicts.result.value} · {row.verdicts.failing}" for row in done.others),
    ]
    return Outcome(facts, lines)
