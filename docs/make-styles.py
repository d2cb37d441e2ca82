#!/usr/bin/env python3
"""Makes the pictures of docs/STYLES.md: docs/styles/*.svg, each a small list drawn with a few keys set.

    docs/make-styles.py PAPERMAP FOLDER

tests/cli/test_style_pictures.sh holds docs/styles to what this makes. The first picture is the anatomy: a map with its
measures marked, the places read from papermap's own JSON.
"""
import json
import os
import subprocess
import sys
import tempfile

GROUPS = '''title: Map
children:
  - name: Fruit
    children:
      - {name: Apples, papers: [{title: On Apples}]}
      - {name: Pears and quinces, papers: [{title: On Pears}]}
  - name: Vegetables
    children:
      - {name: Roots, papers: [{title: On Roots}]}
'''

PAPERS = '''title: Map
children:
  - name: Fruit
    children:
      - name: Apples
        papers:
          - {title: A Survey of Apples, abbr: APL, venue: ACM, year: "2024", links: {PDF: "https://example.org"}}
          - {title: Windfalls, venue: ICF, year: "2023"}
  - name: Roots
    papers:
      - {title: Carrots at Scale, venue: ICV, year: "2022", links: {PAGE: "https://example.org", CODE: "https://example.org"}}
'''

TITLE = '''title: Map
children:
  - name: Fruit
    papers:
      - {title: "An Orchard in the Wild: Growing, Picking and Storing Apples in a Cold and Windy Country", venue: ACM, year: "2024"}
'''

PLAIN = 'show-footer: false\nmargin: 8\n'
TOPICS = ['--depth', 'topic']


def directions():
    return {f'direction-{way}': (GROUPS, PLAIN + f'direction: {way}\n', TOPICS)
            for way in ('right', 'left', 'both', 'down', 'columns', 'radial')}


def connectors():
    levels = ('root', 'category')
    bare = PLAIN + 'category-region: { fill: none, padding: 0 }\n'
    return {f'connector-{kind}': (GROUPS, bare + ''.join(f'{level}: {{ connector: {kind} }}\n' for level in levels), TOPICS)
            for kind in ('bracket', 'curve', 'fan', 'line')}


def pictures():
    bare = PLAIN + 'category-region: { fill: none, padding: 0 }\n'
    mixed = GROUPS.replace('name: Roots', 'name: Roots and all that grows below').replace('name: Fruit\n', 'name: Fruit and nuts\n')
    return {
        **directions(), **connectors(),
        'align-none': (mixed, PLAIN + 'align: none\nalign-regions: false\n', []),
        'align-rank': (mixed, PLAIN + 'align: rank\n', []),
        'align-leaf': (PAPERS, PLAIN + 'align: leaf\n', []),
        'corner-0': (GROUPS, bare + 'corner: 0\n', TOPICS),
        'corner-14': (GROUPS, bare + 'corner: 14\nroot: { line-width: 3, line: "#c2410c" }\n', TOPICS),
        'align-regions-false': (GROUPS, PLAIN + 'align: none\nalign-regions: false\n', TOPICS),
        'align-regions-true': (GROUPS, PLAIN + 'align: none\nalign-regions: true\n', TOPICS),
        'page': (GROUPS, 'background: "#fdf6e3"\nmargin: 40\nshow-heading: true\n', TOPICS),
        'wrap-220': (TITLE, PLAIN + 'paper: { wrap: 220, line-fill: 0 }\n', []),
        'line-fill': (TITLE, PLAIN + 'paper: { wrap: 330, line-fill: 0.9 }\n', []),
        'widest': (TITLE, PLAIN + 'paper: { wrap: 200, widest: 260, lines: 1 }\n', []),
        'box': (GROUPS, bare + 'category:\n  box: { fill: "#fff7d6", border: "#b45309", border-width: 2, radius: 20, padding: [14, 24] }\n'
                '  text: { color: "#7c2d12", italic: true }\n  count-text: { color: "#7c2d12" }\n', TOPICS),
        'level': (GROUPS, bare + 'category: { equal-width: false, min-width: 0, min-height: 64, align: center, count: false }\n', TOPICS),
        'space': (GROUPS, bare + 'root: { gap: 90 }\ntopic: { space: 40 }\n', TOPICS),
        'region': (PAPERS, PLAIN + 'category-region: { fill: "#fffbe6", border: "@line", border-width: 2, radius: 0, padding: 24, space: 40 }\n'
                   'group-region: { fill: "#ffffffb0", radius: 8, padding: 8 }\n', []),
        'buttons': (PAPERS, PLAIN + 'paper-details:\n  meta-gap: 8\n  word-gap: 14\n  button: { fill: "@ink", border: none, radius: 9, padding: [2, 9] }\n'
                    '  button-text: { color: "#ffffff" }\n  button-gap: 10\n  abbr: { italic: true }\n  meta: { size: 12 }\n', []),
        'sketch-1': (GROUPS, PLAIN + 'sketch: { roughness: 1 }\n', TOPICS),
        'sketch-3': (GROUPS, PLAIN + 'sketch: { roughness: 3, seed: 7 }\n', TOPICS),
        'sketch-strokes': (GROUPS, PLAIN + 'sketch: { roughness: 1.6, strokes: 1 }\n', TOPICS),
    }


