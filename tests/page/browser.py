"""A page in headless Chromium: what the tests do to it and read from it.

The tests act as people do (clicks, keys, the wheel, fingers) and look at what the page then shows. At the end of each
test the console must be empty and nothing may have been asked from anywhere.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest

from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

PAPERMAP = os.environ.get('PAPERMAP', 'build/papermap')
TOOLS = os.path.join(os.path.dirname(os.path.abspath(PAPERMAP)), 'tests')
SOURCE = os.environ.get('PAPERMAP_SOURCE', '.')
SEED = os.path.join(SOURCE, 'data', 'early-exiting.yaml')
PATIENCE = 10  # seconds until what should show must show


def start_browser(width=1440, height=900):
    options = Options()
    for argument in ('--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run',
                     '--disable-dev-shm-usage', '--force-prefers-reduced-motion', f'--window-size={width},{height}'):
        options.add_argument(argument)
    options.set_capability('goog:loggingPrefs', {'browser': 'ALL', 'performance': 'ALL'})
    return webdriver.Chrome(service=Service('/usr/bin/chromedriver'), options=options)


def render(source, folder, *arguments):
    """The page of a list (a path, or the text of one), as a path."""
    if '\n' in source:
        path = os.path.join(folder, 'list.yaml')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(source)
        source = path
    page = os.path.join(folder, 'page.html')
    subprocess.run([PAPERMAP, 'render', '-q', source, '-o', page, *arguments], check=True)
    return page


def generate(folder, papers, seed=1, shape='mixed'):
    path = os.path.join(folder, f'generated-{papers}-{seed}-{shape}.yaml')
    with open(path, 'w', encoding='utf-8') as file:
        subprocess.run([os.path.join(TOOLS, 'generate_list'), '-n', str(papers), '-s', str(seed), '--shape', shape],
                       check=True, stdout=file)
    return path


class PageTest(unittest.TestCase):
    """One browser for the tests of a class, an empty folder for each."""
    size = (1440, 900)
    allowed = ('file:', 'data:', 'about:', 'blob:')
    expected_errors = ()

    @classmethod
    def setUpClass(cls):
        cls.driver = start_browser(*cls.size)

    @classmethod
    def tearDownClass(cls):
        cls.driver.quit()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.emulate()
        self.driver.get('about:blank')
        self.driver.get_log('browser')
        self.driver.get_log('performance')

    def tearDown(self):
        errors = [entry['message'] for entry in self.driver.get_log('browser')]
        self.assertEqual([error for error in errors if not any(known in error for known in self.expected_errors)], [])
        asked = [url for url in self.requests() if not url.startswith(self.allowed)]
        self.assertEqual(asked, [])
        for other in self.driver.window_handles[1:]:
            self.driver.switch_to.window(other)
            self.driver.close()
        self.driver.switch_to.window(self.driver.window_handles[0])

    def requests(self):
        """Every address that the page asked for since the last call."""
        messages = [json.loads(entry['message'])['message'] for entry in self.driver.get_log('performance')]
        return [message['params']['request']['url'] for message in messages
                if message['method'] == 'Network.requestWillBeSent']

    def emulate(self, width=None, height=None, dark=False, media='', mobile=False):
        width, height = width or self.size[0], height or self.size[1]
        self.driver.execute_cdp_cmd('Emulation.setDeviceMetricsOverride', {
            'width': width, 'height': height, 'deviceScaleFactor': 1, 'mobile': mobile})
        self.driver.execute_cdp_cmd('Emulation.setTouchEmulationEnabled', {'enabled': mobile})
        self.driver.execute_cdp_cmd('Emulation.setEmulatedMedia', {'media': media, 'features': [
            {'name': 'prefers-color-scheme', 'value': 'dark' if dark else 'light'},
            {'name': 'prefers-reduced-motion', 'value': 'reduce'}]})

    # --- doing ---

    def show(self, page, address=''):
        self.driver.get('about:blank')
        self.driver.get((page if '://' in page else 'file://' + page) + address)
        self.wait(lambda: self.js('return document.documentElement.classList.contains("ready")'), 'the page is ready')

    def show_seed(self, address='', *arguments):
        self.show(render(SEED, self.folder.name, *arguments), address)

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def part(self, name):
        return self.driver.find_element(By.ID, 'pm-' + name)

    def css(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def click(self, element):
        ActionChains(self.driver).move_to_element(element).click().perform()

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def wheel(self, dx, dy, x=700, y=500, ctrl=False):
        self.driver.execute_cdp_cmd('Input.dispatchMouseEvent', {
            'type': 'mouseWheel', 'x': x, 'y': y, 'deltaX': dx, 'deltaY': dy, 'modifiers': 2 if ctrl else 0})

    def touch(self, kind, *points):
        self.driver.execute_cdp_cmd('Input.dispatchTouchEvent', {
            'type': kind, 'touchPoints': [{'x': x, 'y': y, 'id': i} for i, (x, y) in enumerate(points)]})

    # --- looking ---

    def wait(self, condition, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(0.03)
        self.fail(f'did not happen: {what}')

    def node(self, name, below=''):
        """The map's node of that name (below a group's name)."""
        element = self.js('''
            const title = node => node.querySelector('title').textContent.split('\\n')[0].replace(/^\\d+\\. /, '');
            const all = [...document.querySelectorAll('#pm-stage g.node')];
            const from = arguments[1] ? all.findIndex(node => title(node) === arguments[1]) : 0;
            return all.slice(from).find((node, i) => title(node) === arguments[0] && (i || !arguments[1]));''', name, below)
        self.assertIsNotNone(element, f'there is a node {name}')
        return element

    def box(self, element):
        """Where an element is on the screen: left, top, right, bottom."""
        return self.js('const b = arguments[0].getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]', element)

    def is_shown(self, name, below=''):
        left, top, right, bottom = self.box(self.node(name, below))
        return right > left and bottom > top

    def is_in_canvas(self, name):
        left, top, right, bottom = self.box(self.node(name))
        frame = self.box(self.part('canvas'))
        return right > left and left >= frame[0] and top >= frame[1] and right <= frame[2] and bottom <= frame[3]

    def column_of_pixels(self, x, top, bottom):
        """The colours on the screen at x, from top to bottom."""
        return self.driver.execute_async_script('''
            const [data, x, top, height, done] = arguments, image = new Image();
            image.onload = () => {
                const canvas = new OffscreenCanvas(1, height), context = canvas.getContext('2d');
                context.drawImage(image, -x, -top);
                const { data: bytes } = context.getImageData(0, 0, 1, height), colours = [];
                for (let i = 0; i < bytes.length; i += 4) colours.push([...bytes.slice(i, i + 3)].join());
                done(colours);
            };
            image.src = 'data:image/png;base64,' + data;''', self.driver.get_screenshot_as_base64(), x, top, bottom - top)

    def active(self):
        """The name of the tree's active item, as assistive technology is told."""
        return self.js('''
            const id = document.getElementById('pm-canvas').getAttribute('aria-activedescendant');
            return id && document.getElementById(id).querySelector('title').textContent.split('\\n')[0].replace(/^\\d+\\. /, '')''')


def main():
    result = unittest.main(module=sys.modules['__main__'], exit=False, verbosity=2).result
    sys.exit(0 if result.wasSuccessful() else 1)
