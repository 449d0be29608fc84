// What all widgets share: axes, words and time.
import assert from "node:assert/strict";
import { test } from "node:test";

import { axis, clock, speaker } from "../../src/jalur/widgets/kit.js";

test("an axis ends at a round number above the day it is made for", () => {
  assert.deepEqual(axis(101).end, 110);
  for (const days of [0.2, 1, 7, 31, 99.9, 100, 365, 4096]) {
    const { end, ticks } = axis(days);
    assert.ok(end > days && ticks.length <= 13 && ticks.at(-1) === end, `${days}: ${end}`);
  }
});

test("numbers and blanks are written as the language writes them", () => {
  const words = { rest: "{n} of {all}, {who}" };
  const said = (language) => speaker(words, language).say("rest", { n: -1234.4, all: 10000, who: "2.5" });
  assert.equal(said("id"), "−1.234 of 10.000, 2.5");
  assert.equal(said("en"), "−1,234 of 10,000, 2.5");
  assert.equal(speaker(words, "id").number(0.125, 2), "0,13");
});

test("a blank that shall be strong is a piece of its own", () => {
  const pieces = speaker({ told: "Desk {n} says {what}." }, "en").runs("told", { n: 3, what: "no" }, ["what"]);
  assert.deepEqual(pieces.map(({ text }) => text), ["Desk ", "3", " says ", "no", "."]);
  assert.deepEqual(pieces.filter(({ strong }) => strong).map(({ text }) => text), ["no"]);
});

/** A clock whose frames come when the test says so, and what it showed. */
function still(calm = false) {
  /** @type {((past: number) => boolean) | null} */ let act = null;
  /** @type {[number, boolean][]} */ const shown = [];
  const widget = { run: (next) => { act = next; }, rest: () => { act = null; }, calm: () => calm };
  const time = clock(widget, { show: (t, running) => shown.push([t, running]), end: () => 10, stops: () => [0, 3, 7], pace: () => 100 });
  return { time, shown, frame: (past) => { if (act && !act(past)) act = null; return time.now(); }, running: () => act !== null };
}

test("nothing moves before the reader says so, and pause holds the moment", () => {
  const { time, frame, running } = still();
  assert.deepEqual([frame(100), running()], [0, false]);
  time.start();
  assert.equal(frame(50), 0.5);
  time.pause();
  assert.deepEqual([frame(100), running(), time.playing()], [0.5, false, false]);
});

test("at the end it stops, and play begins anew", () => {
  const { time, frame, shown } = still();
  time.start();
  assert.equal(frame(2000), 10);
  assert.deepEqual([time.playing(), shown.at(-1)], [false, [10, false]]);
  time.start();
  assert.equal(time.now(), 0);
});

test("a step goes to the next moment, a step back to the one before, and none leaves the story", () => {
  const { time, frame } = still(true);
  const stepped = (way) => { time.step(way); return frame(0); };
  assert.deepEqual([1, 1, 1, 1, -1, -1, -1, -1].map(stepped), [3, 7, 10, 10, 7, 3, 0, 0]);
});

test("without motion a second passes between two moments, and there is nothing between them", () => {
  const { time, frame } = still(true);
  time.start();
  assert.deepEqual([400, 400, 400, 999, 1].map(frame), [0, 0, 3, 3, 7]);
});

test("the keys of a range move by one, by ten and to the ends; any other key does nothing", () => {
  const { time } = still();
  const press = (key) => { time.key({ key, preventDefault() {} }); return time.now(); };
  assert.deepEqual(["ArrowRight", "ArrowUp", "PageUp", "Home", "End", "PageDown", "ArrowLeft", "b"].map(press), [1, 2, 10, 0, 10, 0, 0, 0]);
});
