/** What path_player.js reads and makes. `Model` mirrors the traits of PathPlayer in path_player.py. */

import type { arrange, drawCloth, drawLane, frame, plan, speaker } from "./path_player.js";

import type { Kind, Words } from "./kit.types.d.ts";

export type PathNode = { step: number } | { series: PathNode[] } | { join: number; parts: PathNode[] };
export type Step = {
  name: string; kind: Kind; days: number; officials: number; rounds: number;
  deadline: number | null; cost: number;
};
export type Join = { k: number; n: number; panel: boolean };

/** The record of a `jalur.model.Trace`; tables by column, times in working days. */
export type Trace = {
  name: string; situation: { budget: number; arrivals: number | null };
  horizon: number; expected_days: number | null; path: PathNode; steps: Step[]; joins: Join[];
  cases: {
    case: number[]; good: boolean[]; accepted: boolean[]; arrival: number[]; end: number[];
    cost: number[]; leaked: number[]; value: number[];
  };
  visits: {
    case: number[]; step: number[]; arrive: number[]; begin: number[]; leave: number[];
    end: number[]; verdict: string[]; returns: number[][]; after: boolean[];
  };
  votes: { case: number[]; join: number[]; begin: number[]; end: number[]; accepted: boolean[] };
};
export type Model = {
  traces: Trace[]; language: string; labels: Record<string, Words>; day: number; guess: number[];
  predict: string | null; emblem: string[]; opened: boolean;
  /** By language: the sentence that ends the story, and the rows of its table, cells parted by tabs. */
  ending: Record<string, { finish: string; results: string }>;
  /** By name: the value of now, the least, the most, the step. */
  settings: Record<string, number[]>; wanted: Record<string, number>;
  peeked: boolean; follow: number | null; speed: number;
};

/** In a plan a case is its place in the record, from 0. */
export type Visit = {
  case: number; step: number; arrive: number; begin: number; leave: number; end: number;
  verdict: string; returns: number[];
};
export type Decision = {
  case: number; begin: number; end: number; accepted: boolean; ballots: { t: number; yes: boolean }[];
};
export type Station = {
  id: number; kind: "desk" | "table" | "crew" | "post"; steps: number[]; work: Kind; join: Join | null;
  deep: boolean; plate: number; visits: Visit[]; decisions: Decision[]; refusals: number[]; seats: number;
  /** Visits and decisions that may matter at a time. */
  near: (t?: number) => Visit[]; judged: (t?: number) => Decision[];
};
export type Shape = { station: number; series?: undefined; branches?: Shape[] }
  | { series: Shape[]; station?: undefined; branches?: undefined };
export type Came = { t: number; yes: boolean; station: number } | null;
export type Stay = {
  from: number; to: number; station: number; slot: number; prev: Stay | null;
  place: "door" | "queue" | "seat" | "split" | "wait" | "tray" | "plot";
  line: boolean; yes?: boolean; silent?: boolean; returns?: number[];
};
export type Token = {
  key: string; case: number; copy: boolean; ghost: boolean; until: number; fade: number; stays: Stay[];
};
export type Event = {
  t: number; lane: number; station: number; come: number[]; begin: number[]; back: number[];
  silent: number[]; yes: number[]; no: number[]; built: number[];
  votes: { case: number; step: number; yes: boolean }[];
};
export type Moving = { token: Token; stay: Stay; u: number; rank: number; faded: boolean; loop: number };
export type Plan = ReturnType<typeof plan>;
export type Frame = ReturnType<typeof frame>;

/** x is the middle, y the ground, h the height of the furniture; all in pixels. */
export type Spot = { x: number; y: number; w: number; h: number; label: number; tray: number; people: number; tiny: boolean; inside: boolean };
/** `put` tells from where to where there is no ground under it. */
export type Box = { w: number; up: number; down: number; put: (x: number, y: number) => number[][] | void };
export type Slot = { item: Shape; box: Box; x: number };
export type Point = [x: number, y: number, lean: number];
export type Scene = ReturnType<typeof arrange>;

export type Speaker = ReturnType<typeof speaker>;
export type Context = { lane: string; lanes: number; follow: number | null };

export type Look = {
  follow: number | null; opened: boolean; ink: string; no: string;
};
export type Lane = ReturnType<typeof drawLane>;
export type Cloth = ReturnType<typeof drawCloth>;
