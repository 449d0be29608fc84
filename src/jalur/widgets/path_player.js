// @ts-check
/** @import { RenderProps } from "@anywidget/types" */

/**
 * Plays recorded cases along their paths. The model has decided everything; this file only
 * looks it up. It reads from top to bottom: the plan of a trace (what happens when), a frame
 * (what is where at time t), the scene (where that is on the screen), the words, the drawing,
 * and the player that moves t. All but the last two are pure.
 *
 * Mirrors the traits of PathPlayer in path_player.py; change both together.
 *
 * @typedef {"assess" | "clear" | "act"} Kind
 * @typedef {{ step: number } | { series: PathNode[] } | { join: number, parts: PathNode[] }} PathNode
 * @typedef {{ name: string, kind: Kind, days: number, officials: number, rounds: number,
 *   deadline: number | null, cost: number }} Step
 * @typedef {{ k: number, n: number, panel: boolean }} Join
 * @typedef {{ name: string, situation: { budget: number, arrivals: number | null },
 *   horizon: number, expected_days: number | null, path: PathNode, steps: Step[], joins: Join[],
 *   cases: { case: number[], good: boolean[], accepted: boolean[], arrival: number[], end: number[],
 *     cost: number[], leaked: number[], value: number[] },
 *   visits: { case: number[], step: number[], arrive: number[], begin: number[], leave: number[],
 *     end: number[], verdict: string[], returns: number[][], after: boolean[] },
 *   votes: { case: number[], join: number[], begin: number[], end: number[],
 *     accepted: boolean[] } }} Trace
 * @typedef {Record<string, string>} Words
 * @typedef {{ traces: Trace[], language: string, labels: Record<string, Words>, day: number,
 *   guess: number[], predict: string | null, opened: boolean, peeked: boolean,
 *   follow: number | null, speed: number, title: Words, names: (Words | null)[] }} Model
 *
 * @typedef {{ case: number, step: number, arrive: number, begin: number, leave: number,
 *   end: number, verdict: string, returns: number[] }} Visit
 * @typedef {{ case: number, begin: number, end: number, accepted: boolean,
 *   ballots: { t: number, yes: boolean }[] }} Decision
 * @typedef {{ id: number, kind: "desk" | "table" | "crew" | "post", steps: number[],
 *   join: Join | null, deep: boolean, plate: number, visits: Visit[], decisions: Decision[],
 *   refusals: number[], seats: number }} Station
 * @typedef {{ station: number, series?: undefined, branches?: Shape[] }
 *   | { series: Shape[], station?: undefined, branches?: undefined }} Shape
 * @typedef {{ from: number, to: number, place: "door" | "queue" | "seat" | "split" | "wait" | "tray" | "plot",
 *   station: number, slot: number, prev: Stay | null, yes?: boolean, silent?: boolean,
 *   returns?: number[] }} Stay
 * @typedef {{ key: string, case: number, copy: boolean, ghost: boolean, until: number,
 *   fade: number, stays: Stay[] }} Token
 * @typedef {{ from: number, to: number, kind: Kind | "wait" }} Thread
 * @typedef {{ t: number, lane: number, station: number, come: number[], begin: number[],
 *   back: number[], silent: number[], yes: number[], no: number[], built: number[],
 *   votes: { case: number, step: number, yes: boolean }[] }} Event
 * @typedef {ReturnType<typeof plan>} Plan
 * @typedef {ReturnType<typeof frame>} Frame
 * @typedef {ReturnType<typeof arrange>} Scene
 * @typedef {ReturnType<typeof speaker>} Speaker
 */

const FURNITURE = /** @type {const} */ ({ assess: "table", clear: "desk", act: "crew" });
const HOLD = 2; // days that a return loop or a fallen verdict stays in sight
const FOLDERS = 30; // above: folders without numbers
const DOTS = 150; // above: dots on a canvas
const AREA = 300; // above: the cloth shows where the files are, not each of them

/** @param {number} u */
const ease = (u) => u * u * (3 - 2 * u);
/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// ---------------------------------------------------------------- the plan of a trace

/**
 * What happens to whom, and when: every file's stays in order, every station's visits and
 * decisions. `clock` is the length of the longest trace played beside this one.
 *
 * @param {Trace} trace
 * @param {number} [clock]
 */
export function plan(trace, clock = trace.horizon) {
  const { steps, joins, cases } = trace;
  const count = cases.case.length;
  const lockstep = trace.situation.arrivals === null;
  /** @type {Station[]} */ const stations = [];
  /** @type {Token[]} */ const tokens = [];
  const order = new Map(cases.case.map((id, i) => [id, i]));
  const visitAt = cases.case.map(() => /** @type {(Visit | undefined)[]} */ ([]));
  const voteAt = cases.case.map(() => /** @type {(Decision | undefined)[]} */ ([]));
  const { visits, votes } = trace;
  visits.case.forEach((id, row) => {
    const i = /** @type {number} */ (order.get(id));
    visitAt[i][visits.step[row]] = {
      case: i, step: visits.step[row], arrive: visits.arrive[row], begin: visits.begin[row],
      leave: visits.leave[row], end: visits.end[row], verdict: visits.verdict[row],
      returns: visits.returns[row],
    };
  });
  votes.case.forEach((id, row) => {
    const i = /** @type {number} */ (order.get(id));
    voteAt[i][votes.join[row]] = {
      case: i, begin: votes.begin[row], end: votes.end[row], accepted: votes.accepted[row],
      ballots: [],
    };
  });

  let desks = 0;
  /** @param {Station["kind"]} kind @param {number[]} of @param {number | null} join @param {boolean} deep */
  const found = (kind, of, join, deep) => {
    const id = stations.length;
    stations.push({
      id, kind, steps: of, join: join === null ? null : joins[join], deep,
      plate: kind === "desk" ? ++desks : 0, visits: [], decisions: [], refusals: [],
      seats: lockstep ? 0 : Math.max(1, ...of.map((step) => steps[step].officials)),
    });
    return id;
  };
  /** @param {PathNode} node @param {boolean} deep @returns {Shape} */
  const shape = (node, deep) => {
    if ("step" in node) {
      return { station: found(FURNITURE[steps[node.step].kind], [node.step], null, deep) };
    }
    if ("series" in node) return { series: node.series.map((part) => shape(part, deep)) };
    if (joins[node.join].panel) {
      const judges = node.parts.flatMap((part) => ("step" in part ? [part.step] : []));
      return { station: found("table", judges, node.join, deep) };
    }
    const branches = node.parts.map((part) => shape(part, true));
    return { station: found("post", [], node.join, deep), branches };
  };
  const tree = shape(trace.path, false);
  const joinOf = stations.map((station) => (station.join ? joins.indexOf(station.join) : -1));

  /** @param {Token} token @param {Omit<Stay, "prev">} stay */
  const add = (token, stay) => {
    token.stays.push({ ...stay, prev: token.stays.at(-1) ?? null });
  };
  /** @param {number} i @param {string} key @param {boolean} copy @returns {Token} */
  const file = (i, key, copy) => {
    const token = {
      key, case: i, copy, ghost: false, until: Infinity, fade: Infinity,
      stays: /** @type {Stay[]} */ ([]),
    };
    tokens.push(token);
    return token;
  };

  /**
   * Walk one file through a part of the path; null where it never got there.
   * @param {Shape} part @param {Token} token
   * @returns {{ t: number, yes: boolean, station: number } | null}
   */
  const walk = (part, token) => {
    if (part.series) {
      /** @type {ReturnType<typeof walk>} */ let last = null;
      for (const item of part.series) {
        const next = walk(item, token);
        if (!next) break;
        last = next;
        if (!next.yes) break;
      }
      return last;
    }
    const id = part.station;
    const station = stations[id];
    if (part.branches) return walkBranches(part.branches, station, token);
    const mine = station.steps.flatMap((step) => visitAt[token.case][step] ?? []);
    if (!mine.length) return null;
    station.visits.push(...mine);
    const decision = station.join ? voteAt[token.case][joinOf[id]] : undefined;
    const [first] = mine;
    const begin = Math.min(...mine.map((visit) => visit.begin));
    const leave = decision ? decision.end : first.leave;
    const yes = decision ? decision.accepted : first.verdict !== "no";
    station.decisions.push({
      case: token.case, begin: first.arrive, end: leave, accepted: yes,
      ballots: mine.map((visit) => ({ t: visit.leave, yes: visit.verdict !== "no" })),
    });
    const silent = !decision && first.verdict === "silent";
    if (begin > first.arrive) {
      add(token, { from: first.arrive, to: Math.min(begin, leave), place: "queue", station: id, slot: 0, silent });
    }
    if (begin <= leave) {
      const returns = mine.flatMap((visit) => visit.returns);
      add(token, { from: begin, to: leave, place: "seat", station: id, slot: 0, silent, returns });
    }
    if (silent && first.end > leave) {
      const ghost = file(token.case, `${token.key}/${id}`, true);
      Object.assign(ghost, { ghost: true, until: first.end });
      if (begin > leave) {
        add(ghost, { from: leave, to: begin, place: "queue", station: id, slot: 0 });
      }
      add(ghost, { from: Math.max(begin, leave), to: first.end, place: "seat", station: id, slot: 0 });
      // The papers stay where they are while the file goes on.
      ghost.stays[0].prev = begin > leave ? null : (token.stays.at(-1) ?? null);
    }
    return { t: leave, yes, station: id };
  };

  /** @param {Shape[]} branches @param {Station} station @param {Token} token */
  const walkBranches = (branches, station, token) => {
    const decision = voteAt[token.case][joinOf[station.id]];
    if (!decision) return null;
    const origin = token.stays.at(-1) ?? null;
    const { begin, end } = decision;
    station.decisions.push(decision);
    branches.forEach((branch, slot) => {
      const copy = file(token.case, `${token.key}.${station.id}.${slot}`, true);
      copy.stays.push({ from: begin, to: begin, place: "split", station: station.id, slot, prev: origin });
      const came = walk(branch, copy);
      copy.stays[0].place = "split";
      if (copy.stays[1]) copy.stays[1].prev = origin;
      const t = came ? came.t : end;
      decision.ballots.push({ t, yes: came ? came.yes : false });
      copy.until = Math.max(t, end);
      if (t > end) copy.fade = end;
      else add(copy, { from: t, to: end, place: "wait", station: station.id, slot, yes: came?.yes });
    });
    add(token, { from: begin, to: end, place: "split", station: station.id, slot: -1 });
    add(token, { from: end, to: end, place: "wait", station: station.id, slot: -1, yes: true });
    return { t: end, yes: decision.accepted, station: station.id };
  };

  const acts = steps.flatMap((step, i) => (step.kind === "act" ? [i] : []));
  const works = cases.case.map((_, i) => visitAt[i][acts[0] ?? -1]);
  const built = works
    .filter((work) => work !== undefined)
    .sort((a, b) => a.begin - b.begin || a.case - b.case);
  const plotOf = new Map(built.map((work, slot) => [work.case, slot]));
  const crew = stations.findIndex((station) => station.kind === "crew");
  const doorOrder = cases.case.map((_, i) => i)
    .sort((a, b) => cases.arrival[a] - cases.arrival[b] || a - b);
  let accepted = 0;
  doorOrder.forEach((i, slot) => {
    const token = file(i, String(i), false);
    add(token, { from: -Infinity, to: cases.arrival[i], place: "door", station: -1, slot });
    const last = walk(tree, token);
    if (!last) return;
    if (!last.yes) {
      add(token, { from: last.t, to: Infinity, place: "tray", station: last.station, slot: 0 });
    } else {
      const plot = plotOf.get(i) ?? accepted++;
      add(token, { from: last.t, to: Infinity, place: "plot", station: crew, slot: plot });
    }
  });

  for (const station of stations) {
    station.visits.sort((a, b) => a.begin - b.begin || a.case - b.case);
    station.decisions.sort((a, b) => a.begin - b.begin || a.case - b.case);
    const here = tokens.flatMap((token) =>
      token.stays.filter((stay) => stay.station === station.id)
        .map((stay) => ({ stay, i: token.case })));
    here.sort((a, b) => a.stay.from - b.stay.from || a.i - b.i);
    const trayed = here.filter(({ stay }) => stay.place === "tray");
    trayed.forEach(({ stay }, slot) => { stay.slot = slot; });
    station.refusals = trayed.map(({ stay }) => stay.from);
    /** @type {number[]} */ const free = []; // when each seat is free again
    for (const { stay, i } of here) {
      if (stay.place !== "seat") continue;
      let slot = free.findIndex((until) => until <= stay.from);
      if (slot < 0) slot = free.length;
      free[slot] = stay.to;
      stay.slot = lockstep && station.kind === "crew" ? (plotOf.get(i) ?? slot) : slot;
    }
  }
  tokens.sort((a, b) => b.case - a.case || Number(a.copy) - Number(b.copy));

  return {
    trace, steps, cases, count, lockstep, stations, tree, tokens, built, crew, visitAt,
    glide: Math.max(0.35, clock / 90),
    acceptedAt: cases.case.map((_, i) => (cases.accepted[i] ? (works[i]?.arrive ?? cases.end[i]) : Infinity)),
  };
}

/**
 * The money and the bridges of a lane so far. Spent: the costs of every step reached, and the
 * budget of every project whose act has begun. Leaked: counted when nobody can refuse any more.
 * At the end, spent without the budgets is the record's cost, and leaked is its leaked.
 *
 * @param {Plan} plan
 * @param {number} t
 */
export function totals(plan, t) {
  const { cases, steps, trace } = plan;
  let spent = 0;
  let leaked = 0;
  let good = 0;
  let bad = 0;
  for (const station of plan.stations) {
    for (const visit of station.visits) if (visit.arrive <= t) spent += steps[visit.step].cost;
  }
  for (const work of plan.built) {
    if (work.begin <= t) spent += trace.situation.budget;
    if (work.leave <= t) cases.good[work.case] ? good++ : bad++;
  }
  plan.acceptedAt.forEach((at, i) => { if (at <= t) leaked += cases.leaked[i]; });
  return { spent, leaked, built: good + bad, good, bad };
}

/**
 * The threads of one case: work by kind, and waiting. A panel is one piece of work.
 *
 * @param {Plan} plan
 * @param {number} i
 * @returns {Thread[]}
 */
export function threads(plan, i) {
  /** @type {Thread[]} */ const pieces = [];
  for (const token of plan.tokens) {
    if (token.case !== i || token.ghost) continue;
    for (const { place, from, to, station } of token.stays) {
      if (place !== "queue" && place !== "seat" && !(place === "wait" && to > from)) continue;
      const stop = Math.min(to, token.fade);
      const { steps } = plan.stations[station];
      if (stop > from) {
        pieces.push({ from, to: stop, kind: place === "seat" ? plan.steps[steps[0]].kind : "wait" });
      }
    }
  }
  // Work is laid over waiting, so that a copy at rest does not hide another one's work.
  return pieces.sort((a, b) => Number(b.kind === "wait") - Number(a.kind === "wait") || a.from - b.from);
}

