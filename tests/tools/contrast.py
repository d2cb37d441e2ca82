#!/usr/bin/env python3
"""contrast.py SVG...: the contrast (WCAG 2.1, 1.4.3) of every text with what is painted under it, in each palette of the file.

Reads what papermap writes: rectangles and texts in painting order, colours as classes, the second palette under its media query.
Prints each pair below 4.5:1 (3:1 from 18 points on) once, and exits 1 when there was one; 2 when there was nothing to judge."""
import re
import sys
import xml.etree.ElementTree as ElementTree

LEAST, LEAST_LARGE, LARGE = 4.5, 3.0, 18
PAPER = {'light': (255, 255, 255), 'dark': (13, 17, 23)}  # behind a transparent picture
SVG = '{http://www.w3.org/2000/svg}'


def luminance(colour):
    parts = [c / 255 for c in colour]
    red, green, blue = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def over(ink, alpha, ground):
    return tuple(i * alpha + g * (1 - alpha) for i, g in zip(ink, ground))


def read_rules(css):
    return {name: dict(part.split(':', 1) for part in body.split(';') if ':' in part)
            for name, body in re.findall(r'^\.(c\d+)\{(.*)\}$', css, re.M)}


def read_palettes(css):
    """The classes' declarations by palette; a second palette changes some of them."""
    css = re.sub(r'@font-face\{[^}]*\}\n', '', css)
    dark = re.search(r'@media screen and \(prefers-color-scheme:dark\)\{\n(.*?)^\}', css, re.M | re.S)
    light = read_rules(css[:dark.start()] if dark else css)
    palettes = {'light': light}
    if dark:
        changes = read_rules(dark.group(1))
        palettes['dark'] = {name: {**rule, **changes.get(name, {})} for name, rule in light.items()}
    return palettes


def paint(rule, kind):
    """A fill's or stroke's colour and alpha; None where there is none."""
    text = rule.get(kind, 'none')
    if not text.startswith('#'):
        return None
    return tuple(int(text[i:i + 2], 16) for i in (1, 3, 5)), float(rule.get(kind + '-opacity', 1))


def number(element, name):
    return float(element.get(name, 0))


def judge(path):
    root = ElementTree.parse(path).getroot()
    shapes = [element for element in root.iter() if element.tag in (SVG + 'rect', SVG + 'text')]
    found, texts = {}, 0
    for palette, rules in read_palettes(root.find(SVG + 'style').text).items():
        boxes = []
        for element in shapes:
            rule = rules[element.get('class')]
            fill = paint(rule, 'fill')
            if element.tag == SVG + 'rect':
                box = [number(element, name) for name in ('x', 'y', 'width', 'height')]
                if fill:
                    boxes.append((box, fill))
                continue
            texts += 1
            size = float(re.search(r'([\d.]+)px', rule['font']).group(1))
            width = number(element, 'textLength')
            left = number(element, 'x') - (width if element.get('direction') == 'rtl' else 0)
            baseline, least = number(element, 'y'), LEAST_LARGE if size >= LARGE else LEAST
            points = [(left + width * i / 4, baseline - size * j) for i in range(5) for j in (0, 0.35, 0.7)]
            for x, y in points:
                ground = PAPER[palette]
                for (bx, by, bw, bh), (colour, alpha) in boxes:
                    if bx <= x <= bx + bw and by <= y <= by + bh:
                        ground = over(colour, alpha, ground)
                value = contrast(over(fill[0], fill[1], ground), ground) if fill else 1
                if value < least - 0.005:
                    key = (palette, rule.get('fill'), tuple(round(c) for c in ground))
                    found.setdefault(key, (value, least, ''.join(element.itertext())))
    return texts, {(ink, ground): (value, least, f'{path}, {palette}', text) for (palette, ink, ground), (value, least, text) in found.items()}


def main():
    results = [judge(path) for path in sys.argv[1:]]
    if not results or not all(texts for texts, _ in results):
        print('nothing to judge')
        return 2
    pairs = {pair: about for _, found in results for pair, about in found.items()}
    for (ink, ground), (value, least, where, text) in sorted(pairs.items()):
        print(f'{value:.2f} of {least}: {ink} on #{"%02x%02x%02x" % ground}: "{text[:40]}" ({where})')
    return int(bool(pairs))


if __name__ == '__main__':
    sys.exit(main())
