"""A type checker over the module, its tests, and the examples of the documents. Skipped where mypy is not installed."""

import pathlib
import re
import subprocess
import sys

import pytest

PYTHON = pathlib.Path(__file__).parents[1]


def mypy(*arguments):
    pytest.importorskip("mypy")
    run = subprocess.run([sys.executable, "-m", "mypy", *arguments], cwd=PYTHON, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_module_and_its_tests_have_the_types_that_they_say():
    mypy()


def test_examples_have_right_types(tmp_path):
    document = (PYTHON.parent / "docs" / "python.md").read_text()
    example = tmp_path / "examples.py"
    example.write_text("\n".join(re.findall(r"^```python\n(.*?)^```", document, re.DOTALL | re.MULTILINE)))
    # An example knows that its text has a speaker and a verb.
    mypy("--disable-error-code=union-attr", "--allow-untyped-defs", "--allow-untyped-calls", str(example))


def test_a_wrong_call_is_found(tmp_path):
    example = tmp_path / "wrong.py"
    example.write_text("import inquit\n\ninquit.extract(3)\n")
    with pytest.raises(AssertionError, match="arg-type"):
        mypy(str(example))
