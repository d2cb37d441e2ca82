"""Judges YAML files by the schemas of styles/schema/: check_schemas.py SCHEMA-FOLDER KIND valid|invalid FILE...

Prints every file that is judged otherwise than expected, and exits with 1 when there is one. YAML is read as editors read it
(YAML 1.2's core schema), not as PyYAML does by itself: yes and no are texts, dates are texts.
"""
import json
import re
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """PyYAML with the plain values of YAML 1.2."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^(?:[-+]?[0-9]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    ("float", r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
     list("-+0123456789.")),
):
    Loader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), first)


def integer(loader, node):
    return int(node.value, 16 if node.value.startswith("0x") else 10)


Loader.add_constructor("tag:yaml.org,2002:int", integer)
Loader.add_multi_constructor("!", lambda loader, suffix, node: loader.construct_scalar(node))


def mistake(validator, path):
    """The first mistake in a file, None when it has none."""
    try:
        with open(path, encoding="utf-8") as file:
            document = yaml.load(file, Loader)
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        return f"cannot be read: {error}"
    found = jsonschema.exceptions.best_match(validator.iter_errors(document))
    return found and f"{'/'.join(map(str, found.absolute_path))}: {found.message[:200]}"


def main():
    folder, kind, expected, *files = sys.argv[1:]
    with open(f"{folder}/{kind}.schema.json", encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    status = 0
    for path in files:
        found = mistake(validator, path)
        if (found is None) != (expected == "valid"):
            print(f"{path}: {found or 'nothing is found wrong with it'}")
            status = 1
    sys.exit(status)


main()
