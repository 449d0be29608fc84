// @ts-check
import { CHECK, CROSS, axis, circle, clamp, clock, ease, glyph, grid, h, join, label, line, mark, most, mount, pieces, put, rect, s, shapes, show, speaker as voice, sum, transport, write } from "./kit.js";

/**
 * @import { RenderProps } from "@anywidget/types"
 * @import { Blanks, Run, Words } from "./kit.types.d.ts"
 * @import { Box, Came, Cloth, Context, Decision, Event, Frame, Join, Lane, Look, Model, Moving, PathNode, Plan, Point, Scene,
 *   Shape, Slot, Speaker, Spot, Station, Stay, Token, Trace, Visit } from "./path_player.types.d.ts"
 *
 * Plays recorded cases along their paths. From top to bottom: the plan of a trace (what happens
 * when), a frame (what is where at t), the scene (where that is on the screen), the words, all
 * of them pure; then the drawing, and the player that moves t.
 */

const FURNITURE = /** @type {const} */ ({ assess: "table", clear: "desk", act: "crew" });
const HOLD = 2; // days that a return loop or a fallen verdict stays in sight
const FOLDERS = 30; // above: folders without numbers
const DOTS = 150; // above: dots on a canvas
const AREA = 150; // above: the cloth shows where the files are, not each of them

// ---- the plan of a trace

/** How many of a list, in order of time, lie at `t` or before. @template T @param {T[]} list @param {(one: T) => number} of */
function until(list, t = 0, of) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(list[middle]) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A sum that grows with time: what has been booked until `t`. @param {[t: number, amount: number][]} entries */
function ledger(entries) {
  const booked = entries.filter(([t]) => t < Infinity).sort((a, b) => a[0] - b[0]);
  let total = 0;
  const totals = [0, ...booked.map(([, amount]) => (total += amount))];
  return (t = 0) => totals[t > 0 ? until(booked, t, ([at]) => at) : 0]; // at 0 nobody has left
}

/** Cut a long list into slices of time, so that a frame asks only those of its own.
 * @template T @param {T[]} list @param {(one: T) => [from: number, to: number]} span */
function sliced(list, span, horizon = 0) {
  if (list.length < 200) return () => list;
  /** @type {T[][]} */ const slices = Array.from({ length: 129 }, () => []);
  const at = (t = 0) => clamp(Math.floor((128 * t) / (horizon || 1)), 0, 128);
  for (const one of list) {
    const [from, to] = span(one);
    for (let n = at(from); n <= at(to); n++) slices[n].push(one);
  }
  return (t = 0) => slices[at(t)];
}

/**
 * What happens to whom, and when: every file's stays in order, every station's visits and
 * decisions. `clock` is the length of the longest trace played beside this one.
 * @param {Trace} trace
 * @param {number} [clock]
 */
export function plan(trace, clock = trace.horizon) {
  const { steps, joins, cases, visits, votes } = trace;
  const count = cases.case.length;
  const lockstep = trace.situation.arrivals == null;
  /** @type {Station[]} */ const stations = [];
  /** @type {Token[]} */ const tokens = [];
  const order = new Map(cases.case.map((id, i) => [id, i]));
  /** @type {Visit[][]} */ const visitAt = cases.case.map(() => []);
  /** @type {Decision[][]} */ const voteAt = cases.case.map(() => []);
  /** File every row of a table under its case, which from here on is its place in the record.
   * @param {any} table @param {"step" | "join"} by @param {any[][]} into */
  const file = (table, by, into) => table.case.forEach((/** @type {number} */ id, /** @type {number} */ row) => {
    /** @type {any} */ const one = { ballots: [] };
    for (const name in table) one[name] = table[name][row];
    into[one.case = order.get(id) ?? 0][one[by]] = one;
  });
  file(visits, "step", visitAt);
  file(votes, "join", voteAt);

  let desks = 0;
  /** @param {number[]} of @param {Join | null} join */
  const found = (of, join, deep = false) => {
    const work = of.length ? steps[of[0]].kind : "clear";
    const kind = of.length ? FURNITURE[work] : "post";
    return stations.push({ id: stations.length, kind, steps: of, join, deep, work, plate: kind === "desk" ? ++desks : 0,
      visits: [], decisions: [], refusals: [], near: () => [], judged: () => [], seats: lockstep ? 0 : Math.max(1, ...of.map((step) => steps[step].officials)) }) - 1;
  };
  /** @param {PathNode} node @returns {Shape} */
  const shape = (node, deep = false) => {
    if ("step" in node) return { station: found([node.step], null, deep) };
    if ("series" in node) return { series: node.series.map((part) => shape(part, deep)) };
    const join = joins[node.join];
    if (join.panel) return { station: found(node.parts.flatMap((part) => ("step" in part ? part.step : [])), join, deep) };
    const branches = node.parts.map((part) => shape(part, true));
    return { station: found([], join, deep), branches };
  };
  const tree = shape(trace.path);

  const open = (i = 0, key = "", copy = true) => {
    /** @type {Token} */ const token = { key, case: i, copy, ghost: false, until: Infinity, fade: Infinity, stays: [] };
    tokens.push(token);
    return token;
  };
  /** @param {Token} token @param {Stay["place"]} place @param {Partial<Stay>} [more] */
  const add = ({ stays }, place, from = 0, to = 0, station = 0, more) => {
    stays.push({ place, from, to, station, slot: 0, line: place === "door" || place === "queue", prev: stays.at(-1) ?? null, ...more });
  };

  /** Walk one file through a part of the path; null where it never got there.
   * @param {Shape} part @param {Token} token @returns {Came} */
  const walk = (part, token) => {
    if (part.series) {
      /** @type {Came} */ let last = null;
      for (const item of part.series) {
        const next = walk(item, token);
        if (!next) break;
        last = next;
        if (!next.yes) break;
      }
      return last;
    }
    const { station: id, branches } = part;
    const station = stations[id];
    const decision = station.join ? voteAt[token.case][joins.indexOf(station.join)] : undefined;
    if (branches) return decision ? fork(branches, station, token, decision) : null;
    const mine = station.steps.flatMap((step) => visitAt[token.case][step] ?? []);
    if (!mine.length) return null;
    const [first] = mine;
    const begin = Math.min(...mine.map((visit) => visit.begin));
    const leave = decision ? decision.end : first.leave;
    const yes = decision ? decision.accepted : first.verdict !== "no";
    const silent = !decision && first.verdict === "silent";
    station.visits.push(...mine);
    station.decisions.push({
      case: token.case, begin: first.arrive, end: leave, accepted: yes,
      ballots: mine.map((visit) => ({ t: visit.leave, yes: visit.verdict !== "no" })),
    });
    if (begin > first.arrive) add(token, "queue", first.arrive, Math.min(begin, leave), id, { silent });
    if (begin <= leave) add(token, "seat", begin, leave, id, { silent, returns: mine.flatMap((visit) => visit.returns) });
    if (silent && first.end > leave) { // the file goes on; its papers stay until they have been read
      const ghost = Object.assign(open(token.case, `${token.key}/${id}`), { ghost: true, until: first.end });
      if (begin > leave) add(ghost, "queue", leave, begin, id);
      add(ghost, "seat", Math.max(begin, leave), first.end, id);
    }
    return { t: leave, yes, station: id };
  };
  /** @param {Shape[]} branches @param {Station} station @param {Token} token @param {Decision} decision @returns {Came} */
  const fork = (branches, { id, decisions }, token, decision) => {
    const origin = token.stays.at(-1) ?? null;
    const { begin, end } = decision;
    decisions.push(decision);
    branches.forEach((branch, slot) => {
      const copy = open(token.case, `${token.key}.${id}.${slot}`);
      const came = walk(branch, copy) ?? { t: end, yes: false };
      if (copy.stays[0]) copy.stays[0].prev = origin;
      decision.ballots.push({ t: came.t, yes: came.yes });
      copy.until = Math.max(came.t, end);
      if (came.t > end) copy.fade = end;
      else add(copy, "wait", came.t, end, id, { slot, yes: came.yes });
    });
    add(token, "split", begin, end, id);
    add(token, "wait", end, end, id, { slot: -1, yes: true });
    return { t: end, yes: decision.accepted, station: id };
  };

  const act = steps.findIndex((step) => step.kind === "act");
  const crew = stations.findIndex((station) => station.kind === "crew");
  const built = visitAt.flatMap((mine) => mine[act] ?? []).sort((a, b) => a.begin - b.begin || a.case - b.case);
  const plotOf = new Map(built.map((work, slot) => [work.case, slot]));
  const arrivals = cases.case.map((_, i) => i).sort((a, b) => cases.arrival[a] - cases.arrival[b] || a - b);
  arrivals.forEach((i, slot) => {
    const token = open(i, String(i), false);
    add(token, "door", -Infinity, cases.arrival[i], -1, { slot });
    const last = walk(tree, token);
    if (last && !last.yes) add(token, "tray", last.t, Infinity, last.station);
    else if (last) add(token, "plot", last.t, Infinity, crew, { slot: plotOf.get(i) ?? slot });
  });

  for (const station of stations) {
    station.visits.sort((a, b) => a.begin - b.begin || a.case - b.case);
    station.decisions.sort((a, b) => a.begin - b.begin || a.case - b.case);
    station.near = sliced(station.visits, ({ arrive, leave, end }) => [arrive, Math.max(leave, end) + HOLD + 0.5], trace.horizon);
    station.judged = sliced(station.decisions, ({ begin, end }) => [begin, end + HOLD], trace.horizon);
    const here = tokens.flatMap((token) => token.stays.filter((stay) => stay.station === station.id)
      .map((stay) => ({ stay, i: token.case }))).sort((a, b) => a.stay.from - b.stay.from || a.i - b.i);
    /** @type {number[]} */ const free = []; // when each seat is free again
    for (const { stay, i } of here) {
      if (stay.place === "tray") stay.slot = station.refusals.push(stay.from) - 1;
      if (stay.place !== "seat") continue;
      const vacant = free.findIndex((until) => until <= stay.from);
      stay.slot = vacant < 0 ? free.length : vacant;
      free[stay.slot] = stay.to;
      if (lockstep && station.kind === "crew") stay.slot = plotOf.get(i) ?? 0;
    }
  }
  tokens.sort((a, b) => b.case - a.case);
  const acceptedAt = cases.case.map((_, i) => (cases.accepted[i] ? (visitAt[i][act]?.arrive ?? cases.end[i]) : Infinity));
  const paid = stations.flatMap(({ visits: all }) => all.map((visit) => /** @type {[number, number]} */ ([visit.arrive, steps[visit.step].cost])));

  return {
    /** Spent: the costs of every step reached, and the budget of every project whose act has begun.
     * Leaked: from when nobody can refuse any more. */
    books: {
      spent: ledger([...paid, ...built.map((work) => /** @type {[number, number]} */ ([work.begin, trace.situation.budget]))]),
      leaked: ledger(acceptedAt.map((at, i) => [at, cases.leaked[i]])),
      built: ledger(built.map((work) => [work.leave, 1])),
      good: ledger(built.map((work) => [work.leave, cases.good[work.case] ? 1 : 0])),
    },
    trace, steps, cases, count, lockstep, stations, tree, tokens, built, crew, visitAt,
    glide: Math.max(0.35, clock / 90),
  };
}