/**
 * Everything that can be told, in order of time: one entry for what one station does at once.
 *
 * @param {Plan} plan
 * @param {number} lane
 */
export function story(plan, lane) {
  /** @type {Map<string, Event>} */ const events = new Map();
  /** @param {number} t @param {number} station */
  const at = (t, station) => {
    const key = `${t} ${station}`;
    let event = events.get(key);
    if (!event) {
      event = { t, lane, station, come: [], begin: [], back: [], silent: [], yes: [], no: [], built: [], votes: [] };
      events.set(key, event);
    }
    return event;
  };
  plan.cases.arrival.forEach((t, i) => at(t, -1).come.push(i));
  for (const { id, kind, join, visits, decisions } of plan.stations) {
    for (const visit of visits) {
      if (visit.begin > visit.arrive && visit.begin < visit.leave && !join) {
        at(visit.begin, id).begin.push(visit.case);
      }
      for (const t of visit.returns) at(t, id).back.push(visit.case);
      if (kind === "crew") at(visit.leave, id).built.push(visit.case);
      else if (visit.verdict === "silent") at(visit.leave, id).silent.push(visit.case);
    }
    for (const { case: i, end, accepted, ballots } of decisions) {
      if (kind === "crew") continue;
      const tacit = at(end, id).silent.includes(i);
      if (!tacit) (accepted ? at(end, id).yes : at(end, id).no).push(i);
      if (kind === "table" && join) {
        ballots.forEach(({ t, yes }, n) => {
          if (t < end) at(t, id).votes.push({ case: i, step: plan.stations[id].steps[n], yes });
        });
      }
    }
  }
  return [...events.values()].sort((a, b) => a.t - b.t || a.station - b.station);
}

// ---------------------------------------------------------------- a frame: what is where at t

/**
 * The whole scene at time t, without a pixel. It has no memory: the same t gives the same frame.
 * `still` puts every file at a place, for readers who want no motion.
 *
 * @param {Plan} plan
 * @param {number} t
 * @param {{ follow?: number | null, still?: boolean }} [options]
 */
export function frame(plan, t, { follow = null, still = false } = {}) {
  /** @type {{ token: Token, stay: Stay, u: number, rank: number, faded: boolean, loop: number }[]} */
  const files = [];
  /** @type {Map<string, { stay: Stay, i: number, weight: number }[]>} */ const lines = new Map();
  for (const token of plan.tokens) {
    if (t >= token.until) continue;
    let n = token.stays.length - 1;
    while (n >= 0 && token.stays[n].from > t) n--;
    if (still && t === 0 && !token.copy) n = 0;
    if (n < 0) continue;
    const stay = token.stays[n];
    const span = Math.min(plan.glide, 0.4 * (stay.to - stay.from));
    // Files that leave together leave one after the other, as hands would move them.
    const delay = plan.lockstep && plan.count > 1 ? (0.5 * span * stay.slot) / plan.count : 0;
    const moving = span - (plan.lockstep ? 0.5 * span : 0);
    const u = still || !(moving > 0) ? 1 : clamp((t - stay.from - delay) / moving, 0, 1);
    for (let back = n; back >= Math.max(0, n - 1); back--) {
      const { place, to, station } = token.stays[back];
      if (place !== "door" && place !== "queue") continue;
      const gone = t < to ? 0 : still ? 1 : clamp((t - to) / Math.min(plan.glide, 0.5), 0, 1);
      if (gone >= 1) continue;
      const line = `${place}${station}`;
      if (!lines.has(line)) lines.set(line, []);
      lines.get(line)?.push({ stay: token.stays[back], i: token.case, weight: 1 - ease(gone) });
    }
    let loop = 0;
    for (const back of stay.returns ?? []) {
      const run = (t - back) / Math.min(plan.glide * 1.5, 1.2);
      if (run > 0 && run < 1 && !still) loop = run;
    }
    if (stay.place !== "split") {
      files.push({ token, stay, u: ease(u), rank: 0, faded: t >= token.fade, loop });
    }
  }
  /** @type {Map<Stay, number>} */ const ranks = new Map();
  for (const line of lines.values()) {
    line.sort((a, b) => (a.stay.place === "door" ? a.stay.slot - b.stay.slot : a.stay.from - b.stay.from || a.i - b.i));
    let ahead = 0;
    for (const { stay, weight } of line) {
      ranks.set(stay, ahead);
      ahead += weight;
    }
  }
  for (const file of files) file.rank = ranks.get(file.stay) ?? 0;

  const stations = plan.stations.map((station) => {
    const { steps, decisions } = station;
    let busy = 0;
    let waiting = 0;
    let refused = 0;
    /** @type {Visit | null} */ let seen = null; // whose papers the desk's front shows
    /** @type {{ case: number, count: number, age: number } | null} */ let loop = null;
    for (const visit of station.visits) {
      if (visit.arrive > t) continue;
      if (t < visit.begin) waiting += t < visit.leave ? 1 : 0;
      else if (t < visit.end) {
        busy++;
        if (!seen || visit.case === follow) seen = visit;
      }
      visit.returns.forEach((back, n) => {
        const age = t - back;
        if (age >= 0 && age < HOLD + 0.5 && (!loop || visit.case === follow || age < loop.age)) {
          loop = { case: visit.case, count: n + 1, age };
        }
      });
    }
    for (const at of station.refusals) if (at <= t) refused++;
    if (station.join) waiting = Math.ceil(waiting / steps.length);
    /** @param {Decision} one */
    const score = (one) => (one.case === follow ? 2 : 0) + (t < one.end ? 1 : 0);
    /** @type {Decision | null} */ let focus = null; // whose votes are shown
    for (const decision of decisions) {
      if (decision.begin > t || t >= decision.end + HOLD) continue;
      if (!focus || score(decision) > score(focus)
        || (score(decision) === score(focus) && decision.begin > focus.begin)) focus = decision;
    }
    const limit = steps.length === 1 ? plan.steps[steps[0]].deadline : null;
    /** @type {{ left: number, of: number } | null} */ let dial = null;
    if (limit !== null) {
      const due = station.visits.filter((visit) => visit.arrive <= t && t < visit.leave);
      const first = due.find((visit) => visit.case === follow) ?? due.sort((a, b) => a.arrive - b.arrive)[0];
      dial = { left: first ? clamp(first.arrive + limit - t, 0, limit) : limit, of: limit };
    }
    return {
      busy, waiting, refused, loop: /** @type {{ case: number, count: number, age: number } | null} */ (loop), dial,
      attention: seen && seen.end > seen.begin ? clamp((t - seen.begin) / (seen.end - seen.begin), 0, 1) : 0,
      focus: focus && focus.case,
      ballots: focus ? focus.ballots.map((ballot) => (ballot.t <= t ? ballot.yes : null)) : [],
      fallen: focus && focus.end <= t ? focus.accepted : null,
    };
  });

  const works = plan.built.flatMap((work, slot) => {
    if (work.begin > t) return [];
    const span = work.leave - work.begin;
    return [{ case: work.case, slot, progress: span > 0 ? clamp((t - work.begin) / span, 0, 1) : 1 }];
  });
  return { t, files, stations, works };
}

// ---------------------------------------------------------------- the scene: where that is

/**
 * @typedef {{ x: number, y: number, w: number, h: number, label: number, tray: number,
 *   tiny: boolean }} Spot  x is the middle, y the ground, h the height of the furniture
 * @typedef {{ w: number, up: number, down: number, put: (x: number, y: number) => void }} Box
 */

/**
 * Where everything stands in a lane `width` pixels wide: any path, in rows or, narrow, in one
 * column. Sizes depend on the number of cases, never on what becomes of them.
 *
 * @param {Plan} plan
 * @param {number} width
 * @param {boolean} [narrow]
 */
export function arrange(plan, width, narrow = false) {
  const { count, lockstep, stations, tree, crew } = plan;
  const dots = count > DOTS;
  const plain = count > FOLDERS;
  const [fileW, fileH] = dots ? [5.4, 5.4] : plain ? [13, 10] : lockstep && count > 12 ? [21, 16] : [24, 18];
  const pitch = dots ? 5.4 : plain ? 7 : 12; // from one piled folder to the next
  const many = lockstep ? count : 1;
  /** @type {Spot[]} */ const spots = stations.map(() => ({ x: 0, y: 0, w: 0, h: 0, label: 0, tray: 0, tiny: false }));
  /** @type {string[]} */ const lines = [];
  /** @type {[number, number][]} */ const forks = [];
  const items = tree.series ? tree.series : [tree];
  const trayH = Math.min(46, fileH + (many > 12 ? 28 : many > 6 ? 14 : 6));
  const room = narrow ? width - 6 : 0;

  /** How many piled rows `files` need on `w` pixels. @param {number} files @param {number} w */
  const rows = (files, w) => Math.ceil(files / Math.max(1, Math.floor(w / (fileW + 1.5))));
  /** @param {number} n @param {number} w */
  const pileH = (n, w) => (dots ? 84 : fileH + (Math.min(rows(n, w), 8) - 1) * pitch);

  /** @param {number} id @param {number} desk @returns {Box} */
  const single = (id, desk) => {
    const station = stations[id];
    const spot = spots[id];
    const under = station.deep ? 8 : trayH + 26;
    if (station.kind === "table") {
      const n = station.steps.length;
      const post = station.join ? 40 : 0;
      spot.w = narrow ? Math.min(room - post, Math.max(n * 29 + 8, 96)) : Math.max(n * 29 + 8, 84);
      spot.h = many > 1 ? Math.max(36, pileH(Math.min(many, 24), spot.w - 22) + 12) : 36;
      const up = spot.h + (station.join ? 58 : 44) + 20;
      return { w: spot.w + post, up, down: under, put: (x, y) => place(spot, x + spot.w / 2, y, up, under) };
    }
    spot.tiny = desk < 44;
    spot.w = narrow ? Math.min(room, 190) : desk;
    if (narrow && !lockstep) spot.w = 66;
    spot.h = spot.tiny ? 24 : 32;
    const people = spot.tiny ? 0 : lockstep ? 28 : 26 * Math.min(station.seats, 3);
    const pile = many > 1 ? pileH(many, spot.w - people - 4) : 22;
    const back = plan.steps[station.steps[0]].rounds || plan.steps[station.steps[0]].deadline ? 26 : 0;
    const up = spot.h + Math.max(spot.tiny ? 0 : 44, pile + 6) + 20;
    const down = Math.max(under, back ? 48 : lockstep ? 0 : 18);
    const w = narrow ? room : spot.w;
    return { w, up, down, put: (x, y) => place(spot, narrow && !lockstep ? x + room - spot.w / 2 - 8 : x + spot.w / 2, y, up, down) };
  };
  /** @param {Spot} spot @param {number} x @param {number} y @param {number} up @param {number} down */
  const place = (spot, x, y, up, down) => {
    Object.assign(spot, { x, y, label: y - up + 13, tray: y + 10 });
    void down;
  };
  /** @param {Shape} part @param {number} desk @param {number} gap @returns {Box} */
  const measure = (part, desk, gap) => {
    if (part.series) {
      const boxes = part.series.map((item) => measure(item, desk, gap));
      const w = boxes.reduce((sum, box) => sum + box.w + gap, -gap);
      return {
        w, up: Math.max(...boxes.map((box) => box.up)), down: Math.max(...boxes.map((box) => box.down)),
        put: (x, y) => { for (const box of boxes) { box.put(x, y); x += box.w + gap; } },
      };
    }
    if (!part.branches) return single(part.station, desk);
    const branches = part.branches.map((branch) => measure(branch, desk, gap));
    const spot = spots[part.station];
    const inner = Math.max(...branches.map((box) => box.w));
    const drops = [0];
    for (let i = 1; i < branches.length; i++) drops.push(drops[i - 1] + branches[i - 1].down + branches[i].up + 6);
    const half = drops[drops.length - 1] / 2;
    const cells = branches.length * 18;
    const w = inner + 112;
    return {
      w,
      up: Math.max(half + branches[0].up, cells / 2 + 20),
      down: Math.max(half + branches[branches.length - 1].down, cells / 2 + (stations[part.station].deep ? 24 : trayH + 44)),
      put: (x, y) => {
        const end = x + w - 22;
        forks.push([x + 4, y]);
        branches.forEach((box, i) => {
          const at = y - half + drops[i];
          const from = x + 44 + (inner - box.w) / 2;
          box.put(from, at);
          lines.push(`M${x + 4} ${y}C${x + 24} ${y} ${x + 20} ${at} ${x + 42} ${at}H${x + 46 + inner}`
            + `C${end - 24} ${at} ${end - 22} ${y} ${end - 10} ${y}`);
        });
        Object.assign(spot, { x: end, y, w: 26, h: cells, label: y + cells / 2 + 16, tray: y + cells / 2 + 26 });
      },
    };
  };

  const last = items.findIndex((item) => item.station === crew && crew >= 0);
  const plotNeed = narrow ? width : dots ? 120 : plain ? 120 : count > 12 ? 190 : 150;
  /** @type {{ x: number, y: number, w: number, top: number }} */ let field = { x: 0, y: 0, w: 0, top: 0 };
  const crewRing = lockstep ? 0 : Math.min(stations[crew]?.seats ?? 1, 6);
  const crewW = crewRing * 44 + (crewRing ? 16 : 0);
  const doorW = narrow ? width : lockstep ? 62 : Math.min(96, 20 + Math.min(count, 12) * 7);

  /** Lay the items out at one size. @param {number} desk @param {number} gap @param {boolean} wrap */
  const flow = (desk, gap, wrap) => {
    /** @type {{ boxes: { box: Box, x: number }[], w: number }[]} */ const out = [];
    let row = { boxes: /** @type {{ box: Box, x: number }[]} */ ([]), w: doorW };
    items.forEach((item, n) => {
      const isCrew = item.station === crew && n === last;
      const box = isCrew
        ? { w: crewW + plotNeed, up: lockstep ? 60 : 78, down: 22, put: (/** @type {number} */ x, /** @type {number} */ y) => {
            const spot = spots[crew];
            Object.assign(spot, { x: x + 22, y, w: crewW, h: 36, label: 0, tray: 0 });
          } }
        : measure(item, desk, gap);
      if (wrap && row.boxes.length && row.w + box.w > width) {
        out.push(row);
        row = { boxes: [], w: 8 };
      }
      row.boxes.push({ box, x: row.w });
      row.w += box.w + gap;
    });
    out.push(row);
    return out;
  };

  if (narrow) return column();

  const sizes = lockstep && !dots
    ? (count > 8 ? [30 + 4 * (fileW + 2), 30 + 3 * (fileW + 2), 30 + 2 * (fileW + 2)] : [108, 84, 60])
    : [84, 70, 58];
  const least = lockstep ? 8 : 46;
  let gap = least;
  let plotted = flow(sizes[0], gap, false);
  for (const desk of sizes) {
    plotted = flow(desk, gap, false);
    if (plotted[0].w - gap <= width) break;
  }
  const desk = sizes[sizes.length - 1];
  if (plotted[0].w - gap > width) plotted = flow(desk, lockstep ? 14 : 52, true);
  if (Math.max(...plotted.map((row) => row.w)) - gap > width * 1.25) {
    plotted = flow(38, 12, true); // squares only
  }
  // What is left is air between the stations, up to a point: a short path stays short.
  let y = 0;
  const used = Math.max(...plotted.map((row) => row.w - least));
  const scale = Math.min(1, width / Math.max(used, 1));
  const full = Math.max(width, used);
  plotted.forEach((row, n) => {
    const spare = Math.max(0, full - row.w + least);
    const air = row.boxes.length > 2 ? Math.min(spare / row.boxes.length, 76) : 0;
    const up = Math.max(66, ...row.boxes.map(({ box }) => box.up));
    const down = Math.max(14, ...row.boxes.map(({ box }) => box.down));
    const base = y + up;
    row.boxes.forEach(({ box, x }, i) => box.put(x + air * i, base));
    const holdsCrew = n === plotted.length - 1 && crew >= 0 && last >= 0;
    if (holdsCrew) {
      const start = spots[crew].x - 22 + crewW;
      const after = row.boxes.length - 1 - (items.length - 1 - last);
      const right = after === row.boxes.length - 1 ? full - 4 : start + plotNeed;
      field = { x: start, y: base, w: right - start, top: base - up + 26 };
    } else if (crew < 0 && n === plotted.length - 1) {
      field = { x: full - 60, y: base, w: 56, top: base - up + 26 };
    }
    const from = n ? 4 : 0;
    lines.push(`M${from} ${base}H${full - (n < plotted.length - 1 ? 10 : 4)}`);
    y += up + down;
    if (n < plotted.length - 1) {
      lines.push(`!M${full - 10} ${base}q8 0 8 8V${y - 6}q0 8 -8 8H12q-8 0 -8 8V${y + 60}`);
      y += 14;
    }
  });
  // Labels of one row stand on one height.
  for (const spot of spots) {
    const mates = spots.filter((other) => other.y === spot.y && other.label < other.y && !stations[spots.indexOf(other)].deep);
    const top = Math.min(...mates.map((other) => (other.label ? other.label : Infinity)));
    const mine = spots.indexOf(spot);
    if (!stations[mine].deep && stations[mine].kind !== "post" && top < Infinity) spot.label = top;
  }
  if (crew >= 0 && !spots[crew].label) spots[crew].label = field.top - 13;
  const first = plotted[0].boxes[0];
  const start = { x: Math.min(doorW - 12, first ? doorW : 40), y: spots.length ? rowBase(plotted[0]) : 60 };
  /** @param {{ boxes: { box: Box }[] }} row */
  function rowBase(row) { return Math.max(66, ...row.boxes.map(({ box }) => box.up)); }
  return finish(full, y + 2, scale, start);

  /** Everything below one another, for a phone. */
  function column() {
    let at = 34;
    let plates = 0;
    /** @param {Shape} part @param {number} indent */
    const stack = (part, indent) => {
      if (part.series) {
        for (const item of part.series) stack(item, indent);
        return;
      }
      if (part.branches) {
        const top = at;
        forks.push([indent + 4, at + 2]);
        for (const branch of part.branches) stack(branch, indent);
        const spot = spots[part.station];
        const cells = part.branches.length * 16;
        Object.assign(spot, { x: width - 22, y: at + cells / 2 + 4, w: 24, h: cells, label: at + 16, tray: at + cells + 12 });
        lines.push(`M${indent + 4} ${top + 2}V${at + cells / 2 + 4}H${width - 34}`);
        at += cells + (stations[part.station].deep ? 14 : trayH + 34);
        return;
      }
      if (part.station === crew) {
        const spot = spots[crew];
        const each = Math.max(1, Math.floor(width / 44));
        const ringRows = crewRing ? Math.ceil(crewRing / each) : 0;
        Object.assign(spot, { x: 22, y: at + 24 + ringRows * 42, w: width, h: 36, label: at + 14, tray: 0 });
        at += 26 + ringRows * 42 + (ringRows ? 6 : 0);
        const cellsWide = Math.max(1, Math.floor((width - 4) / (plain ? 8 : 46)));
        const height = dots ? 100 : Math.ceil(count / cellsWide) * (plain ? 8 : 40);
        field = { x: 0, y: at + height, w: width - 4, top: at };
        at += height + 14;
        return;
      }
      const box = single(part.station, 84);
      box.put(indent, at + box.up);
      const spot = spots[part.station];
      plates++;
      if (plates > 1 || true) lines.push(`-M${indent} ${spot.y}H${width - 4}`);
      at += box.up + box.down;
    };
    const from = at;
    stack(tree, 0);
    lines.unshift(`M${width * 0.62} ${from}V${field.top || at}`);
    if (crew < 0) field = { x: 0, y: at + 40, w: width - 4, top: at };
    return finish(width, Math.max(at, field.y + 10), 1, { x: width - 10, y: 28 });
  }

  /** @param {number} w @param {number} h @param {number} ratio @param {{ x: number, y: number }} door */
  function finish(w, h, ratio, door) {
    const deep = field.y - field.top;
    let cols = Math.max(1, Math.floor(field.w / 52));
    let cell = [field.w / cols, 40];
    if (plain) {
      const side = dots ? 5.4 : 8;
      cols = Math.max(1, Math.floor(field.w / side), Math.ceil(count / Math.max(1, Math.floor(deep / side))));
      cell = [side, side];
    } else {
      while (Math.ceil(count / cols) * 40 > deep + 8 && field.w / (cols + 1) >= 34) cols++;
      const lot = Math.ceil(count / cols);
      cell = [Math.min(field.w / cols, 60), Math.min(40, Math.max(24, (deep + 6) / lot))];
    }
    /** Where plot n is: its middle and its ground. @param {number} n @returns {[number, number]} */
    const plot = (n) => {
      if (plain) {
        const high = Math.max(1, Math.floor(deep / cell[1]));
        return [field.x + field.w - (Math.floor(n / high) + 0.5) * cell[0], field.y - (n % high) * cell[1] - 3];
      }
      const lots = Math.ceil(count / cols);
      return [field.x + ((n % cols) + 0.5) * cell[0], field.y - (lots - 1 - Math.floor(n / cols)) * cell[1]];
    };
    return { width: w, height: h, scale: ratio, narrow, dots, plain, fileW, fileH, pitch, trayH, many,
      spots, lines, forks, door, doorW, field, cell, plot };
  }
}

