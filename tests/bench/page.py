#!/usr/bin/env python3
"""How fast the page is in headless Chromium: page.py [PAPERS] (default 5000).

Tells when the map was first painted, when the page was ready, how many frames a second it showed while panning and
zooming without pause, and how long its slowest actions took. A report, not a test: machines differ.
"""
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'page'))
import browser  # noqa: E402

FRAMES = '''
    const [step, count, done] = arguments, times = [];
    const act = new Function('i', step), frame = now => {
        times.push(now);
        act(times.length);
        if (times.length < count) return requestAnimationFrame(frame);
        const gaps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
        done([1000 * gaps.length / (times[times.length - 1] - times[0]), gaps[Math.floor(gaps.length * 0.95)], gaps[gaps.length - 1]]);
    };
    requestAnimationFrame(frame);'''
ACTIONS = [
    ('fold all topics', 'foldAll(true)'),
    ('unfold everything', 'foldAll(false)'),
    ('search for a word', 'search("deep")'),
    ('clear the search', 'search("")'),
    ('filter by a year', 'state.filters.year.add(state.model.papers[0].year); applyFilters(false)'),
    ('clear the filter', 'state.filters.year.clear(); applyFilters(false)'),
    ('open the table', 'showTab("table"); document.getElementById("pm-table").getBoundingClientRect()'),
]


def main(papers):
    driver = browser.start_browser()
    driver.execute_cdp_cmd('Emulation.setEmulatedMedia', {'features': [{'name': 'prefers-reduced-motion', 'value': 'reduce'}]})
    driver.set_script_timeout(60)
    with tempfile.TemporaryDirectory() as folder:
        page = browser.render(browser.generate(folder, papers), folder)
        print(f'{papers} papers, a page of {os.path.getsize(page) / 1e6:.1f} MB')
        driver.get('file://' + page)
        paint, ready = driver.execute_script('''return [performance.getEntriesByName('first-contentful-paint')[0].startTime,
            performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd]''')
        print(f'first paint {paint:.0f} ms, ready {ready:.0f} ms')
        pans = (('pan', 'setView(view.x, view.y - 40)'), ('pan fast', 'setView(view.x, view.y - 400)'),
                ('zoom', 'zoomAt(700, 400, i % 60 < 30 ? 1.03 : 1 / 1.03)'))
        for name, step in pans:
            rate, most, worst = driver.execute_async_script(FRAMES, step, 240)
            print(f'{name}: {rate:.1f} frames a second, 95 % within {most:.1f} ms, slowest {worst:.1f} ms')
        for name, action in ACTIONS:
            took = driver.execute_script(f'const begun = performance.now(); {action}; return performance.now() - begun')
            print(f'{name}: {took:.0f} ms')
    driver.quit()


if __name__ == '__main__':
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
