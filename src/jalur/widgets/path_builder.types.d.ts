/** What path_builder.js reads and makes. `BuilderModel` mirrors the traits of PathBuilder. */

import type { Blanks, Common, Kind } from "./kit.types.d.ts";

export type Leaf = {
  part: "panel" | "desks" | "committee" | "crew" | "step"; name: string; days: number; kind?: Kind;
  n?: number; k?: number; accuracy?: number; good?: number; bad?: number; correlation?: number; cost?: number; watch?: number;
};
export type Group = { part: "group"; k: number; rows: Leaf[][] };
export type Piece = Leaf | Group;
/** Where a piece stands: its place; in a group also its row, and its place there. */
export type Place = number[];
export type Edit = { parts: Piece[]; place: Place | null };
export type Refusal = { key: string; blanks?: Blanks } | null;

export type Step = { name: string; good: number; bad: number; days: number; cost: number; watch: number };
export type Outcome = { chance: number; days: number; yes: boolean; kept: number };
export type Promised = { accept: number; kept: number; days: number; ifAccepted: number; discount: number; cost: number };
export type World = { good_share: number; urgency: number; gain: number; loss: number; budget: number; leak: number };
export type Measures = {
  good: number; bad: number; accepted: number | null; daysGood: number; daysBad: number; keptGood: number; keptBad: number;
  leak: number | null; cost: number; value: number;
};
export type Example = { name: string; parts: Piece[]; handed?: Record<string, unknown> };

export type BuilderModel = Common & {
  parts: Piece[]; start: Piece[]; situation: World; examples: Example[]; live: boolean; played: Piece[]; handed: unknown[];
};