/**
 * The middle of a folder's foot for one stay: x, y, and the lean in degrees.
 *
 * @param {Plan} plan
 * @param {Scene} scene
 * @param {Stay} stay
 * @param {number} rank  place in the line, for door and queue
 * @returns {[number, number, number]}
 */
export function where(plan, scene, stay, rank) {
  const { fileW, fileH, pitch, dots } = scene;
  const spot = scene.spots[stay.station];
  const station = plan.stations[stay.station];
  if (stay.place === "door" || stay.place === "queue") {
    const door = stay.place === "door";
    const x = door ? scene.door.x - 10 : spot.x - spot.w / 2 - 9;
    const y = door ? scene.door.y : spot.y;
    if (dots) return [x - Math.floor(rank / 15) * 5.4, y - 2 - (Math.floor(rank) % 15) * 5.4, 0];
    const step = door ? Math.min(9, (scene.doorW - 24) / Math.max(1, plan.count - 1)) : rank > 8 ? 3 : 12;
    return [x - (rank > 8 && !door ? 96 + (rank - 8) * 3 : rank * step), y, 7];
  }
  if (stay.place === "plot") {
    const [x, y] = scene.plot(stay.slot);
    return [x, y, 0];
  }
  if (stay.place === "tray") {
    const tray = trayAt(plan, scene, stay.station);
    const high = dots ? stay.slot / tray.cols : Math.min(1, tray.rows > 1 ? 1 : 0);
    const row = Math.floor(stay.slot / tray.cols);
    void high;
    return [tray.x + ((stay.slot % tray.cols) + 0.5) * tray.step, tray.y + fileH + 3 + row * tray.pitch, dots ? 0 : 3];
  }
  if (stay.place === "wait" || stay.place === "split") {
    if (stay.slot < 0 || stay.place === "split") return [spot.x, spot.y, 0];
    const n = station.join?.n ?? 1;
    return [spot.x - 26, spot.y + (stay.slot - (n - 1) / 2) * Math.min(22, fileH + 3) + fileH / 2, 0];
  }
  if (station.kind === "crew") {
    if (plan.lockstep) {
      const [x, y] = scene.plot(stay.slot);
      return [x, y, 0];
    }
    return ring(scene, stay.station, stay.slot);
  }
  if (station.kind === "table") {
    if (scene.many === 1 && station.seats <= 1 && stay.slot === 0) return [spot.x, spot.y - spot.h / 2 + fileH / 2, 0];
    return pile(spot.x, spot.w - 20, spot.y - 5, spot.h - 12, stay.slot, Math.min(scene.many, 24));
  }
  if (spot.tiny) return [spot.x, spot.y - spot.h, 0];
  const people = plan.lockstep ? 28 : 26 * Math.min(station.seats, 3);
  const left = spot.x - spot.w / 2 + people;
  const w = spot.w - people - 2;
  if (scene.many === 1) {
    return [Math.min(left + fileW / 2 + 2 + stay.slot * 9, spot.x + spot.w / 2 - 8), spot.y - spot.h - 1, 0];
  }
  return pile(left + w / 2, w, spot.y - spot.h - 1, 7 * pitch + fileH, stay.slot, scene.many);

  /** @param {number} x @param {number} w @param {number} y @param {number} h @param {number} slot @param {number} most @returns {[number, number, number]} */
  function pile(x, w, y, h, slot, most) {
    const cols = Math.max(1, Math.floor(w / (fileW + (dots ? 0 : 1.5))));
    const used = Math.min(cols, most);
    const lots = Math.ceil(most / used);
    const step = dots ? Math.min(5.4, h / lots) : lots > 1 ? Math.min(pitch, (h - fileH) / (lots - 1)) : 0;
    const each = dots ? fileW : Math.min(fileW + 4, w / used);
    return [x + ((slot % used) - (used - 1) / 2) * each, y - Math.floor(slot / used) * step, 0];
  }
}

/** The ring of one crew. @param {Scene} scene @param {number} id @param {number} slot @returns {[number, number, number]} */
function ring(scene, id, slot) {
  const spot = scene.spots[id];
  const each = scene.narrow ? Math.max(1, Math.floor(scene.width / 44)) : 6;
  return [spot.x + (slot % each) * 44, spot.y - 8 + Math.floor(slot / each) * 42, 0];
}

/**
 * The tray under a station: its box and how its folders lie.
 * @param {Plan} plan @param {Scene} scene @param {number} id
 */
function trayAt(plan, scene, id) {
  const spot = scene.spots[id];
  const total = plan.stations[id].refusals.length;
  const step = scene.dots ? 5.4 : scene.fileW + 2;
  const w = Math.max(scene.dots ? 40 : step + 8, Math.min(Math.max(spot.w, 60), plan.count * step + 8));
  const cols = Math.max(1, Math.floor((w - 6) / step));
  const rows = Math.max(1, Math.ceil(total / cols));
  const free = scene.trayH - scene.fileH - 4;
  const pitch = rows > 1 ? Math.min(scene.dots ? 5.4 : 14, free / (rows - 1)) : 0;
  return { x: spot.x - (cols * step) / 2, y: spot.tray, w: cols * step, h: scene.trayH, cols, rows, step, pitch };
}

/** The next round number, with its ticks: an axis that ends there gives nothing away.
 * @param {number} days @param {number} [most]  ticks
 */
export function axis(days, most = 11) {
  const rough = Math.max(days, 1) / most;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * unit).find((n) => n >= rough) ?? 10 * unit;
  const whole = Math.max(step, days <= most ? 1 : step);
  const end = Math.ceil((days * 1.001) / whole) * whole;
  const ticks = [];
  for (let n = 0; n * whole <= end + 1e-9; n++) ticks.push(n * whole);
  return { end, ticks };
}

/** The longest way through a path, in mean working days, each desk met idle. @param {Trace} trace */
export function longest(trace) {
  /** @param {PathNode} node @returns {number} */
  const days = (node) => {
    if ("step" in node) {
      const { days: mean, rounds } = trace.steps[node.step];
      return mean / (1 - rounds);
    }
    if ("series" in node) return node.series.reduce((sum, part) => sum + days(part), 0);
    return Math.max(...node.parts.map(days));
  };
  return days(trace.path);
}

// ---------------------------------------------------------------- the words

/** @typedef {{ text: string, strong: boolean }} Run */

/**
 * Speaks one language: fills blanks, writes numbers, names steps and proposals.
 *
 * @param {Words} words
 * @param {string} language
 */