class Maker:
    def __init__(self, papermap, work):
        self.papermap, self.work = papermap, work

    def draw(self, source, style, arguments, outputs):
        paths = {name: os.path.join(self.work, name) for name in ('list.yaml', 'style.yaml', *outputs)}
        for name, text in (('list.yaml', source), ('style.yaml', style)):
            with open(paths[name], 'w', encoding='utf-8') as file:
                file.write(text)
        command = [self.papermap, 'render', '-q', paths['list.yaml'], '--style', paths['style.yaml'], *arguments]
        for name in outputs:
            command += ['-o', paths[name]]
        subprocess.run(command, check=True)
        return [open(paths[name], encoding='utf-8').read() for name in outputs]


# --- the anatomy ---

INK = '#b4006a'


def number(value):
    return f'{value:.1f}'.rstrip('0').rstrip('.')


def text(x, y, words, anchor='start'):
    return (f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" fill="{INK}" '
            f'font-family="monospace" font-size="11">{words}</text>')


def line(*points):
    way = ' '.join(f'{number(x)},{number(y)}' for x, y in points)
    return f'<polyline points="{way}" fill="none" stroke="{INK}" stroke-width="1"/>'


def across(x1, x2, y, words):
    """A measure from left to right, its name below."""
    ends = line((x1, y - 4), (x1, y + 4)) + line((x2, y - 4), (x2, y + 4))
    return line((x1, y), (x2, y)) + ends + text((x1 + x2) / 2, y + 13, words, 'middle')


def upright(x, y1, y2, words):
    ends = line((x - 4, y1), (x + 4, y1)) + line((x - 4, y2), (x + 4, y2))
    return line((x, y1), (x, y2)) + ends + text(x + 7, (y1 + y2) / 2 + 4, words)


def anatomy(maker):
    svg, data = maker.draw(PAPERS, 'show-heading: true\nroot: { gap: 60 }\npaper: { space: 30 }\n', [], ['map.svg', 'map.json'])
    data = json.loads(data)
    nodes = {node['title']: node for node in data['nodes']}
    box = lambda title: nodes[title]['box']
    root, fruit, apples = box('Map'), box('Fruit'), box('Apples')
    survey, windfalls = box('A Survey of Apples'), box('Windfalls')
    region, second = (cluster['box'] for cluster in data['clusters'] if len(cluster['path']) == 1)
    pdf = nodes['A Survey of Apples']['links'][0]['box']
    abbr = next(line for line in nodes['A Survey of Apples']['lines'] if line['text'] == 'APL')['box']
    meta = next(line for line in nodes['A Survey of Apples']['lines'] if line['text'] == 'ACM 2024')['box']
    width, height, right = data['width'], data['height'], region[0] + region[2]
    marks = [
        text(root[0] + root[2] / 2, root[1] + root[3] + 16, 'root', 'middle'),
        across(root[0] + root[2], region[0], root[1] - 24, 'root: gap'),
        text(fruit[0], fruit[1] - 8, 'category'), text(apples[0], apples[1] - 5, 'topic'),
        upright(right - 34, survey[1] + survey[3], windfalls[1], 'space'),
        upright(right + 14, region[1] + region[3], second[1], 'category-region: space'),
        across(survey[0], survey[0] + survey[2], windfalls[1] + windfalls[3] + 3, 'paper: wrap, at most'),
        line((right - 14, region[1] + 14), (right + 14, region[1] + 14)), text(right + 18, region[1] + 18, 'category-region'),
        line((pdf[0] + pdf[2], pdf[1] + pdf[3] / 2), (right + 14, pdf[1] + pdf[3] / 2)),
        text(right + 18, pdf[1] + pdf[3] / 2 + 4, 'paper-details: button'),
        line((abbr[0] + abbr[2] / 2, abbr[1] + abbr[3]), (abbr[0] + abbr[2] / 2, abbr[1] + abbr[3] + 6)),
        text(abbr[0] + abbr[2] / 2, abbr[1] + abbr[3] + 15, 'abbr', 'middle'),
        line((meta[0] + meta[2] / 2, meta[1] + meta[3]), (meta[0] + meta[2] / 2, meta[1] + meta[3] + 6)),
        text(meta[0] + meta[2] / 2 + 4, meta[1] + meta[3] + 15, 'meta', 'middle'),
        text(120, 32, '← heading'), text(240, height - 18, '← footer'),
    ]
    inner = svg[svg.index('<svg'):]
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width + 190)}" height="{number(height)}" '
            f'viewBox="0 0 {number(width + 190)} {number(height)}">\n<rect width="100%" height="100%" fill="#fff"/>\n'
            + inner + ''.join(mark + '\n' for mark in marks) + '</svg>\n')


def main():
    papermap, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        maker = Maker(os.path.abspath(papermap), work)
        made = {name: maker.draw(*what, ['map.svg'])[0] for name, what in pictures().items()}
        made['anatomy'] = anatomy(maker)
    for name, svg in made.items():
        with open(os.path.join(folder, name + '.svg'), 'w', encoding='utf-8') as file:
            file.write(svg)


if __name__ == '__main__':
    main()
