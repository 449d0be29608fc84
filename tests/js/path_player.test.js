// The player's arithmetic: what happens when, where it stands, and how it is said.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as player from "../../src/jalur/widgets/path_player.js";
import { arrange, dotter, frame, moments, plan, speaker, story, tell, threads, totals, weight, where } from "../../src/jalur/widgets/path_player.js";

/** Traces of the model, with the words that Python sends along; made by tests/test_path_player.py. */
const told = process.env.JALUR_TRACES;
const states = told ? JSON.parse(readFileSync(told, "utf8")) : {};
const skip = told ? false : "tests/test_path_player.py makes the traces";
const each = () => Object.entries(states).flatMap(([name, { traces }]) => traces.map((trace, lane) => ({ name: `${name} ${lane}`, trace, lane })));

const step = (name, kind, more = {}) => ({ name, kind, days: 10, officials: 1, rounds: 0, deadline: null, cost: 0, ...more });

/** Two proposals at a desk that refuses the second, and the crew; written by hand. */
const small = () => ({
  name: "", situation: { budget: 20, arrivals: null }, horizon: 13, expected_days: 13,
  path: { series: [{ step: 0 }, { step: 1 }] }, steps: [step("land", "clear", { cost: 2 }), step("act", "act", { days: 3, cost: 1 })], joins: [],
  cases: { case: [1, 2], good: [true, false], accepted: [true, false], arrival: [0, 0], end: [13, 10], cost: [3, 2], leaked: [5.6, 0], value: [90, -2] },
  visits: { case: [1, 2, 1], step: [0, 0, 1], arrive: [0, 0, 10], begin: [0, 0, 10], leave: [10, 10, 13], end: [10, 10, 13],
    verdict: ["yes", "no", "yes"], returns: [[], [], []], after: [false, false, false] },
  votes: { case: [], join: [], begin: [], end: [], accepted: [] },
});

/** One desk, one official: the second waits, the third's deadline runs out while it waits. */
const queue = () => ({
  ...small(), situation: { budget: 20, arrivals: 1 }, horizon: 14,
  steps: [step("land", "clear", { deadline: 6 }), step("act", "act", { days: 1, officials: 3 })],
  cases: { case: [1, 2, 3], good: [true, true, true], accepted: [true, true, true], arrival: [0, 1, 2], end: [6, 8, 9], cost: [0, 0, 0], leaked: [0, 0, 0], value: [0, 0, 0] },
  visits: { case: [1, 2, 3, 1, 2, 3], step: [0, 0, 0, 1, 1, 1], arrive: [0, 1, 2, 5, 7, 8], begin: [0, 5, 10, 5, 7, 8], leave: [5, 7, 8, 6, 8, 9], end: [5, 10, 14, 6, 8, 9],
    verdict: ["yes", "silent", "silent", "yes", "yes", "yes"], returns: [[2], [], [], [], [], []], after: [false, true, true, false, false, false] },
});

/** Both must say yes; the first says no on day 2, the second reads on until day 5. */
const both = () => ({
  ...small(), horizon: 5, path: { join: 0, parts: [{ step: 0 }, { step: 1 }] }, joins: [{ k: 2, n: 2, panel: false }],
  steps: [step("land", "clear"), step("money", "clear")],
  cases: { case: [1], good: [true], accepted: [false], arrival: [0], end: [2], cost: [0], leaked: [0], value: [0] },
  visits: { case: [1, 1], step: [0, 1], arrive: [0, 0], begin: [0, 0], leave: [2, 5], end: [2, 5], verdict: ["no", "yes"], returns: [[], []], after: [false, true] },
  votes: { case: [1], join: [0], begin: [0], end: [2], accepted: [false] },
});

const places = (now) => Object.fromEntries(now.files.map(({ token, stay }) => [token.key, stay.place]));

test("the module exports no function named render: anywidget would take its old way", () => {
  assert.equal("render" in player, false);
  assert.deepEqual(Object.keys(player.default), ["render"]);
});

test("at day 0 nobody has set out and nothing is spent", () => {
  const one = plan(small());
  assert.deepEqual(places(frame(one, 0)), { 0: "door", 1: "door" });
  assert.deepEqual(totals(one, 0), { spent: 0, leaked: 0, built: 0, good: 0, bad: 0 });
});

