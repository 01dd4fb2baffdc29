#!/usr/bin/env python3
"""Are the words of a Web Annotation found in the page that the article was read from?

In: the program, Chromium, the pages below. Out: a line for each page, exit status 1 if a page is not as expected.

`inquit extract --format annotation` reads each page as a file; Chromium loads the same file, without scripts of ours in it, and gives
`document.body.textContent`. Of each target prefix, exact and suffix, put together, are looked for in it in three ways, the strictest
first, and each target counts for the first way that finds it exactly once:

  bytes    as they are
  blanks   a run of white space in either is one blank, as a reader sees it
  letters  all white space in either is left out: a page that is sent without line ends between its paragraphs has none there, while the text
           that we read has a blank line

A target passes by any of the three. The standard wants texts normalised and does not say how, so a client that compares bytes finds only
the first sort; the last line counts them all. Clients that look for near matches (Hypothesis) are not run here.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

from playwright.sync_api import sync_playwright

WAYS = {
    "bytes": lambda text: text,
    "blanks": lambda text: re.sub(r"\s+", " ", text),
    "letters": lambda text: re.sub(r"\s+", "", text),
}


def page(body, head=""):
    """A page on lines of their own, as a person would write it."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n  <meta charset="utf-8">\n  <title>The pumps of Grevby</title>\n'
        f"  {head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def article(*paragraphs):
    return "<article>\n  <h1>The pumps of Grevby</h1>\n" + "\n".join(f"  <p>{words}</p>" for words in paragraphs) + "\n</article>"


OPENING = "The harbour of Grevby kept its old pumps through the winter, and the board met on Friday evening to talk about what they cost."
CLOSING = "The board meets again in the first week of June, and until then the pumps are looked after by two men of the boatyard."
CURLY = "“The pumps are older than the town, and nobody pays for them,” Ana Ruiz said. “We have oil for a week,” she added, “and no spare parts.”"
NAV = "<nav><ul><li><a href=\"#\">“We have oil for a week”</a></li><li><a href=\"#\">Tides</a></li></ul></nav>"

PAGES = {
    "curly marks": page(article(OPENING, CURLY, CLOSING)),
    "straight marks": page(article(OPENING, CURLY.replace("“", '"').replace("”", '"'), CLOSING)),
    "no line ends": re.sub(r">\s+<", "><", page(article(OPENING, CURLY, "“It leaks at every tide,” Ole Berg told the board.", CLOSING))),
    "wrapped lines": page(article(OPENING, CURLY.replace(", and", ",\n      and").replace(" said.", "\n      said."), CLOSING)),
    "words that stand twice": page(
        article(
            OPENING,
            "“We have oil for a week,” Ana Ruiz said on Friday.",
            "“We have oil for a week,” Ole Berg said too, when he was asked.",
            CLOSING,
        )
    ),
    "a paragraph that stands twice": page(
        article(OPENING, "“We have oil for a week,” Ana Ruiz said on Friday.", "“It leaks,” Ole Berg told the board.", "“We have oil for a week,” Ana Ruiz said on Friday.", CLOSING)
    ),
    "words of the navigation": page(NAV + article(OPENING, CURLY, CLOSING) + NAV),
    "inline tags": page(
        article(
            OPENING,
            "“The <em>pumps</em> are <a href=\"#\">older than <b>the town</b></a>, and no<wbr>body <!-- sic -->pays for them,” <span><strong>Ana</strong> Ruiz</span> said.",
            "<i>“We have <u>oil</u> for a week,</i>” she added.",
            CLOSING,
        )
    ),
    "entities": page(
        article(
            OPENING,
            "&ldquo;The pumps &amp; the mill aren&rsquo;t the town&#8217;s &mdash; nobody&nbsp;pays&hellip;&#x201d; Ana Ruiz said.",
            "&quot;We have oil for a week, &lt;no more&gt;,&quot; she said.",
            CLOSING,
        )
    ),
    "accents composed": page(article(OPENING, unicodedata.normalize("NFC", "“The café at the môle is closed,” Zoë Lefèvre said."), CLOSING)),
    "accents combining": page(article(OPENING, unicodedata.normalize("NFD", "“The café at the môle is closed,” Zoë Lefèvre said."), CLOSING)),
    "signs of several code points": page(
        article(OPENING, "“The 👩‍👩‍👧 of the boatyard 🚢 sail at dawn 🏴󠁧󠁢󠁳󠁣󠁴󠁿,” Ana Ruiz said.", "“שלום to the crews of the mole,” Ole Berg said.", CLOSING)
    ),
    "line breaks": page(article(OPENING, "“The pumps are old,<br>and nobody pays for them,<br/>not even the board,” Ana Ruiz said.<br>“It leaks,” she added.", CLOSING)),
    "a table": page(
        article(OPENING, CURLY)
        + "\n<table><tr><th>Who</th><th>Words</th></tr>\n<tr><td>Ole Berg</td><td>“It leaks at every tide,” Ole Berg said on Monday.</td></tr></table>\n"
        + f"<p>{CLOSING}</p>"
    ),
    "a table of the layout": page(
        f"<table><tr><td><p>{OPENING}</p><p>{CURLY}</p></td><td><a href=\"#\">Tides</a></td></tr><tr><td><p>“It leaks at every tide,” Ole Berg told the board.</p><p>{CLOSING}</p></td></tr></table>"
    ),
    "a list": page(
        f"<article><p>{OPENING}</p><ul><li>“It leaks at every tide,” Ole Berg said on Monday.</li><li>“Mend it before the autumn,” Ana Ruiz said.</li></ul><p>{CLOSING}</p></article>"
    ),
    "a script beside": page(
        "<script>var teaser = 'the board met';</script>\n"
        + article(OPENING, CURLY, CLOSING)
        + "\n<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": \"The pumps of Grevby\"}</script>"
    ),
    "a script between paragraphs": page(
        article(OPENING, CURLY).replace("</article>", "")
        + f"<script>window.place = 'between';</script>\n  <p>“It leaks at every tide,” Ole Berg told the board.</p>\n  <p>{CLOSING}</p>\n</article>"
    ),
    "a figure between paragraphs": page(
        f"<article><p>{OPENING}</p>\n<p>{CURLY}</p>\n<figure><img src=\"data:,\" alt=\"A pump\"><figcaption>A pump at dusk, photographed by the boatyard.</figcaption></figure>\n"
        f"<p>“It leaks at every tide,” Ole Berg told the board.</p>\n<p>{CLOSING}</p></article>"
    ),
    "a pull quote": page(article(OPENING, CURLY) + "\n<aside class=\"pullquote\">“The pumps are older than the town”</aside>\n" + f"<p>{CLOSING}</p>"),
    "a footnote": page(article(OPENING, "The water rose<sup><a href=\"#n\">[4]</a></sup>. “It leaks at every tide,” Ole Berg said<sup>2</sup> on Monday.", CLOSING)),
    "the whole text in a script": page(
        article(OPENING, CURLY, CLOSING)
        + "\n<script type=\"application/ld+json\">" + json.dumps({"@type": "NewsArticle", "articleBody": f"{OPENING}\n\n{CURLY}\n\n{CLOSING}"}, ensure_ascii=False) + "</script>"
    ),
    "quotations by elements": page(
        article(OPENING, "Ana Ruiz said: <q>The pumps are older than the town.</q>", "Ole Berg told the board:").replace("</article>", "")
        + f"  <blockquote>It leaks at every tide.</blockquote>\n  <p>{CLOSING}</p>\n</article>"
    ),
    "printed as it is": page(f"<article><p>{OPENING}</p><pre>\n  “It leaks at every tide,\n  and nobody pays,” Ole Berg said.\n</pre><p>{CLOSING}</p></article>"),
}

