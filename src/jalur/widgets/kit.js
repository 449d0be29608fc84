// @ts-check
/**
 * @import { RenderProps } from "@anywidget/types"
 * @import { Blanks, Common, Hooks, Kind, Make, Mounted, Run, Say, Time, Words } from "./kit.types.d.ts"
 *
 * What every widget needs and none should write again. Python puts this text in the place of the
 * line that imports it (widget.py), since anywidget loads a module that can import nothing.
 * From top to bottom: arithmetic, words, drawing, the frame of a widget, and time.
 */

export const ease = (u = 0) => u * u * (3 - 2 * u);
export const clamp = (value = 0, low = 0, high = 1) => Math.min(Math.max(value, low), high);
/** @template T @param {T[]} list @param {(one: T) => number} of */
export const most = (list, of) => Math.max(...list.map(of));
export const sum = (list = [0]) => list.reduce((total, each) => total + each, 0);

/** A round number above `value`, with its ticks: an axis that ends there gives nothing away.
 * `least` is the smallest step between two ticks. */
export function axis(value = 0, most = 11, least = 1) {
  const rough = Math.max(value, least) / most;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(least, [1, 2, 5, 10].map((n) => n * unit).find((n) => n >= rough) ?? unit);
  const last = Math.ceil((value * 1.001) / step);
  return { end: last * step, ticks: Array.from({ length: last + 1 }, (_, n) => n * step) };
}

// ---- words

// Made once: to ask for a locale costs more than a frame.
/** @type {Record<string, Intl.NumberFormat>} */ const forms = {};

/** Speaks one language: fills blanks and writes numbers. @param {Words} words */
export function speaker(words, language = "") {
  const number = (value = 0, digits = 0) => (forms[language + digits] ??= new Intl.NumberFormat(language === "id" ? language : "en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits }))
    .format(value).replace("-", "−");
  /** A sentence in pieces, the blanks named in `strong` bold.
   * @param {string} key @param {Blanks} [blanks] @param {string[]} [strong] @returns {Run[]} */
  const runs = (key, blanks = {}, strong = []) => words[key].split(/(\{\w+\})/).filter(Boolean).map((piece) => {
    const value = /^\{\w+\}$/.test(piece) ? blanks[piece.slice(1, -1)] : piece;
    return { text: typeof value === "number" ? number(value) : value, strong: strong.includes(piece.slice(1, -1)) };
  });
  /** @type {Say} */
  const say = (key, blanks) => runs(key, blanks).map((run) => run.text).join("");
  return { words, number, runs, say };
}

// ---- drawing

/** Set an attribute only when it changes: frames are alike. @param {Element} node */
export const put = (node, name = "", value = "") => { if (node.getAttribute(name) !== value) node.setAttribute(name, value); };
/** @param {Element} node */
export const write = (node, text = "") => { if (node.textContent !== text) node.textContent = text; };
/** @param {Element} node @param {unknown} shown */
export const show = (node, shown) => put(node, "visibility", shown ? "visible" : "hidden");
/** The names of classes that hold. @param {...unknown} names */
export const join = (...names) => names.filter(Boolean).join(" ");
/** @param {Element} node @param {Record<string, any>} props @param {(Node | string)[]} children */
const dress = (node, props, children) => {
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
};
/** An element of HTML. @type {Make} */
export const h = (tag, props = {}, ...children) => dress(document.createElement(tag), props, children);
/** An element of SVG. @type {Make} */
export const s = (tag, props = {}, ...children) => dress(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
export const line = (d = "", name = "", more = {}) => s("path", { d, class: name, ...more });
export const rect = (x = 0, y = 0, width = 0, height = 0, name = "", rx = 2) => s("rect", { x, y, width, height, rx, class: name });
export const circle = (cx = 0, cy = 0, r = 0, name = "", more = {}) => s("circle", { cx, cy, r, class: name, ...more });
export const label = (x = 0, y = 0, name = "", text = "") => s("text", { x, y, class: name }, text);
/** A picture that the stylesheet draws: one for the eye only, or with a name. */
export const glyph = (name = "", title = "") => h("i", { class: name, ...(title ? { role: "img", "aria-label": title } : { "aria-hidden": "true" }) });
const MARKS = { assess: "M0-5.5 5.8 5H-5.8Z", clear: "M-5-5H5V5H-5Z", act: "M-5.3 0A5.3 5.3 0 1 0 5.3 0 5.3 5.3 0 1 0-5.3 0Z" };
export const CHECK = "M-4.5.3-1.3 3.5 4.8-3.6";
export const CROSS = "M-4-4 4 4M4-4-4 4";
/** A kind's shape in a picture. */
export const mark = (kind = "", x = 0, y = 0, size = 1, more = "") =>
  line(MARKS[/** @type {Kind} */ (kind)], `mark ${kind} ${more}`, { transform: `translate(${x} ${y}) scale(${size})` });
/** A path's name in shapes; more than nine alike in a row are counted. @param {string[]} kinds */
export const shapes = (kinds) => h("span", { class: "shapes", "aria-hidden": "true" },
  ...kinds.join(" ").replace(/(\w+)( \1){9,}/g, (all, kind) => `${kind} ×${all.split(" ").length}`).split(" ")
    .map((kind) => (kind[0] === "×" ? kind : glyph(`shape ${kind}`))));
/** @param {Run[]} runs */
export const pieces = (runs) => runs.map(({ text, strong }) => (strong ? h("b", {}, text) : text));
/** A table whose first column names the rows; a cell is a list of nodes.
 * @param {(Node | string)[][]} head @param {(Node | string)[][][]} rows */
export const grid = (title = "", head, rows) => h("table", {}, h("caption", { class: "sr" }, title),
  h("thead", {}, h("tr", {}, ...head.map((cell) => h("th", { scope: "col" }, ...cell)))),
  h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell, n) => (n ? h("td", {}, ...cell) : h("th", { scope: "row" }, ...cell)))))));

