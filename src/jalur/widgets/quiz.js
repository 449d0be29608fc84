// @ts-check
import { h, s, mount, clamp, glyph, label, line, mark, most, rect } from "./kit.js";

/**
 * @import { RenderProps } from "@anywidget/types"
 * @import { Bar, Block, Choice, Model, Piece, Question, Sign } from "./quiz.types.d.ts"
 *
 * Questions with real radio buttons: choose, answer, read why. The text of a question is the
 * Markdown of a master, with its formulas; both are read here, with no library and no request.
 */

// ---- formulas: the TeX that the masters write, as MathML

const GREEK = { alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ε", varepsilon: "ε", theta: "θ", kappa: "κ", lambda: "λ", mu: "μ",
  pi: "π", rho: "ρ", sigma: "σ", tau: "τ", phi: "φ", varphi: "φ", omega: "ω", ell: "ℓ", Delta: "Δ", Lambda: "Λ", Sigma: "Σ", Phi: "Φ", infty: "∞" };
const SIGNS = { times: "×", cdot: "·", div: "÷", pm: "±", le: "≤", leq: "≤", ge: "≥", geq: "≥", ne: "≠", neq: "≠", approx: "≈", equiv: "≡", sim: "∼",
  to: "→", rightarrow: "→", Rightarrow: "⇒", mid: "|", in: "∈", sum: "∑", prod: "∏", lfloor: "⌊", rfloor: "⌋", lceil: "⌈", rceil: "⌉",
  dots: "…", ldots: "…", cdots: "⋯", land: "∧", lor: "∨", "%": "%", "{": "{", "}": "}", "$": "$", "&": "&", "#": "#" };
const NAMES = ["max", "min", "ln", "log", "exp", "Pr", "lim"];
const SPACES = { ",": "0.17em", ":": "0.22em", ";": "0.28em", " ": "0.3em", quad: "1em", qquad: "2em", "!": "0em" };
const TEX = /\\(?:text|mathrm|operatorname)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.|\d+(?:(?:\{,\}|\.)\d+)*|[^\s]/g;

/** A formula as MathML, or null if it says something that this cannot show.
 * @returns {Sign | null} */
export function formula(tex = "") {
  const tokens = tex.match(TEX) ?? [];
  let [at, known] = [0, true];
  /** @param {string | Sign[]} inner @param {Record<string, string>} [props] @returns {Sign} */
  const sign = (tag = "", inner, props) => ({ tag, inner, ...(props && { props }) });
  const fence = (text = "") => sign("mo", text === "." ? "" : text, { stretchy: "true" });
  /** What stands until `end`. @returns {Sign[]} */
  const run = (end = "") => {
    const found = [];
    while (at < tokens.length && tokens[at] !== end) found.push(scripted());
    if (end && tokens[at++] !== end) known = false;
    return found;
  };
  /** A group, or one sign. @returns {Sign} */
  const part = () => {
    if (tokens[at] !== "{") return one();
    at += 1;
    return sign("mrow", run("}"));
  };
  /** @returns {Sign} */
  const scripted = () => {
    const base = one();
    /** @type {Record<string, Sign>} */ const around = {};
    while (tokens[at] === "^" || tokens[at] === "_") around[tokens[at++]] = part();
    const { "^": up, _: down } = around;
    if (up && down) return sign("msubsup", [base, down, up]);
    return up ? sign("msup", [base, up]) : down ? sign("msub", [base, down]) : base;
  };
  /** @returns {Sign} */
  const one = () => {
    const token = tokens[at++] ?? "";
    const word = /** @type {keyof typeof GREEK & keyof typeof SIGNS & keyof typeof SPACES} */ (token.slice(1));
    if (token === "{") { at -= 1; return part(); }
    if (/^\d/.test(token)) return sign("mn", token.replaceAll("{,}", ","));
    if (/^[A-Za-z]$/.test(token)) return sign("mi", token);
    if (/^\\(text|mathrm|operatorname)/.test(token)) return sign("mtext", token.replace(/^.*?\{|\}$/g, "").replace(/^ | $/g, "\u00a0"));
    if (token[0] !== "\\") {
      known &&= /^[-+*=<>()[\]|,.;:!'%?/…−×·≤≥≈]$/.test(token);
      return sign("mo", { "-": "−", "*": "∗", "'": "′" }[token] ?? token, ..."()[]|".includes(token) ? [{ stretchy: "false" }] : []);
    }
    if (GREEK[word]) return sign("mi", GREEK[word]);
    if (SIGNS[word]) return sign("mo", SIGNS[word]);
    if (NAMES.includes(word)) return sign("mi", word);
    if (SPACES[word]) return sign("mspace", "", { width: SPACES[word] });
    if (["frac", "tfrac", "dfrac"].includes(word)) return sign("mfrac", [part(), part()]);
    if (token === "\\binom") return sign("mrow", [fence("("), sign("mfrac", [part(), part()], { linethickness: "0" }), fence(")")]);
    if (token === "\\sqrt") return sign("msqrt", [part()]);
    if (token === "\\bar" || token === "\\hat") return sign("mover", [part(), sign("mo", word[0] === "b" ? "¯" : "^")]);
    if (token === "\\left" || token === "\\right") return fence((tokens[at++] ?? "").replace(/^\\/, ""));
    known = false;
    return sign("mtext", token);
  };
  const found = run();
  return known && found.length ? sign("math", found) : null;
}

// ---- Markdown: what a question may say

const PIECE = /`([^`]+)`|\$([^$]+)\$|\*\*(.+?)\*\*|\*(.+?)\*|\\([\\*$_`])/;

