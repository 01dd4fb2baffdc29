"""The notebook of the documents, run cell by cell: it prints what it shows, and draws. `NOTEBOOK=overwrite` writes its outputs anew.

Skipped, and it says so, where the packages are not installed that it needs."""

import os
import pathlib

import pytest

DOCS = pathlib.Path(__file__).parents[2] / "docs"
NOTEBOOK = DOCS / "outlets.ipynb"


def printed(notebook):
    """The text of each cell's outputs, and whether it has a picture."""
    shown = []
    for cell in notebook.cells:
        outputs = cell.get("outputs", [])
        data = [output.get("data", {}) for output in outputs]
        text = [output.get("text", "") for output in outputs] + [d.get("text/plain", "") for d in data if "image/png" not in d]
        shown.append(("".join(text), any("image/png" in d for d in data)))
    return shown


def test_the_notebook_prints_what_it_shows():
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("matplotlib")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    wanted = printed(notebook)
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(DOCS)}}, record_timing=False)
    client.execute()
    if os.environ.get("NOTEBOOK") == "overwrite":
        for cell in notebook.cells:
            # What differs from run to run, and what the look of the machine is.
            cell.metadata.clear()
        notebook.metadata.language_info = {"name": "python"}
        nbformat.write(notebook, NOTEBOOK)
        return
    assert printed(notebook) == wanted
    assert sum(has_picture for _, has_picture in wanted) == 1
