"""The SVG by itself: two palettes in one file, in a page's <img> and alone, with and without scripts; and what a screen reader
is told of it."""
import json
import os
import subprocess
import urllib.parse

from browser import PAPERMAP, SOURCE, PageTest, main

LIST = os.path.join(SOURCE, 'data', 'efficient-transformers.yaml')


class Palettes(PageTest):
    def draw(self, name, *arguments):
        path = os.path.join(self.folder.name, name)
        subprocess.run([PAPERMAP, 'render', '-q', LIST, '--depth', 'topic', '-o', path, *arguments], check=True)
        return path

    def picture(self, path, dark=False):
        """What the screen shows of the file as an <img>, in a page that says it follows the system's scheme."""
        self.emulate(dark=dark)
        page = f'<meta name="color-scheme" content="light dark"><body style="margin:0"><img src="file://{path}">'
        holder = os.path.join(self.folder.name, 'page.html')
        with open(holder, 'w', encoding='utf-8') as file:
            file.write(page)
        self.driver.get('file://' + holder)
        self.wait(lambda: self.js('return document.images[0].complete && document.images[0].naturalWidth > 0'), 'the image is there')
        return self.driver.get_screenshot_as_base64()

    def alone(self, path, dark=False, media=''):
        self.emulate(dark=dark, media=media)
        self.driver.get('file://' + path)
        return self.driver.get_screenshot_as_base64()

    def check(self, light, dark, *arguments):
        """In each scheme the file with two palettes is the picture of the style alone."""
        both = self.draw('both.svg', '--style', light, '--dark-style', dark, *arguments)
        one, other = self.draw('one.svg', '--style', light, *arguments), self.draw('other.svg', '--style', dark, *arguments)
        for show in (self.picture, self.alone):
            on_light, on_dark = show(both), show(both, dark=True)
            self.assertNotEqual(on_light, on_dark)
            self.assertEqual(on_light, show(one))
            self.assertEqual(on_dark, show(other, dark=True))

    def test_live_text(self):
        self.check('light', 'dark')

    def test_embedded_text(self):
        self.check('light', 'dark', '--svg-text', 'embed')

    def test_outlined_text(self):
        self.check('light', 'dark', '--svg-text', 'outline')

    def test_colours_that_come_and_go(self):
        """A style may paint what the other leaves out, or half: both ways round."""
        for name, fill, border in (('half', '"#ff000080"', '"#00ff0040"'), ('none', 'none', 'none')):
            with open(os.path.join(self.folder.name, name + '.yaml'), 'w', encoding='utf-8') as file:
                file.write(f'extends: light\nbackground: {"none" if name == "none" else fill}\ncategory-region: {{ fill: {fill}, border: {border}, '
                           f'border-width: 2 }}\nroot: {{ box: {{ fill: {fill} }}, line: {border}, text: {{ color: "#000" }} }}\n')
        half, none = (os.path.join(self.folder.name, name + '.yaml') for name in ('half', 'none'))
        self.check(half, none)
        self.check(none, half)

    def test_on_paper_it_is_light(self):
        both = self.draw('both.svg', '--dark-style', 'dark')
        self.assertEqual(self.alone(both, dark=True, media='print'), self.alone(both, media='print'))

    def test_without_scripts(self):
        both = self.draw('both.svg', '--dark-style', 'dark')
        on_dark = self.picture(both, dark=True)
        self.driver.execute_cdp_cmd('Emulation.setScriptExecutionDisabled', {'value': True})
        self.addCleanup(self.driver.execute_cdp_cmd, 'Emulation.setScriptExecutionDisabled', {'value': False})
        self.driver.refresh()
        self.assertEqual(self.driver.get_screenshot_as_base64(), on_dark)

    def test_a_readme(self):
        """As GitHub shows it: the scheme of the image's page, under a policy that allows nothing but styles."""
        both = self.draw('both.svg', '--dark-style', 'dark', '--svg-text', 'embed')
        with open(both, encoding='utf-8') as file:
            data = urllib.parse.quote(file.read())
        for dark, wanted in ((False, '255,255,255'), (True, '13,17,23')):
            self.emulate(dark=dark)
            self.driver.get('data:text/html,' + urllib.parse.quote(
                '<meta name="color-scheme" content="light dark"><body style="margin:0">'
                f'<img alt="" src="data:image/svg+xml,{data}">'))
            self.wait(lambda: self.js('return document.images[0].complete'), 'the image is there')
            self.assertEqual(self.column_of_pixels(4, 4, 6), [wanted, wanted])


