"""Search, filters, the table, the chips of the categories."""
import re
import subprocess

from browser import PAPERMAP, By, Keys, PageTest, main, render


def title_of(row):
    return row.find_element(By.CSS_SELECTOR, 'a.title').text


class Searching(PageTest):
    def opacity(self, name):
        return float(self.js('return getComputedStyle(arguments[0]).opacity', self.node(name)))

    def search(self, text):
        self.press('/')
        self.assertEqual(self.js('return document.activeElement.id'), 'pm-search')
        self.press(text)

    def test_typing_dims_the_rest(self):
        self.show_seed()
        self.search('bert')
        self.assertEqual(self.part('hits').text, '3 hits')
        self.assertEqual(self.opacity('FastBERT: a Self-distilling BERT with Adaptive Inference Time'), 1)
        self.assertLess(self.opacity('Boosted Dynamic Neural Networks'), 0.3)
        self.press(Keys.ESCAPE)
        self.assertEqual(self.opacity('Boosted Dynamic Neural Networks'), 1)
        self.assertEqual(self.part('hits').text, '')
        self.assertEqual(self.part('search').get_attribute('value'), '')

    def test_steps_through_hits(self):
        self.show_seed()
        self.search('bert')
        seen = []
        for place in ('1 of 3', '2 of 3', '3 of 3', '1 of 3'):
            self.press(Keys.ENTER)
            self.assertEqual(self.part('hits').text, place)
            self.assertTrue(self.is_in_canvas(self.active()))
            seen.append(self.active())
        self.assertEqual(seen[0], seen[3])
        self.assertEqual(len(set(seen)), 3)
        self.assertIn(seen[0], self.part('status').get_attribute('textContent'), 'a screen reader is told of the hit')
        self.click(self.part('hit-before'))
        self.assertEqual(self.active(), seen[2])

    def test_words_may_stand_apart_and_in_other_fields(self):
        self.show_seed()
        self.search('acl 2020 distilling')
        self.assertEqual(self.part('hits').text, '1 hit')
        self.press(Keys.ESCAPE)
        self.search('zzz')
        self.assertEqual(self.part('hits').text, 'No hits')

    def test_accents_do_not_matter(self):
        self.show(render('A:\n  list:\n    - title: Über Größe\n    - title: Other\n', self.folder.name))
        self.search('uber')
        self.assertEqual(self.part('hits').text, '1 hit')

    def test_a_hit_in_a_folded_branch_unfolds_it(self):
        self.show_seed()
        self.click(self.node('Tuning'))
        name = 'FastBERT: a Self-distilling BERT with Adaptive Inference Time'
        self.assertFalse(self.is_shown(name))
        self.search('fastbert')
        self.press(Keys.ENTER)
        self.assertTrue(self.is_shown(name))


class Filtering(PageTest):
    def choose(self, facet, value):
        self.click(self.css(f'[data-facet="{facet}"] [data-value="{value}"]'))

    def shown_papers(self):
        return self.js('''return [...document.querySelectorAll('#pm-stage g.node.paper')]
            .filter(node => node.getClientRects().length).length''')

    def test_year_venue_and_links(self):
        self.show_seed()
        everything = self.shown_papers()
        self.press('f')
        self.assertTrue(self.part('filters').is_displayed())
        self.choose('year', '2020')
        in_2020 = self.shown_papers()
        self.assertEqual(in_2020, 5)
        self.assertIn('5 of 38 papers', self.part('summary').text)
        self.choose('venue', 'ACL')
        self.assertEqual(self.shown_papers(), 2)
        self.choose('link', 'PDF')
        self.assertEqual(self.shown_papers(), 1)
        self.assertTrue(self.is_shown('DeeBERT: Dynamic Early Exiting for Accelerating BERT Inference'))
        self.assertFalse(self.is_shown('Survey'), 'branches without a paper left go, too')
        self.assertEqual(self.part('filter-count').text, '3')
        self.choose('year', '2020')
        self.choose('year', '2018')
        self.assertEqual(self.shown_papers(), 0)
        self.click(self.css('#pm-filters .clear'))
        self.assertEqual(self.shown_papers(), everything)
        self.assertEqual(self.part('filter-count').text, '')
        self.press(Keys.ESCAPE)
        self.assertFalse(self.part('filters').is_displayed())

    def test_two_values_of_a_kind_widen(self):
        self.show_seed()
        self.press('f')
        self.choose('venue', 'ACL')
        self.choose('venue', 'ICLR')
        self.assertEqual(self.shown_papers(), 4)

    def test_the_map_closes_up(self):
        self.show_seed()
        height = lambda: self.js('return document.querySelector("#pm-stage svg").viewBox.baseVal.height')
        before = height()
        self.press('f')
        self.choose('year', '2020')
        self.assertLess(height(), before * 0.5)

    def test_filters_reach_the_table_and_search(self):
        self.show_seed()
        self.press('f')
        self.choose('venue', 'ACL')
        self.press(Keys.ESCAPE, 't')
        rows = [row for row in self.all('#pm-table .row:not(.head)') if row.is_displayed()]
        self.assertEqual(len(rows), 2)
        self.press('/', 'bert')
        self.assertEqual(self.part('hits').text, '2 hits')


