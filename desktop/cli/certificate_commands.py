"""The commands about certificates, and the one that looks the whole file through.

Apart from the others because they alone load the libraries that draw and validate PDF.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from desktop.cli.commands import Outcome, open_store, scope_of
from desktop.documents.drafts import onto_the_disk
from desktop.documents.saving import save
from desktop.errors import UserError
from desktop.queries.list_spec import Criteria
from desktop.queries.listing import Listing
from desktop.rules.certificates import CertificateStatus
from desktop.services import settings
from desktop.services.certificates import doubtful_names
from desktop.services.certificates import files as certificate_files
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.document_kinds import DOCUMENTS, DocumentKind
from desktop.services.certificates.issuing import Issued
from desktop.services.certificates.settings import require_issuer
from desktop.services.datafile import rights
from desktop.services.datafile.settings import Settings, read
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS
from desktop.services.safety import integrity
from desktop.text.dates import parse_date
from desktop.text.hangul import attach


def issue(options: argparse.Namespace) -> Outcome:
    document, where = _asked(options)
    issue_date = parse_date(options.date) if options.date else None
    issued: Issued | None = None
    warnings: tuple[str, ...] = ()
    landed: Path | None = None
    with open_store(options) as store:

        def write(draft: Path) -> None:
            """Numbers are given once the pages are on the disk, where they wait for their name."""
            nonlocal issued

            def keep(pdf: bytes) -> None:
                draft.write_bytes(pdf)
                onto_the_disk(draft)

            issued = certificates.issue(
                store,
                where,
                _named(store, document, where, options.name),
                issue_date=issue_date,
                kind=document.kind,
                keep=keep,
                accept_doubtful=options.accept_doubtful,
            )

        _require_free(options.out)
        if not options.accept_doubtful:
            _refuse_doubtful(store, document, where)
        _keep_issuer(store, options, document, where)
        try:
            landed = save(options.out, write, suffix=".pdf")
        except UserError as error:
            if issued is None:
                raise
            # The numbers stand: an error would tell the caller that nothing was done.
            warnings = (f"번호는 모두 주었고 보관되어 있습니다. 파일만 쓰지 못했습니다: {error.message}",)
        assert issued is not None
        holders = _holders(store, issued.numbers)
    warnings += issued.warnings
    facts = {"issued": len(issued.ids), "certificates": holders, "out": landed, "warnings": warnings}
    said = f"{document.title} {len(issued.ids)}장을 발급했습니다: {issued.numbers[0]} ~ {issued.numbers[-1]}"
    return Outcome(facts, [said, *([str(landed)] if landed else []), *warnings])


def _asked(options: argparse.Namespace) -> tuple[DocumentKind, str]:
    """The kind of document asked for, and of which cohort or term."""
    document = DOCUMENTS.get(options.kind)
    if document is None:
        raise UserError(
            f"'{options.kind}'에 맞는 종류가 없습니다. {', '.join(DOCUMENTS)} 가운데 하나를 적어 주세요.",
            "kind",
        )
    where: str | None = options.board if document.of == "boards" else options.cohort
    if where is None:
        flag, of = ("--board", "주니어보드") if document.of == "boards" else ("--cohort", "교육")
        raise UserError(
            f"{attach(document.title, '은/는')} {of} 기수의 것입니다. {flag}로 기수를 적어 주세요."
        )
    if not (document.to_all or options.name):
        raise UserError(
            f"{attach(document.title, '은/는')} 고른 사람에게만 줍니다. --name으로 받을 사람을 적어 주세요.",
            "name",
        )
    return document, where


def _named(store: Store, document: DocumentKind, where: str, names: Sequence[str]) -> list[int] | None:
    """The ids of the holders called so; None for all. UserError where a name is nobody's, or that of several."""
    if not names:
        return None
    found: dict[str, list[int]] = {name: [] for name in names}
    for each in certificates.candidates(store, where, document.kind):
        if each.name in found:
            found[each.name].append(each.holder_id)
    for name, ids in found.items():
        if len(ids) != 1:
            why = "여러 명입니다. 창에서 골라 발급해" if ids else "받을 사람 가운데 없습니다. 이름을 확인해"
            raise UserError(f"{name} 님은 {why} 주세요.", "name")
    return [ids[0] for ids in found.values()]


def _refuse_doubtful(store: Store, document: DocumentKind, where: str) -> None:
    """Before anything is kept or given; once more when the numbers are, for another desk may have written meanwhile."""
    people = certificates.candidates(store, where, document.kind)
    try:
        doubtful_names.refuse(people)
    except UserError as error:
        told = f"{error.message} 이대로 발급하려면 --accept-doubtful을 적어 주세요."
        raise UserError(told, error.field) from None


def _keep_issuer(store: Store, options: argparse.Namespace, document: DocumentKind, where: str) -> None:
    """Keep who issues, as the window does; not where there is nobody to issue to, for then nothing is to change."""
    named = {
        each.key: given for each, given in zip(document.needed, (options.office, options.issuer), strict=True)
    }
    given = {key: name for key, name in named.items() if name is not None}
    if given and certificates.candidates(store, where, document.kind):
        known = read(store, document.needed).by_key()
        require_issuer(Settings(known | given), document.needed, document.title)
        settings.save(store, given)


def _require_free(path: Path) -> None:
    """Raise UserError where no file can get this name, before a number is given: an issue cannot be taken back."""
    if not rights.takes_files(path.parent):
        raise UserError(f"'{path.parent}' 폴더에 저장할 수 없습니다. 저장할 폴더를 다시 골라 주세요.")
    try:
        if path.is_dir():
            raise UserError(f"'{path}'는 폴더입니다. 저장할 파일 이름까지 적어 주세요.")
    except OSError as error:  # a name longer than the disk takes
        raise UserError("파일 이름이 너무 깁니다. 이름을 줄여 주세요.") from error


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
    return Outcome(facts, [f"보관한 {len(wanted)}장을 다시 썼습니다: {landed}"])


def verify(options: argparse.Namespace) -> Outcome:
    with open_store(options) as store:
        if options.text is not None:
            verdict = certificates.verify_text(store, options.text)
        elif options.file is not None:
            verdict = certificates.verify(store, options.file)
        else:
            raise UserError("확인할 파일이나 --text 뒤에 확인번호를 적어 주세요.")
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
    lines = [said + (" 이상이 없습니다." if not report.problems else ""), *filter(None, [report.told])]
    return Outcome(facts, lines, report.problems)
