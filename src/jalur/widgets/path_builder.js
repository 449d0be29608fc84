// @ts-check
import { circle, clamp, grid, h, label, line, mount, put, rect, s, shapes, sum, write } from "./kit.js";

/**
 * @import { RenderProps } from "@anywidget/types"
 * @import { BuilderModel, Edit, Group, Leaf, Measures, Outcome, Piece, Place, Promised, Refusal, Step, World } from "./path_builder.types.d.ts"
 *
 * Builds a path out of parts. From top to bottom: what a path promises (the closed form of fixed
 * days, which a test holds equal to jalur.model), its Python, what may be built and how it is
 * changed, all of them pure; then the furniture, and the builder.
 */

// ---- what a path promises

const TICK = 2 ** -20;
const grained = (days = 0) => Math.round(days / TICK) * TICK;
/** @param {Piece} piece @returns {piece is Group} */
const grouped = (piece) => piece.part === "group";

/** The steps that a leaf stands for, in order. @param {Leaf} leaf @returns {Step[]} */
export const stepsOf = ({ part, name, n = 1, accuracy = 1, good = 1, bad = 1, days, cost = 0, watch = 0 }) =>
  Array.from({ length: n }, (_, i) => ({
    name: part === "crew" || part === "step" ? name : `${name}_${i + 1}`, days: grained(days), cost, watch,
    good: part === "panel" ? accuracy : good, bad: part === "panel" ? Number((1 - accuracy).toFixed(15)) : bad,
  }));

const binomial = (k = 0, n = 0, p = 0) => {
  let [ways, total] = [1, 0];
  for (let j = 0; j <= n; j++) {
    if (j >= k) total += ways * p ** j * (1 - p) ** (n - j);
    ways = (ways * (n - j)) / (j + 1);
  }
  return total;
};
/** @param {Step} step @param {boolean} good @returns {Outcome[]} */
const stepEnds = (step, good) => {
  const chance = good ? step.good : step.bad;
  return [{ chance, days: step.days, yes: true, kept: 1 - step.watch }, { chance: 1 - chance, days: step.days, yes: false, kept: 1 }].filter((end) => end.chance);
};
/** Ends that cannot be told apart become one. @param {Outcome[]} ends */
const merged = (ends) => {
  /** @type {Map<string, Outcome>} */ const found = new Map();
  for (const end of ends) {
    const key = `${end.days} ${end.yes} ${end.kept}`;
    const known = found.get(key);
    if (known) known.chance += end.chance;
    else found.set(key, { ...end });
  }
  return [...found.values()];
};
/** Every way in which a vote of alike steps ends: all speak on one day. @param {Leaf} leaf @param {boolean} good @returns {Outcome[]} */
const voteEnds = (leaf, good) => {
  const [{ days, watch, ...chances }] = stepsOf(leaf);
  const chance = good ? chances.good : chances.bad;
  const { n = 1, correlation: together = 0 } = leaf;
  const k = leaf.k ?? (n + 1) / 2;
  const accept = together * chance + (1 - together) * binomial(k, n, chance);
  return [{ chance: accept, days, yes: true, kept: (1 - watch) ** k }, { chance: 1 - accept, days, yes: false, kept: 1 }].filter((end) => end.chance);
};
/** One part after the other: the first refusal ends it. @param {Outcome[][]} parts */
const inRow = (parts) => parts.reduce((row, next) => merged(row.flatMap((one) => (!one.yes ? [one]
  : next.map((end) => ({ chance: one.chance * end.chance, days: one.days + end.days, yes: end.yes, kept: end.yes ? one.kept * end.kept : 1 }))))),
/** @type {Outcome[]} */ ([{ chance: 1, days: 0, yes: true, kept: 1 }]));
/** @param {Piece} piece @param {boolean} good @returns {Outcome[]} */
const endsOf = (piece, good) => {
  if (!grouped(piece)) return piece.part === "panel" || piece.part === "committee" ? voteEnds(piece, good) : inRow(stepsOf(piece).map((step) => stepEnds(step, good)));
  const inner = piece.rows.map((row) => inRow(row.map((leaf) => endsOf(leaf, good))));
  /** @type {{ chance: number, ends: Outcome[] }[]} */ let all = [{ chance: 1, ends: [] }];
  for (const ends of inner) all = all.flatMap(({ chance, ends: before }) => ends.map((end) => ({ chance: chance * end.chance, ends: [...before, end] })));
  return merged(all.map(({ chance, ends }) => {
    let [yeses, noes, kept] = [0, 0, 1];
    for (const end of [...ends].sort((a, b) => a.days - b.days)) { // stable: position breaks ties
      if (end.yes) [yeses, kept] = [yeses + 1, kept * end.kept];
      else noes += 1;
      if (yeses === piece.k) return { chance, days: end.days, yes: true, kept };
      if (noes > inner.length - piece.k) return { chance, days: end.days, yes: false, kept: 1 };
    }
    throw new Error("a vote with all verdicts in is decided");
  }));
};

