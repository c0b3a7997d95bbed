"""The explorer's server: what it answers, and whom it turns away. What its page does is tested in tests/browser."""
import contextlib
import http.client
import json
import re
import signal
import socket
import subprocess
import time
import urllib.parse

import support

TWIN = ["two-phase-commit", "bug=commit-early"]


class Explorer:
    """A server that runs, and somebody who has opened its link."""

    def __init__(self, *words):
        self.process = subprocess.Popen([support.BINARY, "explore", *map(str, words)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.link = self.next_link()
        parts = urllib.parse.urlsplit(self.link)
        self.host, self.port, self.netloc = parts.hostname, parts.port, parts.netloc
        self.token = urllib.parse.parse_qs(parts.query)["token"][0]
        self.key = None

    def next_link(self):
        for line in self.process.stdout:
            found = re.fullmatch(r"  (http://\S+)\n", line)
            if found:
                return found[1]
        raise AssertionError(f"no link was shown\n{self.process.stderr.read()}")

    def request(self, path, method="GET", body=None, **headers):
        """Status, headers and content of an answer."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        with contextlib.closing(connection):
            headers = {name.replace("_", "-"): value for name, value in headers.items()}
            if self.key and "Authorization" not in headers:
                headers["Authorization"] = f"Bearer {self.key}"
            connection.request(method, path, body=body, headers={key: value for key, value in headers.items() if value})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()

    def enter(self, token=None):
        """What the link's page does first; the status of the answer."""
        status, _, content = self.request("/api/enter", "POST", b"", Authorization=f"Bearer {token or self.token}")
        if status == 200:
            self.key = json.loads(content)["key"]
        return status

    def ask(self, question, method="GET", body=None, status=200, **parameters):
        path = f"/api/{question}?{urllib.parse.urlencode(parameters)}"
        answered, _, content = self.request(path, method, body)
        assert answered == status, (path, answered, content)
        return json.loads(content)

    def raw(self, text):
        """All that is answered to these bytes."""
        with socket.create_connection((self.host, self.port), timeout=60) as connection:
            with contextlib.suppress(OSError):  # it may turn us away before all is said
                connection.sendall(text)
                connection.shutdown(socket.SHUT_WR)
            received = b""
            with contextlib.suppress(ConnectionError):
                while part := connection.recv(65536):
                    received += part
            return received

    def end(self):
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out, err


def resident_bytes(process):
    """The most that it has had so far."""
    with open(f"/proc/{process}/status", encoding="ascii") as status:
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1]) << 10