/** Light or dark, by what is painted behind the widget. @param {Element | null} node @returns {boolean} */
export function darkBehind(node) {
  if (!node) return matchMedia("(prefers-color-scheme: dark)").matches;
  const [r, g, b, a = 1] = (getComputedStyle(node).backgroundColor.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  return a > 0.5 ? 0.2126 * r + 0.7152 * g + 0.0722 * b < 128 : darkBehind(node.parentElement);
}

// ---- the frame of a widget

/** Open a widget in `el`: its root, its words, its buttons, its ears. Fill `body` in `build`, and
 * hand what `open` returns to anywidget: it takes every listener along.
 * @template {Common} T @param {RenderProps<T>} props */
export function mount({ model, el }, name = "") {
  const get = model.get.bind(model);
  /** @template {keyof T & string} K @param {K} trait @param {T[K]} value */
  const set = (trait, value) => { model.set(trait, value); model.save_changes(); };
  const body = h("div");
  const live = h("div", { class: "sr", "aria-live": "polite" });
  const root = h("div", { class: `jalur ${name}`, role: "group" }, body, live);
  el.append(root);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let speak = speaker({});
  let [width, request, pending, spoken, later] = [0, 0, 0, -Infinity, 0];
  let rebuild = () => {};
  /** @type {(() => void)[]} */ const undo = [];
  /** @param {EventTarget} target @param {any} heard */
  const listen = (target, type = "", heard) => {
    target.addEventListener(type, heard, true);
    undo.push(() => target.removeEventListener(type, heard, true));
  };
  /** @param {keyof T & string} trait @param {() => void} heard */
  const watch = (trait, heard) => {
    model.on(`change:${trait}`, heard);
    undo.push(() => model.off(`change:${trait}`, heard));
  };
  /** @type {Say} */
  const say = (key, blanks) => speak.say(key, blanks);
  /** Tell those who cannot see it: at once if `now`, else the last of what came within 2.5 s. */
  const announce = (text = "", now = false) => {
    clearTimeout(later);
    const rest = now ? 0 : spoken + 2500 - performance.now();
    if (rest > 0) later = setTimeout(announce, rest, text, true);
    else {
      spoken = performance.now();
      write(live, text);
    }
  };
  /** Call `act` on every frame with the milliseconds since the last, until it says no; `rest` stops it. @param {(past: number) => boolean} act */
  const run = (act) => {
    let last = performance.now();
    const tick = (now = 0) => {
      const past = clamp(now - last, 0, 100);
      last = now;
      if (act(past)) request = requestAnimationFrame(tick);
    };
    rest();
    request = requestAnimationFrame(tick);
  };
  const rest = () => cancelAnimationFrame(request);
  /** A button, named by its key; a round one shows its icon only. @param {() => void} onclick @param {Record<string, any>} [more] */
  const button = (key = "", onclick, more = {}, text = say(key)) => h("button", { type: "button", "data-id": key, onclick,
    ...(more.class === "round" ? { "aria-label": text, title: text } : {}), ...more },
    glyph(`icon i-${key}`), more.class === "round" ? "" : h("span", {}, text));
  /** A choice of numbers, each with its text. @param {(string | number)[][]} options @param {unknown} value @param {(value: number) => void} heard */
  const select = (key = "", options, value, heard) => {
    const node = h("select", { "data-id": key, "aria-label": say(key), onchange: () => heard(Number(node.value)) },
      ...options.map(([code, text]) => h("option", { value: code }, String(text))));
    node.value = value ?? 0;
    return h("label", { class: `pick ${key}` }, glyph(`icon i-${key}`), node);
  };
  /** The title, a line under it, and the switch of language. @param {...(Node | string)} under */
  const head = (...under) => h("div", { class: "head" }, h("div", {}, h("p", { class: "title" }, say("title")), ...under),
    h("div", { class: "toggle", role: "group", "aria-label": say("language") }, ...["id", "en"].map((code) =>
      button(code, () => set("language", code), { lang: code, "aria-pressed": String(code === get("language")) }, code.toUpperCase()))));

  const narrow = () => width < 560; // of the container: a page may be wide and a cell narrow
  /** @param {Hooks} hooks */
  const open = ({ build, layout, draw = layout, key }) => {
    const fit = () => {
      width = Math.max(root.clientWidth, 240); // 0 while the page hides it
      root.classList.toggle("narrow", narrow());
      root.classList.toggle("dark", darkBehind(el));
      layout();
    };
    /** The focus stays where it was. */
    rebuild = () => {
      cancelAnimationFrame(pending);
      const id = root.contains(document.activeElement) && document.activeElement?.getAttribute("data-id");
      const language = get("language");
      const words = get("labels")[language];
      speak = speaker(words, language);
      root.lang = language;
      put(root, "aria-label", words.title);
      build(words, language);
      if (width) layout(); // to measure anew would lay the page out twice
      else fit();
      if (id) root.querySelector(`[data-id="${id}"]`)?.focus();
    };
    const dusk = () => { if (root.classList.contains("dark") !== darkBehind(el)) fit(); };
    // Hosts listen on the document, and Notebook 7 acts on "b" in spite of every attribute: the
    // window hears a key before anyone else, so what is meant for the widget ends here.
    listen(window, "keydown", (/** @type {KeyboardEvent} */ event) => {
      const [target] = event.composedPath();
      if (!root.contains(target) || event.key === "Tab" || event.key === "Escape" || event.ctrlKey || event.metaKey || event.altKey) return;
      event.stopImmediatePropagation();
      key?.(event, target);
    });
    listen(matchMedia("(prefers-color-scheme: dark)"), "change", dusk);
    listen(calm, "change", draw);
    const themes = new MutationObserver(() => requestAnimationFrame(dusk));
    for (const node of [document.documentElement, document.body]) themes.observe(node, { attributes: true });
    const sizes = new ResizeObserver(() => { if (root.clientWidth && root.clientWidth !== width) fit(); });
    sizes.observe(root);
    watch("language", () => rebuild());
    // New words mostly come with what they speak of: once for both.
    watch("labels", () => { pending = requestAnimationFrame(() => rebuild()); });
    rebuild();
    return () => {
      rest();
      cancelAnimationFrame(pending);
      clearTimeout(later);
      sizes.disconnect();
      themes.disconnect();
      for (const remove of undo) remove();
      root.remove();
    };
  };

  return { root, body, get, set, listen, watch, say, announce, run, rest, button, select, head, open, narrow,
    /** Write everything anew, in the language of now. */
    rebuild: () => rebuild(), calm: () => calm.matches, width: () => width, speaks: () => speak };
}

// ---- time

/** Time in the reader's hands: nothing moves unless they say so, and every way of moving ends in `show`.
 * @param {Mounted} widget @param {Time} hooks */
export function clock(widget, { show, end, stops, pace, ready = () => true }) {
  let [t, playing] = [0, false];
  const seek = (to = 0, running = false) => {
    t = clamp(to, 0, end());
    show(t, running);
  };
  const pause = () => {
    widget.rest();
    if (!playing) return;
    playing = false;
    seek(t);
  };
  const jump = (to = 0) => {
    pause();
    seek(to);
  };
  const start = () => {
    if (!ready()) return;
    if (t >= end()) t = 0;
    playing = true;
    let rest = 0;
    widget.run((past) => {
      rest += past;
      const still = widget.calm();
      if (still && rest < 1000) return true; // without motion, one event a second
      const to = still ? (stops().find((stop) => stop > t) ?? end()) : t + rest / pace();
      rest = 0;
      seek(to, to < end());
      if (t >= end()) pause();
      return playing;
    });
    show(t, true);
  };
  /** To the next moment or the one before, of all or of those given. */
  const step = (way = 1, among = stops(), last = end()) => {
    pause();
    const from = t;
    const to = way > 0 ? (among.find((stop) => stop > t) ?? last) : (among.findLast((stop) => stop < t) ?? 0);
    let past = widget.calm() || way < 0 ? 320 : 0;
    widget.run((more) => {
      past += more;
      seek(past < 320 ? from + (to - from) * ease(past / 320) : to, past < 320);
      return past < 320;
    });
  };
  const toggle = () => (playing ? pause() : start());
  /** What the keys of the range do. @param {KeyboardEvent} event */
  const key = (event, unit = 1) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined && event.key !== " ") return;
    event.preventDefault();
    if (by === undefined) toggle();
    else jump(t + by * unit);
  };
  /** Be at a moment without showing it. */
  const set = (to = 0) => { t = clamp(to, 0, end()); };
  return { now: () => t, playing: () => playing, set, seek, pause, jump, start, step, toggle, key };
}

