"""Texts and addresses that try to become script, markup, style or a request: on the page they stay what they are."""
import json
import re

from browser import Keys, PageTest, main, render

TRICKS = [
    '</script><script>window.owned=1</script>', '</style><style>*{display:none}</style>', '"><img src=x onerror=window.owned=1>',
    "' onload='window.owned=1", '<svg onload=window.owned=1>', '</title></svg><iframe srcdoc="<script>parent.owned=1</script>">',
    '<!--', '--></script>', ']]>', '{{script}}', '{{data}}', '&lt;script&gt;window.owned=1&lt;/script&gt;', '\\u003cscript\\u003e', '\\"}]}',
    '@import url(https://evil.test/x.css)', 'background:url(https://evil.test/x.png)', '</g><rect width="9e9" height="9e9"/>',
    '<a href="javascript:window.owned=1">x</a>', '<link rel=stylesheet href=https://evil.test/x>', '<base href=https://evil.test/>',
    '<meta http-equiv=refresh content="0;url=https://evil.test/">', '${window.owned=1}', '`', '__proto__', 'constructor', 'x' * 2000,
    '\u202egnp.exe', '\u2028window.owned=1', '<form action=https://evil.test><button>x', '<object data=https://evil.test>', '<pm-map>',
]
ADDRESSES = [
    'javascript:window.owned=1', 'JaVaScRiPt:window.owned=1', ' javascript:window.owned=1', 'java\tscript:window.owned=1',
    'data:text/html,<script>window.opener.owned=1</script>', 'vbscript:x', 'blob:https://evil.test/1', 'file:///etc/passwd',
    'javascript&colon;window.owned=1', 'javascript%3Awindow.owned=1', 'about:blank', 'https://ok.test/"onclick="window.owned=1',
    'https://ok.test/<script>window.owned=1</script>', '\x01javascript:window.owned=1', 'view-source:x', 'https://ok.test/`${1}`',
]


def hostile_list():
    """Every trick in every field; every address behind a link."""
    quote = lambda text: re.sub('[\ud800-\udfff]', '', json.dumps(text))
    lines = ['title: ' + quote('Hostile ' + TRICKS[0]), 'children:']
    for i, trick in enumerate(TRICKS):
        address = ADDRESSES[i % len(ADDRESSES)]
        lines += [f'  - name: {quote(f"G{i} {trick}")}', '    papers:',
                  f'      - title: {quote(f"T{i} {trick}")}', f'        abbr: {quote(trick)}', f'        venue: {quote(trick)}',
                  f'        year: {quote(trick)}', f'        authors: {quote(trick)}', f'        note: {quote(trick)}',
                  f'        links: {{{quote("L " + trick[:900])}: {quote(address)}, {quote(trick[:900])}: {quote(ADDRESSES[-1 - i % len(ADDRESSES)])}}}']
    return '\n'.join(lines) + '\n'


class Hostile(PageTest):
    def setUp(self):
        super().setUp()
        self.show(render(hostile_list(), self.folder.name))

    def assert_harmless(self):
        self.assertIsNone(self.js('return window.owned === undefined ? null : window.owned'))
        self.assertEqual(self.js('return document.querySelectorAll("script").length'), 2)
        found = self.js('''return [...document.querySelectorAll(`iframe, img, object, embed, link:not([rel=icon]), base, form,
            foreignObject, image, use, animate, set, pm-map`)].map(e => e.outerHTML)''')
        self.assertEqual(found, [])
        handlers = self.js('''return [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).map(a => a.name)
            .filter(name => name.startsWith('on') || name === 'srcdoc')''')
        self.assertEqual(handlers, [])
        for address in self.js('return [...document.querySelectorAll("a")].map(a => a.getAttribute("href"))'):
            self.assertRegex(address, r'^(https?:|mailto:|ftp:|doi:|#|[^:]*$|[^:]*[/?#%&])')

    def test_the_map(self):
        self.assert_harmless()
        self.assertEqual(self.js('return state.model.papers.length'), len(TRICKS))
        self.assertIn('Hostile </script>', self.driver.title)
        self.assertTrue(self.css('.bar').is_displayed(), 'no style got out')

    def test_details_table_search_and_filters(self):
        self.js('for (const paper of state.model.papers) { setActive(paper); }')
        for i, trick in enumerate(TRICKS):
            self.js('setActive(state.model.papers[arguments[0]])', i)
            self.assertIn(f'T{i} {trick[:40]}'.rstrip(), self.part('card').get_attribute('textContent'))
            self.assert_harmless()
        self.press('t')
        self.assert_harmless()
        self.press('f')
        self.assert_harmless()
        for button in self.all('#pm-filters .choice')[:5]:
            self.click(button)
            self.click(button)
        self.press(Keys.ESCAPE)
        for trick in TRICKS[:12]:
            self.js('search(arguments[0])', trick)
            self.assertTrue(self.js('return state.hits.length > 0'), trick)
        self.press('?')
        self.assert_harmless()

    def test_addresses(self):
        for trick in TRICKS:
            self.js('location.hash = "paper=" + encodeURIComponent(arguments[0])', trick)
            self.js('location.hash = arguments[0]', trick)
        self.assert_harmless()

    def test_links_lead_nowhere_bad(self):
        with_scheme = self.js('''return state.model.papers.flatMap(paper => paper.links).map(([, url]) => new URL(url, 'https://base.test/').protocol)''')
        self.assertEqual(set(with_scheme) - {'https:', 'http:'}, set())

    def test_the_policy_refuses_what_would_get_through(self):
        self.js('''const script = document.createElement('script'); script.textContent = 'window.owned = 1'; document.body.append(script);
            const style = document.createElement('style'); style.textContent = '.bar { display: none }'; document.body.append(style);
            document.body.setAttribute('onclick', 'window.owned = 1'); document.body.click();
            new Image().src = 'https://evil.test/x.png';''')
        refused = self.js('return fetch("https://evil.test/").then(() => "sent", () => "refused")')
        self.assertEqual(refused, 'refused')
        self.assertIsNone(self.js('return window.owned === undefined ? null : window.owned'))
        self.assertTrue(self.css('.bar').is_displayed())
        self.requests()  # what was blocked is told as well
        errors = self.driver.get_log('browser')
        self.assertGreaterEqual(len([e for e in errors if 'Content Security Policy' in e['message']]), 4)


if __name__ == '__main__':
    main()
