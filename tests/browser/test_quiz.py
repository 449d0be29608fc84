"""The quiz, where a reader meets it: in a browser, with no kernel."""

import pytest

from jalur.widgets import Quiz
from jalur.widgets.page import page as page_of
from samples import QUESTIONS

TWO, SIDE = (question["id"] for question in QUESTIONS)


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Pages of their own, by name."""
    folder = tmp_path_factory.mktemp("quizzes")
    one, column = Quiz(QUESTIONS, language="en"), Quiz(QUESTIONS, column=True, language="en")
    three = Quiz([*QUESTIONS, QUESTIONS[0] | {"id": "third"}], language="en")
    html = {"one": one.to_html(), "column": column.to_html(), "three": three.to_html()}
    html["both"] = page_of(one, column)
    for name, text in html.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in html}


@pytest.fixture
def quiz(visit, pages):
    return visit(pages["one"])


def answers(page):
    return page.evaluate("jalur.model.get('answers')")


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def heard(page):
    return page.locator("[aria-live]").inner_text()


def test_choosing_judges_nothing_before_the_reader_answers(quiz):
    assert button(quiz, "Answer").is_disabled()
    quiz.get_by_role("radio").first.check()

    assert answers(quiz) == {}
    assert quiz.get_by_text("20 off?").count() == 0
    assert button(quiz, "Answer").is_enabled()


def test_an_answer_shows_what_was_chosen_what_is_right_and_why(quiz):
    quiz.get_by_role("radio").first.check()
    button(quiz, "Answer").click()

    assert answers(quiz) == {TWO: 0}
    chosen, right = quiz.locator(".choice").all()
    assert "your choice" in chosen.inner_text() and "20 off?" in chosen.inner_text()
    assert "the right answer" in right.inner_text()
    assert quiz.get_by_role("img", name="What is left, from desk to desk: 100, 90, 81").is_visible()
    assert heard(quiz) == "Not yet. 20 off?"
    assert quiz.get_by_role("radio").count() == 0
    assert quiz.locator(":focus").inner_text() == "Next question"


def test_the_reasons_of_the_other_choices_open_by_keyboard(quiz):
    quiz.get_by_role("radio").first.check()
    button(quiz, "Answer").click()
    reason = quiz.get_by_text("0.9 ** 2")
    assert not reason.is_visible()
    quiz.locator("summary").nth(1).focus()
    quiz.keyboard.press("Enter")

    assert reason.is_visible()


def test_by_keyboard_alone_from_the_first_question_to_the_last(quiz):
    quiz.get_by_role("radio").first.focus()
    quiz.keyboard.press("ArrowDown")
    quiz.keyboard.press("Tab")
    quiz.keyboard.press("Enter")
    quiz.keyboard.press("Enter")  # the focus waits on "Next question"
    assert heard(quiz).startswith("Question 2 of 2, not answered yet. T = max (T_1, T_2)?")
    quiz.get_by_role("radio").first.focus()
    quiz.keyboard.press(" ")
    quiz.keyboard.press("Tab")
    quiz.keyboard.press("Enter")

    assert answers(quiz) == {TWO: 1, SIDE: 0}
    assert quiz.locator(":focus").inner_text() == "Answer again"
    quiz.keyboard.press("Enter")
    assert answers(quiz) == {TWO: 1}
    assert quiz.locator(":focus").get_attribute("type") == "radio"
    assert quiz.locator(":checked").count() == 0


def test_the_way_on_keeps_the_focus_in_the_quiz(visit, pages):
    page = visit(pages["three"])
    page.evaluate(f"jalur.model.set('answers', {{'{TWO}': 0}})")
    button(page, "Next question").focus()
    page.keyboard.press("Enter")

    focused = page.locator(":focus").get_attribute("aria-label")
    assert focused == "Question 2 of 3, not answered yet"


def test_a_reason_that_was_opened_stays_open_while_another_question_is_answered(visit, pages):
    page = visit(pages["column"])
    page.evaluate(f"jalur.model.set('answers', {{'{TWO}': 0}})")
    page.locator("summary").nth(1).click()
    page.locator("summary").nth(0).click()
    page.get_by_role("radio").first.check()
    button(page, "Answer").click()

    assert [one.evaluate("node => node.open") for one in page.locator("details").all()[:3]] == [
        False,
        True,
        True,
    ]


def test_formulas_are_mathematics_that_takes_room(quiz):
    formula = quiz.locator("math").first

    assert formula.evaluate("node => node.namespaceURI").endswith("MathML")
    assert formula.evaluate("node => node.textContent") == "0,9×0,9"
    assert formula.bounding_box()["width"] > 30


def test_a_choice_of_mathematics_has_a_name_that_says_it(quiz):
    assert quiz.get_by_role("radio", name="0,9^2 · 100 = 81").count() == 1
    quiz.get_by_role("radio").first.check()
    button(quiz, "Answer").click()

    names = quiz.locator("summary").all_inner_texts()
    assert "0,9^2 · 100 = 81" in names[1] and "the right answer" in names[1]


def test_a_choice_survives_the_change_of_language(quiz):
    quiz.get_by_role("radio").nth(1).check()
    button(quiz, "ID").click()

    assert quiz.get_by_role("radio").nth(1).is_checked()
    assert button(quiz, "Jawab").is_enabled()


def test_two_quizzes_of_a_page_do_not_share_their_radio_buttons(visit, pages):
    page = visit(pages["both"])
    one, two = page.locator(".jalur").all()
    one.get_by_role("radio").first.check()
    two.get_by_role("radio").first.check()

    assert page.locator(":checked").count() == 2


def test_in_a_column_every_question_is_there_and_each_is_answered_alone(visit, pages):
    page = visit(pages["column"])
    assert page.get_by_role("radio").count() == 4
    page.get_by_role("radio").nth(2).check()
    button(page, "Answer").nth(1).click()

    assert answers(page) == {SIDE: 0}
    assert page.get_by_role("radio").count() == 2
    assert page.locator(":focus").inner_text() == "Answer again"


def test_without_motion_or_colour_chosen_and_right_differ_by_their_shape(visit, pages):
    page = visit(pages["one"], forced_colors="active")
    page.evaluate(f"jalur.model.set('answers', {{'{TWO}': 0}})")
    masks = {
        sign.evaluate("node => getComputedStyle(node).maskImage")
        for sign in page.locator(".choice .sign").all()
    }

    assert len(masks) == 2 and "none" not in masks


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pictures_of_the_reasons_are_not_cut_off(visit, pages, width):
    page = visit(pages["column"], width=width)
    page.evaluate(f"jalur.model.set('answers', {{'{TWO}': 0, '{SIDE}': 0}})")
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")

    assert page.locator(".picture").count() == 2
    for picture in page.locator(".picture").all():
        assert picture.evaluate("node => node.firstChild.getBoundingClientRect().right") <= (
            picture.evaluate("node => node.getBoundingClientRect().right")
        )