/** The money and the bridges so far. @param {Plan} plan */
export function totals({ books }, t = 0) {
  const [spent, leaked, built, good] = [books.spent(t), books.leaked(t), books.built(t), books.good(t)];
  return { spent, leaked, built, good, bad: built - good };
}

/** The threads of one case: work by kind, and waiting. A panel is one piece of work. @param {Plan} plan */
export function threads({ tokens, stations }, i = 0) {
  return tokens.filter((token) => token.case === i && !token.ghost).flatMap(({ stays, fade }) =>
    stays.flatMap(({ place, from, to, station }) => {
      const until = Math.min(to, fade);
      if (!/queue|seat|wait/.test(place) || until <= from) return [];
      return [{ from, to: until, kind: place === "seat" ? stations[station].work : "wait" }];
    }));
}

/** Everything that can be told, in order of time: one entry for what one station does at once. @param {Plan} plan */
export function story({ cases, stations }, lane = 0) {
  /** @type {Map<string, Event>} */ const events = new Map();
  const at = (t = 0, station = 0) => {
    const key = `${t} ${station}`;
    const event = events.get(key)
      ?? { t, lane, station, come: [], begin: [], back: [], silent: [], yes: [], no: [], built: [], votes: [] };
    events.set(key, event);
    return event;
  };
  cases.arrival.forEach((t, i) => at(t, -1).come.push(i));
  for (const { id, kind, join, steps, visits, decisions } of stations) {
    for (const visit of visits) {
      if (visit.begin > visit.arrive && visit.begin < visit.leave && !join) at(visit.begin, id).begin.push(visit.case);
      for (const t of visit.returns) at(t, id).back.push(visit.case);
      if (kind === "crew") at(visit.leave, id).built.push(visit.case);
      else if (visit.verdict === "silent") at(visit.leave, id).silent.push(visit.case);
    }
    for (const { case: i, end, accepted, ballots } of kind === "crew" ? [] : decisions) {
      const event = at(end, id);
      if (!event.silent.includes(i)) (accepted ? event.yes : event.no).push(i);
      if (kind !== "table" || !join) continue;
      ballots.forEach(({ t, yes }, n) => { if (t < end) at(t, id).votes.push({ case: i, step: steps[n], yes }); });
    }
  }
  return [...events.values()].sort((a, b) => a.t - b.t || a.station - b.station);
}

/** The cases that an event is about. @param {Event} event */
const about = ({ come, begin, back, silent, yes, no, built, votes }) => [come, begin, back, silent, yes, no, built, votes.map((vote) => vote.case)].flat();

/** The moments that a step goes to, of all or of one case. @param {Event[]} events @param {number | null} [follow] */
export const moments = (events, follow = null) =>
  [...new Set(events.flatMap((event) => (follow == null || about(event).includes(follow) ? event.t : [])))];

// ---- a frame: what is where

/** The whole scene at time t, without a pixel and without memory: the same t gives the same frame.
 * `still` puts every file at a place, for readers who want no motion.
 * @param {Plan} plan @param {number} t @param {{ follow?: number | null, still?: boolean }} [options] */
export function frame(plan, t = 0, { follow = null, still = false } = {}) {
  /** @type {Moving[]} */ const files = [];
  /** The door's line first, then every station's. @type {{ stay: Stay, i: number, weight: number, file: Moving | null }[][]} */
  const lines = Array.from({ length: plan.stations.length + 1 }, () => []);
  const onward = Math.min(plan.glide, 0.5); // while those behind move up
  for (const token of plan.tokens) {
    const { stays, copy } = token;
    if (t >= token.until) continue;
    let n = t === 0 && !copy ? 0 : stays.length - 1; // at 0 nobody has set out yet
    while (n > 0 && stays[n].from > t) n--;
    const stay = stays[n];
    if (!stay || stay.from > t) continue;
    const span = Math.min(plan.glide, 0.4 * (stay.to - stay.from)) * (plan.lockstep ? 0.5 : 1);
    // Files that leave together leave one after the other, as hands would move them.
    const delay = plan.lockstep ? (span * stay.slot) / plan.count : 0;
    const u = still || !(span > 0) ? 1 : clamp((t - stay.from - delay) / span, 0, 1);
    const runs = (stay.returns ?? []).map((back) => (t - back) / Math.min(plan.glide * 1.5, 1.2));
    const loop = still ? 0 : (runs.find((run) => run > 0 && run < 1) ?? 0);
    const file = { token, stay, u: ease(u), rank: 0, faded: t >= token.fade, loop };
    if (stay.place !== "split") files.push(file);
    if (stay.line) lines[stay.station + 1].push({ stay, i: token.case, weight: 1, file });
    const last = stays[n - 1];
    if (last?.line && t - last.to < onward && !still) {
      lines[last.station + 1].push({ stay: last, i: token.case, weight: 1 - ease(clamp((t - last.to) / onward)), file: null });
    }
  }
  // In a line everybody moves up smoothly as the first is taken.
  lines.forEach((line, door) => {
    let ahead = 0;
    line.sort((a, b) => (door ? a.stay.from - b.stay.from || a.i - b.i : a.stay.slot - b.stay.slot));
    for (const { weight, file } of line) {
      if (file) file.rank = ahead;
      ahead += weight;
    }
  });

  const stations = plan.stations.map(({ steps, near, judged, refusals, join }) => {
    const here = t > 0 ? near(t).filter((visit) => visit.arrive <= t) : [];
    const inside = here.filter((visit) => visit.begin <= t && t < visit.end);
    const waiting = here.filter((visit) => t < visit.begin && t < visit.leave);
    const seen = inside.find((visit) => visit.case === follow) ?? inside[0]; // whose papers the desk's front shows
    const loops = here.flatMap((visit) => visit.returns.map((back, n) => ({ case: visit.case, count: n + 1, age: t - back })))
      .filter(({ age }) => age >= 0 && age < HOLD + 0.5).sort((a, b) => a.age - b.age);
    // Whose votes are shown: the followed file's, else an open case's, else the last one decided.
    const score = (/** @type {Decision} */ one) => (one.case === follow ? 2 : 0) + (t < one.end ? 1 : 0);
    const [focus] = judged(t).filter((one) => one.begin <= t && t < one.end + HOLD && t > 0)
      .sort((a, b) => score(b) - score(a) || b.begin - a.begin || a.case - b.case);
    const limit = steps.length === 1 ? plan.steps[steps[0]].deadline : null;
    const due = here.filter((visit) => t < visit.leave).sort((a, b) => a.arrive - b.arrive);
    const first = due.find((visit) => visit.case === follow) ?? due[0];
    return {
      busy: inside.length, waiting: Math.ceil(waiting.length / ((join && steps.length) || 1)),
      refused: until(refusals, t, (at) => at),
      loop: loops.find((one) => one.case === follow) ?? loops[0] ?? null,
      dial: limit == null ? null : { of: limit, left: first ? clamp(first.arrive + limit - t, 0, limit) : limit },
      attention: seen && seen.end > seen.begin ? (t - seen.begin) / (seen.end - seen.begin) : 0,
      focus: focus ? focus.case : null,
      ballots: focus ? focus.ballots.map((ballot) => (ballot.t <= t ? ballot.yes : null)) : [],
    };
  });
  const works = plan.built.slice(0, t > 0 ? until(plan.built, t, (work) => work.begin) : 0).map((work, slot) => ({
    case: work.case, slot, progress: work.leave > work.begin ? clamp((t - work.begin) / (work.leave - work.begin), 0, 1) : 1,
  }));
  return { t, files, stations, works };
}

// ---- the scene: where that is

/** Where everything stands in a lane `width` pixels wide: any path, in rows or, narrow, in one
 * column. Sizes depend on the number of cases, never on what becomes of them. @param {Plan} plan */
