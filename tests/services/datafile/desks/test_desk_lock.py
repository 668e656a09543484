"""One desk at a time, and the next one is told who."""

import datetime as dt
import logging
import subprocess
import sys

from desktop.services.datafile.desks.desk_lock import DeskLock

HOLD = """
import sys, datetime as dt
from pathlib import Path
from desktop.services.datafile.desks.desk_lock import DeskLock
lock = DeskLock(Path(sys.argv[1]))
assert lock.take("김주무관", dt.datetime(2022, 9, 16, 0, 12, tzinfo=dt.UTC)) is None
print("held", flush=True)
sys.stdin.read()
"""


def test_the_second_start_hears_who_holds_the_file_and_a_dead_holder_holds_nothing(tmp_path, caplog):
    path = tmp_path / "구청 자료.db"
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=-1, stdout=-1, text=True) as first:
        assert first.stdout.readline() == "held\n"
        mine = DeskLock(path)
        holder = mine.take("이주무관", dt.datetime.now(dt.UTC))
        assert holder.user == "김주무관"
        assert holder.sentence().startswith("김주무관 님이 9. 16. ")
        assert holder.sentence().endswith(":12부터 사용 중입니다.")
        first.kill()
        first.wait()
        with caplog.at_level(logging.WARNING):
            assert mine.take("이주무관", dt.datetime.now(dt.UTC)) is None
        assert "lock left by 김주무관" in caplog.text
    mine.release()
    assert not list(tmp_path.glob("*.holder"))