/** @param {Promised[]} inner @returns {Promised} */
const series = (inner) => {
  let [reached, days, cost] = [1, 0, 0];
  for (const piece of inner) {
    days += reached * piece.days;
    cost += reached * piece.cost;
    reached *= piece.accept;
  }
  const product = (/** @type {(one: Promised) => number} */ of) => inner.reduce((total, one) => total * of(one), 1);
  return { accept: reached, kept: product((one) => one.kept), days, ifAccepted: sum(inner.map((one) => one.ifAccepted)), discount: product((one) => one.discount), cost };
};
/** What one kind of case may expect of a piece that it has entered. @param {Piece} piece @param {boolean} good @returns {Promised} */
export const promise = (piece, good, urgency = 0) => {
  /** @param {Outcome[]} ends @returns {Promised} */
  const of = (ends, cost = 0) => {
    const passed = ends.filter((end) => end.yes);
    const accept = sum(passed.map((end) => end.chance));
    const mean = (/** @type {Outcome[]} */ list, /** @type {(end: Outcome) => number} */ value) => sum(list.map((end) => end.chance * value(end)));
    return { accept, kept: mean(passed, (end) => end.kept), days: mean(ends, (end) => end.days), ifAccepted: mean(passed, (end) => end.days) / accept,
      discount: mean(passed, (end) => Math.exp(-urgency * end.days)), cost };
  };
  if (grouped(piece)) return of(endsOf(piece, good), sum(piece.rows.map((row) => series(row.map((leaf) => promise(leaf, good))).cost)));
  if (piece.part === "panel" || piece.part === "committee") return of(voteEnds(piece, good), (piece.n ?? 1) * (piece.cost ?? 0));
  return series(stepsOf(piece).map((step) => of(stepEnds(step, good), step.cost)));
};

/** What a path accepts, takes, leaks, costs and is worth in a situation. @param {Piece[]} parts @param {World} world @returns {Measures} */
export function measures(parts, { good_share: share, urgency, gain, loss, budget, leak }) {
  const [good, bad] = [true, false].map((kind) => series(parts.map((piece) => promise(piece, kind, kind ? urgency : 0))));
  const kept = share * good.kept + (1 - share) * bad.kept;
  const done = share * good.accept + (1 - share) * bad.accept;
  const cost = share * good.cost + (1 - share) * bad.cost;
  return {
    good: good.accept, bad: bad.accept, accepted: good.accept ? good.ifAccepted : null, daysGood: good.days, daysBad: bad.days,
    keptGood: good.kept, keptBad: bad.kept, leak: done ? (leak * kept) / done : null, cost,
    value: share * good.discount * gain - (1 - share) * bad.accept * loss - kept * leak * budget - cost,
  };
}

// ---- its Python

/** As Python reads it; a long fraction as the quotient it came from. */
const figure = (value = 0) => {
  const n = Math.round(1 / value);
  return String(value).length > 8 && n < 1000 && 1 / n === value ? `1/${n}` : String(value);
};
/** @param {Leaf} leaf */
const written = ({ part, ...leaf }) => {
  const usual = { panel: "expert", desks: "desk" }[String(part)];
  const told = (/** @type {(keyof typeof leaf)[]} */ ...names) => names.flatMap((name) => {
    const value = leaf[name];
    const missing = name === "name" ? value === usual : name === "good" || name === "bad" ? part === "step" && value === 1 : name !== "accuracy" && name !== "days" && !value;
    return missing || (part === "step" && name === "days" && !value) ? [] : [`${name}=${typeof value === "string" ? JSON.stringify(value) : figure(value)}`];
  });
  if (part === "crew") return leaf.days === 1 ? "act()" : `act(${figure(leaf.days)})`;
  if (part === "step") return `Step(${[JSON.stringify(leaf.name), JSON.stringify(leaf.kind), ...told("good", "bad", "days", "cost", "watch")].join(", ")})`;
  if (part === "panel") return `panel(${[leaf.n, ...told("accuracy", "days", "correlation", "name", "cost", "watch")].join(", ")})`;
  const row = `desks(${[leaf.n, ...told("good", "bad", "days", "name", "cost", "watch")].join(", ")})`;
  return part === "committee" ? `vote(${leaf.k}, ${row}.parts)` : row;
};
/** The path as jalur accepts it, on one line. @param {Piece[]} parts */
export const expression = (parts) => parts.map((piece) => {
  if (!grouped(piece)) return written(piece);
  const rows = piece.rows.map((row) => row.map(written).join(" >> "));
  if (piece.k > 1 && piece.k < rows.length) return `vote(${piece.k}, [${rows.join(", ")}])`;
  return `(${piece.rows.map((row, n) => (row.length > 1 ? `(${rows[n]})` : rows[n])).join(piece.k === 1 ? " | " : " & ")})`;
}).join(" >> ");

