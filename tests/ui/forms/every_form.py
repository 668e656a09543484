"""Every form of the program: those a Designer file lays out, and those that are laid out from their fields."""

from pathlib import Path

from desktop.places import bundled
from desktop.services.certificates.settings import ISSUERS
from desktop.services.datafile import servers
from desktop.services.kinds import KINDS
from desktop.ui.certificates import actions
from desktop.ui.forms.form_builder import build_form
from desktop.ui.forms.form_loader import load_form
from desktop.ui.forms.layout import ONE_COLUMN, Layout
from desktop.ui.records.status_moves import REASON
from desktop.ui.window.screens import SCREENS

HOLDER = tuple(field for field in KINDS["trainees"].fields if field.key in actions.HOLDER_KEYS)
FORMS = {
    **{screen.kind: (screen.form.form, screen.form.fields) for screen in SCREENS.values() if screen.form},
    "server": (ONE_COLUMN, servers.FIELDS),
    "reason": (ONE_COLUMN, (REASON,)),
    "certificate_holder": (ONE_COLUMN, HOLDER),
    "certificate_reissue": (ONE_COLUMN, actions.REISSUE_FIELDS),
    "certificate_issuers": (ONE_COLUMN, [each.field for each in ISSUERS]),
}
"""Those whose inputs are fields, by name: how they are laid out, and their fields."""
DESIGNED = sorted(path.stem for path in Path(bundled("forms")).glob("*.ui"))
BUILT = [name for name, (form, _fields) in FORMS.items() if isinstance(form, Layout)]
EVERY = [*DESIGNED, *BUILT]


def made(name, parent):
    """The widget tree of one of them, a Designer file's by the file's name."""
    form, fields = FORMS.get(name, (name, ()))
    return build_form(fields, form, parent) if isinstance(form, Layout) else load_form(form, parent)
