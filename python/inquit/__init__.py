"""Finds quotations in news with speaker and reporting verb, groups the wordings of one remark, verifies quotations.

>>> import inquit
>>> found = inquit.extract("“The bridge will not hold,” Ana Ruiz warned on Monday.")
>>> found[0].text, found[0].speaker.name, found[0].cue.lemma
('The bridge will not hold,', 'Ana Ruiz', 'warn')

Places are code points: ``text[q.start:q.end]`` are the words. Records are those of ``inquit --format json`` (docs/format.md).
"""

from ._grounded import Ungrounded, grounded
from ._native import InquitError, __version__, schema
from ._quotations import Cue, Extraction, Mention, Quotation, Speaker, extract, pipe
from ._sources import Corpus, Sources
from ._verdicts import Change, Evidence, Report, Verdict
from ._arrow import extract_arrow, verify_arrow
from ._parquet import extract_parquet

__all__ = [
    "Change",
    "Corpus",
    "Cue",
    "Evidence",
    "Extraction",
    "InquitError",
    "Mention",
    "Quotation",
    "Report",
    "Sources",
    "Speaker",
    "Ungrounded",
    "Verdict",
    "__version__",
    "extract",
    "extract_arrow",
    "extract_parquet",
    "grounded",
    "pipe",
    "schema",
    "verify_arrow",
]
