/** What phase_map.js reads and makes. The models mirror the traits of PhaseMap and Scorecard. */

import type { Common, Kind } from "./kit.types.d.ts";

export type Isen = Kind | "path" | "nothing";
export type Contender = { name: string; shapes: Kind[]; isen: Isen; turn: number };
/** For each row from the least y, then each column, what each contender is worth. */
export type Values = number[][][];
export type Spot = [column: number, row: number];
export type Corner = { x: number; y: number; worth: number[]; by: number };
export type Border = { axis: 0 | 1; at: number; to: number; way: 1 | -1 };
export type Row = Record<string, number | null>;

export type MapModel = Common & {
  contenders: Contender[]; axes: { name: string; values: number[] }[]; values: Values; at: number[];
  predict: boolean; patches: number[][]; guess: string[];
};
export type CardModel = Common & { contenders: Contender[]; rows: Row[]; predict: boolean; guess: string[] };
