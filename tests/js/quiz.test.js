// The quiz reads what a master writes: formulas, bold, code, small pictures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { blocks, formula, inline, lead, spoken } from "../../src/jalur/widgets/quiz.js";

/** A formula in a line: tag(what is in it). */
const shown = (sign) => (typeof sign.inner === "string" ? sign.inner : `${sign.tag}(${sign.inner.map(shown).join(" ")})`);
const written = (tex) => { const sign = formula(tex); return sign && sign.inner.map(shown).join(" "); };

/** What the masters ask, by place; made by tests/test_quiz.py. */
const told = process.env.JALUR_QUIZZES;
const masters = told ? JSON.parse(readFileSync(told, "utf8")) : {};
const skip = told ? false : "tests/test_quiz.py reads the masters";

test("a decimal comma in braces and a decimal point are numbers, each in one piece", () => {
  assert.equal(written("0{,}9^7 = 0{,}478"), "msup(0,9 7) = 0,478");
  assert.equal(written("0.9^7"), "msup(0.9 7)");
});

test("a lone comma parts two arguments and is no decimal comma", () => {
  assert.equal(written("\\max(30, 70)"), "max ( 30 , 70 )");
});

test("what stands above and below belongs to the sign before it, in either order", () => {
  assert.equal(written("x_1^2"), "msubsup(x 1 2)");
  assert.equal(written("x^2_1"), "msubsup(x 1 2)");
  assert.equal(written("e^{-\\delta T}"), "msup(e mrow(− δ T))");
  assert.equal(written("\\sum_{j \\ge k}"), "msub(∑ mrow(j ≥ k))");
});

test("fractions, roots, binomials, text and fences keep their parts", () => {
  assert.equal(written("\\frac{1}{c\\mu}"), "mfrac(mrow(1) mrow(c μ))");
  assert.equal(written("\\sqrt{n}"), "msqrt(mrow(n))");
  assert.equal(written("\\binom{8}{4}"), "mrow(( mfrac(mrow(8) mrow(4)) ))");
  assert.equal(written("T_{\\text{ahli kita}}"), "msub(T mrow(ahli kita))");
  assert.equal(written("\\left[ a \\right]"), "[ a ]");
});

test("a formula that cannot be shown is not shown half", () => {
  for (const tex of ["\\begin{x}", "\\foo", "{a", "a}", "a ~ b", ""]) assert.equal(formula(tex), null, tex);
  assert.deepEqual(inline("so $\\foo$"), [{ as: "text", text: "so " }, { as: "code", text: "\\foo" }]);
});

test("bold, italic, code and formulas end where they end", () => {
  const read = inline("**1.** *satu* `a * b` $a_1 * a_2$, \\$5 * 2");
  assert.deepEqual(read.map(({ as }) => as), ["b", "text", "em", "text", "code", "text", "math", "text", "text", "text"]);
  assert.equal(spoken(read), "1. satu a * b a_1 ∗ a_2, $5 * 2");
});

test("a formula is said with its comma, its parts apart and without its marks", () => {
  assert.equal(spoken(inline("$0{,}9^7 \\times 2$")), "0,9^7 × 2");
  assert.equal(spoken(inline("$\\max(T_1, \\frac{30 + 70}{2})$")), "max (T_1, (30 + 70)/(2))");
});

test("the first sentence is the thought, and a decimal point ends none", () => {
  const [first, rest] = lead(inline("You subtracted 0.9 *twice*. The desk meets `90`."));
  assert.equal(spoken(first), "You subtracted 0.9 twice.");
  assert.equal(spoken(rest), " The desk meets 90.");
  assert.deepEqual(lead(inline("No end"))[1], []);
  const [quoted] = lead(inline('They say "no." Then what?'));
  assert.equal(spoken(quoted), 'They say "no."');
});

test("a comment with numbers is a small picture, and no other comment is", () => {
  assert.deepEqual(blocks("One\ntwo.\n\n<!-- days: ▲30 ■70.5 -->"), [
    { line: [{ as: "text", text: "One two." }] },
    { picture: "days", bars: [{ kind: "assess", value: 30 }, { kind: "clear", value: 70.5 }] },
  ]);
  assert.equal("line" in blocks("<!-- todo: 1 -->")[0], true);
});

test("everything the masters ask is shown: no formula as code, no mark left over", { skip }, () => {
  const pieces = (list) => list.flatMap((piece) => ("inner" in piece ? pieces(piece.inner) : [piece]));
  const lines = Object.entries(masters.texts).flatMap(([place, text]) => blocks(text).flatMap((block) => ("line" in block ? [[place, pieces(block.line)]] : [])));
  assert.ok(lines.length >= 90, `${lines.length}`);
  for (const [place, line] of lines) {
    for (const { as, text } of line) if (as === "text") assert.doesNotMatch(text, /[$`*]|<!--|\]\(/, place);
  }
  assert.ok(masters.formulas.length >= 30, `${masters.formulas.length}`);
  for (const tex of masters.formulas) assert.ok(formula(tex), tex);
});
