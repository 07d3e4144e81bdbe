#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the expectations of tests/expressions/*.txt and functions/*.txt with the real Terraform.
Not those of sketches.txt, which tells what rules know beyond it, nor of limits.txt: Terraform has no
such limits, and takes all of the memory.

Needs `terraform` (1.11) on the PATH; the tests themselves do not. Each expression becomes an output
of one configuration with a resource that is not applied yet; its plan tells what is known. With
--write the expectations are replaced by Terraform's answers.
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile

PRELUDE = 'resource "terraform_data" "x" {\n  input = "in"\n}\n'


def read_cases(text):
    """Pairs of lines before the case (comments) and [expression, expectation]."""
    cases, before, expression = [], [], []
    for line in text.splitlines():
        if not expression and (not line.strip() or line.startswith("#")):
            before.append(line)
        elif " ---> " in line:
            left, right = line.rsplit(" ---> ", 1)
            cases.append((before, "\n".join(expression + [left]), right.strip()))
            before, expression = [], []
        else:
            expression.append(line)
    return cases, before


def rendered(value, unknown):
    if unknown is True:
        return "?"
    if isinstance(value, dict):
        keys = sorted(set(value) | set(unknown if isinstance(unknown, dict) else {}))
        inner = unknown if isinstance(unknown, dict) else {}
        return "{" + ",".join(json.dumps(k, ensure_ascii=False) + ":" +
                              rendered(value.get(k), inner.get(k, False)) for k in keys) + "}"
    if isinstance(value, list):
        inner = unknown if isinstance(unknown, list) else []
        size = max(len(value), len(inner))
        return "[" + ",".join(rendered(value[i] if i < len(value) else None,
                                       inner[i] if i < len(inner) else False)
                              for i in range(size)) + "]"
    if isinstance(value, Number):
        return value.text
    return json.dumps(value, ensure_ascii=False)


class Number:
    def __init__(self, text):
        self.text = text


def plan(folder, expressions):
    """Answers by index: rendered values, or `error: summary`."""
    answers, left = {}, dict(expressions)
    while left:
        text, lines = PRELUDE, {}
        for index, expression in left.items():
            first = text.count("\n") + 1
            text += 'output "e%d" {\n  sensitive = true\n  value = %s\n}\n' % (index, expression)
            for line in range(first, text.count("\n") + 1):
                lines[line] = index
        (folder / "main.tf").write_text(text)
        run = subprocess.run(["terraform", "plan", "-json", "-input=false", "-out=p"], cwd=folder,
                             capture_output=True, text=True)
        failed = False
        for line in run.stdout.splitlines():
            message = json.loads(line)
            found = message.get("diagnostic")
            if not found or found["severity"] != "error" or "range" not in found:
                continue
            index = lines[found["range"]["start"]["line"]]
            answers.setdefault(index, "error: " + found["summary"])
            left.pop(index, None)
            failed = True
        if failed:
            continue
        if run.returncode != 0:
            sys.exit(run.stdout + run.stderr)
        shown = subprocess.run(["terraform", "show", "-json", "p"], cwd=folder, capture_output=True,
                               text=True, check=True)
        changes = json.loads(shown.stdout, parse_float=Number, parse_int=Number)["output_changes"]
        for index in left:
            change = changes["e%d" % index]
            answers[index] = rendered(change.get("after"), change.get("after_unknown", False))
        break
    return answers


def main():
    here = pathlib.Path(__file__).parent
    names = [a for a in sys.argv[1:] if not a.startswith("--")]
    left_out = ("limits.txt", "sketches.txt")
    paths = [here / n for n in names] or [
        p for p in sorted(here.glob("*.txt")) + sorted(here.glob("functions/*.txt"))
        if p.name not in left_out]
    differences = 0
    for path in paths:
        cases, end = read_cases(path.read_text())
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            if (path.parent / "files").exists():
                shutil.copytree(path.parent / "files", folder, dirs_exist_ok=True)
            (folder / "main.tf").write_text(PRELUDE)
            subprocess.run(["terraform", "init", "-input=false"], cwd=folder, check=True,
                           capture_output=True)
            answers = plan(folder, {i: c[1] for i, c in enumerate(cases)})
        result = []
        for i, (before, expression, expected) in enumerate(cases):
            if answers[i] != expected:
                differences += 1
                print("%s: %s\n  expected  %s\n  terraform %s" %
                      (path.name, expression, expected, answers[i]))
            result += before + [expression + " ---> " + answers[i]]
        if "--write" in sys.argv:
            path.write_text("\n".join(result + end) + "\n")
    sys.exit(differences != 0)


main()