/** @returns {Piece[]} */
export function inline(text = "") {
  const found = PIECE.exec(text);
  if (!found) return text ? [{ as: "text", text }] : [];
  const [all, code, tex, bold, slanted, plain] = found;
  const sign = tex ? formula(tex) : null;
  /** @type {Piece} */ const piece = code ? { as: "code", text: code } : sign ? { as: "math", text: tex, sign } : tex ? { as: "code", text: tex }
    : bold ? { as: "b", inner: inline(bold) } : slanted ? { as: "em", inner: inline(slanted) } : { as: "text", text: plain };
  return [...inline(text.slice(0, found.index)), piece, ...inline(text.slice(found.index + all.length))];
}

/** Paragraphs, and pictures: `<!-- desks: 100 90 81 -->` or `<!-- days: ▲30 ■70 -->`, which a
 * notebook does not show. @returns {Block[]} */
export function blocks(text = "") {
  return text.split(/\n\s*\n/).filter((one) => one.trim()).map((one) => {
    const drawn = /^<!--\s*(desks|days):([^>]*)-->$/.exec(one.trim());
    if (!drawn) return { line: inline(one.trim().replace(/\s*\n\s*/g, " ")) };
    const kinds = { "▲": "assess", "■": "clear", "●": "act" };
    const bars = [...drawn[2].matchAll(/([▲■●]?)(\d+(?:\.\d+)?)/g)].map(([, shape, value]) => (
      { kind: kinds[/** @type {"▲"} */ (shape)] ?? "clear", value: Number(value) }));
    return { picture: /** @type {"desks" | "days"} */ (drawn[1]), bars };
  });
}

/** A line as it is said aloud: without its marks. @param {Piece[]} pieces @returns {string} */
export const spoken = (pieces) => pieces.map((piece) => ("inner" in piece ? spoken(piece.inner) : piece.as === "math" ? aloud(piece.sign) : piece.text)).join("");
/** @param {Sign} sign @returns {string} */
function aloud({ tag, inner }) {
  if (typeof inner === "string") return inner;
  const [one, two, three] = inner.map(aloud);
  switch (tag) {
    case "msup": return `${one}^${two}`;
    case "msub": return `${one}_${two}`;
    case "msubsup": return `${one}_${two}^${three}`;
    case "mfrac": return `(${one})/(${two})`;
    case "msqrt": return `√(${one})`;
    default: return inner.map(aloud).join(" ").replace(/\s+/g, " ").replace(/ (?=[,)])|(?<=\() /g, "");
  }
}

/** The first sentence apart from the rest: it names the thought, the rest says why.
 * @param {Piece[]} pieces @returns {[Piece[], Piece[]]} */
