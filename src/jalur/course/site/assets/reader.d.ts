// What the reading pages' script finds around it: the widgets' scripts, a lesson's data, an index.
type Labels = Record<string, Record<string, string>>;
type Item = { stem: string; state: Record<string, any>; feeds: number[] };
type Stand = {
  get(name: string): any;
  set(name: string, value: unknown): void;
  on(name: string, heard: () => void): void;
};
type Entry = Record<string, any>;
type Trail = { version: number; predictions: Entry; checks: Entry; quizzes: Entry; reading: Entry; [other: string]: any };

declare const states: Item[][];
declare const answers: Record<number, { packed: string }>;
declare var found: [lesson: string, block: string, language: string, heading: string, words: string][] | undefined;
declare const widgets: Record<string, { labels: Labels; render(props: { model: Stand; el: Element }): void }>;
declare function live(items: Item[]): Stand[];
declare function unpacked(items: Item[]): Promise<Item[]>;
declare var reader: { models: Stand[] };