test("a refused proposal lies in the tray of the desk that refused it", () => {
  const now = frame(plan(small()), 11);
  assert.deepEqual(places(now), { 0: "seat", 1: "tray" });
  assert.equal(now.stations[0].refused, 1);
  assert.deepEqual([9.9, 10].map((t) => frame(plan(small()), t).stations[0].refused), [0, 1]);
});

test("the budget is spent when the work begins, and leaks when nobody can refuse any more", () => {
  const one = plan(small());
  assert.deepEqual(totals(one, 9), { spent: 4, leaked: 0, built: 0, good: 0, bad: 0 });
  assert.deepEqual(totals(one, 10), { spent: 25, leaked: 5.6, built: 0, good: 0, bad: 0 });
  assert.deepEqual(totals(one, 13), { spent: 25, leaked: 5.6, built: 1, good: 1, bad: 0 });
});

test("a frame is the same whether time came forward or back", () => {
  const one = plan(queue());
  const first = JSON.stringify(frame(one, 4));
  frame(one, 13);
  assert.equal(JSON.stringify(frame(one, 4)), first);
});

test("who waits stands in line, first come first", () => {
  const now = frame(plan(queue()), 4.9);
  assert.equal(now.stations[0].waiting, 2);
  const line = now.files.filter(({ stay }) => stay.place === "queue").sort((a, b) => a.rank - b.rank);
  assert.deepEqual(line.map(({ token, rank }) => [token.case, rank]), [[1, 0], [2, 1]]);
});

test("after a deadline the file goes on while its papers wait and are read", () => {
  const one = plan(queue());
  assert.equal(places(frame(one, 8.5))["2/0"], "queue");
  assert.deepEqual([places(frame(one, 12))["2/0"], places(frame(one, 12))["2"]], ["seat", "plot"]);
  assert.equal(frame(one, 12).stations[0].busy, 1);
  assert.equal("2/0" in places(frame(one, 14)), false);
});

test("the dial counts from arrival at the desk, waiting included", () => {
  assert.deepEqual(frame(plan(queue()), 5.5).stations[0].dial, { of: 6, left: 1.5 });
});

test("a returned file makes a loop at its desk for two days and a half", () => {
  const one = plan(queue());
  assert.deepEqual(frame(one, 3).stations[0].loop, { case: 0, count: 1, age: 1 });
  assert.equal(frame(one, 4.4).stations[0].loop?.count, 1);
  assert.equal(frame(one, 4.5).stations[0].loop, null);
});

test("after a deciding no the other copy goes on, faded, until its desk has done", () => {
  const one = plan(both());
  assert.deepEqual(places(frame(one, 1)), { "0.2.0": "seat", "0.2.1": "seat" });
  const now = frame(one, 3);
  assert.deepEqual(places(now), { 0: "tray", "0.2.1": "seat" });
  assert.equal(now.files.find(({ token }) => token.key === "0.2.1").faded, true);
  assert.deepEqual(Object.keys(places(frame(one, 5))), ["0"]);
});

test("without motion every file is at a place", () => {
  for (let t = 0; t < 14; t += 0.25) {
    for (const { u, loop } of frame(plan(queue()), t, { still: true }).files) assert.deepEqual([u, loop], [1, 0]);
  }
});

test("a thread is dotted while its case waits and ends where the case ends", () => {
  assert.deepEqual(threads(plan(queue()), 1), [
    { from: 1, to: 5, kind: "wait" }, { from: 5, to: 7, kind: "clear" }, { from: 7, to: 8, kind: "act" }]);
});

test("the steps of one case are among the steps of all", () => {
  const events = story(plan(queue()), 0);
  const all = moments(events);
  for (const i of [0, 1, 2]) assert.deepEqual(moments(events, i).filter((t) => !all.includes(t)), []);
  assert.ok(moments(events, 1).length < all.length);
});

test("the furniture stands where it stood, whatever becomes of the cases", () => {
  const other = small();
  other.cases.accepted = [false, false];
  other.visits = { case: [1, 2], step: [0, 0], arrive: [0, 0], begin: [0, 0], leave: [10, 10], end: [10, 10], verdict: ["no", "no"], returns: [[], []], after: [false, false] };
  assert.deepEqual(arrange(plan(other), 900).spots, arrange(plan(small()), 900).spots);
});

