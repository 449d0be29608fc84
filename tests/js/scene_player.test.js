// A scene is a function of t: what it shows needs no memory, and nothing of it runs ahead.
import assert from "node:assert/strict";
import { test } from "node:test";

import { STAGES, decades } from "../../src/jalur/widgets/scene_player.js";

const guess = { fields: [[0, 1]], outcome: [1] };
const RECORDS = {
  cabinet: { ...guess, runs: 10, variants: [{ rounds: [
    { size: 3, edges: [[0, 1], [0, 2], [1, 2]], start: [1, 0, 1], member: [1], opinion: [1], stuck: 0 },
    { size: 4, edges: [[0, 1], [1, 2], [2, 3]], start: [1, 1, 0, 0], member: [], opinion: [], stuck: 7 }] }] },
  evidence: { ...guess, lead: 2, fixed: 3, good: [true, true, true], yes: ["111", "1011", "001"] },
  garbage_can: { ...guess, variants: [{ periods: [
    { choice: 2, problems: [5, 6], problem_at: [null, null, null, null, 2, 2], maker_at: [2, 0], required: [0, 2], spent: [0, 1], made: [] },
    { choice: null, problems: [], problem_at: [null, null, null, null, 2, 0], maker_at: [2, 2], required: [0, 1], spent: [0, 2], made: [{ choice: 2, style: "resolution", solved: [5] }] }] }] },
  jury: { ...guess, lanes: [{ said: { theory: 60 }, right: ["110", "001", "111"] }] },
  permits: { ...guess, gaps: [0, 1, 3], seconds: [100, 10, 90, 9900], handoff: "1011", mean: 3366.7, median: 100 },
  promotion: { ...guess, level: [0, 1, 1], lanes: [{ start: [5, 6, 7], efficiency: [50, 60, 70],
    moves: { year: [1, 1, 1, 2], from: [0, 2, null, 1], to: [null, 0, 2, null], age: [61, 30, 20, 61], competence: [5, 4, 8, 6] } }] },
};
const plans = Object.entries(RECORDS).map(([kind, record]) => [kind, STAGES[kind], STAGES[kind].plan(record, 0)]);

test("every kind of scene is tried here", () => {
  assert.deepEqual(Object.keys(RECORDS), Object.keys(STAGES));
});

test("stops begin at the start or after it, rise, and end at the end", () => {
  for (const [kind, , { stops, end }] of plans) {
    assert.ok(stops.every((stop, i) => stop >= 0 && (i === 0 || stop > stops[i - 1])), kind);
    assert.equal(stops.at(-1), end, kind);
  }
});

test("the same moment is the same frame, wherever one comes from", () => {
  for (const [kind, stage, plan] of plans) {
    const there = [0, 0.3, 0.5, 0.91, 1].map((part) => part * plan.end);
    const seen = there.map((t) => structuredClone(stage.frame(plan, t)));
    for (const i of [4, 0, 3, 1, 2]) assert.deepEqual(structuredClone(stage.frame(plan, there[i])), seen[i], kind);
  }
});

test("a member changes its mind because of those it hears, and the end is named", () => {
  const [, stage, plan] = plans[0];
  const { who, heard, against, opinions } = stage.frame(plan, 1);
  assert.deepEqual([who, heard, against, opinions], [1, [0, 2], [0, 2], [1, 1, 1]]);
  assert.deepEqual([0, 1, 2, 3, 4].map((t) => stage.tell(plan, t)[0][0]), ["begin", "to.yes", "agreed", "begin", "stuck"]);
});

test("a walk stops at its wall, and the majority is known only when all have spoken", () => {
  const [, stage, plan] = plans.find(([kind]) => kind === "evidence");
  assert.deepEqual(plan.walks.map((one) => [one.stop, one.right, one.voted]), [[2, true, true], [4, true, true], [2, false, false]]);
  assert.deepEqual([0, 2, 2.9, 3, 4].map((t) => [stage.frame(plan, t).open, stage.frame(plan, t).votedRight]), [[3, 0], [1, 0], [1, 0], [1, 2], [0, 2]]);
});

test("a problem is solved with its choice, not before", () => {
  const [, stage, plan] = plans.find(([kind]) => kind === "garbage_can");
  assert.deepEqual([1, 1.5, 1.8, 2].map((t) => [stage.frame(plan, t).solvedCount, stage.frame(plan, t).open]), [[0, 2], [0, 2], [1, 1], [1, 1]]);
});

test("whoever goes leaves a post empty until somebody comes", () => {
  const [, stage, plan] = plans.find(([kind]) => kind === "promotion");
  const posts = (t) => stage.frame(plan, t).lanes[0].competence;
  assert.deepEqual([0, 0.25, 0.5, 0.75, 1, 2].map(posts), [[5, 6, 7], [null, 6, 7], [4, 6, null], [4, 6, 8], [4, 6, 8], [4, null, 8]]);
});

test("a verdict falls when the round is over", () => {
  const [, stage, plan] = plans.find(([kind]) => kind === "jury");
  assert.deepEqual([0, 0.4, 0.9, 1, 2, 3].map((t) => [stage.frame(plan, t).lanes[0].spoken, stage.frame(plan, t).lanes[0].right]),
    [[0, 0], [1, 0], [3, 0], [3, 1], [3, 1], [3, 2]]);
});

test("on the clock of the permits a second and a month both have their place", () => {
  const [, stage, plan] = plans.find(([kind]) => kind === "permits");
  assert.deepEqual([0, 1, 10, 3600].map(decades), [0, 0, 1, Math.log10(3600)]);
  const at = (seconds) => stage.frame(plan, decades(seconds));
  assert.deepEqual([at(50).done, at(50).handed, at(50).same], [1, 2, 0]);
  assert.deepEqual([at(100).done, at(100).gapShare, Number(at(100).timeShare.toFixed(6))], [2, (100 * 2) / 3, 95]);
  const over = stage.frame(plan, plan.end);
  assert.deepEqual([over.done, over.gapShare, over.timeShare], [3, 75, (100 * 10090) / 10100]);
});