// ---- what may be built, and how it is changed

const MOST = { branches: 3, inBranch: 2, inRow: 8 };
/** @param {Piece[]} parts @returns {Leaf[]} */
const leaves = (parts) => parts.flatMap((piece) => (grouped(piece) ? piece.rows.flat() : [piece]));
const acts = (/** @type {Piece} */ piece) => piece.part === "crew" || (piece.part === "step" && piece.kind === "act");

/** Why a path cannot be: the reason that the model gives, or null. @param {Piece[]} parts @returns {Refusal} */
export function refusal(parts) {
  if (!parts.length) return { key: "refuse.empty" };
  const inside = parts.flatMap((piece) => (grouped(piece) ? piece.rows.flat() : [])).find(acts);
  if (inside) return { key: "refuse.branch", blanks: { act: inside.name } };
  const names = leaves(parts).flatMap((leaf) => stepsOf(leaf).map((step) => step.name));
  const repeated = [...new Set(names.filter((name, n) => names.indexOf(name) < n))].sort();
  if (repeated.length) return { key: "refuse.names", blanks: { repeated: repeated.join(", ") } };
  const act = parts.find(acts);
  const late = leaves(act ? parts.slice(parts.indexOf(act) + 1) : []).flatMap(stepsOf).find((step) => step.good < 1 || step.bad < 1);
  if (act && late) return { key: "refuse.after", blanks: { act: leaves([act])[0].name, name: late.name, good: String(late.good), bad: String(late.bad) } };
  const big = parts.length > MOST.inRow || parts.some((piece) => grouped(piece) && (piece.rows.length > MOST.branches || piece.rows.some((row) => row.length > MOST.inBranch)));
  return big ? { key: "refuse.size", blanks: { row: MOST.inRow, branches: MOST.branches, inside: MOST.inBranch } } : null;
}

/** @param {Piece[]} parts @returns {Piece[]} */
const copy = (parts) => structuredClone(parts);
/** @param {Piece[]} parts @param {Place} place @returns {Piece} */
export const pieceAt = (parts, [i, r, j]) => (r === undefined ? parts[i] : /** @type {Group} */ (parts[i]).rows[r][j]);
/** A name that no other part has: desk, desk_b, desk_c … @param {Piece[]} parts */
const fresh = (parts, stem = "") => {
  const used = leaves(parts).map((leaf) => leaf.name);
  const letter = Array.from({ length: 26 }, (_, n) => String.fromCharCode(97 + n)).find((one, n) => !used.includes(n ? `${stem}_${one}` : stem));
  return letter === "a" ? stem : `${stem}_${letter}`;
};
/** What the tray holds; teaching values. @type {Record<string, Leaf>} */
const TRAY = {
  panel: { part: "panel", name: "expert", n: 3, accuracy: 0.8, days: 10, cost: 0.4, watch: 0.1, correlation: 0 },
  desks: { part: "desks", name: "desk", n: 1, good: 0.9, bad: 0.3, days: 10, cost: 0.1, watch: 0.1 },
  committee: { part: "committee", name: "member", n: 3, k: 2, good: 0.9, bad: 0.3, days: 5, cost: 0.1, watch: 0.1 },
  crew: { part: "crew", name: "act", days: 1 },
};

/** Groups of one branch become rows again, and k fits. @param {Piece[]} parts @returns {Piece[]} */
const tidy = (parts) => parts.flatMap(/** @returns {Piece[]} */ (piece) => {
  if (!grouped(piece)) return [piece];
  const rows = piece.rows.filter((row) => row.length);
  return rows.length > 1 ? [{ ...piece, rows, k: clamp(piece.k, 1, rows.length) }] : (rows[0] ?? []);
});

/** A part of the tray after the piece at `place`: into its branch, as a new branch of a group, or,
 * with nobody chosen, before the crew. @param {Piece[]} parts @param {Place | null} place @returns {Edit} */
