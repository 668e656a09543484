"""What the other desks of the fault tests do. Each takes the folder its data file lies in."""

import ctypes
import datetime as dt
import hashlib
import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from desktop import places
from desktop.documents.saving import save
from desktop.errors import UserError
from desktop.model import migrations
from desktop.model.people import Person
from desktop.model.training import Cohort, Enrolment, Stage, Trainee
from desktop.places import bundled
from desktop.queries.list_spec import Criteria, Scope
from desktop.queries.listing import Listing
from desktop.services import importing, sample, settings
from desktop.services.board.answers import answering
from desktop.services.board.proposals import attaching, discussion, merging
from desktop.services.certificates import issuing as certificates
from desktop.services.certificates.hashes import batch_of
from desktop.services.datafile import condensing, encryption, engines, history
from desktop.services.datafile.desks.desk_lock import DeskLock
from desktop.services.datafile.store import Store
from desktop.services.kinds import LISTS
from desktop.services.office.keeping import CONDENSE_AFTER_DAYS
from desktop.services.records import exporting, moves, records
from desktop.services.safety import backup, passphrases
from tests.faults.another_desk import acknowledge
from tests.offices import SEOCHO

DATA = "구청 자료.ieum"
LIST = "교육생 명단.xlsx"
PDF = "교육생 명단.pdf"
FEW = "교육생 여덟 명.csv"
OLDER = b"an older list"
BACKUP = "백업.ieum"
OLD = "옛 자료.ieum"
SAMPLE = "예제.ieum"
SECRET, ANOTHER = "가을 하늘은 높다", "겨울 바다는 깊다"
PHOTO = "현장 사진.jpg"
FILLER = "다른 자료.bin"
"""What fills a disk that is too small."""
TRAINEES = 456
GRADUATES = 2
_BOARD = Scope(board_id=1)
NOW = dt.datetime(2022, 9, 16, 1, 0, tzinfo=dt.UTC)
_SHEET = "기초과정"
_CAPABILITY_VERSION_3, _CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 0x20080522, 1 << 1, 1 << 2


def secret_of(path: Path) -> str | None:
    """The passphrase a data file is under, None where it is under none."""
    if encryption.is_open(path):
        return None
    for secret in (SECRET, ANOTHER):
        engine = engines.make(path, secret, read_only=True)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
                return secret
        except DBAPIError:
            continue
        finally:
            engine.dispose()
    return SECRET  # under neither: opening it says so


def open_data(folder: Path, data: str = DATA, *, read_only: bool = False, secret: str | None = None) -> Store:
    """The data file as a desk opens it; ``secret`` where it was found out before."""
    try:
        secret = secret or secret_of(folder / data)
    except PermissionError:
        secret = None  # which is for the store to say
    return Store.open(
        folder / data, passphrase=secret, user="다른 자리", read_only=read_only, clock=lambda: NOW
    )


def _at_a_desk(folder: Path, act: Callable[[Store], object]) -> None:
    """Do it as a window would: say that it is done, or refuse and go on."""
    with open_data(folder) as store:
        try:
            act(store)
        except UserError:
            assert trainees(store).page(0, 200) is not None, "the desk goes on after a refusal"
            raise
        acknowledge()


# What is prepared before


def prepare_few(folder: Path, graduates: int = GRADUATES) -> None:
    """A list of eight people as an office sends it, and a few who have completed the course already."""
    lines = [
        f"{number},김{chr(0xAC00 + 53 * number)}수,1998-03-{number:02},010-2000-{number:04}"
        for number in range(1, 9)
    ]
    heading = "연번,성명,생년월일,휴대폰"
    (folder / FEW).write_text("\n".join([heading, *lines]), encoding="utf-8")
    with open_data(folder) as store:
        settings.save(store, SEOCHO)
        with store.operation("수료자") as op:
            period = {"starts_on": dt.date(2022, 4, 2), "ends_on": NOW.date()}
            cohort = op.add(Cohort(name="1기", year=2022, programme="서초 AI칼리지", **period))
            stage = op.add(
                Stage(
                    cohort_id=cohort.id,
                    name="마지막 단계",
                    position=1,
                    attendance_minimum=80,
                    score_minimum=60,
                )
            )
            for place in range(graduates):
                person = op.add(
                    Person(name=f"이{chr(0xAC00 + 53 * place)}연", birth_date=dt.date(1998, 1, 1))
                )
                trainee = op.add(Trainee(person_id=person.id))
                op.add(Enrolment(trainee_id=trainee.id, stage_id=stage.id, status="수료"))


