/** What scene_player.js reads and makes. `Model` mirrors the traits of ScenePlayer in scene_player.py. */

import type { Blanks, Say, Voice, Words } from "./kit.types.d.ts";

type Guessed = { kind: string; fields: number[][]; outcome: number[] };
type Cabinet = { size: number; edges: number[][]; start: number[]; member: number[]; opinion: number[]; stuck: number };
export type CabinetRecord = Guessed & { runs: number; variants: { rounds: Cabinet[] }[] };
export type Period = {
  choice: number | null; problems: number[]; problem_at: (number | null)[]; maker_at: (number | null)[];
  required: number[]; spent: number[]; made: { choice: number; style: string; solved: number[] }[];
};
export type CanRecord = Guessed & { variants: { periods: Period[] }[] };
export type Firm = {
  start: number[]; efficiency: number[];
  moves: { year: number[]; from: (number | null)[]; to: (number | null)[]; competence: number[] };
};
export type PromotionRecord = Guessed & { level: number[]; lanes: Firm[] };
export type EvidenceRecord = Guessed & { lead: number; fixed: number; good: boolean[]; yes: string[] };
export type JuryRecord = Guessed & { lanes: { right: string[]; said: { theory: number } }[] };
export type PermitRecord = Guessed & { gaps: number[]; seconds: number[]; handoff: string; mean: number; median: number };

/** A number that stands above the picture, in the scene's words. */
export type Count = { key: string; value: number; digits?: number; lane?: number; unit?: string };
/** A sentence: its key in the scene's words, and what fills it. */
export type Told = [key: string, blanks?: Blanks];
export type Shown = { node: Element; update: (frame: any) => void };
/** One kind of scene: what happens when, what is where at t, how that is said and drawn. */
export type Stage = {
  plan: (record: any, variant: number) => any;
  frame: (plan: any, t: number) => any;
  counts: (frame: any, plan: any) => Count[];
  tell: (plan: any, t: number) => Told[];
  /** The clock in words: a number, or a text of the scene's own. */
  now: (t: number, speak: Voice) => string;
  draw: (plan: any, look: Look) => Shown;
  legend: string[];
  /** Milliseconds of the whole story. */
  length?: number;
  /** Whether something is told between two stops, too. */
  within?: boolean;
  /** How far an arrow key goes. */
  unit?: number;
};
export type Look = {
  speak: Voice; width: number; narrow: boolean; variant: number;
  /** A word of the scene's own. */
  word: Say;
  /** How far each variant has been watched, in frames of its own. */
  seen: any[]; colour: (name: string) => string;
};
export type Model = {
  language: string; labels: Record<string, Words>; record: any; moment: number; variant: number; predict: boolean;
  guess: number[]; speed: number;
};
