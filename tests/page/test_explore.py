"""Pan, zoom, fit, pinch; folding; the keyboard; links; deep links; light and dark; print."""
from browser import SEED, ActionChains, By, Keys, PageTest, generate, main, render

TOPIC, PAPER = 'EEN Configuration', 'SLEXNet: Adaptive Inference Using Slimmable Early Exit Neural Networks'
NEXT = 'Training'


class Moving(PageTest):
    def test_drag_pans(self):
        self.show_seed()
        before = self.box(self.node('Survey'))
        ActionChains(self.driver).move_to_element(self.node(TOPIC)).click_and_hold().move_by_offset(-60, -120).release().perform()
        after = self.box(self.node('Survey'))
        self.assertAlmostEqual(after[0] - before[0], -60, delta=1)
        self.assertAlmostEqual(after[1] - before[1], -120, delta=1)
        self.assertTrue(self.is_shown(PAPER), 'a drag that began on a branch does not fold it')

    def test_wheel_pans_and_with_ctrl_zooms_at_the_pointer(self):
        self.show_seed()
        before = self.box(self.node('Survey'))
        self.wheel(0, 150)
        self.wait(lambda: abs(self.box(self.node('Survey'))[1] - before[1] + 150) < 1, 'the wheel pans')
        x, y = 620, 480
        under = 'const b = document.querySelector("#pm-stage svg").getBoundingClientRect(); ' \
                'return [(arguments[0] - b.left) / b.width, (arguments[1] - b.top) / b.height, b.width]'
        old = self.js(under, x, y)
        self.wheel(0, -60, x, y, ctrl=True)
        self.wait(lambda: self.js(under, x, y)[2] > old[2] * 1.2, 'Ctrl and the wheel zoom')
        new = self.js(under, x, y)
        self.assertAlmostEqual(new[0], old[0], places=3)
        self.assertAlmostEqual(new[1], old[1], places=3)

    def test_keys_and_buttons_zoom_and_fit(self):
        self.show_seed()
        level = lambda: int(self.part('zoom-level').text.rstrip('%'))
        self.press('1')
        self.assertEqual(level(), 100)
        self.press('+')
        self.assertEqual(level(), 125)
        self.press('-')
        self.assertEqual(level(), 100)
        self.click(self.part('zoom-in'))
        self.assertEqual(level(), 125)
        self.press('0')
        picture, frame = self.box(self.css('#pm-stage svg')), self.box(self.part('canvas'))
        self.assertTrue(picture[0] >= frame[0] and picture[1] >= frame[1] and picture[2] <= frame[2] and
                        picture[3] <= frame[3], 'after 0 the whole map is in sight')
        self.assertGreater(picture[3] - picture[1], (frame[3] - frame[1]) * 0.9)

    def test_a_zoomed_map_is_drawn_sharp(self):
        self.show_seed()
        for _ in range(5):
            self.press('+')
        region = lambda: self.box(self.all('#pm-stage .cluster.category rect')[0])

        def blurred():
            """How many pixels the edge of a region is wide, beside what lies on both sides."""
            bottom = int(region()[3])
            colours = self.column_of_pixels(700, bottom - 12, bottom + 12)
            self.assertNotEqual(colours[0], colours[-1])
            return sum(colour not in (colours[0], colours[-1]) for colour in colours)
        def move_edge_to(y):
            self.wheel(0, region()[3] - y)
            self.wait(lambda: abs(region()[3] - y) <= 0.5, 'the edge moves')
            self.wait(lambda: blurred() <= 1, 'the edge is sharp')
        for y in (600.3, 580.7, 561):
            move_edge_to(y)

    def test_two_fingers_pinch_and_one_pans(self):
        self.emulate(390, 844, mobile=True)
        self.show_seed()
        width = lambda: self.js('return document.querySelector("#pm-stage svg").getBoundingClientRect().width')
        before = width()
        self.assertLess(before, 390, 'a narrow screen shows the whole width')
        self.touch('touchStart', (150, 400), (250, 400))
        for i in range(1, 6):
            self.touch('touchMove', (150 - 10 * i, 400), (250 + 10 * i, 400))
        self.touch('touchEnd')
        self.assertAlmostEqual(width() / before, 2, delta=0.1)
        top = self.box(self.node('Survey'))[1]
        self.touch('touchStart', (200, 500))
        for i in range(1, 6):
            self.touch('touchMove', (200, 500 - 16 * i))
        self.touch('touchEnd')
        self.assertLess(self.box(self.node('Survey'))[1], top - 40)

    def test_a_large_map_renders_what_is_near(self):
        self.show(render(generate(self.folder.name, 2000), self.folder.name))
        shown = 'return [...document.querySelectorAll("#pm-stage g.node.paper")].filter(n => n.getClientRects().length).length'
        self.assertLess(self.js(shown), 200)
        self.press(Keys.END)
        last = self.active()
        self.assertTrue(self.is_in_canvas(last), 'the last paper is rendered when it comes into sight')


