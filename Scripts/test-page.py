"""Does each job of the server's page in a headless Chromium, as a user would, by the keys where there are any.

    Scripts/test-page.py URL AXE ARTICLE TRANSLATION [FOLDER]

AXE is axe-core's script, which looks for what keeps people from using the page. With FOLDER, pictures of
each part are written there, for a phone and a desk, light and dark. Chromium is driven by the WebDriver protocol
of Debian's chromium-driver.
"""

import base64
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request

url, axe, article, translation = sys.argv[1:5]
folder = sys.argv[5] if len(sys.argv) > 5 else None
with open(axe, encoding="utf-8") as file:
    AXE = file.read()
DRIVER = "http://127.0.0.1:9599"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"down": "\ue015", "ctrl": "\ue009", "enter": "\ue007", "escape": "\ue00c"}


class Replaced(Exception):
    """The page put another element in the place of the one that was found."""


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(DRIVER + path, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)["value"]
    except urllib.error.HTTPError as error:
        fault = json.load(error)["value"]
        if fault["error"] == "stale element reference":
            raise Replaced from None
        raise SystemExit(f"{path}: {fault['message']}") from None


class Page:
    def __init__(self, width, height, dark):
        self.width = width
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", f"--window-size={width},{height}"]
        if dark:
            arguments.append("--blink-settings=preferredColorScheme=0")
        options = {"args": arguments, "prefs": {"download.default_directory": "/tmp"}}
        if width < 500:
            options["mobileEmulation"] = {"deviceMetrics": {"width": width, "height": height, "pixelRatio": 1}}
        capabilities = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options,
                                        "goog:loggingPrefs": {"browser": "ALL"}}}
        self.session = "/session/" + call("POST", "/session", {"capabilities": capabilities})["sessionId"]

    def go(self, part):
        call("POST", self.session + "/url", {"url": f"{url}/#{part}"})
        self.until(f"!document.querySelector('#{part}').hidden && document.querySelector('#from').value !== ''")

    def run(self, script, *values):
        return call("POST", self.session + "/execute/sync", {"script": script, "args": list(values)})

    def until(self, claim, seconds=20):
        end = time.time() + seconds
        while not self.run(f"return Boolean({claim})"):
            if time.time() > end:
                raise SystemExit(f"not so: {claim}; status: {self.run('return document.querySelector(`#status`).textContent')}")
            time.sleep(0.05)

    def find(self, selector):
        return call("POST", self.session + "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def act(self, selector, action, body):
        """Does something with an element, or with the one that takes its place meanwhile."""
        while True:
            try:
                return call("POST", f"{self.session}/element/{self.find(selector)}/{action}", body)
            except Replaced:
                pass

    def type(self, selector, text):
        self.act(selector, "value", {"text": text})

    def set(self, selector, text):
        self.run("const field = document.querySelector(arguments[0]); field.value = arguments[1];"
                 "field.dispatchEvent(new Event('input'))", selector, text)

    def click(self, selector):
        self.act(selector, "click", {})

    def answer(self, button):
        """Answers a question that the page asks before work is lost."""
        self.until("document.querySelector('dialog[open]')")
        self.click(f"dialog[open] button[value='{button}']")
        self.until("!document.querySelector('dialog[open]')")

    def status(self, pattern):
        self.until(f"/{pattern}/.test(document.querySelector('#status').textContent)")

    def picture(self, name):
        if folder:
            with open(f"{folder}/{name}.png", "wb") as file:
                file.write(base64.b64decode(call("GET", self.session + "/screenshot")))

    def check(self):
        """No fault in the console, none that axe-core finds, and nothing wider than the screen."""
        log = [entry["message"] for entry in call("POST", self.session + "/se/log", {"type": "browser"})
               if entry["level"] == "SEVERE"]
        assert not log, log
        faults = call("POST", self.session + "/execute/async", {"script": RUN_AXE, "args": [AXE]})
        assert not faults, "\n".join(faults)
        # A phone's window grows with what does not fit.
        assert self.run("return document.documentElement.scrollWidth <= arguments[0]", self.width), "the page is wider than the screen"

    def forget(self):
        """Forgets the faults of the console so far, which were provoked."""
        call("POST", self.session + "/se/log", {"type": "browser"})

    def close(self):
        call("DELETE", self.session)


# All rules of axe-core, its best practices too; each element that breaks one, with what it says of it. Script of the
# page itself may not do this: a driver's may.
RUN_AXE = """
const [axe, done] = arguments;
if (!window.axe) (0, eval)(axe);
window.axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations.flatMap(
  (rule) => rule.nodes.map((node) => `${rule.id}: ${rule.help}: ${node.html.slice(0, 120)} ${node.failureSummary}`))),
  (error) => done([String(error)]));
"""


def look_up(page, text):
    page.go("lookup")
    page.set("#lookup-text", text)
    page.type("#lookup-text", KEYS["enter"])
    page.until("document.querySelectorAll('#lookup-results li').length > 0")


def align(page, name):
    page.go("align")
    page.run("localStorage.clear()")
    page.set("#align-source", open(article, encoding="utf-8").read())
    page.set("#align-target", open(translation, encoding="utf-8").read())
    page.set("#align-name", name)
    page.click("#align-form .row button")
    page.until("document.querySelectorAll('.bead').length > 3")


def jobs():
    page = Page(1280, 900, dark=False)
    align(page, "page.id.txt")
    count = "document.querySelectorAll('.bead').length"
    beads = page.run(f"return {count}")
    page.type("#beads", "a" + "a" + KEYS["down"])
    page.until("document.querySelectorAll('.bead .good').length === 2")
    page.type("#beads", "m")
    page.until(f"{count} === {beads - 1}")
    page.type("#beads", "s")
    page.until(f"{count} === {beads}")
    page.type("#beads", "u")
    page.type("#beads", "u")
    page.until(f"{count} === {beads}")
    # What was done is there again after the page is left.
    call("POST", page.session + "/refresh", {})
    page.until("document.querySelectorAll('.bead .good').length === 2")
    # What a person changed is approved, without a confidence, and not lost unasked.
    page.type("#beads", KEYS["down"] + "]")
    own = "[...document.querySelectorAll('.bead .facts')].filter((row) => /approved.*changed/.test(row.textContent))"
    page.until(f"{own}.length === 2 && !{own}.some((row) => row.textContent.includes('%'))")
    page.click("#beads-close")
    page.until("document.querySelector('dialog[open]')")
    page.check()
    page.answer("")
    page.until(f"{own}.length === 2")
    page.click("#beads-save")
    page.status("pairs? added.* [34] approved")
    # The link for those who skip the navigation leaves them in the part where they are.
    page.type(".skip", KEYS["enter"])
    page.until("document.activeElement.id === 'main' && !document.querySelector('#align').hidden")
    page.check()
    first = page.run("return document.querySelector('.bead div:nth-child(2)').lastChild.lastChild.textContent")
    page.click("#beads-close")

    look_up(page, first)
    assert float(page.run("return document.querySelector('#lookup-results b').textContent")) >= 99
    page.type("#lookup-results .row button", KEYS["enter"])
    page.status("is approved")
    # The matches are others now, and the keys still act on the same one.
    page.until("/^approve-/.test(document.activeElement.dataset.name)")
    page.check()
    # Whoever has no token can leave the question, and go on with what needs none.
    page.run("fetchOf = fetch; fetch = async () => new Response('{}', { status: 401 })")
    page.click("#lookup-form .row button")
    page.until("document.querySelector('#token-dialog').open")
    page.type("#token", KEYS["escape"])
    page.status("without its token")
    page.run("fetch = fetchOf")
    # An error leaves no earlier answer, and says what to do.
    page.set("#from", "xx-nonsense")
    page.click("#lookup-form .row button")
    page.status("no language")
    page.until("document.querySelectorAll('#lookup-results li').length === 0")
    page.set("#from", "ar")
    page.set("#lookup-text", "")
    page.run("document.querySelector('#add-box').open = true; fetchOf = fetch; fetch = () => Promise.reject(new TypeError())")
    page.set("#add-source", ARABIC)
    page.set("#add-target", "The price of rice rose on Monday.")
    page.click("#add-form button")
    page.status("cannot be reached")
    page.run("fetch = fetchOf")
    page.click("#add-form button")
    page.status("The pair is added|has the pair already")
    page.set("#lookup-text", ARABIC)
    page.click("#lookup-form .row button")
    page.until("document.querySelectorAll('#lookup-results li').length > 0")
    page.until("['#lookup-text', '#lookup-results p[lang=ar]'].every("
               "(name) => getComputedStyle(document.querySelector(name)).direction === 'rtl')")
    page.set("#from", "id")
    page.forget()
    page.check()

    page.go("draft")
    page.set("#draft-text", f"{first}\n\nSebuah kalimat yang belum pernah ada di sini.\n\n"
             "Kalimat di antaranya.\n\nSebuah kalimat yang belum pernah ada di sini.\n")
    page.click("#draft-form .row button")
    page.until("document.querySelectorAll('#draft-segments li').length === 4")
    page.until("document.querySelectorAll('#draft-help .card').length > 0")
    # The help of the next segment may come after the last one is kept.
    page.run(SLOW, "Sebuah kalimat")
    page.type("#draft-segments li:nth-child(1) textarea", KEYS["ctrl"] + KEYS["enter"])
    page.status("Kept")
    page.until("document.querySelectorAll('#draft-help h3').length === 2")
    page.run("fetch = fetchOf")
    page.type("#draft-segments li:nth-child(2) textarea", "A sentence that was never here before." + KEYS["ctrl"] + KEYS["enter"])
    page.until("['2', '4'].every((place) => document.querySelector(`#draft-segments li:nth-child(${place})`).classList.contains('kept'))")
    assert page.run("return document.querySelector('#draft-segments li:nth-child(4) textarea').value").startswith("A sentence that was")
    # What was typed outlives another draft and the page, and is not lost unasked.
    page.type("#draft-segments li:nth-child(1) textarea", " By hand.")
    typed = "/By hand/.test(document.querySelector('#draft-segments textarea')?.value)"
    page.click("#draft-form .row button")
    page.status("^4 segments")
    page.until(typed)
    call("POST", page.session + "/refresh", {})
    page.until(typed)
    # The article has what stands on the page, kept in the memory or not.
    page.run("URL.createObjectURL = (article) => { article.text().then((text) => { delivered = text; }); return 'data:,'; }")
    page.click("#draft-download")
    page.status("The article has what stands here; 1 segment edited")
    page.until("/By hand\\.\\s+A sentence that was never here before\\./.test(window.delivered)")
    page.set("#draft-text", "Kalimat lain.")
    page.click("#draft-form .row button")
    page.answer("")
    page.until(typed)
    page.check()
    page.click("#draft-close")
    page.answer("yes")
    page.until("document.querySelector('#draft-box').hidden")

    page.go("memory")
    page.until("document.querySelectorAll('#history tr').length > 0")
    page.check()
    with open("/tmp/padan-page.tsv", "w", encoding="utf-8") as file:
        for number in range(PLACES):
            file.write(f"Kereta api {number} berangkat.\tTrain {number} leaves.\n")
    page.type("#import-file", "/tmp/padan-page.tsv")
    page.click("#import-form button")
    page.status("the history can undo it")
    page.go("search")
    page.set("#search-words", "kereta")
    page.type("#search-words", KEYS["enter"])
    places = "document.querySelectorAll('#search-results section[data-document] mark:not(.other)').length"
    page.until(f"{places} === 50")
    # An answer that comes after a newer one is not shown.
    page.run(SLOW, "unit >=")
    page.click("#search-more")
    page.set("#search-words", "berangkat")
    page.type("#search-words", KEYS["enter"])
    page.status("^50 places")
    page.until("!document.querySelector('#search-more').disabled")
    assert page.run(f"return {places}") == 50
    page.run("fetch = fetchOf")
    page.click("#search-more")
    page.until(f"{places} === {PLACES} && document.querySelector('#search-more').hidden")
    page.check()
    page.go("memory")
    page.until("document.querySelectorAll('#history tr').length > 0")
    page.click("#history tr button")
    page.status("undone")
    page.check()
    page.close()


def touch():
    """What keys do can also be done by a finger, and nothing is cut off."""
    page = Page(375, 760, dark=False)
    align(page, "phone.id.txt")
    count = "document.querySelectorAll('.bead').length"
    beads = page.run(f"return {count}")
    page.click(".bead:nth-child(3)")
    page.click("[data-key=m]")
    page.until(f"{count} === {beads - 1}")
    page.click("[data-key=u]")
    page.click("[data-key=a]")
    page.until(f"{count} === {beads} && document.querySelectorAll('.bead .good').length === 1")
    page.check()
    page.picture("phone-touch")
    page.click("#beads-close")
    page.answer("yes")
    page.go("draft")
    page.set("#draft-text", "Sebuah kalimat yang pendek saja.")
    page.click("#draft-form .row button")
    page.until("document.querySelector('#draft-segments #draft-help button.writes')")
    page.type("#draft-segments textarea", "A sentence that is longer than its field. " * 5)
    page.until("(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)(document.querySelector('#draft-segments textarea'))")
    page.picture("phone-typed")
    page.click("#draft-help button.writes")
    page.status("Kept")
    page.click("#draft-close")
    page.close()


# Answers to requests with some text come late.
SLOW = """
fetchOf = fetch;
fetch = async (address, options) => {
  const answer = await fetchOf(address, options);
  if (options.body?.includes(arguments[0])) await new Promise((done) => setTimeout(done, 1000));
  return answer;
};
"""
# As many places as one answer of a search does not have.
PLACES = 60
ARABIC = "ارتفع سعر الأرز يوم الاثنين."
# A text like one of the article: a picture of the differences.
LIKE = "Jaksa menyebut kerugian negara mencapai Rp9,2 miliar."


def pictures():
    for width, height, size in [(1280, 900, "desk"), (390, 844, "phone")]:
        for dark in [False, True]:
            page = Page(width, height, dark)
            name = f"{size}-{'dark' if dark else 'light'}"
            look_up(page, LIKE)
            page.check()
            page.picture(f"{name}-lookup")
            align(page, "picture.id.txt")
            page.check()
            page.picture(f"{name}-align")
            page.click("#beads-close")
            page.go("draft")
            page.run("localStorage.clear()")
            page.set("#draft-text", open(article, encoding="utf-8").read())
            page.click("#draft-form .row button")
            page.until("document.querySelectorAll('#draft-help .card').length > 0")
            page.check()
            page.picture(f"{name}-draft")
            page.go("memory")
            page.until("document.querySelectorAll('#history tr').length > 0")
            page.check()
            page.picture(f"{name}-memory")
            page.close()


driver = subprocess.Popen(["chromedriver", "--port=9599"], stdout=subprocess.DEVNULL)
try:
    for _ in range(100):
        try:
            if call("GET", "/status")["ready"]:
                break
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    jobs()
    touch()
    pictures()
    print("the page does all its jobs")
finally:
    driver.terminate()