export function arrange(plan, width = 0, narrow = false) {
  const { count, lockstep, stations, tree, crew } = plan;
  const dots = count > DOTS;
  const plain = count > FOLDERS;
  const [fileW, fileH] = dots ? [5.4, 5.4] : plain ? [13, 10] : lockstep && count > 12 ? [21, 16] : [24, 18];
  const pitch = dots ? 5.4 : plain ? 7 : narrow ? 10 : 13; // from one piled folder to the next
  const many = lockstep ? count : 1; // that one desk may hold at once
  const trayH = fileH + (dots ? 40 : narrow ? (plain ? 12 : 8) : count > 12 ? 30 : count > 6 ? 16 : 8);
  const rings = lockstep ? 0 : Math.min(stations[crew]?.seats ?? 1, 12);
  const perRow = narrow ? Math.max(1, Math.floor(width / 44)) : 6;
  const crewW = Math.min(rings, perRow) * 44;
  const doorW = narrow ? width : lockstep ? 62 : dots ? Math.min(240, 30 + count * 0.36) : Math.min(110, 30 + count * 7);
  /** @type {Spot[]} */ const spots = stations.map(() => ({ x: 0, y: 0, w: 0, h: 0, label: 0, tray: 0, people: 0, tiny: false, inside: false }));
  /** @type {string[]} */ const lines = [];
  /** @type {[number, number][]} */ const forks = [];
  let field = { x: 0, y: 0, w: 0, top: 0 }; // where the bridges are built
  const pileH = (w = 0) =>
    fileH + (Math.min(Math.ceil(many / Math.max(1, Math.floor(w / (fileW + 1.5)))), dots ? 15 : 8) - 1) * pitch;
  /** What a desk needs under its ground: a tray, and before it a loop or a dial. */
  const under = (id = 0) => {
    const { steps, deep, kind } = stations[id];
    const extra = steps.some((step) => plan.steps[step].deadline != null) ? 52 : steps.some((step) => plan.steps[step].rounds) ? 30 : narrow ? 5 : 10;
    const drawer = narrow && lockstep && kind === "desk"; // its tray is a drawer in its front
    return { extra, down: deep || drawer ? extra + 4 : extra + trayH + (narrow ? 4 : 18) };
  };

  /** @returns {Box} */
  const single = (id = 0, desk = 0) => {
    const { kind, steps, join, seats, deep } = stations[id];
    const spot = spots[id];
    const { extra, down } = under(id);
    if (kind === "post") {
      const h = (join?.n ?? 1) * 16;
      return { w: width, up: h + 22, down: deep ? 8 : trayH + 12, put: (_, y) => {
        Object.assign(spot, { x: width - 24, y: y - h / 2, w: 26, h, label: y - h - 8, tray: y + 6 });
      } };
    }
    if (kind === "crew") {
      const top = lockstep ? 46 : narrow ? Math.ceil(rings / perRow) * 42 + 30 : 58;
      const each = plain ? (dots ? 5.4 : 8) : 31;
      const cols = Math.max(1, Math.floor((width - 4) / (plain ? each : 40)));
      const lots = narrow ? Math.ceil(count / cols) * each + (plain ? 4 : 0) : 0;
      // Wide: a block nine folders high, or eighteen dots.
      const block = plain ? Math.max(150, Math.ceil(count / (dots ? 18 : 9)) * each) : stations.length < 2 ? width - doorW - crewW - 80 : count > 12 ? 184 : 150;
      const w = narrow ? width : crewW + 8 + block;
      const up = narrow ? top + lots - (lockstep ? 22 : 0) : 20 + Math.max(top, plain ? Math.min(count, dots ? 18 : 9) * each : Math.ceil(count / Math.max(1, Math.floor(block / 34))) * 27 + 4);
      return { w, up, down: narrow ? 8 : 14, put: (x, y) => {
        Object.assign(spot, { x: x + 18, y: y - lots - (narrow ? 6 : 0), w: crewW, h: 36, label: narrow ? y - lots - (lockstep ? 11 : top - 13) : y - up + 13 });
        field = narrow ? { x: 0, y, w: width - 4, top: y - lots } : { x: x + crewW + 8, y, w: w - crewW - 8, top: y - up + 20 };
      } };
    }
    const table = kind === "table";
    const post = join ? 42 : 0;
    const full = width - 6 - post;
    spot.tiny = !narrow && desk < 44 && !table;
    spot.inside = narrow && lockstep && !table; // the name stands on the desk's front
    spot.w = table ? Math.max(Math.min(steps.length * 29 + 8, narrow ? full : Infinity), narrow ? 90 : 84)
      : narrow ? (lockstep ? full : 66) : desk;
    const people = spot.people = lockstep ? 28 : 26 * Math.min(seats, narrow ? 2 : 3);
    spot.h = spot.tiny || spot.inside ? 24 : !table ? 32 : many > 1 ? Math.max(36, pileH(spot.w - 20) + 14) : 36;
    const piled = many > 1 ? pileH(spot.w - people - 4) + 6 : 0;
    const up = spot.inside ? spot.h + Math.max(30, piled) + 4 : narrow && !table ? 76
      : 20 + spot.h + (table ? (join ? 50 : 34) : spot.tiny ? fileH : Math.max(40, piled));
    const w = narrow ? width : Math.max(spot.w, extra > 40 ? 146 : 0) + post;
    return { w, up, down, put: (x, y) => {
      const left = narrow && !table && !lockstep ? x + width - spot.w - 14 : x;
      Object.assign(spot, { x: left + spot.w / 2, y, label: spot.inside ? y - 7 : y - up + 13, tray: spot.inside ? y - 19 : y + extra });
    } };
  };
  /** @param {Shape} part @param {number} desk @param {number} gap @returns {Box} */
  const measure = (part, desk, gap) => {
    const { series, branches } = part;
    if (series) {
      const boxes = series.map((item) => measure(item, desk, gap));
      return {
        w: sum(boxes.map((box) => box.w + gap)) - gap, up: most(boxes, (box) => box.up),
        down: most(boxes, (box) => box.down),
        put: (x, y) => boxes.flatMap((box) => {
          const gaps = box.put(x, y) ?? [];
          x += box.w + gap;
          return gaps;
        }),
      };
    }
    const { station: id } = part;
    if (!branches) return single(id, desk);
    const boxes = branches.map((branch) => measure(branch, desk, gap));
    const inner = most(boxes, (box) => box.w);
    const drops = boxes.map((_, i) => sum(boxes.slice(1, i + 1).map((box, n) => boxes[n].down + box.up + 6)));
    const half = drops[drops.length - 1] / 2;
    const h = boxes.length * 18;
    const w = inner + 150;
    return {
      w, up: half + boxes[0].up, down: Math.max(half + boxes[boxes.length - 1].down, h / 2 + (stations[id].deep ? 24 : trayH + 44)),
      put: (x, y) => {
        const end = x + w - 22;
        forks.push([x + 4, y]);
        boxes.forEach((box, i) => {
          const at = y - half + drops[i];
          const inside = box.put(x + 44 + (inner - box.w) / 2, at) ?? [];
          lines.push(`M${x + 4} ${y}C${x + 24} ${y} ${x + 20} ${at} ${x + 42} ${at}${inside.map(([from, to]) => `H${from}M${to} ${at}`).join("")}H${x + 48 + inner}`
            + `C${x + 74 + inner} ${at} ${end - 46} ${y} ${end - 12} ${y}`);
        });
        Object.assign(spots[id], { x: end, y, w: 26, h, label: y + h / 2 + 16, tray: y + h / 2 + 26 });
        return [[x + 4, x + w - 9]];
      },
    };
  };

  /** @param {Shape} part @returns {Shape[]} */
  const flat = (part) => part.series ? part.series.flatMap(flat)
    : part.branches ? [...part.branches.flatMap(flat), { station: part.station }] : [part];
  const items = narrow ? flat(tree) : (tree.series ?? [tree]);
  const least = lockstep ? (dots ? 14 : 8) : dots ? 76 : 46; // room to queue
  /** The stations at one size, in rows. */
  const flow = (desk = 0, wrap = false, gap = least) => {
    let w = doorW + (lockstep ? 0 : least - 12);
    /** @type {Slot[][]} */ const rows = [[]];
    for (const item of items) {
      const box = measure(item, desk, gap);
      if (narrow ? rows[0].length : wrap && rows[rows.length - 1].length && w + box.w > width) {
        rows.push([]);
        w = narrow ? 0 : 10 + gap;
      }
      rows[rows.length - 1].push({ item, box, x: narrow ? 0 : w });
      w += box.w + gap;
    }
    return rows;
  };
  const wide = () => most(rows.flat(), ({ x, box }) => x + box.w);
  const piled = (cols = 1) => 30 + cols * (fileW + 2);
  const sizes = dots || !lockstep ? [92, 76, 60] : count > 8 ? [piled(4), piled(3), piled(2)] : [108, 84, 60];
  let rows = flow(sizes[0], narrow);
  // The largest desks that fit in one row, else in rows, else squares only.
  for (const [desk, wrap, gap] of [[sizes[1], 0], [sizes[2], 0], [sizes[2], 1], [38, 1, 14]]) {
    if (narrow || (wide() <= width && rows.length < 4)) break;
    rows = flow(desk, wrap > 0, gap);
  }
  const full = narrow ? width : Math.max(width, wide());

  // What is left is air between the stations, but a short path stays short.
  let y = narrow ? 34 : 0;
  let base = 0;
  const door = { x: narrow ? width - 8 : doorW - 14, y: narrow ? 30 : 0 };
  rows.forEach((row, n) => {
    const { x, box } = row[row.length - 1];
    const air = row.length > 2 ? Math.min((full - x - box.w) / (row.length - 1), 76) : 0;
    const up = Math.max(narrow ? 0 : dots ? 104 : 62, ...row.map((slot) => slot.box.up));
    const was = base;
    base = y + up;
    if (!n && !narrow) door.y = base;
    const gaps = row.flatMap((slot, i) => slot.box.put(slot.x + air * i, base) ?? []);
    const mine = row.flatMap(({ item }) => (item.station !== undefined && !item.branches ? spots[item.station] : []));
    const label = Math.min(...mine.map((spot) => spot.label)); // names of one row stand on one height
    for (const spot of mine) if (!narrow) spot.label = label;
    if (narrow) lines.push(`-M0 ${base}H${width - 4}`);
    else {
      lines.push(`M${n ? 4 : 0} ${base}${gaps.map(([from, to]) => `H${from}M${to} ${base}`).join("")}H${full - 4}`); // no ground where the path forks
      if (n) lines.push(`!M${full - 4} ${was}V${y - 4}H4V${base}`);
    }
    if (field.y === base && row[row.length - 1].item.station === crew && !narrow) field.w = full - 4 - field.x;
    y = base + most(row, (slot) => slot.box.down) + (rows[n + 1] ? (narrow ? 4 : 14) : 0);
  });
  if (narrow && rows[1]) {
    const trunk = width * (lockstep ? 0.62 : 0.68);
    let from = `M${trunk} 32`;
    for (const { branches, station } of tree.series ?? [tree]) { // what runs side by side hangs on a rail that ends at its post
      if (!branches) continue;
      const post = spots[station];
      const mine = branches.flatMap(flat).map((part) => spots[part.station ?? 0]);
      const top = mine[0].y - Math.max(mine[0].h + 44, mine[0].y - mine[0].label + 12);
      forks.push([trunk, top]);
      lines.unshift(`${from}V${top}H${width - 4}V${post.y}H${post.x + 13}`, ...mine.map((spot) => `M${spot.x + spot.w / 2 - 2} ${spot.y - 10}H${width - 4}`));
      from = `M${post.x} ${post.y + post.h / 2}v${post.h ? 7 : 0}H${trunk}`;
    }
    lines.unshift(`${from}V${field.top || y}`);
  }
  if (crew < 0) field = { x: full - 64, y: base, w: 60, top: base - 60 };

  const deep = field.y - field.top;
  const side = dots ? 5.4 : 8;
  const high = Math.max(1, Math.floor(deep / side), Math.ceil(count / Math.max(1, Math.floor(field.w / side))));
  let cols = Math.max(1, Math.floor(field.w / 52));
  while (Math.ceil(count / cols) * 40 > deep + 8 && field.w / (cols + 1) >= 34) cols++;
  const lots = Math.ceil(count / cols);
  const cell = [Math.min(field.w / cols, 60), clamp((deep + (narrow ? 6 : -2)) / lots, 24, 40)];
  /** Where plot n is: its middle and its ground. @returns {[number, number]} */
  const plot = (n = 0) => (plain ? [field.x + (Math.floor(n / high) + 0.5) * side, field.y - (n % high) * side - 2]
    : [field.x + ((n % cols) + 0.5) * cell[0], field.y - (lots - 1 - Math.floor(n / cols)) * cell[1]]);
  /** A crew's ring. @returns {Point} */
  const ring = (slot = 0) => [spots[crew].x + (slot % perRow) * 44, spots[crew].y - 8 - Math.floor(slot / perRow) * 42, 0];
  return { width: full, height: y + 2, narrow, dots, plain, fileW, fileH, pitch, trayH, many, spots, lines, forks, door,
    doorW, rings, field, cell, plot, ring };
}

/** The middle of a folder's foot for one stay, and how it leans, in degrees; `rank` is its place in a line.
 * @param {Plan} plan @param {Scene} scene @param {Stay} stay @returns {Point} */
