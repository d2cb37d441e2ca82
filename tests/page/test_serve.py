"""papermap serve: the page follows the file, keeps what the reader was at, tells what is wrong; and who may ask."""
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

from browser import PAPERMAP, SEED, Keys, PageTest, main

TOPIC = 'EEN Configuration'
NEW = '''
    - title: "A Paper That Was Added Just Now"
      abbr: NEW
      venue: ICML
      year: "2026"
'''


class Server:
    """A running `papermap serve`; what it prints is collected."""

    def __init__(self, *arguments, **options):
        self.process = subprocess.Popen([os.path.abspath(PAPERMAP), 'serve', *arguments], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, **options)
        self.errors = []
        self.readers = [threading.Thread(target=lambda: self.errors.extend(self.process.stderr), daemon=True)]
        self.address = None
        for line in self.process.stdout:
            found = re.match(r'(http://127\.0\.0\.1:\d+/)', line)
            if found:
                self.address = found.group(1)
                break
        self.readers.append(threading.Thread(target=lambda: list(self.process.stdout), daemon=True))
        for reader in self.readers:
            reader.start()

    @property
    def port(self):
        return int(self.address.rsplit(':', 1)[1].strip('/'))

    def end(self, number=signal.SIGINT):
        self.process.send_signal(number)
        return self.process.wait(10)

    def kill(self):
        self.process.kill()
        self.process.wait()
        for reader in self.readers:
            reader.join()
        self.process.stdout.close()
        self.process.stderr.close()

    def ask(self, head, host='localhost'):
        """The answer's status line and body to a request."""
        with socket.create_connection(('127.0.0.1', self.port), timeout=10) as connection:
            lines = [head + ' HTTP/1.1'] + ([f'Host: {host}'] if host is not None else []) + ['Connection: close', '', '']
            connection.sendall('\r\n'.join(lines).encode())
            answer = b''
            while part := connection.recv(65536):
                answer += part
        top, _, body = answer.decode().partition('\r\n\r\n')
        return int(top.split()[1]), top, body


class Serving(PageTest):
    allowed = PageTest.allowed + ('http://127.0.0.1:',)

    def setUp(self):
        super().setUp()
        self.list = os.path.join(self.folder.name, 'list.yaml')
        shutil.copy(SEED, self.list)

    def start(self, *arguments, **options):
        server = Server(self.list, *arguments, **options)
        self.addCleanup(server.kill)
        return server

    def serve(self, *arguments, **options):
        server = self.start(*arguments, **options)
        self.addCleanup(self.driver.get, 'about:blank')
        self.show(server.address)
        return server

    def tearDown(self):
        self.driver.get('about:blank')
        super().tearDown()

    def read(self):
        with open(self.list, encoding='utf-8') as file:
            return file.read()

    def write(self, text, path=None):
        with open(path or self.list, 'w', encoding='utf-8') as file:
            file.write(text)

    def titles(self):
        return self.js('return state.model.papers.map(paper => paper.name)')

    def has_new(self):
        return 'A Paper That Was Added Just Now' in self.titles()


class Following(Serving):
    def test_an_edit_shows_and_nothing_is_lost(self):
        self.serve()
        self.click(self.node(TOPIC))
        self.press('/', 'bert', Keys.ENTER)
        active, hits = self.active(), self.part('hits').text
        place = self.box(self.node(active))
        self.write(self.read() + NEW)
        self.wait(self.has_new, 'the new paper is on the page')
        self.assertFalse(self.is_shown('Multi-Exit Semantic Segmentation Networks'), 'the fold stays')
        self.assertEqual(self.node(TOPIC).get_attribute('aria-expanded'), 'false')
        self.assertEqual(self.part('search').get_attribute('value'), 'bert')
        self.assertEqual(self.part('hits').text, hits)
        self.assertEqual(self.active(), active)
        for before, after in zip(place, self.box(self.node(active))):
            self.assertAlmostEqual(before, after, delta=2)

    def test_zoom_filters_and_the_table_stay(self):
        self.serve()
        self.press('1', '+', 'f')
        self.click(self.css('[data-facet="venue"] [data-value="ICML"]'))
        self.press(Keys.ESCAPE)
        level = self.part('zoom-level').get_attribute('textContent')
        self.press('t')
        self.click(self.css('[data-column="year"]'))
        self.write(self.read() + NEW)
        self.wait(self.has_new, 'the new paper is on the page')
        self.assertEqual(self.part('zoom-level').get_attribute('textContent'), level)
        self.assertTrue(self.part('table').is_displayed())
        shown = [row.text for row in self.all('#pm-table .row:not(.head)') if row.is_displayed()]
        self.assertEqual(len(shown), 5)
        self.assertIn('A Paper That Was Added Just Now', shown[-1], 'sorted by year, the newest last')

    def test_every_way_of_saving(self):
        self.serve()
        original = self.read()

        def rename():
            self.write(original.replace('title: "DeeBERT', 'title: "DeeBERT1'), self.list + '.tmp')
            os.rename(self.list + '.tmp', self.list)

        def remove_and_make():
            os.unlink(self.list)
            time.sleep(0.3)
            self.write(original.replace('title: "DeeBERT', 'title: "DeeBERT2'))

        def in_parts():
            text = original.replace('title: "DeeBERT', 'title: "DeeBERT3').encode()
            with open(self.list, 'wb') as file:
                for start in range(0, len(text), 4000):
                    file.write(text[start:start + 4000])
                    file.flush()
                    time.sleep(0.03)

        def burst():
            for i in range(50):
                self.write(original.replace('title: "DeeBERT', f'title: "DeeBERT{i}x'))
            self.write(original.replace('title: "DeeBERT', 'title: "DeeBERT4'))

        def backup():
            os.rename(self.list, self.list + '~')
            self.write(original.replace('title: "DeeBERT', 'title: "DeeBERT5'))

        for number, save in enumerate((rename, remove_and_make, in_parts, burst, backup), 1):
            with self.subTest(save.__name__):
                save()
                self.wait(lambda: any(title.startswith(f'DeeBERT{number}:') for title in self.titles()), 'the page follows')
                self.wait(lambda: not self.part('broken').is_displayed(), 'no problem is left')

    def test_a_style_is_followed_too(self):
        style = os.path.join(self.folder.name, 'own.yaml')
        self.write('extends: light\nbackground: "#fffff0"\n', style)
        self.serve('--style', style)
        ground = lambda: self.js('return getComputedStyle(document.querySelector("#pm-stage svg > rect")).fill')
        self.assertEqual(ground(), 'rgb(255, 255, 240)')
        self.write('extends: light\nbackground: "#f0fff0"\n', style)
        self.wait(lambda: ground() == 'rgb(240, 255, 240)', 'the new colour shows')


