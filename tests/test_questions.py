"""Questions that a reader would ask, as SPARQL in ``questions/``, and what the graph answers.

``<name>.rq`` begins with the question in English and in Chinese; ``<name>.csv`` is the answer.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.support import ROOT

QUESTIONS = sorted((ROOT / "tests" / "questions").glob("*.rq"))


def test_there_are_fifty() -> None:
    assert len(QUESTIONS) >= 50


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_question_has_the_expected_answer(question: Path, published: ox.Store) -> None:
    results = published.query(question.read_text(encoding="utf-8"))
    assert isinstance(results, ox.QuerySolutions)
    answer = results.serialize(format=ox.QueryResultsFormat.CSV)
    assert answer is not None
    expected = question.with_suffix(".csv").read_text(encoding="utf-8")
    assert answer.decode().splitlines() == expected.splitlines()
    assert len(expected.splitlines()) > 1


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_question_is_asked_in_both_languages(question: Path) -> None:
    english, chinese, *_ = question.read_text(encoding="utf-8").splitlines()
    assert english.startswith("# en: ")
    assert english.endswith("?")
    assert chinese.startswith("# zh: ")
    assert chinese.endswith("？")
