"""The moderators' queue: claims, answers, who is told that somebody else was first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from verbale.errors import StaleDecision
from verbale.web.models import Question
from verbale.web.questions import CLAIM, STEPS, Asked, Step, ask, possible, take_step


@pytest.fixture
def question(stored) -> Question:
    ask(
        Asked(noun="report", item=stored.key, kind="question", text="Кто это сказал?", contact="т. 123", language="ru"),
        "203.0.113.5",
    )
    return Question.objects.get()


@pytest.fixture
def anna(signed_in):
    return signed_in("moderator", name="анна")


@pytest.fixture
def boris(signed_in):
    return signed_in("moderator", name="борис")


def do(client, question, step, version, answer=""):
    return client.post(f"/questions/{question.key}/{step}", {"version": version, "answer": answer})


def test_the_queue_shows_what_waits_and_where_it_stands(anna, question, stored, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = anna.get("/questions/").content.decode()
    assert "Кто это сказал?" in page
    assert stored.title in page
    assert "Кто это сказал?" not in anna.get("/questions/?state=answered").content.decode()
    assert anna.get("/questions/?state=lost").status_code == 404


def test_contact_is_for_moderators_alone(anna, client, question):
    assert "т. 123" in anna.get(f"/questions/{question.key}").content.decode()
    assert "т. 123" not in anna.get("/questions/").content.decode()


def test_a_claim_keeps_others_off_until_it_is_released(anna, boris, question):
    assert do(anna, question, "claim", 0).status_code == 302
    assert do(boris, question, "answer", 1, "Нет.").status_code == 409
    assert do(boris, question, "claim", 1).status_code == 409
    assert do(boris, question, "release", 1).status_code == 409
    assert do(anna, question, "release", 1).status_code == 302
    assert do(boris, question, "answer", 2, "Волдин.").status_code == 302
    question.refresh_from_db()
    assert (question.state, question.answer, question.holder) == ("answered", "Волдин.", None)


def test_a_claim_lapses(anna, boris, question):
    do(anna, question, "claim", 0)
    Question.objects.update(held=timezone.now() - CLAIM - timedelta(seconds=1))
    assert do(boris, question, "claim", 1).status_code == 302


def test_who_comes_second_sees_what_happened_and_keeps_what_was_typed(anna, boris, question):
    assert do(anna, question, "answer", 0, "Волдин.").status_code == 302
    second = do(boris, question, "decline", 0, "Ида Крон.")
    assert second.status_code == 409
    page = second.content.decode()
    assert "анна" in page
    assert "Волдин." in page
    assert "Ида Крон." in page
    assert 'name="version" value="1"' in page  # the newest: sending again is a decision on what is shown
    question.refresh_from_db()
    assert question.answer == "Волдин."


def test_every_step_is_kept_with_its_moderator(anna, boris, question):
    do(anna, question, "claim", 0)
    do(anna, question, "publish", 1)
    do(boris, question, "answer", 2, "Волдин.")
    kept = [(step.step, step.moderator_name, step.before, step.after) for step in question.steps.order_by("id")]
    assert kept == [
        ("claim", "анна", "pending", "pending"),
        ("publish", "анна", "pending", "published"),
        ("answer", "борис", "published", "answered"),
    ]
    assert "борис" in anna.get(f"/questions/{question.key}").content.decode()


@pytest.mark.parametrize("state", ["pending", "published", "answered", "declined", "spam"])
@pytest.mark.parametrize("step", list(STEPS))
def test_steps_lead_only_from_the_states_they_belong_to(question, account, state, step):
    Question.objects.update(state=state)
    question.refresh_from_db()
    moderator = account("анна", "moderator")
    if step in possible(question):
        assert take_step(question.key, step, moderator, 0, "Ответ.").state == STEPS[step][1]
    else:
        with pytest.raises(StaleDecision):
            take_step(question.key, step, moderator, 0, "Ответ.")
        assert not question.steps.exists()


@pytest.mark.parametrize(
    ("step", "data"), [("answer", {"version": "0", "answer": " "}), ("publish", {}), ("publish", {"version": "x"})]
)
def test_malformed_steps_are_refused(anna, question, step, data):
    assert anna.post(f"/questions/{question.key}/{step}", data).status_code == 400
    assert not question.steps.exists()


def test_unknown_steps_and_questions_are_not_found(anna, question):
    assert do(anna, question, "delete", 0).status_code == 404
    assert anna.post("/questions/nosuchkey/claim", {"version": 0}).status_code == 404
    assert anna.get("/questions/nosuchkey").status_code == 404


def test_a_question_whose_item_is_gone_can_still_be_answered(anna, question):
    Question.objects.update(item="gone")
    assert anna.get("/questions/").status_code == 200
    assert do(anna, question, Step.ANSWER, 0, "Этого больше нет.").status_code == 302
