"""The small notes beside a file and in the user's folder, of any content: none keeps a file from opening."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import places
from desktop.services.datafile.desks.desk_lock import DeskLock
from desktop.services.datafile.desks.doubts import Doubts

NOW = dt.datetime(2022, 9, 16, 9, 12, tzinfo=dt.UTC)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("2022-09-16"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip
NOTES = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("user", "since", "host", "process", "id", "at"), JUNK)
).map(json.dumps)
SPOILT = st.sampled_from(
    ("[" * 100_000, "1e999", '{"since": "2022-09-16", "user": "", "process": 1e999}', "", "\x00")
)


@settings(max_examples=60)
@given(NOTES | JUNK.map(json.dumps) | SPOILT)
def test_a_note_of_who_holds_a_file(tmp_path_factory, note):
    path = tmp_path_factory.mktemp("자료") / "구청 자료.db"
    path.with_name(f".{path.name}.holder").write_text(note, encoding="utf-8")
    lock = DeskLock(path)
    other = lock.another()
    assert other is None or other.sentence()
    assert lock.take("김주무관", NOW) is None
    lock.release()


@settings(max_examples=60)
@given(NOTES | JUNK.map(json.dumps) | SPOILT)
def test_a_note_of_what_is_in_doubt(tmp_path_factory, note):
    folder = tmp_path_factory.mktemp("의심")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(places, "doubts_folder", lambda: folder)
        doubts = Doubts(None, "postgresql+psycopg://server/data")
        doubts._note.write_text(note, encoding="utf-8")
        again = Doubts(None, "postgresql+psycopg://server/data")
    assert again._open is None or again._open.at.tzinfo is not None


def test_a_note_that_is_no_text_at_all(tmp_path):
    path = tmp_path / "구청 자료.db"
    path.with_name(f".{path.name}.holder").write_bytes(b"\xff\xfe{")
    assert DeskLock(path).take("김주무관", NOW) is None