class Explore(support.Case):
    def explorer(self, *words, enters=True):
        explorer = Explorer(*words)
        self.addCleanup(explorer.process.stderr.close)
        self.addCleanup(explorer.process.stdout.close)
        self.addCleanup(explorer.process.wait)
        self.addCleanup(explorer.process.kill)
        if enters:
            self.assertEqual(explorer.enter(), 200)
        return explorer

    # What it answers.

    def test_every_event_leads_where_its_preview_says(self):
        explorer = self.explorer("raft-election", "servers=2", "max_term=1", "--faults", "crash=1,restart=1")
        address = "0"
        for step in range(6):
            world = explorer.ask("world", address=address, step=step)
            self.assertGreater(len(world["events"]), 0)
            for number, event in enumerate(world["events"]):
                way = explorer.ask("way", address=f"{address}.{number}")
                self.assertEqual(way["steps"][-1], event)
                after = explorer.ask("world", address=way["address"], step=step + 1)
                self.assertEqual(after["before"], world["nodes"])
                for line in event["did"]:
                    changed = re.fullmatch(r"(\w+): (.*) -> (.*)", line)
                    if changed:
                        field, old, new = changed.groups()
                        self.assertEqual(world["nodes"][event["index"]]["state"][field], old)
                        self.assertEqual(after["nodes"][event["index"]]["state"][field], new)
            address = f"{address}.{len(world['events']) - 1}"

    def test_properties_are_judged_in_each_world(self):
        explorer = self.explorer(*TWIN)
        found = explorer.ask("search", "POST", property="consistent")
        first = explorer.ask("world", address=found["address"], step=0)
        last = explorer.ask("world", address=found["address"], step=found["steps"])
        verdicts = [{one["name"]: one["verdict"] for one in world["properties"]} for world in (first, last)]
        self.assertEqual(verdicts[0]["consistent"], "holds")
        self.assertEqual(verdicts[1]["consistent"], "violated")
        why = next(one for one in last["properties"] if one["name"] == "consistent")
        self.assertNotEqual(why["why"], "")
        self.assertEqual(len(why["nodes"]), 2)

    def test_the_shortest_way_is_as_long_as_check_finds_it(self):
        checked = self.run_it("check", *TWIN, "--keep-going", "--witness", "--json", self.folder / "r.json", code=1)
        self.assertEqual(checked.returncode, 1)
        explorer = self.explorer(*TWIN)
        for one in json.loads((self.folder / "r.json").read_text())["properties"]:
            found = explorer.ask("search", "POST", property=one["name"])
            self.assertEqual(found.get("steps"), one["steps"], one["name"])
            if one["steps"] is None:
                self.assertNotIn("address", found)
                self.assertIn("holds", found["told"])

    def test_a_way_is_saved_replayed_and_opened(self):
        explorer = self.explorer(*TWIN)
        found = explorer.ask("search", "POST", property="consistent")
        for steps, claim, code in ((found["steps"], "violated", 1), (3, "nothing", 0), (0, "nothing", 0)):
            address = ".".join(found["address"].split("~")[0].split(".")[:steps + 1])
            status, headers, content = explorer.request(f"/api/trace?address={address}")
            self.assertEqual(status, 200)
            self.assertEqual(headers["Content-Type"], "application/json")
            self.assertEqual(json.loads(content)["property"]["claim"], claim)
            file = self.folder / f"{steps}.json"
            file.write_bytes(content)
            replayed = self.run_it("replay", file, "--lanes", "--html", self.folder / "r.html", "--mermaid",
                                   self.folder / "r.mmd", code=code).stdout
            self.assertIn("Confirmed", replayed)
            opened = explorer.ask("trace", "POST", content)["address"]
            self.assertEqual(opened.split("~")[0], address)
            began = self.explorer("--trace", file)
            self.assertEqual(began.ask("protocol")["first"], opened)
        self.assertEqual(self.explorer(*TWIN, "--at", opened).ask("protocol")["first"], opened)

    def test_traces_that_check_wrote_are_gone_step_by_step(self):
        for words in (["raft-election", "max_term=1", "bug=volatile-vote", "--faults", "crash=1,restart=1"],
                      ["mutex", "bug=ignores-clock", "--network", "fifo"],
                      ["lease-lock", "bug=no-fencing", "--faults", "pause=1"],
                      ["reliable-broadcast", "bug=hasty", "values=1", "--faults", "byzantine=1"]):
            with self.subTest(words=words):
                file = self.folder / "t.json"
                self.run_it("check", *words, "--trace", file, code=1)
                trace = json.loads(file.read_text())
                explorer = self.explorer("--trace", file)
                way = explorer.ask("way", address=explorer.ask("protocol")["first"])
                self.assertEqual([step["told"] for step in way["steps"]], [step["told"] for step in trace["steps"]])
                world = explorer.ask("world", address=way["address"], step=len(way["steps"]))
                violated = [one["name"] for one in world["properties"] if one["verdict"] == "violated"]
                self.assertIn(trace["property"]["name"], violated)

    def test_a_search_can_be_stopped(self):
        explorer = self.explorer(*support.LARGE)
        name = explorer.ask("protocol")["properties"][0]["name"]
        path = f"/api/search?{urllib.parse.urlencode({'property': name})}"
        connection = http.client.HTTPConnection(explorer.host, explorer.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("POST", path, headers={"Authorization": f"Bearer {explorer.key}"})
            explorer.ask("world", address="0", step=0)  # meanwhile, others are answered
            while True:  # it may not have begun yet
                second = explorer.request(path, "POST", b"")
                if second[0] == 400:
                    self.assertIn("another search is under way", json.loads(second[2])["error"])
                explorer.ask("stop", "POST")
                connection.sock.settimeout(1)
                try:
                    answer = connection.getresponse()
                    break
                except TimeoutError:
                    continue
            found = json.loads(answer.read())
        self.assertNotIn("address", found)
        self.assertIn("stopped by an interrupt", found["told"])

    def test_a_handler_that_throws_is_shown_among_the_others(self):
        binary = support.os.environ.get("PESSIMIST_BROKEN_SPECS")
        if not binary:
            self.skipTest("PESSIMIST_BROKEN_SPECS names no program")
        ours, support.BINARY = support.BINARY, binary
        self.addCleanup(setattr, support, "BINARY", ours)
        explorer = self.explorer("broken", "how=throws")
        world = explorer.ask("world", address="0", step=0)
        self.assertEqual(len(world["broken"]), 2, world)
        for what in world["broken"]:
            self.assertRegex(what, r"^server receives Ping\{number: 42\} from client \d, in state .*: ")
        self.assertGreater(len(world["events"]), 0)
        explorer.ask("world", address="0.0", step=1)
        refused = self.run_it("explore", "broken", "how=too_many_beginnings", code=4)
        self.assertIn("initial worlds", refused.stderr)
        unreadable = self.explorer("broken", "how=predicate_throws")
        for number, event in enumerate(unreadable.ask("world", address="0", step=0)["events"]):
            is_pinged = "receives Ping" in event["told"]
            answer = unreadable.ask("world", status=500 if is_pinged else 200, address=f"0.{number}", step=1)
            self.assertEqual("cannot say" in answer.get("error", ""), is_pinged)

    # What it refuses.

    def test_addresses_that_lead_nowhere(self):
        explorer = self.explorer(*TWIN)
        for address in ("", "x", "-1", "0.", ".0", "0..1", "0.x", "0.99999999999999999999999", "1", "0.999", "0~", "0~zz",
                        "0~123456789", "0.0~00000000", "\0", "0\n", "../../etc/passwd", "0." + "0." * 1600 + "0"):
            for question, more in (("way", {}), ("world", {"step": 1}), ("trace", {})):
                answer = explorer.ask(question, status=400, address=address, **more)
                self.assertNotEqual(answer["error"], "", address)
        for step in ("", "-1", "x", "2", "99999999999999999999999"):
            explorer.ask("world", status=400, address="0.0", step=step)
        self.assertIn("did you mean", explorer.ask("search", "POST", status=400, property="consistant")["error"])
        self.assertEqual(self.refused("explore", *TWIN, "--at", "0.999")[:11], "pessimist: ")

    def test_traces_of_something_else(self):
        explorer = self.explorer(*TWIN)
        file = self.folder / "t.json"
        for words, what in ((["two-phase-commit", "rms=4", "bug=commit-early"], "rms=4"),
                            (["paxos", "bug=ignores-votes"], "paxos"), ([*TWIN, "--faults", "crash=1"], "crash=1")):
            self.run_it("check", *words, "--trace", file, code=1)
            self.assertIn(what, explorer.ask("trace", "POST", file.read_bytes(), status=400)["error"])
        for content in (b"", b"{", b"null", b"\xff\xfe", b"[" * 100_000, b"{}"):
            self.assertNotEqual(explorer.ask("trace", "POST", content, status=400)["error"], "")

    def test_strangers_are_turned_away(self):
        explorer = self.explorer("paxos", enters=False)
        for path in ("/api/protocol", "/api/world?address=0&step=0", "/api/nowhere", f"/api/protocol?token={explorer.token}"):
            for key in (None, "", "Bearer ", "Bearer x", f"Bearer {explorer.token}", f"Basic {explorer.token}"):
                self.assertEqual(explorer.request(path, Authorization=key)[0], 403, (path, key))
        self.assertEqual(explorer.request("/api/stop", "POST", b"")[0], 403)
        for token in ("x", explorer.token[:-1], explorer.token + "0"):
            self.assertEqual(explorer.enter(token), 403, token)
        self.assertEqual(explorer.request("/api/enter", "POST", b"")[0], 403)
        self.assertEqual(explorer.enter(), 200)
        explorer.key = explorer.key[:-1]
        self.assertEqual(explorer.request("/api/protocol")[0], 403)

    def test_the_link_opens_once(self):
        explorer = self.explorer("paxos")
        key = explorer.key
        self.assertEqual(explorer.enter(), 403)
        explorer.ask("protocol")  # who has entered stays
        fresh = explorer.next_link()
        self.assertNotEqual(fresh, explorer.link)
        token = urllib.parse.parse_qs(urllib.parse.urlsplit(fresh).query)["token"][0]
        self.assertEqual(explorer.enter(token), 200)
        self.assertEqual(explorer.key, key)

    def test_other_hosts_and_sites_are_turned_away(self):
        explorer = self.explorer("paxos")
        port = explorer.port
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1:{port + 1}", f"127.0.0.1.evil.example:{port}",
                     f"127.0.0.2:{port}", f"[::1]:{port}", f"localhost:{port}@evil.example", f"evil.example#localhost:{port}"):
            self.assertEqual(explorer.request("/", Host=host)[0], 421, host)
        self.assertEqual(explorer.request("/", Host=f"localhost:{port}")[0], 200)
        for origin in ("http://evil.example", "null", f"https://127.0.0.1:{port}", f"http://localhost:{port}"):
            self.assertEqual(explorer.request("/api/stop", "POST", b"", Origin=origin)[0], 421, origin)
        self.assertEqual(explorer.request("/api/stop", "POST", b"", Origin=f"http://127.0.0.1:{port}")[0], 200)
        for site in ("cross-site", "same-site", "none"):
            self.assertEqual(explorer.request("/api/protocol", Sec_Fetch_Site=site)[0], 421, site)
            self.assertEqual(explorer.request("/", Sec_Fetch_Site=site)[0], 200, site)  # a link to us may be anywhere

    def test_paths_lead_to_no_files(self):
        explorer = self.explorer("paxos")
        for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/explore.js/..", "/api", "/api/", "/api/x",
                     "/explore.js%00.html", "/.git/config", "/%c0%ae%c0%ae/etc/passwd", "http://evil.example/"):
            status, _, content = explorer.request(path)
            self.assertIn(status, (400, 404, 421), path)
            self.assertNotIn(b"root:", content)
            self.assertIn("error", json.loads(content), path)
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"):
            self.assertIn(explorer.request("/api/stop", method, b"")[0], (400, 405), method)

    def test_what_is_too_large_is_not_read(self):
        explorer = self.explorer("paxos")
        head = f"Host: {explorer.netloc}\r\nAuthorization: Bearer {explorer.key}\r\n"
        for request, status in ((f"POST /api/trace HTTP/1.1\r\n{head}Content-Length: 99999999999\r\n\r\n", b"413"),
                                (f"POST /api/trace HTTP/1.1\r\n{head}Content-Length: 17000000\r\n\r\n{'x' * 100_000}", b"413"),
                                (f"POST /api/trace HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\nffffff\r\n", b"411"),
                                (f"POST /api/trace HTTP/1.1\r\n{head}\r\n" + "x" * 100_000, b"411"),
                                (f"GET /api/way?address={'0' * 9000} HTTP/1.1\r\n{head}\r\n", b"414"),
                                (f"GET /{'x' * 1_000_000} HTTP/1.1\r\n{head}\r\n", b"414"),
                                (f"GET / HTTP/1.1\r\n{head}X: {'x' * 1_000_000}\r\n\r\n", b"400")):
            answer = explorer.raw(request.encode())
            self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 " + status), (request[:120], answer[:200]))
        for header in ({"Range": "bytes=0-,0-,0-"}, {"Content-Encoding": "gzip"}):
            self.assertEqual(explorer.request("/api/trace", "POST", b"{}", **header)[0], 415, header)
        many = ",".join(f'"{number}": 0' for number in range(100_000))
        for hostile in ("[" * 1_000_000, "{" + many + "}", '{"a":' * 1_000_000):
            self.assertNotEqual(explorer.ask("trace", "POST", hostile.encode(), status=400)["error"], "")
        for nonsense in (b"", b"\r\n", b"GET", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00", bytes(range(256)) * 40):
            explorer.raw(nonsense)
        self.assertEqual(explorer.request("/")[0], 200)

    def test_headers_of_every_answer(self):
        explorer = self.explorer("paxos", enters=False)
        self.assertEqual(explorer.enter(), 200)
        self.assertRegex(explorer.key, "^[0-9a-f]{32}$")
        self.assertNotEqual(explorer.key, explorer.token)
        for path in ("/", "/explore.js", "/explore.css", "/api/protocol", "/nowhere", "/api/way?address=x"):
            headers = explorer.request(path)[1]
            self.assertIn("default-src 'none'", headers["Content-Security-Policy"], path)
            self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"], path)
            self.assertEqual((headers["X-Content-Type-Options"], headers["Cache-Control"], headers["Referrer-Policy"],
                              headers["Cross-Origin-Resource-Policy"]), ("nosniff", "no-store", "no-referrer", "same-origin"))
            self.assertIsNone(headers["Access-Control-Allow-Origin"])
            self.assertIsNone(headers["Set-Cookie"])

    def test_it_listens_on_this_machine_only(self):
        explorer = self.explorer("paxos")
        self.assertEqual(explorer.host, "127.0.0.1")
        other = self.run_it("explore", "paxos", "--port", explorer.port, code=2)
        self.assertIn(f"port {explorer.port}", other.stderr)
        for address in {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}:
            if not address.startswith("127."):
                with self.assertRaises(OSError):
                    socket.create_connection((address, explorer.port), timeout=2).close()
        everywhere = self.explorer("paxos", "--host", "0.0.0.0", enters=False)
        self.assertEqual(everywhere.request("/", Host=f"192.0.2.7:{everywhere.port}")[0], 200)
        self.assertEqual(everywhere.request("/", Host=f"evil.example:{everywhere.port}")[0], 421)

    def test_ctrl_c_ends_it(self):
        code, _, err = self.explorer("paxos").end()
        self.assertEqual((code, err), (0, ""))
        for _ in range(10):  # hardly begun
            code, _, err = self.explorer("paxos", enters=False).end()
            self.assertEqual((code, err), (0, ""))

    def test_ctrl_c_ends_it_whatever_goes_on(self):
        explorer = self.explorer(*support.LARGE)
        name = explorer.ask("protocol")["properties"][0]["name"]
        head = f"Host: {explorer.netloc}\r\nAuthorization: Bearer {explorer.key}\r\n"
        searching = socket.create_connection((explorer.host, explorer.port))
        self.addCleanup(searching.close)
        path = f"/api/search?{urllib.parse.urlencode({'property': name})}"
        searching.sendall(f"POST {path} HTTP/1.1\r\n{head}Content-Length: 0\r\n\r\n".encode())
        for _ in range(40):  # that say something, and then no more
            waiting = socket.create_connection((explorer.host, explorer.port))
            self.addCleanup(waiting.close)
            waiting.sendall(b"GET / HTTP/1.1\r\nHost: ")
        began = time.monotonic()
        code, _, err = explorer.end()
        self.assertEqual((code, err), (0, ""))
        self.assertLess(time.monotonic() - began, 30)  # it would search for a minute

    def test_nobody_makes_it_remember_without_end(self):
        explorer = self.explorer("paxos")
        before = resident_bytes(explorer.process.pid)
        for endless in (b"a" * 60_000_000, b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 10_000_000):
            explorer.raw(endless)
        self.assertLess(resident_bytes(explorer.process.pid) - before, 40 << 20)

    def test_what_is_wrong_is_said(self):
        self.assertIn("explore which specification?", self.refused("explore"))
        self.assertIn("unknown", self.refused("explore", "paxxos"))
        self.assertIn("--port", self.refused("explore", "paxos", "--port", "0"))
        self.assertIn("--port", self.refused("explore", "paxos", "--port", "65536"))
        for host in ("no.such.host.invalid", "", "127.1", "0x7f000001", "256.0.0.1"):
            self.assertIn("is no address", self.refused("explore", "paxos", "--host", host))
        self.assertIn("cannot listen at 192.0.2.1", self.refused("explore", "paxos", "--host", "192.0.2.1"))
        self.assertIn("No such file", self.refused("explore", "--trace", self.folder / "none.json"))
        self.assertIn("name either", self.refused("explore", "paxos", "--trace", "x.json"))
        self.assertIn("did you mean crash", self.refused("explore", "paxos", "--faults", "crush=1"))


support.main()
