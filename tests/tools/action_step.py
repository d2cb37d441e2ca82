"""Prints a step of action.yml as a shell script, with its inputs filled in: action_step.py ACTION NAME [KEY=VALUE]...

KEY is what stands in ${{ … }}: inputs.data, github.action_path, runner.temp. Inputs that are not given have their defaults. With
no NAME, prints the names of the steps that run something, in order; "=if" instead of KEY=VALUE prints the step's condition.
"""
import re
import shlex
import sys

import yaml


def main():
    action = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
    steps = [step for step in action["runs"]["steps"] if "run" in step]
    if len(sys.argv) == 2:
        print("\n".join(step["name"] for step in steps))
        return
    values = {f"inputs.{name}": field.get("default", "") for name, field in action["inputs"].items()}
    values["github.base_ref"] = ""  # as GitHub has it for what is no pull request
    values.update(pair.split("=", 1) for pair in sys.argv[3:])
    step = next(step for step in steps if step["name"] == sys.argv[2])
    assert "${{" not in step["run"], "an expression in a script could be injected into"
    print("#!/usr/bin/env bash\nset -eo pipefail")
    for name, value in step.get("env", {}).items():
        filled = re.sub(r"\$\{\{ *([a-z_.]+) *\}\}", lambda match: values[match[1]], value)
        print(f"export {name}={shlex.quote(filled)}")
    print(step["run"])


main()
