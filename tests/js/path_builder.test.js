// The builder's arithmetic and its edits: what may be built, and what it is called in Python.
import assert from "node:assert/strict";
import { test } from "node:test";

import * as builder from "../../src/jalur/widgets/path_builder.js";
import { add, expression, measures, move, pair, promise, refusal, remove, stepsOf, unpair } from "../../src/jalur/widgets/path_builder.js";

const crew = { part: "crew", name: "act", days: 1 };
const desk = (more = {}) => ({ part: "desks", name: "desk", n: 1, good: 0.9, bad: 0.3, days: 10, cost: 0, watch: 0, ...more });
const world = { good_share: 0.5, urgency: 0, gain: 100, loss: 150, budget: 20, leak: 0.28 };
const names = (parts) => parts.flatMap((piece) => (piece.rows ? [piece.rows.map((row) => row.map((one) => one.name).join(">")).join("|")] : piece.name));

test("the module exports no function named render: anywidget would take its old way", () => {
  assert.equal("render" in builder, false);
  assert.deepEqual(Object.keys(builder.default), ["render"]);
});

test("seven desks let 47.8 of 100 good proposals pass", () => {
  assert.equal(measures([desk({ n: 7 }), crew], world).good.toFixed(6), "0.478297");
  assert.equal(measures([desk({ n: 7 }), crew], world).accepted, 71);
});

test("two desks side by side take as long as the slower and pass what both pass", () => {
  const group = { part: "group", k: 2, rows: [[desk()], [desk({ name: "desk_b", days: 4 })]] };
  const { accept, ifAccepted, days } = promise(group, true);

  assert.equal(accept.toFixed(6), "0.810000");
  assert.equal(ifAccepted.toFixed(6), "10.000000");
  assert.equal(days.toFixed(6), "9.400000"); // a tenth is over when the quicker says no on day 4
});

test("a new part goes before the crew, behind the chosen one, or into its branch", () => {
  assert.deepEqual(names(add([crew], null, "desks").parts), ["desk", "act"]);
  assert.deepEqual(names(add([desk(), desk({ name: "desk_b" }), crew], [0], "panel").parts), ["desk", "expert", "desk_b", "act"]);
  const group = { part: "group", k: 2, rows: [[desk()], [desk({ name: "desk_b" })]] };
  assert.deepEqual(names(add([group, crew], [0, 0, 0], "desks").parts), ["desk>desk_c|desk_b", "act"]);
  assert.deepEqual(names(add([group, crew], [0], "desks").parts), ["desk|desk_b|desk_c", "act"]);
});

test("all stays all when a branch comes, and one stays one", () => {
  const group = (k) => ({ part: "group", k, rows: [[desk()], [desk({ name: "desk_b" })]] });
  assert.equal(add([group(2), crew], [0], "desks").parts[0].k, 3);
  assert.equal(add([group(1), crew], [0], "desks").parts[0].k, 1);
  assert.equal(pair([group(1), desk({ name: "desk_c" })], [0]).parts[0].k, 1);
});

test("a part leaves its branch by moving on, and a branch alone is none", () => {
  const group = { part: "group", k: 2, rows: [[desk()], [desk({ name: "desk_b" })]] };
  assert.deepEqual(names(move([group, crew], [0, 0, 0], 1).parts), ["desk_b", "desk", "act"]);
  assert.deepEqual(names(remove([group, crew], [0, 1, 0]).parts), ["desk", "act"]);
  assert.deepEqual(names(unpair([group, crew], [0]).parts), ["desk", "desk_b", "act"]);
});

test("an edit leaves what it was given as it was", () => {
  const parts = [desk(), desk({ name: "desk_b" }), crew];
  const before = JSON.stringify(parts);
  for (const edit of [add(parts, [0], "desks"), move(parts, [0], 1), pair(parts, [0]), remove(parts, [0])]) assert.notEqual(JSON.stringify(edit.parts), before);
  assert.equal(JSON.stringify(parts), before);
});

test("a crew in a branch, a second crew and a refusal after the crew are refused by name", () => {
  const group = { part: "group", k: 2, rows: [[desk()], [crew]] };
  assert.deepEqual(refusal([group]), { key: "refuse.branch", blanks: { act: "act" } });
  assert.equal(refusal(add([crew], null, "crew").parts).key, "refuse.names");
  assert.deepEqual(refusal([crew, desk()]), { key: "refuse.after", blanks: { act: "act", name: "desk_1", good: "0.9", bad: "0.3" } });
  assert.equal(refusal([crew, desk({ good: 1, bad: 1 })]), null); // an audit
  assert.equal(refusal([]).key, "refuse.empty");
  assert.equal(pair([desk(), crew], [0]), null);
});

test("the builder holds no more than it can work out", () => {
  const many = (n) => Array.from({ length: n }, (_, i) => desk({ name: `desk_${i}`, n: 12 }));
  assert.equal(refusal(many(9)).key, "refuse.size");
  assert.equal(refusal([{ part: "group", k: 1, rows: many(4).map((one) => [one]) }]).key, "refuse.size");
  const largest = { part: "group", k: 2, rows: [many(2), many(4).slice(2), many(6).slice(4)] };
  assert.equal(refusal([largest]), null);
  const began = performance.now();
  measures([largest], world);
  assert.ok(performance.now() - began < 1000);
});

test("Python leaves out what is as usual and keeps a quotient a quotient", () => {
  assert.equal(expression([desk({ n: 7, cost: 1 / 7, watch: 0.14 }), crew]), "desks(7, good=0.9, bad=0.3, days=10, cost=1/7, watch=0.14) >> act()");
  assert.match(expression([desk({ cost: 0.1 + 0.2 })]), /cost=0\.30000000000000004\)/);
  assert.equal(expression([{ part: "step", name: "land", kind: "clear", good: 1, bad: 0.3, days: 10, cost: 0, watch: 0 }]), 'Step("land", "clear", bad=0.3, days=10)');
});

test("a crew and a given step keep their name, the others are numbered", () => {
  assert.deepEqual(stepsOf(desk({ n: 2 })).map((step) => step.name), ["desk_1", "desk_2"]);
  assert.deepEqual(stepsOf(crew).map((step) => step.name), ["act"]);
});
