// Align: the beads of two texts, which a person corrects by keys or buttons and sends to the memory.

import { $, confirmed, download, facts, h, plural, replace, say, text } from "./elements.js";
import { fill, restored, store, stored, unsafe } from "./kept.js";
import { on, run } from "./requests.js";
import { file, languages, post } from "./server.js";

/** The alignment at hand: {request, source, target, beads, chosen, past, isSent}. It is kept in the browser. */
let work = null;
const DOUBT = 0.7;

const keepWork = () => store("alignment", work && { ...work, past: [] });

on("align-form", async () => {
  const name = (id) => $(id).dataset.name ?? "";
  const request = { source: $("align-source").value, target: $("align-target").value,
    sourceName: $("align-name").value.trim() || name("align-source"), targetName: name("align-target"),
    force: $("align-force").checked, ...languages() };
  const kinds = (text, file, lang) => post("/v1/segment", { text, name: file, lang });
  const [source, target, alignment] = await Promise.all([
    kinds(request.source, request.sourceName, request.from), kinds(request.target, request.targetName, request.to),
    post("/v1/align", request)]);
  if (!alignment.beads.length) throw new Error("There is no text in either file.");
  work = { request, source: source.segments, target: target.segments, chosen: 0, past: [],
    beads: alignment.beads.map(({ source, target, confidence, crossing }) => ({ source, target, confidence, crossing })) };
  keepWork();
  showBeads();
  $("beads").focus({ preventScroll: true });
  return `${plural(work.beads.length, "bead")}, ${doubtful().length} doubtful`
    + (alignment.translation ? "" : ". The texts do not look like translations of each other.");
});

/** A bead that a person changed is that person's: it is approved, if nothing else is said of it, and has no confidence. */
const own = (bead) => (bead.isChanged ? "approved" : undefined);
const changed = (source, target) => ({ source, target, isChanged: true, verdict: "approved" });
/** The verdict of a bead when somebody gives one: the same again takes it back. */
const toggled = (bead, verdict) => ({ ...bead, verdict: bead.verdict === verdict ? own(bead) : verdict });
const isDoubtful = (bead) => !bead.verdict && bead.confidence < DOUBT;
const doubtful = () => work.beads.filter(isDoubtful);
/** The beads with a verdict that would be lost with the alignment. */
const openBeads = () => (work && !work.isSent ? work.beads.filter((bead) => bead.verdict) : []);

const VERDICTS = { approved: h("span", { class: "good" }, "✓ approved"), dropped: h("span", { class: "bad" }, "✗ dropped") };

function beadRow(bead) {
  const side = (segments, numbers, label, language) => h("div", { "aria-label": label }, numbers.map((number) =>
    // The kind, isolated, has no part in the direction of the text.
    text(language, h("bdi", { class: "kind" }, segments[number]?.kind ?? ""), "\u2002", segments[number]?.text ?? "")));
  return h("div", { class: `card bead${isDoubtful(bead) ? " doubtful" : ""}`, role: "option",
    "aria-selected": "false", onclick: () => choose(work.beads.indexOf(bead)) },
    facts(h("b", {}, `${bead.source.length}–${bead.target.length}`),
      bead.verdict ? VERDICTS[bead.verdict].cloneNode(true) : `${Math.round(bead.confidence * 100)} %`,
      bead.isChanged && "changed"),
    side(work.source, bead.source, "Source", work.request.from), side(work.target, bead.target, "Translation", work.request.to));
}

/** The row of each bead. What happens to a bead makes another bead of it. */
const rows = new WeakMap();

function rowOf(bead, index) {
  const row = rows.get(bead) ?? beadRow(bead);
  rows.set(bead, row);
  row.id = `bead-${index}`;
  return row;
}

function showBeads() {
  $("beads-box").hidden = !work;
  $("align-form").hidden = Boolean(work);
  if (!work) return $("beads").replaceChildren();
  replace($("beads"), work.beads.map(rowOf));
  $("beads-count").textContent = `${work.beads.filter((bead) => bead.verdict).length} of ${work.beads.length} decided`;
  choose(Math.min(work.chosen, work.beads.length - 1));
}

function choose(index) {
  if (index < 0 || index >= work.beads.length) return;
  for (const row of $("beads").querySelectorAll("[aria-selected=true]")) row.setAttribute("aria-selected", "false");
  work.chosen = index;
  const row = $(`bead-${index}`);
  row.setAttribute("aria-selected", "true");
  $("beads").setAttribute("aria-activedescendant", row.id);
  row.scrollIntoView({ block: "nearest" });
}