/** `count` proposals that all reach the crew after a desk, all at once or one a day. */
const crowd = (count, arrivals = null) => {
  const all = Array.from({ length: count }, (_, i) => i);
  const from = all.map((i) => (arrivals ? i : 0));
  const both = [...all, ...all];
  const times = (desk, crew) => [...from.map((t) => t + desk), ...from.map((t) => t + crew)];
  return { ...small(), situation: { budget: 20, arrivals }, horizon: count + 14,
    cases: { case: all.map((i) => i + 1), good: all.map((i) => i % 3 > 0), accepted: all.map(() => true), arrival: from, end: times(10, 13).slice(count), cost: from, leaked: from, value: from },
    visits: { case: both.map((i) => i + 1), step: both.map((_, n) => (n < count ? 0 : 1)), arrive: times(0, 10), begin: times(0, 10), leave: times(10, 13), end: times(10, 13),
      verdict: both.map(() => "yes"), returns: both.map(() => []), after: both.map(() => false) } };
};

test("whatever their number, what is built stays inside the picture and under the name of the crew", () => {
  for (const count of [1, 5, 12, 20, 30, 31, 150, 151, 500, 2000]) {
    for (const arrivals of [null, 1]) {
      for (const [width, narrow] of [[1180, false], [620, false], [206, true], [176, true]]) {
        const scene = arrange(plan(crowd(count, arrivals)), width, narrow);
        const high = scene.plain ? 3 : scene.cell[1] < 34 ? 28 : 38; // from a plot's ground to the top of what stands on it
        for (const n of [0, count - 1]) {
          const [x, y] = scene.plot(n);
          assert.ok(x > 0 && x < scene.width && y <= scene.height, `${count} at ${width}: ${x}, ${y} of ${scene.width}, ${scene.height}`);
          assert.ok(y - high > scene.spots[1].label - 4, `${count} at ${width}: ${y - high} meets ${scene.spots[1].label}`);
        }
      }
    }
  }
});

test("on a phone the full path of twenty proposals is less than a thousand pixels high", { skip }, () => {
  const { height } = arrange(plan(states.lesson.traces[1]), 206, true);
  assert.ok(height < 1000, String(height));
});

test("where a path forks inside a fork no ground runs between the branches", () => {
  const inner = { join: 1, parts: [{ step: 0 }, { step: 1 }] };
  const trace = { ...both(), path: { join: 0, parts: [inner, { step: 2 }] }, joins: [{ k: 2, n: 2, panel: false }, { k: 1, n: 2, panel: false }],
    steps: [step("land", "clear"), step("money", "clear"), step("legal", "clear")] };
  const { lines, spots } = arrange(plan(trace), 1100);
  const [upper, lower, post] = spots;
  const level = (upper.y + lower.y) / 2;
  for (const d of lines) {
    let [x, y] = [0, 0];
    for (const [, command, numbers] of d.matchAll(/([MCHV])([^A-Z]*)/g)) {
      const to = numbers.trim().split(/[ ,]+/).map(Number);
      if (command === "H") {
        const free = y !== level || to[0] <= upper.x - upper.w / 2 || x >= post.x - 13;
        assert.ok(free, `ground from ${x} to ${to[0]}`);
        x = to[0];
      } else [x, y] = command === "V" ? [x, to[0]] : to.slice(-2);
    }
  }
});

test("a dot covers its own size, a ring is hollow, and no dot leaves the picture", () => {
  const pixels = new Uint32Array(40 * 40);
  const cover = () => pixels.reduce((all, value) => all + (value >>> 24) / 255, 0);
  dotter(pixels, 40, 4, 0, "#2b231b")(20.3, 20.8);
  assert.ok(Math.abs(cover() - Math.PI * 16) < 2, String(cover()));
  assert.equal(pixels[20 * 40 + 20], 0xff1b232b);
  pixels.fill(0);
  dotter(pixels, 40, 4, 2, "#ab4300")(20, 20);
  assert.equal(pixels[20 * 40 + 20], 0);
  assert.equal(pixels[20 * 40 + 24] >>> 24, 255);
  pixels.fill(0);
  for (const [x, y] of [[-9, 20], [1, 20], [39, 20], [20, -9], [20, 60]]) dotter(pixels, 40, 4, 0, "#000000")(x, y);
  assert.equal(cover(), 0);
});