export function speaker(words, language) {
  const locale = language === "id" ? "id-ID" : "en-GB";
  const small = words["player.counts"].split(" ");
  /** @param {number} value @param {number} [digits] */
  const number = (value, digits = 0) =>
    value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace("-", "−");
  /** @param {number} n */
  const count = (n) => small[n] ?? number(n);
  /** @param {string} key @param {Record<string, string | number>} [values] */
  const say = (key, values = {}) =>
    words[key].replace(/\{(\w+)\}/g, (_, blank) => {
      const value = values[blank];
      return typeof value === "number" ? number(value) : value;
    });
  /** The same, in pieces, the named blanks bold.
   * @param {string} key @param {Record<string, string | number>} values @param {string[]} strong
   * @returns {Run[]} */
  const runs = (key, values, strong = []) =>
    words[key].split(/(\{\w+\})/).filter(Boolean).map((piece) => {
      const blank = /^\{(\w+)\}$/.exec(piece)?.[1];
      if (!blank) return { text: piece, strong: false };
      const value = values[blank];
      return { text: typeof value === "number" ? number(value) : value, strong: strong.includes(blank) };
    });
  /** @param {string} name @param {string} suffix */
  const stepText = (name, suffix) => {
    const exact = words[`step.${name}${suffix}`];
    if (exact) return exact;
    const [, stem, n] = /^(.*)_(\d+)$/.exec(name) ?? [];
    const numbered = stem && words[`step.${stem}${suffix}`];
    return numbered ? numbered.replace("{n}", n) : null;
  };
  const readable = (/** @type {string} */ name) => name.replace(/_/g, " ");
  /** Over the furniture. @param {Step} step */
  const stepName = (step) => stepText(step.name, "") ?? readable(step.name);
  /** In a sentence. @param {Step} step */
  const stepWho = (step) =>
    stepText(step.name, ".who") ?? say(`player.who.${step.kind}`, { name: stepText(step.name, "") ?? readable(step.name) });
  /** @param {Plan} plan @param {number} id @param {boolean} inSentence */
  const station = (plan, id, inSentence) => {
    const { steps, join, kind } = plan.stations[id];
    if (kind === "post") return inSentence ? say("player.who.post") : rule(join);
    const first = plan.steps[steps[0]];
    if (kind !== "table" || !join) return inSentence ? stepWho(first) : stepName(first);
    const stem = first.name.replace(/_\d+$/, "");
    return words[`step.${stem}.panel${inSentence ? ".who" : ""}`] ?? say(inSentence ? "player.who.panel" : "player.panel");
  };
  /** @param {Join | null} join */
  const rule = (join) => {
    if (!join) return "";
    if (join.k === join.n) return say("player.rule.all");
    return join.k === 1 ? say("player.rule.one") : say("player.rule.vote", { k: join.k, n: join.n });
  };
  /** "usulan 3 dan 7", or how many where that would be a list. @param {number[]} ids @param {string} noun */
  const those = (ids, noun) => {
    if (ids.length === 1) return say(`player.${noun}`, { n: String(ids[0]) });
    if (ids.length > 3) return say(`player.${noun}.count`, { count: count(ids.length) });
    const list = `${ids.slice(0, -1).join(", ")}${ids.length > 2 && language === "id" ? "," : ""} ${say("player.and")} ${ids.at(-1)}`;
    return say(`player.${noun}.list`, { list });
  };
  return { words, language, number, count, say, runs, station, stepName, stepWho, rule, those };
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * One sentence for one event, in pieces; the followed file is bold.
 *
 * @param {Plan} plan
 * @param {Event} event
 * @param {Speaker} speak
 * @param {{ lane: string, lanes: number, follow: number | null }} context  `follow` is an index
 * @returns {Run[]}
 */
export function tell(plan, event, speak, { lane, lanes, follow }) {
  const ids = plan.cases.case;
  const name = (/** @type {number[]} */ list, noun = "case") => speak.those(list.map((i) => ids[i]), noun);
  /** @param {string} key @param {number[]} list @param {Record<string, string | number>} [values] */
  const line = (key, list, values = {}) => {
    const strong = follow !== null && list.includes(follow) && list.length === 1 ? ["who"] : [];
    const said = speak.runs(`player.tell.${key}`, { who: name(list), ...values }, strong);
    said[0] = { ...said[0], text: capital(said[0].text) };
    return said;
  };
  if (event.station < 0) {
    if (plan.lockstep) return line(lanes > 1 ? "depart.all" : "depart", event.come, { count: plan.count });
    return line("come", event.come, { lane });
  }
  const station = plan.stations[event.station];
  const desk = speak.station(plan, event.station, true);
  const { yes, no, built, back, silent, begin, votes } = event;
  /** Where those go next. @param {number[]} list */
  const next = (list) => {
    const i = list[0];
    const token = plan.tokens.find((one) => one.case === i && !one.copy);
    const stay = token?.stays.find((one) => one.from >= event.t && (one.place === "seat" || one.place === "queue")
      && one.station !== event.station);
    return stay ? { desk: speak.station(plan, stay.station, true), waits: stay.place === "queue" } : null;
  };
  if (built.length) return line("built", built, { who: name(built, "bridge"), lane });
  const deep = station.deep ? ".copy" : "";
  const kind = station.kind === "post" ? postKey(station) : null;
  if (no.length && yes.length && !kind) return line("both", [], { desk, no: name(no), who: name(yes) });
  if (no.length) {
    const key = kind ? `no.${kind}` : `no${deep}`;
    return line(`${key}${deep && !kind ? "" : no.length > 1 ? ".many" : ".one"}`, no, { desk, k: station.join?.k ?? 1 });
  }
  if (silent.length) return line("silent", silent, { desk });
  if (back.length) return line("back", back, { desk });
  if (yes.length) {
    const to = next(yes);
    const then = to && !station.deep ? (to.waits && yes.length === 1 ? ".queue" : ".next") : "";
    const values = { desk, next: to?.desk ?? "", k: station.join ? speak.count(station.join.k) : "" };
    if (kind) return line(`yes.${kind}`, yes, values);
    return line(deep ? "yes.copy" : `yes${then}`, yes, values);
  }
  if (votes.length) {
    const [{ step, yes: said }] = votes;
    const same = votes.filter((vote) => vote.step === step && vote.yes === said).map((vote) => vote.case);
    return line(said ? "vote.yes" : "vote.no", same, { desk: speak.stepWho(plan.steps[step]) });
  }
  return line(`begin.${plan.steps[station.steps[0]].kind}`, begin, { desk });
}

/** @param {Station} station */
const postKey = ({ join }) => (!join || join.k === join.n ? "all" : join.k === 1 ? "one" : "vote");

/** How much an event is worth telling, when several fall on one moment.
 * @param {Event} event @param {number | null} follow */
export function weight(event, follow) {
  const { no, yes, built, silent, back, begin, come, votes } = event;
  const mine = [no, yes, built, silent, back, begin, come].some((list) => follow !== null && list.includes(follow));
  return (mine ? 100 : 0) + (built.length ? 8 : 0) + (no.length ? 16 : 0) + (silent.length ? 7 : 0)
    + (back.length ? 6 : 0) + (yes.length ? 5 : 0) + (votes.length ? 3 : 0) + (begin.length ? 2 : 0) + (come.length ? 1 : 0);
}

// ---------------------------------------------------------------- drawing

const SVG = "http://www.w3.org/2000/svg";
const MARKS = { assess: "M0-5.5 5.8 5H-5.8Z", clear: "M-5-5H5V5H-5Z", act: "M-5.3 0A5.3 5.3 0 1 0 5.3 0 5.3 5.3 0 1 0-5.3 0Z" };
const CHECK = "M-4.5 0.3-1.3 3.5 4.8-3.6";
const CROSS = "M-4-4 4 4M4-4-4 4";
const BRIDGE = ["M-21-12H21", "M-16 0Q0-19 16 0", "M-9-12V-6M9-12V-6M-19 0H-12M12 0H19"];
const BROKEN = "M-21-12H-5L-3-7M21-9 6-5M-16 0Q-12-6-7-8M16 0Q13-5 9-4M-19 0H-12M12 0H19";
const ICONS = {
  restart: "M5 12a7 7 0 1 0 2.2-5.1M5 4v4h4",
  back: "M7 6v12M17 6l-7 6 7 6Z",
  play: "M8 5.5v13l11-6.5Z",
  pause: "M8 6v12M16 6v12",
  forward: "M17 6v12M7 6l7 6-7 6Z",
  open: "M3 18V6h6l2 2h8v3M3 18l3-7h15l-3 7Z",
  table: "M4 5h16v14H4ZM4 10h16M10 10v9",
  more: "M4 8h9M17 8h3M4 16h3M11 16h9M13 8a2 2 0 1 0 4 0 2 2 0 1 0-4 0M7 16a2 2 0 1 0 4 0 2 2 0 1 0-4 0",
  check: "M5 12.5l4.5 4.5L19 7",
};

/**
 * An element of `parent`'s kind of document; attributes, then listeners by `on…`.
 * @param {string} tag @param {Record<string, any>} [props] @param {...(Node | string)} children
 * @returns {any}
 */
function h(tag, props = {}, ...children) {
  return dress(document.createElement(tag), props, children);
}

/** @param {string} tag @param {Record<string, any>} [props] @param {...(Node | string)} children @returns {any} */
function s(tag, props = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), props, children);
}

