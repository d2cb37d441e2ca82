#!/usr/bin/env python3
"""How soon a save shows in the browser with papermap serve: serve.py [PAPERS] (default 500).

From just before the file is written until the frame that shows the new map, and until the server would have answered.
A report, not a test: machines differ.
"""
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'page'))
import browser  # noqa: E402

SHOWN = '''window.shown = 0;
    on('model', () => requestAnimationFrame(() => requestAnimationFrame(() => { window.shown = Date.now(); })));'''


def main(papers, saves=15):
    driver = browser.start_browser()
    with tempfile.TemporaryDirectory() as folder:
        source = browser.generate(folder, papers)
        with open(source, encoding='utf-8') as file:
            text = file.read()
        server = subprocess.Popen([browser.PAPERMAP, 'serve', source], stdout=subprocess.PIPE, text=True)
        try:
            address = next(line.split()[0] for line in server.stdout if line.startswith('http'))
            driver.get(address)
            driver.execute_script(SHOWN)
            times = []
            for i in range(saves):
                time.sleep(0.3)
                driver.execute_script('window.shown = 0')
                begun = time.time()
                with open(source, 'w', encoding='utf-8') as file:
                    file.write(f'{text}      - title: "Save {i}"\n')
                time.sleep(0.5)  # and leave the page in peace
                while not (shown := driver.execute_script('return window.shown')):
                    time.sleep(0.1)
                times.append(shown - begun * 1000)
        finally:
            server.terminate()
            server.wait()
        times.sort()
        print(f'{papers} papers: from save to sight {times[len(times) // 2]:.0f} ms (median of {saves}), '
              f'{times[0]:.0f} to {times[-1]:.0f} ms')
    driver.quit()


if __name__ == '__main__':
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
