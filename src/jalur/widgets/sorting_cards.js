// @ts-check
import { h, mount, glyph, grid, join, put, shapes } from "./kit.js";

/**
 * @import { RenderProps } from "@anywidget/types"
 * @import { Card, Model, Pile } from "./sorting_cards.types.d.ts"
 *
 * Cards to be put on piles: dragged, tapped, by keys, or chosen in a table. Nothing is judged before
 * the reader asks, and what is judged is where the card lay then: moved, it is open again.
 */

/** How a card stands: in the hand, on a pile, or judged there.
 * @param {Card} card @param {Record<string, string>} placed @param {Record<string, string>} checked */
export function standing(card, placed, checked) {
  const pile = placed[card.id];
  if (!pile) return "open";
  if (checked[card.id] !== pile) return "placed";
  return card.piles.includes(pile) ? "fits" : "differs";
}

/** The first card from `at` on, round the pack, of which `is` holds; -1 if none.
 * @param {Card[]} cards @param {(card: Card) => boolean} is */
export function following(cards, at = 0, is) {
  const order = cards.map((_, n) => (at + n) % cards.length);
  return order.find((n) => is(cards[n])) ?? -1;
}

/** A key for every pile: the first letter of its name that no other has, or its number.
 * @param {string[]} names */
export function letters(names) {
  const firsts = names.map((name) => name[0].toUpperCase());
  return firsts.map((letter, n) => (firsts.indexOf(letter) === firsts.lastIndexOf(letter) ? letter : String(n + 1)));
}

