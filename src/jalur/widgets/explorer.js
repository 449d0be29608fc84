// @ts-check
import { circle, clamp, glyph, grid, h, join, label, line, mount, pieces, put, rect, s, write } from "./kit.js";

/**
 * @import { RenderProps } from "@anywidget/types"
 * @import { Mounted, Run } from "./kit.types.d.ts"
 * @import { Chart, Drawn, Knob, Line, Look, Model, Reading, Saved, Series, Value, Values } from "./explorer.types.d.ts"
 *
 * Knobs, and what follows from them. Nothing is computed here: a reading comes from the kernel or
 * from those that the page keeps. From top to bottom: the kept readings, the scales, both pure;
 * then the charts, and the explorer.
 */

// ---- the kept readings

/** The reading that a page keeps for these values; undefined where it keeps none. @param {Saved} saved @param {Values} values */
export function unpack({ positions, common, keys, cells, pool }, values) {
  const row = Object.entries(positions).reduce((sofar, [name, all]) => sofar * all.length + all.indexOf(values[name]), 0);
  if (!cells[row] || Object.entries(positions).some(([name, all]) => !all.includes(values[name]))) return undefined;
  /** @type {any} */ const reading = {};
  const put = (key = "", place = -1) => {
    if (place < 0) return;
    const way = key.split("\t");
    const last = way.pop() ?? "";
    let into = reading;
    way.forEach((part, n) => { into = into[part] ??= /^\d+$/.test(way[n + 1] ?? last) ? [] : {}; });
    into[last] = pool[place];
  };
  for (const [key, place] of Object.entries(common)) put(key, place);
  keys.forEach((key, n) => put(key, cells[row][n]));
  return /** @type {Reading} */ ({ lines: {}, at: {}, numbers: {}, said: "", ...reading, of: values });
}

// ---- scales

/** A scale that ends at round numbers around `low` and `high`. */
export function scale(low = 0, high = 1, most = 6) {
  if (low === high) high += 1;
  const span = high - low;
  const unit = 10 ** Math.floor(Math.log10(span / most));
  const step = ([1, 2, 2.5, 5, 10].find((n) => n * unit * most >= span * 0.999) ?? 10) * unit;
  const first = Math.floor(low / step + 1e-6);
  const count = Math.ceil(high / step - 1e-6) - first;
  return { low: first * step, high: (first + count) * step, ticks: Array.from({ length: count + 1 }, (_, n) => Number(((first + n) * step).toPrecision(12))) };
}

/** Heights moved apart, so that no two are nearer than `gap`, as little as that takes. @param {number[]} heights */
export function spread(heights, gap = 16, high = Infinity) {
  const order = heights.map((_, n) => n).sort((a, b) => heights[a] - heights[b]);
  const out = [...heights];
  order.forEach((n, i) => { if (i) out[n] = Math.max(out[n], out[order[i - 1]] + gap); });
  order.reverse().forEach((n, i) => { out[n] = Math.min(out[n], i ? out[order[i - 1]] - gap : high); });
  return out;
}

/** A number as it is told, by three digits that count (more before the point, at most four after it), and how many stand after it. */
export function told(value = 0) {
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Number(Number(value.toPrecision(3)).toFixed(4)) || 0;
  return { rounded, digits: (String(rounded).split(".")[1] ?? "").length };
}

/** Numbers with their units, as the language writes them. @param {Mounted} widget */
function teller(widget) {
  const { words, number, say } = widget.speaks();
  const plain = (value = 0, unit = "") => {
    const { rounded, digits } = told(unit === "percent" ? value * 100 : value);
    return number(rounded, digits);
  };
  return { plain, told: (/** @type {number | null} */ value, unit = "") => value == null ? "–"
    : `unit.${unit}` in words ? say(`unit.${unit}`, { n: plain(value, unit) }) : plain(value, unit) };
}

// ---- a chart

