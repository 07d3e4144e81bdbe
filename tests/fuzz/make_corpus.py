#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes seeds for the fuzz targets: make_corpus.py DIRECTORY.

DIRECTORY/hcl, /expression, /configuration, /plan and /pipeline get one file each of the tests'
tables, the bench's expressions, the fixtures, the examples of rules, and the plans and pipelines in
tests.
"""
import hashlib
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LARGEST = 16_384  # bytes: what is larger is fuzzed too slowly


def expressions():
    for table in sorted((ROOT / "tests/expressions").rglob("*.txt")):
        text = table.read_text(errors="replace")
        for row in re.findall(r"((?:^(?!#).*\n)*?^(?!#).*) ---> .*$", text, re.MULTILINE):
            yield row.strip("\n")
    for line in (ROOT / "tests/bench/expressions.hcl").read_text().splitlines():
        assignment = re.match(r"  \w+ += (.*)", line)
        if assignment:
            yield assignment[1]


def configurations():
    """Directories of fixtures, as main.tf and sections `-- path --` for the other files."""
    for directory in sorted({path.parent for path in (ROOT / "fixtures").rglob("*.tf")}):
        sections = []
        for path in sorted(directory.rglob("*")):
            if path.suffix in (".tf", ".json", ".tfvars", ".hcl", ".tftpl") and path.is_file():
                text = path.read_text(errors="replace")
                sections.append(f"\n-- {path.relative_to(directory)} --\n{text}")
        yield "".join(sections)
    for path in sorted((ROOT / "rules").rglob("*.hcl")):
        for example in re.findall(r'^  (?:pass|fail|undecided) "[^"\n]*" {\n(.*?)^  }',
                                  path.read_text(), re.MULTILINE | re.DOTALL):
            yield example


def hcl():
    for path in sorted(ROOT.glob("grammars/hcl/test/corpus/*.txt")):
        for case in re.findall(r"^===+\n.*\n===+\n((?:.*\n)*?)---", path.read_text(), re.MULTILINE):
            yield case
    for suffix in ("fixtures/**/*.tf", "rules/**/*.hcl"):
        for path in sorted(ROOT.glob(suffix)):
            if path.is_file():
                yield path.read_text(errors="replace")


def plans():
    for path in sorted(ROOT.glob("fixtures/**/plan.json")):
        yield json.dumps(json.loads(path.read_text()), separators=(",", ":"))
    for path in sorted(ROOT.glob("tests/**/*plan*_test.cc")):
        for text in re.findall(r'R"\((\{.*?\})\)"', path.read_text(), re.DOTALL):
            yield text


def pipelines():
    for path in sorted(ROOT.glob("fixtures/**/*.y*ml")):
        yield path.read_text(errors="replace")
    for path in sorted(ROOT.glob("rules/**/*.hcl")):
        for text in re.findall(r"<<YAML\n(.*?)^YAML", path.read_text(), re.MULTILINE | re.DOTALL):
            yield text
    for path in sorted(ROOT.glob("tests/pipelines/*_test.cc")):
        for text in re.findall(r'R"\((.*?)\)"', path.read_text(), re.DOTALL):
            yield text


def main():
    for name, texts in (("hcl", hcl()), ("expression", expressions()),
                        ("configuration", configurations()), ("plan", plans()),
                        ("pipeline", pipelines())):
        directory = pathlib.Path(sys.argv[1]) / name
        directory.mkdir(parents=True, exist_ok=True)
        count = 0
        for text in texts:
            data = text.encode()
            if 0 < len(data) <= LARGEST:
                (directory / hashlib.sha1(data).hexdigest()).write_bytes(data)
                count += 1
        print(f"{directory}: {count} seeds")


main()