class Folding(PageTest):
    def test_outlines_drawn_by_hand_follow(self):
        self.show(render(SEED, self.folder.name, '--style', 'sketch'))
        apart = 'return Math.max(...[...document.querySelectorAll("#pm-stage g.cluster.category")].map(g => {' \
                'const a = g.querySelector("rect").getBoundingClientRect(), b = g.querySelector("path").getBoundingClientRect();' \
                'return Math.max(Math.abs(a.top - b.top), Math.abs(a.bottom - b.bottom)) }))'
        tallest = 'return document.querySelector("#pm-stage svg").getBoundingClientRect().height'
        self.assertLess(self.js(apart), 5)
        before = self.js(tallest)
        self.click(self.node(TOPIC))
        self.assertFalse(self.is_shown(PAPER))
        self.assertLess(self.js(apart), 5)
        self.click(self.node(TOPIC))
        self.assertLess(self.js(apart), 5)
        self.assertAlmostEqual(self.js(tallest), before, delta=1)

    def test_a_click_folds_and_the_map_closes_up(self):
        self.show_seed()
        places = 'return [...document.querySelectorAll("#pm-stage g.node, #pm-stage .cluster rect, #edges path")]' \
                 '.map(e => { const b = e.getBoundingClientRect(), s = document.querySelector("#pm-stage svg").' \
                 'getBoundingClientRect(); return [b.left - s.left, b.top - s.top, b.width, b.height] })'
        original = self.js(places)
        gap = lambda: self.box(self.node(NEXT))[1] - self.box(self.node(TOPIC))[3]
        before = gap()
        self.click(self.node(TOPIC))
        self.assertFalse(self.is_shown(PAPER))
        self.assertEqual(self.node(TOPIC).get_attribute('aria-expanded'), 'false')
        self.assertLess(gap(), before * 0.75, 'what stands below moved up')
        self.assertIn('6', self.node(TOPIC).text, 'the folded topic tells how many papers it holds')
        self.click(self.node(TOPIC))
        self.assertTrue(self.is_shown(PAPER))
        for old, new in zip(original, self.js(places)):
            for a, b in zip(old, new):
                self.assertAlmostEqual(a, b, delta=0.05)

    def test_connectors_end_at_their_nodes(self):
        self.show_seed()
        for name in ('Effectiveness', TOPIC):
            self.click(self.node(name))
        ends = self.js('''
            const svg = document.querySelector('#pm-stage svg'), boxes = [...svg.querySelectorAll('g.node')]
                .filter(node => node.getClientRects().length).map(node => node.getBoundingClientRect());
            const matrix = svg.querySelector('#edges').getScreenCTM();
            return [...svg.querySelectorAll('#edges path')].filter(path => path.getClientRects().length).flatMap(path =>
                path.getAttribute('d').split(/(?=M)/).filter(part => /C/.test(part)).map(part => {
                    const numbers = part.match(/-?[\\d.]+/g).map(Number), command = part.match(/([A-Z])[^A-Z]*$/)[1];
                    const y = command === 'H' ? numbers[numbers.length - 2] : numbers[numbers.length - 1];
                    const end = new DOMPoint(command === 'H' ? numbers[numbers.length - 1] : numbers[numbers.length - 2], y)
                        .matrixTransform(matrix);
                    return Math.min(...boxes.map(b => Math.hypot(b.left - end.x, (b.top + b.bottom) / 2 - end.y)));
                }));''')
        self.assertGreater(len(ends), 20)
        self.assertLess(max(ends), 12)

    def assert_tidy(self):
        """No two shown nodes overlap, and every region holds its category's papers."""
        overlaps = self.js('''
            const boxes = state.model.nodes.filter(isShown).map(node => [node, node.element.querySelector('text')
                .getBoundingClientRect(), boxOf(node)]);
            const meets = (a, b) => a[0] < b[0] + b[2] - 0.1 && b[0] < a[0] + a[2] - 0.1 && a[1] < b[1] + b[3] - 0.1 &&
                b[1] < a[1] + a[3] - 0.1;
            const found = [];
            boxes.sort((a, b) => a[2][1] - b[2][1]);
            for (let i = 0; i < boxes.length; i++)
                for (let j = i + 1; j < boxes.length && boxes[j][2][1] < boxes[i][2][1] + boxes[i][2][3]; j++)
                    if (meets(boxes[i][2], boxes[j][2])) found.push([boxes[i][0].name, boxes[j][0].name]);
            const regions = state.model.nodes.filter(node => node.level === 1 && node.cluster && isShown(node));
            const axis = state.model.axis;
            regions.sort((a, b) => a.goal.start - b.goal.start);
            if (state.model.direction !== 'both') regions.slice(1).forEach((region, i) => {
                const before = regions[i].goal;
                if (before.start + before.size > region.goal.start + 0.1) found.push(['region', region.name]);
            });
            for (const node of state.model.nodes.filter(isShown)) {
                let category = node;
                while (category.level > 1) category = category.parent;
                const start = boxOf(node)[axis], end = start + node.box[axis + 2], { goal } = category;
                if (node.level && (start < goal.start - 0.1 || end > goal.start + goal.size + 0.1)) found.push(['outside', node.name]);
            }
            return found;''')
        self.assertEqual(overlaps, [])

    def test_any_folds_leave_a_tidy_map(self):
        for shape, direction in (('mixed', 'right'), ('deep', 'right'), ('wide', 'left'), ('random', 'both'), ('mixed', 'down')):
            for seed in (1, 2):
                source = generate(self.folder.name, 150, seed, shape)
                self.show(render(source, self.folder.name, '--direction', direction))
                for step in range(3):
                    with self.subTest(shape=shape, direction=direction, seed=seed, step=step):
                        self.js('''const groups = state.model.nodes.filter(node => node.parent && node.kids.length);
                            let dice = arguments[0];
                            for (const node of groups) {
                                dice = (dice * 1103515245 + 12345) % 2147483648;
                                if (dice % 4 === 0) { node.isFolded = !node.isFolded; refreshNode(node); }
                            }
                            replaceNodes(null, false);''', seed * 100 + step)
                        self.assert_tidy()

    def test_folding_hides_cross_links_and_moves_the_legend(self):
        self.show_seed('', '--cross-links', '--color-by', 'year')
        links, legend = self.css('#cross-links'), self.css('#legend')
        self.assertTrue(links.is_displayed())
        before = self.js('return arguments[0].getAttribute("transform")', legend)
        self.click(self.node(TOPIC))
        self.wait(lambda: not links.is_displayed(), 'lanes are where all papers are in their places')
        self.wait(lambda: self.js('return arguments[0].getAttribute("transform")', legend) != before, 'the legend follows the map')
        self.click(self.node(TOPIC))
        self.wait(links.is_displayed, 'unfolded, the lines are there again')

    def test_folding_everything_and_back(self):
        self.show_seed()
        self.press('[')
        self.assertFalse(self.is_shown(PAPER))
        self.assertTrue(self.is_shown(TOPIC))
        self.press(']')
        self.assertTrue(self.is_shown(PAPER))

    def test_other_engines_keep_their_places(self):
        self.show_seed('', '--layout', 'dot')
        before = self.box(self.node(NEXT))
        self.click(self.node(TOPIC))
        self.assertFalse(self.is_shown(PAPER))
        for a, b in zip(before, self.box(self.node(NEXT))):
            self.assertAlmostEqual(a, b, delta=0.5)


