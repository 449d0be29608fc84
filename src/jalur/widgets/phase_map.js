// @ts-check
import { CHECK, CROSS, circle, clamp, grid, h, label, line, mark, mount, pieces, put, rect, s, shapes } from "./kit.js";

/**
 * @import { RenderProps } from "@anywidget/types"
 * @import { Mounted } from "./kit.types.d.ts"
 * @import { Border, CardModel, Contender, Corner, MapModel, Row, Spot, Values } from "./phase_map.types.d.ts"
 *
 * Two views of one contest: the map of who wins where, and the card of what each path costs.
 * Nothing here computes a value: Python sends what every path is worth at every node. From top to
 * bottom: the territory (pure), the patterns, the map, the card.
 */

// ---- the territory

/** Who is worth most: the earlier of equals. */
export const winner = (worth = [0]) => worth.indexOf(Math.max(...worth));

/** What of a polygon belongs to contender i and not to j; an edge cut here is j's.
 * @param {Corner[]} shape @returns {Corner[]} */
const clip = (shape, i = 0, j = 0) => shape.flatMap((one, n) => {
  const next = shape[(n + 1) % shape.length];
  const [here, there] = [one, next].map(({ worth }) => worth[i] - worth[j]);
  const [keeps, kept] = [here, there].map((lead) => (j < i ? lead > 0 : lead >= 0));
  if (keeps === kept) return keeps ? [one] : [];
  const u = here / (here - there);
  const cut = { x: one.x + u * (next.x - one.x), y: one.y + u * (next.y - one.y),
    worth: one.worth.map((value, k) => value + u * (next.worth[k] - value)), by: keeps ? j : one.by };
  return keeps ? [one, cut] : [cut];
});

/** The land of each contender and the borders between them, as paths in a picture of w by h:
 * worth is taken as straight within half a cell. @param {Values} values */
export function territory(values, w = 0, h = 0) {
  const [rows, columns] = [values.length - 1, values[0].length - 1];
  const land = values[0][0].map(() => "");
  let borders = "";
  const at = (/** @type {number} */ n) => Number(n.toFixed(2));
  /** @returns {Corner} */
  const corner = (c = 0, r = 0) => ({ x: (c / columns) * w, y: h - (r / rows) * h, worth: values[r][c], by: -1 });
  for (let r = 0; r < rows; r++) {
    let run = 0; // where a run of cells of one owner began
    for (let c = 0; c < columns; c++) {
      const [a, b, d, e] = [corner(c, r), corner(c + 1, r), corner(c + 1, r + 1), corner(c, r + 1)];
      const [owner, ...others] = [a, b, d, e].map(({ worth }) => winner(worth));
      if (others.every((one) => one === owner)) {
        const same = c + 2 <= columns && [corner(c + 2, r), corner(c + 2, r + 1)].every(({ worth }) => winner(worth) === owner);
        if (same) continue;
        land[owner] += `M${at(corner(run, r).x)} ${at(a.y)}H${at(b.x)}V${at(d.y)}H${at(corner(run, r).x)}Z`;
        run = c + 1;
        continue;
      }
      run = c + 1;
      for (const triangle of [[a, b, d], [a, d, e]]) {
        land.forEach((_, i) => {
          /** @type {Corner[]} */ let shape = triangle;
          for (let j = 0; j < land.length && shape.length; j++) if (j !== i) shape = clip(shape, i, j);
          if (shape.length < 3) return;
          land[i] += `M${shape.map(({ x, y }) => `${at(x)} ${at(y)}`).join("L")}Z`;
          shape.forEach(({ x, y, by }, n) => {
            const next = shape[(n + 1) % shape.length];
            if (by > i) borders += `M${at(x)} ${at(y)}L${at(next.x)} ${at(next.y)}`;
          });
        });
      }
    }
  }
  return { land, borders };
}

/** The node of each contender's land that lies deepest inside it, for its name; null where it has
 * none. A name is wider than high. @param {Values} values @returns {(Spot | null)[]} */