/** @param {Element} element @param {Record<string, any>} props @param {(Node | string)[]} children */
function dress(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) put(element, name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Set an attribute only when it changes: most of a frame is like the one before.
 * @param {Element} element @param {string} name @param {string | number} value */
function put(element, name, value) {
  const text = String(value);
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** @param {Element} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {keyof typeof ICONS} name */
const icon = (name) =>
  s("svg", { class: `icon ${name}`, viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: ICONS[name] }));

/** @param {Kind} kind @param {number} x @param {number} y @param {string} [more] */
const mark = (kind, x, y, more = "") =>
  s("path", { class: `mark ${kind} ${more}`, d: MARKS[kind], transform: `translate(${x} ${y})` });

/** @param {Run[]} runs */
const pieces = (runs) => runs.map(({ text, strong }) => (strong ? h("b", {}, text) : text));

/** The kinds along a path, in order; a branch or a panel counts each of its stations once.
 * @param {Plan} plan @returns {Kind[]} */
export const kinds = (plan) =>
  plan.stations.flatMap(({ steps }) => (steps.length ? [plan.steps[steps[0]].kind] : []));

/** A path's name in shapes. @param {Plan} plan */
function shapes(plan) {
  /** @type {{ kind: Kind, n: number }[]} */ const runs = [];
  for (const kind of kinds(plan)) {
    const last = runs.at(-1);
    if (last && last.kind === kind) last.n++;
    else runs.push({ kind, n: 1 });
  }
  const row = s("g");
  let x = 7;
  for (const { kind, n } of runs) {
    const shown = n > 9 ? 1 : n;
    for (let i = 0; i < shown; i++, x += 12.5) row.append(mark(kind, x, 8));
    if (n > shown) {
      row.append(s("text", { x: x - 4, y: 12, class: "times" }, `×${n}`));
      x += 22;
    }
  }
  return s("svg", { class: "shapes", width: x - 5, height: 16, "aria-hidden": "true" }, row);
}

/** Head and shoulders. @param {number} x @param {number} y @param {string} kind @param {number} [size] */
const person = (x, y, kind, size = 1) =>
  s("g", { class: `person ${kind}`, transform: `translate(${x} ${y}) scale(${size})` },
    s("path", { d: "M-12 0C-12-8-8-13 0-13S12-8 12 0Z" }), s("circle", { cy: -20, r: 7 }));

/** @param {number} w @param {number} h */
const folderPath = (w, h) =>
  `M${-w / 2} 0V${2 - h}q0-2 2-2h${(w * 0.32).toFixed(1)}l3 3.4H${w / 2 - 2}q2 0 2 2V-1q0 1-1 1H${1 - w / 2}q-1 0-1-1Z`;

/** A crack from edge to edge. @param {number} w @param {number} h */
const crackPath = (w, h) => `M${w * 0.22} ${3.4 - h}l-3 ${h * 0.28} 5 ${h * 0.22}-4 ${h * 0.3}`;

/**
 * The bridge, built as far as `update` says, with its number and the crew's ring.
 * @param {number} x @param {number} y @param {number} cell  height of its plot
 */
function bridge(x, y, cell) {
  const small = cell < 34;
  const lift = small ? 14 : 22;
  const arch = BRIDGE.map((d) => s("path", { d, pathLength: 1, class: "span" }));
  const broken = s("path", { d: BROKEN, class: "broken" });
  const ring = s("circle", { cy: -9, r: small ? 7.5 : 9.5, class: "ring", pathLength: 1, transform: "rotate(-90 0 -9)" });
  const base = s("circle", { cy: -9, r: small ? 7.5 : 9.5, class: "ringbase" });
  const number = s("text", { y: -5, class: "number" });
  const site = s("path", { d: "M-19-12H19", class: "site" });
  const node = s("g", { class: "plot", transform: `translate(${x} ${y})` },
    s("g", { transform: `translate(0 ${-lift}) scale(${small ? 0.7 : 0.84})` }, site, ...arch, broken), base, ring, number);
  return {
    node,
    /** @param {number | null} progress @param {string} label @param {boolean} ringed @param {string} state */
    update(progress, label, ringed, state) {
      put(node, "class", `plot ${progress === null ? "empty" : progress < 1 ? "building" : "done"} ${ringed ? "ringed" : ""} ${state}`);
      if (progress === null) return;
      write(number, label);
      arch.forEach((path) => put(path, "stroke-dasharray", `${progress.toFixed(3)} 2`));
      put(ring, "stroke-dasharray", `${progress.toFixed(3)} 2`);
    },
  };
}

/**
 * The vote post: yes fills from below, no hangs from above, the thick line at k decides.
 * @param {number} x @param {number} y  foot @param {number} cell @param {Join} join @param {string} kind
 */
function votePost(x, y, cell, join, kind) {
  const w = 22;
  const { k, n } = join;
  const cells = Array.from({ length: n }, (_, i) => {
    const box = s("rect", { x: x - w / 2, y: y - (i + 1) * cell, width: w, height: cell });
    const sign = s("path", { transform: `translate(${x} ${y - (i + 0.5) * cell}) scale(${Math.min(0.8, cell / 13)})` });
    return { box, sign };
  });
  const line = s("path", { d: `M${x - w / 2 - 4} ${y - k * cell}h${w + 8}`, class: "quorum" });
  const node = s("g", { class: `post ${kind}` }, ...cells.flatMap(({ box, sign }) => [box, sign]), line);
  return {
    node,
    /** @param {(boolean | null)[]} ballots */
    update(ballots) {
      const yes = ballots.filter((vote) => vote === true).length;
      const no = ballots.filter((vote) => vote === false).length;
      cells.forEach(({ box, sign }, i) => {
        const state = i < yes ? "yes" : i >= n - no ? "no" : "";
        put(box, "class", state);
        put(sign, "class", `sign ${state}`);
        put(sign, "d", state === "yes" ? CHECK : state === "no" ? CROSS : "M0 0");
      });
    },
  };
}

/**
 * One lane's picture: furniture once, then `update` for every frame.
 *
 * @param {Plan} plan @param {Scene} scene @param {Speaker} speak
 */
function drawLane(plan, scene, speak) {
  const ids = plan.cases.case;
  const layers = {
    line: s("g"), under: s("g"), people: s("g"), furniture: s("g"), plots: s("g"), files: s("g"), over: s("g"), labels: s("g"),
  };
  const canvas = scene.dots ? h("canvas", { class: "dots", "aria-hidden": "true" }) : null;
  const svg = s("svg", {
    class: "scene", width: scene.width * scene.scale, height: scene.height * scene.scale,
    viewBox: `0 0 ${scene.width} ${scene.height}`, "aria-hidden": "true",
  }, ...Object.values(layers));
  /** @type {((now: Frame, options: Look) => void)[]} */ const updates = [];

  for (const d of scene.lines) {
    const kind = d[0] === "!" ? "turn" : d[0] === "-" ? "floor" : "way";
    layers.line.append(s("path", { d: d.replace(/^[!-]/, ""), class: kind }));
  }
  for (const [x, y] of scene.forks) layers.over.append(s("circle", { cx: x, cy: y, r: 4, class: "fork" }));
  const door = s("text", { class: "quiet", x: scene.narrow ? 0 : 0, y: scene.narrow ? 20 : scene.door.y - 44 },
    speak.say(plan.lockstep ? "player.door" : "player.door.coming"));
  layers.labels.append(door);
  updates.push((now) => {
    put(door, "visibility", now.files.some(({ stay }) => stay.place === "door") || now.t === 0 ? "visible" : "hidden");
  });

  for (const station of plan.stations) {
    const spot = scene.spots[station.id];
    const kind = station.steps.length ? plan.steps[station.steps[0]].kind : "clear";
    const left = spot.x - spot.w / 2;
    const name = speak.station(plan, station.id, false);
    const room = scene.narrow ? scene.width : Math.max(spot.w + 8, 70);
    if (station.kind === "post") {
      layers.labels.append(s("text", { class: "rule", x: spot.x, y: spot.label, "text-anchor": scene.narrow ? "end" : "middle" }, name));
    } else {
      const x = station.kind === "crew" ? scene.field.x - (plan.lockstep || scene.narrow ? 0 : spot.w) : left;
      const tight = name.length * 7.2 + 18 > room && station.kind === "desk";
      if (!spot.tiny) {
        layers.labels.append(mark(kind, x + 6, spot.label - 4.5, "small"),
          s("text", { class: `name${tight ? " tight" : ""}`, x: x + 16, y: spot.label }, name));
      }
    }

    if (station.kind === "desk") {
      const top = spot.y - spot.h;
      const officials = spot.tiny ? 0 : plan.lockstep ? 1 : Math.min(station.seats, 3);
      const people = Array.from({ length: officials }, (_, i) => person(left + 14 + i * 25, top, kind));
      layers.people.append(...people);
      const fill = s("rect", { class: "attention", x: left + 3, y: top + 4, height: spot.h - 4, width: 0 });
      layers.furniture.append(
        s("rect", { class: `front ${kind}`, x: left + 2.5, y: top + 3, width: spot.w - 5, height: spot.h - 3.5, rx: 2 }), fill,
        s("rect", { class: `top ${kind}`, x: left, y: top, width: spot.w, height: 5, rx: 2.2 }));
      if (station.plate) {
        layers.furniture.append(
          s("rect", { class: `plate ${kind}`, x: spot.x - 9.5, y: top + 8.5, width: 19, height: 19, rx: 2.5 }),
          s("text", { class: "plateno", x: spot.x, y: top + 22.5 }, String(station.plate)));
      }
      updates.push((now) => {
        const state = now.stations[station.id];
        people.forEach((one, i) => put(one, "class", `person ${kind} ${state.busy > i ? "busy" : ""}`));
        put(fill, "width", (state.attention * (spot.w - 6)).toFixed(1));
      });
    }
    if (station.kind === "table") {
      const n = station.steps.length;
      const top = spot.y - spot.h;
      const each = Math.min(29, (spot.w - 16) / n);
      const people = station.steps.map((_, i) => {
        const bow = n > 1 ? 1 - ((i - (n - 1) / 2) / (n / 2)) ** 2 : 1;
        return { x: spot.x + (i - (n - 1) / 2) * each, y: top + 3 - 8 * bow, size: Math.min(0.94, each / 26) };
      });
      const seats = people.map(({ x, y, size }) => person(x, y, kind, size));
      const signs = people.map(({ x, y, size }) => s("path", { transform: `translate(${x} ${y - 38 * size})` }));
      layers.people.append(...seats);
      layers.furniture.append(s("path", {
        class: `front ${kind}`,
        d: `M${left} ${top + 3}Q${spot.x} ${top - 12} ${left + spot.w} ${top + 3}L${left + spot.w - 8} ${spot.y}H${left + 8}Z`,
      }));
      layers.over.append(...signs);
      const post = station.join && votePost(left + spot.w + 24, spot.y, Math.min(14, 70 / n), station.join, kind);
      const whose = s("text", { class: "whose", x: left + spot.w + 24, y: spot.y - Math.min(14, 70 / n) * n - 7 });
      if (post) layers.over.append(post.node, whose);
      updates.push((now) => {
        const { ballots, busy, focus } = now.stations[station.id];
        seats.forEach((seat, i) => {
          const vote = ballots[i] ?? null;
          put(seat, "class", `person ${kind} ${vote !== null || (n === 1 && busy) ? "busy" : ""}`);
          put(signs[i], "d", !station.join ? "M0 0" : vote === null ? "M-0.1 0H0.1" : vote ? CHECK : CROSS);
          put(signs[i], "class", `sign ${vote === null ? "open" : vote ? "yes" : "no"} ${kind}`);
        });
        post?.update(ballots);
        write(whose, focus !== null && plan.lockstep ? String(ids[focus]) : "");
      });
    }
    if (station.kind === "post" && station.join) {
      const post = votePost(spot.x, spot.y + spot.h / 2, spot.h / station.join.n, station.join, kind);
      layers.over.append(post.node);
      updates.push((now) => post.update(now.stations[station.id].ballots));
    }
    if (station.kind === "crew" && !plan.lockstep) {
      for (let i = 0; i < Math.min(station.seats, 12); i++) {
        const [x, y] = ring(scene, station.id, i);
        layers.furniture.append(s("circle", { cx: x, cy: y - 10, r: 16, class: "vacant" }));
      }
      const rings = Array.from({ length: Math.min(station.seats, 12) }, (_, i) => {
        const [x, y] = ring(scene, station.id, i);
        const arc = s("circle", { cx: x, cy: y - 10, r: 16, class: "ring", pathLength: 1, transform: `rotate(-90 ${x} ${y - 10})` });
        const base = s("circle", { cx: x, cy: y - 10, r: 16, class: "ringbase" });
        const text = s("text", { class: "number", x, y: y - 5.5 });
        const group = s("g", { class: "crewring" }, base, arc, text);
        layers.plots.append(group);
        return { arc, text, group };
      });
      updates.push((now) => {
        rings.forEach(({ arc, text, group }, i) => {
          const file = now.files.find(({ stay, u }) => stay.place === "seat" && stay.station === station.id && stay.slot === i && u >= 1);
          const work = file && now.works.find((one) => one.case === file.token.case);
          put(group, "visibility", work ? "visible" : "hidden");
          if (work) {
            put(arc, "stroke-dasharray", `${work.progress.toFixed(3)} 2`);
            write(text, scene.plain ? "" : String(ids[work.case]));
          }
        });
      });
    }
    drawUnder(station, spot, left);
  }

  /** Trays, loops, dials and waiting counts. @param {Station} station @param {Spot} spot @param {number} left */
  function drawUnder(station, spot, left) {
    const { id } = station;
    if (!station.deep && station.kind !== "crew") {
      const tray = trayAt(plan, scene, id);
      const box = s("g", { class: "tray" },
        s("path", { class: "drop", d: `M${spot.x} ${spot.y + 2}V${tray.y + 2}` }),
        s("path", { d: `M${tray.x - 6} ${tray.y}l4 ${tray.h}H${tray.x + tray.w + 2}l4 ${-tray.h}` }));
      const label = s("text", { class: "refused", x: spot.x, y: tray.y + tray.h + 13, "text-anchor": "middle" });
      layers.under.append(box, label);
      updates.push((now) => {
        const { refused } = now.stations[id];
        put(box, "visibility", refused ? "visible" : "hidden");
        write(label, refused ? speak.say("player.refused", { n: refused }) : "");
      });
    }
    if (station.kind === "post") return;
    const step = plan.steps[station.steps[0]];
    if (step.rounds) {
      const right = left + spot.w - 8;
      const loop = s("g", { class: "loop" },
        s("path", { d: `M${right} ${spot.y + 3}C${right} ${spot.y + 26} ${left + 14} ${spot.y + 28} ${left + 14} ${spot.y + 6}` }),
        s("path", { class: "head", d: `M${left + 9} ${spot.y + 11}l5-6 5 6` }));
      const text = s("text", { class: "again", x: left + spot.w + 4, y: spot.y + 22 });
      layers.over.append(loop, text);
      updates.push((now) => {
        const { loop: back } = now.stations[id];
        const opacity = back ? clamp((HOLD + 0.5 - back.age) / 0.5, 0, 1) : 0;
        put(loop, "opacity", opacity.toFixed(2));
        put(text, "opacity", opacity.toFixed(2));
        if (back) write(text, speak.say("player.back", { n: back.count }));
      });
    }
    if (step.deadline !== null) {
      const x = left + 9;
      const y = spot.y + 20;
      const slice = s("path", { class: "slice" });
      const words = s("text", { class: "second", x: x + 16, y: y + 12 });
      layers.labels.append(s("circle", { class: "dial", cx: x, cy: y, r: 9 }), slice,
        s("text", { class: "second strong", x: x + 16, y: y - 2 }, speak.say("player.deadline", { days: step.deadline })), words);
      layers.over.append(
        s("path", { class: "bypass", d: `M${spot.x + 4} ${spot.y + 2}q${spot.w * 0.3} 20 ${spot.w * 0.62} 0` }),
        s("rect", { class: "hollow", x: spot.x + spot.w * 0.3, y: spot.y + 7, width: 9, height: 9 }));
      updates.push((now) => {
        const { dial } = now.stations[id];
        if (!dial) return;
        const gone = 1 - dial.left / dial.of;
        const angle = 2 * Math.PI * gone;
        const large = gone < 0.5 ? 1 : 0;
        put(slice, "d", gone <= 0 ? `M${x - 9} ${y}a9 9 0 1 0 18 0a9 9 0 1 0 -18 0`
          : `M${x} ${y}L${(x + 9 * Math.sin(angle)).toFixed(1)} ${(y - 9 * Math.cos(angle)).toFixed(1)}A9 9 0 ${large} 1 ${x} ${y - 9}Z`);
        write(words, gone > 0 && dial.left > 0 ? speak.say("player.deadline.left", { days: Math.ceil(dial.left) }) : "");
      });
    }
    if (plan.lockstep) return;
    const count = s("text", { class: "second", x: left - 6, y: spot.y - 34, "text-anchor": "end" });
    if (scene.narrow) { put(count, "x", 4); put(count, "text-anchor", "start"); put(count, "y", spot.label + 16); }
    layers.labels.append(count);
    updates.push((now) => {
      const { waiting } = now.stations[id];
      write(count, waiting > 1 ? speak.say("player.waiting", { n: waiting }) : "");
    });
  }

  // Bridges: one plot for every case, so that their number gives nothing away.
  if (!scene.dots) {
    const ringed = plan.lockstep;
    const plots = Array.from({ length: plan.count }, (_, n) => {
      const [x, y] = scene.plot(n);
      if (scene.plain) {
        const node = s("circle", { cx: x, cy: y - 3, r: 2.8, class: "plot empty" });
        layers.plots.append(node);
        return { node, update: (/** @type {number | null} */ progress, /** @type {string} */ _, /** @type {boolean} */ __, /** @type {string} */ state) =>
          put(node, "class", `plot dot ${progress === null ? "empty" : progress < 1 ? "building" : "done"} ${state}`) };
      }
      const plot = bridge(x, y, scene.cell[1]);
      layers.plots.append(plot.node);
      return plot;
    });
    updates.push((now, look) => {
      plots.forEach((plot, n) => {
        const work = now.works[n];
        const i = work ? work.case : -1;
        const state = (i >= 0 && i === look.follow ? "followed " : "") + (i >= 0 && look.opened && !plan.cases.good[i] ? "bad" : "");
        plot.update(work ? work.progress : null, work ? String(ids[i]) : "", ringed, state);
      });
    });
  }

  const { fileW, fileH } = scene;
  const textY = scene.many > 6 ? -fileH + 11.4 : -fileH / 2 + 2.6;
  /** @type {Map<string, ReturnType<typeof folder>>} */ const shown = new Map();
  /** @param {Token} token */
  const folder = (token) => {
    const number = String(ids[token.case]);
    const marks = s("g", { class: "marks" });
    const node = s("g", { class: "file" },
      s("g", { class: "lying" },
        s("path", { class: "cover", d: folderPath(fileW, fileH) }),
        s("path", { class: "crack", d: crackPath(fileW, fileH) }),
        scene.plain ? "" : s("text", { y: textY }, number)),
      s("g", { class: "upright" },
        s("rect", { x: -4, y: -24, width: 8, height: 24, rx: 1.5 }), s("path", { d: "M-4-18H4" })),
      s("path", { class: "x", d: CROSS, transform: `translate(${fileW / 2 - 2} ${-fileH + 5}) scale(0.85)` }),
      s("text", { class: "under", y: 13 }, scene.plain ? "" : number), marks);
    layers.files.append(node);
    return { node, marks };
  };

  /** @param {Frame["files"][number]} file @returns {[number, number, number]} */
  const position = ({ token, stay, u, rank, loop }) => {
    let [x, y, lean] = where(plan, scene, stay, rank);
    if (u < 1 && stay.prev) {
      const before = stay.prev;
      const [fromX, fromY, fromLean] = where(plan, scene, before, before.place === "door" && plan.lockstep ? before.slot : 0);
      x = fromX + (x - fromX) * u;
      y = fromY + (y - fromY) * u;
      lean = fromLean + (lean - fromLean) * u;
      if (before.silent && !token.ghost) y += Math.sin(Math.PI * u) * 46;
    }
    if (loop) {
      const spot = scene.spots[stay.station];
      x += Math.sin(2 * Math.PI * loop) * spot.w * 0.42;
      y += (1 - Math.cos(2 * Math.PI * loop)) * (spot.h / 2 + 10);
    }
    return [x, y, lean];
  };

  /** @param {Frame} now @param {Look} look */
  const drawFiles = (now, look) => {
    /** @type {Set<string>} */ const seen = new Set();
    for (const file of now.files) {
      const { token, stay, u } = file;
      const followed = token.case === look.follow;
      if (scene.dots && !followed) continue;
      if (stay.place === "plot" && plan.crew >= 0 && u >= 1) continue;
      if (stay.place === "seat" && u >= 1 && plan.stations[stay.station].kind === "crew") continue;
      seen.add(token.key);
      let one = shown.get(token.key);
      if (!one) shown.set(token.key, one = folder(token));
      const upright = (stay.place === "door" || stay.place === "queue") && u > 0.6 && !scene.plain;
      const refused = stay.place === "tray" || (stay.place === "wait" && stay.yes === false);
      put(one.node, "class", ["file", followed && "followed", upright && "standing", refused && "refused",
        (token.ghost || (stay.place === "wait" && stay.slot >= 0)) && "dashed", file.faded && "faded",
        look.opened && !plan.cases.good[token.case] && "bad",
        stay.place === "queue" && !plan.lockstep && file.rank < 8.5 && "counted"].filter(Boolean).join(" "));
      const [x, y, lean] = position(file);
      const size = followed && !upright && plan.lockstep === false ? " scale(1.17)" : "";
      put(one.node, "transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})${lean ? ` rotate(${lean.toFixed(1)})` : ""}${size}`);
      put(one.node, "visibility", "visible");
      if (followed) collect(one.marks, now.t, token.case, upright);
    }
    for (const [key, { node }] of shown) if (!seen.has(key)) put(node, "visibility", "hidden");
  };

  /** The marks that the followed file has gathered. @param {any} group @param {number} t @param {number} i @param {boolean} upright */
  const collect = (group, t, i, upright) => {
    const got = plan.stations.flatMap(({ kind, steps, decisions, visits }) => {
      const past = decisions.find((one) => one.case === i && one.end <= t && one.accepted);
      if (!past || kind === "post" || kind === "crew") return [];
      return [{ kind: plan.steps[steps[0]].kind, silent: visits.some((one) => one.case === i && one.verdict === "silent") }];
    });
    const key = upright ? "" : got.map((one) => one.kind + one.silent).join();
    if (group.getAttribute("data-got") === key) return;
    group.setAttribute("data-got", key);
    group.replaceChildren(...(key ? got : []).map((one, n) =>
      s("path", { class: `mark ${one.kind} ${one.silent ? "unread" : ""}`, d: MARKS[one.kind],
        transform: `translate(${(n - (got.length - 1) / 2) * 5.4} 4.6) scale(0.42)` })));
  };

  /** @param {Frame} now @param {Look} look */
  const drawDots = (now, look) => {
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1) * scene.scale;
    const [w, h2] = [Math.round(scene.width * ratio), Math.round(scene.height * ratio)];
    if (canvas.width !== w || canvas.height !== h2) { canvas.width = w; canvas.height = h2; }
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, scene.width, scene.height);
    const side = Math.ceil(5.4 * ratio);
    if (!look.sprites || look.sprites.side !== side) look.sprites = dotSprites(side, ratio, look.ink, look.no);
    const { solid, hollow } = look.sprites;
    for (const file of now.files) {
      const i = file.token.case;
      if (i === look.follow || (file.stay.place === "plot" && file.u >= 1 && plan.crew >= 0)) continue;
      const [x, y] = position(file);
      pen.drawImage(look.opened && !plan.cases.good[i] ? hollow : solid, x - 2.7, y - 5.4, side / ratio, side / ratio);
    }
    for (const work of now.works) {
      if (work.progress < 1) continue;
      const [x, y] = scene.plot(work.slot);
      pen.drawImage(look.opened && !plan.cases.good[work.case] ? hollow : solid, x - 2.7, y - 2.7, side / ratio, side / ratio);
    }
  };

  return {
    node: canvas ? h("div", { class: "stage" }, svg, canvas) : svg,
    /** @param {Frame} now @param {Look} look */
    update(now, look) {
      for (const update of updates) update(now, look);
      drawFiles(now, look);
      if (canvas) drawDots(now, look);
    },
    /** @param {number | null} i  the followed one lies on top */
    raise(i) {
      for (const [key, { node }] of shown) if (parseInt(key, 10) === i) layers.files.append(node);
    },
  };
}