export function where({ stations, count, lockstep }, scene, { place, station: id, slot }, rank = 0) {
  const { fileW, fileH, pitch, dots, many } = scene;
  const spot = scene.spots[id];
  const station = stations[id];
  /** @returns {Point} */
  const pile = (x = 0, w = 0, y = 0, h = 0) => {
    const used = Math.min(Math.max(1, Math.floor(w / (fileW + (dots ? 0 : 1.5)))), many);
    const lots = Math.ceil(many / used);
    const step = lots > 1 ? Math.min(pitch, (h - fileH) / (lots - 1)) : 0;
    return [x + ((slot % used) - (used - 1) / 2) * Math.min(fileW + (dots ? 0 : 4), w / used), y - Math.floor(slot / used) * step, 0];
  };
  if (place === "door" || place === "queue") {
    const [x, y] = place === "door" ? [scene.door.x, scene.door.y] : [spot.x - spot.w / 2 - 9, spot.y];
    if (dots) return [x - Math.floor(rank / 15) * 5.4, y - (Math.floor(rank) % 15) * 5.4, 0];
    if (place === "door") return [x - rank * Math.min(9, (scene.doorW - 30) / Math.max(1, count - 1)), y, 7];
    return [Math.max(6, x - Math.min(rank, 8) * (scene.narrow ? 8.5 : 12) - Math.max(0, rank - 8) * 2), y, 7];
  }
  if (place === "plot" || (lockstep && place === "seat" && station.kind === "crew")) return [...scene.plot(slot), 0];
  if (place === "tray") {
    const tray = trayAt(stations[id], scene, count);
    return [tray.x + tray.half + (slot % tray.cols) * tray.step, tray.y + tray.foot + Math.floor(slot / tray.cols) * tray.pitch, dots ? 0 : 3];
  }
  if (place === "wait" || place === "split") {
    const n = station.join?.n ?? 1;
    if (slot < 0 || place === "split") return [spot.x, spot.y, 0];
    return [spot.x - 27, spot.y + (slot - (n - 1) / 2) * Math.min(22, fileH + 3) + fileH / 2, 0];
  }
  if (station.kind === "crew") return scene.ring(slot);
  if (station.kind === "table") {
    return many > 1 ? pile(spot.x, spot.w - 20, spot.y - 5, spot.h - 12)
      : [spot.x + (slot % 3) * 12, spot.y - spot.h / 2 + fileH / 2 + 2 * slot, 0];
  }
  if (spot.tiny) return [spot.x, spot.y - spot.h, 0];
  const left = spot.x - spot.w / 2 + spot.people;
  const w = spot.w - spot.people - 2;
  return many > 1 ? pile(left + w / 2, w, spot.y - spot.h - 1, (dots ? 14 : 7) * pitch + fileH)
    : [Math.min(left + fileW / 2 + 2 + slot * 9, spot.x + spot.w / 2 - 8), spot.y - spot.h - 1, 0];
}

/** The tray under a station, and how its folders lie: on a phone in one row, as a hand of cards, and
 * where the name stands on the desk's front, in a drawer beside it. @param {Station} station @param {Scene} scene */
function trayAt({ id, refusals: { length: n } }, { spots, width, dots, plain, narrow, fileW, fileH, trayH }, count = 0) {
  const { x, w, tray, inside } = spots[id];
  const each = dots ? 5.4 : fileW + 2;
  const room = inside ? w - 156 : narrow ? width - 92 : Math.max(w, 60) - 6;
  const cols = narrow && !dots ? Math.ceil(n / (plain && !inside ? 3 : 1)) || 1 : Math.max(1, Math.floor(Math.min(room, count * each) / each));
  const step = cols > 1 ? clamp((room - each) / (cols - 1), 0, each) : each;
  const rows = Math.ceil(n / cols);
  const h = inside ? 17 : trayH;
  const pitch = rows > 1 ? clamp((h - fileH - 5) / (rows - 1), 0, dots ? 5.4 : 14) : 0;
  const wide = (cols - 1) * step + each;
  return { x: inside ? x + w / 2 - 30 - wide : narrow ? 8 : x - wide / 2, y: tray, w: wide, h, foot: fileH + (inside ? 1 : 4), cols, step, half: each / 2, pitch };
}

// ---- the words

/** Speaks one language: names steps and proposals, besides filling blanks. @param {Words} words */
export function speaker(words, language = "") {
  const { number, runs, say } = voice(words, language);
  const count = (n = 0) => words.counts.split(" ")[n] ?? number(n);
  /** A station over its furniture, or with ".who" in a sentence. @param {Plan} plan */
  const station = ({ stations, steps }, id = 0, form = "") => {
    const { join, kind, steps: [first] } = stations[id];
    if (!join) return words[`step.${steps[first].name}${form}`];
    if (kind === "post") return form ? say("who.post") : say(`rule.${postKey(join)}`, { k: join.k, n: join.n });
    return words[`step.${steps[first].name.replace(/_\d+$/, "")}.panel${form}`] ?? say(`panel${form}`);
  };
  /** "usulan 3 dan 7", or how many where that would be a list. @param {number[]} ids @param {string} [noun] */
  const those = (ids, noun = "case") => {
    if (ids.length === 1) return say(noun, { n: String(ids[0]) });
    if (ids.length > 3) return say(`${noun}.count`, { count: count(ids.length) });
    const comma = ids.length > 2 && language === "id" ? "," : "";
    return say(`${noun}.list`, { list: `${ids.slice(0, -1).join(", ")}${comma} ${say("and")} ${ids.at(-1)}` });
  };
  return { words, number, count, say, runs, station, those };
}

/** @param {Join} join */
const postKey = ({ k, n }) => (k === n ? "all" : k === 1 ? "one" : "vote");

/** One sentence for one event, in pieces; the followed file is bold.
 * @param {Plan} plan @param {Event} event @param {Speaker} speak @param {Context} context @returns {Run[]} */
export function tell(plan, event, speak, { lane, lanes, follow }) {
  const { come, yes, no, built, back, silent, begin, votes } = event;
  const name = (/** @type {number[]} */ list, noun = "case") => speak.those(list.map((i) => plan.cases.case[i]), noun);
  /** @param {string} key @param {number[]} list @param {Blanks} [blanks] */
  const line = (key, list, blanks) => {
    const said = speak.runs(`tell.${key}`, { who: name(list), lane, desk, ...blanks }, list.length === 1 && list[0] === follow ? ["who"] : []);
    said[0].text = said[0].text.replace(/^./, (first) => first.toUpperCase());
    return said;
  };
  const station = plan.stations[event.station];
  const desk = station ? speak.station(plan, event.station, ".who") : "";
  if (!station) return line(!plan.lockstep ? "come" : lanes > 1 ? "depart.all" : "depart", come);
  if (built.length) return line("built", built, { who: name(built, "bridge") });
  const { join, kind, deep, work } = station;
  const post = join && kind === "post" ? `.${postKey(join)}` : deep ? ".copy" : "";
  const k = join ? speak.count(join.k) : "";
  if (no.length && yes.length && !post) return line("both", yes, { no: name(no) });
  if (no.length) return line(`no${post}${post === ".copy" ? "" : no.length > 1 ? ".many" : ".one"}`, no, { k });
  if (silent.length) return line("silent", silent);
  if (back.length) return line("back", back);
  if (yes.length) {
    const stays = plan.tokens.find((one) => one.case === yes[0] && !one.copy)?.stays ?? [];
    const next = stays.find((one) => one.from >= event.t && one.station !== event.station && /queue|seat|split/.test(one.place));
    const then = post || !next ? post : next.place === "queue" && yes.length === 1 ? ".queue" : ".next";
    return line(`yes${then}`, yes, { k, next: next ? speak.station(plan, next.station, ".who") : "" });
  }
  if (begin.length) return line(`begin.${work}`, begin);
  const [{ step, yes: said }] = votes;
  const same = votes.filter((vote) => vote.step === step && vote.yes === said).map((vote) => vote.case);
  return line(`vote.${said ? "yes" : "no"}`, same, { desk: speak.words[`step.${plan.steps[step].name}.who`] });
}

/** How much an event is worth telling among others. @param {Event} event @param {number | null} follow */
export const weight = (event, follow) => (event.come.length < 2 && about(event).includes(follow ?? -1) ? 100 : 0)
  + [event.come, event.begin, event.votes, event.yes, event.back, event.silent, event.built, event.no].findLastIndex((list) => list.length) + 1;

// ---- drawing

/** A path's name in shapes; a panel is one. @param {Plan} plan */
const pathShapes = ({ stations }) => shapes(stations.flatMap(({ steps, work }) => (steps.length ? work : [])));

const person = (x = 0, y = 0, kind = "", size = 1) => s("g", { class: `person ${kind}`, transform: `translate(${x} ${y}) scale(${size})` },
  line("M-12 0C-12-8-8-13 0-13S12-8 12 0Z"), circle(0, -20, 7));
/** A folder, lying or, if it has a number, upright, whole or cracked. */
const folder = (w = 0, h = 0, text = "", y = 0) => [
  s("g", { class: "lying" }, line(`M${-w / 2} 0V${2 - h}q0-2 2-2h${w * 0.3}l3 3.4H${w / 2 - 2}q2 0 2 2V-1q0 1-1 1H${1 - w / 2}q-1 0-1-1Z`, "cover"),
    line(`M${w * 0.3} ${3.4 - h}l-3 ${h * 0.28} 5 ${h * 0.22}-4 ${h * 0.3}`, "crack"), ...(text ? [label(0, y, "", text)] : [])),
  ...(text ? [s("g", { class: "upright" }, rect(-4, -24, 8, 24), line("M-4-18H4")), label(0, 13, "under", text)] : []),
  line(CROSS, "x", { transform: `translate(${w / 2 - 2} ${5 - h}) scale(.85)` })];

/** A ring that closes clockwise, with a number in it. `update` says how far. */
function ring(x = 0, y = 0, r = 0) {
  const arc = circle(x, y, r, "ring", { pathLength: 1 });
  const number = label(x, y + 4, "number");
  return { nodes: [circle(x, y, r, "ringbase"), arc, number], update(progress = 0, text = "") {
    put(arc, "stroke-dasharray", `${progress.toFixed(3)} 2`);
    write(number, text);
  } };
}

/** The vote post: yes fills from below, no hangs from above, the thick line at k decides.
 * @param {{ k: number, n: number }} rule  x and y are its foot */
function votePost({ k, n }, x = 0, y = 0, cell = 0, kind = "") {
  const cells = Array.from({ length: n }, (_, i) => [rect(x - 11, y - (i + 1) * cell, 22, cell, "", 0),
    line("", "", { transform: `translate(${x} ${y - (i + 0.5) * cell}) scale(${Math.min(0.8, cell / 13)})` })]);
  return {
    node: s("g", { class: `post ${kind}` }, ...cells.flat(), line(`M${x - 15} ${y - k * cell}h30`, "quorum")),
    /** @param {(boolean | null)[]} ballots */
    update(ballots) {
      const [yes, no] = [true, false].map((vote) => ballots.filter((one) => one === vote).length);
      cells.forEach(([box, sign], i) => {
        const state = i < yes ? "true" : i >= n - no ? "false" : "";
        put(box, "class", state);
        put(sign, "class", `sign ${state}`);
        put(sign, "d", state && (i < yes ? CHECK : CROSS));
      });
    },
  };
}

