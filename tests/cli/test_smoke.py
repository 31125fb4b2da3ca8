from tests.conftest import Run


def test_status_answers_on_the_seed_facts(run: Run) -> None:
    ran = run("status")
    assert (ran.code, ran.err) == (0, "")
    assert "6 of 27 concluded" in ran.out