class Reading(PageTest):
    """Chromium's accessibility tree, against the map as data."""

    def tree(self, source, *arguments):
        """The unignored nodes in reading order, each with its depth; and the map."""
        paths = [os.path.join(self.folder.name, 'map.' + ending) for ending in ('svg', 'json')]
        subprocess.run([PAPERMAP, 'render', '-q', source, '-o', paths[0], '-o', paths[1], *arguments], check=True)
        self.driver.get('file://' + paths[0])
        nodes = self.driver.execute_cdp_cmd('Accessibility.getFullAXTree', {})['nodes']
        by_id, told = {node['nodeId']: node for node in nodes}, []

        def walk(node, depth):
            if not node.get('ignored'):
                about = {each['name']: each['value'].get('value') for each in node.get('properties', [])}
                told.append({'role': node['role']['value'], 'name': node.get('name', {}).get('value', ''), 'depth': depth,
                             'description': node.get('description', {}).get('value', ''), **about})
                depth += 1
            for child in node.get('childIds', []):
                if child in by_id:
                    walk(by_id[child], depth)
        walk(nodes[0], 0)
        with open(paths[1], encoding='utf-8') as file:
            return told, json.load(file)

    def check(self, source, *arguments):
        told, wanted = self.tree(source, *arguments)
        self.assertEqual([each['role'] for each in told[:3]], ['RootWebArea', 'graphics-document', 'list'])
        self.assertEqual(told[1]['name'], wanted['title'])
        self.assertRegex(told[1]['description'], r'^\d+ papers · \d+ topics')
        items = [each for each in told if each['role'] == 'listitem']
        self.assertEqual(len(items), len(wanted['nodes']))
        above = {'root': 1, 'group': 1, 'paper': 2}
        for item, node in zip(items, wanted['nodes']):
            self.assertEqual(item['level'], len(node['path']) + above[node['kind']])
            self.assertIn(node['title'], item['name'])
            self.assertEqual(item['depth'], 3)
        links = [each for each in told if each['role'] == 'link']
        expected = [(link['label'], node['title'].split(': ')[0], link['url']) for node in wanted['nodes'] for link in node['links']]
        self.assertEqual([each['name'] for each in links], [f'{label} of {title}' for label, title, _ in expected])
        self.assertTrue(all(each['focusable'] for each in links))
        self.assertEqual([each['url'] for each in links], [url for _, _, url in expected])
        return told

    def test_seed(self):
        told = self.check(os.path.join(SOURCE, 'data', 'early-exiting.yaml'))
        self.assertIn('PDF of Shallow-Deep Networks', [each['name'] for each in told])
        text = [each['name'] for each in told if each['role'] == 'StaticText']
        self.assertIn('HAPI: Hardware-Aware Progressive Inference', text)
        self.assertEqual(text[-1], '38 papers · 14 topics · 5 categories')  # the footer comes last

    def test_outlined_text_is_told_all_the_same(self):
        told = self.check(LIST, '--svg-text', 'outline')
        self.assertFalse([each for each in told if each['role'] == 'StaticText'])

    def test_languages(self):
        language = ('return [...document.querySelectorAll("text")].find(text => text.textContent.includes(arguments[0]))'
                    '.getAttribute("xml:lang")')
        for option, wanted in (('en', {'用いた': 'ja', '딥 러닝': 'ko', 'حساب': 'und-Arab', '卷积': 'und-Hani', 'Parrots': None}),
                               ('zh-Hans', {'用いた': 'ja', '딥 러닝': 'ko', '卷积': None, 'Parrots': None}),
                               ('ja', {'用いた': None, '딥 러닝': 'ko', '卷积': None, 'Parrots': None})):
            self.tree(os.path.join(SOURCE, 'data', 'many-scripts.yaml'), '--lang', option)
            self.assertEqual(self.js('return document.documentElement.getAttribute("xml:lang")'), option)
            self.assertEqual({part: self.js(language, part) for part in wanted}, wanted)


main()
