from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from verbale.types import Span
from verbale.web.passages import Found, hull, passage, spans_of

TEXT = "Заголовок\n\nМинистр Арсен Волдин заявил, что <b>мир</b> & труд близки. Потом он уехал.\n\nКонец."


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)

    def handle_data(self, data):
        self.text += data


def span_of(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


def test_what_was_found_is_marked_in_its_paragraph():
    html = passage(TEXT, [Found(span_of("мир"), "word")], span_of("мир"))
    assert html == (
        'Министр Арсен Волдин заявил, что &lt;b&gt;<span class="word">мир</span>&lt;/b&gt; &amp; труд близки. '
        "Потом он уехал."
    )


def test_a_long_paragraph_is_cut_between_words():
    html = passage(TEXT, [], span_of("мир"), length=40)
    assert html.startswith("… ")
    assert html.endswith(" …")
    words = re.findall(r"\w+", Tags(html).text)
    assert set(words) <= set(re.findall(r"\w+", TEXT))
    assert "мир" in words


def test_what_stands_around_is_never_cut_itself():
    whole = span_of("Министр Арсен Волдин заявил")
    assert "Министр Арсен Волдин заявил" in passage(TEXT, [], whole, length=5)


def test_marks_outside_of_the_passage_are_left_out():
    html = passage(TEXT, [Found(span_of("Конец"), "word"), Found(span_of("Заголовок"), "word")], span_of("мир"))
    assert "span" not in html


def test_parts_in_several_paragraphs_stand_on_their_own_lines():
    parts = [[0, 9], [TEXT.index("Потом"), TEXT.index("уехал")]]
    assert passage(TEXT, spans_of(parts, "said"), hull(parts)).count("<br>") == 1


@given(st.text(st.sampled_from("<>&\"' \nаб."), min_size=3, max_size=80), st.data())
def test_whatever_the_text_only_our_marks_are_tags(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    html = passage(text, [Found(span, "word")], span, length=10)
    assert set(Tags(html).names) <= {"span", "br"}