export function middles(values, stretch = 3) {
  const owners = values.map((row) => row.map(winner));
  const own = (who = 0, c = 0, r = 0) => owners[r]?.[c] === who;
  return values[0][0].map((_, who) => {
    const mine = owners.flatMap((row, r) => row.flatMap((one, c) => (one === who ? [/** @type {Spot} */ ([c, r])] : [])));
    const heart = [0, 1].map((k) => mine.reduce((total, spot) => total + spot[k], 0) / mine.length);
    const depth = ([c = 0, r = 0]) => {
      let d = 1;
      while (d < owners.length && [-1, 0, 1].every((way) => [-d, 0, d].every((up) => own(who, c + way * d * stretch, r + up)))) d++;
      return d - Math.hypot(c - heart[0], r - heart[1]) / 1000;
    };
    return mine.length ? mine.reduce((best, spot) => (depth(spot) > depth(best) ? spot : best)) : null;
  });
}

/** Where, going straight from a node, somebody else begins to win: nearest first.
 * @param {Values} values @param {number[]} node @returns {Border[]} */
export function borders(values, [column, row]) {
  const own = winner(values[row][column]);
  const ends = [values[0].length - 1, values.length - 1];
  /** @type {Border[]} */ const found = [];
  for (const axis of /** @type {const} */ ([0, 1])) {
    for (const way of /** @type {const} */ ([-1, 1])) {
      const worth = (n = 0) => (axis ? values[n][column] : values[row][n]);
      let n = axis ? row : column;
      while (n + way >= 0 && n + way <= ends[axis] && winner(worth(n + way)) === own) n += way;
      if (n + way < 0 || n + way > ends[axis]) continue;
      const [here, there] = [worth(n), worth(n + way)];
      const cuts = here.map((value, j) => {
        const [lead, later] = [here[own] - value, there[own] - there[j]];
        return j === own || later > 0 ? Infinity : later === lead ? 1 : lead / (lead - later);
      });
      const u = Math.min(...cuts);
      found.push({ axis, way, at: n + way * u, to: cuts.indexOf(u) });
    }
  }
  const far = ({ axis = 0, at = 0 }) => Math.abs(at - (axis ? row : column)) / ends[axis];
  return found.sort((one, other) => far(one) - far(other));
}

// ---- patterns

/** Tiles: their size, and what is woven into them. @type {Record<string, [number, string]>} */
const TILES = {
  act: [10, "M2.5 2.5h.01M7.5 7.5h.01"],
  assess: [14, "M0 5 3.5 1.5 7 5 10.5 1.5 14 5M0 12 3.5 8.5 7 12 10.5 8.5 14 12"],
  clear: [9, "M0 .5H9M.5 0V9"],
  path: [20, "M10 10Q12 4 18 2 16 8 10 10Q16 12 18 18 12 16 10 10Q8 16 2 18 4 12 10 10Q4 8 2 2 8 4 10 10"],
};
let mounts = 0; // an address in the page belongs to one widget

/** The patterns of the contenders (isen), and rectangles filled with them. @param {Contender[]} contenders */
function patterns(contenders) {
  const name = `isen-${(mounts += 1)}-${Math.random().toString(36).slice(2)}`;
  const node = s("svg", { class: "defs", width: 0, height: 0, "aria-hidden": "true" }, s("defs", {}, ...contenders.flatMap(({ isen, turn }, n) => {
    if (isen === "nothing") return [];
    const [size, weave] = TILES[isen];
    return s("pattern", { id: `${name}-${n}`, width: size, height: size, patternUnits: "userSpaceOnUse", patternTransform: turn ? `rotate(${[0, 45, 20][turn % 3]}) scale(${[1, 1.35, 0.75][turn % 3]})` : "" },
      rect(0, 0, size, size, `ground ${isen}`, 0), line(weave, `weave ${isen}`));
  })));
  const fill = (n = 0) => (contenders[n].isen === "nothing" ? "var(--card)" : `url(#${name}-${n})`);
  const swatch = (n = 0, w = 34, height = 18, more = "") => s("svg", { class: `swatch ${more}`, width: w, height, "aria-hidden": "true" },
    s("rect", { x: 0.6, y: 0.6, width: Math.max(w - 1.2, 0), height: height - 1.2, rx: 2, fill: fill(n) }));
  return { node, fill, swatch };
}

