"""How a widget behaves towards its reader and its page: questions for any page of a widget."""

CONTROLS = """() => {
  const found = [...document.querySelectorAll(
    ".jalur :is(button, select, input, textarea, summary, a[href], [tabindex='0'])")]
    .filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }));
  const groups = new Set();
  const first = (one) => !groups.has(one.name) && groups.add(one.name);
  return found.filter((one) => one.type !== "radio" || first(one)).length;
}"""

# A range that lies over a picture shows its focus on the picture, the next in line.
FOCUSED = """() => {
  const one = document.activeElement;
  const outline = (node) => node ? getComputedStyle(node).outlineWidth : "0px";
  const seen = getComputedStyle(one).opacity === "0" ? one.nextElementSibling : one;
  if (!one.closest(".jalur")) return null;
  window.stops ??= new Map();
  if (!stops.has(one)) stops.set(one, stops.size);
  const name = one.dataset.id ?? one.getAttribute("aria-label") ?? one.textContent;
  return [stops.get(one), name, outline(seen)];
}"""

MOUNTS = """(times) => {
  const { model, widget } = jalur;
  let [balance, most] = [0, 0];
  const watching = new Set();
  const count = (object, on, off) => {
    const keep = [object[on], object[off]];
    for (const [name, by] of [[on, 1], [off, -1]]) {
      const plain = object[name];
      object[name] = function (...told) {
        // A listener on a node of the widget's own goes with the node, an observer as a whole.
        const outside = !(this instanceof Node) || this === document || this === document.body;
        const watches = off === "disconnect";
        if (outside && !(watches && watching.has(this) === by > 0)) balance += by;
        if (watches) watching[by > 0 ? "add" : "delete"](this);
        return plain.apply(this, told);
      };
    }
    return () => { [object[on], object[off]] = keep; };
  };
  const undo = [count(EventTarget.prototype, "addEventListener", "removeEventListener"),
    count(model, "on", "off"), count(window, "setInterval", "clearInterval")];
  for (const Watcher of [ResizeObserver, MutationObserver, IntersectionObserver]) {
    undo.push(count(Watcher.prototype, "observe", "disconnect"));
  }
  const el = document.body.appendChild(document.createElement("div"));
  const spent = [];
  for (let n = 0; n < times; n++) {
    const leave = widget.render({ model, el });
    most = Math.max(most, balance);
    leave();
    spent.push(balance);
  }
  const nodes = el.childNodes.length;
  el.remove();
  undo.forEach((back) => back());
  return { most, left: spent, nodes };
}"""


def tab_stops(page):
    """Press Tab through the widgets; return each stop's name and the width of its outline."""
    page.evaluate("document.activeElement.blur()")
    stops = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None and stops:
            break
        if stop is not None:
            if stop[0] < len(stops):
                break
            stops.append(tuple(stop[1:]))
    return stops


def controls(page):
    """Count what a reader could press, choose or move in the widgets as they stand."""
    return page.evaluate(CONTROLS)


def after_leaving(page, times=50):
    """Draw the first widget anew and take it away, `times` times: what is left of it each time.

    `most` is how many listeners it had while it was there, `left` how many more than before
    remain after each leaving, `nodes` how many elements.
    """
    return page.evaluate(MOUNTS, times)
