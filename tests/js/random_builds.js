// Builds that a reader could make: random edits through the builder's own functions, as JSON lines.
import { add, expression, measures, move, pair, refusal, remove, unpair } from "../../src/jalur/widgets/path_builder.js";

let state = Number(process.argv[3] ?? 1);
/** A small generator (mulberry32), so that the same seed gives the same builds. */
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const pick = (list) => list[Math.floor(random() * list.length)];
const RANGES = { n: [1, 2, 3, 4, 7], accuracy: [0.5, 0.65, 0.8, 1], good: [0, 0.35, 0.9, 1], bad: [0, 0.3, 0.55, 1], days: [0, 1, 3.7, 10, 41],
  cost: [0, 0.1, 1 / 7], watch: [0, 0.14, 0.5, 1], correlation: [0, 0.3, 1], k: [1, 2, 3] };

const places = (parts) => parts.flatMap((piece, i) => (piece.rows ? [[i], ...piece.rows.flatMap((row, r) => row.map((_, j) => [i, r, j]))] : [[i]]));
const set = (parts, place) => {
  const next = structuredClone(parts);
  const [i, r, j] = place;
  const piece = r === undefined ? next[i] : next[i].rows[r][j];
  const name = pick(Object.keys(piece).filter((key) => key in RANGES));
  piece[name] = pick(RANGES[name]);
  if (piece.part === "panel") piece.n |= 1;
  if (piece.part === "committee") piece.n = Math.max(piece.n, 2);
  if (piece.k) piece.k = Math.min(piece.k, piece.n ?? piece.rows.length);
  return { parts: next };
};
const edit = (parts) => {
  const place = random() < 0.2 ? null : pick(places(parts));
  const acts = [() => add(parts, place, pick(["panel", "desks", "committee", "crew"])), () => set(parts, place), () => set(parts, place), () => pair(parts, place),
    () => pair(parts, place), () => move(parts, place, pick([-1, 1])), () => remove(parts, place), () => (place.length === 1 && parts[place[0]].rows ? unpair(parts, place) : null)];
  return place ? pick(acts)() : acts[0]();
};

let refused = 0;
for (let n = 0; n < Number(process.argv[2] ?? 1); n++) {
  let parts = [{ part: "crew", name: "act", days: 1 }];
  for (let k = 4 + Math.floor(random() * 45); k >= 0; k--) {
    const made = edit(parts);
    if (made && !refusal(made.parts)) parts = made.parts;
    else if (made) refused++;
  }
  const world = { good_share: pick([0, 0.2, 0.5, 0.9, 1]), urgency: pick([0, 0.005, 0.05]), gain: pick([0, 100]), loss: pick([0, 150, 1000]), budget: pick([0, 20]), leak: pick([0, 0.28, 1]) };
  console.log(JSON.stringify({ parts, world, expression: expression(parts), measures: measures(parts, world) }));
}
console.log(JSON.stringify({ refused }));