/** @type {Record<Look, { color: string, dash: string, marker: string, fill: string }>} */
const LOOKS = {
  direct: { color: "act", dash: "", marker: "M-4 0A4 4 0 1 0 4 0 4 4 0 1 0-4 0Z", fill: "M2 2h.01M6 6h.01" },
  experts: { color: "assess", dash: "7 4", marker: "M0-4.8 5 4H-5Z", fill: "M-1 9 9-1" },
  desks: { color: "clear", dash: "8 3 2 3", marker: "M-4-4H4V4H-4Z", fill: "M4 0V8M0 4H8" },
  full: { color: "path", dash: "2 4", marker: "M0-5.2 5.2 0 0 5.2-5.2 0Z", fill: "M0 0 8 8M8 0 0 8" },
  refusal: { color: "no", dash: "9 3 2 3 2 3", marker: "M-4-4 4 4M4-4-4 4", fill: "M0 2H8M0 6H8" },
};
const marker = (look = "", x = 0, y = 0) => line(LOOKS[/** @type {Look} */ (look)].marker, `marker ${look}`, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
const stroke = (look = "", d = "") => line(d, `line ${look}`, { "stroke-dasharray": LOOKS[/** @type {Look} */ (look)].dash });
/** A bar, hatched by the pattern of that `id`. */
const bar = (look = "", x = 0, y = 0, width = 0, height = 0, id = "") => [rect(x, y, width, height, `bar ${look}`),
  s("rect", { x, y, width, height, rx: 2, fill: `url(#${id}-${look})` })];
/** A short piece of a series, for the list beside the chart. @param {Series} series */
const sample = ({ look, form }, id = "") => s("svg", { class: "sample", width: 30, height: 14, viewBox: "0 0 30 14", "aria-hidden": "true" },
  ...(form === "line" ? [stroke(look, "M0 7H30")] : []), ...(form === "bars" ? bar(look, 1, 0, 28, 14, id) : [marker(look, 15, 7)]));

/** One chart, drawn whole. @param {Drawn} drawn @param {ReturnType<typeof teller>} tell @param {(key: string) => string} word */
function draw({ chart, reading, here, width, height, narrow, id }, { told }, word) {
  const { x: xs, series, rules, x_unit, y_unit } = chart;
  const bars = series.some(({ form }) => form === "bars");
  const lines = series.filter(({ form, name }) => form === "line" && reading.lines[name]?.some((y) => y != null));
  const xrules = Object.keys(rules).filter((name) => name in reading.numbers && rules[name] === "x");
  const yrules = Object.keys(rules).filter((name) => name in reading.numbers && rules[name] === "y");
  const all = [...series.flatMap(({ name }) => [...(reading.lines[name] ?? []), reading.at[name] ?? null]), ...yrules.map((name) => reading.numbers[name])]
    .filter((y) => y != null);
  const axis = chart.y ? scale(...chart.y) : scale(Math.min(0, ...all), Math.max(0, ...all));
  const ends = [...lines.map(({ name }) => word(`series.${name}.short`)), ...yrules.map((name) => word(`rule.${name}.short`))];
  const wide = (/** @type {string[]} */ texts) => Math.max(0, ...texts.map((text) => text.length)) * 7.3;
  const left = 14 + wide(axis.ticks.map((y) => told(y, y_unit)));
  const right = Math.max(bars ? 8 : 18, ends.length ? 14 + wide(ends) * 1.12 : 0);
  const [top, bottom] = [46, 50];
  const [w, tall] = [width - left - right, height - top - bottom];
  const y = (value = 0) => top + tall - ((clamp(value, axis.low, axis.high) - axis.low) / (axis.high - axis.low)) * tall;
  const numeric = /** @type {number[]} */ (xs);
  const [first, last] = [numeric[0], numeric[xs.length - 1]];
  const band = w / xs.length;
  const x = (/** @type {Value} */ value) => left + (bars ? (xs.indexOf(value) + 0.5) * band : ((Number(value) - first) / (last - first)) * w);
  const [ground, marks, texts] = Array.from({ length: 3 }, () => s("g"));
  const svg = s("svg", { class: "chart", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  const text = (tx = 0, ty = 0, name = "", said = "", anchor = "start") => s("text", { x: tx.toFixed(1), y: ty.toFixed(1), class: name, "text-anchor": anchor }, said);

  for (const tick of axis.ticks) {
    ground.append(line(`M${left} ${y(tick)}H${left + w}`, tick ? "gridline" : "axis"), text(left - 7, y(tick) + 4, "tick", told(tick, y_unit), "end"));
  }
  const xticks = bars ? xs : scale(first, last, narrow ? 4 : 8).ticks.filter((tick) => tick >= first && tick <= last);
  for (const tick of xticks) {
    ground.append(text(x(tick), top + tall + 18, bars ? "group" : "tick", bars ? word(`${chart.name}.x.${tick}`) : told(Number(tick), x_unit), "middle"));
    if (!bars) ground.append(line(`M${x(tick).toFixed(1)} ${top + tall}v5`, "axis"));
  }
  const xname = word(`${chart.name}.x`);
  ground.append(line(`M${left} ${top}V${top + tall}H${left + w}`, "axis"), text(0, 12, "axisname", word(`${chart.name}.y`)),
    text(Math.max(left + w, wide([xname])), height - 6, "axisname", xname, "end"));

  for (const name of yrules) ground.append(line(`M${left} ${y(reading.numbers[name])}H${left + w}`, "rule"));
  for (const name of xrules) {
    const at = x(reading.numbers[name]);
    if (at < left || at > left + w) continue;
    const end = at > left + w / 2;
    ground.append(line(`M${at} ${top}V${top + tall}`, "rule"), text(at + (end ? -7 : 7), top + tall - 9, "rulename", word(`rule.${name}`), end ? "end" : "start"));
  }
  const inside = bars ? xs.includes(here) : Number(here) >= first && Number(here) <= last;
  if (inside) {
    const at = x(here);
    if (bars) ground.append(rect(at - band / 2 + 1, top - 6, band - 2, tall + 30, "here", 8));
    else ground.append(line(`M${at} ${top - 6}V${top + tall}`, "here"));
    const edge = clamp(at, left + 22, left + w - 22);
    texts.append(text(edge, top - 11, "hereword", word("here"), "middle"));
  }

  for (const { name, look, form } of series) {
    const values = reading.lines[name] ?? [];
    if (form === "bars") {
      const mine = series.filter((one) => one.form === "bars");
      const each = Math.min(64, (band * 0.74) / mine.length);
      values.forEach((value, n) => {
        if (value == null) return;
        const from = left + (n + 0.5) * band + (mine.findIndex((one) => one.name === name) - mine.length / 2) * each;
        const [high, low] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
        marks.append(...bar(look, from + 2, high, each - 4, Math.max(low - high, 0.5), id));
        texts.append(text(from + each / 2, high - 6, "value", told(each < 44 ? Number(value.toPrecision(2)) : value, y_unit), "middle"));
      });
    } else if (form === "line") {
      let d = "";
      values.forEach((value, n) => { d += value == null ? "" : `${n && values[n - 1] != null ? "L" : "M"}${x(xs[n]).toFixed(1)} ${y(value).toFixed(1)}`; });
      marks.append(stroke(look, d));
      const every = Math.ceil(xs.length / 9);
      values.forEach((value, n) => { if (value != null && n % every === 0) marks.append(marker(look, x(xs[n]), y(value))); });
    }
    const at = reading.at[name];
    if (!inside || bars || at == null) continue;
    if (form === "point") marks.append(circle(x(here), y(at), 9, "ringed"), marker(look, x(here), y(at)));
    else marks.append(circle(x(here), y(at), 5.5, "ringed"));
  }
  const tips = [...lines.map(({ name, look }) => {
    const last = reading.lines[name].findLastIndex((value) => value != null);
    return { x: x(xs[last]), y: y(reading.lines[name][last] ?? 0), look };
  }), ...yrules.map((name) => ({ x: left + w, y: y(reading.numbers[name]), look: "" }))];
  spread(tips.map((tip) => tip.y + 4), 17, top + tall + 4).forEach((at, n) => texts.append(text(tips[n].x + 11, at, `end ${tips[n].look}`, ends[n])));
  if (bars) {
    svg.append(s("defs", {}, ...series.map(({ look }) => s("pattern", { id: `${id}-${look}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
      line(LOOKS[look].fill, `hatch ${look}`)))));
  }
  svg.append(ground, marks, texts);
  return svg;
}

/** What the chart draws, as rows: its x values and the reader's own, in order. @param {Chart} chart @param {Reading} reading @param {Value} here */
export function rows({ x, series }, reading, here) {
  const shown = series.filter(({ name }) => reading.lines[name] || reading.at[name] !== undefined);
  const places = x.includes(here) || typeof here === "string" ? x : [...x, here].sort((a, b) => Number(a) - Number(b));
  return places.map((place) => ({ place, mine: place === here, values: shown.map(({ name, form }) => {
    if (place === here && form !== "bars" && reading.at[name] !== undefined) return reading.at[name];
    const n = x.indexOf(place);
    return n < 0 ? null : (reading.lines[name]?.[n] ?? null);
  }) }));
}

// ---- the explorer

let explorers = 0;

/** @param {RenderProps<Model>} props */
function render(props) {
  const id = `jalur-explorer-${++explorers}`;
  const widget = mount(props, "jalur-explorer");
  const { root, body, get, set, say, button } = widget;
  const saved = get("saved");
  /** What the knobs say now; the reading may still be on its way. */
  let values = { ...get("values") };
  let [table, silence] = [false, 0];
  /** @type {any} */ let ui = {};
  /** @type {ReturnType<typeof teller>} */ let tell;
  /** @param {Knob} knob */
  const offered = (knob) => saved?.positions[knob.name] ?? knob.positions;
  const word = (key = "") => {
    const { words } = widget.speaks();
    return words[key] ?? words[key.replace(/\.short$/, "")] ?? "";
  };
  const knobs = () => get("knobs");
  /** @param {Knob} knob @param {Value} value */
  const shown = (knob, value) => (knob.options ? word(`choice.${knob.name}.${value}`) : tell.told(Number(value), knob.unit));
  const code = () => get("call").replace("{}", Object.entries(values).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(", "));
  /** What a page without a kernel says of itself. */
  const about = () => (saved ? say("kept", { n: saved.cells.length }) : "");

  /** Turn the knobs; the kernel answers, or the page does. @param {Values} to */
  function turn(to) {
    values = { ...values, ...to };
    set("values", values);
    clearTimeout(silence);
    if (!saved) silence = setTimeout(() => write(ui.note, say("silent")), 5000);
    knobsShow();
  }
  /** In a page without a kernel, what it keeps takes the answer's place. */
  function answer() {
    values = { ...get("values") };
    const found = saved && unpack(saved, values);
    if (found) {
      set("reading", found);
      set("handed", found.handed ?? []);
    }
    knobsShow();
  }

  function build() {
    tell = teller(widget);
    ui = { knobs: {}, charts: get("charts").map(() => h("div", { class: "chartbox" })), finding: h("p", { class: "finding" }), list: h("ul", { class: "list" }),
      tables: h("div", { class: "tables", id: `${id}-table` }), note: h("p", { class: "note" }, about()),
      code: h("code", { tabindex: 0, role: "textbox", "aria-readonly": "true", "aria-label": say("code"), "data-id": "code" }) };
    ui.unfold = button("table", () => { table = !table; show(); }, { "aria-controls": `${id}-table` });
    const copy = button("copy", async () => {
      getSelection()?.selectAllChildren(ui.code);
      const done = await navigator.clipboard?.writeText(code()).then(() => true, () => false);
      write(copy.lastChild, say(done ? "copied" : "copy.yourself"));
      widget.announce(say(done ? "copied" : "copy.yourself"), true);
    });
    const under = word("subtitle");
    body.replaceChildren(widget.head(under ? h("p", { class: "subtitle" }, under) : ""),
      h("div", { class: "desk" }, h("div", { class: "told" }, h("div", { class: "charts" }, ...ui.charts), ui.finding),
        h("div", { class: "side" }, h("div", { class: "knobs" }, ...knobs().map(knob)), ui.list)),
      ui.tables, h("div", { class: "foot" }, h("div", { class: "buttons" }, ui.unfold, button("reset", () => turn(get("start"))), copy), ui.code,
        ui.note, h("p", { class: "note" }, word("note"))));
    ui.copy = copy;
  }
  /** A slider over the places that are offered, or a choice. @param {Knob} one */
  function knob(one) {
    const { name, options } = one;
    const head = h("span", {}, say(`knob.${name}`));
    if (options) {
      const boxes = options.map((option) => h("input", { type: "radio", name: `${id}-${name}`, value: option, "data-id": `knob-${name}-${option}`,
        onchange: () => turn({ [name]: option }) }));
      ui.knobs[name] = { set: () => boxes.forEach((box) => { box.checked = box.value === values[name]; }) };
      return h("fieldset", { class: "choice" }, h("legend", {}, head),
        h("div", {}, ...boxes.map((box, n) => h("label", {}, box, h("span", {}, shown(one, options[n]))))));
    }
    const all = offered(one);
    const range = h("input", { type: "range", class: "range", min: 0, max: all.length - 1, step: 1, "data-id": `knob-${name}`, "aria-label": say(`knob.${name}`),
      oninput: () => turn({ [name]: all[Number(range.value)] }) });
    const told = h("b", {});
    ui.knobs[name] = { set() {
      const place = all.indexOf(values[name]);
      range.value = place;
      put(range, "aria-valuetext", shown(one, values[name]));
      range.style.setProperty("--at", `${(place / Math.max(1, all.length - 1)) * 100}%`);
      write(told, shown(one, values[name]));
    } };
    return h("div", { class: "knob" }, h("div", {}, head, told), range);
  }
  function knobsShow() {
    for (const { set: show } of Object.values(ui.knobs)) show();
    write(ui.code, code());
    write(ui.copy.lastChild, say("copy"));
  }

  /** The sentence, its blanks bold. @returns {Run[]} */
  function finding() {
    const reading = get("reading");
    const units = Object.fromEntries([...knobs().map(({ name, unit }) => [name, unit]),
      ...get("charts").flatMap(({ series, rules, x_unit, y_unit }) => [...series.map(({ name }) => [name, y_unit]),
        ...Object.entries(rules).map(([name, axis]) => [name, axis === "x" ? x_unit : y_unit])])]);
    const told = Object.entries({ ...reading.of, ...reading.at, ...reading.numbers }).map(([name, value]) =>
      [name, typeof value === "string" ? word(`choice.${name}.${value}`) : value == null ? "–" : tell.plain(value, units[name])]);
    const key = join("finding", reading.said).replace(" ", ".");
    return widget.speaks().runs(key, Object.fromEntries(told), told.map(([name]) => name));
  }

  function show() {
    const reading = get("reading");
    const wide = widget.width() - (widget.narrow() ? 32 : 52);
    const side = widget.width() < 860 ? 0 : 348;
    const charts = get("charts");
    const room = charts.length > 1 && wide - side > 700 ? Math.floor((wide - side - 24) / charts.length) : wide - side;
    charts.forEach((chart, n) => {
      const title = word(`${chart.name}.title`);
      const here = reading.of[chart.here];
      ui.charts[n].replaceChildren(...(title ? [h("p", { class: "charttitle" }, title)] : []),
        draw({ chart, reading, here, width: room, height: widget.narrow() ? 250 : charts.length > 1 && side ? 320 : 400, narrow: room < 480, id: `${id}-${n}` }, tell, word));
    });
    root.classList.toggle("beside", side > 0);
    const runs = finding();
    ui.finding.replaceChildren(...pieces(runs));
    widget.announce(runs.map((run) => run.text).join(""));
    ui.list.replaceChildren(...charts.flatMap(({ series, y_unit }, n) => series.filter(({ name }) => reading.at[name] !== undefined).map((one) =>
      h("li", {}, sample(one, `${id}-${n}`), h("span", {}, word(`series.${one.name}`)), h("b", {}, tell.told(reading.at[one.name], y_unit))))));
    ui.unfold.ariaExpanded = table;
    ui.tables.hidden = !table;
    ui.tables.replaceChildren(...(table ? charts.map((chart) => {
      const { name, series, x_unit, y_unit } = chart;
      const here = reading.of[chart.here];
      const columns = series.filter((one) => reading.lines[one.name] || reading.at[one.name] !== undefined);
      const place = (/** @type {Value} */ x) => (typeof x === "string" ? word(`${name}.x.${x}`) : tell.told(x, x_unit));
      return h("div", { class: "tablebox", tabindex: 0, role: "region", "aria-label": word(`${name}.y`) }, grid(word(`${name}.y`), [[word(`${name}.x`)], ...columns.map((one) => [word(`series.${one.name}`)])],
        rows(chart, reading, here).map(({ place: x, mine, values: cells }) => [[place(x), ...(mine ? [h("b", { class: "mine" }, ` ${word("here")}`)] : [])], ...cells.map((value) =>
          [mine ? h("b", {}, tell.told(value ?? null, y_unit)) : tell.told(value ?? null, y_unit)])])));
    }) : []));
  }

  widget.watch("values", answer);
  widget.watch("reading", () => {
    clearTimeout(silence);
    write(ui.note, about());
    show();
  });
  const leave = widget.open({ build, layout: () => { knobsShow(); show(); }, draw: show });
  return () => {
    clearTimeout(silence);
    leave();
  };
}

export default { render };