/** A pen that sets dots, solid or rings `thick` across, into a picture's pixels; soft at the edge and
 * right to a quarter of a pixel. To ask the canvas for each of two thousand costs five times as much.
 * @param {Uint32Array} pixels */
export function dotter(pixels, wide = 0, r = 0, thick = 0, colour = "#000000") {
  const [red, green, blue] = [1, 3, 5].map((n) => parseInt(colour.slice(n, n + 2), 16));
  const ink = (blue << 16) | (green << 8) | red;
  const reach = Math.ceil(r + thick / 2 + 1);
  const side = Array.from({ length: 2 * reach + 1 }, (_, n) => n - reach);
  // What a dot covers, for each quarter of a pixel in which its middle may lie.
  const covers = Array.from({ length: 16 }, (_, n) => side.flatMap((dy) => side.map((dx) => {
    const away = Math.hypot(dx + 0.5 - ((n & 3) + 0.5) / 4, dy + 0.5 - ((n >> 2) + 0.5) / 4);
    return { dx, dy, alpha: Math.round(255 * clamp((thick ? thick / 2 - Math.abs(away - r) : r - away) + 0.5)) };
  })).filter(({ alpha }) => alpha))
    .map((cover) => [Int32Array.from(cover, ({ dx, dy }) => dx + dy * wide), Uint32Array.from(cover, ({ alpha }) => ((alpha << 24) | ink) >>> 0)]);
  return (x = 0, y = 0) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    if (column < reach || column >= wide - reach) return;
    const [from, inks] = covers[Math.floor((y - row) * 4) * 4 + Math.floor((x - column) * 4)];
    for (let n = 0, middle = row * wide + column; n < from.length; n++) {
      if (inks[n] > pixels[middle + from[n]]) pixels[middle + from[n]] = inks[n]; // of two dots the denser
    }
  };
}

/** One lane's picture: furniture once, then `update` for every frame; `adopt` takes another plan of
 * the same cases on the same path. @param {Plan} plan @param {Scene} scene @param {Speaker} speak @param {string[]} emblem */
export function drawLane(plan, scene, speak, [whole, broken] = ["", ""]) {
  const { lockstep } = plan;
  const { narrow, dots, plain, spots, fileW, fileH, trayH } = scene;
  const id = (i = 0) => (plain ? "" : String(plan.cases.case[i]));
  const [ground, low, people, furniture, plots, files, over, names] = Array.from({ length: 8 }, () => s("g"));
  const canvas = dots ? h("canvas", { class: "dots" }) : null;
  const { width, height } = scene;
  const svg = s("svg", { class: "scene", width, height, viewBox: `0 0 ${width} ${height}` }, ground, low, people, furniture, plots, files, over, names);
  /** @type {((now: Frame, look: Look) => void)[]} */ const updates = [];
  /** @type {(() => void)[]} */ const fits = []; // what a plan's outcome has made room for

  for (const d of scene.lines) ground.append(line(d.replace(/^[!-]/, ""), d[0] === "!" ? "turn" : d[0] === "-" ? "floor" : "way"));
  for (const [x, y] of scene.forks) over.append(circle(x, y, 4, "fork"));
  const door = label(0, narrow ? 9 : scene.door.y - (dots ? 88 : 38), "second", speak.say(lockstep ? "door" : "door.coming"));
  names.append(door);
  updates.push((now) => show(door, now.files.some(({ stay }) => stay.place === "door")));

  for (const { id: at, kind, join: rule, work, steps, seats, plate, deep } of plan.stations) {
    const { x, y, w, h: tall, label: labelY, tiny, tray: trayY } = spots[at];
    const [left, top] = [x - w / 2, y - tall];
    /** @param {(now: Frame["stations"][number], frame: Frame) => void} act */
    const update = (act) => updates.push((now) => act(now.stations[at], now));
    const step = plan.steps[steps[0]];
    const name = (narrow && step && speak.words[`step.${step.name}.short`]) || speak.station(plan, at);
    if (kind === "post") names.append(label(narrow ? x + 13 : x, labelY, join("rule", narrow && "end"), name));
    else if (spots[at].inside) names.append(label(left + 34, labelY, "name inside", name));
    else if (!tiny) {
      const start = kind === "crew" ? x - 18 : narrow ? 0 : left;
      names.append(mark(work, start + 6, labelY - 4.5, 0.95), label(start + 16, labelY, join("name", kind === "desk" && !narrow && name.length * 8 + 12 > w && "tight"), name));
    }
    const queue = narrow ? label(0, labelY + 17, "second") : label(left - 4, y - (dots ? 86 : 33), "second end");
    names.append(queue);
    update(({ waiting }) => write(queue, waiting > 1 ? speak.say("waiting", { n: waiting }) : ""));
    if (kind === "desk") {
      const sitting = Array.from({ length: tiny ? 0 : lockstep ? 1 : Math.min(seats, narrow ? 2 : 3) }, (_, i) => person(left + 14 + i * 25, top, work));
      const fill = rect(left + 3, top + 4, 0, tall - 4, "attention", 0);
      people.append(...sitting);
      furniture.append(rect(left + 2.5, top + 3, w - 5, tall - 3.5, `front ${work}`), fill, rect(left, top, w, 5, `top ${work}`),
        ...(spots[at].inside ? [rect(left + 7, top + 6.5, 18, 15.5, `plate ${work}`), label(left + 16, top + 18.5, "number", String(plate))]
          : [rect(x - 9.5, top + 8.5, 19, 19, `plate ${work}`), label(x, top + 22.5, "number", String(plate))]));
      update(({ busy, attention }) => {
        sitting.forEach((one, i) => put(one, "class", join("person", work, busy > i && "busy")));
        put(fill, "width", (attention * (w - 6)).toFixed(1));
      });
    }
    if (kind === "table") {
      const n = steps.length;
      const each = Math.min(29, (w - 16) / n);
      const size = Math.min(0.94, each / 26);
      const judges = steps.map((_, i) => {
        const off = i - (n - 1) / 2;
        const [cx, cy] = [x + off * each, top + 3 - 8 * (1 - (off / (n / 2)) ** 2)];
        return [person(cx, cy, work, size), line("", "", { transform: `translate(${cx} ${cy - 38 * size})` })];
      });
      people.append(...judges.map(([body]) => body));
      over.append(...judges.map(([, sign]) => sign));
      furniture.append(line(`M${left} ${top + 3}Q${x} ${top - 12} ${left + w} ${top + 3}L${left + w - 8} ${y}H${left + 8}Z`, `front ${work}`));
      const cell = Math.min(14, 70 / n);
      const post = rule && votePost(rule, left + w + 24, y, cell, work);
      const whose = label(left + w + 24, y - cell * n - 7, "whose");
      if (post) over.append(post.node, whose);
      update(({ ballots, busy, focus }) => {
        judges.forEach(([body, sign], i) => {
          const vote = ballots[i] ?? null;
          put(body, "class", join("person", work, (rule ? vote != null : busy) && "busy"));
          put(sign, "d", !rule ? "" : vote == null ? "M0 0h.1" : vote ? CHECK : CROSS);
          put(sign, "class", `sign ${vote ?? "open"}`);
        });
        post?.update(ballots);
        write(whose, focus != null && lockstep ? id(focus) : "");
      });
    }
    if (kind === "crew") {
      const crews = Array.from({ length: scene.rings }, (_, slot) => {
        const [cx, cy] = scene.ring(slot);
        const one = ring(cx, cy - 10, 16);
        const node = s("g", {}, ...one.nodes);
        furniture.append(circle(cx, cy - 10, 16, "vacant"), node);
        return { ...one, node };
      });
      update((_, { files: moving, works }) => crews.forEach(({ node, update: close }, slot) => {
        const file = moving.find(({ stay, u }) => stay.place === "seat" && stay.station === at && stay.slot === slot && u >= 1);
        const mine = file && works.find((one) => one.case === file.token.case);
        show(node, mine);
        if (mine) close(mine.progress, id(mine.case));
      }));
      continue;
    }
    if (!deep) {
      const { inside } = spots[at];
      const count = inside ? label(left + w - 8, labelY, "refused end") : narrow ? label(0, trayY + trayH - 5, "refused beside") : label(x, trayY + trayH + 13, "refused");
      const [drawer, edge] = [line("", "drawer"), line()];
      const box = s("g", { class: "tray" }, line(narrow ? "" : `M${x} ${kind === "post" ? labelY + 4 : y + 2}V${trayY + 2}`, "drop"), drawer, edge, count);
      fits.push(() => {
        const tray = trayAt(plan.stations[at], scene, plan.count);
        if (inside) put(drawer, "d", `M${tray.x - 9} ${trayY - 1}H${left + w - 3}v${tray.h + 2}H${tray.x - 9}Z`);
        else if (narrow) put(count, "x", `${tray.x + tray.w + 12}`);
        put(edge, "d", `M${tray.x - 6} ${trayY}l4 ${tray.h}H${tray.x + tray.w + 2}l4 ${-tray.h}`);
      });
      (inside ? plots : low).append(box);
      update(({ refused }) => {
        show(box, refused);
        write(count, inside ? speak.number(refused) : speak.say("refused", { n: refused }));
      });
    }
    if (kind === "post" && rule) {
      const post = votePost(rule, x, y + tall / 2, tall / rule.n, work);
      over.append(post.node);
      update(({ ballots }) => post.update(ballots));
      continue;
    }
    if (step.rounds) {
      const [start, stop] = [left + w - 8, left + 14];
      const again = label(left + w + 2, y + 22, "again");
      const back = s("g", { class: "loop" }, line(`M${start} ${y + 3}C${start} ${y + 26} ${stop} ${y + 28} ${stop} ${y + 6}`), line(`M${stop - 5} ${y + 11}l5-6 5 6`, "head"), again);
      over.append(back);
      update(({ loop }) => {
        put(back, "opacity", loop ? clamp((HOLD + 0.5 - loop.age) * 2, 0, 1).toFixed(2) : "0");
        write(again, loop ? speak.say("again", { n: loop.count }) : "");
      });
    }
    if (step.deadline != null) {
      const [limit, cx, cy] = [step.deadline, narrow ? 10 : left + 9, y + 30];
      const slice = line("", "slice");
      const rest = label(cx + 15, cy + 14, "second");
      names.append(circle(cx, cy, 9, "dial"), slice, label(cx + 15, cy + 1, "second strong", speak.say("deadline", { days: limit })), rest);
      const wide = Math.min(w, 96) * 0.6;
      const from = narrow ? left + w - wide - 2 : x + 6;
      over.append(line(`M${from} ${y + 2}q${wide / 2} 18 ${wide} 0`, "bypass"), rect(from + wide / 2 - 4, y + 6.5, 9, 9, "hollow", 0));
      update(({ dial }) => {
        const part = (dial?.left ?? limit) / limit;
        const angle = 2 * Math.PI * part;
        put(slice, "d", part >= 1 ? `M${cx - 9} ${cy}a9 9 0 1 0 18 0a9 9 0 1 0-18 0`
          : `M${cx} ${cy}L${cx - 9 * Math.sin(angle)} ${cy - 9 * Math.cos(angle)}A9 9 0 ${part > 0.5 ? 1 : 0} 1 ${cx} ${cy - 9}Z`);
        write(rest, part < 1 && part > 0 && (!narrow || width > 200) ? speak.say("deadline.left", { days: Math.ceil(part * limit) }) : "");
      });
    }
  }

  if (!dots && plan.crew >= 0) { // a plot for every case: their number gives nothing away
    const sites = Array.from({ length: plan.count }, (_, n) => {
      const [x, y] = scene.plot(n);
      const small = scene.cell[1] < 34;
      const arch = line(whole, "arch", { pathLength: 1 });
      const one = ring(0, -9, small ? 7.5 : 9.5);
      const node = plain ? circle(x, y - 3, 2.8) : s("g", { transform: `translate(${x} ${y})` },
        s("g", { transform: `translate(0 ${small ? -16 : -22}) scale(${small ? 0.6 : 0.84})` }, line("M-19-12H19", "site"), arch, line(broken, "broken")), ...one.nodes);
      plots.append(node);
      return { node, arch, ...one };
    });
    updates.push(({ works }, look) => sites.forEach(({ node, arch, update }, n) => {
      const work = works[n];
      put(node, "class", join("plot", !work ? "empty" : work.progress < 1 ? "building" : "done", plain && "dot", lockstep && "ringed",
        work?.case === look.follow && "followed", work && look.opened && !plan.cases.good[work.case] && "bad"));
      if (!work) return;
      update(work.progress, id(work.case));
      put(arch, "stroke-dasharray", `${work.progress.toFixed(3)} 2`);
    }));
  }

  /** @param {Moving} file @returns {Point} */
  const position = ({ token, stay, u, rank, loop }) => {
    let [x, y, lean] = where(plan, scene, stay, rank);
    const { prev } = stay;
    if (u < 1 && prev) {
      const from = where(plan, scene, prev, prev.place === "door" && lockstep ? prev.slot : 0);
      [x, y, lean] = [x, y, lean].map((to, n) => from[n] + (to - from[n]) * u);
      if (prev.silent && !token.ghost) y += Math.sin(Math.PI * u) * 46;
    }
    if (!loop) return [x, y, lean];
    const { w, h: tall } = spots[stay.station];
    return [x + Math.sin(2 * Math.PI * loop) * w * 0.42, y + (1 - Math.cos(2 * Math.PI * loop)) * (tall / 2 + 10), 0];
  };

  /** @type {Map<string, any[]>} */ const shown = new Map();
  /** @param {Moving} file @param {Look} look @param {number} t */
  const drawFile = (file, look, t) => {
    const { token: { key, case: i, ghost }, stay: { place, slot, yes }, u, rank } = file;
    if (!shown.has(key)) {
      const marks = s("g", { class: "marks" });
      shown.set(key, [s("g", {}, ...folder(fileW, fileH, id(i), scene.many > 6 ? 10.9 - fileH : 2.6 - fileH / 2), marks), marks]);
      files.append(shown.get(key)?.[0]);
    }
    const [node, marks] = shown.get(key) ?? [];
    const followed = i === look.follow;
    const upright = /door|queue/.test(place) && u > 0.6 && !plain;
    put(node, "class", join("file", followed && "followed", upright && "standing",
      (place === "tray" || (place === "wait" && yes === false)) && "refused", (ghost || (place === "wait" && slot >= 0)) && "dashed",
      file.faded && "faded", look.opened && !plan.cases.good[i] && "bad", place === "queue" && rank < 8.5 && "counted"));
    const [x, y, lean] = position(file);
    put(node, "transform", join(`translate(${x.toFixed(1)} ${y.toFixed(1)})`, lean && `rotate(${lean.toFixed(1)})`, followed && !upright && !lockstep && "scale(1.17)"));
    if (!followed) return;
    // What the followed file has gathered so far.
    const got = upright ? [] : plan.stations.flatMap(({ work, steps, decisions }) => {
      const past = decisions.find((each) => each.case === i && each.end <= t && each.accepted);
      return past && steps.length && work !== "act" ? [[work, plan.visitAt[i][steps[0]].verdict === "silent" ? "unread" : ""]] : [];
    });
    if (marks.childNodes.length !== got.length) {
      marks.replaceChildren(...got.map(([work, unread], n) => mark(work, (n - (got.length - 1) / 2) * 5.4, 4.6, 0.42, unread)));
    }
  };

  /** @type {any} */ let picture = null;
  let [pens, dipped] = [[dotter(new Uint32Array())], ""];
  /** @param {Frame} now @param {Look} look @param {Moving[]} moving */
  const drawDots = (now, look, moving) => {
    const ratio = Math.min(2, devicePixelRatio);
    const [wide, tall] = [width, height].map((side) => Math.round(side * ratio));
    const pen = canvas.getContext("2d");
    if (picture?.width !== wide || picture.height !== tall) {
      Object.assign(canvas, { width: wide, height: tall });
      picture = pen.createImageData(wide, tall);
    }
    const pixels = new Uint32Array(picture.data.buffer);
    pixels.fill(0);
    if (dipped !== (dipped = [wide, look.ink, look.no].join())) {
      pens = [dotter(pixels, wide, 2.2 * ratio, 0, look.ink), dotter(pixels, wide, 1.75 * ratio, 1.1 * ratio, look.no)];
    }
    const dot = (i = 0, x = 0, y = 0) => pens[look.opened && !plan.cases.good[i] ? 1 : 0](x * ratio, (y - 2.7) * ratio);
    for (const file of moving) {
      const [x, y] = position(file);
      dot(file.token.case, x, y);
    }
    for (const { case: i, slot } of now.works) dot(i, ...scene.plot(slot));
    pen.putImageData(picture, 0, 0);
  };

  const adopt = (/** @type {Plan} */ other) => {
    plan = other;
    for (const fit of fits) fit();
  };
  adopt(plan);
  return {
    node: h("div", { class: "stage", "aria-hidden": "true" }, svg, canvas ?? ""), adopt,
    /** @param {Frame} now @param {Look} look */
    update(now, look) {
      for (const update of updates) update(now, look);
      // A crew's ring, or a bridge, stands for its file.
      const moving = now.files.filter(({ stay, u }) => u < 1 || plan.crew < 0 || (stay.place !== "plot" && !(stay.place === "seat" && stay.station === plan.crew)));
      const singly = dots ? moving.filter(({ token }) => token.case === look.follow) : moving;
      for (const file of singly) drawFile(file, look, now.t);
      const seen = new Set(singly.map(({ token }) => token.key));
      for (const [key, [node]] of shown) {
        show(node, seen.has(key));
        if (parseInt(key) === look.follow && node !== files.lastChild) files.append(node);
      }
      if (canvas) drawDots(now, look, moving.filter((file) => !singly.includes(file)));
    },
  };
}

