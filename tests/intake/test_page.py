from __future__ import annotations

import time
from contextlib import suppress
from html import escape

import pytest

from verbale import intake, samples
from verbale.errors import EmptyInput, InputError, InputTooLarge
from verbale.intake.page import looks_like_html

TITLE = "Велария и Ордания возобновят переговоры о проливе"
PARAGRAPHS = [
    "Министр иностранных дел Веларии Арсен Волдин заявил, что переговоры с Орданией возобновятся в Кальме.",
    "«Мы договорились вернуться за стол переговоров без предварительных условий», — сказал Волдин журналистам.",
    "По словам министра, стороны намерены обсудить проект соглашения, который Ордания передала соседям в феврале.",
    "Генеральный секретарь Союза прибрежных государств Йон Хаффнер приветствовал решение сторон.",
]
MENU = "<ul class='menu'><li><a href='/a'>Новости</a></li><li><a href='/b'>Политика</a></li><li><a href='/c'>Спорт</a></li></ul>"
RELATED = "<div class='related'><h3>Читайте также</h3><ul>" + "".join(
    f"<li><a href='/{i}'>Профсоюз моряков объявил забастовку номер {i}</a></li>" for i in range(5)
) + "</ul></div>"  # fmt: skip
COMMENTS = (
    "<div id='comments'><h3>Комментарии (1)</h3><div class='comment'>Вася: никто ни о чём не договорится</div></div>"
)
FOOTER = "<footer><p>© 2024 Вестник. При использовании материалов ссылка обязательна.</p></footer>"


def in_divs(blocks: list[str]) -> str:
    body = "".join(f"<div class='article__block'><div class='article__text'>{block}</div></div>" for block in blocks)
    return (
        f"<html><head><title>{TITLE} - Вестник, 12.03.2024</title></head><body>{MENU}<div class='article__header'>"
        f"<div class='article__info-date'>18:20 12.03.2024</div><h1>{TITLE}</h1></div>"
        f"<div class='article__body'>{body}</div>{RELATED}{COMMENTS}{FOOTER}</body></html>"
    )


def in_paragraphs(blocks: list[str]) -> str:
    body = "".join(f"<p class='text'><span>{block}</span></p>" for block in blocks)
    return (
        f"<!DOCTYPE html><html lang='ru'><head><title>{TITLE}: Мир</title></head><body><header>{MENU}</header><main>"
        f"<h1>{TITLE}</h1><time>18:20, 12 марта 2024</time><div class='topic-body'>{body}{RELATED}</div></main>"
        f"{COMMENTS}{FOOTER}</body></html>"
    )


def in_a_table(blocks: list[str]) -> str:
    return (
        f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY><TABLE><TR><TD>{MENU}</TD><TD><B>{TITLE}</B><BR><BR>"
        f"{'<br><br>'.join(blocks)}</TD></TR></TABLE>{FOOTER}</BODY></HTML>"
    )


def with_quotation(blocks: list[str]) -> str:
    first, second, *rest = blocks
    body = f"<p>{first}</p><blockquote><p>{second}</p></blockquote>" + "".join(f"<p>{block}</p>" for block in rest)
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE} | Вестник</title></head><body>{MENU}<article><h1>{TITLE}</h1>"
        f"<div class='entry-content'>{body}</div></article>{COMMENTS}{FOOTER}</body></html>"
    )


@pytest.mark.parametrize("build", [in_divs, in_paragraphs, in_a_table, with_quotation])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r"])
def test_the_main_text_and_nothing_else(build, encoding):
    page = build([escape(paragraph, quote=False) for paragraph in PARAGRAPHS])
    report = intake.load_bytes(page.encode(encoding, errors="xmlcharrefreplace"), "page.html")
    assert report.text == "\n\n".join([TITLE, *PARAGRAPHS]) + "\n"
    assert (report.title, report.language, report.furniture) == (TITLE, "ru", ())


def test_line_breaks_stay_line_breaks():
    page = in_paragraphs([f"{PARAGRAPHS[0]}<br/>{PARAGRAPHS[1]}", *PARAGRAPHS[2:]])
    text = intake.load_bytes(page.encode(), "x").text
    assert f"{PARAGRAPHS[0]}\n{PARAGRAPHS[1]}\n\n{PARAGRAPHS[2]}\n" in text


def test_the_sample_page():
    [path] = [path for path in samples.paths() if path.suffix == ".html"]
    report = intake.load_file(path)
    assert report.title == "Саммит в Мирее завершился без соглашения о проливе"
    assert report.text.startswith(report.title + "\n\nМИРЕЯ, 25 июля 2024 г. — «Вестник».")
    assert (report.outlet, report.author) == ("Вестник", "Ольга Крамская")
    assert report.published == "2024-07-25T21:40:00+03:00"
    assert report.url == "https://vestnik.example/news/2024/07/25/summit-mirea/"
    for outside in ("Комментарии", "Опять ни о чем", "Материалы по теме", "cookie", "Подписка", "просмотров", "©"):
        assert outside not in report.text


GRAPH = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, '
    '{"@type": ["NewsArticle"], "datePublished": "2024-03-12T18:20+02:00"}]};</script>'
)


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-12T18:20:00+02:00"}</script>',
        GRAPH,
        '<meta property="article:published_time" content="2024-03-12T18:20:00+0200">',
        '<meta itemprop="datePublished" content="2024-03-12T18:20:00+02:00">',
        '<meta name="datePublished" content="2024-03-12"><meta property="og:published_time" content="2024-03-12T18:20:00+02:00">',
    ],
)
def test_published_with_its_offset(head):
    page = in_paragraphs(PARAGRAPHS).replace("<head>", "<head>" + head)
    assert intake.load_bytes(page.encode(), "x").published == "2024-03-12T18:20:00+02:00"


