"""How smoothly the player plays, and how soon a key becomes a picture.

Run it alone; it prints one line of JSON last. Goals: 60 frames a second wherever an empty page has
them, and at least 50 with 500 files; a picture at least 6 times as soon as by `interact` with
matplotlib in the browser alone, and 3.5 times through the kernel with 10,000 simulated cases. Only
ratios within one run count: milliseconds are this machine's. `floor` is the least that anything
through the kernel can take: a widget that shows one number, which Python sends back as it came.

The host goes on working for a tenth of a second after a picture: marks the kernel busy and idle,
measures its toolbars. Keys are pressed once it is at rest, as by a person who looks at each
picture; `hurried` is what it takes while the host is still at work with the last one.
"""

import json
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import FLAGS_OF_CHROMIUM
from jalur import Situation, Step, act, direct, full, panel, play
from lab_server import run_all, served, write_notebook

SECONDS = 4
KEYS, ROUNDS = 8, 6
"""Keys in a row on one control, half of them back, and how often each control has its turn."""
REST, HURRY = 300, 60
"""Milliseconds from a picture to the next key."""
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
# Heard before the player hears it: who is first on the window is asked first. `soon` is when the
# next frame has been painted; `pictured` waits for what a kernel sends.
PAINTED = """
  window.waits = [];
  let pressed = 0;
  let pictured = null;
  const painted = () => requestAnimationFrame(() => setTimeout(() => {
    if (pressed) waits.push(performance.now() - pressed);
    pressed = 0;
  }));
  window.addEventListener('keydown', () => {
    pressed = performance.now();
    if (!pictured) painted();
  }, true);
  // A player's lanes are drawn anew, or an image takes the place of another.
  window.expect = (node, image) => {
    pictured = new MutationObserver(async () => {
      const shown = node.querySelector('img');
      if (image && !shown) return;
      if (image) await shown.decode();
      painted();
    });
    pictured.observe(node, { childList: true, subtree: true });
  };
  window.expectNothing = () => { pictured?.disconnect(); pictured = null; };
"""
PLAYED = """import jalur
paths = [jalur.direct(), jalur.full()]
player = jalur.play(*paths, cases=20, seed=7, predict=None)

def heard(change):
    share = change["new"]["good_share"]
    situation = jalur.Situation(good_share=share)
    logs = [jalur.simulate(path, situation, cases=10_000, seed=7) for path in paths]
    with player.hold_sync():
        player.settings = player.settings | {"good_share": (share, 0, 1, 0.05)}
        player.retell(*(log.trace(20) for log in logs))

player.unobserve_all("wanted")
player.observe(heard, "wanted")
player"""
FLOOR = """import anywidget
import traitlets

class Floor(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
      const input = document.createElement("input");
      const shown = document.createElement("b");
      input.type = "range";
      input.onchange = () => { model.set("asked", Number(input.value)); model.save_changes(); };
      // JupyterLab takes the arrow keys for itself, as the player knows too.
      addEventListener("keydown", (event) => {
        if (event.target === input) event.stopImmediatePropagation();
      }, true);
      model.on("change:told", () => { shown.textContent = model.get("told"); });
      el.className = "floor";
      el.append(input, shown);
    } };'''
    asked = traitlets.Int().tag(sync=True, echo_update=False)
    told = traitlets.Int().tag(sync=True)

    @traitlets.observe("asked")
    def _heard(self, change):
        self.told = change["new"]

Floor()"""
DRAWN = """import matplotlib.pyplot as plt
from ipywidgets import FloatSlider, interact

def draw(good_share):
    situation = jalur.Situation(good_share=good_share)
    logs = [jalur.simulate(path, situation, cases=10_000, seed=7) for path in paths]
    figure, axes = plt.subplots(figsize=(6.4, 3.6))
    for row, log in enumerate(logs):
        trace = log.trace(20).record["cases"]
        days = [end - start for start, end in zip(trace["arrival"], trace["end"])]
        axes.barh([row * 24 + n for n in range(20)], days)
    axes.set_xlabel("days")
    plt.show()

interact(draw, good_share=FloatSlider(value=0.5, min=0, max=1, step=0.01));"""


