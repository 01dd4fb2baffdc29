#!/usr/bin/env python3
"""Every screen of `inquit serve` in a browser.

In: the program, Chromium. Out: a line for each check, exit status 1 if one fails.

  axe       axe-core finds nothing on any screen at 360, 768 and 1280 px, light and dark; nothing is wider than the window at 320 px
  keyboard  a search, a remark with another base, a permalink after articles came, a pasted draft and its report: all by Tab and Enter
  no style  every screen without its style sheet: nothing is loaded in its place, axe-core finds nothing, signs and words say what colours do
  hostile   articles and a draft with scripts, event handlers, links to scripts, style, marks that turn the direction: nothing runs, nothing
            is loaded, also without the policy that would stop it
"""
import argparse
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
DRAFT = (
    "# Pumps\n\n“We have oil for a month and spare parts for two,” Mara Lindqvist told reporters.\n\n"
    "“They are older than the town, and nobody pays,” she said. The “winter plan” is late.\n"
)
HOSTILE = (
    "“The <script>window.ran=1</script> lamp \"><img src=http://evil.example/x onerror=window.ran=2> of the pier burns until nine,” "
    "Ana <b onmouseover=window.ran=3>Ruiz</b> said. “<svg onload=window.ran=4><style>*{background:url(http://evil.example/y)}</style> "
    "the \u202epier\u2066 is [ours](javascript:window.ran=5) and nobody else has it,” she said on Monday.\n"
)
# How often Tab is pressed before a place counts as out of reach.
MOST_TABS = 150

failures = []


def report(good, what, detail=""):
    print(("ok    " if good else "FAIL  ") + what + (f": {detail}" if detail and not good else ""), flush=True)
    if not good:
        failures.append(what)


