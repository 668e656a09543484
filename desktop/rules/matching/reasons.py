"""Why somebody is where he or she is: one sentence per person, from the plan alone (feature row CO-10)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from desktop.rules.matching.market import Pair, Preferences, in_order, ranks
from desktop.text.hangul import attach

Name = Callable[[Any], str]


class _Sight:
    """The plan as one looks at it for a reason."""

    def __init__(
        self,
        plan: Mapping[Any, Any],
        trainees: Preferences,
        openings: Preferences,
        places: Mapping[Any, int],
        fixed: Iterable[Pair],
        forbidden: Iterable[Pair],
        name: Name,
    ) -> None:
        self.plan, self.places, self.name = plan, places, name
        self.mine = {trainee: ranks(row, trainee) for trainee, row in trainees.items()}
        self.theirs = {opening: ranks(openings.get(opening, ()), opening) for opening in {*openings, *places}}
        self.fixed, self.forbidden = dict(fixed), set(forbidden)
        self.held: dict[Any, list[Any]] = {opening: [] for opening in self.theirs}
        for trainee in in_order(plan):
            if plan[trainee] is not None:
                self.held.setdefault(plan[trainee], []).append(trainee)

    def why_not(self, trainee: Any, opening: Any, wish: int) -> str:
        """Why a wished opening is not this person's: a whole sentence."""
        name, row, held = self.name, self.theirs.get(opening), self.held.get(opening, [])
        wished = f"{wish}희망 {name(opening)}"
        if (trainee, opening) in self.forbidden:
            return f"{attach(wished, '은/는')} 금지된 짝입니다."
        if row is None or trainee not in row:
            return f"{attach(wished, '은/는')} {attach(name(trainee), '을/를')} 두지 않았습니다."
        places = self.places.get(opening, 0)
        if not places:
            return f"{wished}에는 자리가 없습니다."
        if len(held) < places:
            return f"{wished}에 빈 자리가 있지만 이 안에서는 쓰지 않았습니다."
        return self._full(trainee, opening, wished, row)

    def _full(self, trainee: Any, opening: Any, wished: str, row: Mapping[Any, int]) -> str:
        name, own = self.name, row[trainee]
        held = sorted(self.held[opening], key=lambda each: (row.get(each, len(row)), str(each)))
        free = [each for each in held if self.fixed.get(each) != opening]
        told = attach(", ".join(f"{name(each)}({self._rank(each, opening, row)})" for each in held), "이/가")
        seats = f"{wished}의 {self.places[opening]}자리에는"
        me = f"({name(trainee)} {own + 1}순위)"
        lower = [each for each in free if row.get(each, len(row)) > own]
        if lower:
            less = attach(
                ", ".join(f"{name(each)}({self._rank(each, opening, row)})" for each in lower), "이/가"
            )
            return f"{seats} 더 낮게 둔 {less} 있습니다{me}. 이 안은 그 순위를 따르지 않았습니다."
        if not free:
            return f"{seats} 고정된 {told} 있습니다{me}."
        how = "더 높게" if all(row.get(each, len(row)) < own for each in free) else "같거나 더 높게"
        if all(row.get(each) == own for each in free):
            how = "똑같이"
        return f"{seats} {attach(name(opening), '이/가')} {how} 둔 {told} 있습니다{me}."

    def _rank(self, trainee: Any, opening: Any, row: Mapping[Any, int]) -> str:
        if self.fixed.get(trainee) == opening:
            return "고정"
        return f"{row[trainee] + 1}순위" if trainee in row else "순위 없음"

    def sentence(self, trainee: Any) -> str:
        """Each better wish and why not, then what became of the person."""
        at, row = self.plan.get(trainee), self.mine[trainee]
        name = self.name
        if trainee in self.fixed and at == self.fixed[trainee]:
            return f"{name(trainee)}: {name(at)}에 고정 배정."
        if not row:
            return f"{name(trainee)}: 희망이 없어 미배정."
        end = row.get(at, len(row)) if at is not None else len(row)
        wishes = sorted(row, key=lambda each: (row[each], str(each)))
        better = [
            self.why_not(trainee, each, row[each] + 1) for each in wishes if at is None or row[each] < end
        ]
        if at is None:
            last = "남은 희망이 없어 미배정."
        else:
            last = f"{row[at] + 1}희망 {name(at)}에 배정." if at in row else f"희망에 없던 {name(at)}에 배정."
        return f"{name(trainee)}: {' '.join([*better, last])}"


def reasons(
    plan: Mapping[Any, Any],
    trainees: Preferences,
    openings: Preferences,
    places: Mapping[Any, int],
    *,
    fixed: Iterable[Pair] = (),
    forbidden: Iterable[Pair] = (),
    name: Name = str,
) -> dict[Any, str]:
    """A sentence for each trainee, that names the competing rank and place; ``name`` gives what ids are called."""
    sight = _Sight(plan, trainees, openings, places, fixed, forbidden, name)
    return {trainee: sight.sentence(trainee) for trainee in in_order(trainees)}