/** @typedef {{ follow: number | null, opened: boolean, ink: string, no: string, sprites?: { side: number, solid: any, hollow: any } | null }} Look */

/** @param {number} side @param {number} ratio @param {string} ink @param {string} no */
function dotSprites(side, ratio, ink, no) {
  const make = (/** @type {(pen: any) => void} */ paint) => {
    const sheet = h("canvas", { width: side, height: side });
    const pen = sheet.getContext("2d");
    pen.scale(ratio, ratio);
    pen.beginPath();
    paint(pen);
    return sheet;
  };
  return {
    side,
    solid: make((pen) => { pen.fillStyle = ink; pen.arc(2.7, 2.7, 2.3, 0, 7); pen.fill(); }),
    hollow: make((pen) => { pen.strokeStyle = no; pen.lineWidth = 1.1; pen.arc(2.7, 2.7, 1.75, 0, 7); pen.stroke(); }),
  };
}

/**
 * The cloth: every case's thread, drawn whole and shown as far as the playhead.
 *
 * @param {Plan[]} plans @param {string[]} names @param {number} width @param {number} end
 * @param {number[]} ticks @param {number | null} follow @param {boolean} narrow @param {number} clip
 * @param {[string, string]} key
 */
function drawCloth(plans, names, width, end, ticks, follow, narrow, clip, key) {
  const left = narrow ? 6 : 116;
  const right = width - 18;
  const x = (/** @type {number} */ t) => left + ((right - left) * t) / end;
  const clipped = s("g", { "clip-path": `url(#jalur-cloth-${clip})` });
  const window_ = s("rect", { x: left - 8, y: 0, width: 0, height: 999 });
  const grid = s("g");
  const svg = s("svg", { class: "cloth", width, "aria-hidden": "true" },
    s("clipPath", { id: `jalur-cloth-${clip}` }, window_), grid, clipped);
  const most = narrow ? 44 : 100;
  let y = 26;
  plans.forEach((plan, lane) => {
    const area = plan.count > AREA;
    const pitch = area ? 0 : Math.min(narrow ? 2.3 : 4.6, most / plan.count);
    const tall = area ? most : plan.count * pitch + (narrow ? 8 : 10);
    if (!narrow) svg.append(s("text", { class: "lane", x: 0, y: y + tall / 2 + 4 }, names[lane]));
    if (lane) grid.append(s("path", { class: "grid", d: `M${left} ${y - 4}H${right}` }));
    if (area) clipped.append(...areas(plan, y, tall, x, end));
    else clipped.append(...weave(plan, y + 3, pitch, x, follow, narrow));
    y += tall + (narrow ? 4 : 8);
  });
  const height = Math.max(y, narrow ? 70 : 110);
  put(svg, "height", height);
  ticks.forEach((t, n) => {
    if (narrow && n % 2) return;
    grid.append(s("path", { class: "grid", d: `M${x(t).toFixed(1)} 20V${height - 4}` }),
      s("text", { class: "tick", x: x(t), y: 13 }, String(t)));
  });
  const note = s("g", { class: "note" }, s("text", { x: right - 372, y: 44, class: "strong" }, key[0]), s("text", { x: right - 372, y: 61 }, key[1]));
  if (!narrow && width > 700) svg.append(note);
  const head = s("g", { class: "playhead" }, s("path", { d: `M0 6V${height - 2}` }), s("path", { class: "grip", d: "M-8 1H8V9L0 16-8 9Z" }));
  svg.append(head);
  return {
    node: svg, left, right, height,
    /** @param {number} t */
    update(t) {
      put(head, "transform", `translate(${x(t).toFixed(1)} 0)`);
      put(window_, "width", Math.max(0, x(t) - left + 8).toFixed(1));
      put(note, "visibility", x(t) < right - 390 ? "visible" : "hidden");
    },
  };
}

/** @param {Plan} plan @param {number} top @param {number} pitch @param {(t: number) => number} x @param {number | null} follow @param {boolean} narrow */
function weave(plan, top, pitch, x, follow, narrow) {
  /** @type {Record<string, string>} */ const d = { wait: "", assess: "", clear: "", act: "", x: "", dot: "", tick: "" };
  /** @type {Record<string, string>} */ const mine = { ...d };
  const r = Math.min(narrow ? 2 : 2.8, pitch * 0.75);
  plan.cases.case.forEach((_, i) => {
    const into = i === follow ? mine : d;
    const y = top + (i + 0.5) * pitch;
    for (const { from, to, kind } of threads(plan, i)) into[kind] += `M${x(from).toFixed(1)} ${y.toFixed(1)}H${x(to).toFixed(1)}`;
    for (const visit of plan.visitAt[i]) {
      for (const t of visit?.returns ?? []) into.tick += `M${x(t).toFixed(1)} ${(y - pitch / 2).toFixed(1)}v${pitch}`;
    }
    const at = x(plan.cases.end[i]) + r + 2;
    if (plan.cases.accepted[i]) into.dot += `M${at.toFixed(1)} ${y.toFixed(1)}h.01`;
    else into.x += `M${(at - r).toFixed(1)} ${(y - r).toFixed(1)}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`;
  });
  const thick = Math.max(0.8, pitch * 0.74);
  return [[d, 1], [mine, 1.8]].flatMap(([set, times]) =>
    Object.entries(/** @type {Record<string, string>} */ (set)).filter(([, path]) => path).map(([kind, path]) =>
      s("path", { d: path, class: `thread ${kind} ${times === 1 ? "" : "followed"}`,
        "stroke-width": kind === "dot" ? 2 * r : kind === "x" || kind === "tick" ? 1.5 : thick * (kind === "wait" ? 0.45 : Number(times)) })));
}

/** Where the files are, stacked over time. @param {Plan} plan @param {number} top @param {number} tall @param {(t: number) => number} x @param {number} end */
function areas(plan, top, tall, x, end) {
  const names = ["act", "clear", "assess", "wait", "x", "dot"];
  const stop = Math.min(end, plan.trace.horizon);
  const samples = Array.from({ length: 161 }, (_, n) => (n / 160) * stop);
  const sums = samples.map((t) => {
    /** @type {Record<string, number>} */ const n = { act: 0, clear: 0, assess: 0, wait: 0, x: 0, dot: 0 };
    for (const { token, stay } of frame(plan, t, { still: true }).files) {
      if (token.copy) continue;
      if (stay.place === "tray") n.x++;
      else if (stay.place === "plot") n.dot++;
      else if (stay.place === "seat") n[plan.steps[plan.stations[stay.station].steps[0]].kind]++;
      else if (stay.place === "queue") n.wait++;
    }
    return n;
  });
  const floor = samples.map(() => 0);
  return names.map((name) => {
    const low = floor.map((value, n) => `${x(samples[n]).toFixed(1)} ${(top + tall - value).toFixed(1)}`);
    sums.forEach((n, k) => { floor[k] += (n[name] / plan.count) * (tall - 4); });
    const high = floor.map((value, n) => `${x(samples[n]).toFixed(1)} ${(top + tall - value).toFixed(1)}`);
    return s("path", { class: `area ${name}`, d: `M${high.join("L")}L${low.reverse().join("L")}Z` });
  });
}

// ---------------------------------------------------------------- the outcome

/**
 * What a lane came to, in the numbers that the table shows.
 * @param {Plan} plan
 */
export function outcome(plan) {
  const { cases, count } = plan;
  const { spent, leaked, good, bad } = totals(plan, Infinity);
  const stood = plan.built.map((work) => work.leave - cases.arrival[work.case]);
  const mean = stood.length ? stood.reduce((sum, days) => sum + days, 0) / stood.length : null;
  return {
    days: mean === null ? null : Math.round(mean * 10) / 10, good, bad,
    spent: Math.round(spent), leaked: Math.round(leaked),
    value: Math.round(cases.value.reduce((sum, value) => sum + value, 0)), count,
  };
}

/** The moments that a step goes to. @param {Event[]} events @param {number | null} [follow] */
export function moments(events, follow = null) {
  const mine = follow === null ? events : events.filter(({ come, begin, back, silent, yes, no, built, votes }) =>
    [come, begin, back, silent, yes, no, built].some((list) => list.includes(follow))
    || votes.some((vote) => vote.case === follow));
  return [...new Set(mine.map((event) => event.t))];
}

/** Gain and price in one sentence. @param {Plan[]} plans @param {Speaker} speak @param {string[]} who @returns {Run[]} */
function verdict(plans, speak, who) {
  const made = plans.map(outcome);
  const slow = made.reduce((best, one, i) => ((one.days ?? Infinity) > (made[best].days ?? Infinity) ? i : best), 0);
  const fast = made.reduce((best, one, i) => ((one.days ?? Infinity) < (made[best].days ?? Infinity) ? i : best), 0);
  const Lane = capital(who[slow]);
  const many = (/** @type {string} */ key, /** @type {number} */ n) =>
    n === 1 ? speak.say(`player.finish.trade.${key}.one`) : speak.say(`player.finish.trade.${key}`, { n: speak.count(n) });
  const [a, b] = [made[slow], made[fast]];
  if (slow === fast) {
    const days = a.days === null ? "–" : speak.number(a.days, 1);
    return speak.runs("player.finish.only", { Lane, good: many("good", a.good), bad: many("bad", a.bad), days }, ["good", "bad", "days"]);
  }
  const bad = many("bad", b.bad - a.bad);
  if (a.days === null) return speak.runs("player.finish.none", { Lane, bad }, ["bad"]);
  const days = speak.number(Math.round((a.days - (b.days ?? 0)) * 10) / 10, 1).replace(/[.,]0$/, "");
  if (a.bad === b.bad && a.good === b.good) return speak.runs("player.finish.same", { lane: who[slow], days }, ["days"]);
  return speak.runs("player.finish.trade", { Lane, bad, good: many("good", b.good - a.good), days }, ["bad", "good", "days"]);
}

// ---------------------------------------------------------------- the player

const ADMITTED = new Set(["Tab", "Escape"]);
let players = 0;

