"""Every list of the program by its kind: the words of the command line, the pages, the exporters and the store."""

from desktop.queries.board import MEMBERS, PROPOSALS
from desktop.queries.certificates import CERTIFICATES
from desktop.queries.journal import OPERATIONS
from desktop.queries.lines import Line
from desktop.queries.list_spec import ListSpec
from desktop.queries.placement import COMPANIES, MATCHES, OPENINGS
from desktop.queries.training import COHORTS, STAGES, TRAINEES

SPECS: dict[str, ListSpec] = {
    spec.kind: spec
    for spec in (
        MEMBERS,
        PROPOSALS,
        TRAINEES,
        COHORTS,
        STAGES,
        COMPANIES,
        OPENINGS,
        MATCHES,
        CERTIFICATES,
        OPERATIONS,
    )
}
LINES: tuple[Line, ...] = tuple(spec.line for spec in SPECS.values() if spec.line is not None)
"""What those of any length stand on, for the store to keep true."""
