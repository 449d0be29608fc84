// @ts-check
/// <reference path="./reader.d.ts" />
/**
 * What a reading page does in the browser: one language for all, a trail that stays here, guesses,
 * progress, the widgets, the search. Without it text and pictures are there all the same.
 * A classic script, since a page that is opened from a file may load no modules.
 */
(() => {
const root = document.documentElement;
const $ = (/** @type {string} */ rule, from = /** @type {ParentNode} */ (document)) => /** @type {HTMLElement[]} */ ([...from.querySelectorAll(rule)]);
/** @type {Record<string, Record<string, string>>} */
const words = JSON.parse(document.getElementById("page-words")?.textContent ?? "{}");
const language = () => /** @type {"id" | "en"} */ ($("#lang-en:checked").length ? "en" : "id");
const number = (/** @type {unknown} */ value) => (typeof value === "number" ? new Intl.NumberFormat(language() === "id" ? "id" : "en-GB", { maximumSignificantDigits: 6 }).format(value).replace("-", "−") : String(value));
/** A sentence in the reader's language, its blanks filled. @param {Record<string, unknown>} [blanks] */
const say = (key = "", blanks = {}) => words[language()][key].replace(/\{(\w+)\}/g, (all, name) => (name in blanks ? number(blanks[name]) : all));

// ---- the trail: jejak.json, version 1, as the notebooks write it (checks/trail.py)

const PLACE = "jalur.jejak";
const SECTIONS = ["predictions", "checks", "quizzes", "reading"];
/** @returns {Trail} */
const empty = () => ({ version: 1, predictions: {}, checks: {}, quizzes: {}, reading: {} });
const isSection = (/** @type {any} */ told) => told !== null && typeof told === "object" && !Array.isArray(told)
  && Object.values(told).every((one) => one !== null && typeof one === "object" && !Array.isArray(one));
/** A trail from a text, or null if it is none of ours. @returns {Trail | null} */
function trailOf(text = "") {
  try {
    const told = JSON.parse(text);
    return told?.version === 1 && SECTIONS.every((name) => isSection(told[name] ?? {})) ? { ...empty(), ...told } : null;
  } catch { return null; }
}
/** @type {Trail | null} */ let memory = null; // where the browser keeps nothing
function trail() {
  if (memory) return memory;
  try { return trailOf(localStorage.getItem(PLACE) ?? "") ?? empty(); } catch { return (memory = empty()); }
}
/** @param {Trail} told */
function write(told) {
  try { localStorage.setItem(PLACE, JSON.stringify(told)); } catch { memory = told; }
}
/** @param {Entry} entry */
function remember(section = "", key = "", entry) {
  const told = trail();
  told[section][key] = { ...told[section][key], ...entry };
  write(told);
}
/** What is new in `other` beside what is here; where both know something, the file wins. @param {Trail} other */
function merge(other) {
  const told = trail();
  for (const [name, section] of Object.entries(other)) {
    if (!isSection(section)) { told[name] ??= section; continue; }
    told[name] = { ...told[name] };
    for (const [key, entry] of Object.entries(/** @type {Entry} */ (section))) told[name][key] = { ...told[name][key], ...entry };
  }
  write(told);
}

// ---- progress

const lesson = root.dataset.lesson;
const stations = $("[data-boxes] [data-station]").map((one) => one.dataset.station ?? "");
/** How much of a lesson has been read. @param {string[]} ids */
const share = (name = "", ids) => ids.filter((id) => trail().reading[name]?.[id]).length / Math.max(1, ids.length);

function showProgress() {
  if (lesson) {
    const read = trail().reading[lesson] ?? {};
    const here = stations.find((id) => !read[id]);
    for (const one of $("[data-station]")) {
      one.classList.toggle("done", Boolean(read[one.dataset.station ?? ""]));
      one.classList.toggle("here", one.dataset.station === here);
    }
    const part = share(lesson, stations);
    /** @type {HTMLElement} */ (document.querySelector(".topbar")).style.setProperty("--passed", `${100 * part}%`);
    for (const one of $("[data-progress]")) one.textContent = say("site.js.lesson_progress", { done: Math.round(part * stations.length), of: stations.length });
    return;
  }
  const cards = $("[data-stations]");
  const parts = cards.map((card) => share(card.dataset.lesson, (card.dataset.stations ?? "").split(" ")));
  const here = parts.findIndex((part) => part < 1);
  cards.forEach((card, n) => {
    card.classList.toggle("done", parts[n] === 1);
    card.classList.toggle("here", n === here && parts.some((part) => part > 0));
    for (const stamp of $("[data-stamp]", card)) stamp.hidden = parts[n] < 1;
    for (const bar of $("[data-bar]", card)) { bar.hidden = parts[n] === 0 || parts[n] === 1; bar.style.setProperty("--done", `${100 * parts[n]}%`); }
  });
  for (const one of $("[data-progress]")) one.textContent = cards.length ? say("site.js.progress", { done: parts.filter((part) => part === 1).length, of: cards.length }) : say("site.js.kept");
  const next = cards[Math.max(0, here)];
  for (const link of $("a[data-begin]")) {
    if (!parts.some((part) => part > 0) || !next) continue;
    link.setAttribute("href", next.dataset.href ?? "");
    link.firstElementChild?.replaceChildren(say("site.js.go_on", { n: Number(next.dataset.lesson?.slice(1)) }));
    while (link.children.length > 2) link.children[1].remove();
    if (link.firstElementChild) link.firstElementChild.removeAttribute("data-half");
  }
}

/** A station is done when its end has come into sight by scrolling. */
function watchStations() {
  if (!lesson || !stations.length) return;
  const blocks = $(".block");
  const last = (/** @type {number} */ n) => {
    const next = blocks.findIndex((one) => one.id === stations[n + 1]);
    return blocks[(next < 0 ? blocks.length : next) - 1];
  };
  const ends = new Map(stations.map((id, n) => [last(n), id]));
  let moved = false;
  addEventListener("scroll", () => { moved = true; }, { once: true, passive: true });
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const id = ends.get(/** @type {HTMLElement} */ (target.parentElement));
      if (!isIntersecting || !moved || !id) continue;
      remember("reading", lesson, { [id]: true });
      showProgress();
    }
  });
  for (const block of ends.keys()) {
    const end = document.createElement("i");
    end.style.cssText = "display:block;height:1px;margin-top:-1px";
    block.append(end);
    seen.observe(end);
  }
}

