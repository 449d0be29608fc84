/** What kit.js makes and hands on. */

import type { axis, mount, speaker } from "./kit.js";

export type Words = Record<string, string>;
export type Blanks = Record<string, string | number>;
export type Run = { text: string; strong: boolean };
export type Say = (key: string, blanks?: Blanks) => string;
export type Voice = ReturnType<typeof speaker>;
export type Kind = "assess" | "clear" | "act";
export type Make = (tag: string, props?: Record<string, any>, ...children: (Node | string)[]) => any;
export type Axis = ReturnType<typeof axis>;

/** Traits that every widget has; its own come on top. */
export type Common = { language: string; labels: Record<string, Words> };
type Any = ReturnType<typeof mount<any>>;
/** A mounted widget, whatever its traits are. */
export type Mounted = Omit<Any, "get" | "set" | "watch"> & {
  get(trait: string): any; set(trait: string, value: any): void; watch(trait: string, heard: () => void): void;
};
export type Hooks = {
  /** Everything, in the reader's language. */
  build: (words: Words, language: string) => void;
  /** For the width and the light there is; also after every `build`. */
  layout: () => void;
  /** What has changed without either, such as the wish for no motion. */
  draw?: () => void;
  /** A key pressed inside the widget, before anybody else hears of it. */
  key?: (event: KeyboardEvent, target: any) => void;
};
export type Time = {
  /** The one way in which a moment reaches the screen. */
  show: (t: number, running: boolean) => void;
  end: () => number;
  /** The moments that a step goes to, in order. */
  stops: () => number[];
  /** Milliseconds that one unit of time takes while playing. */
  pace: () => number;
  ready?: () => boolean;
};