/** The cloth: every case's thread, drawn whole and shown as far as the playhead.
 * @param {Plan[]} plans @param {string[]} names @param {string[]} note @param {ReturnType<typeof axis>} axis @param {number | null} follow */
export function drawCloth(plans, names, note, { end, ticks }, follow, width = 0, narrow = false, clip = "") {
  const left = narrow ? 6 : 116;
  const right = width - (narrow ? 14 : 18);
  const x = (t = 0) => left + ((right - left) * t) / end;
  const past = rect(left - 8, 0, 0, 999, "", 0);
  const grid = s("g");
  const cloth = s("g", { "clip-path": `url(#${clip})` });
  const svg = s("svg", { class: "cloth", width, "aria-hidden": "true" }, s("clipPath", { id: clip }, past), grid, cloth);
  /** @type {((plan: Plan, follow: number | null) => Element[])[]} */ const lanes = [];
  let y = 26;
  plans.forEach((plan, lane) => {
    const pitch = plan.count > AREA ? (narrow ? 44 : 100) / plan.count : clamp((narrow ? 44 : 100) / plan.count, narrow ? 0.5 : 1, narrow ? 2.3 : 4.6);
    const tall = plan.count * pitch + 10;
    if (!narrow) svg.append(label(0, y + tall / 2 + 4, "lane", names[lane]));
    if (lane) grid.append(line(`M${left} ${y - 4}H${right}`, "grid"));
    const top = y;
    lanes.push((plan, follow) => (plan.count > AREA ? areas(plan, x, top + tall, tall - 4, end) : weave(plan, x, follow, top + 3, pitch)));
    y += tall + (narrow ? 2 : 8);
  });
  const height = Math.max(y, narrow ? 64 : 110);
  svg.setAttribute("height", height);
  ticks.forEach((t, n) => {
    if (!narrow || n % 2 === 0) grid.append(line(`M${x(t)} 20V${height - 4}`, "grid"), label(x(t), 13, "tick", String(t)));
  });
  const words = s("g", { class: "note" }, ...(narrow ? [] : [label(right - 8, 44, "strong", note[0]), label(right - 8, 61, "", note[1])]));
  const head = s("g", { class: "playhead" }, line(`M0 6V${height - 2}`), line("M-8 1H8V9L0 16-8 9Z", "grip"));
  svg.append(words, head);
  /** Other plans of as many cases on the same axis: nothing but their threads is new. @param {Plan[]} plans @param {number | null} follow */
  const adopt = (plans, follow) => {
    const threads = plans.flatMap((plan, n) => lanes[n](plan, follow));
    const kinds = (/** @type {Iterable<Element>} */ all) => [...all].map((one) => one.getAttribute("class")).join();
    if (kinds(threads) !== kinds(cloth.children)) cloth.replaceChildren(...threads);
    else threads.forEach((one, n) => { for (const { name, value } of one.attributes) put(cloth.children[n], name, value); });
  };
  adopt(plans, follow);
  return { node: svg, left, right, adopt, update(t = 0) {
    put(head, "transform", `translate(${x(t).toFixed(1)} 0)`);
    put(past, "width", (x(t) - left + 8).toFixed(1));
    show(words, x(t) < right - 330);
  } };
}

/** @param {Plan} plan @param {(t: number) => number} x @param {number | null} follow */
function weave(plan, x, follow, top = 0, pitch = 0) {
  const r = Math.min(2.8, pitch * 0.75);
  /** @type {Record<string, string>[]} */ const [others, mine] = [{}, {}];
  plan.cases.case.forEach((_, i) => {
    const y = top + (i + 0.5) * pitch;
    const add = (kind = "", t = 0, rest = "", off = 0) => {
      const into = i === follow ? mine : others;
      into[kind] = `${into[kind] ?? ""}M${(x(t) + off).toFixed(1)} ${y.toFixed(1)}${rest}`;
    };
    for (const { from, to, kind } of threads(plan, i)) add(kind, from, `H${x(to).toFixed(1)}`);
    for (const t of plan.visitAt[i].flatMap((visit) => visit.returns)) add("tick", t, `m0 ${-pitch / 2}v${pitch}`);
    if (plan.cases.accepted[i]) add("dot", plan.cases.end[i], "h.01", r + 2);
    else add("x", plan.cases.end[i], `m${-r} ${-r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`, r + 2);
  });
  return [others, mine].flatMap((set) => ["wait", "assess", "clear", "act", "x", "dot", "tick"].filter((kind) => set[kind]).map((kind) => line(set[kind], `thread ${kind}`, {
    "stroke-width": kind === "dot" ? 2 * r : /x|tick/.test(kind) ? 1.5 : pitch * (pitch < 2 ? 1 : 0.74) * (kind === "wait" ? 0.45 : set === mine ? 1.8 : 1),
  })));
}

