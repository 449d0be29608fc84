/** What explorer.js reads. `Model` mirrors the traits of Explorer in explorer.py. */

import type { Common } from "./kit.types.d.ts";

export type Value = number | string;
export type Values = Record<string, Value>;
export type Knob = { name: string; positions: Value[]; options?: string[]; unit?: string };
export type Look = "direct" | "experts" | "desks" | "full" | "refusal";
export type Series = { name: string; look: Look; form: "line" | "bars" | "point" };
export type Chart = {
  name: string; x: Value[]; series: Series[]; here: string; y: [number, number] | null;
  rules: Record<string, "x" | "y">; x_unit: string; y_unit: string;
};
export type Line = (number | null)[];
export type Reading = {
  of: Values; lines: Record<string, Line>; at: Record<string, number | null>; numbers: Record<string, number>; said: string;
  handed?: Record<string, any>[];
};
/** The answers that a page keeps; see kept.py. */
export type Saved = {
  positions: Record<string, Value[]>; common: Record<string, number>; keys: string[]; cells: number[][]; pool: any[];
};
export type Model = Common & {
  values: Values; start: Values; knobs: Knob[]; charts: Chart[]; reading: Reading; call: string;
  saved?: Saved; handed?: Record<string, any>[];
};
export type Drawn = { chart: Chart; reading: Reading; here: Value; width: number; height: number; narrow: boolean; id: string };