export function lead(pieces) {
  /** @type {Piece[]} */ const first = [];
  for (const [n, piece] of pieces.entries()) {
    const end = piece.as === "text" ? /[.?!]["”’]?(?=\s)/.exec(piece.text) : null;
    if (!end || piece.as !== "text") { first.push(piece); continue; }
    const cut = end.index + end[0].length;
    return [[...first, { as: "text", text: piece.text.slice(0, cut) }], [{ as: "text", text: piece.text.slice(cut) }, ...pieces.slice(n + 1)]];
  }
  return [first, []];
}

// ---- nodes

/** @param {Sign} sign @returns {Element} */
function typeset({ tag, props = {}, inner }) {
  const node = document.createElementNS("http://www.w3.org/1998/Math/MathML", tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...(typeof inner === "string" ? [inner] : inner.map(typeset)));
  return node;
}
/** Mathematics names no control: on a button or in a label it is for the eye, and a line says it.
 * @param {Piece[]} pieces @returns {(Node | string)[]} */
const nodes = (pieces, naming = false) => pieces.flatMap((piece) => {
  if ("inner" in piece) return [h(piece.as, {}, ...nodes(piece.inner, naming))];
  if (piece.as !== "math") return [piece.as === "code" ? h("code", {}, piece.text) : piece.text];
  const seen = typeset(piece.sign);
  if (!naming) return [seen];
  seen.setAttribute("aria-hidden", "true");
  return [seen, h("span", { class: "sr" }, aloud(piece.sign))];
});

/** What is left before and after every desk. @param {Bar[]} bars @param {(value: number) => string} say */
function drawDesks(bars, say, room = 0) {
  const top = most(bars, ({ value }) => value);
  const pitch = clamp(room / bars.length, 30, 64);
  const [wide, desk] = [pitch * 0.42, pitch * 0.36];
  const end = pitch * (bars.length - 1) + wide;
  return s("svg", { width: end, height: 108, "aria-hidden": "true" }, line(`M0 92H${end}`, "floor"), ...bars.flatMap(({ value }, n) => {
    const tall = 70 * (value / top);
    const x = n * pitch;
    const next = x + wide + (pitch - wide) / 2;
    return [rect(x, 92 - tall, wide, tall, "bar clear"), label(x + wide / 2, 86 - tall, "count", say(value)),
      ...(n < bars.length - 1 ? [rect(next - desk / 2, 79, desk, 13, "front"), rect(next - desk / 2 - 2, 76, desk + 4, 4, "top"), label(next, 105, "count quiet", String(n + 1))] : [])];
  }));
}

/** Branches side by side: how long each takes, and which decides. @param {Bar[]} bars @param {(value: number) => string} say */
function drawDays(bars, say, room = 0) {
  const last = most(bars, ({ value }) => value);
  const end = clamp(room, 120, 320);
  return s("svg", { width: end + 2, height: bars.length * 28 + 8, "aria-hidden": "true" }, ...bars.flatMap(({ kind, value }, n) => {
    const to = 24 + (end - 24) * (value / last);
    return [mark(kind, 8, n * 28 + 18), rect(24, n * 28 + 8, to - 24, 20, `bar ${kind}`),
      ...(value < last ? [line(`M${to} ${n * 28 + 18}H${end}`, "wait")] : []), label(32, n * 28 + 22, "", say(value))];
  }), line(`M${end} 2V${bars.length * 28 + 6}`, "decides"));
}

let mounts = 0; // radio buttons of two widgets are two groups

/** @param {RenderProps<Model>} props */
function render(props) {
  const widget = mount(props, "jalur-quiz");
  const { body, get, set, watch, say, announce, button, head, speaks } = widget;
  const group = `jalur-quiz-${mounts++}`;
  /** What is chosen and not yet answered. @type {Record<string, number>} */ const chosen = {};
  /** Which reasons the reader has opened or closed. @type {Record<string, boolean>} */ let opened = {};
  const here = () => get("language");
  const answer = (/** @type {Question} */ question) => get("answers")[question.id];
  const focus = (id = "") => body.querySelector(`[data-id="${id}"]`)?.focus();

  /** @param {Question} question */
  function keep(question) {
    const pick = chosen[question.id];
    const { right, why } = question.choices[pick];
    opened = Object.fromEntries(Object.entries(opened).filter(([at]) => !at.startsWith(`${question.id}-`)));
    set("answers", { ...get("answers"), [question.id]: pick });
    const reason = blocks(why[here()]).flatMap((block) => ("line" in block ? [spoken(block.line)] : [])).join(" ");
    announce(`${say(right ? "fits" : "differs")}. ${reason}`, true);
    focus(get("column") || last() ? `again-${question.id}` : "next");
  }
  /** @param {Question} question */
  function again({ id }) {
    const { [id]: gone, ...rest } = get("answers");
    delete chosen[id];
    set("answers", rest);
    focus(`${id}-0`);
  }
  const last = () => get("at") >= get("questions").length - 1;
  function go(to = 0) {
    set("at", to);
    const question = get("questions")[to];
    announce(`${place(to)}. ${spoken(inline(question.stem[here()]))}`, true);
    if (!body.contains(document.activeElement)) focus(`step-${to}`); // the button that led here is gone
  }
  const state = (/** @type {Question} */ question) => (answer(question) === undefined ? "open" : question.choices[answer(question)].right ? "fits" : "differs");
  const place = (n = 0) => say("step", { n: n + 1, of: get("questions").length, state: say(`state.${state(get("questions")[n])}`) });

  /** @param {Block[]} list */
  const prose = (list, name = "", naming = false) => list.map((block) => ("line" in block ? h("p", { class: name }, ...nodes(block.line, naming)) : picture(block)));
  /** Drawn when the width is known. @type {[Element, Extract<Block, { picture: string }>][]} */ let pictures = [];
  const number = (value = 0) => speaks().number(value, Number.isInteger(value) ? 0 : 1);
  /** @param {Extract<Block, { picture: string }>} block */
  const picture = (block) => {
    const list = block.bars.map(({ value }) => number(value)).join(", ");
    const node = h("div", { class: "picture", role: "img", "aria-label": say(block.picture, { list }) });
    pictures.push([node, block]);
    return node;
  };
  /** @param {Question} question @param {Choice} choice */
  const open = (question, choice, n = 0) => h("label", { class: "choice" },
    h("input", { type: "radio", name: `${group}-${question.id}`, "data-id": `${question.id}-${n}`, checked: chosen[question.id] === n, onchange: () => {
      chosen[question.id] = n;
      body.querySelector(`[data-id="keep-${question.id}"]`).disabled = false;
    } }), h("span", {}, ...nodes(inline(choice.text[here()]), true)));
  /** After the answer every choice opens and says why. @param {Question} question @param {Choice} choice */
  const told = (question, choice, n = 0) => {
    const mine = answer(question) === n;
    const at = `${question.id}-${n}`;
    const [first, ...others] = blocks(choice.why[here()]);
    const [thought, rest] = "line" in first ? lead(first.line) : [[], []];
    const kind = choice.right ? "right" : mine ? "mine" : "other";
    const words = [mine && say("yours"), choice.right && say("right")].filter(Boolean).join(", ");
    const node = h("details", { class: `choice ${kind}`, open: opened[at] ?? mine, ontoggle: () => { opened[at] = node.open; } }, h("summary", { "data-id": at }, glyph(`sign ${kind}`),
      h("span", {}, ...nodes(inline(choice.text[here()]), true), ...(words ? [h("small", {}, words)] : []))),
    h("div", { class: "why" }, ...("line" in first ? [h("p", {}, h("b", {}, ...nodes(thought)), ...nodes(rest))] : prose([first])), ...prose(others)));
    return node;
  };
  /** @param {Question} question */
  const asked = (question) => {
    const { id, stem, choices } = question;
    const answered = answer(question) !== undefined;
    const [title, ...more] = prose(blocks(stem[here()]), "stem", true);
    const main = answered ? button("again", () => again(question), { "data-id": `again-${id}` })
      : button("keep", () => keep(question), { class: "main", "data-id": `keep-${id}`, disabled: chosen[id] === undefined });
    return h("div", { class: "question" }, h(answered ? "div" : "fieldset", { class: "asked" }, h(answered ? "div" : "legend", {}, title), ...more,
      ...choices.map((choice, n) => (answered ? told : open)(question, choice, n))), h("div", { class: "foot" }, main,
      ...(!get("column") && answered && !last() ? [button("next", () => go(get("at") + 1), { class: "main" })] : [])));
  };

  function build() {
    pictures = [];
    const questions = get("questions");
    const [count, done] = [questions.length, questions.filter((question) => answer(question) !== undefined).length];
    const steps = h("div", { class: "steps", role: "group", "aria-label": say("steps") }, ...questions.map((question, n) => {
      const step = button(`step-${n}`, () => go(n), { class: `step ${state(question)}`, "aria-label": place(n), ...(n === get("at") ? { "aria-current": "step" } : {}) }, String(n + 1));
      step.append(glyph(`sign ${state(question)}`));
      return step;
    }));
    const alone = !get("column") && count > 1;
    body.replaceChildren(head(h("p", { class: "subtitle" }, say("done", { done, count }))), ...(alone ? [steps] : []),
      ...(get("column") ? questions : [questions[Math.min(get("at"), count - 1)]]).map(asked));
  }

  for (const trait of /** @type {const} */ (["questions", "answers", "at", "column"])) watch(trait, () => widget.rebuild());
  return widget.open({ build, layout: () => {
    const room = widget.width() - (widget.narrow() ? 126 : 150);
    for (const [node, { picture: what, bars }] of pictures) node.replaceChildren((what === "desks" ? drawDesks : drawDays)(bars, number, room));
  } });
}

export default { render };
