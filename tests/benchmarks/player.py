"""How smoothly the player plays: frames a second against an empty page, and key to picture.

Run it alone; it prints one line of JSON last. The goal is 85 % of the empty page's rate.
"""

import json
import shutil
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from jalur import Situation, Step, act, direct, full, panel, play

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
SECONDS = 4
COUNT = """(seconds) => new Promise((done) => {
  const start = performance.now();
  let frames = 0;
  const tick = (now) => {
    frames++;
    if (now - start < seconds * 1000) requestAnimationFrame(tick);
    else done(frames / (now - start) * 1000);
  };
  requestAnimationFrame(tick);
})"""
# Heard before the player hears it: who is first on the window is asked first.
PAINTED = """
  window.waits = [];
  window.addEventListener('keydown', () => {
    const pressed = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - pressed)));
  }, true);
"""


def office():
    desk = Step("land", kind="clear", good=0.9, bad=0.3, days=3, variation=0.5)
    return panel(5, accuracy=0.8, days=2, variation=0.5) >> desk >> act(days=3)


def pages(folder):
    """Yield a name and a page, or no page for the empty one."""
    queues = Situation(budget=20, arrivals=0.5)
    yield "empty", None
    for tokens in (1, 20, 100, 500):
        player = play(office(), direct(), situation=queues, cases=tokens, seed=3, predict=None)
        yield f"{tokens}", player.save_html(folder / f"{tokens}.html")
    player = play(direct(), full(), cases=20, seed=7, predict=None)
    yield "lesson", player.save_html(folder / "lesson.html")


def measure(browser, path):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    if path is None:
        page.set_content("<!doctype html><title>empty</title>")
        rate = page.evaluate(COUNT, SECONDS)
        page.close()
        return rate, None
    page.add_init_script(PAINTED)
    page.goto(path.as_uri())
    page.evaluate("jalur.model.set('speed', 0.5)")
    # From the middle of the story, where most is going on.
    page.evaluate("jalur.model.set('day', jalur.model.get('traces')[0].horizon / 3)")
    page.locator("[data-id=play]").click()
    rate = page.evaluate(COUNT, SECONDS)
    page.locator("[data-id=play]").click()
    page.locator("[data-id=range]").focus()
    for n in range(21):
        page.keyboard.press("ArrowRight" if n % 4 else "PageUp")
        page.wait_for_function(f"window.waits.length > {n}")
    wait = median(page.evaluate("window.waits"))
    page.close()
    return rate, wait


def main():
    told = {}
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for name, path in pages(Path(folder)):
            rate, wait = measure(browser, path)
            told[name] = {"frames": round(rate, 1)}
            if wait is not None:
                told[name] |= {
                    "share": round(rate / told["empty"]["frames"], 2),
                    "key_to_picture_ms": round(wait, 1),
                }
            print(name, told[name])
        browser.close()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