/** The bar that moves a clock: five controls and a range that speaks. For a model with `speed`.
 * @param {Mounted} widget @param {ReturnType<typeof clock>} time */
export function transport(widget, time, disabled = false) {
  const { button, say, speaks } = widget;
  const round = (key = "", /** @type {() => void} */ act) => button(key, act, { class: "round", disabled });
  const play = h("button", { type: "button", class: "go", "data-id": "play", disabled, onclick: time.toggle });
  const range = h("input", { type: "range", min: 0, step: "any", "data-id": "range", "aria-label": say("playhead"), disabled,
    oninput: () => time.jump(Number(range.value)) });
  const speed = widget.select("speed", [0.25, 0.5, 1, 2, 4].map((n) => [n, `${speaks().number(n, 2).replace(/[.,]?0+$/, "")}×`]),
    widget.get("speed"), (to) => widget.set("speed", to));
  let shown = "";
  return { play, range, nodes: [round("restart", () => time.jump(0)), round("back", () => time.step(-1)), play, round("forward", () => time.step(1)), speed],
    /** Say where the clock is. */
    update(text = "") {
      range.value = time.now();
      put(range, "aria-valuetext", text);
      const now = time.playing() ? "pause" : "play";
      if (shown === now) return;
      play.replaceChildren(glyph(`icon i-${shown = now}`));
      play.title = play.ariaLabel = say(now);
    } };
}