class Broken(Serving):
    def test_the_last_good_map_stays(self):
        server = self.serve()
        self.write(self.read() + '\n  broken: [1, 2\n')
        self.wait(lambda: self.part('broken').is_displayed(), 'the problem shows')
        self.assertTrue(self.is_shown('Survey'))
        checked = subprocess.run([PAPERMAP, 'render', self.list, '-f', 'svg'], capture_output=True, text=True, check=False)
        self.assertEqual(checked.returncode, 3)
        shown = self.css('#pm-broken pre').get_attribute('textContent')
        self.assertEqual(shown.strip(), checked.stderr.strip(), 'the words of the terminal')
        self.wait(lambda: checked.stderr in ''.join(server.errors), 'the terminal tells it, too')
        shutil.copy(SEED, self.list)
        self.wait(lambda: not self.part('broken').is_displayed(), 'mended')

    def test_a_page_opened_meanwhile(self):
        server = self.serve()
        self.write('a: [')
        self.wait(lambda: self.part('broken').is_displayed(), 'the problem shows')
        self.show(server.address)
        self.wait(lambda: self.part('broken').is_displayed(), 'a reload shows it again')
        self.assertTrue(self.is_shown('Survey'), 'with the last good map')

    def test_broken_from_the_start(self):
        self.write('a: [')
        self.serve()
        self.wait(lambda: self.part('broken').is_displayed(), 'the problem shows')
        self.assertIn('There is no map yet', self.part('broken').text)
        self.press('/', 'x', Keys.ESCAPE, '[', ']', '0', '+', 'f', Keys.ESCAPE, Keys.ARROW_DOWN)
        shutil.copy(SEED, self.list)
        self.wait(lambda: not self.part('broken').is_displayed(), 'mended')
        self.assertTrue(self.is_shown('Survey'))

    def test_a_file_that_is_gone_and_comes_back(self):
        self.serve()
        os.unlink(self.list)
        self.wait(lambda: self.part('broken').is_displayed(), 'the problem shows')
        self.assertIn('list.yaml', self.part('broken').text)
        shutil.copy(SEED, self.list)
        self.wait(lambda: not self.part('broken').is_displayed(), 'it is back')

    def test_markup_in_problems_stays_text(self):
        self.serve()
        self.write('"<img src=x onerror=window.owned=1>": [\n')
        self.wait(lambda: self.part('broken').is_displayed(), 'the problem shows')
        self.assertEqual(self.all('#pm-broken img'), [])
        self.assertIsNone(self.js('return window.owned || null'))


class Ended(Serving):
    expected_errors = ('ERR_CONNECTION_REFUSED', 'ERR_EMPTY_RESPONSE', 'ERR_CONNECTION_RESET', 'ERR_INVALID_HTTP_RESPONSE')

    def test_the_page_outlives_its_server(self):
        server = self.serve()
        port = server.port
        self.assertEqual(server.end(), 0)
        self.wait(lambda: 'server is gone' in self.part('broken').text, 'the page says so')
        self.assertTrue(self.is_shown('Survey'))
        self.write(self.read() + NEW)
        self.serve_again(port)
        self.wait(self.has_new, 'another server on the same port is taken up')
        self.wait(lambda: not self.part('broken').is_displayed(), 'the notice goes')

    def serve_again(self, port):
        server = Server(self.list, '--port', str(port))
        self.addCleanup(server.kill)
        self.assertIsNotNone(server.address)