/** @param {RenderProps<Model>} props */
function render(props) {
  const widget = mount(props, "jalur-cards");
  const { body, root, get, set, watch, say, announce, button, head } = widget;
  const turned = new Set();
  let [table, asked] = [false, false];
  const said = (/** @type {Record<string, string>} */ text) => text[get("language")];
  const cards = () => get("cards");
  const card = () => cards()[get("at")];
  const pile = (id = "") => get("piles").find((one) => one.id === id);
  const state = (/** @type {Card} */ one) => standing(one, get("placed"), get("checked"));
  const named = (/** @type {Pile} */ one) => [shapes(one.kinds), h("b", {}, said(one.name))];
  const focus = (id = "") => body.querySelector(`[data-id="${id}"]`)?.focus();

  // ---- what a reader does

  /** Put a card on a pile, or back into the hand. @param {Card} one */
  function place(one, to = "", next = true) {
    const { [one.id]: gone, ...rest } = get("placed");
    asked = false;
    set("placed", to ? { ...rest, [one.id]: to } : rest);
    const on = pile(to);
    const told = on ? say("told", { card: said(one.title), pile: said(on.name) }) : say("told.back", { card: said(one.title) });
    const then = next && to ? following(cards(), cards().indexOf(one), (other) => state(other) === "open") : -1;
    if (then >= 0) set("at", then);
    announce(then >= 0 ? `${told} ${say("told.next", { card: said(card().title), text: said(card().text) })}` : told, true);
  }
  function turn(to = 0) {
    const count = cards().length;
    set("at", (to + count) % count);
    announce(`${place_of(card())}. ${said(card().text)} ${reason(card())}`, true);
  }
  function check() {
    asked = true;
    set("checked", { ...get("placed") });
    const doubtful = following(cards(), 0, (one) => state(one) === "differs");
    if (doubtful >= 0) set("at", doubtful);
    widget.rebuild();
    announce(`${result()} ${table ? "" : `${said(card().title)}. ${reason(card())}`}`, true);
    focus(table ? "table" : "next");
  }
  function reset() {
    asked = false;
    set("checked", {});
    set("placed", {});
    set("at", 0);
    announce(say("told.reset"), true);
    focus(table ? "table" : `pile-${get("piles")[0]?.id}`);
  }

  /** Why it lies well there, or what speaks against it; nothing before the reader has asked. @param {Card} one */
  function reason(one) {
    const now = state(one);
    if (now !== "fits" && now !== "differs") return "";
    const on = get("placed")[one.id];
    const others = now === "fits" ? one.piles.filter((id) => id !== on).map((id) => said(pile(id)?.name ?? {})) : [];
    return [said(one.why[on]), ...(others.length ? [say("also", { piles: others.join(", ") })] : [])].join(" ");
  }
  function result() {
    const doubtful = cards().filter((one) => state(one) === "differs").length;
    const left = cards().filter((one) => state(one) === "open").length;
    return doubtful ? say(doubtful === 1 ? "result.doubtful.one" : "result.doubtful", { n: doubtful }) : say(left ? "result.fits" : "result.all");
  }
  /** @param {Card} one */
  const place_of = (one) => say("card", { n: cards().indexOf(one) + 1, of: cards().length, card: said(one.title), state: say(`state.${state(one)}`) });

  // ---- dragging, for a mouse or a pen: a finger taps, and scrolls the page

  /** @param {HTMLElement} node @param {Card} one */
  function draggable(node, one) {
    /** @type {{ x: number, y: number, moved: boolean } | null} */ let from = null;
    const under = (/** @type {PointerEvent} */ event) => [...body.querySelectorAll("[data-pile]")].find((target) => {
      const box = target.getBoundingClientRect();
      return event.clientX > box.left && event.clientX < box.right && event.clientY > box.top && event.clientY < box.bottom;
    });
    const leave = () => {
      for (const target of body.querySelectorAll(".over")) target.classList.remove("over");
      node.classList.remove("held");
      node.style.translate = "";
    };
    node.onpointerdown = (event) => {
      if (event.pointerType === "touch" || event.button || /** @type {Element} */ (event.target).closest(".turn")) return;
      from = { x: event.clientX, y: event.clientY, moved: false };
      const box = node.getBoundingClientRect();
      node.style.transformOrigin = `${event.clientX - box.left}px ${event.clientY - box.top}px`;
      node.setPointerCapture(event.pointerId);
    };
    node.onpointermove = (event) => {
      if (!from) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (!from.moved && Math.hypot(dx, dy) < 6) return;
      from.moved = true;
      leave();
      node.classList.add("held");
      node.style.translate = `${dx}px ${dy}px`;
      under(event)?.classList.add("over");
    };
    node.onpointerup = (event) => {
      const target = from?.moved && under(event);
      const dragged = from?.moved;
      from = null;
      leave();
      if (dragged) node.dataset.dragged = "yes"; // the click that follows is not meant
      if (target) place(one, target.getAttribute("data-pile"), one === card());
    };
    node.onpointercancel = () => { from = null; leave(); };
    return node;
  }

  // ---- what is seen

  /** @param {Card} one */
  const faces = (one) => {
    const text = (side = "front", words = "") => h("div", { class: `face ${side}` }, ...(one.back ? [h("small", {}, say(side))] : []), h("p", {}, words));
    const [front, back] = [text("front", said(one.text)), ...(one.back ? [text("back", said(one.back))] : [])];
    const box = h("div", { class: "faces" }, front, ...(back ? [back] : []));
    const show = () => {
      box.classList.toggle("turned", turned.has(one.id));
      put(front, "aria-hidden", String(turned.has(one.id)));
      if (back) put(back, "aria-hidden", String(!turned.has(one.id)));
    };
    show();
    return back ? [box, button("turn", () => {
      if (!turned.delete(one.id)) turned.add(one.id);
      show();
      announce(turned.has(one.id) && one.back ? `${say("back")}: ${said(one.back)}` : `${say("front")}: ${said(one.text)}`, true);
    }, { class: "turn", "data-id": `turn-${one.id}` })] : [box];
  };
  /** @param {Card} one */
  const large = (one) => h("div", { class: join("card", state(one), one.back && "double") },
    h("p", { class: "tab" }, String(cards().indexOf(one) + 1)), h("p", { class: "name" }, said(one.title)), ...faces(one));
  /** What was said about the card that lies open. @param {Card} one */
  const verdict = (one) => (reason(one) ? [h("div", { class: `why ${state(one)}` }, glyph(`sign ${state(one)}`),
    h("p", {}, h("b", {}, `${said(one.title)}: ${say(`state.${state(one)}`)}. `), reason(one)))] : []);

  const key = () => letters(get("piles").map((one) => said(one.name)));
  /** @param {Pile} one */
  const stack = (one, n = 0) => h("div", { class: "pile", "data-pile": one.id },
    h("button", { type: "button", class: "onto", "data-id": `pile-${one.id}`, "aria-keyshortcuts": key()[n], "data-letter": key()[n],
      "aria-label": say("onto", { card: said(card().title), pile: said(one.name) }), onclick: () => place(card(), one.id) }, ...named(one)),
    h("ul", {}, ...cards().filter(({ id }) => get("placed")[id] === one.id).map((each) => {
      const chip = h("button", { type: "button", class: join("chip", state(each), each === card() && "current"), "data-id": `chip-${each.id}`, "aria-label": place_of(each),
        onclick: () => { if (chip.dataset.dragged) delete chip.dataset.dragged; else turn(cards().indexOf(each)); } }, glyph(`sign ${state(each)}`), h("span", {}, said(each.title)));
      return h("li", {}, draggable(chip, each));
    })));

  const desk = () => [h("div", { class: "hand" }, button("previous", () => turn(get("at") - 1), { class: "round" }),
    h("div", {}, h("p", { class: "where" }, say("where", { n: get("at") + 1, of: cards().length, state: say(`state.${state(card())}`) })), draggable(large(card()), card()), ...verdict(card())),
    button("next", () => turn(get("at") + 1), { class: "round" })),
  h("div", { class: "piles", style: `--piles: ${get("piles").length}` }, ...get("piles").map(stack))];

  /** The same in words, card by card. */
  const list = () => h("div", { class: "list" }, ...cards().map((one) => {
    const pick = h("select", { "data-id": `pick-${one.id}`, "aria-label": say("pick", { card: said(one.title) }), onchange: () => place(one, pick.value, false) },
      h("option", { value: "" }, say("hand")), ...get("piles").map(({ id, name }) => h("option", { value: id }, said(name))));
    pick.value = get("placed")[one.id] ?? "";
    return h("div", { class: "row" }, h("p", {}, h("b", {}, said(one.title)), " ", said(one.text)), ...(one.back ? [h("p", {}, h("b", {}, say("back")), " ", said(one.back))] : []),
      ...(get("piles").length ? [h("p", {}, pick)] : []), ...verdict(one));
  }));

  /** What paper shows: every card with both its sides, and a line to write on. */
  const paper = () => h("ol", { class: "paper" }, ...cards().map((one) => h("li", {}, h("b", {}, `${said(one.title)}. `), said(one.text), one.back ? ` / ${said(one.back)}` : "",
    get("piles").length ? ` ${said(pile(get("placed")[one.id])?.name ?? {}) ?? "________"}` : "")));

  function build() {
    const sorting = get("piles").length > 0;
    const [count, done] = [cards().length, Object.keys(get("placed")).length];
    const news = cards().some((one) => state(one) === "placed");
    const keys = key().join(" ");
    body.replaceChildren(head(h("p", { class: "subtitle" }, say("subtitle")), ...(sorting && !table ? [h("p", { class: "subtitle how" }, say("how", { keys }))] : [])),
      paper(), ...(table ? [list()] : sorting ? desk() : [h("div", { class: "spread" }, ...cards().map(large))]),
      h("div", { class: "foot" }, ...(sorting ? [h("p", {}, asked ? result() : say("done", { done, count }))] : []),
        button("table", () => { table = !table; widget.rebuild(); }, { "aria-pressed": String(table) }),
        ...(sorting && done ? [button("reset", reset)] : []), ...(sorting ? [button("check", check, { class: "main", disabled: !news })] : [])));
  }

  for (const trait of /** @type {const} */ (["cards", "piles", "placed", "checked", "at"])) watch(trait, () => widget.rebuild());
  return widget.open({ build, layout: () => { root.classList.toggle("tight", widget.width() < 780); }, key: (event, target) => {
    if (table || !get("piles").length || target.tagName === "SELECT") return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const to = key().indexOf(event.key.toUpperCase());
    if (by) turn(get("at") + by);
    else if (to >= 0) place(card(), get("piles")[to].id);
    else if (event.key === "Backspace" || event.key === "Delete") place(card());
    else return;
    event.preventDefault();
    if (!root.contains(document.activeElement)) focus("next");
  } });
}

export default { render };