# Pages on which an anchor is not found once in any of the three ways, with the number of those anchors and the reason. This list is exact.
KNOWN = {
    "a paragraph that stands twice": (2, "it is read once, so that the text around it is not that of the page either"),
    "a footnote": (1, "the numbers of footnotes are not read"),
    "the whole text in a script": (3, "it stands in the script too, which textContent has"),
    "quotations by elements": (2, "the marks of <q> and <blockquote> stand in the text, not in the page"),
}


def times(text, wanted):
    """How often it stands there, also where one place overlaps the next."""
    count = at = 0
    while (at := text.find(wanted, at) + 1) > 0:
        count += 1
    return count


def look(text, target):
    """The first way that finds the words once, and how often each way found them."""
    quote = next(selector for selector in target["selector"] if selector["type"] == "TextQuoteSelector")
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    found = {way: times(normal(text), normal(whole)) for way, normal in WAYS.items()}
    return next((way for way, count in found.items() if count == 1), None), found, whole


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--inquit", required=True)
    arguments.add_argument("--chromium", required=True)
    asked = arguments.parse_args()
    failed, sums = 0, dict.fromkeys([*WAYS, "not at all"], 0)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked.chromium, args=["--no-sandbox"])
        tab = browser.new_page()
        for name, html in PAGES.items():
            file = pathlib.Path(folder) / (name.replace(" ", "-") + ".html")
            file.write_text(html, encoding="utf-8")
            command = [asked.inquit, "extract", str(file), "--format", "annotation"]
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            tab.goto(file.as_uri())
            text = tab.evaluate("document.body.textContent")
            targets = [target for line in out.splitlines() for target in json.loads(line)["target"]]
            looked = [look(text, target) for target in targets]
            for way, found, whole in looked:
                sums[way or "not at all"] += 1
                if way is None:
                    print(f"      {found}: {whole!r}")
            wrong = sum(way is None for way, *_ in looked)
            expected, reason = KNOWN.get(name, (0, ""))
            good = bool(targets) and wrong == expected
            failed += not good
            ways = ", ".join(f"{sum(way == one for way, *_ in looked)} by {one}" for one in WAYS)
            print(("ok    " if good else "FAIL  ") + f"{name}: {len(targets)} places, {ways}" + (f"; {wrong} not found once ({reason})" if wrong else ""))
        browser.close()
    print(f"{sum(sums.values())} places: " + ", ".join(f"{count} {way}" for way, count in sums.items()))
    print(f"{failed} failed")
    sys.exit(bool(failed))


main()