/** Light or dark, by what is painted behind the widget. @param {Element} element */
export function darkBehind(element) {
  for (let node = /** @type {Element | null} */ (element); node; node = node.parentElement) {
    const [r, g, b, a = 1] = (getComputedStyle(node).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    if (a > 0.5 && r !== undefined) return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** @param {RenderProps<Model>} props */
function render({ model, el }) {
  const number = ++players;
  /** @type {(() => void)[]} */ const undo = [];
  /** @param {any} target @param {string} type @param {any} listener @param {any} [options] */
  const listen = (target, type, listener, options) => {
    target.addEventListener(type, listener, options);
    undo.push(() => target.removeEventListener(type, listener, options));
  };
  /** @param {string} trait @param {() => void} listener */
  const watch = (trait, listener) => {
    model.on(`change:${trait}`, listener);
    undo.push(() => model.off(`change:${trait}`, listener));
  };
  /** @template {keyof Model & string} K @param {K} trait @param {Model[K]} value */
  const set = (trait, value) => {
    model.set(trait, value);
    model.save_changes();
  };

  const root = h("div", { class: "jalur-player", role: "group", "data-lm-suppress-shortcuts": "true" });
  const body = h("div");
  const live = h("div", { class: "sr", "aria-live": "polite" });
  root.append(body, live);
  el.append(root);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  // What is played; all else follows from this and from t.
  /** @type {Plan[]} */ let plans = [];
  /** @type {Event[]} */ let events = [];
  /** @type {number[]} */ let stops = [];
  /** @type {Speaker} */ let speak;
  /** @type {string[]} */ let names = [];
  /** @type {string[]} */ let who = [];
  /** @type {string[]} */ let short = [];
  let horizon = 0;
  let seen = 0; // the farthest day shown, so that the axis tells no future
  let t = model.get("day");
  let playing = false;
  let showTable = false;
  let showMore = false;
  let second = 1; // of three lanes on a phone: which one stands beside the first
  /** @type {number | null} */ let request = null;
  /** @type {any} */ let parts = {};
  /** @type {ReturnType<typeof drawLane>[]} */ let drawn = [];
  /** @type {ReturnType<typeof drawCloth> | null} */ let cloth = null;
  /** @type {Look} */ let look = { follow: null, opened: false, ink: "#000", no: "#a40" };
  /** @type {(number | null)[]} */ let draft = [];
  let width = 0;
  let said = "";
  let saidAt = -Infinity;
  let savedAt = 0;

  const asking = () => model.get("predict") !== null && model.get("guess").length !== plans.length;
  const over = () => t >= horizon;
  const narrow = () => width < 560;
  const followed = () => {
    const id = model.get("follow");
    const i = plans[0].cases.case.indexOf(id ?? NaN);
    return i < 0 ? null : i;
  };

  function load() {
    const traces = model.get("traces");
    horizon = Math.max(...traces.map((trace) => trace.horizon));
    plans = traces.map((trace) => plan(trace, horizon));
    events = plans.flatMap((one, lane) => story(one, lane)).sort((a, b) => a.t - b.t || a.lane - b.lane);
    stops = moments(events);
    draft = plans.map(() => null);
    t = clamp(t, 0, horizon);
    seen = t;
    build();
  }

  /** @param {string} text @param {string} glyph @param {() => void} act @param {Record<string, any>} [more] */
  const button = (text, glyph, act, more = {}) => {
    const bare = more.bare;
    return h("button", { type: "button", "aria-label": bare ? text : null, title: bare ? text : null, onclick: act, ...more, bare: null },
      icon(/** @type {any} */ (glyph)), bare ? "" : h("span", {}, text));
  };

  /** The whole widget, in the reader's language; the focus stays where it was. */
  function build() {
    const focus = document.activeElement?.closest?.("[data-id]");
    const id = focus && root.contains(focus) ? focus.getAttribute("data-id") : null;
    const language = model.get("language");
    speak = speaker(model.get("labels")[language], language);
    const { say, words } = speak;
    plans.forEach(({ trace }, i) => {
      const own = model.get("names")[i]?.[language];
      const known = words[`path.${trace.name}`];
      names[i] = own ?? known ?? say("player.lane", { n: i + 1 });
      who[i] = own ?? words[`path.${trace.name}.who`] ?? say("player.lane.who", { n: i + 1 });
      short[i] = own ?? words[`path.${trace.name}.short`] ?? names[i];
    });
    const title = model.get("title")[language];
    put(root, "lang", language);
    put(root, "aria-label", title);
    const asks = asking();
    const opened = model.get("opened");
    parts = {};

    const toggle = h("div", { class: "toggle", role: "group", "aria-label": say("player.language") },
      ...["id", "en"].map((code) => h("button", { type: "button", "data-id": `lang-${code}`, lang: code,
        "aria-pressed": String(code === language), "aria-label": code === "id" ? "Bahasa Indonesia" : "English",
        onclick: () => set("language", code) }, code.toUpperCase())));
    parts.subtitle = h("p", { class: "subtitle" });
    const head = h("div", { class: "head" }, h("div", {}, h("p", { class: "title" }, title), parts.subtitle), toggle);

    parts.lanes = plans.map((one, i) => {
      const total = h("p", { class: "totals" });
      const stage = h("div", { class: "stagebox" });
      const node = h("div", { class: "lane" },
        h("div", { class: "lanehead" }, h("p", { class: "lanename" }, shapes(one), h("b", {}, names[i])), total), stage);
      return { node, total, stage };
    });
    parts.scene = h("div", { class: "lanes" }, ...parts.lanes.map((/** @type {any} */ lane) => lane.node));
    parts.finish = h("div", { class: "finish", hidden: true });
    parts.leaf = h("b");
    parts.caption = h("p", { class: "caption" });
    const told = h("div", { class: "told" },
      h("div", { class: "leaf", "aria-hidden": "true" }, h("span", {}, say("player.day.leaf")), parts.leaf), parts.caption);

    parts.range = h("input", { type: "range", min: 0, step: "any", "data-id": "range", "aria-label": say("player.playhead"),
      disabled: asks, oninput: (/** @type {any} */ event) => { const to = Number(event.target.value); pause(); seek(to); } });
    parts.cloth = h("div", { class: "clothbox" }, parts.range);
    const play = () => (playing ? pause() : start());
    parts.play = h("button", { type: "button", class: "play", "data-id": "play", disabled: asks, onclick: play });
    const cases = plans[0].cases.case;
    const follow = h("select", { "data-id": "follow", "aria-label": say("player.follow"), disabled: asks,
      onchange: (/** @type {any} */ event) => set("follow", event.target.value === "" ? null : Number(event.target.value)) },
      h("option", { value: "" }, say("player.follow.nobody")),
      ...cases.map((one) => h("option", { value: one }, say("player.follow.case", { n: one }))));
    follow.value = String(model.get("follow") ?? "");
    const speed = h("select", { "data-id": "speed", class: "speed", "aria-label": say("player.speed"),
      onchange: (/** @type {any} */ event) => set("speed", Number(event.target.value)) },
      ...[0.25, 0.5, 1, 2, 4].map((one) => h("option", { value: one }, `${one.toLocaleString(language === "id" ? "id-ID" : "en-GB")}×`)));
    speed.value = String(model.get("speed"));
    const done = over();
    parts.open = button(say(opened ? "player.close" : "player.open"), "open", reveal, { "data-id": "open", disabled: asks, "aria-pressed": String(opened) });
    parts.story = button(say("player.story"), "table", () => { showTable = !showTable; drawTable(); }, { "data-id": "story", disabled: asks, "aria-expanded": String(showTable) });
    parts.sheet = h("div", { class: "sheet", hidden: true },
      h("label", { class: "pick" }, icon("open"), follow),
      button(say("player.follow.next"), "forward", () => step(1, followed()), { "data-id": "next", disabled: asks }),
      h("span", { class: "space" }), parts.open, parts.story);
    parts.more = button(say("player.more"), "more", () => { showMore = !showMore; sheet(); }, { "data-id": "more", bare: true, class: "round more", "aria-expanded": "false" });
    if (plans.length > 2) {
      parts.second = h("select", { class: "second", "data-id": "second", "aria-label": say("player.lane.shown"),
        onchange: (/** @type {any} */ event) => { second = Number(event.target.value); layout(); } },
        ...names.slice(1).map((name, i) => h("option", { value: i + 1 }, name)));
      parts.second.value = String(second);
      parts.sheet.append(parts.second);
    }
    parts.transport = h("div", { class: "transport" },
      button(say("player.restart"), "restart", () => { pause(); seek(0); }, { "data-id": "restart", bare: true, class: "round", disabled: asks }),
      button(say("player.step.back"), "back", () => step(-1), { "data-id": "back", bare: true, class: "round", disabled: asks }),
      parts.play,
      button(say("player.step.forward"), "forward", () => step(1), { "data-id": "forward", bare: true, class: "round", disabled: asks }),
      h("label", { class: "pick short" }, speed), parts.more, parts.sheet);
    parts.bar = h("div", { class: "bar" }, told, h("div", { class: "sunk" }, parts.cloth, parts.transport));
    parts.table = h("div", { class: "story", hidden: true });
    body.replaceChildren(head, guessing(asks), parts.scene, parts.finish, parts.bar, parts.table, legend());
    void done;
    layout();
    drawTable();
    sheet();
    if (id) root.querySelector(`[data-id="${id}"]`)?.focus();
  }

  /** The question, or the guess that was kept. @param {boolean} asks */
  function guessing(asks) {
    const kind = model.get("predict");
    if (kind === null) return h("div", { hidden: true });
    const { say } = speak;
    const n = plans[0].count;
    if (!asks) {
      return h("p", { class: "kept" }, icon("check"), h("b", {}, say("player.guess.kept")), ` ${say(`player.guess.${kind}`)} `,
        ...plans.flatMap((one, i) => [h("span", { class: "sr" }, `${names[i]}: `), shapes(one), h("b", {}, String(model.get("guess")[i]))]));
    }
    const save = button(say("player.guess.save"), "play", () => {
      if (draft.includes(null)) return;
      set("guess", /** @type {number[]} */ (draft.slice()));
      start();
      parts.play.focus();
    }, { class: "main", "data-id": "save", disabled: draft.includes(null) });
    const fields = plans.map((one, i) => {
      const input = h("input", { type: "number", min: 0, max: n, inputmode: "numeric", placeholder: "?", "data-id": `guess-${i}`,
        "aria-label": say("player.guess.number", { lane: names[i], n }), oninput: () => keep(input.value === "" ? null : Number(input.value)) });
      input.value = draft[i] ?? "";
      /** @param {number | null} value */
      const keep = (value) => {
        draft[i] = value === null || !Number.isFinite(value) ? null : clamp(Math.round(value), 0, n);
        if (draft[i] !== null && String(draft[i]) !== input.value) input.value = String(draft[i]);
        save.disabled = draft.includes(null);
      };
      const nudge = (/** @type {number} */ by, /** @type {string} */ text, /** @type {string} */ sign) =>
        h("button", { type: "button", class: "round", "data-id": `guess-${i}${sign}`, "aria-label": say(text, { lane: names[i] }),
          onclick: () => keep((draft[i] ?? 0) + by) }, sign);
      return h("div", { class: "field" }, h("span", { class: "lanename" }, shapes(one), h("b", {}, names[i])),
        nudge(-1, "player.guess.less", "−"), input, nudge(1, "player.guess.more", "+"));
    });
    return h("div", { class: "ask" }, h("p", { class: "kicker" }, say("player.guess.title")),
      h("p", { class: "question" }, say(`player.predict.${kind}${plans.length > 1 ? "" : ".one"}`, { n })),
      h("div", { class: "fields" }, ...fields, save), h("p", { class: "quiet" }, say("player.guess.note")));
  }

  function legend() {
    const { say } = speak;
    const rounds = plans.some((one) => one.steps.some((step) => step.rounds));
    const silence = plans.some((one) => one.steps.some((step) => step.deadline !== null));
    const copies = plans.some((one) => one.stations.some((station) => station.deep));
    const queues = plans.some((one) => !one.lockstep);
    const kind = (/** @type {Kind} */ of) => [s("svg", { width: 14, height: 14, "aria-hidden": "true" }, mark(of, 7, 7)), say(`kind.${of}`)];
    const small = (/** @type {string} */ state, /** @type {string} */ text) => [
      s("svg", { width: 28, height: 26, "aria-hidden": "true" }, s("g", { class: `file ${state}`, transform: `translate(13 23)${state === "standing" ? " rotate(7)" : ""}` },
        s("g", { class: "lying" }, s("path", { class: "cover", d: folderPath(22, 17) })),
        s("g", { class: "upright" }, s("rect", { x: -4, y: -21, width: 8, height: 21, rx: 1.5 }), s("path", { d: "M-4-15H4" })),
        s("path", { class: "x", d: CROSS, transform: "translate(8 -7)" }))), say(text)];
    const used = new Set(plans.flatMap(kinds));
    const rows = [...["assess", "clear", "act"].filter((of) => used.has(/** @type {Kind} */ (of))).map((of) => kind(/** @type {Kind} */ (of))),
      ...(queues ? [small("standing", "player.legend.waiting")] : []),
      ...(copies ? [small("dashed", "player.legend.copy")] : []),
      ...(rounds ? [[s("svg", { width: 26, height: 14, "aria-hidden": "true" }, s("g", { class: "loop" }, s("path", { d: "M24 2C20 12 10 13 4 6" }), s("path", { class: "head", d: "M2 12V5h7" }))), say("player.legend.back")]] : []),
      ...(silence ? [[s("svg", { width: 14, height: 14, "aria-hidden": "true" }, s("rect", { class: "hollow", x: 2, y: 2, width: 10, height: 10 })), say("player.legend.silent")]] : []),
      small("refused", "player.legend.refused"), small("followed", "player.legend.follow")];
    return h("ul", { class: "legend", "aria-label": say("player.legend") }, ...rows.map((row) => h("li", {}, ...row)));
  }

  function sheet() {
    put(parts.more, "aria-expanded", String(showMore));
    parts.sheet.hidden = narrow() && !showMore;
  }

  /** Lay out for the width there is. */
  function layout() {
    width = root.clientWidth || 900;
    root.classList.toggle("narrow", narrow());
    root.classList.toggle("dark", darkBehind(el));
    const style = getComputedStyle(root);
    look.ink = style.getPropertyValue("--ink").trim() || "#222";
    look.no = style.getPropertyValue("--no").trim() || "#a40";
    look.sprites = null;
    const inner = width - (narrow() ? 32 : 52);
    const shown = plans.map((_, i) => !narrow() || plans.length < 3 || i === 0 || i === second);
    const busy = plans.map((one) => one.stations.length);
    const columns = plans.filter((_, i) => shown[i]).length;
    drawn = plans.map((one, i) => {
      let w = inner;
      if (narrow() && columns > 1) {
        const others = busy.filter((_, k) => shown[k] && k !== i)[0];
        const slim = Math.max(88, Math.min(92, inner * 0.3));
        w = busy[i] === 1 && others > 1 ? slim : others === 1 && busy[i] > 1 ? inner - slim - 16 : (inner - 16) / 2;
      }
      const lane = drawLane(one, arrange(one, Math.floor(w), narrow()), speak);
      parts.lanes[i].stage.replaceChildren(lane.node);
      parts.lanes[i].node.hidden = !shown[i];
      parts.lanes[i].node.style.flexBasis = `${Math.floor(w)}px`;
      return lane;
    });
    weaveCloth();
    sheet();
    draw();
  }

  function weaveCloth() {
    const guessed = Math.max(...plans.map(({ trace }) => trace.expected_days ?? longest(trace) * 1.5), 1);
    const { end, ticks } = axis(Math.max(guessed, seen > guessed ? Math.min(horizon, seen * 1.15) : 0));
    const kind = plans[0].count > AREA ? "area" : "thread";
    cloth = drawCloth(plans, short, width - (narrow() ? 24 : 52), end, ticks, followed(), narrow(), number,
      [speak.say(`player.cloth.${kind}`), speak.say(`player.cloth.${kind}.key`)]);
    parts.cloth.replaceChildren(parts.range, cloth.node);
    parts.range.max = end;
    parts.end = end;
    parts.range.style.left = `${cloth.left - 9}px`;
    parts.range.style.width = `${cloth.right - cloth.left + 18}px`;
  }

  /** The event that the caption tells. */
  function current() {
    const past = events.filter((event) => event.t <= t);
    const last = past.at(-1);
    if (!last) return null;
    const follow = followed();
    return past.filter((event) => event.t === last.t).reduce((best, one) => (weight(one, follow) > weight(best, follow) ? one : best));
  }

  /** @returns {Run[]} */
  function caption() {
    const event = current();
    const lanes = plans.length;
    const { lockstep, count } = plans[0];
    if (!event || (t === 0 && lockstep)) {
      const key = lockstep ? `player.tell.door${lanes > 1 ? ".all" : ""}` : "player.tell.door.open";
      return speak.runs(key, { who: speak.those(plans[0].cases.case, "case"), count });
    }
    return tell(plans[event.lane], event, speak, { lane: who[event.lane], lanes, follow: followed() });
  }

  function draw() {
    look = Object.assign(look, { follow: followed(), opened: model.get("opened") });
    root.classList.toggle("opened", look.opened);
    if (t > seen) {
      seen = t;
      if (seen > parts.end) weaveCloth();
    }
    const still = calm.matches;
    const at = still ? (stops.filter((stop) => stop <= t).at(-1) ?? 0) : t;
    plans.forEach((one, i) => {
      const now = frame(one, at, { follow: look.follow, still });
      if (!parts.scene.hidden || !(over() && look.opened)) drawn[i].update(now, look);
      drawn[i].raise(look.follow);
      sums(i, totals(one, at));
    });
    cloth?.update(t);
    parts.range.value = String(t);
    put(parts.range, "aria-valuetext", speak.say("player.day.value", { day: Math.floor(t), end: parts.end }));
    write(parts.leaf, speak.number(Math.floor(t)));
    const text = [{ text: speak.say("player.day", { day: Math.floor(current()?.t ?? 0) }), strong: true }, { text: " ", strong: false }, ...caption()];
    const plain = text.map((run) => run.text).join("");
    if (parts.caption.textContent !== plain) parts.caption.replaceChildren(...pieces(text));
    announce(plain);
    const ended = over() && !asking();
    const shown = ended && look.opened;
    parts.scene.hidden = shown;
    if (parts.finish.hidden === shown) {
      parts.finish.hidden = !shown;
      parts.finish.replaceChildren(...(shown ? finish() : []));
    }
    root.classList.toggle("ended", ended);
    const n = plans[0].count;
    write(parts.subtitle, ended
      ? speak.say(shown ? "player.finish.shown" : "player.finish.ready", { day: Math.floor(horizon) })
      : speak.say(plans.length > 1 ? "player.subtitle.same" : "player.subtitle", { n }));
    const glyph = playing ? "pause" : "play";
    if (parts.glyph !== glyph) {
      parts.glyph = glyph;
      parts.play.replaceChildren(icon(glyph));
      put(parts.play, "aria-label", speak.say(`player.${glyph}`));
      put(parts.play, "title", speak.say(`player.${glyph}`));
    }
    if (showTable) drawTable();
  }

  /** @param {number} i @param {ReturnType<typeof totals>} sum */
  function sums(i, sum) {
    const { say, number: digits } = speak;
    const cells = [["player.spent", say("player.money", { n: digits(sum.spent, sum.spent > 0 && sum.spent < 10 ? 1 : 0) })],
      ["player.leaked", say("player.money", { n: digits(sum.leaked, sum.leaked > 0 && sum.leaked < 10 ? 1 : 0) })],
      ["player.built", look.opened ? say("player.built.split", { good: sum.good, bad: sum.bad }) : digits(sum.built)]];
    const key = cells.flat().join();
    const { total } = parts.lanes[i];
    if (total.dataset.key === key) return;
    total.dataset.key = key;
    total.replaceChildren(...cells.flatMap(([name, value]) => [h("span", {}, `${say(name)} `, h("b", {}, value)), " "]));
  }

  /** The story so far, as a table. */
  function drawTable() {
    parts.table.hidden = !showTable;
    put(parts.story, "aria-expanded", String(showTable));
    const past = events.filter((event) => event.t <= t && (t > 0 || event.t > 0));
    if (!showTable || (parts.rows === past.length && parts.table.firstChild)) return;
    parts.rows = past.length;
    const { say } = speak;
    const rows = past.slice(-600).map((event) => h("tr", {}, h("td", {}, speak.number(event.t, event.t % 1 ? 1 : 0)),
      h("td", {}, short[event.lane]),
      h("td", {}, ...pieces(tell(plans[event.lane], event, speak, { lane: who[event.lane], lanes: 1, follow: followed() })))));
    const cell = (/** @type {string} */ key) => h("th", { scope: "col" }, say(key));
    parts.table.replaceChildren(h("table", {}, h("caption", { class: "sr" }, say("player.story")),
      h("thead", {}, h("tr", {}, cell("player.story.day"), cell("player.story.path"), cell("player.story.what"))), h("tbody", {}, ...rows)));
  }

  /** The opened folders, gain and price, guess and outcome, and the numbers. */
  function finish() {
    const { say, number: digits } = speak;
    const made = plans.map(outcome);
    const [one] = plans;
    const groups = [true, false].map((good) => one.cases.good.flatMap((is, i) => (is === good ? [i] : [])));
    /** @param {Plan} of @param {number} i */
    const fate = (of, i) => `${of.cases.good[i] ? "good" : "bad"}.${of.cases.accepted[i] ? "built" : "refused"}`;
    /** @param {string} what */
    const tile = (what) => s("svg", { class: `tile ${what.replace(".", " ")}`, viewBox: "-24 -22 48 30", role: "img", "aria-label": say(`player.fate.${what}`) },
      s("rect", { x: -23, y: -21, width: 46, height: 28, rx: 6 }),
      what.endsWith("refused") ? s("path", { class: "x", d: CROSS, transform: "translate(0 -7) scale(1.2)" })
        : s("g", { transform: "translate(0 2) scale(.9)" }, ...(what === "good.built" ? BRIDGE.map((d) => s("path", { d, class: "span" })) : [s("path", { d: BROKEN, class: "broken" })])));
    const cover = (/** @type {number} */ i) => s("svg", { class: `cover1 file ${one.cases.good[i] ? "" : "bad"}`, viewBox: "-15 -22 30 24", role: "img", "aria-label": say("player.follow.case", { n: one.cases.case[i] }) },
      s("path", { class: "cover", d: folderPath(26, 19) }), s("path", { class: "crack", d: crackPath(26, 19) }),
      s("text", { x: one.cases.good[i] ? 0 : -3, y: -5 }, String(one.cases.case[i])));
    const nodes = [];
    if (one.count <= FOLDERS) {
      const group = (/** @type {number[]} */ list, /** @type {string} */ name) => h("div", { class: `fates ${name}`, style: `--n:${list.length}` },
        h("p", { class: "fatehead" }, say(`player.finish.${name}`, { n: list.length })),
        ...list.map((i) => h("div", { class: "fate" }, cover(i), ...plans.map((of) => tile(fate(of, i))))));
      nodes.push(h("div", { class: "matrix" },
        h("div", { class: "fatenames" }, h("p", { class: "fatehead" }, " "), h("span"), ...short.map((name) => h("b", {}, name))),
        group(groups[0], "good"), group(groups[1], "bad")));
    }
    const fates = ["good.built", "bad.built", "bad.refused", "good.refused"];
    if (one.count > FOLDERS) {
      nodes.push(h("div", { class: "bars" }, ...plans.flatMap((of, k) => {
        const tally = fates.map((what) => of.cases.case.filter((_, i) => fate(of, i) === what).length);
        return [h("b", {}, short[k]), h("div", { class: "stack" }, ...fates.flatMap((what, f) => (tally[f]
          ? [h("span", { class: what.replace(".", " "), style: `flex-grow:${tally[f]}` }, h("i", {}, digits(tally[f])))] : [])))];
      })));
    }
    nodes.push(h("ul", { class: "legend inner" }, ...fates.map((what) => h("li", {}, tile(what), say(`player.fate.${what}`)))));
    nodes.push(h("p", { class: "verdict" }, ...pieces(verdict(plans, speak, who)), model.get("peeked") ? h("small", {}, ` ${say("player.finish.peeked")}`) : ""));
    const kind = model.get("predict");
    if (kind !== null) {
      const hit = made.map((it) => (kind === "bad" ? it.bad : it.good + it.bad));
      const diamond = (/** @type {number} */ x, /** @type {string} */ name) => s("path", { class: name, d: `M${x} 9l8 9-8 9-8-9Z` });
      const scale = plans.map((_, k) => {
        const guess = model.get("guess")[k];
        const w = narrow() ? width - 48 : Math.floor((width - 60 - 40 * (plans.length - 1)) / plans.length);
        const x = (/** @type {number} */ n) => 14 + ((w - 28) * n) / one.count;
        const { ticks } = axis(one.count * 0.99, narrow() || plans.length > 2 ? 5 : 10);
        return h("div", { class: "scale" }, h("p", {}, `${names[k]}: ${say(`player.guess.${kind}`)}`),
          s("svg", { width: w, height: 48, role: "img", "aria-label": say("player.guess.said", { lane: names[k], guess, outcome: hit[k] }) },
            s("path", { class: "axis", d: `M14 18H${w - 14}${ticks.filter((n) => n <= one.count).map((n) => `M${x(n)} 14v8`).join("")}` }),
            ...ticks.filter((n) => n <= one.count).map((n) => s("text", { x: x(n), y: 42, class: n === guess || n === hit[k] ? "strong" : "" }, digits(n))),
            s("path", { class: "apart", d: `M${x(guess)} 18H${x(hit[k])}` }), diamond(x(hit[k]), "outcome"), diamond(x(guess), "guess")));
      });
      const key = (/** @type {string} */ name, /** @type {string} */ text) => h("span", { class: "key" }, s("svg", { width: 18, height: 20, viewBox: "0 8 18 20", "aria-hidden": "true" }, diamond(9, name)), text);
      nodes.push(h("div", { class: "versus" }, h("p", { class: "versushead" }, h("b", {}, say("player.guess.was")), key("guess", say("player.guess.yours")), key("outcome", say("player.guess.outcome"))),
        h("div", { class: "scales" }, ...scale)));
    }
    /** @type {("days" | "good" | "bad" | "spent" | "leaked" | "value")[]} */
    const rows = ["days", "good", "bad", "spent", "leaked", "value"];
    const shown = (/** @type {string} */ row, /** @type {number | null} */ value) => (value === null ? "–" : digits(value, row === "days" ? 1 : 0));
    nodes.push(h("div", { class: "results" }, h("table", {}, h("caption", { class: "sr" }, say("player.table")),
      h("thead", {}, h("tr", {}, h("td", {}, say(plans.length > 1 ? "player.case.count" : "player.case.count", { count: digits(one.count) })),
        ...plans.flatMap((of, k) => [h("th", { scope: "col" }, shapes(of), h("span", {}, short[k])),
          ...(k ? [h("th", { scope: "col", class: "diff" }, h("span", {}, `${short[k]} − ${short[0]}`))] : [])]))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, h("th", { scope: "row" }, say(`player.table.${row}`)),
        ...made.flatMap((it, k) => {
          const [value, first] = [it[row], made[0][row]];
          const apart = value === null || first === null ? null : Math.round((value - first) * 10) / 10;
          return [h("td", {}, shown(row, value)), ...(k ? [h("td", { class: "diff" }, (apart !== null && apart > 0 ? "+" : "") + shown(row, apart))] : [])];
        })))))));
    return nodes;
  }

  /** Say it to who cannot see it, at most every 2.5 seconds. @param {string} text */
  function announce(text) {
    const now = performance.now();
    if (text === said || (playing && now - saidAt < 2500)) return;
    said = text;
    saidAt = now;
    write(live, text);
  }

  // ---- time

  /** @param {number} to @param {boolean} [quiet]  the model hears of it later */
  function seek(to, quiet = false) {
    t = clamp(to, 0, horizon);
    const now = performance.now();
    if (!quiet || now - savedAt > 250) {
      savedAt = now;
      set("day", t);
    }
    draw();
  }

  function pause() {
    const was = playing;
    playing = false;
    if (request !== null) cancelAnimationFrame(request);
    request = null;
    if (was) seek(t);
  }

  /** Milliseconds that a day is held. */
  const dayLength = () => clamp(30000 / horizon, 120, 800) / model.get("speed");

  function start() {
    if (asking()) return;
    if (over()) t = 0;
    playing = true;
    let last = performance.now();
    let rest = 0;
    const tick = (/** @type {number} */ now) => {
      const past = Math.min(now - last, 100);
      last = now;
      let to = t + past / dayLength();
      if (calm.matches) { // one event a second
        rest += past;
        if (rest < 1000) { request = requestAnimationFrame(tick); return; }
        rest = 0;
        to = stops.find((stop) => stop > t) ?? horizon;
      }
      seek(to, true);
      if (over()) pause();
      else request = requestAnimationFrame(tick);
    };
    request = requestAnimationFrame(tick);
    draw();
  }

  /** To the next event, or the one before. @param {1 | -1} way @param {number | null} [follow] */
  function step(way, follow = null) {
    pause();
    const here = follow === null ? stops : moments(events, follow);
    const to = way > 0 ? (here.find((stop) => stop > t) ?? (follow === null ? horizon : t)) : ([...here].reverse().find((stop) => stop < t) ?? 0);
    // The event's own motion belongs to it: go on until the files have arrived.
    const rest = way > 0 ? Math.min(to + plans[0].glide, here.find((stop) => stop > to) ?? horizon) : to;
    void rest;
    if (calm.matches || way < 0) { seek(to); return; }
    const from = t;
    const began = performance.now();
    const tick = (/** @type {number} */ now) => {
      const u = clamp((now - began) / 320, 0, 1);
      seek(u < 1 ? from + (to - from) * ease(u) : to, u < 1);
      request = u < 1 ? requestAnimationFrame(tick) : null;
    };
    request = requestAnimationFrame(tick);
  }

  function reveal() {
    const opened = !model.get("opened");
    if (opened && !over()) set("peeked", true);
    set("opened", opened);
  }

  // ---- listening

  // Hosts listen on the document, and Notebook 7 acts on "b" in spite of every attribute: the
  // window hears a key before anyone else, so what is meant for the player ends here.
  listen(globalThis, "keydown", (/** @type {KeyboardEvent} */ event) => {
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (!root.contains(target) || ADMITTED.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.stopImmediatePropagation();
    if (target !== parts.range) return;
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowRight: () => seek(t + 1), ArrowUp: () => seek(t + 1), ArrowLeft: () => seek(t - 1), ArrowDown: () => seek(t - 1),
      PageUp: () => seek(t + 10), PageDown: () => seek(t - 10), Home: () => seek(0), End: () => seek(horizon),
      " ": () => (playing ? pause() : start()),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    if (event.key !== " ") pause();
    act();
  }, true);
  listen(calm, "change", draw);
  const dusk = () => { if (root.classList.contains("dark") !== darkBehind(el)) layout(); };
  listen(matchMedia("(prefers-color-scheme: dark)"), "change", dusk);
  const themes = new MutationObserver(() => requestAnimationFrame(dusk));
  for (const node of [document.documentElement, document.body]) themes.observe(node, { attributes: true });
  const sizes = new ResizeObserver(() => {
    if (root.clientWidth && root.clientWidth !== width) layout();
  });
  sizes.observe(root);
  for (const trait of ["language", "labels", "title", "names", "predict", "guess", "opened"]) watch(trait, build);
  watch("traces", load);
  watch("follow", () => { weaveCloth(); draw(); });
  watch("day", () => { if (!playing && Math.abs(model.get("day") - t) > 1e-9) { t = clamp(model.get("day"), 0, horizon); draw(); } });
  load();

  return () => {
    pause();
    sizes.disconnect();
    themes.disconnect();
    for (const remove of undo) remove();
    root.remove();
  };
}

// Not `export function render`: anywidget treats that name as its old API.
export default { render };
