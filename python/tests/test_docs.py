"""The blocks of docs/python.md, run one after the other as a reader would."""

import pathlib
import re

DOCUMENT = pathlib.Path(__file__).parents[2] / "docs" / "python.md"


def test_every_block_runs(capsys):
    blocks = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text(), re.DOTALL | re.MULTILINE)
    assert len(blocks) == 6
    space: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(DOCUMENT), "exec"), space)  # noqa: S102
    assert "It will fall by Friday" in capsys.readouterr().out