class Server:
    """A corpus of the documents' examples and of hostile articles, served."""

    def __init__(self, inquit, folder):
        self.inquit, self.folder = inquit, folder
        self.corpus = folder / "news.inquit"
        hostile = folder / "hostile"
        hostile.mkdir()
        for n, outlet in enumerate(["\"><script>window.ran=6</script>", "<img src=http://evil.example/z>", "Courier"]):
            head = f"outlet: {outlet}\ndate: 2024-05-0{n + 1}\ntitle: <u onclick=window.ran=7>T</u>\nurl: javascript:window.ran=8\n---\n"
            (hostile / f"hostile '{n}\".txt").write_text(head + HOSTILE, encoding="utf-8")
        self.add(ROOT / "docs/example", ROOT / "docs/walkthrough/pages", hostile)
        arguments = [inquit, "serve", "--corpus", str(self.corpus), "--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True)
        line = next(line for line in self.process.stderr if "http://" in line)
        self.base = re.search(r"http://[^/]+", line).group()

    def add(self, *paths):
        arguments = [self.inquit, "corpus", "add", "--corpus", str(self.corpus), *map(str, paths)]
        subprocess.run(arguments, check=True, stderr=subprocess.DEVNULL)

    def json(self, path):
        with urllib.request.urlopen(self.base + path) as answer:
            return json.load(answer)


def screens(server):
    """Addresses of all screens, and of what each shows when it has nothing."""
    hits = server.json("/api/v1/search?limit=100")["remarks"]
    widest = max(hits, key=lambda hit: hit["versions"])["remark"]
    hostile = urllib.parse.quote("hostile '0\".txt")
    speaker = urllib.parse.quote(hits[0]["speaker"] or "Mara Lindqvist")
    return {
        "home": "/",
        "search": "/?q=oil",
        "nothing": "/?q=zeppelin",
        "remark": f"/remark/{widest}",
        "remark in full": f"/remark/{widest}?full=1",
        "two versions": f"/remark/{widest}/diff?a=A&b=B",
        "articles": "/articles",
        "article": "/article/harbour-post.txt",
        "hostile article": f"/article/{hostile}",
        "outlets": "/outlets",
        "outlet against outlet": "/diff?a=The+Harbour+Post&b=Courier",
        "speakers": "/speakers",
        "speaker": "/speakers?q=" + speaker,
        "check": "/check",
        "verify": "/verify",
        "verdict": "/verify?quote=We+have+oil+for+a+month&speaker=Mara+Lindqvist",
        "about": "/about",
        "no page": "/nowhere",
    }


def check_draft(page, server, text):
    page.goto(server.base + "/check")
    page.fill("textarea[name=text]", text)
    page.click("form.draft-form button")
    page.wait_for_selector("form.save")


def show(page, server, name, address):
    """Opens a screen; one that is not there is no screen without faults."""
    status = page.goto(server.base + address).status
    if status != (404 if name == "no page" else 200):
        report(False, f"{name} is there", f"{address} {status}")


def accessible(browser, server, axe):
    todo = screens(server)
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
            )
            page = context.new_page()
            for name, address in [*todo.items(), ("report", None)]:
                if address is None:
                    check_draft(page, server, DRAFT)
                else:
                    show(page, server, name, address)
                page.evaluate(axe)
                found = page.evaluate("async () => (await axe.run(document)).violations.map(v => v.id + ' ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | '))")
                report(not found, f"axe {width} {scheme} {name}", "; ".join(found))
            context.close()
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    for name, address in [*todo.items(), ("report", None)]:
        if address is None:
            check_draft(page, server, DRAFT)
        else:
            show(page, server, name, address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        report(wide <= 320, f"reflow {name}", f"{wide} px")
    context.close()


def without_style(browser, server, axe):
    """What colours, bars and marks say must be there in words too."""
    context = browser.new_context(viewport={"width": 768, "height": 900}, bypass_csp=True)
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    for name, address in [*screens(server).items(), ("report", None)]:
        if address is None:
            check_draft(page, server, DRAFT)
        else:
            show(page, server, name, address)
        page.evaluate(axe)
        # Targets have the size of their words then.
        found = page.evaluate("async () => (await axe.run(document, {rules: {'target-size': {enabled: false}}})).violations.map(v => v.id + ' ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | '))")
        told = page.evaluate("""() => {
            const empty = (nodes, part) => [...document.querySelectorAll(nodes)].filter(n => !(n.querySelector(part)?.innerText || '').trim()).length;
            return {
                styled: document.styleSheets.length && [...document.styleSheets].some(s => { try { return s.cssRules.length } catch { return false } }),
                heads: document.querySelectorAll('main h1').length,
                changes: empty('main :is(ins, del):not(.legend *)', '.unseen'),
                bars: empty('.bars li', '.n'),
                marks: empty('.draft a, .draft .passed', 'sup'),
                text: document.querySelector('main').innerText.trim().length,
            };
        }""")
        good = not told["styled"] and told["heads"] == 1 and not (told["changes"] or told["bars"] or told["marks"]) and told["text"] > 20
        report(good and not found, f"no style {name}", f"{told} {'; '.join(found)}")
    context.close()


def tab_to(page, selector):
    """Presses Tab until the focus is on what the selector names."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement && document.activeElement.matches(s)", selector):
            return True
    return False


def keyboard(browser, server):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.goto(server.base + "/")
    page.keyboard.press("Tab")
    report(page.evaluate("document.activeElement.className") == "skip", "keyboard: the skip link comes first")
    report(tab_to(page, "#q"), "keyboard: the search box")
    page.keyboard.type("oil week")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hits")
    report(tab_to(page, ".said a"), "keyboard: the first remark of a search")
    page.keyboard.press("Enter")
    page.wait_for_url("**/remark/**")
    report(page.locator("h1").count() == 1, "keyboard: the page of a remark")
    if tab_to(page, "a[href*='base=']"):
        page.keyboard.press("Enter")
        page.wait_for_url("**base=**")
        report(page.locator("h1").count() == 1, "keyboard: the same with another base")
    else:
        report(False, "keyboard: a link to another base")
    link = next(iter(page.locator("a[href^='/at/']").all()), None)
    report(link is not None, "keyboard: the page of a remark has a permalink")
    link = link.get_attribute("href") if link else "/api/v1/at/harbour-post.txt/165"
    later = server.folder / "later"
    later.mkdir()
    for outlet in ("Gazette", "Mirror", "Tribune"):
        said = "“We have oil for a week and spare parts for two, and not a spark more,” Mara Lindqvist said on Friday.\n"
        (later / f"{outlet}.txt").write_text(f"outlet: {outlet}\ndate: 2024-05-05\n---\n{said}", encoding="utf-8")
    server.add(later)
    answer = page.goto(server.base + link)
    report(answer.status == 200 and "Gazette" in page.content(), "keyboard: the permalink after articles came", page.url)
    report(tab_to(page, "a[href='/check']"), "keyboard: the way to the check of a draft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check")
    report(tab_to(page, "textarea[name=text]"), "keyboard: the text area")
    page.keyboard.insert_text(DRAFT)
    report(tab_to(page, "form.draft-form button"), "keyboard: the button")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.save")
    report("altered" in page.content() and page.locator(".card").count() == 2, "keyboard: the report")
    report(tab_to(page, "a[href='#c1']"), "keyboard: the way to the first failure")
    page.keyboard.press("Enter")
    report(page.url.endswith("#c1"), "keyboard: at the first failure")
    check_draft(page, server, DRAFT + "\n“Nobody of the board has ever seen it,” Tom Okafor said.\n")
    report(tab_to(page, ".between a[href='#c3'], .between a[href='#c2']"), "keyboard: the way to the next failure")
    page.goto(page.url.split("#")[0])
    check_draft(page, server, DRAFT)
    for value, part in (("md", "oil"), ("json", "\"verdicts\""), ("sarif", "2.1.0"), ("html", "<!DOCTYPE html>")):
        page.locator("h1").click()
        if not tab_to(page, f"button[value={value}]"):
            report(False, f"keyboard: save as {value}")
            continue
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        text = pathlib.Path(download.value.path()).read_text(encoding="utf-8")
        report(part in text and download.value.suggested_filename.endswith(f".{value}"), f"keyboard: save as {value}")
    context.close()


def hostile(browser, server):
    for without_policy in (False, True):
        context = browser.new_context(bypass_csp=without_policy)
        page = context.new_page()
        loaded, spoke = [], []
        own = server.base + "/"
        page.on("request", lambda r: loaded.append(r.url) if not (r.url.startswith(own) or r.url == "data:,") else None)
        page.on("dialog", lambda d: (spoke.append(d.message), d.dismiss()))
        for name, address in [*screens(server).items(), ("search for it", "/?q=lamp"), ("report", None)]:
            if address is None:
                check_draft(page, server, HOSTILE)
            else:
                page.goto(server.base + address)
            ran = page.evaluate("window.ran")
            scripts = page.locator("script, [onerror], [onload], [onclick], [onmouseover], [style], a[href^=javascript]").count()
            turned = page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.innerText)")
            good = ran is None and not scripts and not turned and not loaded and not spoke
            how = "without the policy" if without_policy else "with the policy"
            report(good, f"hostile {name} {how}", f"ran {ran}, {scripts} scripts, turned {turned}, {loaded}, {spoke}")
        context.close()


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--inquit", required=True)
    arguments.add_argument("--chromium", required=True)
    asked = arguments.parse_args()
    package = importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]
    axe = (pathlib.Path(package) / "axe.min.js").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(asked.inquit, pathlib.Path(folder))
        try:
            browser = playwright.chromium.launch(executable_path=asked.chromium, args=["--no-sandbox"])
            accessible(browser, server, axe)
            without_style(browser, server, axe)
            hostile(browser, server)
            keyboard(browser, server)
            browser.close()
        finally:
            server.process.terminate()
        report(server.process.wait() == 0, "the server ends when it is told to")
    print(f"{len(failures)} failed")
    sys.exit(bool(failures))


main()
