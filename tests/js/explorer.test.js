// The explorer's arithmetic: what a page keeps, where things stand, how numbers are told.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { rows, scale, spread, told, unpack } from "../../src/jalur/widgets/explorer.js";

/** What a page keeps of some models, beside their answers; made by tests/test_explorer.py. */
const made = process.env.JALUR_KEPT;
const skip = made ? false : "tests/test_explorer.py keeps the answers";

test("what a page keeps is what the model answered, place by place", { skip }, () => {
  for (const { saved, answers } of Object.values(JSON.parse(readFileSync(made, "utf8")))) {
    assert.ok(answers.length > 3);
    for (const { values, answer } of answers) {
      const { of, ...reading } = unpack(saved, values);
      assert.deepEqual(of, values);
      assert.deepEqual(reading, answer);
    }
  }
});

test("where the page keeps nothing there is nothing, not the neighbour's answer", () => {
  const saved = { positions: { n: [1, 3], rule: ["a", "b"] }, common: {}, keys: ["at\ty"], cells: [[0], [1], [2], [0]], pool: [10, 20, 30] };
  assert.deepEqual(["a", "b"].map((rule) => unpack(saved, { n: 3, rule }).at.y), [30, 10]);
  assert.equal(unpack(saved, { n: 2, rule: "a" }), undefined);
  assert.equal(unpack(saved, { n: 3, rule: "c" }), undefined);
});

test("a scale has round ends around its values, and rising ticks that print as they are", () => {
  for (const [low, high] of [[0, 10000], [-4.9, 31], [0, 0.4], [0.04, 1], [1, 25], [0, 70], [-0.003, 0.0001], [0, 0]]) {
    const { low: from, high: to, ticks } = scale(low, high);
    assert.ok(from <= low + 1e-9 && to >= high - 1e-9, `${low} to ${high}: ${from} to ${to}`);
    assert.ok(ticks.length >= 2 && ticks.length <= 9 && ticks.every((tick, n) => !n || tick > ticks[n - 1]), String(ticks));
    assert.ok(ticks.every((tick) => String(tick).length < 9), String(ticks));
  }
  assert.deepEqual(scale(0, 10000).ticks, [0, 2000, 4000, 6000, 8000, 10000]);
});

test("labels that would lie on one another move apart, and the others stay", () => {
  assert.deepEqual(spread([10, 100, 102], 16, 400), [10, 100, 116]);
  assert.deepEqual(spread([395, 398, 20], 16, 400), [384, 400, 20]);
  const many = spread([50, 50, 50, 50, 50], 16, 60);
  assert.ok([...many].sort((a, b) => a - b).every((at, n, all) => !n || at - all[n - 1] >= 16));
  assert.ok(Math.max(...many) <= 60);
});

test("a number is told by three digits that count, larger ones whole", () => {
  const shown = (value) => { const { rounded, digits } = told(value); return rounded.toFixed(digits); };
  assert.deepEqual([0, 6.26579, 4948.39, 47.829, 0.0275837, 1, 32.0004, -5.5555, 0.000012, 999.6].map(shown),
    ["0", "6.27", "4948", "47.8", "0.0276", "1", "32", "-5.56", "0", "1000"]);
});

test("the table has a row for the reader's own place, in its order, and says which it is", () => {
  const chart = { name: "c", x: [0, 5, 10], here: "n", series: [{ name: "a", look: "desks", form: "line" }, { name: "b", look: "full", form: "point" }], y: null, rules: {}, x_unit: "", y_unit: "" };
  const reading = { of: {}, lines: { a: [1, null, 3] }, at: { a: 2.5, b: 7 }, numbers: {}, said: "" };
  const table = rows(chart, reading, 8);
  assert.deepEqual(table.map(({ place, mine }) => [place, mine]), [[0, false], [5, false], [8, true], [10, false]]);
  assert.deepEqual(table.map(({ values }) => values), [[1, null], [null, null], [2.5, 7], [3, null]]);
  assert.equal(rows(chart, reading, 5).length, 3);
});