class Keyboard(PageTest):
    def test_arrows_move_in_the_tree(self):
        self.show_seed()
        self.press(Keys.HOME)
        self.assertEqual(self.active(), 'Early Exiting')
        self.press(Keys.ARROW_RIGHT)
        self.assertEqual(self.active(), 'Survey')
        self.press(Keys.ARROW_LEFT)
        self.assertFalse(self.is_shown('Dynamic neural networks: A survey'))
        self.press(Keys.ARROW_DOWN)
        self.assertEqual(self.active(), 'Architecture', 'the folded branch is passed over')
        self.press(Keys.ARROW_UP, Keys.ARROW_RIGHT)
        self.assertTrue(self.is_shown('Dynamic neural networks: A survey'))
        self.press(Keys.END)
        self.assertTrue(self.is_in_canvas(self.active()), 'the active node is brought into sight')
        self.press(Keys.ESCAPE)
        self.assertIsNone(self.active())

    def test_tree_tells_levels_and_places(self):
        self.show_seed()
        self.assertEqual(self.part('canvas').get_attribute('role'), 'tree')
        node = self.node(TOPIC)
        told = [node.get_attribute(name) for name in ('role', 'aria-level', 'aria-setsize', 'aria-posinset', 'aria-expanded')]
        self.assertEqual(told, ['treeitem', '3', '2', '2', 'true'])
        paper = self.node(PAPER)
        self.assertIn('SLEXNet', paper.get_attribute('aria-label'))
        self.assertIn('TECS 2024', paper.get_attribute('aria-label'))
        self.assertIsNone(paper.get_attribute('aria-expanded'))

    def test_enter_opens_the_first_link(self):
        self.show(render('A:\n  list:\n    - title: One\n      links: {PAGE: "about:blank#no", PDF: "two.html"}\n', self.folder.name))
        with open(self.folder.name + '/two.html', 'w', encoding='utf-8') as file:
            file.write('<title>Two</title>')
        self.click(self.node('One'))
        self.press(Keys.ENTER)
        self.wait(lambda: len(self.driver.window_handles) == 2, 'a tab opens')
        self.driver.switch_to.window(self.driver.window_handles[1])
        self.wait(lambda: self.driver.title == 'Two', 'it shows the link')
        self.assertIsNone(self.js('return window.opener'))

    def test_help(self):
        self.show_seed()
        self.press('?')
        self.assertTrue(self.part('keys').is_displayed())
        self.assertIn('Search', self.part('keys').text)
        self.press(Keys.ESCAPE)
        self.assertFalse(self.part('keys').is_displayed())
        self.click(self.part('help'))
        self.assertTrue(self.part('keys').is_displayed())

    def test_everything_is_reached_by_tab(self):
        self.show_seed()
        names = set()
        for _ in range(30):
            self.press(Keys.TAB)
            names.add(self.js('return document.activeElement.id'))
        for name in ('tab-map', 'search', 'filter', 'theme', 'help', 'canvas', 'zoom-in', 'fit'):
            self.assertIn('pm-' + name, names)