def make_older(folder: Path) -> None:
    """A data file as an earlier version left it, with an office and one trainee in it."""
    engine = engines.make(folder / OLD)
    with engine.connect().execution_options(ieum_write=True) as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
        connection.exec_driver_sql(
            "INSERT INTO person (id, name, name_initials) VALUES (1, '김민수', 'ㄱㅁㅅ')"
        )
        connection.exec_driver_sql("INSERT INTO trainee (id, person_id) VALUES (7, 1)")
        connection.exec_driver_sql(
            "INSERT INTO office (id, name, issuer_title, joint_issuer, number_format, internship_months, is_sample) "
            "VALUES (1, '서초구청', '서초구청장', 0, '{year}-{sequence}', 3, 0)"
        )
        connection.exec_driver_sql(
            "INSERT INTO operation (id, at, user, name, kind, reverted) "
            "VALUES (1, '2022-09-16 01:00:00.000000', '옛 자리', '발급', '실행', 0)"
        )
        batch = batch_of(NOW, "a", [])
        connection.exec_driver_sql(
            "INSERT INTO certificate_batch (made_at, sha256, numbers, row_sha256) "
            "VALUES ('2022-09-16 01:00:00.000000', 'a', '[]', ?)",
            (batch.row_sha256,),
        )
        connection.commit()
    engine.dispose()


# What is done


def import_trainees(folder: Path) -> None:
    """456 people, from the sheet an office keeps."""
    workbook = importing.read_file(bundled("resources", "samples", "trainees-2022.xlsx"))
    _at_a_desk(
        folder,
        lambda store: importing.run(store, importing.prepare(store, "trainees", workbook, sheet=_SHEET)),
    )


def import_few(folder: Path) -> None:
    """Eight people, from a text file."""
    workbook = importing.read_file(folder / FEW)
    _at_a_desk(
        folder,
        lambda store: importing.run(store, importing.prepare(store, "trainees", workbook, cohort="1기")),
    )


def issue(folder: Path) -> None:
    """Certificates for all who completed the first cohort."""
    _at_a_desk(folder, lambda store: certificates.issue(store, _first_cohort(store)))


def issue_one_by_one(folder: Path, said: Path) -> None:
    """Certificates one after another, each handed out as a file; then its hash is told on another disk."""
    with open_data(folder) as store:
        cohort = _first_cohort(store)
        for number, person in enumerate(certificates.candidates(store, cohort), 1):
            issued = certificates.issue(store, cohort, [person.holder_id])
            (pdf,) = certificates.frozen(store, issued.ids)
            save(folder / f"{number}.pdf", lambda draft, pdf=pdf: draft.write_bytes(pdf))
            with said.open("a") as file:
                file.write(f"{hashlib.sha256(pdf).hexdigest()}\n")


def saying(done: Callable[[Path], None]) -> Callable[[Path, Path], None]:
    """The work, which tells on another disk that it is done."""
    return partial(_say, done)


def _say(done: Callable[[Path], None], folder: Path, said: Path) -> None:
    done(folder)
    said.write_text("done")


def _first_cohort(store: Store) -> int:
    with store.read() as session:
        return session.scalars(select(Cohort.id).order_by(Cohort.id)).first()


def trainees(store: Store) -> Listing:
    return Listing(store.engine, LISTS["trainees"], Criteria(scope=Scope(1, None, store.today())))


def everyone(store: Store) -> Listing:
    return Listing(store.engine, LISTS["trainees"], Criteria(scope=Scope(today=store.today())))