export function add(parts, place, kind = "") {
  const next = copy(parts);
  const leaf = { ...TRAY[kind], name: kind === "crew" ? "act" : fresh(parts, TRAY[kind].name) };
  const chosen = place && pieceAt(next, place);
  if (place && place.length > 1) {
    const [i, r, j] = place;
    /** @type {Group} */ (next[i]).rows[r].splice(j + 1, 0, leaf);
    return { parts: next, place: [i, r, j + 1] };
  }
  if (place && chosen && grouped(chosen) && kind !== "crew") {
    if (chosen.k === chosen.rows.length) chosen.k += 1; // all stays all
    chosen.rows.push([leaf]);
    return { parts: next, place: [place[0], chosen.rows.length - 1, 0] };
  }
  const crew = next.findIndex(acts);
  const at = kind === "crew" ? next.length : place && chosen && !acts(chosen) ? place[0] + 1 : crew < 0 ? next.length : crew;
  next.splice(at, 0, leaf);
  return { parts: next, place: [at] };
}
/** @param {Piece[]} parts @param {Place} place @returns {Edit} */
export function remove(parts, place) {
  const next = copy(parts);
  const [i, r, j] = place;
  if (r === undefined) next.splice(i, 1);
  else /** @type {Group} */ (next[i]).rows[r].splice(j, 1);
  return { parts: tidy(next), place: null };
}
/** One place earlier or later; past the end of its branch a part leaves the group.
 * @param {Piece[]} parts @param {Place} place @returns {Edit} */
export function move(parts, [i, r, j], way = 1) {
  const next = copy(parts);
  const row = r === undefined ? next : /** @type {Group} */ (next[i]).rows[r];
  const at = r === undefined ? i : j;
  const [piece] = row.splice(at, 1);
  if (at + way >= 0 && at + way <= row.length) {
    row.splice(at + way, 0, piece);
    return { parts: next, place: r === undefined ? [at + way] : [i, r, at + way] };
  }
  if (r === undefined) return { parts, place: [i] };
  next.splice(i + (way > 0 ? 1 : 0), 0, piece);
  const out = tidy(next);
  return { parts: out, place: [out.indexOf(piece)] };
}
/** Side by side with what comes next: all must say yes, until the reader chooses otherwise.
 * @param {Piece[]} parts @param {Place} place @returns {Edit | null} */
export function pair(parts, [i, r]) {
  const next = copy(parts);
  const [one, other] = [next[i], next[i + 1]];
  if (r !== undefined || !other || acts(one) || acts(other) || (grouped(one) && grouped(other))) return null;
  /** @type {Group} */ const group = grouped(one) ? one : grouped(other) ? other : { part: "group", k: 1, rows: [] };
  const all = group.k === Math.max(group.rows.length, 1);
  group.rows = [...(grouped(one) ? one.rows : [[one]]), ...(grouped(other) ? other.rows : [[other]])];
  if (all) group.k = group.rows.length;
  next.splice(i, 2, group);
  return { parts: next, place: [i] };
}
/** A group's branches one after the other. @param {Piece[]} parts @param {Place} place @returns {Edit} */
export function unpair(parts, [i]) {
  const next = copy(parts);
  next.splice(i, 1, .../** @type {Group} */ (next[i]).rows.flat());
  return { parts: next, place: [i] };
}

// ---- the furniture

const kindOf = (/** @type {Leaf} */ leaf) => (leaf.part === "panel" ? "assess" : leaf.part === "crew" ? "act" : leaf.part === "step" ? String(leaf.kind) : "clear");
const person = (x = 0, y = 0, kind = "", size = 1) => s("g", { class: `person ${kind}`, transform: `translate(${x} ${y}) scale(${size})` },
  line("M-12 0C-12-8-8-13 0-13S12-8 12 0Z"), circle(0, -20, 7));
/** The vote post: the thick line at k decides. x and y are its foot. */
const post = (k = 1, n = 1, x = 0, y = 0, cell = 0) => s("g", { class: "post" },
  ...Array.from({ length: n }, (_, i) => rect(x - 8, y - (i + 1) * cell, 16, cell, "", 0)), line(`M${x - 12} ${y - k * cell}h24`, "quorum"));

