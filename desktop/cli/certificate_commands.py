"""The commands about certificates, and the one that looks the whole file through.

Apart from the others because they alone load the libraries that draw and validate PDF.
"""

import argparse
import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from desktop.cli.commands import Outcome, open_store, scope_of
from desktop.documents.saving import save
from desktop.errors import UserError
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.rules.certificates import CertificateStatus
from desktop.services.certificates import files as certificate_files
from desktop.services.certificates import issuing as certificates
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS
from desktop.services.safety import integrity
from desktop.text.dates import parse_date


def issue(options: argparse.Namespace) -> Outcome:
    if not options.out.parent.is_dir() or not os.access(options.out.parent, os.W_OK):
        # Asked before a number is given: an issue cannot be taken back.
        raise UserError(f"'{options.out.parent}' 폴더에 저장할 수 없습니다. 저장할 폴더를 다시 골라 주세요.")
    issue_date = parse_date(options.date) if options.date else None
    with open_store(options) as store:
        issued = certificates.issue(store, options.cohort, issue_date=issue_date)
        landed = save(options.out, lambda draft: _write(draft, issued.pdf))
        holders = _holders(store, issued.numbers)
    facts = {"issued": len(issued.ids), "certificates": holders, "out": landed, "warnings": issued.warnings}
    lines = [
        f"수료증 {len(issued.ids)}장을 발급했습니다: {issued.numbers[0]} ~ {issued.numbers[-1]}",
        str(landed),
    ]
    return Outcome(facts, [*lines, *issued.warnings])


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def print_again(options: argparse.Namespace) -> Outcome:
    with open_store(options) as store:
        rows = _register(store, options.cohort)
        wanted = [
            row
            for row in rows
            if (
                row["number"] in options.number if options.number else row["status"] != CertificateStatus.VOID
            )
        ]
        if missing := set(options.number) - {row["number"] for row in wanted}:
            raise UserError(
                f"발급대장에 없는 번호입니다: {', '.join(sorted(missing))}. 번호를 확인해 주세요."
            )
        landed = certificate_files.write_batch(store, [row["id"] for row in wanted], options.out)
    facts = {"printed": len(wanted), "certificates": [_holder(row) for row in wanted], "out": landed}
    return Outcome(facts, [f"보관한 수료증 {len(wanted)}장을 다시 썼습니다: {landed}"])


def verify(options: argparse.Namespace) -> Outcome:
    with open_store(options) as store:
        verdict = certificate_files.verify(store, options.file)
        holders = _holders(store, verdict.numbers)
    facts = {"genuine": verdict.genuine, "outcome": verdict.outcome, "certificates": holders}
    if verdict.genuine:
        return Outcome(facts, [verdict.sentence])
    return Outcome(facts, [verdict.outcome], [verdict.sentence])


def _register(store: Store, cohort: str | None) -> list[dict[str, Any]]:
    """The lines of the register as they were numbered."""
    scope = scope_of(store, "certificates", cohort)
    listing = Listing(store.engine, LISTS["certificates"], Criteria(scope=scope))
    keys = ["id", *(column.key for column in listing.columns)]
    rows = [dict(zip(keys, row, strict=True)) for row in listing.page(0, listing.count())]
    return sorted(rows, key=lambda row: (row["issued_on"], len(row["number"]), row["number"]))


def _holders(store: Store, numbers: Sequence[str]) -> list[dict[str, Any]]:
    return [_holder(row) for row in _register(store, None) if row["number"] in numbers]


def _holder(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("number", "name", "birth_date", "issued_on", "status")}


def check(options: argparse.Namespace) -> Outcome:
    with open_store(options) as store:
        report = integrity.check(store)
        if store.lost:
            report = replace(report, problems=(store.lost, *report.problems))
    facts = {"ok": not report.problems, **asdict(report)}
    said = f"수료증 {report.certificates}건과 보관본 {report.files}개를 살폈습니다."
    return Outcome(facts, [said + (" 이상이 없습니다." if not report.problems else "")], report.problems)