// ---- guesses

function showGuesses() {
  for (const form of $("form[data-guess]")) {
    const { first, last = first } = trail().predictions[form.dataset.guess ?? ""] ?? {};
    const told = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
    told.textContent = first === undefined ? "" : first === last ? say("predict.kept", { guess: first }) : say("predict.later", { guess: last, first });
    const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    if (last !== undefined && !field.value) field.value = String(last);
  }
  /** @type {Element | null} */ let quiet = null; // where it is said already that nothing has been guessed
  for (const line of $("[data-recall]")) {
    const { first, last = first } = trail().predictions[line.dataset.recall ?? ""] ?? {};
    line.hidden = first === undefined && line.parentElement === quiet;
    if (first === undefined) quiet = line.parentElement;
    line.textContent = first === undefined ? say("predict.none") : first === last ? say("predict.shown", { guess: first }) : say("predict.both", { guess: last, first });
  }
}
for (const form of $("form[data-guess]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    const guess = field.type === "number" ? field.valueAsNumber : field.value.trim();
    if (guess === "" || Number.isNaN(guess)) return;
    const key = form.dataset.guess ?? "";
    remember("predictions", key, { first: trail().predictions[key]?.first ?? guess, last: guess });
    showGuesses();
  });
}

// ---- the widgets

