#!/usr/bin/env python3
"""The page's script, checked: its syntax by `node --check`, and a few strict rules of this project.

No text may become markup or code; no request may leave but those of the live page; nothing unused; short files, lines
and functions. Usage: lint.py FOLDER
"""
import os
import re
import subprocess
import sys
import tempfile

LONGEST_FILE, LONGEST_LINE, LONGEST_FUNCTION = 400, 120, 40
FORBIDDEN = [
    (r'\.(innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write|createContextualFragment', 'markup from text'),
    (r'\beval\b|new Function\b|setTimeout\(\s*[\'"`]', 'code from text'),
    (r'\bvar\b', 'var: say const or let'),
    (r'(?<![=!<>])==(?!=)|!=(?!=)', '== or !=: say === or !=='),
    (r'\bconsole\.|\bdebugger\b|\balert\(', 'left from debugging'),
    (r'\.on[a-z]+\s*=(?!=)', 'handler as a property: use addEventListener'),
    (r'XMLHttpRequest|WebSocket|sendBeacon|importScripts|\bimport\b', 'request or import'),
    (r'[ \t]+$', 'space at the end of the line'),
    (r'\t', 'tab'),
]
ONLY_IN = [(r'\bfetch\(', 'live.js'), (r'\bDOMParser\b', 'live.js'), (r'\blocalStorage\b', 'theme.js')]


def code_of(line):
    """Without strings and comments, as far as one line tells."""
    line = re.sub(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", "''", line)
    return re.sub(r'/\*.*?\*/|//.*|^\s*(/?\*).*', '', line)


def lint_lines(name, lines):
    for number, line in enumerate(lines, 1):
        code = code_of(line)
        for pattern, says in FORBIDDEN:
            if re.search(pattern, line if says.startswith(('space', 'tab')) else code):
                yield f'{name}:{number}: {says}'
        for pattern, home in ONLY_IN:
            if name != home and re.search(pattern, code):
                yield f'{name}:{number}: {pattern} belongs to {home}'
        if len(line) > LONGEST_LINE:
            yield f'{name}:{number}: {len(line)} characters'
        if re.search(r'\S.*;\s*\S', re.sub(r'for \(.*\)|\{.*\}', '', code)):
            yield f'{name}:{number}: two statements'


def lint_shape(name, lines):
    if not lines[0].startswith('/*'):
        yield f'{name}:1: no comment that says what the file is for'
    if len(lines) > LONGEST_FILE:
        yield f'{name}: {len(lines)} lines'
    start = None
    for number, line in enumerate(lines, 1):
        if re.match(r'(async )?function ', line):
            start = number
        if line == '}' and start:
            if number - start + 1 > LONGEST_FUNCTION:
                yield f'{name}:{start}: a function of {number - start + 1} lines'
            start = None


def lint_names(texts):
    """Every function and constant of a file's top level is used somewhere and defined once."""
    whole = '\n'.join(texts.values())
    seen = {}
    for name, text in texts.items():
        for match in re.finditer(r'^(?:async )?(?:function|const|let) (\w+)', text, re.M):
            word = match.group(1)
            if word in seen:
                yield f'{name}: {word} is also in {seen[word]}'
            seen[word] = name
            if len(re.findall(rf'\b{word}\b', whole)) < 2:
                yield f'{name}: {word} is not used'


def main(folder):
    names = sorted(name for name in os.listdir(folder) if name.endswith('.js'))
    texts = {name: open(os.path.join(folder, name), encoding='utf-8').read() for name in names}
    findings = list(lint_names(texts))
    for name, text in texts.items():
        lines = text.splitlines()
        findings += [*lint_lines(name, lines), *lint_shape(name, lines)]
    order = ['core.js', *(name for name in names if name not in ('core.js', 'main.js')), 'main.js']
    with tempfile.NamedTemporaryFile('w', suffix='.js', encoding='utf-8') as whole:
        whole.write('\n'.join(texts[name] for name in order))
        whole.flush()
        check = subprocess.run(['node', '--check', whole.name], capture_output=True, text=True)
        findings += [check.stderr] if check.returncode else []
    print('\n'.join(findings) or f'{len(names)} files, nothing found')
    return 1 if findings else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
