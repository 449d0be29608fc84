"""Bytes and seconds of the reading pages, at full speed and at an emulated 3G, cold and warm.

`python tests/benchmarks/site_pages.py DIR` measures a site that `jalur site DIR` wrote. The server
gzips as hosts do; Chromium's own throttling plays 3G: 1.6 Mbit/s, 150 ms.
"""

import gzip
import http.server
import mimetypes
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import FLAGS_OF_CHROMIUM

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8,
        "uploadThroughput": 0.75e6 / 8}  # fmt: skip


class Gzipping(http.server.BaseHTTPRequestHandler):
    """Serves `folder`, text gzipped, files with a hash in their name kept for a year."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.folder / self.path.partition("?")[0].lstrip("/")
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        if path.suffix != ".woff2":
            body = gzip.compress(body, 9)
            self.send_header("Content-Encoding", "gzip")
        kept = "max-age=31536000" if "assets" in path.parts else "no-cache"
        self.send_header("Cache-Control", kept)
        self.send_header("Content-Type", mimetypes.guess_type(path.name)[0] or "font/woff2")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.sent[self.path] = len(body)

    def log_message(self, *_):
        pass


def serve(folder):
    """Serve a site from a thread; return the server."""
    handler = type("Here", (Gzipping,), {"folder": Path(folder), "sent": {}})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


TEXT = """() => Math.round(performance.getEntriesByName("first-contentful-paint")[0].startTime)"""


def measure(browser, server, page_name, slow, context=None):
    """Open a page; return bytes, milliseconds to text and to a playing animation, if it has one.

    The reader goes to the player at once, guesses nothing and presses Play.
    """
    sent = server.RequestHandlerClass.sent
    sent.clear()
    page = (context or browser).new_page()
    if slow:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"http://127.0.0.1:{server.server_port}/{page_name}", wait_until="commit")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    text = page.evaluate(TEXT)
    playing = None
    page.wait_for_function("document.readyState === 'complete'")
    if page.locator(".widget.path_player").count():
        page.evaluate("document.querySelector('.widget.path_player').scrollIntoView()")
        page.wait_for_selector(".widget.path_player[data-alive]")
        playing = page.evaluate("""() => {
          const place = document.querySelector(".widget.path_player");
          const model = reader.models[Number(place.dataset.item)];
          if (model.get("predict") != null) model.set("guess", model.get("traces").map(() => 1));
          place.querySelector("[data-id=play]").click();
          return new Promise((done) => {
            const look = () => (model.get("day") > 0 || place.querySelector(".i-pause")
              ? done(Math.round(performance.now())) : requestAnimationFrame(look));
            look();
          });
        }""")
    size = -1
    while size != sum(sent.values()):  # what comes near meanwhile counts too
        size = sum(sent.values())
        page.wait_for_timeout(600)
    page.close()
    return size, len(sent), text, playing


def main(folder):
    """Print a row for each page and way."""
    server = serve(folder)
    pages = ["index.html", "search.html", "tested.html"]
    pages += [f"lessons/{path.name}" for path in sorted(Path(folder, "lessons").glob("*.html"))]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS_OF_CHROMIUM
        )
        print("page, speed, cache: kB, requests, ms to text, ms to a playing animation")
        for name in pages:
            for slow in (False, True):
                context = browser.new_context()
                for cache in ("cold", "warm"):
                    size, count, text, playing = measure(browser, server, name, slow, context)
                    speed = "3G" if slow else "full"
                    print(
                        f"{name}, {speed}, {cache}: {size / 1000:.1f}, {count}, {text}, {playing}"
                    )
                context.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
