// @ts-check
/**
 * Plays the part of the kernel on a page without one: models whose traits tell when they change,
 * one language for all, and what a widget hands to another. Python writes `show(…)` under it.
 */

/** @typedef {{ stem: string, state: Record<string, any>, feeds: number[] }} Item */

/** A stand-in for the model of a Jupyter widget. @param {Record<string, any>} state */
function standIn(state) {
  /** @type {Record<string, Set<() => void>>} */ const heard = {};
  return {
    get: (name = "") => state[name],
    set(name = "", /** @type {unknown} */ value) {
      if (state[name] === value) return;
      state[name] = value;
      for (const callback of [...(heard[`change:${name}`] ?? [])]) callback();
    },
    on(name = "", /** @type {() => void} */ callback) { (heard[name] ??= new Set()).add(callback); },
    off(name = "", /** @type {() => void} */ callback) { heard[name]?.delete(callback); },
    save_changes() {},
  };
}

/** What Python has packed, as it was: a trait `{ packed: … }` holds deflated JSON (kept.py). @param {Item[]} items */
async function unpacked(items) {
  for (const { state } of items) {
    for (const [trait, value] of Object.entries(state)) {
      if (typeof value?.packed !== "string") continue;
      const bytes = Uint8Array.from(atob(value.packed), (letter) => letter.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      state[trait] = await new Response(stream).json();
    }
  }
  return items;
}

/** The models of all items, with one language for all. An item's `feeds` are the places of the
 * widgets to which it hands, in its trait `handed`, the traits that they shall have.
 * @param {Item[]} items */
function live(items) {
  const models = items.map(({ state }) => standIn(state));
  const first = items.map(({ state }) => state.labels);
  models.forEach((model, n) => {
    model.on("change:language", () => { for (const other of models) other.set("language", model.get("language")); });
    model.on("change:handed", () => items[n].feeds.forEach((place, each) => {
      const { labels, ...traits } = model.get("handed")[each];
      const fed = models[place];
      fed.set("labels", labels ? merged(first[place], labels) : first[place]); // first the words, then what they speak of
      for (const [trait, value] of Object.entries(traits)) fed.set(trait, value);
    }));
  });
  return models;
}

/** Draw every item into its place; the first names the page.
 * @param {Record<string, { render: (props: any) => void }>} widgets @param {Item[]} items @param {Element[]} places */
function show(widgets, items, places) {
  const models = live(items);
  models[0].on("change:language", () => {
    const language = models[0].get("language");
    document.documentElement.lang = language;
    document.title = models[0].get("labels")[language].title;
    for (const heading of document.querySelectorAll("h1")) heading.textContent = document.title;
  });
  models.forEach((model, n) => widgets[items[n].stem].render({ model, el: places[n] }));
  return models;
}

/** Words of which some are new. @param {Record<string, object>} old @param {Record<string, object>} some */
const merged = (old, some) => Object.fromEntries(Object.entries(old).map(([language, words]) => [language, { ...words, ...some[language] }]));

export { live, show, unpacked };