test("spent without budgets is the record's cost, and leaked its leaked", { skip }, () => {
  const add = (list) => list.reduce((sum, one) => sum + one, 0);
  for (const { name, trace } of each()) {
    const one = plan(trace);
    const { spent, leaked, built } = totals(one, trace.horizon);
    assert.ok(Math.abs(spent - built * trace.situation.budget - add(trace.cases.cost)) < 1e-6, name);
    assert.ok(Math.abs(leaked - add(trace.cases.leaked)) < 1e-6, name);
    assert.equal(built, trace.cases.accepted.filter(Boolean).length, name);
  }
});

test("at the end every file is in a tray or done, and nobody is busy", { skip }, () => {
  for (const { name, trace } of each()) {
    const now = frame(plan(trace), trace.horizon + 3);
    const { accepted } = trace.cases;
    assert.deepEqual(now.files.map(({ stay }) => stay.place).sort(), accepted.map((yes) => (yes ? "plot" : "tray")).sort(), name);
    assert.deepEqual(now.stations.map(({ busy, waiting }) => busy + waiting), now.stations.map(() => 0), name);
  }
});

test("a case is at one place, and its copies only at their branches", { skip }, () => {
  for (const { name, trace } of each()) {
    const one = plan(trace);
    for (let t = 0; t <= trace.horizon; t += trace.horizon / 40) {
      const main = frame(one, t).files.filter(({ token }) => !token.copy).map(({ token }) => token.case);
      assert.equal(new Set(main).size, main.length, `${name} at ${t}`);
    }
  }
});

test("every folder stays in its picture, on a wide screen and on a phone", { skip }, () => {
  for (const { name, trace } of each()) {
    const one = plan(trace);
    for (const [width, narrow] of [[1200, false], [900, false], [620, false], [206, true], [92, true], [320, true]]) {
      const scene = arrange(one, width, narrow);
      assert.ok(scene.width <= width * 1.35 || scene.spots.length > 12, `${name}: ${scene.width} of ${width}`);
      for (let t = 0; t <= trace.horizon; t += trace.horizon / 25) {
        for (const { stay, rank } of frame(one, t).files) {
          const [x, y] = where(one, scene, stay, rank);
          assert.ok(x > -30 && x < scene.width + 20 && y > -20 && y <= scene.height + 12, `${name} ${width}: ${stay.place} at ${x}, ${y} of ${scene.width}, ${scene.height}`);
        }
      }
    }
  }
});

test("two desks never stand on one another", { skip }, () => {
  for (const { name, trace } of each()) {
    for (const [width, narrow] of [[1200, false], [700, false], [206, true]]) {
      const { spots } = arrange(plan(trace), width, narrow);
      spots.forEach((a, i) => spots.slice(i + 1).forEach((b) => {
        const apart = Math.abs(a.x - b.x) >= (a.w + b.w) / 2 - 1 || Math.abs(a.y - b.y) >= Math.min(a.h, b.h) - 1;
        assert.ok(apart, `${name} at ${width}: ${JSON.stringify([a, b])}`);
      }));
    }
  }
});

test("every event is one sentence of at most fourteen words, in both languages", { skip }, () => {
  for (const [name, { traces, labels }] of Object.entries(states)) {
    for (const language of ["id", "en"]) {
      const speak = speaker(labels[language], language);
      traces.forEach((trace, lane) => {
        const one = plan(trace);
        for (const event of story(one, lane)) {
          const context = { lane: labels[language][`lane.${lane}.who`], lanes: traces.length, follow: 0 };
          const text = tell(one, event, speak, context).map((run) => run.text).join("");
          assert.match(text, /^\p{Lu}[^{}]+\.$/u, name);
          assert.doesNotMatch(text, /undefined|null|NaN/);
          assert.ok(text.split(/\s+/).length <= 14, `${name}: ${text}`);
          assert.ok(weight(event, null) > 0, `${name}: ${text}`);
        }
      });
    }
  }
});
