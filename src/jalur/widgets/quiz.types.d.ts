/** What quiz.js reads and makes. `Model` mirrors the traits of Quiz in quiz.py. */

import type { Common } from "./kit.types.d.ts";

type Both = Record<string, string>;
export type Choice = { right: boolean; text: Both; why: Both };
export type Question = { id: string; stem: Both; choices: Choice[] };
export type Model = Common & { questions: Question[]; answers: Record<string, number>; at: number; column: boolean };

/** An element of MathML: its name, what it says of itself, and what is in it. */
export type Sign = { tag: string; props?: Record<string, string>; inner: string | Sign[] };
/** A piece of a line. `plain` is how it is said. */
export type Piece =
  | { as: "text" | "code"; text: string }
  | { as: "b" | "em"; inner: Piece[] }
  | { as: "math"; text: string; sign: Sign };
/** A paragraph, or a small picture of numbers. */
export type Block = { line: Piece[] } | { picture: "desks" | "days"; bars: Bar[] };
export type Bar = { kind: string; value: number };
