"""The states in which a reader meets a widget, one after the other: how to get there, and a proof.

A state is a name, a piece of JavaScript, and a selector of what the reader then sees. Which of
fresh, predicting, paused midway, table open and finished there are, depends on the widget.
"""

from samples import SAMPLES

HELP = """
  const one = (selector) => document.querySelector(selector);
  const press = (...ids) => ids.forEach((id) => one(`[data-id='${id}']`).click());
  const { model, models } = jalur;
  const seek = (share) => {
    const range = one("[data-id=range]");
    range.value = share * range.max;
    range.dispatchEvent(new Event("input"));
  };
"""
FRESH = ("fresh", "", ".jalur .title")


def _player(place=0, waits=".file"):
    """A path player, the page's widget number `place`; `waits`: what stands in it midway."""
    return [
        (
            "predicting",
            f"models[{place}].set('predict', 'built'); one(\"[data-id^='guess.more']\").click()",
            ".jalur-player .ask input",
        ),
        (
            "paused midway",
            f"""
            const player = models[{place}];
            player.set("guess", player.get("traces").map(() => 1));
            const end = Math.max(...player.get("traces").map((trace) => trace.horizon));
            for (let share = 0.1; share < 0.9; share += 0.01) {{
              player.set("day", share * end);
              if (one("{waits}:not([visibility=hidden])")) break;
            }}""",
            f"{waits}:visible",
        ),
        ("table open", "press('more', 'story')", ".story table"),
        (
            "finished",
            f"models[{place}].set('day', 1e9); models[{place}].set('opened', true)",
            ".results table",
        ),
    ]


_SCENE = [
    (
        "predicting",
        "model.set('predict', true); one(\"[data-id^='guess.more']\").click()",
        ".ask input",
    ),
    (
        "paused midway",
        "model.set('guess', model.get('record').fields.map(([low]) => low)); seek(0.5)",
        ".stage > *",
    ),
    ("table open", "press('table')", ".story table"),
    ("finished", "seek(1)", ".verdict"),
]
_EXPLORER = [("table open", "press('table')", ".tables table")]
_MAP = [
    (
        "predicting",
        "model.set('predict', true); press('brush-1', 'patch-0', 'patch-5')",
        ".patch",
    ),
    (
        "finished, table open",
        """const names = model.get("contenders").map(({ name }) => name);
        model.set("guess", model.get("patches").map((_, n) => names[n % 3]))""",
        ".kept",
    ),
]
_CARD = [
    (
        "predicting",
        "one('select').selectedIndex = 1; one('select').dispatchEvent(new Event('change'))",
        "select",
    ),
    (
        "finished, table open",
        "model.set('guess', [0, 1, 2, 0].map((n) => model.get('contenders')[n].name))",
        ".twin table",
    ),
]
_SORTING = [
    ("predicting", "one('.onto').click(); one('.pile:last-child .onto').click()", ".chip"),
    ("paused midway", "press('check')", ".chip .sign"),
    ("table open", "press('table')", ".list select"),
    (
        "finished",
        """press("table"); const [pile] = model.get("piles");
        model.set("placed", Object.fromEntries(model.get("cards").map(({ id }) => [id, pile.id])));
        press("check")""",
        ".why",
    ),
]  # fmt: skip
_QUIZ = [
    ("predicting", "one('[type=radio]').click()", ":checked"),
    (
        "paused midway",
        "model.set('answers', { [model.get('questions')[0].id]: 0 })",
        "details.choice[open]",
    ),
    (
        "finished",
        """const all = model.get("questions").map(({ id }) => [id, 1]);
        model.set("answers", Object.fromEntries(all));
        model.set("at", 1);
        document.querySelectorAll("details").forEach((one) => { one.open = true; })""",
        "details.right[open]",
    ),
]
_BUILDER = [
    (state, "press('play.path'); " + act if state == "paused midway" else act, proof)
    for state, act, proof in _player(1)[1:]
] + [("built", "press('add-panel', 'part-0')", "[data-id='set-n']")]
_DICTIONARY = [
    ("turned", "one('.turn').click()", ".faces.turned"),
    ("table open", "press('table')", ".list"),
]

STATES = {
    "explorer": _EXPLORER,
    "explorer_with_a_player": _EXPLORER + _player(1, ".file.standing.counted"),
    "path_builder": _BUILDER,
    "phase_map": _MAP,
    "phase_map_guess": _MAP,
    "scorecard": _CARD,
    "path_player": _player(),
    "path_player_queues": _player(0, ".file.standing.counted"),
    "dictionary": _DICTIONARY,
    "quiz": _QUIZ,
    "three_words": _SORTING,
} | {name: _SCENE for name in SAMPLES if name.startswith("scene_")}


def walk(page, name):
    """Bring the page of a sample into each of its states; yield the name of each."""
    for state, act, proof in [FRESH, *STATES[name]]:
        page.evaluate(f"() => {{ {HELP} {act} }}")
        page.locator(proof).first.wait_for(timeout=3_000)
        yield state
