// The sorting cards: how a card stands, which comes next, which key puts it where.
import assert from "node:assert/strict";
import { test } from "node:test";

import { following, letters, standing } from "../../src/jalur/widgets/sorting_cards.js";

const card = (id, ...piles) => ({ id, piles, title: {}, text: {}, why: {}, back: null });

test("nothing is judged before the reader asks, and a card that is moved is open again", () => {
  const one = card("well", "assess", "mixed");
  assert.equal(standing(one, {}, {}), "open");
  assert.equal(standing(one, { well: "act" }, {}), "placed");
  assert.equal(standing(one, { well: "act" }, { well: "act" }), "differs");
  assert.equal(standing(one, { well: "mixed" }, { well: "act" }), "placed");
  assert.equal(standing(one, { well: "mixed" }, { well: "mixed" }), "fits");
  assert.equal(standing(one, {}, { well: "act" }), "open");
});

test("the next card is looked for round the pack", () => {
  const pack = ["a", "b", "c"].map((id) => card(id));
  assert.equal(following(pack, 2, ({ id }) => id !== "c"), 0);
  assert.equal(following(pack, 1, ({ id }) => id === "b"), 1);
  assert.equal(following(pack, 1, () => false), -1);
});

test("every pile has a key of its own, a letter where no other begins with it", () => {
  assert.deepEqual(letters(["Teknokrasi", "Birokrasi", "Eksekusi", "Campuran"]), ["T", "B", "E", "C"]);
  assert.deepEqual(letters(["Stands", "bends", "Breaks"]), ["S", "2", "3"]);
});
