#!/usr/bin/env python3
"""Input of any size, to see that memory does not grow with it (docs/scale.md): pages as an archive of the web, or articles in one list of JSON.

    big_input.py (warc | json) BYTES > FILE
"""

import json
import random
import sys

WORDS = (
    "the harbour board said that pumps will run for one more winter and nobody pays for oil while town councils wait "
    "for spare parts to come by ship before spring floods return"
).split()
NAMES = ["Ana Ruiz", "Ole Berg", "Mara Lindqvist", "Ines Caldera"]
PARAGRAPHS = 40


def sentence(words: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(words)).capitalize()


def paragraph() -> str:
    return f"“{sentence(14)},” {random.choice(NAMES)} said on Monday. {sentence(60)}."


def record(number: int) -> bytes:
    """A page that a crawler took, as a record of a WARC."""
    text = "".join(f"<p>{paragraph()}</p>\n" for _ in range(PARAGRAPHS))
    page = f"<!DOCTYPE html><html><head><title>Pumps {number}</title></head><body><article>{text}</article></body></html>"
    body = page.encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Target-URI: https://post.example/{number}\r\n"
        "WARC-Date: 2026-05-03T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def article(number: int) -> bytes:
    """An article of a list."""
    text = "\n\n".join(paragraph() for _ in range(PARAGRAPHS))
    fields = {"id": number, "title": f"Pumps {number}", "date": "2026-05-03", "content": text}
    return (",\n" if number else "\n").encode() + json.dumps(fields, ensure_ascii=False).encode()


def main(form: str, size: int) -> None:
    random.seed(7)
    begin, one, end = {"warc": (b"", record, b""), "json": (b'{"status": "ok", "articles": [', article, b"]}\n")}[form]
    out, written, number = sys.stdout.buffer, 0, 0
    out.write(begin)
    while written < size:
        written += out.write(one(number))
        number += 1
    out.write(end)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
