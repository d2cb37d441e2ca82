"""The changes tab: what changed, where, and the way to it on the map; lists that try to be more than texts."""
import subprocess

from browser import PAPERMAP, Keys, PageTest, main
from test_hostile import TRICKS, hostile_list

OLD = '''title: Exits
children:
  - name: Training
    children:
      - name: Losses
        papers:
          - {title: "Deep feature surgery for exits", venue: arXiv, links: {PDF: "https://a.test/1"}}
          - {title: "Boosted dynamic networks"}
  - name: Inference
    papers:
      - {title: "Elastic inference at the edge"}
      - {title: "Scheduling of early exits"}
'''
NEW = '''title: Exits
children:
  - name: Training
    children:
      - name: Loss functions
        papers:
          - {title: "Deep feature surgery for exits", venue: ECCV, links: {PDF: "https://a.test/1"}}
  - name: Inference
    papers:
      - {title: "Scheduling of early exits"}
      - {title: "Boosted dynamic networks"}
      - {title: "A paper that was not there"}
'''


class ChangesTest(PageTest):
    def preview(self, old, new, *arguments):
        paths = [f'{self.folder.name}/{name}.yaml' for name in ('old', 'new')]
        for path, text in zip(paths, (old, new)):
            with open(path, 'w', encoding='utf-8') as file:
                file.write(text)
        subprocess.run([PAPERMAP, 'preview', '-q', paths[1], '--base', paths[0], '-o', self.folder.name + '/out', *arguments],
                       check=True)
        return self.folder.name + '/out/index.html'

    def change(self, kind):
        return self.css(f'#pm-changes .change.{kind}')


class Changes(ChangesTest):
    def test_each_change_is_told_under_its_place(self):
        self.show(self.preview(OLD, NEW))
        self.assertEqual(self.part('changes-count').text, '5')
        self.click(self.part('tab-changes'))
        self.assertTrue(self.part('changes').is_displayed())
        self.assertFalse(self.part('canvas').is_displayed())
        self.assertEqual([heading.text for heading in self.all('#pm-changes h3')],
                         ['Training', 'Training / Loss functions', 'Inference'])
        self.assertIn('1 paper added, 1 removed, 1 moved, 1 edited; 1 topic renamed', self.part('changes').text)
        self.assertIn('A paper that was not there', self.change('added').text)
        self.assertIn('from Training / Losses', self.change('moved').text)
        self.assertEqual(self.change('removed').find_element('tag name', 'del').text, 'Elastic inference at the edge')
        edited = self.change('edited')
        self.assertEqual([edited.find_element('tag name', tag).text for tag in ('del', 'ins')], ['arXiv', 'ECCV'])
        self.assertIn('#changes', self.driver.current_url)

    def test_a_click_leads_to_the_map(self):
        self.show(self.preview(OLD, NEW), '#changes')
        for kind, name in (('added', 'A paper that was not there'), ('moved', 'Boosted dynamic networks'),
                           ('renamed', 'Loss functions'), ('removed', 'Inference')):
            self.click(self.part('tab-changes'))
            self.click(self.change(kind).find_element('css selector', '.place a'))
            self.wait(lambda: self.part('canvas').is_displayed(), 'the map comes')
            self.wait(lambda: self.active() == name, f'{name} is active')
            self.assertTrue(self.is_in_canvas(name))

    def test_a_folded_branch_opens_for_it(self):
        self.show(self.preview(OLD, NEW))
        self.js('foldAll(true)')
        self.press('c')
        self.click(self.change('added').find_element('css selector', '.place a'))
        self.wait(lambda: self.is_shown('A paper that was not there'), 'the branch unfolds')

    def test_keys_and_screen_readers(self):
        self.show(self.preview(OLD, NEW))
        self.press('c')
        self.assertTrue(self.part('changes').is_displayed())
        self.assertEqual(self.part('changes').get_attribute('role'), 'tabpanel')
        self.assertEqual(self.part('tab-changes').get_attribute('aria-selected'), 'true')
        self.part('tab-changes').send_keys(Keys.ARROW_LEFT)
        self.assertTrue(self.part('table').is_displayed())
        self.press('c')
        link = self.change('added').find_element('css selector', '.place a')
        self.assertEqual(link.get_attribute('textContent'), 'Show on the map: A paper that was not there')
        link.send_keys(Keys.ENTER)
        self.wait(lambda: self.active() == 'A paper that was not there', 'the map comes')

    def test_what_is_not_drawn_leads_to_its_topic(self):
        self.show(self.preview(OLD, NEW, '--depth', 'topic'), '#changes')
        self.click(self.change('edited').find_element('css selector', '.place a'))
        self.wait(lambda: self.active() == 'Loss functions', 'its topic is active')

    def test_nothing_changed(self):
        self.show(self.preview(OLD, OLD), '#changes')
        self.assertIn('Nothing changed', self.part('changes').text)
        self.assertEqual(self.part('changes-count').get_attribute('textContent'), '')

    def test_a_page_without_a_base_has_no_changes(self):
        self.show_seed('#changes')
        self.assertFalse(self.part('tab-changes').is_displayed())
        self.press('c')
        self.assertTrue(self.part('canvas').is_displayed())

    def test_on_a_phone(self):
        self.emulate(390, 844, mobile=True)
        self.show(self.preview(OLD, NEW), '#changes')
        self.assertTrue(self.change('added').is_displayed())
        self.assertLessEqual(self.js('return document.documentElement.scrollWidth'), 390)


class HostileChanges(ChangesTest):
    def assert_harmless(self):
        self.assertIsNone(self.js('return window.owned === undefined ? null : window.owned'))
        self.assertEqual(self.js('return document.querySelectorAll("script").length'), 2)
        self.assertEqual(self.js('''return [...document.querySelectorAll('#pm-changes *')].filter(e =>
            !['DIV', 'H2', 'H3', 'P', 'SECTION', 'UL', 'LI', 'SPAN', 'DEL', 'INS', 'A'].includes(e.tagName)).map(e => e.outerHTML)'''), [])
        for address in self.js('return [...document.querySelectorAll("#pm-changes a")].map(a => a.getAttribute("href"))'):
            self.assertRegex(address, r'^#paper=')

    def test_texts_of_either_list_stay_texts(self):
        for old, new in ((OLD, hostile_list()), (hostile_list(), OLD)):
            self.show(self.preview(old, new), '#changes')
            self.assert_harmless()
            text = self.part('changes').get_attribute('textContent')
            for i, trick in enumerate(TRICKS):
                self.assertIn(f'T{i} {trick[:40]}'.rstrip(), text)

    def test_edits_stay_texts(self):
        hostile = hostile_list()
        self.show(self.preview(hostile, hostile.replace('T1', 'T1 and').replace('https://ok.test', 'https://well.test')), '#changes')
        self.assertGreater(len(self.all('#pm-changes .edits li')), 3)
        self.assert_harmless()


if __name__ == '__main__':
    main()
