#!/usr/bin/env python3
"""Is openapi.json sound? Every schema in it is checked against the meta-schema of JSON Schema 2020-12, every reference against what it names.

In: src/serve/api/openapi.json. Out: what is wrong, exit status 1 if anything is. `tests/serve_http.rs` holds real answers against the document."""
import json
import pathlib
import sys

import jsonschema

path = pathlib.Path(__file__).resolve().parents[2] / "src/serve/api/openapi.json"
document = json.loads(path.read_text(encoding="utf-8"))
wrong = []


def walk(value, at):
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            found = document
            for part in value["$ref"].removeprefix("#/").split("/"):
                found = found.get(part, {}) if isinstance(found, dict) else {}
            if not found:
                wrong.append(f"{at}: {value['$ref']} names nothing")
        if at.endswith(".schema") or at.startswith("$.components.schemas.") and at.count(".") == 3:
            wrong.extend(f"{at}: {error.message}" for error in jsonschema.Draft202012Validator(
                jsonschema.Draft202012Validator.META_SCHEMA).iter_errors(value))
        for name, part in value.items():
            walk(part, f"{at}.{name}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            walk(part, f"{at}[{index}]")


walk(document, "$")
for path, methods in document["paths"].items():
    for method, operation in methods.items():
        places = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
        named = {part.strip("{}") for part in path.split("/") if part.startswith("{")}
        if places != named:
            wrong.append(f"{path} {method}: the parameters are {places}, the path names {named}")
print("\n".join(wrong) or "openapi.json is sound")
sys.exit(bool(wrong))