def export_trainees(folder: Path) -> None:
    _at_a_desk(folder, lambda store: exporting.export_list(store, trainees(store), folder / LIST))


def export_pdf(folder: Path) -> None:
    _at_a_desk(folder, lambda store: exporting.export_list(store, trainees(store), folder / PDF))


def save_cohort(folder: Path) -> None:
    """One record as a dialog saves it: a cohort, which comes with its stages."""
    _at_a_desk(folder, save_one)


def save_cohorts(folder: Path, who: str, number: int) -> None:
    """One after another, as fast as it goes."""
    with open_data(folder) as store:
        for place in range(number):
            began = time.monotonic()
            save_one(store, f"{who} {place}")
            assert time.monotonic() - began < 5, "a save waited for more than 5 s"


def save_one(store: Store, name: str = "새 기수") -> None:
    records.save(store, "cohorts", {"name": name, "year": 2023, "programme": "AI칼리지"})


def prepare_board(folder: Path) -> None:
    """A board with three proposals, one of them discussed, and a photo to attach."""
    (folder / PHOTO).write_bytes(bytes(range(256)) * 4096 + b"the end")  # of two pieces
    with open_data(folder) as store:
        records.save(store, "boards", {"name": "주니어보드", "year": 2022})
        for title in ("걷기 좋은 거리", "걷기좋은 거리 만들기", "빗물받이"):
            records.save(store, "proposals", {"title": title, "idea": f"{title}를 만든다."}, scope=_BOARD)
        discussion.write(store, 2, {"stance": "찬성", "words": "같은 뜻입니다."})


def move_proposal(folder: Path) -> None:
    """Put a proposal on hold, which leaves a condition too."""
    given = {"obstacle": "예산", "words": "본예산에 반영되면", "look_again_on": dt.date(2023, 1, 2)}
    _at_a_desk(
        folder, lambda store: moves.move(store, "proposals", [1], "보류", "예산이 없음", _BOARD, given)
    )


def merge_proposals(folder: Path) -> None:
    """Two that mean the same within a third."""
    _at_a_desk(folder, lambda store: merging.merge(store, 1, [2, 3]))


def prepare_reviews(folder: Path) -> None:
    """The three proposals under review, and a template to answer them from."""
    prepare_board(folder)
    with open_data(folder) as store:
        for status in ("제출", "검토"):
            moves.move(store, "proposals", [1, 2, 3], status, "", _BOARD)
        records.save(store, "answer_templates", {"title": "검토 알림", "text": "'{제안}': {상태}"})


def answer_many(folder: Path) -> None:
    """All three from the template, as one operation."""

    def from_template(store: Store) -> object:
        texts = {each: found.text for each, found in answering.filled(store, 1, [1, 2, 3]).items()}
        return answering.answer(store, texts)

    _at_a_desk(folder, from_template)


def attach_photo(folder: Path) -> None:
    """A file to a proposal: its bytes beside the data file, its name within it."""
    _at_a_desk(folder, lambda store: attaching.attach(store, 1, folder / PHOTO))


def attach_sealed(folder: Path) -> None:
    """The same beside a protected data file, which alone knows the key."""
    attach_photo(folder)


def prepare_protected_board(folder: Path) -> None:
    """The board before anything is attached, under a passphrase."""
    prepare_board(folder)
    set_passphrase(folder)


def prepare_photo(folder: Path) -> None:
    """The board with the photo attached."""
    prepare_board(folder)
    attach_photo(folder)


def prepare_sealed_photo(folder: Path) -> None:
    """The same under a passphrase."""
    prepare_photo(folder)
    set_passphrase(folder)


def create_sample(folder: Path) -> None:
    Store.create(folder / SAMPLE, fill=sample.create).close()
    acknowledge()


def create_filled(folder: Path) -> None:
    """A new file that is there only with all its people in it."""

    def fill(store: Store) -> None:
        with store.operation("한 기수") as op:
            op.insert_many(Person, [{"name": f"김{number}"} for number in range(TRAINEES)])

    Store.create(folder / SAMPLE, fill=fill).close()
    acknowledge()