/** A part's furniture on the line, 66 high; more than `most` alike are one and a number. @param {Leaf} leaf */
function furniture(leaf, most = 7) {
  const kind = kindOf(leaf);
  const n = leaf.n ?? 1;
  const votes = leaf.part === "panel" || leaf.part === "committee";
  const seats = n > most ? 1 : n;
  const [tail, ground] = [votes ? 34 : 0, 65];
  if (kind === "act") {
    const w = 84;
    return s("svg", { width: w, height: 66, "aria-hidden": "true" }, circle(w / 2 - 24, ground - 20, 15, "ringbase"), line("M-9 0A9 9 0 0 1 0-9", "ring", { transform: `translate(${w / 2 - 24} ${ground - 20}) scale(1.66)` }),
      line("M-21-12H21M-16 0Q0-19 16 0M-9-12V-6M9-12V-6M-19 0H-12M12 0H19", "arch", { transform: `translate(${w / 2 + 18} ${ground})` }));
  }
  if (kind === "assess") {
    const each = Math.min(22, 132 / seats);
    const wide = Math.max(seats * each + 16, 58);
    const [x, top] = [wide / 2, ground - 22];
    return s("svg", { width: wide + tail, height: 66, "aria-hidden": "true" },
      ...Array.from({ length: seats }, (_, i) => person(x + (i - (seats - 1) / 2) * each, top - 5 + 5 * Math.abs((i - (seats - 1) / 2) / (seats / 2)) ** 2, kind, each / 28)),
      line(`M1 ${top}Q${x} ${top - 11} ${wide - 1} ${top}L${wide - 8} ${ground}H8Z`, `front ${kind}`), n > 1 ? label(x, ground - 5, "count", n > most ? `×${n}` : "") : "",
      votes ? post((n + 1) / 2, n, wide + 20, ground, Math.min(11, 54 / n)) : "");
  }
  const each = Math.min(52, 172 / seats);
  const wide = seats * each;
  const small = each < 34;
  return s("svg", { width: wide + tail, height: 66, "aria-hidden": "true" },
    ...Array.from({ length: seats }, (_, i) => [person(i * each + each / 2, ground - 24, kind, small ? each / 38 : 0.9), rect(i * each + 3, ground - 21, each - 6, 21, `front ${kind}`), rect(i * each + 1.5, ground - 24, each - 3, 4.5, `top ${kind}`),
      rect(i * each + each / 2 - 7.5, ground - 16, 15, 15, "plate", 1), label(i * each + each / 2, ground - 4.5, "number", n > most ? `×${n}` : String(i + 1))]).flat(),
    votes ? post(leaf.k, n, wide + 20, ground, Math.min(11, 54 / n)) : "");
}

/** The settings of each part: name, least, most, step. @type {Record<string, [string, number, number, number][]>} */
const SETTINGS = {
  panel: [["n", 1, 15, 2], ["accuracy", 0.5, 1, 0.05], ["days", 0, 60, 1], ["cost", 0, 5, 0.1], ["watch", 0, 1, 0.01], ["correlation", 0, 1, 0.1]],
  desks: [["n", 1, 12, 1], ["good", 0, 1, 0.05], ["bad", 0, 1, 0.05], ["days", 0, 60, 1], ["cost", 0, 5, 0.1], ["watch", 0, 1, 0.01]],
  committee: [["n", 2, 9, 1], ["k", 1, 9, 1], ["good", 0, 1, 0.05], ["bad", 0, 1, 0.05], ["days", 0, 60, 1], ["cost", 0, 5, 0.1], ["watch", 0, 1, 0.01]],
  step: [["good", 0, 1, 0.05], ["bad", 0, 1, 0.05], ["days", 0, 60, 1], ["cost", 0, 5, 0.1], ["watch", 0, 1, 0.01]],
  crew: [["days", 0, 60, 1]],
};

// ---- the builder