/** A bar of its contender's pattern, as long as a share of the room that there is, cut in two at `cut`. */
const bar = (/** @type {ReturnType<typeof patterns>} */ { swatch }, n = 0, share = 0, cut = 0) => {
  const node = h("span", { class: "bar" }, share > 0 ? swatch(n, 1000, 18) : "", cut > 0 && cut < 1 ? h("i", { class: "cut" }) : "");
  node.style.setProperty("--share", String(clamp(share)));
  node.style.setProperty("--cut", String(cut));
  return node;
};

/** Three and more alike in a row are counted. @param {string[]} row */
const brief = (row) => row.join(" ").replace(/(\w+)( \1){3,}/g, (all, kind) => `${kind} ×${all.split(" ").length}`).split(" ").filter(Boolean);

/** A contender by its shapes and its name. @param {Contender} one */
const called = ({ shapes: row }, name = "") => h("span", { class: "called" }, row.length ? shapes(brief(row)) : "", h("span", {}, name));

/** What a narrow page must scroll can be scrolled by keyboard. @param {Element} body */
const reachable = (body) => body.querySelectorAll(".scroll").forEach((one) => {
  if (one.scrollWidth > one.clientWidth) put(one, "tabindex", "0"); else one.removeAttribute("tabindex");
});

// ---- the map