def create_empty(folder: Path) -> None:
    Store.create(folder / SAMPLE).close()
    acknowledge()


def upgrade(folder: Path) -> None:
    """Open a file of an older version, which backs it up and brings its tables up to date."""
    with open_data(folder, OLD):
        acknowledge()


def undo_long_ago(folder: Path) -> None:
    """What the journal still tells row by row though nothing of it stands."""
    then = NOW - dt.timedelta(days=CONDENSE_AFTER_DAYS.default + 1)
    with Store.open(folder / DATA, user="다른 자리", clock=lambda: then) as store:
        with store.operation("여덟 명 잘못 넣음") as op:
            op.insert_many(Person, [{"name": f"잘못 {number}"} for number in range(8)])
        history.undo(store)


def condense(folder: Path) -> None:
    _at_a_desk(folder, lambda store: condensing.condense(store, days=CONDENSE_AFTER_DAYS.default))


def go_on(folder: Path) -> None:
    """What an office has after a backup: one person more, and lists exported long ago."""
    with open_data(folder) as store, store.operation("또 한 사람") as op:
        op.add(Person(name="박늘솔"))
    for name in (LIST, PDF):
        (folder / name).write_bytes(OLDER)


def back_up(folder: Path) -> None:
    _at_a_desk(folder, lambda store: backup.back_up(store, folder / BACKUP))


def restore(folder: Path) -> None:
    backup.restore(folder / DATA, folder / BACKUP, clock=lambda: NOW)
    acknowledge()


def restore_register(folder: Path) -> None:
    """The same where certificates were issued since the backup: they come along."""
    restore(folder)


def set_passphrase(folder: Path) -> None:
    passphrases.change(folder / DATA, None, SECRET, clock=lambda: NOW)
    acknowledge()


def change_passphrase(folder: Path) -> None:
    passphrases.change(folder / DATA, SECRET, ANOTHER, clock=lambda: NOW)
    acknowledge()


def take_passphrase_away(folder: Path) -> None:
    passphrases.change(folder / DATA, SECRET, None, clock=lambda: NOW)
    acknowledge()


def look(folder: Path) -> None:
    """Open for looking only, and read the list."""
    with open_data(folder, read_only=True) as store:
        assert len(trainees(store).page(0, 200)) == min(trainees(store).count(), 200)


def hold(folder: Path, who: str) -> None:
    """Have the data file open in a window, until something ends this desk."""
    lock = DeskLock(folder / DATA)
    assert lock.take(who, dt.datetime(2022, 9, 16, 0, 12, tzinfo=dt.UTC)) is None
    signal.pause()


# Under which conditions


def with_small_files(largest: int, done: Callable[[Path], None], folder: Path) -> None:
    """Work where no file may grow beyond ``largest`` bytes, as on a memory stick."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    import resource  # of POSIX alone

    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    done(folder)


def at_home(done: Callable[..., None], folder: Path, *more: object) -> None:
    """Work by a user of one's own: what desks note for themselves lies beside the folder, not with that of others.

    Else what one desk leaves there when it is struck down adds to the steps of whoever starts next.
    """
    os.environ[places.VARIABLE] = str(notes_of(folder))
    done(folder, *more)


def notes_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name} notes")


def until_there_is_room(done: Callable[[Path], None], folder: Path) -> None:
    """Work on a full disk, and where it is refused make room and do it again at this very desk."""
    try:
        done(folder)
    except UserError:
        (folder / FILLER).unlink()
        done(folder)
        raise


def minding_modes(done: Callable[[Path], None], folder: Path) -> None:
    """Work as a user whom file modes bind; root they bind only without the capability to pass them by."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    held = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None)
    assert libc.capget(header, held) == 0
    for kind in (0, 1):  # in effect, and to be had again
        held[kind] &= ~(_CAP_DAC_OVERRIDE | _CAP_DAC_READ_SEARCH)
    assert libc.capset(header, held) == 0
    done(folder)