class Table(PageTest):
    def rows(self):
        return [row for row in self.all('#pm-table .row:not(.head)') if row.is_displayed()]

    def column(self, name):
        return [row.find_element(By.CSS_SELECTOR, '.' + name).text for row in self.rows()]

    def sort(self, name):
        self.click(self.css(f'#pm-table [data-column="{name}"]'))

    def test_sorts(self):
        self.show_seed()
        self.click(self.part('tab-table'))
        self.assertEqual(len(self.rows()), 42)
        self.sort('year')
        years = [year for year in self.column('year') if year]
        self.assertEqual(years, sorted(years))
        self.assertEqual(self.css('.row.head .year').get_attribute('aria-sort'), 'ascending')
        self.sort('year')
        years = self.column('year')
        self.assertEqual(years, sorted(years, reverse=True))
        self.sort('title')
        titles = [re.sub(r'[^a-z ]', '', title_of(row).lower()) for row in self.rows()]
        self.assertEqual(titles[0][:8], 'adaptive')
        self.assertEqual([title[0] for title in titles], sorted(title[0] for title in titles))
        self.sort('venue')
        venues = [venue.lower() for venue in self.column('venue')]
        self.assertEqual(venues[-1], '', 'what has no venue comes last')

    def test_search_narrows_it(self):
        self.show_seed('#table')
        self.press('/', 'bert')
        self.assertEqual(len(self.rows()), 3)
        self.press(Keys.ESCAPE)
        self.assertEqual(len(self.rows()), 42)
        self.press('/', 'zzz')
        self.assertIn('No paper is left', self.part('table').text)

    def test_a_title_shows_the_paper_on_the_map(self):
        self.show_seed('#table')
        title = title_of(self.rows()[7])
        self.click(self.rows()[7].find_element(By.CSS_SELECTOR, 'a.title'))
        self.wait(lambda: self.part('canvas').is_displayed(), 'the map comes')
        self.assertEqual(self.active(), title)
        self.assertTrue(self.is_in_canvas(title))

    def test_roles(self):
        self.show_seed('#table')
        self.assertEqual(self.css('#pm-table [role="table"]').get_attribute('aria-rowcount'), '43')
        self.assertEqual(len(self.rows()[0].find_elements(By.CSS_SELECTOR, '[role="cell"]')), 5)
        self.assertEqual(self.part('tab-table').get_attribute('aria-selected'), 'true')


class Chips(PageTest):
    def test_a_chip_leads_to_its_category(self):
        self.show_seed()
        chips = self.all('#pm-chips button')
        self.assertEqual([chip.text.split()[0] for chip in chips], ['Survey', 'Architecture', 'Training', 'Tuning', 'Inference'])
        self.assertFalse(self.is_in_canvas('Inference'))
        self.click(chips[4])
        self.assertEqual(self.active(), 'Inference')
        region = self.box(self.all('#pm-stage .cluster.category rect')[4])
        self.assertAlmostEqual(region[1], self.box(self.part('canvas'))[1] + 24, delta=2)


class Findings(PageTest):
    LIST = '''A:
  list:
    - title: "Fine"
      venue: ICML
      year: "2020"
      links: {PDF: "https://a.test/1"}
    - title: "Odd"
      venue: ICML
      year: "20x0"
      links: {PDF: "https://a.test/2"}
'''

    def preview(self, text):
        source = self.folder.name + '/list.yaml'
        with open(source, 'w', encoding='utf-8') as file:
            file.write(text)
        subprocess.run([PAPERMAP, 'preview', source, '-o', self.folder.name + '/out'], check=True)
        self.show(self.folder.name + '/out/index.html')

    def test_what_check_finds_is_told_and_leads_to_the_map(self):
        self.preview(self.LIST)
        self.assertEqual(self.part('findings-count').text, '1')
        self.click(self.part('tab-findings'))
        text = self.part('findings').text
        self.assertIn('list.yaml:9:', text)
        self.assertIn('20x0', text)
        self.click(self.css('#pm-findings .place a'))
        self.wait(lambda: self.part('canvas').is_displayed(), 'the map comes')
        self.assertEqual(self.active(), 'Odd')

    def test_a_list_in_order_says_so(self):
        self.preview(self.LIST.replace('20x0', '2021'))
        self.assertEqual(self.part('findings-count').get_attribute('textContent'), '')
        self.click(self.part('tab-findings'))
        self.assertIn('Nothing was found', self.part('findings').text)

    def test_a_page_that_was_not_checked_has_no_findings(self):
        self.show_seed()
        self.assertFalse(self.part('tab-findings').is_displayed())


if __name__ == '__main__':
    main()
