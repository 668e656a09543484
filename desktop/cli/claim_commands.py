"""The command about wage subsidies: what a month's claims are, and making them. What it needs is imported when it is run."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.cli.commands import Outcome


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Make the command known."""
    month = command("claims", "claim_commands.claims", "한 달의 인건비 청구를 보이고, --make면 만듭니다")
    month.add_argument("--month", metavar="YYYY-MM", required=True, help="달: 2022-10")
    month.add_argument("--cohort", metavar="기수", help="기수의 이름이나 연도; 없으면 모든 기수")
    month.add_argument("--make", action="store_true", help="아직 없는 청구를 만듭니다")


def claims(options: argparse.Namespace) -> "Outcome":
    """The month's claims, made and to come, with the calculation of each."""
    from desktop.cli.commands import Outcome, open_store, scope_of
    from desktop.services.placement.subsidies import claims as service
    from desktop.services.records import access
    from desktop.text.hangul import mask_name

    month = service.parse_month(options.month)
    with open_store(options) as store:
        scope = scope_of(store, "claims", options.cohort)
        made = service.make_month(store, scope, month) if options.make else None
        rows = service.of_month(store, scope, month)
        if options.json and rows:
            told = f"{month.year}년 {month.month}월 인건비 청구 {len(rows):,}건 JSON으로 내줌"
            access.note_handed_out(store, told, access.SEEN)
    facts: dict[str, Any] = {
        "month": options.month,
        "made": made.count if made else 0,
        "left_out": made.left_out if made else [],
        "rows": rows,
        "total": len(rows),
        "requested": sum(row["requested"] for row in rows),
    }
    lines = [f"{month.year}년 {month.month}월 인건비 청구 {len(rows):,}건, {facts['requested']:,}원"]
    if made:
        lines.append(f"{made.count:,}건을 만들었습니다")
        lines += made.left_out
    lines += [
        f"{mask_name(row['name'])}\t{row['company']}\t{row['payee']}\t{row['first_on']}~{row['last_on']}\t"
        f"{row['requested']:,}원\t{row['status']}"
        for row in rows
    ]
    return Outcome(facts, lines)