/** Those that live already, by their place in the lesson. @type {Stand[]} */ const models = [];
/** @type {{ items: number[], rules: string[], scripts: string[], later: Record<number, string> }[]} */
const groups = JSON.parse(document.getElementById("page-widgets")?.textContent ?? "[]");
/** @type {Record<string, Promise<void>>} */ const loading = {};
/** Load a script or rules once. */
const load = (file = "") => (loading[file] ??= new Promise((done, failed) => {
  const node = file.endsWith(".css") ? Object.assign(document.createElement("link"), { rel: "stylesheet", href: top(file) })
    : Object.assign(document.createElement("script"), { src: top(file), async: false });
  node.onload = () => done();
  node.onerror = () => { delete loading[file]; failed(new Error(file)); };
  document.head.append(node);
}));
const top = (file = "") => `${root.dataset.top}${file}`;
/** @type {Set<typeof groups[0]>} */ const woken = new Set();
/** @param {typeof groups[0]} group */
const wake = (group) => rouse(group).catch(() => { woken.delete(group); }); // a file did not come: the text stays
/** @param {typeof groups[0]} group */
async function rouse(group) {
  if (woken.has(group)) return;
  woken.add(group);
  const { items, rules, scripts, later } = group;
  await Promise.all([...rules, ...scripts].map(load)); // scripts run in the order in which they were asked for
  const told = await unpacked(states[items[0]]);
  for (const { stem, state } of told) {
    const common = widgets[stem].labels;
    state.labels = Object.fromEntries(Object.entries(common).map(([la, known]) => [la, { ...known, ...state.labels[la] }]));
    state.language = language();
  }
  live(told).forEach((model, n) => {
    models[items[n]] = model;
    const [place] = $(`[data-item="${items[n]}"]`);
    if (!place) return;
    if (told[n].stem === "quiz") keepAnswers(model);
    if (later[items[n]]) askLater(model, items[n], place, later[items[n]]);
    place.setAttribute("data-language-toggle", ""); // the page has a toggle, so the widget hides its own
    place.replaceChildren();
    widgets[told[n].stem].render({ model, el: place });
    place.dataset.alive = "";
  });
}
/** What follows from an explorer's knobs comes when a reader reaches for them. @param {Stand} model @param {HTMLElement} place */
function askLater(model, item = 0, place, file = "") {
  const line = Object.assign(document.createElement("p"), { className: "not-yet", role: "status" });
  place.after(line);
  let [asked, turned] = [false, false];
  const ask = async () => {
    if (asked) return;
    asked = true;
    try {
      await load(file);
      const [{ state }] = await unpacked([{ stem: "", state: { saved: answers[item] }, feeds: [] }]);
      Object.assign(model.get("saved"), state.saved);
      if (turned) model.set("values", { ...model.get("values") }); // the explorer asks once more
      line.textContent = "";
    } catch {
      asked = false;
      if (turned) line.textContent = say("site.js.not_arrived");
    }
  };
  for (const near of ["pointerover", "focusin"]) place.addEventListener(near, ask);
  model.on("change:values", () => { turned = true; ask(); });
}
/** A widget comes to life before it comes into sight; of several that are near, the one in sight first. */
function watchWidgets() {
  const placeOf = (/** @type {typeof groups[0]} */ { items }) => $(`[data-item="${items[0]}"]`)[0]?.getBoundingClientRect();
  const inSight = (/** @type {typeof groups[0]} */ group) => { const box = placeOf(group); return box && box.bottom > 0 && box.top < innerHeight; };
  /** @type {Set<typeof groups[0]>} */ const waiting = new Set();
  const near = new IntersectionObserver(async (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const group = groups.find(({ items }) => items.includes(Number(/** @type {HTMLElement} */ (target).dataset.item)));
      if (group) waiting.add(group);
    }
    await Promise.all([...waiting].filter(inSight).map(wake));
    for (const group of waiting) await wake(group);
    waiting.clear();
  }, { rootMargin: "1600px" });
  for (const place of $("[data-item]")) near.observe(place);
}
globalThis.reader = { models };
/** A quiz has the answers of an earlier day and keeps those of today. @param {Stand} model */
function keepAnswers(model) {
  /** @type {{ id: string, choices: { right: boolean }[] }[]} */ const questions = model.get("questions");
  const key = (id = "") => `${lesson}.${id}`;
  const kept = questions.flatMap(({ id, choices }) => {
    const last = trail().quizzes[key(id)]?.last;
    return Number.isInteger(last) && choices[last] ? [[id, last]] : [];
  });
  let before = Object.fromEntries(kept);
  model.set("answers", before);
  model.on("change:answers", () => {
    const now = model.get("answers");
    for (const { id, choices } of questions) {
      if (now[id] === undefined || now[id] === before[id]) continue;
      remember("quizzes", key(id), { first: trail().quizzes[key(id)]?.first ?? now[id], last: now[id], right: choices[now[id]].right });
    }
    before = now;
  });
}

// ---- the language

/** What the reader sees under the bar, and how far down in it; null at the top of the page. */
function spot() {
  const bar = document.querySelector(".topbar")?.getBoundingClientRect().bottom ?? 0;
  const at = $(".block, .opening, .found li, .folders li").find((one) => one.getBoundingClientRect().bottom > bar);
  if (!at || scrollY === 0) return null;
  const { top, height } = at.getBoundingClientRect();
  return { bar, at, part: (bar - top) / height };
}
/** Do something that changes the page's length, and leave the reader where they are. @param {() => void} change @param {ReturnType<typeof spot>} here */
function inPlace(change, here) {
  change();
  if (!here) return;
  const { bar, at, part } = here;
  let frames = 30; // widgets write themselves anew for a while
  for (const moved of ["wheel", "touchstart", "keydown"]) addEventListener(moved, () => { frames = 0; }, { once: true, passive: true });
  const hold = () => {
    const now = at.getBoundingClientRect();
    const off = now.top + part * now.height - bar;
    if (Math.abs(off) > 1) scrollBy({ top: off, behavior: "instant" });
    if (frames-- > 0) requestAnimationFrame(hold);
  };
  hold();
}
function speak() {
  const here = language();
  root.lang = here;
  document.title = root.getAttribute(`data-title-${here}`) ?? document.title;
  for (const model of models) model?.set("language", here);
  showGuesses();
  showProgress();
  search();
}
/** Where the reader was when the toggle was reached for: the rules switch at once, before any script hears of it. @type {ReturnType<typeof spot>} */
let before = null;
for (const event of ["click", "keydown"]) {
  document.querySelector(".tongue")?.addEventListener(event, ({ target, type }) => {
    if (type === "keydown" || !(target instanceof HTMLInputElement)) before = spot();
  }, { capture: true });
}
for (const choice of /** @type {HTMLInputElement[]} */ ($(".tongue input"))) {
  choice.addEventListener("change", () => {
    const chosen = language();
    inPlace(speak, before);
    try { localStorage.setItem("jalur.language", chosen); } catch { /* nothing is kept here */ }
  });
}

