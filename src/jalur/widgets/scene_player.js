// @ts-check
import { CHECK, CROSS, circle, clamp, clock, ease, glyph, grid, h, join, label, line, mount, put, rect, s, show, sum, transport, write } from "./kit.js";

/**
 * @import { RenderProps } from "@anywidget/types"
 * @import { CabinetRecord, CanRecord, EvidenceRecord, Firm, JuryRecord, Look, Model, Period, PermitRecord, PromotionRecord, Shown, Stage, Told } from "./scene_player.types.d.ts"
 * @import { Voice } from "./kit.types.d.ts"
 *
 * Plays what is no path. Every scene is a stage: a plan of its record, a frame of the plan at t
 * (pure, like its counts and sentences), and a drawing that a frame updates. At the end stands
 * the player, which knows none of them.
 */

const at = (x = 0, y = 0) => `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
const range = (n = 0) => Array.from({ length: n }, (_, i) => i);
/** The last of `list` that holds; the first if none does. @template T @param {T[]} list @param {(one: T) => boolean} holds */
const last = (list, holds) => list.findLast(holds) ?? list[0];
const ones = (text = "") => text.split("1").length - 1;

/** Two axes, named by the scene's words: where a value lies, and the lines that say so. @param {Look} look
 * @param {{ top?: number, height: number, left?: number, right?: number, xs: (number | string)[][], ys: (number | string)[][], x: number[], y: number[] }} box */
export function chart(look, { top = 0, height, left = 46, right = 12, xs, ys, x: [x0, x1], y: [y0, y1] }) {
  const w = look.width - left - right;
  const x = (v = 0) => left + ((v - x0) / (x1 - x0)) * w;
  const y = (v = 0) => top + 24 + (1 - (v - y0) / (y1 - y0)) * (height - 66);
  const node = s("g", { class: "chart" },
    ...ys.flatMap(([v, text]) => [line(`M${left} ${y(Number(v))}h${w}`, "grid"), label(left - 7, y(Number(v)) + 4, "tick end", String(text))]),
    ...xs.map(([v, text]) => label(x(Number(v)), top + height - 24, "tick", String(text))),
    label(left, top + 12, "axis", look.word("y")), label(left + w, top + height - 6, "axis end", look.word("x")));
  return { node, x, y, left, right: left + w };
}
/** Ticks every `step`, as numbers. @param {Voice} speak */
const ticks = (speak, from = 0, to = 1, step = 1) => range(Math.floor((to - from) / step) + 1).map((n) => [from + n * step, speak.number(from + n * step)]);
/** @param {Look} look @param {Node[]} nodes */
const picture = (look, height = 0, ...nodes) => s("svg", { class: "scene", viewBox: `0 0 ${look.width} ${height}`, width: look.width, height, "aria-hidden": "true" }, ...nodes);
/** A sign in a picture: a check or a cross. */
const sign = (yes = true, x = 0, y = 0, size = 1) => line(yes ? CHECK : CROSS, `sign ${yes}`, { transform: `${at(x, y)} scale(${size})` });

// ---- cabinets: a table, the talk, and how often each size stays divided

/** @type {Stage} */
const cabinet = {
  legend: ["yes", "no", "speaks", "against", "with"],
  plan(/** @type {CabinetRecord} */ record, variant = 0) {
    let from = 0;
    const rounds = record.variants[variant].rounds.map((one, n) => {
      const round = { ...one, n, from, end: from + one.member.length + 1 };
      from = round.end + 1;
      return round;
    });
    return { rounds, runs: record.runs, all: record.variants.map((one) => one.rounds), end: from - 1, stops: range(from) };
  },
  frame({ rounds }, t) {
    const round = last(rounds, (one) => one.from <= t);
    const done = clamp(Math.floor(t - round.from), 0, round.member.length);
    const opinions = [...round.start];
    for (let i = 0; i < done - 1; i++) opinions[round.member[i]] = round.opinion[i];
    const who = done ? round.member[done - 1] : null;
    const heard = who == null ? [] : round.edges.flatMap(([a = 0, b = 0]) => (a === who ? b : b === who ? a : []));
    const against = heard.filter((one = 0) => opinions[one] !== opinions[who ?? 0]);
    if (who != null) opinions[who] = round.opinion[done - 1];
    const yes = sum(opinions);
    const settled = t >= round.end;
    return { round, opinions, who: settled ? null : who, heard, against, yes, no: round.size - yes, settled,
      agreed: yes === 0 || yes === round.size, known: round.n + (settled ? 1 : 0) };
  },
  counts: ({ yes, no, known }) => [{ key: "yes", value: yes }, { key: "no", value: no }, { key: "sizes", value: known }],
  tell(plan, t) {
    const { round, who, heard, against, opinions, yes, no, settled, agreed } = this.frame(plan, t);
    const n = round.size;
    if (settled) return [[agreed ? "agreed" : "stuck", { n, yes, no, stuck: round.stuck, runs: plan.runs }]];
    if (who == null) return [["begin", { n, yes, no }]];
    return [[opinions[who] ? "to.yes" : "to.no", { n, m: who + 1, against: against.length, all: heard.length }]];
  },
  now: (t, speak) => speak.number(Math.floor(t)),
  draw({ rounds, runs, all }, look) {
    const { word, narrow, width, variant } = look;
    const room = narrow ? width : Math.min(430, width * 0.42);
    const tall = narrow ? Math.min(room, 330) : 400;
    const [cx, cy, big] = [room / 2, tall / 2, tall / 2 - 28];
    const stage = s("g");
    const sizes = rounds.map((/** @type {{ size: number }} */ one) => one.size);
    const [least, most] = [sizes[0], sizes[sizes.length - 1]];
    const shift = narrow ? 0 : room + 20;
    const axes = chart({ ...look, width: width - shift }, { height: narrow ? 250 : 400, x: [least - 0.7, Math.max(most, least + 1) + 0.7], y: [0, 1],
      xs: sizes.filter((/** @type {number} */ n) => most - least < 12 || n % (narrow ? 10 : 5) === 0 || n === least).map((/** @type {number} */ n) => [n, n]),
      ys: [0, 0.25, 0.5, 0.75, 1].map((v) => [v, `${v * 100}%`]) });
    const guide = line("", "guide");
    const curves = all.map((/** @type {any[]} */ one, /** @type {number} */ k) => ({ path: line("", `curve v${k}`),
      dots: one.map(({ size, stuck }) => {
        const [x, y] = [axes.x(size), axes.y(stuck / runs)];
        return k ? rect(x - 4, y - 4, 8, 8, "dot v1", 0) : circle(x, y, 4.6, "dot v0");
      }) }));
    axes.node.append(guide, ...curves.flatMap((/** @type {any} */ one) => [one.path, ...one.dots]));
    const node = picture(look, narrow ? tall + 260 : 410, stage, s("g", { transform: at(shift, narrow ? tall + 10 : 0) }, axes.node));
    let [shown, marks, ties, centre] = [-1, /** @type {any[]} */ ([]), line("", "tie"), /** @type {any[]} */ ([])];
    let [with_, seats] = [line("", "tie with"), /** @type {number[][]} */ ([])];
    return { node, update(frame) {
      const { round, opinions, who, heard, against, settled, agreed, known } = frame;
      if (shown !== round.n) {
        shown = round.n;
        const r = clamp((Math.PI * big) / round.size - 3, 8, 17);
        seats = opinions.map((/** @type {number} */ _, i = 0) => {
          const angle = (2 * Math.PI * i) / round.size - Math.PI / 2;
          return [cx + big * Math.cos(angle), cy + big * Math.sin(angle)];
        });
        marks = seats.map(([x, y], i) => s("g", { class: "member", transform: at(x, y) }, circle(0, 0, r + 4.5, "halo"), circle(0, 0, r, "head"),
          line(CHECK, "sign in", { transform: `scale(${r / 12})` }), line(CROSS, "sign out", { transform: `scale(${r / 12})` }),
          ...(round.size <= 20 ? [label(((cx - x) * (r + 22)) / big, ((cy - y) * (r + 22)) / big + 4, "seat", String(i + 1))] : [])));
        [ties, with_] = [line("", "tie against"), line("", "tie with")];
        centre = [label(cx, cy + 6, "size", String(round.size)), label(cx, cy + 28, "state", "")];
        stage.replaceChildren(circle(cx, cy, big - r - 8, "round-table"),
          line(round.size > 8 ? round.edges.map((/** @type {number[]} */ [a, b]) => `M${seats[a].map((v) => v.toFixed(1))}L${seats[b].map((v) => v.toFixed(1))}`).join("") : "", "ties"),
          with_, ties, ...centre, ...marks);
      }
      marks.forEach((one, i) => put(one, "class", join("member", opinions[i] ? "yes" : "no", i === who && "speaks")));
      const tie = (/** @type {number[]} */ to) => (who == null ? "" : to.map((one) => `M${seats[who]}L${seats[one]}`).join(""));
      put(ties, "d", tie(against));
      put(with_, "d", tie(heard.filter((/** @type {number} */ one) => !against.includes(one))));
      show(centre[0], who == null);
      show(centre[1], who == null);
      write(centre[1], word(settled ? (agreed ? "all" : "split") : "members"));
      put(guide, "d", `M${axes.x(round.size)} ${axes.y(0)}V${axes.y(1)}`);
      curves.forEach((/** @type {any} */ curve, k = 0) => {
        const until = k === variant ? known : (look.seen[k]?.known ?? 0);
        curve.dots.forEach((/** @type {Element} */ dot, i = 0) => show(dot, i < until));
        put(curve.path, "d", all[k].slice(0, until).map((/** @type {any} */ one, i = 0) => `${i ? "L" : "M"}${axes.x(one.size)} ${axes.y(one.stuck / runs)}`).join(""));
        put(curve.path, "data-off", String(k !== variant));
      });
    } };
  },
};

// ---- garbage cans: who is where, and how each choice is made

const MOVED = 0.5; // of a period: by then all have arrived
const DECIDED = 0.8; // of a period: by then the choices are made

/** @type {Stage} */
const garbage_can = {
  legend: ["problem", "maker", "energy", "resolution", "oversight", "flight"],
  within: true,
  plan(/** @type {CanRecord} */ record, variant = 0) {
    const { periods } = record.variants[variant];
    return { periods, end: periods.length, stops: range(periods.length + 1) };
  },
  frame({ periods }, t) {
    const p = Math.ceil(t) - 1;
    const u = t - p;
    /** @type {Period | undefined} */ const period = periods[p];
    const made = new Map(periods.slice(0, p + (u >= DECIDED ? 1 : 0)).flatMap((/** @type {Period} */ one) => one.made).map((/** @type {any} */ one) => [one.choice, one]));
    const styles = [...made.values()].map((one) => one.style);
    const come = sum(periods.slice(0, p + 1).map((/** @type {Period} */ one) => one.problems.length));
    // What is solved stays with its choice, where nobody comes any more.
    const solved = new Map([...made.values()].flatMap(({ choice, solved }) => solved.map((/** @type {number} */ problem, n = 0) => [problem, [choice, n]])));
    return { p, u, period, before: periods[p - 1], move: ease(clamp(u / MOVED)), made, solved,
      entered: new Set(periods.slice(0, p + 1).map((/** @type {Period} */ one) => one.choice)),
      resolution: styles.filter((one) => one === "resolution").length, oversight: styles.filter((one) => one === "oversight").length,
      flight: styles.filter((one) => one === "flight").length, solvedCount: solved.size, open: come - solved.size };
  },
  counts: (f) => [...["resolution", "oversight", "flight"].map((key) => ({ key, value: f[key] })), { key: "solved", value: f.solvedCount }, { key: "open", value: f.open }],
  tell({ periods }, t) {
    const p = Math.ceil(t) - 1;
    if (p < 0) return [["start"]];
    const { choice, problems: [a, b], made } = periods[p];
    /** @type {Told[]} */ const told = [choice ? ["enter", { choice, a, b }] : ["on"]];
    if (t - p < DECIDED) return told;
    return [...told, ...(made.length ? made.map((/** @type {any} */ one) => [`${one.style}.one`, { choice: one.choice, list: one.solved.join(", ") }]) : [["none"]])];
  },
  now: (t, speak) => speak.number(Math.ceil(t)),
  draw({ periods }, look) {
    const { word, width } = look;
    const columns = width < 760 ? 5 : 10;
    const cell = width / columns;
    const inner = cell - 8;
    const step = Math.min(24, (inner - 6) / 4); // four in a row: twenty problems and ten people fit
    const [fw, fh] = [step - 4, (step - 4) * 0.75];
    const size = step / 18; // of a person
    const [crowd, box] = [Math.max(62, 54 * size + 8), 4 * step + 12];
    const gap = crowd + box + 40;
    const foot = (10 / columns) * gap + 4;
    const place = (choice = 1) => ({ x: ((choice - 1) % columns) * cell + 4, y: Math.floor((choice - 1) / columns) * gap });
    /** Where the nth of those at a choice (0: nowhere) lies. */
    const slot = (choice = 0, n = 0, file = true) => {
      if (!choice) return [(file ? 92 : width * 0.66) + n * (file ? Math.min(step, width * 0.026) : Math.min(18, width * 0.03)), foot + (file ? 8 : 18 - 4 * size)];
      const { x, y } = place(choice);
      const [column, row] = [n % 4, Math.floor(n / 4)];
      return file ? [x + 5 + column * step, y + crowd + 6 + row * step * 0.81] : [x + 4 + (column + 0.5) * step, y + crowd - 8 * size - row * 18 * size];
    };
    const cans = range(10).map((i) => {
      const { x, y } = place(i + 1);
      const parts = { box: rect(x, y + crowd, inner, box, "can", 4), full: rect(x, y + crowd + box + 5, 0, 7, "spent"),
        need: rect(x, y + crowd + box + 5, inner, 7, "needed"), number: label(x + inner / 2, y + crowd + box + 27, "cannumber", String(i + 1)), word: label(x + inner / 2, y + crowd - 9, "style", ""),
        mark: s("g", { class: "stamp", transform: at(x + inner / 2, y + crowd - 36) }, circle(0, 0, 13, "seal"),
          line(CHECK, "resolution", { transform: "scale(1.3)" }), circle(0, 0, 6, "oversight"), line("M-7 0H6M1-5 7 0 1 5", "flight")) };
      return { ...parts, node: s("g", {}, ...Object.values(parts)) };
    });
    const folder = () => s("g", { class: "problem" }, line(`M0 ${fh}V2q0-2 2-2h${fw * 0.3}l2 2.4H${fw - 2}q2 0 2 2V${fh}Z`, "cover"), line(CHECK, "sign true", { transform: `${at(fw / 2, fh / 2 + 1)} scale(.75)` }));
    const files = range(20).map(folder);
    const people = range(10).map(() => s("g", { class: "maker" }, circle(0, -5, 3.7), line("M-6 7c0-9 12-9 12 0Z")));
    const node = picture(look, foot + 26, line(`M0 ${foot - 2}H${width}`, "floor"), label(0, foot + 17, "quiet", word("lobby")), ...cans.map((one) => one.node), ...files, ...people);
    /** Who stands where in a period, in order. @param {Period | undefined} period @param {"problem_at" | "maker_at"} who @param {boolean} file */
    const spots = (period, who, file) => {
      /** @type {Record<number, number>} */ const taken = {};
      return (period?.[who] ?? []).map((choice) => (choice == null ? null : slot(choice, (taken[choice] = (taken[choice] ?? -1) + 1), file)));
    };
    return { node, update(frame) {
      const { period, before, move, made, solved, entered } = frame;
      cans.forEach((can, i) => {
        const [need, have, style] = [period?.required[i] ?? 0, period?.spent[i] ?? 0, made.get(i + 1)?.style];
        put(can.node, "class", join("choice", !entered.has(i + 1) && "coming", style && `made ${style}`));
        put(can.full, "width", String(inner * (need > 0 ? clamp(have / need) : have > 0 ? 1 : 0)));
        write(can.word, style && cell > 74 ? word(`count.${style}`) : ""); // else the mark says it
      });
      const draw = (/** @type {any[]} */ nodes, /** @type {"problem_at" | "maker_at"} */ who, file = true) => {
        const [from, to] = [spots(before, who, file), spots(period, who, file)];
        nodes.forEach((one, i) => {
          const kept = file && solved.get(i + 1);
          const b = to[i] ?? (kept ? slot(...kept) : null);
          show(one, b);
          if (!b) return put(one, "transform", "");
          const a = from[i] ?? b;
          put(one, "transform", at(a[0] + (b[0] - a[0]) * move, a[1] + (b[1] - a[1]) * move) + (file ? "" : ` scale(${size})`));
          if (file) put(one, "class", join("problem", kept && "solved"));
        });
      };
      draw(files, "problem_at");
      draw(people, "maker_at", false);
    } };
  },
};

// ---- the pyramid: posts, who goes up, and what becomes of efficiency

const POSTS = [1, 5, 11, 21, 41, 81];

/** @type {Stage} */
const promotion = {
  legend: ["post", "weak", "up"],
  plan(/** @type {PromotionRecord} */ { level, lanes }) {
    const firms = lanes.map((/** @type {Firm} */ { start, efficiency, moves }) => {
      const each = moves.year.map((year, i) => ({ year, t: 0, from: moves.from[i], to: moves.to[i], competence: moves.competence[i] }));
      for (const one of each) {
        const mine = each.filter(({ year }) => year === one.year);
        one.t = one.year - 1 + (mine.indexOf(one) + 1) / (mine.length + 1);
      }
      return { start, efficiency, moves: each };
    });
    const end = firms[0].efficiency.length - 1;
    return { level, firms, end, stops: range(end + 1) };
  },
  /** A year's moves lie inside the year, one after the other. */
  frame({ firms }, t) {
    return { t, year: Math.floor(t), lanes: firms.map((/** @type {any} */ { start, efficiency, moves }) => {
      /** @type {(number | null)[]} */ const competence = [...start];
      const ups = [];
      let [up, left] = [0, 0];
      for (const move of moves) {
        if (move.t > t) break;
        if (move.from != null) competence[move.from] = null;
        if (move.to != null) competence[move.to] = move.competence;
        up += Number(move.from != null && move.to != null);
        left += Number(move.to == null);
        if (move.year > t - 0.5 && move.from != null && move.to != null) ups.push(move);
      }
      return { competence, ups, up, left, efficiency: efficiency[Math.floor(t)] };
    }) };
  },
  counts: ({ lanes }) => lanes.flatMap((/** @type {any} */ one, lane = 0) => [{ key: "efficiency", value: one.efficiency, digits: 1, unit: "%", lane }, { key: "up", value: one.up, lane }, { key: "left", value: one.left, lane }]),
  tell(plan, t) {
    const year = Math.floor(t);
    if (!year) return [["begin"]];
    return plan.firms.map((/** @type {any} */ { moves, efficiency }, lane = 0) => {
      const mine = moves.filter((/** @type {any} */ one) => one.year === year);
      return ["year", { lane, left: mine.filter((/** @type {any} */ one) => one.to == null).length,
        up: mine.filter((/** @type {any} */ one) => one.to != null && one.from != null).length, e: [efficiency[year], 1] }];
    });
  },
  now: (t, speak) => speak.number(Math.floor(t)),
  draw({ level, firms, end }, look) {
    const { word, speak, width, narrow } = look;
    const beside = !narrow && firms.length > 1;
    const w = beside ? (width - 30) / 2 : width;
    const step = Math.min(w / 81, 9);
    const [tall, rise] = narrow ? [19, 30] : [30, 45];
    const head = beside ? 6 : 28; // beside each other, the counts name them
    const high = POSTS.length * rise + head;
    const spot = level.map((/** @type {number} */ row, post = 0) => {
      const place = post - level.indexOf(row);
      return [w / 2 + (place - POSTS[row] / 2) * step, head + row * rise];
    });
    const drawn = firms.map((/** @type {any} */ _, n = 0) => {
      const posts = spot.map((/** @type {number[]} */ [x, y]) => ({ frame: rect(x + 0.5, y, step - 1, tall, "seatbox", 1), fill: rect(x + 0.5, y, step - 1, 0, "skill", 1) }));
      const ups = line("", "climb");
      return { posts, ups, node: s("g", { transform: at(beside ? n * (w + 30) : 0, beside ? 0 : n * high) },
        label(0, 13, "name", beside ? "" : word(`lanes.${n}`)), ...posts.flatMap((/** @type {any} */ one) => [one.frame, one.fill]), ups) };
    });
    const top = (beside ? 1 : firms.length) * high + 8;
    const axes = chart(look, { top, height: 190, right: narrow ? 12 : 170, x: [0, end], y: [40, 100], xs: ticks(speak, 0, end, end > 50 ? 20 : 10), ys: ticks(speak, 40, 100, 20) });
    const curves = firms.map((/** @type {any} */ _, n = 0) => ({ path: line("", `curve v${n}`), name: label(0, 0, `endname v${n}`, narrow ? "" : word(`lanes.${n}`)), dot: n ? rect(-4, -4, 8, 8, "dot v1", 0) : circle(0, 0, 4.6, "dot v0") }));
    axes.node.append(...curves.flatMap((/** @type {any} */ one) => [one.path, one.name, one.dot]));
    return { node: picture(look, top + 196, ...drawn.map((/** @type {any} */ one) => one.node), axes.node), update({ lanes, year }) {
      /** @type {number[]} */ const ends = lanes.map((/** @type {any} */ one) => axes.y(one.efficiency));
      lanes.forEach((/** @type {any} */ { competence, ups }, n = 0) => {
        const { posts } = drawn[n];
        competence.forEach((/** @type {number | null} */ c, i = 0) => {
          const full = ((c ?? 0) / 10) * tall;
          put(posts[i].fill, "height", full.toFixed(1));
          put(posts[i].fill, "y", (spot[i][1] + tall - full).toFixed(1));
          put(posts[i].frame, "class", join("seatbox", c == null ? "empty" : c < 4 && "weak"));
        });
        put(drawn[n].ups, "d", ups.map((/** @type {any} */ { from, to }) => `M${spot[from][0] + step / 2} ${spot[from][1]}L${spot[to][0] + step / 2} ${spot[to][1] + tall}`).join(""));
        const { path, name, dot } = curves[n];
        put(path, "d", firms[n].efficiency.slice(0, year + 1).map((/** @type {number} */ e, i = 0) => `${i ? "L" : "M"}${axes.x(i).toFixed(1)} ${axes.y(e).toFixed(1)}`).join(""));
        put(dot, "transform", at(axes.x(year), ends[n]));
        // Two names that would meet keep their distance.
        const near = lanes.length > 1 && Math.abs(ends[0] - ends[1]) < 16;
        const lift = near ? (ends[n] < ends[1 - n] || (ends[n] === ends[1 - n] && !n) ? -8 : 8) : 0;
        put(name, "transform", at(axes.x(year) + 10, ends[n] + 4 + lift));
      });
    } };
  },
};

// ---- evidence: opinions one by one, two walls, and the bill

/** @type {Stage} */
const evidence = {
  legend: ["walk", "yes", "no", "fixed"],
  plan(/** @type {EvidenceRecord} */ { lead, fixed, good, yes }) {
    const walks = yes.map((told, i) => {
      const leads = [0];
      for (const one of told) leads.push(leads[leads.length - 1] + (one === "1" ? 1 : -1));
      const stop = leads.findIndex((one) => Math.abs(one) >= lead);
      return { leads, stop, right: leads[stop] > 0 === good[i], voted: leads[fixed] > 0 === good[i] };
    });
    const end = Math.max(fixed, ...walks.map((one) => one.stop));
    return { walks, lead, fixed, end, stops: range(end + 1) };
  },
  frame({ walks, fixed }, t) {
    const n = Math.floor(t);
    const over = walks.filter((/** @type {any} */ one) => one.stop <= n);
    const right = over.filter((/** @type {any} */ one) => one.right).length;
    const voted = n >= fixed ? walks.filter((/** @type {any} */ one) => one.voted).length : 0;
    return { t, n, asked: sum(walks.map((/** @type {any} */ one) => Math.min(one.stop, n))), voted: walks.length * Math.min(n, fixed),
      open: walks.length - over.length, right, wrong: over.length - right, votedRight: voted, votedWrong: n >= fixed ? walks.length - voted : 0 };
  },
  counts: ({ open, right, wrong }) => [{ key: "open", value: open }, { key: "right", value: right }, { key: "wrong", value: wrong }],
  tell(plan, t) {
    const { n, open, votedRight, votedWrong } = this.frame(plan, t);
    if (!n) return [["start"]];
    /** @type {Told[]} */ const told = [["on", { n, open, all: plan.walks.length }]];
    plan.walks.forEach((/** @type {any} */ one, i = 0) => { if (one.stop === n) told.push([one.right ? "right.one" : "wrong.one", { case: i + 1 }]); });
    if (n === plan.fixed) told.push(["vote", { fixed: n, right: votedRight, wrong: votedWrong }]);
    return told;
  },
  now: (t, speak) => speak.number(Math.floor(t)),
  draw({ walks, lead, fixed, end }, look) {
    const { word, speak, width, narrow } = look;
    const high = narrow ? 270 : 320;
    const axes = chart(look, { height: high, x: [0, end], y: [-lead - 1, lead + 1], right: 26, left: 36, xs: ticks(speak, 0, end, narrow ? 20 : 10), ys: [-lead, 0, lead].map((v) => [v, speak.number(v)]) });
    // Walks on the same steps would hide each other: each has a lane of its own, a hair apart.
    const apart = (i = 0) => (i - (walks.length - 1) / 2) * (narrow ? 0.06 : 0.055);
    const drawn = walks.map((/** @type {any} */ one, i = 0) => ({ path: line("", `walk w${i % 4}`), tip: circle(0, 0, 3.2, "tip"),
      mark: s("g", { transform: at(axes.x(one.stop), axes.y(one.leads[one.stop] + apart(i))) }, circle(0, 0, 8.5, `verdict ${one.right}`), sign(one.right, 0, 0, 0.8), ...(narrow ? [] : [label(0, one.leads[one.stop] > 0 ? -13 : 21, "case", String(i + 1))])) }));
    const wall = (to = 0, key = "") => [rect(axes.left, axes.y(to) - (to > 0 ? 7 : 0), axes.right - axes.left, 7, "wall", 0), label(axes.right - 30, axes.y(to) - (to > 0 ? 12 : 9), "wallname end", word(key))];
    const post = s("g", { class: "post" }, line(`M${axes.x(fixed)} ${axes.y(-lead)}V${axes.y(lead)}`, "quorum"), label(axes.x(fixed) - 6, axes.y(-lead * 0.6), "end strong", word("many", { fixed })));
    axes.node.append(...wall(lead, "wall.yes"), ...wall(-lead, "wall.no"), ...drawn.flatMap((/** @type {any} */ one) => [one.path, one.tip]), post, ...drawn.map((/** @type {any} */ one) => one.mark));
    const pitch = narrow ? 62 : 46;
    const bars = ["one", "many"].map((key, i) => ({ name: label(0, high + 24 + i * pitch, "name", word(key, { fixed })), fill: rect(0, high + 30 + i * pitch, 0, 12, `bar v${i}`, 2),
      back: rect(0, high + 30 + i * pitch, width, 12, "barback", 2), text: label(width, high + (narrow ? 57 : 24) + i * pitch, "quiet end", "") }));
    const all = Math.max(walks.length * fixed, sum(walks.map((/** @type {any} */ one) => one.stop)));
    return { node: picture(look, high + 4 + 2 * pitch, axes.node, ...bars.flatMap((one) => [one.back, one.fill, one.name, one.text])), update(frame) {
      const { t, n, asked, voted, right, wrong, votedRight, votedWrong } = frame;
      show(post, n >= fixed);
      walks.forEach((/** @type {any} */ one, i = 0) => {
        const { path, tip, mark } = drawn[i];
        const now = Math.min(t, one.stop);
        const whole = Math.floor(now);
        const to = one.leads[whole] + (now - whole) * ((one.leads[whole + 1] ?? 0) - one.leads[whole]);
        const points = [...one.leads.slice(0, whole + 1).map((/** @type {number} */ y, x = 0) => [x, y]), [now, to]];
        put(path, "d", `M${points.map(([x, y]) => `${axes.x(x).toFixed(1)} ${axes.y(y + apart(i)).toFixed(1)}`).join("L")}`);
        put(tip, "transform", at(axes.x(now), axes.y(to + apart(i))));
        show(tip, n < one.stop);
        show(mark, n >= one.stop);
        put(path, "data-over", String(n >= one.stop));
      });
      [[asked, right, wrong], [voted, votedRight, votedWrong]].forEach(([n, yes, no], i) => {
        put(bars[i].fill, "width", ((n / all) * width).toFixed(1));
        write(bars[i].text, word(yes + no ? "bar" : "bar.open", { n, right: yes, wrong: no }));
      });
    } };
  },
};

// ---- juries: the same judges, on their own and copying

const SPOKEN = 0.8; // of a round: by then all have voted

/** @type {Stage} */
const jury = {
  legend: ["yes", "no", "theory"],
  plan(/** @type {JuryRecord} */ { lanes }) {
    const judges = lanes[0].right[0].length;
    const end = lanes[0].right.length;
    return { lanes, judges, end, stops: range(end + 1) };
  },
  frame({ lanes, judges }, t) {
    const round = Math.max(0, Math.ceil(t) - 1);
    const u = t - round;
    const over = Math.floor(t);
    return { round, over, lanes: lanes.map((/** @type {JuryRecord["lanes"][0]} */ { right }) => {
      const won = right.slice(0, over).map((one) => 2 * ones(one) > judges);
      return { votes: right[round], spoken: t ? Math.floor(clamp(u / SPOKEN) * judges) : 0, won, right: won.filter(Boolean).length };
    }) };
  },
  counts: ({ lanes, over }) => lanes.flatMap((/** @type {any} */ one, lane = 0) => [{ key: "right", value: one.right, lane }, { key: "wrong", value: over - one.right, lane }]),
  tell({ lanes, judges }, t) {
    const round = Math.floor(t) - 1;
    if (round < 0) return [["begin"]];
    return lanes.map((/** @type {any} */ { right }, lane = 0) => {
      const n = ones(right[round]);
      const yes = 2 * n > judges ? "yes" : "no";
      return [n % judges ? yes : `same.${yes}`, { lane, n, all: judges }];
    });
  },
  now: (t, speak) => speak.number(Math.floor(t)),
  draw({ lanes, judges, end }, look) {
    const { word, speak, width, narrow } = look;
    const beside = !narrow && lanes.length > 1;
    const w = beside ? (width - 30) / 2 : width;
    const head = beside ? -14 : 8; // beside each other, the counts name them
    const columns = Math.min(end, 25);
    const tile = Math.min(20, (w - 4) / columns);
    const rows = Math.ceil(end / columns);
    const gap = Math.min(46, (w - 60) / judges);
    const high = 138 + head + rows * tile + 14;
    const tableW = gap * judges + 10;
    const drawn = lanes.map((/** @type {any} */ _, n = 0) => {
      const heads = range(judges).map((i) => {
        const x = 14 + gap * (i + 0.5);
        const y = head + 66 - 9 * Math.sin((Math.PI * (i + 0.5)) / judges);
        const [yes, no] = [sign(true, x, y - 26, 1), sign(false, x, y - 26, 1)];
        return { yes, no, node: s("g", { class: "judge", transform: at(x, y) }, circle(0, -8, Math.min(6.5, gap / 3.4)), line(`M${-gap * 0.34} 10c0-${gap * 0.4} ${gap * 0.68}-${gap * 0.4} ${gap * 0.68} 0Z`)) };
      });
      const cells = range(end).map((i) => ({ x: (i % columns) * tile, y: head + 138 + Math.floor(i / columns) * tile }))
        .map(({ x, y }) => s("g", { class: "cell" }, rect(x + 0.7, y, tile - 1.4, tile - 1.4, "", 2), sign(false, x + tile / 2, y + tile / 2 - 0.7, tile / 19)));
      const px = 20 + tableW;
      const post = [rect(px, head + 22, 18, 86, "ballot", 2), rect(px, head + 108, 18, 0, "yeses", 2), rect(px, head + 22, 18, 0, "noes", 2), line(`M${px - 4} ${head + 65}h26`, "quorum")];
      return { heads, cells, post, node: s("g", { transform: at(beside ? n * (w + 30) : 0, beside ? 0 : n * (high + 12)) }, label(0, 14, "name", beside ? "" : word(`lanes.${n}`)), ...heads.flatMap((one) => [one.node, one.yes, one.no]),
        line(`M9 ${head + 76}q${tableW / 2}-18 ${tableW} 0l-6 32H15Z`, "front assess"), ...post, ...cells) };
    });
    const top = (beside ? 1 : lanes.length) * (high + 12);
    const axes = chart(look, { top, height: 200, right: narrow ? 12 : 190, x: [0, end], y: [0, 100], xs: ticks(speak, 0, end, end / 5), ys: ticks(speak, 0, 100, 25) });
    const curves = lanes.map((/** @type {any} */ { said }, n = 0) => ({ path: line("", `curve v${n}`), dot: n ? rect(-4, -4, 8, 8, "dot v1", 0) : circle(0, 0, 4.6, "dot v0"),
      theory: line(`M${axes.left} ${axes.y(said.theory)}H${axes.right}`, "theory"), name: label(0, 0, `endname v${n}`, narrow ? "" : word(`lanes.${n}`)) }));
    axes.node.append(...curves.flatMap((/** @type {any} */ one) => [one.theory, one.path, one.name, one.dot]));
    return { node: picture(look, top + 206, ...drawn.map((/** @type {any} */ one) => one.node), axes.node), update(frame) {
      const { over } = frame;
      const shares = frame.lanes.map((/** @type {any} */ one) => axes.y(over ? (100 * one.right) / over : 0));
      frame.lanes.forEach((/** @type {any} */ { votes, spoken, won }, n = 0) => {
        const { heads, cells, post } = drawn[n];
        heads.forEach((/** @type {any} */ one, i = 0) => {
          put(one.node, "class", join("judge", i < spoken && "busy"));
          show(one.yes, i < spoken && votes[i] === "1");
          show(one.no, i < spoken && votes[i] === "0");
        });
        const yes = ones(votes.slice(0, spoken));
        put(post[1], "y", String(head + 108 - (86 * yes) / judges));
        put(post[1], "height", String((86 * yes) / judges));
        put(post[2], "height", String((86 * (spoken - yes)) / judges));
        cells.forEach((/** @type {Element} */ one, i = 0) => put(one, "class", join("cell", i < over && String(won[i]))));
        let right = 0;
        put(curves[n].path, "d", won.map((/** @type {boolean} */ one, i = 0) => `${i ? "L" : "M"}${axes.x(i + 1).toFixed(1)} ${axes.y((100 * (right += Number(one))) / (i + 1)).toFixed(1)}`).join(""));
        for (const part of [curves[n].dot, curves[n].name]) show(part, over);
        put(curves[n].dot, "transform", at(axes.x(over), shares[n]));
        const near = shares.length > 1 && Math.abs(shares[0] - shares[1]) < 16;
        put(curves[n].name, "transform", at(axes.x(over) + 10, shares[n] + 4 + (near ? (n ? 8 : -8) * (shares[0] > shares[1] ? -1 : 1) : 0)));
        show(curves[n].theory, over === end);
      });
    } };
  },
};

// ---- permits: a real log from one starting line, on a clock of factors of ten

const MOMENTS = [1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 43200, 86400, 172800, 432000, 604800, 1209600, 2592000, 7776000]; // seconds
/** How far the clock is after so many seconds. */
export const decades = (seconds = 0) => Math.log10(Math.max(seconds, 1));

/** A time in words, in the largest unit that leaves it at 1 or more. @param {Voice} speak */
function lasting(speak, seconds = 0) {
  const [size, unit] = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]].find(([size]) => seconds >= Number(size)) ?? [1, "second"];
  const n = speak.number(seconds / Number(size), unit === "day" && seconds % 86400 > 4320 && seconds < 864000 ? 1 : 0);
  return speak.say(n === "1" ? `${unit}.one` : String(unit), { n });
}

/** @type {Stage} */
const permits = {
  legend: ["handed", "same", "marker"],
  length: 40000,
  unit: 0.1,
  plan(/** @type {PermitRecord} */ { gaps, seconds, handoff, mean, median }) {
    let n = 0;
    const cases = gaps.map((count) => {
      let to = 0;
      return range(count).map(() => ({ from: to, to: (to += seconds[n]), handed: handoff[n++] === "1" }));
    });
    const durations = cases.map((one) => one.at(-1)?.to ?? 0);
    const longest = Math.max(...durations);
    const end = decades(longest);
    const marks = [["median", median], ["mean", mean]];
    return { cases, durations, marks, mean, median, end, total: sum(durations), count: seconds.length,
      stops: [...MOMENTS, median, mean].sort((a, b) => a - b).map(decades).filter((one) => one < end).concat(end) };
  },
  frame({ cases, durations, end }, t) {
    const now = t >= end ? Infinity : t > 0 ? 10 ** t * (1 + 1e-9) : 0;
    let [handed, same, gone, over, spentHanded, spent] = [0, 0, 0, 0, 0, 0];
    for (const one of cases) {
      for (const gap of one) {
        if (gap.from > now) break;
        const ended = gap.to <= now;
        const past = (ended ? gap.to : now) - gap.from;
        spent += past;
        if (gap.handed) spentHanded += past;
        if (ended) { over += 1; gone += Number(gap.handed); }
        else if (gap.handed) handed += 1;
        else same += 1;
      }
    }
    return { t, now, handed, same, done: durations.filter((/** @type {number} */ one) => one <= now).length,
      gapShare: over ? (100 * gone) / over : 0, timeShare: spent ? (100 * spentHanded) / spent : 0 };
  },
  counts: ({ done, handed, same }) => [{ key: "done", value: done }, { key: "handed", value: handed }, { key: "same", value: same }],
  tell(plan, t) {
    const { done, handed, same } = this.frame(plan, t);
    /** @type {Told[]} */ const told = [["at", { time: t, done, all: plan.cases.length, handed, same }]];
    if (t === decades(plan.median)) told.push(["median"]);
    if (t === decades(plan.mean)) told.push(["mean"]);
    return told;
  },
  now: (t, speak) => lasting(speak, t > 0 ? 10 ** t * (1 + 1e-9) : 0),
  draw({ cases, marks, end }, look) {
    const { word, speak, width, narrow, colour } = look;
    const high = narrow ? 300 : 420;
    const named = narrow ? [60, 3600, 86400, 2592000] : [1, 60, 3600, 86400, 604800, 2592000];
    const axes = chart(look, { height: high, left: 26, right: 8, x: [0, end], y: [1, 0], xs: named.map((one) => [decades(one), lasting(speak, one)]), ys: [] });
    const [x0, x1, y0, y1] = [axes.left, axes.right, axes.y(0), axes.y(1)];
    // A row of the canvas is a case; the browser squeezes four into a line of the screen.
    const canvas = h("canvas", { width: 2 * (x1 - x0), height: cases.length, style: `left:${x0}px;top:${y0}px;width:${x1 - x0}px;height:${y1 - y0}px` });
    const pen = canvas.getContext("2d");
    cases.forEach((/** @type {{ from: number, to: number, handed: boolean }[]} */ one, i = 0) => {
      for (const { from, to, handed } of one) {
        pen.fillStyle = colour(handed ? "--ink" : "--clear-m");
        pen.fillRect((decades(from) / end) * 2 * (x1 - x0), i, ((decades(to) - decades(from)) / end) * 2 * (x1 - x0), 1);
      }
    });
    const head = line(`M0 ${y0 - 4}V${y1}`, "playhead");
    const flags = marks.map((/** @type {[string, number]} */ [key, seconds]) => s("g", {}, line(`M${axes.x(decades(seconds))} ${y0}V${y1}`, "flag"),
      s("g", { transform: at(axes.x(decades(seconds)), y0 + (key === "mean" ? 48 : 24)) }, rect(-38, -13, 76, 19, "pill", 9), label(0, 1, "flagname", word(`mark.${key}`)))));
    axes.node.append(...named.map((one) => line(`M${axes.x(decades(one))} ${y0}V${y1}`, "grid")), ...flags, head);
    const bars = ["gaps", "time"].map((key, i) => ({ name: label(26, high + 22 + i * 50, "name", word(key)), text: label(width - 8, high + 22 + i * 50, "strong end", ""),
      back: rect(26, high + 29 + i * 50, width - 34, 16, "bar same", 3), fill: rect(26, high + 29 + i * 50, 0, 16, "bar handed", 3) }));
    const node = h("div", { class: "layers", "aria-hidden": "true" }, canvas, picture(look, high + 106, axes.node, ...bars.flatMap((one) => [one.back, one.fill, one.name, one.text])));
    return { node, update({ t, gapShare, timeShare }) {
      canvas.style.clipPath = `inset(0 ${x1 - axes.x(t)}px 0 0)`;
      put(head, "transform", at(axes.x(t), 0));
      flags.forEach((/** @type {Element} */ one, i = 0) => show(one, t >= decades(Number(marks[i][1]))));
      [gapShare, timeShare].forEach((share, i) => {
        put(bars[i].fill, "width", (((width - 34) * share) / 100).toFixed(1));
        write(bars[i].text, word("bar", { share: speak.number(share, 1) }));
      });
    } };
  },
};

/** @type {Record<string, Stage>} */
export const STAGES = { cabinet, evidence, garbage_can, jury, permits, promotion };

/** What is told at t, in words. @param {Stage} stage @param {any} plan @param {Voice} speak */
export const caption = (stage, plan, t = 0, speak) => stage.tell(plan, t).map(([key, blanks = {}]) =>
  speak.say(key, Object.fromEntries(Object.entries(blanks).map(([name, value]) => [name, name === "lane" ? speak.say(`lanes.${value}`)
    : name === "time" ? stage.now(Number(value), speak) : Array.isArray(value) ? speak.number(value[0], value[1]) : value])))).join(" ");

// ---- the player

/** @param {RenderProps<Model>} props */
function render(props) {
  const widget = mount(props, "jalur-scene");
  const { root, body, get, set, watch, say, button, select, narrow } = widget;

  /** @type {Stage} */ let stage;
  /** @type {any} */ let plan;
  /** @type {Shown | null} */ let drawn = null;
  /** @type {(number | null)[]} */ let draft = []; // the guess while it is being made
  /** @type {any[]} */ let seen = []; // the last frame of each variant that the reader has reached
  /** @type {any} */ let ui = {};
  let table = false;
  let saved = 0;

  const fields = () => get("record").fields;
  const asking = () => get("predict") && get("guess").length !== fields().length;
  const time = clock(widget, { end: () => plan.end, stops: () => plan.stops, ready: () => !asking(),
    pace: () => (stage.length ? stage.length / plan.end : clamp(30000 / plan.end, 160, 1500)) / get("speed"),
    show(t, running) {
      if (!running || performance.now() - saved > 250) {
        saved = performance.now();
        set("moment", t);
      }
      draw();
    } });

  function load() {
    stage = STAGES[get("record").kind];
    plan = stage.plan(get("record"), get("variant"));
    draft = fields().map(() => null);
    time.set(time.now() || get("moment"));
  }

  /** What a field asks for: its lane and unit. */
  const what = (n = 0) => (fields().length > 1 ? `${say(`lanes.${n}`)}: ${say("field")}` : say("field"));

  function build() {
    const disabled = asking();
    const variants = get("record").variants ?? [];
    ui = { stage: h("div", { class: "stage" }), counts: h("div", { class: "counts" }), caption: h("p", { class: "caption" }), leaf: h("b"),
      finish: h("div", { class: "finish", hidden: true }), story: h("div", { class: "story", tabindex: 0, role: "region", "aria-label": say("table") }), rows: -1, sums: "",
      bar: transport(widget, time, disabled) };
    ui.bar.range.className = "range";
    ui.unfold = button("table", () => { table = !table; draw(); }, { disabled });
    const legend = h("ul", { class: "legend" }, ...stage.legend.map((key) => h("li", {}, glyph(`sample ${get("record").kind} ${key}`), say(`legend.${key}`))));
    body.replaceChildren(widget.head(h("p", { class: "subtitle" }, say("subtitle"))), ask(disabled), ui.counts, ui.stage,
      h("div", { class: "told" }, h("div", { class: join("leaf", stage.unit && "long"), "aria-hidden": "true" }, h("span", {}, say("playhead")), ui.leaf), ui.caption), ui.finish,
      h("div", { class: "sunk" }, ui.bar.range, h("div", { class: "transport" }, ...ui.bar.nodes, h("span", { class: "space" }),
        variants.length > 1 ? select("variant", variants.map((/** @type {unknown} */ _, n = 0) => [n, say(`variants.${n}`)]), get("variant"), (to) => set("variant", to)) : "", ui.unfold)),
      ui.story, legend, h("p", { class: "note" }, say("note")));
  }

  /** The question, or the guess that was kept. */
  function ask(asks = false) {
    if (!asks) {
      return get("predict") ? h("p", { class: "kept" }, glyph("icon i-kept"), h("b", {}, say("guess.kept")), ...fields().map((/** @type {unknown} */ _, n = 0) => h("span", {}, fields().length > 1 ? `${say(`lanes.${n}`)}: ` : "", h("b", {}, widget.speaks().number(get("guess")[n])), ` ${say("field")}`))) : "";
    }
    const save = button("guess.save", () => {
      set("guess", draft.map(Number));
      time.start();
      ui.bar.play.focus();
    }, { class: "main" });
    const inputs = fields().map(([low, high] = [0, 1], n = 0) => {
      const keep = (/** @type {number | null} */ value) => {
        draft[n] = value == null ? null : clamp(Math.round(value), low, high);
        if (input.value !== String(draft[n] ?? "")) input.value = draft[n] ?? "";
        save.disabled = draft.includes(null);
      };
      // What is being typed may still be too small: "1" on the way to 12.
      const input = h("input", { type: "number", min: low, max: high, placeholder: "?", "data-id": `guess-${n}`, "aria-label": say("guess.number", { what: what(n), low, high }),
        onchange: () => keep(input.value === "" ? null : Number(input.value)), oninput: () => { if (input.value !== "") { draft[n] = clamp(Math.round(Number(input.value)), low, high); save.disabled = draft.includes(null); } } });
      keep(draft[n]);
      const nudge = (by = 1, key = "") => h("button", { type: "button", class: "round", "data-id": key + n, "aria-label": say(key, { what: what(n) }),
        onclick: () => keep((draft[n] ?? Math.round((low + high) / 2) - by) + by) }, by < 0 ? "−" : "+");
      return h("div", { class: "field" }, fields().length > 1 ? h("b", {}, say(`lanes.${n}`)) : "", nudge(-1, "guess.less"), input, nudge(1, "guess.more"), h("span", {}, say("field")));
    });
    return h("div", { class: "ask" }, h("p", { class: "kicker" }, say("guess.title")), h("p", { class: "question" }, say("question")),
      h("div", { class: "fields" }, ...inputs, save), h("p", { class: "quiet" }, say("guess.note")));
  }

  /** The last sentence, and the guess beside what came out. */
  function finish() {
    const { number } = widget.speaks();
    const versus = !get("predict") || get("variant") ? [] : fields().map(([low, high] = [0, 1], n = 0) => {
      const [guess, outcome] = [get("guess")[n], get("record").outcome[n]];
      const place = (value = 0) => clamp((value - low) / (high - low || 1));
      const written = number(outcome, outcome % 1 ? 1 : 0);
      const marks = [["end", low, number(low)], ["end", high, number(high)], ["outcome", outcome, written], ["guess", guess, number(guess)]];
      return h("div", { class: "scaled" }, h("p", {}, what(n)), h("div", { class: "scale", role: "img", "aria-label": say("guess.said", { what: what(n), guess: number(guess), outcome: written }),
        style: `--from:${Math.min(place(guess), place(outcome))};--to:${Math.max(place(guess), place(outcome))}` },
      ...marks.map(([name, value, text]) => h("span", { class: name, style: `--at:${place(Number(value))}` }, name === "end" ? "" : glyph(`diamond ${name}`), String(text)))));
    });
    return [h("p", { class: "verdict" }, say(`finish.${get("variant")}`)), ...(versus.length ? [h("div", { class: "versus" }, h("p", {}, h("b", {}, say("guess.was")),
      ...["guess", "outcome"].map((name) => h("span", {}, glyph(`diamond ${name}`), say(`guess.${name}`)))), ...versus)] : [])];
  }

  function layout() {
    const style = getComputedStyle(root);
    const width = Math.floor(widget.width() - (narrow() ? 34 : 54));
    drawn = stage.draw(plan, { speak: widget.speaks(), word: say, width, narrow: narrow(), variant: get("variant"), seen, colour: (name) => style.getPropertyValue(name) });
    ui.stage.replaceChildren(drawn.node);
    ui.sums = "";
    draw();
  }

  function draw() {
    const t = time.now();
    const speak = widget.speaks();
    const moment = widget.calm() ? last(plan.stops, (/** @type {number} */ stop) => stop <= t) : t;
    const frame = stage.frame(plan, moment);
    if (!(seen[get("variant")]?.t > t)) seen[get("variant")] = { ...frame, t };
    drawn?.update(frame);
    const told = stage.counts(frame, plan);
    const sums = told.map((one) => one.value).join();
    if (ui.sums !== sums) {
      ui.sums = sums;
      const lanes = [...new Set(told.map((one) => one.lane))];
      ui.counts.classList.toggle("beside", lanes.length > 1 && !narrow());
      ui.counts.replaceChildren(...lanes.map((lane) => h("p", { class: "totals" }, lane === undefined ? "" : h("b", { class: "lane" }, say(`lanes.${lane}`)),
        ...told.filter((one) => one.lane === lane).map((one) => h("span", {}, `${say(`count.${one.key}`)} `, h("b", {}, speak.number(one.value, one.digits) + (one.unit ?? "")))))));
    }
    const now = stage.now(moment, speak);
    const text = caption(stage, plan, stage.within ? moment : last(plan.stops, (/** @type {number} */ stop) => stop <= t), speak);
    write(ui.leaf, now);
    write(ui.caption, text);
    widget.announce(text, !time.playing());
    ui.bar.range.max = plan.end;
    ui.bar.update(stage.unit ? now : say("clock", { what: say("playhead"), now, end: stage.now(plan.end, speak) }));
    const over = t >= plan.end && !asking();
    if (over === ui.finish.hidden) ui.finish.replaceChildren(...(over ? finish() : []));
    ui.finish.hidden = !over;
    ui.story.hidden = !table;
    ui.unfold.ariaExpanded = table;
    const rows = table ? plan.stops.filter((/** @type {number} */ stop) => stop <= t) : [];
    if (!table || ui.rows === rows.length) return;
    ui.rows = rows.length;
    ui.story.replaceChildren(grid(say("table"), [[say("playhead")], [say("what")]], rows.map((/** @type {number} */ stop) => [[stage.now(stop, speak)], [caption(stage, plan, stop, speak)]])));
  }

  for (const trait of /** @type {const} */ (["predict", "guess"])) watch(trait, widget.rebuild);
  watch("record", () => { seen = []; load(); widget.rebuild(); });
  watch("variant", () => {
    time.pause();
    plan = stage.plan(get("record"), get("variant"));
    time.set(0);
    set("moment", 0);
    widget.rebuild();
  });
  watch("moment", () => { if (!time.playing() && get("moment") !== time.now()) time.seek(get("moment"), true); });
  load();
  return widget.open({ build, layout, draw, key: (event, target) => { if (target === ui.bar.range) time.key(event, stage.unit); } });
}

// Not `export function render`: anywidget treats that name as its old API.
export default { render };
