"""The sentence written in the issue dialog, kept where its documents keep theirs: with the cohort, or for all years."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.errors import UserError
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.document_kinds import DocumentKind
from desktop.services.datafile.changes import Changes
from desktop.services.datafile.store import Store
from desktop.services.records import records
from desktop.ui.kit import messages
from desktop.ui.records import conflicts


def keep(
    parent: QWidget, store: Store, document: DocumentKind, where: int, pattern: str | None, seen: str
) -> bool:
    """Keep a pattern, None for the usual one, where ``seen`` stood; whether it stands now. What is wrong is told."""
    key = document.sentence_key
    of_cohort = document.sentence is None

    def save(values: dict[str, Any], known: Mapping[str, Any]) -> Changes:
        if of_cohort:
            return records.save(store, document.of, values, record_id=where, seen=known)
        return certificates.keep_sentence(store, document.kind, values, known)

    known = records.read(store, document.of, where)[key] if of_cohort else seen
    try:
        conflicts.saved(parent, {key: pattern}, {key: known}, save)
    except UserError as error:
        messages.error(parent, error.message)
        return False
    return True
