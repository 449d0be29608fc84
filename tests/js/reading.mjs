// Reads traces as the player does: what is where at given moments, and every sentence. Told by
// tests/test_story.py, which reads the same traces in Python.
import { readFileSync } from "node:fs";

import { frame, plan, speaker, story, tell, totals } from "../../src/jalur/widgets/path_player.js";

const states = JSON.parse(readFileSync(0, "utf8"));
const read = states.map(({ traces, labels, times }) => {
  const plans = traces.map((trace) => plan(trace));
  return {
    frames: plans.map((one) => times.map((t) => {
      const { files, stations } = frame(one, t);
      return {
        files: files.map(({ token, stay, faded }) => [token.key, token.case, stay.place, stay.station, faded]).sort(),
        stations: stations.map(({ waiting, busy, refused }) => [waiting, busy, refused]),
        built: totals(one, t).built,
      };
    })),
    told: Object.fromEntries(["id", "en"].map((language) => {
      const speak = speaker(labels[language], language);
      const events = plans.flatMap(story).sort((a, b) => a.t - b.t || a.lane - b.lane);
      return [language, events.map((event) => {
        const context = { lane: labels[language][`lane.${event.lane}.who`], lanes: plans.length, follow: null };
        const text = tell(plans[event.lane], event, speak, context).map((run) => run.text).join("");
        return [event.t, speak.number(event.t, event.t % 1 ? 1 : 0), labels[language][`lane.${event.lane}.short`], text];
      })];
    })),
  };
});
process.stdout.write(JSON.stringify(read));