/** @param {RenderProps<MapModel>} props */
function chart(props) {
  const widget = mount(props, "jalur-phase");
  const { root, body, get, set, watch, say, button, speaks } = widget;
  const [contenders, values, axes] = [get("contenders"), get("values"), get("axes")];
  const isen = patterns(contenders);
  /** @type {number[]} */ const painted = get("patches").map(() => -1);
  let brush = 0;
  let dragging = false;
  const ends = [values[0].length - 1, values.length - 1];
  const asking = () => get("predict") && get("guess").length === 0;
  const spot = middles(values);
  /** @type {Record<string, any>} */ const ui = {};

  /** A value of an axis in the reader's words. */
  const told = (axis = 0, value = 0, unit = true) => {
    const { name } = axes[axis];
    const share = ["good_share", "urgency", "leak"].includes(name);
    const scaled = share ? value * 100 : value;
    const digits = [0, 1, 2].find((n) => Math.abs(scaled - Number(scaled.toFixed(n))) < 0.5 * 10 ** -(name === "urgency" ? 2 : 1)) ?? 2;
    const n = speaks().number(scaled, digits);
    return unit ? say(`${"xy"[axis]}.unit`, { n }) : say(share ? "percent" : "plain", { n });
  };
  const node = (axis = 0, n = 0) => {
    const { values: places } = axes[axis];
    const low = clamp(Math.floor(n), 0, places.length - 1);
    return places[low] + (n - low) * ((places[low + 1] ?? places[low]) - places[low]);
  };
  const name = (n = 0, form = "") => say(`name.${n}${form}`);
  const named = (axis = 0, form = ".label") => say(`${"xy"[axis]}${form}`);
  const spotted = (c = 0, r = 0) => say("spot", { x: named(0), at: told(0, node(0, c)), y: named(1), up: told(1, node(1, r)) });

  function build() {
    const open = !asking();
    ui.map = h("div", { class: "map" });
    ui.side = h("div", { class: "side" });
    ui.table = h("div", { class: "twin" });
    body.replaceChildren(isen.node, widget.head(h("p", { class: "subtitle" }, say(open ? "subtitle" : "subtitle.guess", { n: contenders.length - 1 }))),
      h("div", { class: "field" }, ui.map, ui.side), ui.table,
      h("p", { class: "stakes" }, say("stakes")));
    ui.table.hidden = !open;
    if (open) point(); else palette();
  }

  /** Two numbers, and what holds where they meet. */
  function point() {
    ui.ranges = [0, 1].map((axis) => {
      const out = h("b");
      const range = h("input", { type: "range", class: "range", min: 0, max: ends[axis], step: 1, "data-id": `range-${axis}`, "aria-label": named(axis),
        oninput: () => move(axis ? [get("at")[0], Number(range.value)] : [Number(range.value), get("at")[1]]) });
      return { range, out, node: h("label", { class: "slider" }, h("span", {}, named(axis)), out, range) };
    });
    ui.verdict = h("p", { class: "verdict" });
    ui.bars = h("div", { class: "bars", role: "group", "aria-label": say("worth") });
    ui.side.replaceChildren(h("p", { class: "kicker" }, say("here")), ...ui.ranges.map((/** @type {any} */ one) => one.node), ui.verdict,
      h("p", { class: "small" }, say("worth")), ui.bars);
    ui.you = h("button", { type: "button", class: "you", "data-id": "you" });
  }

  /** The painting, beside what came out. */
  function remembered() {
    const guess = get("guess");
    if (!guess.length) return "";
    const truth = get("patches").map(([c, r]) => winner(values[r][c]));
    const mine = guess.map((one) => contenders.findIndex((other) => other.name === one));
    const hits = truth.filter((one, n) => one === mine[n]).length;
    const [w, high] = [46, 30];
    return h("div", { class: "kept" }, h("p", {}, h("b", {}, say("guess.hits", { hits, n: truth.length })), ` ${say("guess.key")}`),
      s("svg", { width: w * 4, height: high * 3, role: "img", "aria-label": say("guess.said", { list: mine.map((one, n) => `${name(one, ".short")} ${one === truth[n] ? "✓" : "×"}`).join(", ") }) },
        ...mine.flatMap((one, n) => {
          const [x, y] = [(n % 4) * w, Math.floor(n / 4) * high];
          const hit = one === truth[n];
          return [s("rect", { x, y, width: w, height: high, class: "patchlet", fill: isen.fill(one) }), circle(x + w / 2, y + high / 2, 9, "pin"),
            line(hit ? CHECK : CROSS, `sign ${hit}`, { transform: `translate(${x + w / 2} ${y + high / 2})` })];
        })));
  }

  /** What the reader paints with. */
  function palette() {
    const save = button("guess.save", () => {
      set("guess", painted.map((one) => contenders[one].name));
      root.querySelector("[data-id=range-0]")?.focus();
    }, { class: "main" });
    const count = h("p", { class: "small", role: "status" });
    const brushes = contenders.map((_, n) => h("button", { type: "button", class: "brush", "data-id": `brush-${n}`,
      onclick: () => { brush = n; choose(); } }, isen.swatch(n, 44, 24), called(contenders[n], name(n))));
    const choose = () => brushes.forEach((one, n) => { one.ariaPressed = String(n === brush); });
    choose();
    ui.tell = () => {
      const left = painted.filter((one) => one < 0).length;
      save.disabled = left > 0;
      count.textContent = left ? say("guess.left", { n: left }) : "";
    };
    ui.side.replaceChildren(h("p", { class: "kicker" }, say("guess.title")), h("p", { class: "question" }, say("guess.question")),
      h("div", { class: "brushes", role: "group", "aria-label": say("guess.brushes") }, ...brushes), count, save, h("p", { class: "small" }, say("guess.note")));
    ui.patches = get("patches").map(([c, r], n) => h("button", { type: "button", class: "patch", "data-id": `patch-${n}`, "data-spot": `${c} ${r}`,
      onclick: () => paint(n) }));
    ui.tell();
  }
  function paint(n = 0) {
    painted[n] = brush;
    const [c, r] = get("patches")[n];
    const where = spotted(c, r);
    put(ui.patches[n], "aria-label", `${where}: ${name(painted[n])}`);
    ui.show?.(n);
    ui.tell();
    widget.announce(`${where}: ${name(brush)}`, true);
  }

  const move = (/** @type {number[]} */ to) => {
    const [c, r] = to.map((n, axis) => clamp(Math.round(n), 0, ends[axis]));
    const [was, old] = get("at");
    if (c !== was || r !== old) set("at", [c, r]);
  };

  function layout() {
    const narrow = widget.narrow();
    const room = narrow ? widget.width() - 34 : widget.width() - 54 - (widget.width() > 900 ? 370 : 300);
    const [left, foot] = [narrow ? 44 : 72, 48];
    const w = Math.max(room - left - 14, 160);
    const high = narrow ? Math.round(w * 0.95) : clamp(Math.round(w * 0.66), 240, 420);
    Object.assign(ui, { w, high, left });
    const open = !asking();
    const axis = s("g", { class: "axes" });
    for (const k of [0, 1, 2, 3, 4]) {
      const [x, y] = [left + (k / 4) * w, high - (k / 4) * high];
      axis.append(line(`M${x} ${high}v5`), line(`M${left} ${y}h-5`),
        s("text", { x, y: high + 19, class: "tick", "text-anchor": "middle" }, told(0, node(0, (k / 4) * ends[0]), false)),
        s("text", { x: left - 9, y: y + 4, class: "tick", "text-anchor": "end" }, told(1, node(1, (k / 4) * ends[1]), false)));
    }
    axis.append(s("text", { x: left + w / 2, y: high + 41, class: "name", "text-anchor": "middle" }, named(0, narrow ? ".label" : ".long")));
    if (!narrow) axis.append(s("text", { class: "name", "text-anchor": "middle", transform: `translate(13 ${high / 2}) rotate(-90)` }, named(1, ".long")));
    const svg = s("svg", { width: left + w + 14, height: high + foot, role: open ? "img" : "presentation", ...(open ? { "aria-label": say("map.said") } : {}) });
    const inner = s("g", { transform: `translate(${left} 0)` });
    svg.append(axis, inner);
    const plane = h("div", { class: "plane", onpointerdown: (/** @type {PointerEvent} */ event) => { if (!asking()) { dragging = true; drag(event); } } },
      svg, open ? ui.you : patchwork(w, high, left));
    ui.map.replaceChildren(narrow ? h("p", { class: "upwards" }, named(1)) : "", plane, open ? remembered() : "");
    if (open) draught(inner, w, high, narrow);
    ui.guides = line("", "guides");
    inner.append(s("rect", { x: 0, y: 0, width: w, height: high, class: "frame" }), ui.guides);
    draw();
  }
  const drag = (/** @type {PointerEvent} */ event) => {
    const box = ui.map.querySelector("svg").getBoundingClientRect();
    move([((event.clientX - box.left - ui.left) / ui.w) * ends[0], (1 - (event.clientY - box.top) / ui.high) * ends[1]]);
  };

  /** Land, borders and names. @param {SVGElement} inner */
  function draught(inner, w = 0, high = 0, narrow = false) {
    const { land, borders: ink } = territory(values, w, high);
    inner.append(...land.map((d, n) => s("path", { d, class: `land ${contenders[n].isen}`, fill: isen.fill(n) })), line(ink, "ink"));
    spot.forEach((place, n) => {
      if (!place) return;
      const row = brief(contenders[n].shapes);
      const text = label(12, 4.5, "", narrow && row.length ? "" : name(n, ".short"));
      const box = rect(0, -14, 0, 28, "", 14);
      const pill = s("g", { class: "pill" }, box, text);
      inner.append(pill);
      let at = 18;
      for (const kind of row) {
        pill.append(kind[0] === "×" ? label(at - 7, 4, "count", kind) : mark(kind, at, 0, 1));
        at += kind[0] === "×" ? 17 : 14;
      }
      if (row.length) put(text, "x", String(at - 2));
      const wide = (row.length ? at - 2 : 12) + text.getComputedTextLength() + (text.textContent ? 12 : 6);
      put(box, "width", String(wide));
      put(pill, "transform", `translate(${clamp((place[0] / ends[0]) * w, wide / 2 + 4, w - wide / 2 - 4) - wide / 2} ${clamp(high - (place[1] / ends[1]) * high, 18, high - 18)})`);
    });
  }

  /** The patches that are painted, over an empty map. */
  function patchwork(w = 0, high = 0, left = 0) {
    const [each, tall] = [w / 4, high / 3];
    ui.show = (n = 0) => {
      const mine = painted[n];
      ui.patches[n].replaceChildren(mine < 0 ? h("span", { class: "ask" }, "?") : isen.swatch(mine, each, tall, "full"), mine < 0 ? "" : h("span", { class: "tag" }, name(mine, ".short")));
    };
    ui.patches.forEach((/** @type {HTMLElement} */ one, n = 0) => {
      const [c, r] = get("patches")[n];
      put(one, "aria-label", `${spotted(c, r)}: ${painted[n] < 0 ? say("guess.empty") : name(painted[n])}`);
      ui.show(n);
    });
    return h("div", { class: "patchwork", style: `left:${left}px;width:${w}px;height:${high}px` }, ...ui.patches);
  }

  /** The winner here, the next best and the nearest border. */
  function judged() {
    const [c, r] = get("at");
    const order = values[r][c].map((worth, n) => ({ worth, n })).sort((a, b) => b.worth - a.worth || a.n - b.n);
    const [first, second] = order;
    const [near] = borders(values, get("at"));
    const runs = speaks().runs("verdict", { winner: name(first.n, ".who"), next: name(second.n, ".who"), by: speaks().number(first.worth - second.worth, 1) }, ["winner"]);
    const edge = near ? speaks().runs(near.way > 0 ? "near.above" : "near.below", { axis: named(near.axis, ""), at: told(near.axis, node(near.axis, near.at), false), to: name(near.to, ".who") }, ["at", "to"])
      : speaks().runs("near.none");
    return { order, runs: [...runs, { text: " ", strong: false }, ...edge] };
  }

  function draw() {
    if (asking()) return;
    const [c, r] = get("at");
    const { order, runs } = judged();
    const text = runs.map((run) => run.text).join("");
    ui.verdict.replaceChildren(...pieces(runs));
    ui.ranges.forEach((/** @type {any} */ one, axis = 0) => {
      const value = told(axis, node(axis, get("at")[axis]));
      one.range.value = get("at")[axis];
      one.out.textContent = value;
      put(one.range, "aria-valuetext", value);
    });
    const top = Math.max(...order.map(({ worth }) => worth), 1e-9);
    ui.bars.replaceChildren(...order.map(({ worth, n }) => h("div", { class: "row" }, called(contenders[n], name(n)),
      worth < 0 ? h("span", { class: "loss" }, say("loss")) : bar(isen, n, worth / top), h("b", {}, speaks().number(worth, 1)))));
    const [x, y] = [(c / ends[0]) * ui.w, ui.high - (r / ends[1]) * ui.high];
    put(ui.guides, "d", `M0 ${y}H${x}V${ui.high}`);
    Object.assign(ui.you.style, { left: `${ui.left + x}px`, top: `${y}px` });
    put(ui.you, "aria-label", say("you", { spot: spotted(c, r) }));
    widget.announce(text);
    twin(c, r);
  }

  /** The map as a table: five values on each axis, and the reader's own. */
  function twin(column = 0, row = 0) {
    const few = widget.narrow() ? [0, 2, 4] : [0, 1, 2, 3, 4];
    const pick = (axis = 0, own = 0) => [...new Set((axis ? [0, 1, 2, 3, 4] : few).map((k) => Math.round((k / 4) * ends[axis])).concat(own))].sort((a, b) => a - b);
    ui.table.replaceChildren(h("p", { class: "kicker" }, say("table")), h("div", { class: "scroll" }, grid(say("table"),
      [[say("table.axes", { x: named(0), y: named(1) })], ...pick(0, column).map((c) => [told(0, node(0, c), false)])],
      pick(1, row).reverse().map((r) => [[told(1, node(1, r), false)], ...pick(0, column).map((c) => {
        const n = winner(values[r][c]);
        const own = c === column && r === row;
        return [h("span", { class: own ? "own" : "" }, called(contenders[n], name(n, ".short")), own ? h("span", { class: "sr" }, ` ${say("here")}`) : "")];
      })]))));
    reachable(body);
  }

  for (const trait of /** @type {const} */ (["predict", "guess"])) watch(trait, () => widget.rebuild());
  watch("at", draw);
  widget.listen(window, "pointermove", (/** @type {PointerEvent} */ event) => { if (dragging && event.buttons) drag(event); });
  widget.listen(window, "pointerup", () => { dragging = false; });
  return widget.open({ build, layout, draw, key: (event, target) => {
    const way = /** @type {Record<string, number[]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] })[event.key];
    if (!way) return;
    const [across, up] = way;
    if (target === ui.you) {
      event.preventDefault();
      move([get("at")[0] + across, get("at")[1] + up]);
    } else if (target.classList?.contains("patch")) {
      event.preventDefault();
      const n = ui.patches.indexOf(target);
      if (across && Math.floor(n / 4) !== Math.floor((n + across) / 4)) return;
      ui.patches[n + across - 4 * up]?.focus();
    }
  } });
}

// ---- the card

const ASKED = ["days", "error", "leak", "verdicts"];

/** Who is ahead in one price: the least, of verdicts the most. @param {Row[]} rows */
export const ahead = (rows, price = "") => {
  const all = rows.flatMap((row) => row[price] ?? []);
  const best = price === "verdicts" ? Math.max(...all) : Math.min(...all);
  return rows.flatMap((row, n) => (row[price] === best ? n : []));
};

/** @param {RenderProps<CardModel>} props */
function card(props) {
  const widget = mount(props, "jalur-phase card");
  const { body, get, set, watch, say, button, speaks } = widget;
  const [contenders, rows] = [get("contenders"), get("rows")];
  const isen = patterns(contenders);
  const asking = () => get("predict") && get("guess").length === 0;
  const draft = ASKED.map(() => "");
  const name = (n = 0, form = "") => say(`name.${n}${form}`);
  const digits = (price = "") => (rows.some((row) => (row[price] ?? 0) % 1) ? 1 : 0);
  const figure = (/** @type {number | null} */ value, price = "") => (value == null ? say("card.never") : speaks().number(value, digits(price)));

  function build() {
    const open = !asking();
    body.replaceChildren(isen.node, widget.head(h("p", { class: "subtitle" }, say("card.subtitle", { n: contenders.length }))),
      h("div", { class: "prices" }, ...ASKED.map((price, k) => (open ? shown(price, k) : asked(price, k)))),
      open ? table() : foot(), h("p", { class: "stakes" }, say("card.limits")));
  }

  const titled = (price = "") => [h("p", { class: "kicker" }, say(`card.${price}`)), h("p", { class: "small unit" }, say(`card.${price}.unit`))];
  function asked(price = "", k = 0) {
    const options = [["", say("guess.none")], ...contenders.map((one, n) => [one.name, name(n)])];
    const node = h("select", { "data-id": `guess-${k}`, "aria-label": say("card.ask", { price: say(`card.${price}`) }), onchange: () => {
      draft[k] = node.value;
      body.querySelector(".main").disabled = draft.includes("");
    } }, ...options.map(([code, text]) => h("option", { value: code }, text)));
    node.value = draft[k];
    return h("div", { class: "price" }, ...titled(price), h("label", { class: "who" }, h("span", {}, say(`card.${price}.ask`)), node));
  }
  const foot = () => h("div", { class: "foot" }, h("p", { class: "small" }, say("card.note")),
    button("card.save", () => set("guess", [...draft]), { class: "main", disabled: draft.includes("") }));

  function shown(price = "", k = 0) {
    const top = Math.max(...rows.map((row) => row[price] ?? 0), 1e-9);
    const best = ahead(rows, price);
    const guess = contenders.findIndex((one) => one.name === get("guess")[k]);
    const hit = best.includes(guess);
    return h("div", { class: "price" }, ...titled(price), ...rows.map((row, n) => h("div", { class: "row" }, called(contenders[n], name(n, ".short")),
      row[price] == null ? h("span", { class: "loss" }, say("card.never")) : bar(isen, n, (row[price] ?? 0) / top, price === "error" && row.error ? (row.refused ?? 0) / row.error : 0), h(best.includes(n) ? "b" : "span", { class: "figure" }, row[price] == null ? "–" : figure(row[price], price)))),
      price === "error" ? h("p", { class: "small" }, say("card.error.split")) : "",
      guess < 0 ? "" : h("p", { class: "told" }, s("svg", { width: 18, height: 18, "aria-hidden": "true" }, line(hit ? CHECK : CROSS, `sign ${hit}`, { transform: "translate(9 9)" })),
        say(hit ? "card.hit" : "card.miss", { guess: name(guess, ".who"), ahead: best.map((n) => name(n, ".who")).join(", ") })));
  }

  const table = () => h("div", { class: "twin" }, h("p", { class: "kicker" }, say("card.table")), h("div", { class: "scroll" }, grid(say("card.table"),
    [[say("card.path")], ...contenders.map((one, n) => [called(one, name(n, ".short"))])],
    ["days", "refused", "built", "leak", "verdicts", "cost", "value"].map((price) => [[say(`card.${price}.head`)], ...rows.map((row) => [row[price] == null ? "–" : figure(row[price], price)])]))));

  for (const trait of /** @type {const} */ (["predict", "guess"])) watch(trait, () => widget.rebuild());
  return widget.open({ build, layout: () => reachable(body) });
}

/** @param {RenderProps<any>} props */
const render = (props) => (props.model.get("rows") ? card(props) : chart(props));

// Not `export function render`: anywidget treats that name as its old API.
export default { render };