def office():
    desk = Step("land", kind="clear", good=0.9, bad=0.3, days=3, variation=0.5)
    return panel(5, accuracy=0.8, days=2, variation=0.5) >> desk >> act(days=3)


def pages(folder):
    """Yield a name and a page, or no page for the empty one."""
    queues = Situation(budget=20, arrivals=0.5)
    yield "empty", None
    for tokens in (1, 100, 500, 2_000):
        player = play(office(), direct(), situation=queues, cases=tokens, seed=3, predict=None)
        yield f"{tokens}", player.save_html(folder / f"{tokens}.html")
    for tokens in (20, 500):
        player = play(direct(), full(), cases=tokens, seed=7, predict=None)
        yield f"lesson, {tokens}", player.save_html(folder / f"lesson{tokens}.html")


def frames(browser, path):
    """Frames a second while it plays, from where most is going on."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    if path is None:
        page.set_content("<!doctype html><title>empty</title>")
    else:
        page.goto(path.as_uri())
        page.evaluate("jalur.model.set('speed', 0.5)")
        page.evaluate("jalur.model.set('day', jalur.model.get('traces')[0].horizon / 3)")
        page.locator("[data-id=play]").click()
    rate = page.evaluate(COUNT, SECONDS)
    page.close()
    return rate


def waits(page, control, pause):
    """Press the arrow key on a control; return the waits for a picture, in milliseconds."""
    page.evaluate("waits.length = 0")
    control.focus()
    for n in range(KEYS):
        page.keyboard.press("ArrowRight" if n % 8 < 4 else "ArrowLeft")
        page.wait_for_function(f"waits.length > {n}")
        page.wait_for_timeout(pause)
    return page.evaluate("waits")


def keys(browser, folder):
    """From key to picture in one JupyterLab: the player, with its kernel, the floor, `interact`."""
    write_notebook(folder / "keys.ipynb", PLAYED, FLOOR, DRAWN)
    told = {pause: defaultdict(list) for pause in (HURRY, REST)}
    warm = False
    with served(folder) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 1400}, base_url=address)
        page = context.new_page()
        page.add_init_script(PAINTED)
        run_all(page, "lab", "keys.ipynb")
        slider = page.locator(".noUi-handle").first
        slider.wait_for(timeout=60_000)
        page.locator(".widget-output img").first.wait_for(timeout=60_000)
        page.locator("[data-id=change]").click()
        share = page.locator("[data-id=set-good_share]")
        for pause in (HURRY, *(HURRY, REST) * ROUNDS):
            now = told[pause] if warm else defaultdict(list)
            warm = True
            page.evaluate("expectNothing()")
            now["browser"] += waits(page, page.locator("[data-id=range]"), pause)
            page.evaluate("expect(document.querySelector('.jalur-player .lanes'), false)")
            now["kernel"] += waits(page, share, pause)
            page.evaluate("expectNothing(); expect(document.querySelector('.floor'), false)")
            now["floor"] += waits(page, page.locator(".floor input"), pause)
            page.evaluate("expectNothing(); expect(document.querySelector('.widget-output'), true)")
            now["interact"] += waits(page, slider, pause)
        context.close()
    return told


def compared(waited):
    """Milliseconds, and how many times sooner than `interact`: medians."""
    waited = {name: median(many) for name, many in waited.items()}
    times = {name: round(waited["interact"] / wait, 1) for name, wait in waited.items()}
    del times["interact"]
    return {
        "key_to_picture_ms": {name: round(wait, 1) for name, wait in waited.items()},
        "times_as_soon_as_interact": times,
    }


def main():
    told = {"frames": {}}
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS_OF_CHROMIUM)
        for name, path in pages(Path(folder)):
            told["frames"][name] = round(frames(browser, path), 1)
            print(name, told["frames"][name])
        waited = keys(browser, Path(folder))
        browser.close()
    print(json.dumps(told | compared(waited[REST]) | {"hurried": compared(waited[HURRY])}))


if __name__ == "__main__":
    main()
