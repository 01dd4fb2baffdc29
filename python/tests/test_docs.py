"""The blocks of docs/python.md and docs/recipes.md, run one after the other as a reader would.

A block of the recipes has behind its language which package it needs beside inquit; `RECIPES=overwrite` writes what they print anew.
"""

import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

DOCS = pathlib.Path(__file__).parents[2] / "docs"
RECIPES = DOCS / "recipes.md"
BLOCK = re.compile(r"^```(?P<language>python|sh)(?: (?P<package>\w+))?\n(?P<text>.*?)^```\n\n(?:```output\n(?P<output>.*?)^```)?", re.DOTALL | re.MULTILINE)


def test_every_block_runs(capsys):
    document = DOCS / "python.md"
    blocks = re.findall(r"^```python\n(.*?)^```", document.read_text(), re.DOTALL | re.MULTILINE)
    assert len(blocks) == 6
    space: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(document), "exec"), space)  # noqa: S102
    assert "It will fall by Friday" in capsys.readouterr().out


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the articles of the recipes, and the files that their commands write."""
    folder = tmp_path_factory.mktemp("recipes")
    shutil.copytree(DOCS / "recipes", folder / "docs" / "recipes")
    for block in BLOCK.finditer(RECIPES.read_text()):
        if (block["language"], block["package"]) == ("sh", None):
            subprocess.run(block["text"], shell=True, cwd=folder, stderr=subprocess.DEVNULL)
    return folder


@pytest.mark.parametrize(("package", "count"), [("inquit", 2), ("pandas", 1), ("polars", 1), ("collatex", 1), ("datasette", 1)])
def test_the_recipes_print_what_they_say(folder, package, count):
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    page = RECIPES.read_text()
    blocks = [block for block in BLOCK.finditer(page) if block["package"] == package]
    assert len(blocks) == count
    for block in blocks:
        command = [sys.executable, "-X", "utf8", "-c", block["text"]] if block["language"] == "python" else ["sh", "-c", block["text"]]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        printed = "".join(f"{line.rstrip()}\n" for line in run.stdout.splitlines())
        if os.environ.get("RECIPES") == "overwrite":
            old = f"{block['text']}```\n\n```output\n{block['output']}```"
            assert page.count(old) == 1
            page = page.replace(old, f"{block['text']}```\n\n```output\n{printed}```")
            RECIPES.write_text(page)
        else:
            assert printed == block["output"]