class Looking(PageTest):
    def test_links_on_the_map_open(self):
        self.show(render('A:\n  list:\n    - title: One\n      links: {PDF: "two.html"}\n', self.folder.name))
        with open(self.folder.name + '/two.html', 'w', encoding='utf-8') as file:
            file.write('<title>Two</title>')
        self.click(self.css('#pm-stage a rect'))
        self.wait(lambda: len(self.driver.window_handles) == 2, 'a tab opens')

    def test_details_of_a_paper(self):
        self.show_seed()
        self.click(self.node(PAPER))
        card = self.part('card')
        self.assertTrue(card.is_displayed())
        for text in (PAPER, 'Architecture › EEN Configuration', 'SLEXNet · TECS 2024', 'PAGE', 'PDF'):
            self.assertIn(text, card.text)
        self.click(card.find_element(By.CSS_SELECTOR, '.close'))
        self.assertFalse(card.is_displayed())

    def test_deep_links(self):
        self.show_seed()
        self.click(self.node(PAPER))
        address = self.js('return location.hash')
        self.assertTrue(address.startswith('#paper='))
        self.show_seed(address)
        self.assertEqual(self.active(), PAPER)
        self.assertTrue(self.is_in_canvas(PAPER))
        self.show_seed('#paper=FastBERT')
        self.assertEqual(self.active(), 'FastBERT: a Self-distilling BERT with Adaptive Inference Time')
        self.show_seed('#table')
        self.assertTrue(self.part('table').is_displayed())
        self.show_seed('#paper=%E0%A4%A')
        self.assertTrue(self.part('canvas').is_displayed(), 'an address that means nothing shows the map')

    def test_light_and_dark(self):
        ground = lambda: sum(map(int, self.js('return getComputedStyle(document.querySelector(".bar")).backgroundColor')
                                 .strip('rgba()').split(',')[:3]))
        self.show_seed()
        self.assertGreater(ground(), 700)
        self.press('d')
        self.assertLess(ground(), 150)
        self.assertEqual(self.part('theme').get_attribute('aria-pressed'), 'true')
        self.js('localStorage.clear()')
        self.emulate(dark=True)
        self.show_seed()
        self.assertLess(ground(), 150)
        self.click(self.part('theme'))
        self.assertGreater(ground(), 700)
        self.js('localStorage.clear()')

    def test_the_map_follows_the_theme(self):
        ground = lambda: self.js('return getComputedStyle(document.getElementById("pm-canvas")).backgroundColor')
        title = lambda: self.js('return getComputedStyle(document.querySelector("#pm-stage .node.paper text")).fill')
        self.emulate(dark=True)
        self.show_seed()
        self.assertEqual((ground(), title()), ('rgb(13, 17, 23)', 'rgb(230, 237, 243)'))
        self.press('d')
        self.assertEqual((ground(), title()), ('rgb(255, 255, 255)', 'rgb(15, 23, 42)'))
        self.press('d')
        self.emulate(dark=True, media='print')
        self.assertEqual(title(), 'rgb(15, 23, 42)', 'on paper it is light')
        self.js('localStorage.clear()')
        self.emulate(dark=True)
        self.show_seed('', '--style', 'classic')
        self.assertEqual(self.js('return document.documentElement.dataset.map'), 'fixed')

    def test_print_is_the_map_alone(self):
        self.show_seed()
        self.emulate(media='print')
        self.assertFalse(self.css('.bar').is_displayed())
        self.assertFalse(self.part('zoom').is_displayed())
        box = self.box(self.css('#pm-stage svg'))
        self.assertAlmostEqual(box[0], 0, delta=1)
        self.assertAlmostEqual(box[2], 1440, delta=1)

    def test_nothing_leaves_the_screen(self):
        for width, height in ((1440, 900), (1024, 768), (768, 1024), (390, 844), (320, 568)):
            self.emulate(width, height, mobile=width < 700)
            for address in ('', '#table', '#paper=FastBERT'):
                with self.subTest(width=width, address=address):
                    self.show_seed(address)
                    out = self.js('''return [...document.querySelectorAll('.bar *, .zoom *, .card *, .filters *')]
                        .filter(e => e.getClientRects().length && !e.closest('svg *')).map(e => [e.id || e.className || e.tagName,
                        e.getBoundingClientRect()]).filter(([, b]) => b.width > 1 && (b.left < -0.5 || b.right > innerWidth + 0.5))
                        .map(([name]) => name)''')
                    self.assertEqual(out, [])
                    self.assertLessEqual(self.js('return document.documentElement.scrollWidth'), width)


if __name__ == '__main__':
    main()
