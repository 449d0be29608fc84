/** What sorting_cards.js reads. `Model` mirrors the traits of SortingCards in sorting_cards.py. */

import type { Common } from "./kit.types.d.ts";

type Both = Record<string, string>;
export type Card = {
  id: string; title: Both; text: Both; piles: string[];
  /** What is said to whoever put it on that pile. */
  why: Record<string, Both>;
  back: Both | null;
};
export type Pile = { id: string; name: Both; kinds: string[] };
export type Model = Common & {
  cards: Card[]; piles: Pile[]; placed: Record<string, string>; checked: Record<string, string>; at: number;
};