/** Where the files are, stacked over time. @param {Plan} plan @param {(t: number) => number} x */
function areas(plan, x, floor = 0, tall = 0, end = 0) {
  const times = Array.from({ length: 161 }, (_, n) => (n / 160) * Math.min(end, plan.trace.horizon));
  const places = times.map((t) => frame(plan, t, { still: true }).files.filter(({ token }) => !token.copy)
    .map(({ stay: { place, station } }) => (place === "seat" ? plan.stations[station].work : place)));
  const heap = times.map(() => 0);
  const edge = () => heap.map((n, k) => `${x(times[k]).toFixed(1)} ${(floor - (n / plan.count) * tall).toFixed(1)}`);
  return ["act", "clear", "assess", "queue", "tray", "plot"].map((name) => {
    const below = edge().reverse().join("L");
    places.forEach((here, k) => { heap[k] += here.filter((place) => place === name).length; });
    return line(`M${edge().join("L")}L${below}Z`, `area ${name}`);
  });
}

// ---- the player

let players = 0;

/** @param {RenderProps<Model>} props */
function render(props) {
  const clip = `jalur-cloth-${++players}`;
  const widget = mount(props, "jalur-player");
  const { root, body, get, set, watch, say, button, select, narrow } = widget;

  /** @type {Plan[]} */ let plans = [];
  /** @type {Event[]} */ let events = [];
  /** @type {number[]} */ let stops = [];
  /** @type {Lane[]} */ let drawn = [];
  /** @type {Cloth} */ let cloth;
  /** @type {Speaker} */ let speak;
  /** @type {Look} */ const look = { follow: null, opened: false, ink: "", no: "" };
  /** @type {(number | null)[]} */ let draft = []; // the guess while it is being made
  /** @type {any} */ let ui = {};
  let [names, who, short] = [[""], [""], [""]];
  let [horizon, end] = [0, 0];
  let seen = 0; // the farthest day shown: the axis tells no future
  let second = 1; // of three lanes on a phone, the one beside the first
  let [table, sheet, panel] = [false, false, false];
  let stale = false; // new traces wait to be drawn
  let greeted = false; // the opened folders have come in one by one
  let unheard = 0; // until when Python may take to answer
  let gone = false;
  /** What the reader has set and Python has not yet answered. @type {Record<string, number>} */ const wishes = {};
  let saved = 0;

  const asking = () => get("predict") != null && get("guess").length !== plans.length;
  /** While it runs, the model hears of the day now and then. */
  const time = clock(widget, { end: () => horizon, stops: () => stops, ready: () => !asking(),
    pace: () => clamp(30000 / horizon, 120, 800) / get("speed"), // the whole story in about 30 s
    show(t, running) {
      if (!running || performance.now() - saved > 250) {
        saved = performance.now();
        set("day", t);
      }
      draw(running);
    } });

  function load() {
    const traces = get("traces");
    horizon = most(traces, (trace) => trace.horizon);
    plans = traces.map((trace) => plan(trace, horizon));
    events = plans.flatMap(story).sort((a, b) => a.t - b.t || a.lane - b.lane);
    stops = moments(events);
    draft = plans.map(() => null);
    time.set(time.now() || get("day"));
    seen = time.now();
  }

  /** What the small pictures mean. @param {string} keys */
  const legend = (keys) => h("ul", { class: "legend" }, ...keys.split(" ").map((key) => h("li", {}, glyph(`shape ${key}`), say(`legend.${key}`))));
  const lanename = (i = 0) => h("span", { class: "lanename" }, pathShapes(plans[i]), h("b", {}, names[i]));

  /** Everything, in the reader's language. @param {Words} words */
  function build(words, language = "") {
    speak = speaker(words, language);
    [names, who, short] = ["", ".who", ".short"].map((form) => plans.map((_, i) => words[`lane.${i}${form}`]));
    const disabled = asking();
    const { count, cases: { case: ids } } = plans[0];
    ui = { rows: -1, sums: [], knobs: [], made: [], form: form(), labels: get("labels"),
      subtitle: h("p", { class: "subtitle" }), totals: plans.map(() => h("p", { class: "totals" })), stages: plans.map(() => h("div", { class: "stagebox" })),
      finish: h("div", { hidden: true }), leaf: h("b"), caption: h("p", { class: "caption" }), cloth: h("div", { class: "clothbox" }),
      story: h("div", { class: "story", tabindex: 0, role: "region", "aria-label": say("story") }),
      bar: transport(widget, time, disabled) };
    ui.lanes = plans.map((_, i) => h("div", { class: "lane" }, h("div", { class: "lanehead" }, lanename(i), ui.totals[i]), ui.stages[i]));
    ui.scene = h("div", { class: "lanes" }, ...ui.lanes);
    ui.unfold = button("story", () => { table = !table; draw(); }, { disabled });
    ui.more = button("more", () => { sheet = !sheet; draw(); }, { class: "round" });
    ui.sheet = h("div", { class: "sheet" },
      select("follow", [[0, say("follow.nobody")], ...ids.map((n) => [n, say("follow.case", { n: String(n) })])], get("follow"), (to) => set("follow", to || null)),
      button("next", () => time.step(1, moments(events, look.follow), look.follow == null ? horizon : time.now()), { disabled }), h("span", { class: "space" }),
      button("open", () => {
        if (!look.opened && time.now() < horizon) set("peeked", true);
        set("opened", !look.opened);
      }, { disabled }, say(get("opened") ? "close" : "open")), ui.unfold,
      plans.length > 2 ? select("second", names.slice(1).map((one, i) => [i + 1, one]), second, (to) => { second = to; layout(); }) : "");
    const head = widget.head(ui.subtitle);
    ui.settings = settings();
    settle();
    if (ui.settings) head.append(ui.change = button("change", () => { panel = !panel; draw(); }));
    body.replaceChildren(head, ui.settings, ask(disabled, count), ui.scene, ui.finish,
      h("div", { class: "bar" },
        h("div", { class: "told" }, h("div", { class: "leaf", "aria-hidden": "true" }, h("span", {}, say("day.leaf")), ui.leaf), ui.caption),
        h("div", { class: "sunk" }, ui.cloth, h("div", { class: "transport" }, ...ui.bar.nodes, ui.more, ui.sheet))),
      ui.story, legend(words.legend));
  }

  /** What the reader may change: Python tells the story anew. Without Python there is nothing to change. */
  function settings() {
    const known = Object.entries(get("settings"));
    if (!known.length) return "";
    ui.note = h("p", { role: "status" });
    return h("div", { class: "settings" }, ...known.map(([key, [, least, most, step]]) => {
      const shown = h("b");
      const tell = () => {
        write(shown, speak.number(Number(input.value), step < 1 ? 2 : 0));
        put(input, "aria-valuetext", shown.textContent);
      };
      const input = h("input", { type: "range", class: "range", min: least, max: most, step, "data-id": `set-${key}`, oninput: tell,
        onchange: () => {
          time.pause();
          write(ui.note, say("change.wait"));
          clearTimeout(unheard);
          unheard = setTimeout(() => write(ui.note, say("change.lost")), 5000);
          wishes[key] = Number(input.value);
          set("wanted", { ...wishes });
        } });
      ui.knobs.push(() => {
        const [value] = get("settings")[key];
        if (wishes[key] === value) delete wishes[key];
        const to = String(wishes[key] ?? value); // an answer to an earlier wish moves nothing under the reader's hand
        if (input.value === to && shown.textContent) return;
        input.value = to;
        tell();
      });
      return h("label", {}, h("span", {}, say(`change.${key}`), " ", shown), input);
    }), ui.note);
  }
  /** The settings as they are now, and that a change was heard. */
  function settle() {
    for (const show of ui.knobs) show();
    if (ui.note) write(ui.note, say("change.note"));
  }

  /** The question, or the guess that was kept. */
  function ask(asks = false, n = 0) {
    const kind = get("predict");
    if (!asks) {
      return kind == null ? "" : h("p", { class: "kept" }, glyph("icon i-kept"), h("b", {}, say("guess.kept")), ` ${say(`guess.${kind}`)} `,
        ...plans.flatMap((one, i) => [h("span", { class: "sr" }, names[i]), pathShapes(one), h("b", {}, String(get("guess")[i]))]));
    }
    const save = button("guess.save", () => {
      set("guess", draft.map(Number));
      time.start();
      ui.bar.play.focus();
    }, { class: "main" });
    const fields = plans.map((_, i) => {
      const input = h("input", { type: "number", min: 0, max: n, inputmode: "numeric", placeholder: "?", "data-id": `guess-${i}`,
        "aria-label": say("guess.number", { lane: names[i], n }), oninput: () => keep(input.value === "" ? null : Number(input.value)) });
      const keep = (/** @type {number | null} */ value) => {
        draft[i] = value == null ? null : clamp(Math.round(value), 0, n);
        if (input.value !== String(draft[i] ?? "")) input.value = draft[i] ?? "";
        save.disabled = draft.includes(null);
      };
      keep(draft[i]);
      const nudge = (by = 1, key = "") => h("button", { type: "button", class: "round", "data-id": key + i, "aria-label": say(key, { lane: names[i] }),
        onclick: () => keep((draft[i] ?? 0) + by) }, by < 0 ? "−" : "+");
      return h("div", { class: "field" }, lanename(i), nudge(-1, "guess.less"), input, nudge(1, "guess.more"));
    });
    return h("div", { class: "ask" }, h("p", { class: "kicker" }, say("guess.title")),
      h("p", { class: "question" }, say(`predict.${kind}${plans.length > 1 ? "" : ".one"}`, { n })),
      h("div", { class: "fields" }, ...fields, save), h("p", {}, say("guess.note")));
  }

  /** Lay out for the width and the light there is. */
  function layout() {
    if (plans[0].count > DOTS) { // a canvas asks no stylesheet
      const style = getComputedStyle(root);
      [look.ink, look.no] = ["--ink", "--no"].map((name) => style.getPropertyValue(name).trim());
    }
    const inner = widget.width() - (narrow() ? 34 : 54);
    const shown = plans.filter((_, i) => !narrow() || plans.length < 3 || i === 0 || i === second);
    const long = (/** @type {Plan} */ one) => one.stations.length > 1;
    const slim = clamp(inner * 0.29, 84, 110);
    drawn = plans.map((one, i) => {
      const w = Math.floor(!narrow() || shown.length < 2 ? inner : long(shown[0]) === long(shown[1]) ? (inner - 16) / 2 : long(one) ? inner - 16 - slim : slim);
      ui.lanes[i].hidden = !shown.includes(one);
      ui.lanes[i].style.flexBasis = `${w}px`;
      const { path, steps, joins, cases } = one.trace;
      const made = JSON.stringify([w, narrow(), one.lockstep, path, steps, joins, cases.case]);
      if (ui.made[i] === made) drawn[i].adopt(one);
      else {
        ui.made[i] = made;
        drawn[i] = drawLane(one, arrange(one, w, narrow()), speak, get("emblem"));
        ui.stages[i].replaceChildren(drawn[i].node);
      }
      return drawn[i];
    });
    weaveCloth();
    draw();
  }

  function weaveCloth() {
    const told = most(plans, ({ trace }) => trace.expected_days ?? 1.5 * sum(trace.steps.map((step) => step.days / (1 - step.rounds))));
    const scale = axis(seen > told ? Math.min(horizon, seen * 1.15) : told);
    const kind = plans[0].count > AREA ? "cloth.area" : "cloth.thread";
    const place = plans[0].cases.case.indexOf(get("follow") ?? NaN);
    look.follow = place < 0 ? null : place;
    const made = JSON.stringify([scale, widget.width()]);
    if (ui.woven === made) return cloth.adopt(plans, look.follow);
    ui.woven = made;
    cloth = drawCloth(plans, short, [say(kind), say(`${kind}.key`)], scale, look.follow, widget.width() - (narrow() ? 26 : 54), narrow(), clip);
    const { range } = ui.bar;
    range.max = end = scale.end;
    Object.assign(range.style, { left: `${cloth.left - 9}px`, width: `${cloth.right - cloth.left + 18}px` });
    ui.cloth.replaceChildren(range, cloth.node);
  }

  const context = (lane = 0, lanes = 1) => ({ lane: who[lane], lanes, follow: look.follow });
  /** What the caption tells at this moment. @returns {Run[]} */
  function caption(t = 0) {
    const past = until(events, t, (event) => event.t);
    const last = events[past - 1]?.t;
    let first = past;
    while (events[first - 1]?.t === last && first) first--;
    const [now] = events.slice(first, past).sort((a, b) => weight(b, look.follow) - weight(a, look.follow));
    const { lockstep, cases } = plans[0];
    return [{ text: say("day", { day: Math.floor(last ?? 0) }), strong: true }, { text: " ", strong: false },
      ...(now && !(t === 0 && lockstep) ? tell(plans[now.lane], now, speak, context(now.lane, plans.length))
        : speak.runs(!lockstep ? "tell.door.open" : plans.length > 1 ? "tell.door.all" : "tell.door", { who: speak.those(cases.case) }))];
  }

  /** @param {boolean} [running] on the way to another moment */
  function draw(running = false) {
    if (stale) return;
    const t = time.now();
    look.opened = get("opened");
    if (t > seen && (seen = t) > end) weaveCloth();
    const still = widget.calm();
    const at = still ? (stops.filter((stop) => stop <= t).at(-1) ?? 0) : t;
    const over = t >= horizon && !asking();
    const opened = over && look.opened;
    if (!opened) greeted = false;
    if (ui.finish.hidden === opened) ui.finish.replaceChildren(...(opened ? finish() : []));
    ui.finish.hidden = !opened;
    ui.scene.hidden = opened;
    root.classList.toggle("opened", look.opened);
    root.classList.toggle("ended", over);
    plans.forEach((one, i) => {
      if (!opened) drawn[i].update(frame(one, at, { follow: look.follow, still }), look);
      const { spent, leaked, good, bad } = totals(one, at);
      const raw = [spent, leaked, good, bad, look.opened].join();
      if (ui.sums[i] === raw) return;
      ui.sums[i] = raw;
      const money = (n = 0) => say("money", { n: speak.number(n, n > 0 && n < 10 ? 1 : 0) });
      const sums = { spent: money(spent), leaked: money(leaked), built: look.opened ? say("built.split", { good, bad }) : speak.number(good + bad) };
      ui.totals[i].replaceChildren(...Object.entries(sums).map(([key, value]) => h("span", {}, `${say(key)} `, h("b", {}, value), " ")));
    });
    cloth.update(t);
    ui.bar.update(say("day.value", { day: Math.floor(t), end }));
    write(ui.leaf, speak.number(Math.floor(t)));
    const runs = caption(t);
    const text = runs.map((run) => run.text).join("");
    const changed = ui.caption.textContent !== text;
    if (changed) ui.caption.replaceChildren(...pieces(runs));
    if (!running || (changed && time.playing())) widget.announce(text, !running);
    write(ui.subtitle, over ? say(opened ? "finish.shown" : "finish.ready", { day: Math.floor(horizon) })
      : say(plans.length > 1 ? "subtitle.same" : "subtitle", { n: plans[0].count }));
    ui.sheet.hidden = narrow() && !sheet;
    ui.story.hidden = !table;
    if (ui.settings) {
      ui.settings.hidden = !panel;
      ui.change.ariaExpanded = panel;
    }
    ui.more.ariaExpanded = sheet;
    ui.unfold.ariaExpanded = table;
    const told = table && t > 0 ? events.filter((event) => event.t <= t) : [];
    if (!table || ui.rows === told.length) return;
    ui.rows = told.length;
    ui.story.replaceChildren(grid(say("story"), ["story.day", "story.path", "story.what"].map((key) => [say(key)]), told.slice(-600).map((event) =>
      [[speak.number(event.t, event.t % 1 ? 1 : 0)], [short[event.lane]], pieces(tell(plans[event.lane], event, speak, context(event.lane)))])));
  }

  /** The opened folders, gain and price, guess and outcome, and the numbers. */
  function finish() {
    const ending = get("ending")[get("language")];
    const { count, cases: { case: ids, good } } = plans[0];
    const fates = ["good.built", "bad.built", "bad.refused", "good.refused"];
    const fate = (/** @type {Plan} */ one, i = 0) => fates[(good[i] ? 0 : 1) ^ (one.cases.accepted[i] ? 0 : 3)];
    const [whole, broken] = get("emblem");
    const tile = (what = "", title = say(`fate.${what}`)) => h("i", { class: `tile ${what.replace(".", " ")}`, ...(title ? { role: "img", "aria-label": title } : { "aria-hidden": "true" }) },
      s("svg", { viewBox: "-24 -21 48 26" }, /refused/.test(what) ? line(CROSS, "", { transform: "translate(0 -8) scale(1.4)" }) : line(what[0] === "g" ? whole : broken)));
    let place = 0;
    const group = (which = true) => {
      const mine = ids.map((_, i) => i).filter((i) => good[i] === which);
      return h("div", { class: `fates ${which ? "good" : "bad"}`, style: `--n:${mine.length}` }, h("p", {}, say(which ? "finish.good" : "finish.bad", { n: mine.length })),
        ...mine.map((i) => h("div", { class: "fate", style: `--i:${place++}` }, h("b", {}, String(ids[i])),
          ...plans.map((one) => tile(fate(one, i))))));
    };
    const matrix = count <= FOLDERS ? h("div", { class: join("matrix", !greeted && "arriving"), tabindex: 0, role: "region", "aria-label": say("table") }, h("div", { class: "fatenames" }, h("p"), h("span"), ...short.map((name) => h("b", {}, name))), group(), group(false))
      : h("div", { class: "bars" }, ...plans.flatMap((one, k) => [h("b", {}, short[k]), h("div", {}, ...fates.map((what) => {
        const n = ids.filter((_, i) => fate(one, i) === what).length;
        return n ? h("span", { class: what.replace(".", " "), style: `flex-grow:${n}` }, speak.number(n)) : "";
      }))]));
    const kind = get("predict");
    const versus = kind == null ? "" : h("div", { class: "versus" },
      h("p", {}, h("b", {}, say("guess.was")), ...["guess", "outcome"].flatMap((name) => [glyph(`diamond ${name}`), say(`guess.${name}`)])),
      h("div", { class: "scales" }, ...plans.map((one, k) => {
        const guess = get("guess")[k];
        const hit = totals(one, Infinity)[kind === "bad" ? "bad" : "built"];
        return h("div", {}, `${names[k]}: ${say(`guess.${kind}`)}`, h("div", { class: "scale", role: "img", "aria-label": say("guess.said", { lane: names[k], guess, outcome: hit }),
          style: `--n:${count};--from:${Math.min(guess, hit) / count};--to:${Math.max(guess, hit) / count}` },
          ...[["", 0], ["", count], ["diamond outcome", hit], ["diamond guess", guess]].map(([name, n]) =>
            h("span", { style: `--at:${Number(n) / count}` }, glyph(String(name)), String(n)))));
      })));
    greeted = true;
    return [matrix, h("ul", { class: "legend inner" }, ...fates.map((what) => h("li", {}, tile(what, ""), say(`fate.${what}`)))),
      h("p", { class: "verdict" }, ...ending.finish.split("*").map((text, n) => (n % 2 ? h("b", {}, text) : text)), get("peeked") ? h("small", {}, ` ${say("finish.peeked")}`) : ""), versus,
      h("div", { class: "results" }, grid(say("table"), [[say("case.count", { count })], ...plans.flatMap((one, k) => [[pathShapes(one), short[k]], ...(k ? [[`${short[k]} − ${short[0]}`]] : [])])],
        ending.results.split("\n").map((row) => row.split("\t").map((text, n) => [n && n % 2 === 1 && n > 2 ? h("b", {}, text) : text]))))];
  }

  /** What the furniture is made for: as long as it is this, new traces need no new furniture. */
  const form = () => JSON.stringify([asking(), get("traces").map(({ path, steps, cases }) => [path, steps.map(({ kind }) => kind), cases.case]),
    Object.entries(get("settings")).map(([key, [, ...limits]]) => [key, limits])]);
  /** Once for all that Python has sent together. */
  const renew = () => {
    if (stale) return;
    stale = true;
    queueMicrotask(() => {
      stale = false;
      if (gone) return;
      if (ui.labels !== get("labels") || ui.form !== form()) return widget.rebuild();
      Object.assign(ui, { rows: -1, sums: [] });
      ui.finish.hidden = true;
      settle();
      layout();
    });
  };
  for (const trait of /** @type {const} */ (["predict", "guess", "opened"])) watch(trait, widget.rebuild);
  watch("traces", () => {
    clearTimeout(unheard);
    load();
    renew();
  });
  for (const trait of /** @type {const} */ (["settings", "ending"])) watch(trait, renew);
  watch("follow", () => { weaveCloth(); draw(); });
  watch("day", () => { if (!time.playing() && get("day") !== time.now()) time.seek(get("day"), true); });
  load();
  const leave = widget.open({ build, layout, draw: () => draw(), key: (event, target) => { if (target === ui.bar.range) time.key(event); } });
  return () => {
    gone = true;
    clearTimeout(unheard);
    leave();
  };
}

// Not `export function render`: anywidget treats that name as its old API.
export default { render };