def test_published_without_an_offset_is_a_day():
    assert intake.load_bytes(in_divs(PARAGRAPHS).encode(), "x").published == "2024-03-12"
    assert intake.load_bytes(in_a_table(PARAGRAPHS).encode(), "x").published is None


def test_broken_metadata_is_left_out():
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", broken</script>'
        '<script type="application/ld+json">[[[{"@type": "NewsArticle", "headline": 5, "author": [7, {"name": []}],'
        ' "publisher": "https://x.example", "datePublished": "soon"}]]]</script>'
        '<link rel="canonical" href="/relative"><meta property="og:url" content="">'
    )
    report = intake.load_bytes(in_a_table(PARAGRAPHS).replace("<HEAD>", "<HEAD>" + head).encode(), "x")
    assert (report.outlet, report.author, report.url, report.published) == (None, None, None, None)


def test_an_agency_is_no_author_and_entities_are_characters():
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "&quot;Полюс&quot;: переговоры сорваны",'
        ' "author": {"name": "Вестник"}, "publisher": {"name": "Вестник"}}</script>'
    )
    report = intake.load_bytes(in_a_table(PARAGRAPHS).replace("<HEAD>", "<HEAD>" + head).encode(), "x")
    assert (report.title, report.outlet, report.author) == ('"Полюс": переговоры сорваны', "Вестник", None)


def test_quotation_elements_get_their_marks_and_hints_go():
    quoted = (
        "Министр сказал: <q>Мы <b>готовы</b></q>, а потом <q>посмо&shy;трим</q>, и за&#8203;молчал до самого вечера."
    )
    text = intake.load_bytes(in_paragraphs([quoted, *PARAGRAPHS]).encode(), "x").text
    assert "Министр сказал: «Мы готовы», а потом «посмотрим», и замолчал до самого вечера.\n" in text


def test_control_characters_do_not_lose_the_page():
    page = in_paragraphs([PARAGRAPHS[0].replace(" ", "\x01&#1;&#x1f; ", 1), *PARAGRAPHS[1:]])
    assert intake.load_bytes(page.encode(), "x").text == "\n\n".join([TITLE, *PARAGRAPHS]) + "\n"


@pytest.mark.parametrize(
    ("text", "name", "html"),
    [
        ("<!DOCTYPE html><p>а", "x.txt", True),
        ("<?xml version='1.0'?>\n<!-- saved -->\n<html>", "x", True),
        ("<p>а</p><p>б</p>", "x", True),
        ("<p>а</p>", "x.html", True),
        ("Министр сказал: <b>нет</b>", "x.txt", False),
        ("Просто текст", "x.html", False),
        ("<!-- " * 50000, "x.html", False),
        ("", "x.html", False),
    ],
)
def test_pages_are_told_by_what_they_hold(text, name, html):
    assert looks_like_html(text, name) is html


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<nav><a href='/'>Главная</a></nav>",
        "<script>document.write('Волдин сказал, что не придёт на переговоры в понедельник')</script>",
        "<img src='x.png' alt='Волдин'>",
        "<h1>404</h1><p>Страница не найдена</p>",
    ],
)
def test_a_page_without_text(body):
    with pytest.raises(EmptyInput, match=r"^x\.html: .*page"):
        intake.load_bytes(f"<html><head><title>404</title></head><body>{body}</body></html>".encode(), "x.html")


def test_a_feed_is_no_report():
    feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>Новости</title></channel></rss>"
    with pytest.raises(InputError, match="feed"):
        intake.load_bytes(feed.encode(), "x")


ENTITIES = "<!DOCTYPE html [<!ENTITY a 'ха'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
) + "]><html><body><p>&i;</p>"  # fmt: skip
OUTSIDE = "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><html><body><p>&x;</p>"


@pytest.mark.parametrize("start", [ENTITIES, OUTSIDE], ids=["billion laughs", "external entity"])
def test_entities_are_not_expanded(start):
    page = start + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    text = intake.load_bytes(page.encode(), "x").text
    assert len(text) < 2 * sum(map(len, PARAGRAPHS))


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 50_000 + PARAGRAPHS[0],
        "<html><body>" + "<blockquote>" * 3000 + PARAGRAPHS[0],
        "<html><body>" + "<ul><li>" * 3000 + PARAGRAPHS[0],
        "<html><body>" + "<p" * 30_000,
        "<html>" + "<" * 300_000,
        "<!-- -->" * 100_000 + "<html><body>" + PARAGRAPHS[0],
        "<html><head><meta " + " " * 1_000_000 + "charset=utf-8>",
        "<html><head><script type='application/ld+json'>" + "[" * 50_000 + "</script></head><body>",
    ],
    ids=["divs", "quotations", "lists", "unclosed", "angles", "comments", "spaces", "json"],
)
def test_hostile_pages_end_soon(page):
    start = time.perf_counter()
    with suppress(InputError):
        intake.load_bytes(page.encode(), "x")
    assert time.perf_counter() - start < 6


def test_a_page_of_too_many_elements():
    with pytest.raises(InputTooLarge, match="elements"):
        intake.load_bytes(("<html><body>" + "<i>я</i>" * 110_000).encode(), "x")
