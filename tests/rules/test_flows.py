"""Every flow by hand: what may follow what, what asks for a reason, and that every step can be gone back."""

import pytest

from desktop.errors import UserError
from desktop.rules.board.states import PROPOSAL
from desktop.rules.certificates import CERTIFICATE
from desktop.rules.placement import MATCH
from desktop.rules.training import ENROLMENT

FLOWS = {"trainees": ENROLMENT, "proposals": PROPOSAL, "matches": MATCH, "certificates": CERTIFICATE}

# From each status: forward moves, then the ways back; '!' marks those that ask for a reason.
BY_HAND = {
    ("trainees", "신청"): "선발 예비 탈락 중도포기!",
    ("trainees", "예비"): "선발 탈락 중도포기! 신청!",
    ("trainees", "선발"): "수강 중도포기! 신청! 예비!",
    ("trainees", "수강"): "수료 미수료! 중도포기! 선발!",
    ("trainees", "수료"): "수강!",
    ("trainees", "미수료"): "수강!",
    ("trainees", "중도포기"): "신청! 예비! 선발! 수강!",
    ("trainees", "탈락"): "신청! 예비!",
    ("proposals", "발굴"): "토론 제출 보류! 취하!",
    ("proposals", "토론"): "제출 보류! 취하! 발굴!",
    ("proposals", "제출"): "검토 보완! 보류! 취하! 발굴! 토론!",
    ("proposals", "검토"): "보완! 시범 채택 부분채택! 불채택! 취하! 제출! 보류!",
    ("proposals", "보완"): "검토 취하! 제출!",
    ("proposals", "시범"): "채택 부분채택! 불채택! 검토!",
    ("proposals", "채택"): "시범 시행 검토!",
    ("proposals", "부분채택"): "시범 시행 검토!",
    ("proposals", "시행"): "종료! 채택! 부분채택!",
    ("proposals", "종료"): "시행!",
    ("proposals", "보류"): "발굴 토론 제출 검토",
    ("proposals", "불채택"): "검토 시범!",
    ("proposals", "취하"): "발굴! 토론! 제출! 검토! 보완!",
    ("matches", "예정"): "근무 취소!",
    ("matches", "근무"): "종료 중도종료! 정규직전환 예정!",
    ("matches", "종료"): "정규직전환 근무!",
    ("matches", "중도종료"): "정규직전환 근무!",
    ("matches", "정규직전환"): "근무! 종료! 중도종료!",
    ("matches", "취소"): "예정!",
    ("certificates", "발급"): "재발급! 폐기!",
    ("certificates", "재발급"): "폐기!",
    ("certificates", "폐기"): "",
}
EVERY_STATUS = [(kind, status) for kind, flow in FLOWS.items() for status in flow.statuses]


def spelled(move):
    return move.to.replace(" ", "") + ("!" if move.needs_reason else "")


@pytest.mark.parametrize(("kind", "status"), EVERY_STATUS)
def test_the_moves_are_those_worked_out_by_hand(kind, status):
    moves = FLOWS[kind].moves(status)
    assert [spelled(move) for move in moves] == BY_HAND[kind, status.replace(" ", "")].split()


@pytest.mark.parametrize("flow", [ENROLMENT, PROPOSAL, MATCH], ids=lambda flow: flow.title)
def test_every_step_has_its_reverse_and_going_back_asks_why(flow):
    for status in flow.statuses:
        for move in flow.moves(status):
            assert status in [back.to for back in flow.moves(move.to)]
            assert move.needs_reason or not move.back


def test_a_number_in_the_register_never_comes_back_from_void():
    assert CERTIFICATE.moves("폐기") == ()
    with pytest.raises(UserError, match="없음"):
        CERTIFICATE.check("폐기", "발급", "잘못 누름")


@pytest.mark.parametrize(("kind", "status"), EVERY_STATUS)
def test_what_is_not_a_move_is_refused_and_says_what_may_be_done(kind, status):
    flow = FLOWS[kind]
    allowed = {move.to for move in flow.moves(status)}
    for other in set(flow.statuses) - allowed:
        with pytest.raises(UserError, match="바꿀 수 없습니다") as caught:
            flow.check(status, other, "까닭")
        assert caught.value.field == "status"
        assert all(to in caught.value.message for to in allowed)


@pytest.mark.parametrize(("kind", "status"), EVERY_STATUS)
def test_a_blank_reason_is_no_reason(kind, status):
    for move in FLOWS[kind].moves(status):
        FLOWS[kind].check(status, move.to, "회의에서 정함")
        if move.needs_reason:
            with pytest.raises(UserError, match="사유") as caught:
                FLOWS[kind].check(status, move.to, "  \n")
            assert caught.value.field == "reason"
        else:
            FLOWS[kind].check(status, move.to, "")


def test_the_sentence_has_the_particle_the_status_asks_for():
    with pytest.raises(UserError, match="'불채택'으로 바꾸는 사유"):
        PROPOSAL.check("검토", "불채택", "")
    with pytest.raises(UserError, match="'시행'으로는 바꿀 수 없습니다"):
        PROPOSAL.check("검토", "시행", "")