/** @param {RenderProps<BuilderModel>} props */
function render(props) {
  const widget = mount(props, "jalur-builder");
  const { body, get, set, watch, say, button, speaks, announce } = widget;
  /** @type {Place | null} */ let chosen = null;
  /** @type {{ parts: Piece[], place: Place | null }[]} */ const past = [];
  /** @type {{ key: string, blanks?: import("./kit.types.d.ts").Blanks } | null} */ let note = null;
  let stroke = "";
  /** @type {Record<string, any>} */ const ui = {};
  const parts = () => get("parts");
  const same = (/** @type {unknown} */ one, /** @type {unknown} */ other) => JSON.stringify(one) === JSON.stringify(other);
  const number = (/** @type {number | null | undefined} */ value, most = 2) => {
    if (value == null) return "–";
    const digits = Array.from({ length: most + 1 }, (_, n) => n).find((n) => Math.abs(value - Number(value.toFixed(n))) < 1e-9) ?? most;
    return speaks().number(value, digits);
  };

  /** Build what an edit says, or say why not; a setting that is dragged is one edit.
   * @param {Edit | null} edit @param {Refusal} [why] */
  function attempt(edit, why = null, now = "") {
    const refused = edit ? refusal(edit.parts) : why;
    note = refused;
    if (edit && !refused) {
      if (!same(edit.parts, parts()) && !(now && now === stroke)) past.push({ parts: parts(), place: chosen });
      stroke = now;
      chosen = edit.place;
      set("parts", edit.parts);
    } else draw();
    if (refused) announce(say(refused.key, refused.blanks), true);
  }
  function undo() {
    const last = past.pop();
    if (!last) return;
    [chosen, note, stroke] = [last.place, null, ""];
    set("parts", last.parts);
  }

  const letter = (name = "") => (/_([a-z])$/.exec(name)?.[1] ?? "").toUpperCase();
  /** What a leaf is called. @param {Leaf} leaf */
  const title = (leaf) => (leaf.part === "step" ? (speaks().words[`step.${leaf.name}`] ?? leaf.name) : `${say(leaf.part === "desks" && leaf.n === 1 ? "part.desk" : `part.${leaf.part}`)} ${letter(leaf.name)}`.trim());
  /** Days, of which one is no plural. @param {number | null} value */
  const lasts = (value, most = 2) => say(value === 1 ? "days.one" : "days", { n: number(value, most) });
  /** Its settings under it, in few words. @param {Leaf} leaf */
  const facts = (leaf) => [
    leaf.part === "panel" ? say("fact.panel", { k: ((leaf.n ?? 1) + 1) / 2, n: leaf.n ?? 1, accuracy: number(leaf.accuracy) })
      : leaf.part === "committee" ? say("fact.committee", { k: leaf.k ?? 1, n: leaf.n ?? 1, good: number(leaf.good), bad: number(leaf.bad) })
        : acts(leaf) ? "" : say("fact.desks", { good: number(leaf.good), bad: number(leaf.bad) }),
    lasts(leaf.days),
  ].filter(Boolean);
  const rule = (/** @type {Group} */ { k, rows }) => say(k === rows.length ? "rule.all" : k === 1 ? "rule.one" : "rule.vote", { k, n: rows.length });

  function build() {
    ui.inspected = "";
    for (const name of ["scene", "note", "settings", "numbers", "code", "twin", "told", "start", "foot"]) ui[name] = h("div", { class: name });
    ui.note.setAttribute("role", "status");
    ui.undo = button("undo", undo, { class: "round" });
    ui.reset = button("reset", () => attempt({ parts: get("start"), place: null }), { class: "round" });
    ui.copy = button("copy", () => copied());
    ui.play = button("play.path", play, { class: "main" });
    const { good_share: share, urgency, gain, loss, budget, leak } = get("situation");
    body.replaceChildren(widget.head(h("p", { class: "subtitle" }, say("subtitle"))),
      h("div", { class: "tray", role: "group", "aria-label": say("tray") }, h("span", { class: "traysaid" }, say("tray")),
        ...Object.keys(TRAY).map((kind) => h("button", { type: "button", "data-id": `add-${kind}`, onclick: () => attempt(add(parts(), chosen, kind)) },
          shapes([kindOf(TRAY[kind])]), h("span", {}, say(`add.${kind}`)))), h("span", { class: "back" }, ui.undo, ui.reset)),
      ui.scene, ui.note, h("div", { class: "halves" }, ui.settings, ui.numbers),
      h("div", { class: "sunk" }, h("p", { class: "kicker" }, say("python")), ui.code, h("div", { class: "transport" }, ui.copy, ui.told, ui.play)),
      ui.start, ui.twin, h("p", { class: "stakes" }, say("stakes", { share: number(share * 100), urgency: number(urgency * 100), gain: number(gain), loss: number(loss), budget: number(budget), leak: number(leak * 100) })));
    ui.start.replaceChildren(h("span", { class: "traysaid" }, say("examples")), ...get("examples").filter(({ name }) => name).map(({ name, parts: made }) =>
      h("button", { type: "button", "data-id": `example-${name}`, onclick: () => attempt({ parts: made, place: null }) }, shapes(brief(made)), h("span", {}, say(`path.${name}`)))));
  }
  /** A path's shapes, three and more alike counted. @param {Piece[]} made */
  const brief = (made) => leaves(made).flatMap((leaf) => {
    const n = leaf.part === "desks" ? (leaf.n ?? 1) : 1;
    return n > 3 ? [kindOf(leaf), `×${n}`] : Array(n).fill(kindOf(leaf));
  });

  async function copied() {
    const text = expression(parts());
    try {
      await navigator.clipboard.writeText(text);
      ui.told.textContent = say("copied");
    } catch { // a frame may not write to the clipboard: then the reader does
      getSelection()?.selectAllChildren(ui.code.querySelector("code"));
      ui.told.textContent = say("selected");
    }
  }
  function play() {
    if (get("live")) {
      set("played", copy(parts()));
      ui.told.textContent = say("plays");
      return;
    }
    const known = get("examples").find((one) => same(one.parts, parts()));
    if (known) set("handed", [{ ...known.handed }]);
    ui.told.textContent = say(known ? "plays" : "page.only");
  }

  /** @param {Leaf} leaf @param {Place} place */
  function cell(leaf, place) {
    const kind = kindOf(leaf);
    const id = place.join("-");
    return h("div", { class: "cell" }, h("button", { type: "button", class: "part", "data-id": `part-${id}`, "aria-pressed": String(same(place, chosen)), onclick: () => choose(place) },
      h("span", { class: "above" }, h("span", { class: "name" }, shapes([kind]), h("span", {}, title(leaf))), furniture(leaf, place.length > 1 && widget.width() < 800 ? 1 : widget.narrow() ? 3 : 7)),
      h("span", { class: "below" }, leaf.part === "desks" && leaf.n !== 1 ? h("span", { class: "sr" }, say("fact.n", { n: leaf.n ?? 1 })) : "", ...facts(leaf).map((text) => h("span", {}, text)))));
  }
  /** Lines that part at a dot or meet at a post. */
  const fork = (n = 1, back = false) => s("svg", { class: "fork", viewBox: `0 0 30 ${n * 152}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    ...Array.from({ length: n }, (_, r) => line(back ? `M0 ${152 * r + 92}C18 ${152 * r + 92} 12 ${n * 76} 30 ${n * 76}` : `M0 ${n * 76}C18 ${n * 76} 12 ${152 * r + 92} 30 ${152 * r + 92}`, "way", { "vector-effect": "non-scaling-stroke" })));
  /** @param {Group} group */
  function branches(group, i = 0) {
    const n = group.rows.length;
    return h("div", { class: "group" }, h("div", { class: "split" }, fork(n), h("i", { class: "dot" })),
      h("div", { class: "rows" }, ...group.rows.map((row, r) => h("div", { class: "branch" }, ...row.map((leaf, j) => cell(leaf, [i, r, j])), h("span", { class: "cell rest" })))),
      h("div", { class: "split" }, fork(n, true)),
      h("div", { class: "cell" }, h("button", { type: "button", class: "part join", "data-id": `part-${i}`, "aria-pressed": String(same([i], chosen)), "aria-label": say("group", { n, rule: rule(group) }), onclick: () => choose([i]) },
        h("span", { class: "above" }, s("svg", { width: 30, height: 66, "aria-hidden": "true" }, post(group.k, n, 15, 66, 13))), h("span", { class: "below" }, h("b", {}, rule(group))))));
  }
  const choose = (/** @type {Place} */ place) => {
    [chosen, note] = [same(place, chosen) ? null : place, null];
    draw();
  };

  /** The settings of the chosen piece: made when it is chosen, then kept, so that one can be dragged. */
  function inspect() {
    const piece = chosen && pieceAt(parts(), chosen);
    const shown = [widget.root.lang, chosen, piece?.part, piece && !grouped(piece) ? title(piece) : ""].join();
    if (shown !== ui.inspected) fill();
    ui.inspected = shown;
    if (!piece) return;
    for (const { range, out, words, name } of ui.sliders) {
      const value = /** @type {any} */ (piece)[name] ?? 0;
      if (name === "k") range.max = grouped(piece) ? piece.rows.length : (piece.n ?? 1);
      range.value = value;
      write(out, words(value));
      put(range, "aria-valuetext", words(value));
    }
  }
  function fill() {
    if (!chosen) {
      ui.settings.replaceChildren(h("p", { class: "kicker" }, say("settings")), h("p", { class: "hint" }, say("hint")));
      return;
    }
    const place = chosen;
    const piece = pieceAt(parts(), place);
    /** @param {string} key @param {() => Edit | null} edit @param {Refusal} [why] */
    const act = (key, edit, why) => button(key, () => attempt(edit(), why));
    /** @type {[string, number, number, number][]} */
    const settings = grouped(piece) ? [["k", 1, piece.rows.length, 1]] : SETTINGS[piece.part].filter(([name]) => !acts(piece) || name === "days");
    ui.sliders = settings.map(([name, least, most, step]) => {
      const value = /** @type {any} */ (piece)[name] ?? 0;
      const words = (value = 0) => (name === "days" ? lasts(value) : name === "cost" ? say("money", { n: number(value) }) : number(value));
      const range = h("input", { type: "range", class: "range", min: Math.min(least, value), max: Math.max(most, value), step, "data-id": `set-${name}`, "aria-label": say(`set.${name}`),
        oninput: () => adjust(place, name, Number(range.value)) });
      return { name, words, range, out: h("b") };
    });
    ui.settings.replaceChildren(h("p", { class: "kicker" }, grouped(piece) ? say("group.title") : title(piece)),
      h("div", { class: "sliders" }, ...ui.sliders.map((/** @type {any} */ { name, range, out }) => h("label", { class: "slider" }, h("span", {}, say(`set.${name}`)), out, range))),
      h("div", { class: "acts" }, act("earlier", () => move(parts(), place, -1)), act("later", () => move(parts(), place, 1)),
        grouped(piece) ? act("unpair", () => unpair(parts(), place)) : "", place.length > 1 ? "" : act("pair", () => pair(parts(), place), { key: "refuse.pair" }),
        act("remove", () => remove(parts(), place))));
  }
  /** One setting; a smaller panel keeps its majority, a smaller committee a k that fits. @param {Place} place */
  function adjust(place, name = "", value = 0) {
    const next = copy(parts());
    const piece = /** @type {any} */ (pieceAt(next, place));
    piece[name] = value;
    if (piece.part === "committee") piece.k = clamp(piece.k, 1, piece.n);
    attempt({ parts: next, place }, null, `${place} ${name}`);
  }

  function count() {
    const world = get("situation");
    const now = measures(parts(), world);
    const before = past.length ? measures(past[past.length - 1].parts, world).value : null;
    const bar = (share = 0, kind = "") => {
      const node = h("span", { class: `bar ${kind}` });
      node.style.setProperty("--share", String(share));
      return node;
    };
    const rows = [
      [say("of.good"), bar(now.good, "good"), say("per.hundred", { n: number(now.good * 100, now.good < 0.01 ? 2 : 1) })],
      [say("of.bad"), bar(now.bad, "bad"), say("per.hundred", { n: number(now.bad * 100, now.bad < 0.01 ? 2 : 1) })],
      [say("of.days"), "", lasts(now.accepted, 1)],
      [say("of.refused"), "", lasts(now.daysBad, 1)],
      [say("of.leak"), "", say("percent", { n: number(now.leak == null ? null : now.leak * 100, 1) })],
      [say("of.cost"), "", say("money", { n: number(now.cost) })],
    ];
    const value = say("money", { n: speaks().number(now.value, 1) });
    ui.numbers.replaceChildren(h("p", { class: "kicker" }, say("numbers")),
      grid(say("numbers"), [[say("of")], [""], [say("of.now")]], rows.map((row) => row.map((one) => [one]))),
      h("p", { class: "value" }, h("span", {}, say("of.value")), h("b", {}, value)),
      h("p", { class: "hint" }, before == null ? say("nothing") : say("before", { n: speaks().number(before, 1) })));
    return say("heard", { good: number(now.good * 100, 1), bad: number(now.bad * 100, 1), days: lasts(now.accepted, 1), value });
  }

  /** The path in words: every part, what reaches it and what it does. */
  function twin() {
    const rows = parts().flatMap((piece, i) => (grouped(piece) ? piece.rows.flat().map((leaf) => ({ leaf, where: say("in.group", { n: i + 1, rule: rule(piece) }) })) : [{ leaf: piece, where: String(i + 1) }]));
    ui.twin.replaceChildren(h("p", { class: "kicker" }, say("table")), grid(say("table"), ["table.part", "table.where", "table.good", "table.bad", "table.days"].map((key) => [say(key)]),
      rows.map(({ leaf, where }) => {
        const [good, bad] = [true, false].map((kind) => promise(leaf, kind));
        return [[h("span", { class: "called" }, shapes([kindOf(leaf)]), title(leaf))], [where], ...[good.accept, bad.accept].map((share) => [number(share * 100, 1)]), [number(good.ifAccepted, 1)]];
      })));
  }

  function draw() {
    if (chosen && !exists(chosen)) chosen = null;
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    const id = widget.root.contains(active) ? active?.dataset.id : "";
    ui.scene.replaceChildren(h("span", { class: "cell door" }, s("svg", { width: 30, height: 22, "aria-hidden": "true" }, line("M3 21V5q0-2 2-2h7l3 3.4H25q2 0 2 2V20q0 1-1 1Z", "folder"))),
      ...parts().map((piece, i) => (grouped(piece) ? branches(piece, i) : cell(piece, [i]))), h("span", { class: "cell rest" }));
    ui.undo.disabled = !past.length;
    ui.reset.disabled = same(parts(), get("start"));
    ui.note.replaceChildren(...(note ? [h("p", {}, say(note.key, note.blanks))] : []));
    ui.told.textContent = get("live") ? "" : say("page");
    ui.code.replaceChildren(h("code", { translate: "no" }, expression(parts())));
    inspect();
    const heard = count();
    twin();
    if (!note) announce(heard);
    if (id && !widget.root.contains(active)) (widget.root.querySelector(`[data-id="${id}"]`) ?? ui.play).focus();
  }
  const exists = (/** @type {Place} */ place) => {
    const [i, r] = place;
    const piece = parts()[i];
    return piece && (r === undefined || (grouped(piece) && pieceAt(parts(), place)));
  };

  watch("parts", draw);
  for (const trait of /** @type {const} */ (["start", "situation", "examples", "live"])) watch(trait, () => widget.rebuild());
  return widget.open({ build, layout: draw });
}

// Not `export function render`: anywidget treats that name as its old API.
export default { render };
