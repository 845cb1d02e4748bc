"""Many at once at the pages, as a program of its own: one address flooding, moderators racing, guessed passwords.

``VERBALE_DATABASE`` names an empty database. Threads have connections of their own, which a test's transaction has not.
Prints the statuses that each crowd got, and what was kept, in JSON.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from verbale.store.opening import open_store

if __name__ == "__main__":
    open_store(create=True)

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client

from verbale.store.keeping.adding import Entry, add
from verbale.types import Record, Report
from verbale.web.forms import question as forms
from verbale.web.models import Attempt, Question, QuestionStep

CROWD = 12
TEXT = "Велария и Остмарк начнут переговоры 17 мая."


def crowd(send: Callable[[int], int]) -> Counter[int]:
    """The statuses that ``CROWD`` senders get at once."""

    def one(number: int) -> int:
        try:
            return send(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(CROWD) as pool:
        return Counter(pool.map(one, range(CROWD)))


def main() -> None:
    """Let the crowds in, one after the other."""
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    forms.QUICKEST = 0
    (kept,) = add([Entry(record=Record(doc="a", report=Report(text=TEXT, sha256="0" * 64), statements=(), actors=()))])
    data = {"kind": "question", "text": "Когда?", "opened": forms.QuestionForm().stamp}
    asked = crowd(lambda _: Client().post(f"/questions/new?noun=report&key={kept.report}", data).status_code)
    questions = Question.objects.count()

    group = Group.objects.get(name="moderator")
    browsers = []
    for number in range(CROWD):
        user = User.objects.create(username=f"moderator{number}")
        user.groups.add(group)
        browsers.append(Client())
        browsers[-1].force_login(user)
    key = Question.objects.values_list("key", flat=True)[0]
    claimed = crowd(lambda number: browsers[number].post(f"/questions/{key}/claim", {"version": 0}).status_code)

    guess = {"username": "moderator0", "password": "guessed"}
    guessed = crowd(lambda _: Client().post("/sign-in", guess).status_code)
    found = {
        "asked": asked,
        "questions": questions,
        "claimed": claimed,
        "steps": QuestionStep.objects.count(),
        "guessed": guessed,
        "attempts": Attempt.objects.filter(purpose="sign-in name at").count(),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
