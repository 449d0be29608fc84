// The map's geometry: whose land it is, where its borders run, where its name stands.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as map from "../../src/jalur/widgets/phase_map.js";
import { ahead, borders, middles, territory, winner } from "../../src/jalur/widgets/phase_map.js";

/** A field of n by n nodes; each contender is worth what its function says, x and y from 0 to 1. */
const field = (n, ...worth) => Array.from({ length: n }, (_, r) => Array.from({ length: n }, (_, c) => worth.map((of) => of(c / (n - 1), r / (n - 1)))));
/** The area of a path of polygons, however it is cut. */
const area = (d) => d.split("M").filter(Boolean).reduce((total, piece) => {
  const corner = /^([\d.-]+) ([\d.-]+)H([\d.-]+)V([\d.-]+)/.exec(piece);
  if (corner) return total + Math.abs((corner[3] - corner[1]) * (corner[4] - corner[2]));
  const spots = piece.replace("Z", "").split("L").map((one) => one.split(" ").map(Number));
  return total + Math.abs(spots.reduce((sum, [x, y], n) => sum + x * spots[(n + 1) % spots.length][1] - spots[(n + 1) % spots.length][0] * y, 0)) / 2;
}, 0);

test("the module exports no function named render: anywidget would take its old way", () => {
  assert.equal("render" in map, false);
  assert.deepEqual(Object.keys(map.default), ["render"]);
});

test("at equal worth the earlier wins, as in the model", () => {
  assert.equal(winner([1, 3, 3, 0]), 1);
});

test("the land is shared out whole, and each gets what is his", () => {
  const { land } = territory(field(21, (x) => x, (x, y) => y, () => 0.25), 400, 300);
  const share = land.map((d) => area(d) / 120_000);

  assert.ok(Math.abs(share[0] + share[1] + share[2] - 1) < 0.001);
  assert.ok(Math.abs(share[2] - 1 / 16) < 0.001);
  assert.ok(Math.abs(share[0] - share[1]) < 0.001);
});

test("a border runs where two are worth the same, also between nodes", () => {
  const { borders: ink } = territory(field(5, (x) => x, () => 0.3), 400, 300);
  const xs = [...ink.matchAll(/[ML]([\d.]+) /g)].map(([, x]) => Number(x));

  assert.ok(xs.length >= 8);
  assert.deepEqual([...new Set(xs)], [120]);
});

test("who is never ahead has no land and no border, and who is always ahead has it all", () => {
  const { land, borders: ink } = territory(field(9, () => 2, () => 1), 400, 300);
  assert.deepEqual([area(land[0]), land[1], ink], [120_000, "", ""]);
});

test("twins leave the land to the earlier", () => {
  const { land } = territory(field(9, (x) => x, (x) => x, () => 0.45), 400, 300);
  assert.ok(area(land[1]) < 1);
});

test("a name stands on its own land, and far from its border", () => {
  const values = field(21, (x) => x, () => 0.5);
  const [[column, row], [other]] = middles(values);
  assert.equal(winner(values[row][column]), 0);
  assert.ok(column >= 13 && other <= 7);
  assert.deepEqual(middles(field(5, () => 1, () => 0))[1], null);
});

test("the nearest border is named first, with where it lies and who begins", () => {
  const values = field(11, (x) => x, () => 0.42, (x, y) => 2 * y - 1.25);
  const [near, far] = borders(values, [6, 5]);

  assert.deepEqual([near.axis, near.way, near.to], [0, -1, 1]);
  assert.ok(Math.abs(near.at - 4.2) < 1e-9);
  assert.deepEqual([far.axis, far.way, far.to], [1, 1, 2]);
  assert.ok(Math.abs(far.at - 9.25) < 1e-9);
  assert.equal(borders(values, [6, 9])[0].axis, 1);
  assert.deepEqual(borders(field(5, () => 1, () => 0), [2, 2]), []);
});

test("the least is ahead, of verdicts the most, and equals share it", () => {
  const rows = [{ days: 1, verdicts: 0 }, { days: 31, verdicts: 5 }, { days: 1, verdicts: null }];
  assert.deepEqual(ahead(rows, "days"), [0, 2]);
  assert.deepEqual(ahead(rows, "verdicts"), [1]);
});

const told = process.env.JALUR_PHASE;
test("the land is that of the model's winners at every node", { skip: told ? false : "tests/test_phase_map.py makes the map" }, () => {
  const { values, winners, ties } = JSON.parse(readFileSync(told, "utf8"));
  assert.deepEqual(values.map((row) => row.map(winner)), winners);
  for (const { node, axis, at } of ties) {
    const found = borders(values, node).filter((one) => one.axis === axis);
    assert.ok(found.some((one) => Math.abs(one.at - at) < 0.02), `${node} ${axis} ${at}: ${JSON.stringify(found)}`);
  }
});
