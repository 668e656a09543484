"""What the benchmarks share: invented people, runs in fresh processes that take turns, and one table for them all."""

import datetime as dt
import multiprocessing
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Figures = dict[str, float]
HEADINGS = (
    "이름", "생년월일", "성별", "휴대폰", "이메일", "주소", "학교", "전공", "전공 여부", "기수", "단계", "상태",
    "지원동기", "희망 분야",
)  # fmt: skip
MEMORY = "최대 메모리 MB"


def people(number: int) -> list[tuple[Any, ...]]:
    """Invented applicants, no two alike, as a sheet under HEADINGS holds them."""
    chance = random.Random(1)
    syllables = "가나다라마바사아자차카타파하민서도윤지호"
    return [
        (
            "김이박최정강조윤장임"[place % 10]
            + syllables[place // 10 % len(syllables)]
            + syllables[place // 200 % len(syllables)],
            dt.date(1983, 1, 1) + dt.timedelta(place // 4000 * 200 + chance.randrange(200)),
            chance.choice("남여"),
            f"010-{place // 10_000 + 2000:04}-{place % 10_000:04}",
            f"person{place}@example.com",
            f"서울특별시 서초구 반포대로 {chance.randrange(1, 400)}",
            f"{chance.choice(syllables)}{chance.choice(syllables)}대학교",
            chance.choice(("컴퓨터공학", "통계학", "경영학", "국문학")),
            chance.choice(("전공", "비전공")),
            "견줌 기수",
            "기초과정",
            "신청",
            "데이터를 다루는 일을 배워 지역의 문제를 풀어 보고 싶습니다.",
            chance.choice(("영상", "언어", "추천")),
        )
        for place in range(number)
    ]


@contextmanager
def timed(figures: Figures, name: str) -> Iterator[None]:
    """Put the seconds the block takes under ``name``, and below them those of the processor, which a busy machine spoils
    less.
    """
    began, calculated = time.perf_counter(), time.process_time()
    yield
    figures[name] = time.perf_counter() - began
    figures[f"{name}, CPU"] = time.process_time() - calculated


def take_turns(cases: dict[str, Callable[[Path], Figures]], rounds: int) -> dict[str, Figures]:
    """Run each case in a fresh process and an empty folder, round after round; of each figure the least disturbed."""
    runs: dict[str, list[Figures]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            with (
                tempfile.TemporaryDirectory() as folder,
                multiprocessing.get_context("spawn").Pool(1) as process,
            ):
                runs[name].append(process.apply(_one_run, (case, Path(folder))))
    return {name: {key: min(run[key] for run in each) for key in each[0]} for name, each in runs.items()}


def _one_run(case: Callable[[Path], Figures], folder: Path) -> Figures:
    figures = case(folder)
    return {**figures, MEMORY: figures.get(MEMORY) or peak()}


def peak() -> float:
    """The most memory this process has held so far, in MB; not on Windows."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def print_table(title: str, results: dict[str, Figures]) -> None:
    """Each figure of the first case beside the others', with the ratio to each that has it; seconds, or as named."""
    ours, *others = results
    print(f"\n{title}\n{'':<28}{ours:>10}" + "".join(f"{name:>24}{'비':>6}" for name in others))
    for key in dict.fromkeys(key for figures in results.values() for key in figures):
        mine = results[ours].get(key)
        line = f"{key:<24}" + (f"{mine:>12.3f}" if mine is not None else f"{'-':>12}")
        for name in others:
            theirs = results[name].get(key)
            line += f"{theirs:>22.3f}" if theirs else f"{'-':>22}"
            line += f"{mine / theirs:>8.1f}" if mine and theirs else " " * 8
        print(line)