/** What each key does with the chosen bead; `false` where it cannot be done. */
const keys = {
  a: (beads, at) => { beads[at] = toggled(beads[at], "approved"); return at + 1; },
  d: (beads, at) => { beads[at] = toggled(beads[at], "dropped"); return at + 1; },
  m: (beads, at) => {
    if (at + 1 >= beads.length || beads[at].crossing || beads[at + 1].crossing) return false;
    const [first, second] = beads.splice(at, 2);
    beads.splice(at, 0, changed([...first.source, ...second.source], [...first.target, ...second.target]));
    return at;
  },
  s: (beads, at) => {
    const { source, target, crossing } = beads[at];
    const count = Math.max(source.length, target.length);
    if (count < 2 && !(source.length && target.length)) return false;
    // The first segments of each side are one bead, and the rest another.
    const cut = (list) => (list.length > 1 ? [list.slice(0, 1), list.slice(1)] : [list, []]);
    const [one, two] = count < 2 ? [[source, []], [[], target]] : [cut(source), cut(target)];
    // What stands out of order still does.
    const part = (source, target) => ({ ...changed(source, target), crossing: crossing && source.length > 0 && target.length > 0 });
    beads.splice(at, 1, part(one[0], two[0]), part(one[1], two[1]));
    return at;
  },
  "]": (beads, at) => {
    const [bead, next] = [beads[at], beads[at + 1]];
    if (!next || !bead.target.length || bead.crossing || next.crossing) return false;
    beads.splice(at, 2, changed(bead.source, bead.target.slice(0, -1)), changed(next.source, [bead.target.at(-1), ...next.target]));
    return at;
  },
  "[": (beads, at) => {
    const [bead, next] = [beads[at], beads[at + 1]];
    if (!next || !next.target.length || bead.crossing || next.crossing) return false;
    beads.splice(at, 2, changed(bead.source, [...bead.target, next.target[0]]), changed(next.source, next.target.slice(1)));
    return at;
  },
};

/** Does what a key says, or the button that stands for it; `false` if the key is none of them. */
function press(key) {
  const steps = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, Home: -Infinity, End: Infinity };
  if (key in steps) {
    choose(Math.max(0, Math.min(work.beads.length - 1, work.chosen + steps[key])));
  } else if (key === "n") {
    const order = [...work.beads.keys()].map((index) => (work.chosen + 1 + index) % work.beads.length);
    const next = order.find((index) => isDoubtful(work.beads[index]));
    if (next == null) say("No bead is doubtful."); else choose(next);
  } else if (key === "u") {
    const past = work.past.pop();
    if (past) change(past); else say("There is nothing to undo.");
  } else if (key in keys) {
    const beads = [...work.beads];
    const chosen = keys[key](beads, work.chosen);
    if (chosen === false) { say("That cannot be done here."); return true; }
    work.past.push({ beads: work.beads, chosen: work.chosen });
    // A bead without segments is none.
    change({ beads: beads.filter((bead) => bead.source.length || bead.target.length), chosen });
  } else {
    return false;
  }
  return true;
}

function change({ beads, chosen }) {
  Object.assign(work, { beads, chosen: Math.min(chosen, beads.length - 1), isSent: false });
  keepWork();
  showBeads();
}

$("beads").addEventListener("keydown", (event) => {
  if (!work || event.ctrlKey || event.metaKey || event.altKey) return;
  if (press(event.key)) event.preventDefault();
});
for (const button of $("bead-keys").children) {
  button.setAttribute("aria-keyshortcuts", button.dataset.key);
  // The keys still work after a click: the list keeps the focus.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => press(button.dataset.key));
}

const corrected = () => ({ ...work.request, force: true, beads: work.beads.map(
  ({ source, target, confidence, crossing, verdict }) => ({ source, target, confidence, crossing, verdict })) });
$("beads-save").addEventListener("click", (event) => run(async () => {
  const { beads } = work;
  const receipt = await post("/v1/alignments", corrected());
  if (work?.beads === beads) {
    work.isSent = true;
    keepWork();
  }
  return `${plural(receipt.added, "pair")} added, ${receipt.same} there already, ${receipt.approved} approved.`;
}, event.target));
$("beads-tmx").addEventListener("click", (event) => run(async () => {
  const name = `${work.request.sourceName || "alignment"}.tmx`;
  download(await file("POST", "/v1/align", { json: { ...corrected(), format: "tmx" } }), name);
}, event.target));
$("beads-close").addEventListener("click", async () => {
  const decided = openBeads().length;
  const question = `Close the alignment? ${plural(decided, "bead")} decided, not sent to the memory.`;
  if (decided && !await confirmed(question, "Close it", "Go on with it")) return;
  const { source, target, sourceName, targetName } = work.request;
  if (!$("align-source").value) fill($("align-source"), source, sourceName);
  if (!$("align-target").value) fill($("align-target"), target, targetName);
  work = null;
  keepWork();
  showBeads();
  say("");
});

/** Shows the alignment that the browser kept. */
export function restoreAlignment() {
  work = stored("alignment");
  if (restored("alignment", showBeads)) return;
  work = null;
  showBeads();
}

/** Gives the list of beads the focus, if there is an alignment. */
export function focusBeads() {
  if (work) $("beads").focus({ preventScroll: true });
  return Boolean(work);
}

// Another tab keeps its own work in the place of what this one has.
window.addEventListener("storage", ({ key }) => { if (key === "alignment" && openBeads().length) unsafe.add(key); });
