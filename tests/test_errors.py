from desktop.errors import in_phases


def test_pieces_of_work_after_another_make_one_progress():
    told = []
    progress = in_phases(lambda done, total: told.append(done / total), 3)
    for total in (2, 10, 1, 1):
        for done in range(total):
            progress(done, total)
    assert told == sorted(told)
    assert (told[0], round(told[2], 3), round(told[-1], 3)) == (0, 0.333, 0.667)
    assert max(told) < 1