class Asked(Serving):
    def test_few_routes(self):
        server = self.start()
        self.assertEqual(server.ask('GET /')[0], 200)
        self.assertEqual(server.ask('HEAD /')[0], 200)
        self.assertEqual(server.ask('GET /changes')[0], 200)
        for head in ('GET /index.html', 'GET /favicon.ico', 'GET /../list.yaml', 'GET //', 'GET /list.yaml', 'GET /changes/x',
                     'POST /', 'PUT /', 'DELETE /', 'OPTIONS /', 'GET /%2e%2e/%2e%2e/etc/passwd', 'BREW /'):
            with self.subTest(head):
                self.assertEqual(server.ask(head)[0], 404)

    def test_other_hosts_are_refused(self):
        server = self.start()
        port = server.port
        for host in ('localhost', 'LOCALHOST', '127.0.0.1', f'localhost:{port}', f'127.0.0.1:{port}', f'[::1]:{port}'):
            with self.subTest(host):
                self.assertEqual(server.ask('GET /', host)[0], 200)
        for host in ('evil.test', f'evil.test:{port}', 'localhost.evil.test', '127.0.0.1.evil.test', f'localhost:{port + 1}', '',
                     'localhost:', f'localhost:{port}0', '0.0.0.0', '192.168.0.1', '127.0.0.1@evil.test', 'localhost, evil.test'):
            for route in ('/', '/changes', '/none'):
                with self.subTest(host=host, route=route):
                    status, _, body = server.ask('GET ' + route, host)
                    self.assertIn(status, (400, 403))
                    self.assertNotIn('Early', body)
        self.assertIn(server.ask('GET /', None)[0], (400, 403))

    def test_this_machine_only(self):
        server = self.start()
        with open('/proc/net/tcp', encoding='ascii') as table:
            sockets = [line.split()[1:4] for line in table.readlines()[1:]]
        listening = [address for address, _, status in sockets if status == '0A' and int(address.split(':')[1], 16) == server.port]
        self.assertEqual([address.split(':')[0] for address in listening], ['0100007F'])

    def test_answers_are_not_kept_nor_framed(self):
        top = self.start().ask('GET /')[1]
        for header in ('Cache-Control: no-store', 'X-Content-Type-Options: nosniff', 'X-Frame-Options: DENY'):
            self.assertIn(header, top)
        self.assertNotIn('Access-Control-Allow-Origin', top)

    def test_many_askers(self):
        server = self.start()
        version = re.search(r'"version": "([^"]*)"', server.ask('GET /changes')[2]).group(1)
        answers = []
        askers = [threading.Thread(target=lambda: answers.append(server.ask(f'GET /changes?version={version}')))
                  for _ in range(20)]
        for asker in askers:
            asker.start()
        time.sleep(0.5)
        self.assertEqual(answers, [], 'they wait while nothing changes')
        self.write(self.read() + NEW)
        for asker in askers:
            asker.join(10)
        self.assertEqual(len(answers), 20)
        self.assertEqual({answer[0] for answer in answers}, {200})
        self.assertNotIn(version, answers[0][2])


class Ending(Serving):
    def test_signals_end_it_well(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            server = self.start()
            with socket.create_connection(('127.0.0.1', server.port)) as waiting:
                version = re.search(r'"version": "([^"]*)"', server.ask('GET /changes')[2]).group(1)
                waiting.sendall(f'GET /changes?version={version} HTTP/1.1\r\nHost: localhost\r\n\r\n'.encode())
                time.sleep(0.2)
                self.assertEqual(server.end(number), 0)

    def test_a_port_that_is_taken(self):
        server = self.start()
        second = subprocess.run([PAPERMAP, 'serve', self.list, '--port', str(server.port)], capture_output=True, text=True,
                                check=False, timeout=10)
        self.assertEqual(second.returncode, 4)
        self.assertIn(f'cannot listen on port {server.port}', second.stderr)
        other = self.start()
        self.assertNotEqual(other.port, server.port, 'without --port another is found')

    def test_open_starts_the_browser(self):
        folder = os.path.join(self.folder.name, 'bin')
        os.mkdir(folder)
        opener = os.path.join(folder, 'xdg-open')
        self.write(f'#!/bin/sh\necho "$1" >"{folder}/opened"\n', opener)
        os.chmod(opener, 0o755)
        server = self.start('--open', env={**os.environ, 'PATH': folder + ':' + os.environ['PATH']})
        self.wait(lambda: os.path.exists(folder + '/opened'), 'xdg-open is called')
        time.sleep(0.1)
        with open(folder + '/opened', encoding='utf-8') as file:
            self.assertEqual(file.read().strip(), server.address)

    def test_wrong_usage(self):
        for arguments in ([], ['-'], [self.list, 'other.yaml'], [self.list, '--port', '0'], [self.list, '--port', '70000'],
                          [self.list, '--port', 'x'], [self.list, '--none']):
            with self.subTest(arguments):
                ended = subprocess.run([PAPERMAP, 'serve', *arguments], capture_output=True, text=True, check=False, timeout=10)
                self.assertEqual(ended.returncode, 2)


if __name__ == '__main__':
    main()