// ---- the trail as a file

for (const button of $("[data-do=export]")) {
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(trail(), null, 1)], { type: "application/json" }));
    link.download = "jejak.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
}
for (const field of /** @type {HTMLInputElement[]} */ ($("[data-do=import]"))) {
  field.addEventListener("change", async () => {
    const told = trailOf((await field.files?.[0]?.text()) ?? "");
    field.value = "";
    if (told) merge(told);
    for (const line of $("[data-trail]")) line.textContent = say(told ? "site.js.imported" : "site.js.not_imported");
    showGuesses();
    showProgress();
  });
}

// ---- search

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.search"));
const folded = (text = "") => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let asked = "";
function search() {
  const list = document.querySelector("[data-found]");
  if (!form || !list || !globalThis.found || !asked) return;
  const wanted = folded(asked).split(/\s+/).filter(Boolean);
  const hits = globalThis.found.flatMap(([name, block, la, heading, text]) => {
    const [body, head] = [folded(text), folded(heading)];
    if (!wanted.every((word) => body.includes(word) || head.includes(word))) return [];
    const weight = wanted.reduce((sum, word) => sum + (head.includes(word) ? 5 : 0) + body.split(word).length - 1, 0);
    return [{ name, block, la, heading, text, weight: weight + (la === language() ? 1000 : 0) }];
  }).sort((one, other) => other.weight - one.weight);
  list.replaceChildren(...hits.slice(0, 30).map(({ name, block, la, heading, text }) => {
    const at = Math.max(0, folded(text).indexOf(wanted[0]) - 70);
    const [item, link, place, line] = ["li", "a", "span", "p"].map((tag) => document.createElement(tag));
    item.lang = la;
    const lesson = /^\d/.test(name);
    link.setAttribute("href", `${lesson ? "lessons/" : ""}${name}.html?la=${la}#${block}`);
    link.textContent = heading;
    place.textContent = ` ${say(lesson ? "site.js.place" : `site.js.place.${name}`, { n: Number(name.slice(0, 2)), language: say(`site.js.language.${la}`) })}`;
    const cut = text.slice(at, at + 220);
    line.append(at ? "… " : "", ...marked(cut, wanted), text.length > at + 220 ? " …" : "");
    item.append(link, place, line);
    return item;
  }));
  for (const one of $("[data-count]")) one.textContent = say(hits.length ? "site.js.hits" : "site.js.no_hits", { count: hits.length, shown: Math.min(30, hits.length), asked });
}
/** A text with the wanted words marked. @param {string[]} wanted @returns {(Node | string)[]} */
function marked(text = "", wanted) {
  const low = folded(text);
  if (low.length !== text.length) return [text];
  const hits = wanted.flatMap((word) => { const at = low.indexOf(word); return at < 0 ? [] : [[at, at + word.length]]; }).sort((a, b) => a[0] - b[0]);
  if (!hits.length) return [text];
  const [from, to] = hits[0];
  const mark = document.createElement("mark");
  mark.textContent = text.slice(from, to);
  return [text.slice(0, from), mark, ...marked(text.slice(to), wanted)];
}
if (form) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const look = () => {
    asked = field.value.trim();
    if (!asked) return;
    if (globalThis.found) return search();
    const script = document.createElement("script"); // only who searches loads the index
    script.src = form.dataset.index ?? "";
    script.onload = search;
    document.head.append(script);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
    history.replaceState(null, "", `?q=${encodeURIComponent(asked)}`);
  });
  field.addEventListener("input", () => { if (field.value.trim().length > 2) look(); });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  look();
}

const told = new URLSearchParams(location.search).get("la"); // a find leads to its own language
if (told === "id" || told === "en") {
  /** @type {HTMLInputElement} */ (document.getElementById(`lang-${told}`)).checked = true;
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ behavior: "instant" });
}
addEventListener("storage", () => { showGuesses(); showProgress(); }); // another tab reads on
addEventListener("beforeprint", () => { for (const one of /** @type {HTMLDetailsElement[]} */ ($("figure details"))) one.open = true; });
watchStations();
speak();
watchWidgets();
})();
