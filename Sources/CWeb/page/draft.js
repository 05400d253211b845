// Pretranslate: an article with what the memory has for it, which a person edits segment by segment.

import { $, confirmed, download, facts, h, plural, say, text } from "./elements.js";
import { fill, restored, store, stored, unsafe } from "./kept.js";
import { differences } from "./lookup.js";
import { newest, on, run } from "./requests.js";
import { file, languages, post } from "./server.js";

/**
 * The draft at hand: {id, request, segments}. It is kept in the browser, with what was typed into a segment (`text`) and
 * what the memory has of that (`kept`).
 */
let draft = null;

/** Whether a segment has a translation that would be lost with the draft. */
const isOpen = ({ text, kept, target }) => Boolean(text?.trim()) && text !== (kept ?? target ?? "");
const openSegments = () => draft?.segments.filter(isOpen) ?? [];

/** Keeps what was typed. The segments are many, and kept once. */
const keepTexts = () => store("draft-texts", draft && { of: draft.id,
  texts: draft.segments.flatMap(({ text, kept }, index) => (text == null ? [] : [[index, text, kept]])) });

function keepDraft() {
  const facts = ({ index, kind, source, target, match, score }) => ({ index, kind, source, target, match, score });
  store("draft", draft && { ...draft, segments: draft.segments.map(facts) });
  keepTexts();
}

function readDraft() {
  draft = stored("draft");
  const typed = stored("draft-texts");
  for (const [index, text, kept] of typed?.of === draft?.id ? typed?.texts ?? [] : []) {
    Object.assign(draft.segments[index], { text, kept: kept ?? undefined });
  }
  if (draft && !$("draft-text").value) fill($("draft-text"), draft.request.text, draft.request.name);
}

on("draft-form", async () => {
  const name = $("draft-text").dataset.name ?? "";
  const request = { text: $("draft-text").value, name, min: Number($("draft-min").value), ...languages() };
  const { segments } = await post("/v1/pretranslate", request);
  const isSame = draft && draft.request.from === request.from && draft.request.to === request.to;
  // What was typed goes with its segment into the new draft.
  const typed = (draft?.segments ?? []).filter(({ text }) => text != null);
  const left = typed.filter((segment) => {
    const { source, text, kept } = segment;
    const place = isSame && segments.find((other) => other.source === source && other.text == null);
    if (place) Object.assign(place, { text, kept });
    return !place && isOpen(segment);
  });
  const question = `Leave the draft? It has ${plural(left.length, "segment")} edited, not kept, and missing in the new one.`;
  if (left.length && !await confirmed(question, "Make the new one", "Go on with it")) return "The draft is as it was.";
  draft = { id: Date.now(), request, segments };
  keepDraft();
  showDraft();
  $("draft-segments").querySelector("textarea")?.focus();
  return plural(segments.length, "segment");
});

function showDraft() {
  $("draft-box").hidden = !draft;
  $("draft-editor").append($("draft-help"));
  $("draft-help").replaceChildren();
  $("draft-segments").replaceChildren(...(draft?.segments ?? []).map(draftRow));
  if (!draft) return;
  fit(draft.segments.map((segment) => segment.field));
  count();
}

function count() {
  const found = draft.segments.filter((segment) => segment.target != null).length;
  const kept = draft.segments.filter((segment) => segment.kept != null).length;
  const open = openSegments().length;
  $("draft-count").textContent =
    `${found} of ${draft.segments.length} from the memory, ${kept} kept${open ? `, ${open} edited` : ""}`;
}

/** Makes fields as high as their texts where the style sheet cannot. */
function fit(fields) {
  if (CSS.supports("field-sizing", "content")) return;
  for (const field of fields) field.style.height = "auto";
  const heights = fields.map((field) => field.scrollHeight);
  fields.forEach((field, index) => { field.style.height = `${heights[index] + 2}px`; });
}

function draftRow(segment, index) {
  const field = h("textarea", { rows: 2, dir: "auto", lang: draft.request.to || null,
    "aria-label": `Translation of segment ${index + 1}`, onfocus: () => help(index),
    oninput: () => {
      segment.text = field.value;
      row.classList.toggle("kept", segment.text === segment.kept);
      fit([field]);
      keepTexts();
      count();
    },
    onkeydown: (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        keepAndGoOn(index);
      } else if (event.altKey && /^[1-9]$/.test(event.key)) {
        event.preventDefault();
        $("draft-help").querySelectorAll("button.take")[Number(event.key) - 1]?.click();
      }
    } });
  field.value = segment.text ?? segment.target ?? "";
  const isKept = segment.kept != null && segment.text === segment.kept;
  const row = h("li", { class: `card${isKept ? " kept" : ""}` }, facts(h("b", {}, String(segment.index + 1)), segment.kind,
    segment.match ? `${segment.match} ${segment.score}` : "no match"), text(draft.request.from, segment.source), field);
  Object.assign(segment, { field, row });
  return row;
}

/** Shows the matches and terms of a segment: beside the draft, or on a narrow screen below the segment. */
function help(index) {
  const box = $("draft-help");
  const { source, field, row } = draft.segments[index];
  const { from, to } = draft.request;
  if (box.dataset.of === String(index) && box.childElementCount) return;
  if (matchMedia("(max-width: 44rem)").matches) row.append(box); else $("draft-editor").append(box);
  // Those of another segment are not to be taken here.
  box.replaceChildren();
  box.dataset.of = index;
  const neighbour = (step) => draft.segments[index + step]?.source;
  const request = { text: source, previous: neighbour(-1), next: neighbour(1), min: 50, from, to };
  const take = (text) => () => { field.value = text; field.dispatchEvent(new Event("input")); field.focus(); };
  const matchBox = (match, number) => h("div", { class: "card" },
    facts(h("b", {}, String(match.score)), match.kind), text(from, differences(match)), text(to, match.target),
    h("button", { type: "button", class: "plain take", onclick: take(match.target) },
      "Take", h("span", { class: "keys" }, ` (Alt ${number + 1})`)));
  const termLine = (term) =>
    h("li", {}, h("bdi", {}, term.found), ": ", h("bdi", {}, term.target), ` (${term.status})`);
  newest("draft-help", request, () => post("/v1/lookup", request).catch((error) => error), (answer) => {
    if (!field.isConnected) return;
    box.replaceChildren(h("button", { type: "button", class: "writes", onclick: () => keepAndGoOn(index) },
      "Keep", h("span", { class: "keys" }, " (Ctrl Enter)")));
    if (answer instanceof Error) return box.append(h("p", { class: "bad" }, answer.message));
    box.append(h("h3", {}, "Matches"), ...(answer.matches.length ? answer.matches.map(matchBox) : [h("p", {}, "None.")]),
      h("h3", {}, "Terms"), answer.terms?.length ? h("ul", {}, answer.terms.map(termLine)) : h("p", {}, "None."));
  });
}

/** Adds the translation of a segment of a draft to the memory. */
async function keep(segment, of) {
  const target = segment.field.value;
  if (!target.trim()) throw new Error("The translation is empty.");
  const { from, to } = of.request;
  await post("/v1/units", { source: segment.source, target, force: true, from, to });
  segment.kept = target;
  segment.text = segment.field.value;
  segment.row.classList.toggle("kept", segment.text === target);
  // Its repetitions follow it, but for those that somebody wrote, or that the memory has between the same neighbours.
  for (const other of of.segments) {
    if (other.source !== segment.source || other.text != null || other.match === "context") continue;
    other.text = other.kept = other.field.value = target;
    other.row.classList.add("kept");
    fit([other.field]);
  }
  // The memory has another answer now, which is asked for when a segment is chosen the next time.
  delete $("draft-help").dataset.of;
  // Meanwhile the draft may be closed, or another one.
  if (draft === of) {
    keepTexts();
    count();
  }
  return "Kept.";
}

function keepAndGoOn(index) {
  const of = draft;
  run(() => keep(of.segments[index], of));
  of.segments[index + 1]?.field.focus();
}

$("draft-keep").addEventListener("click", (event) => run(async () => {
  const [of, open] = [draft, openSegments()];
  for (const segment of open) await keep(segment, of);
  return `${plural(open.length, "segment")} kept.`;
}, event.target));
$("draft-download").addEventListener("click", (event) => run(async () => {
  const { request, segments } = draft;
  // What the memory learnt meanwhile is not what stands here.
  const targets = segments.map(({ index, source, text, target }) => ({ index, source, target: text ?? target ?? "" }));
  const json = { ...request, targets, format: "document" };
  download(await file("POST", "/v1/pretranslate", { json }), request.name || "article.txt");
  const open = openSegments().length;
  return `The article has what stands here${open ? `; ${plural(open, "segment")} edited, not kept in the memory` : ""}.`;
}, event.target));
$("draft-close").addEventListener("click", async () => {
  const open = openSegments().length;
  const question = `Close the draft? ${plural(open, "segment")} edited, not kept in the memory.`;
  if (open && !await confirmed(question, "Close it", "Go on with it")) return;
  draft = null;
  keepDraft();
  showDraft();
  say("");
});

/** Shows the draft that the browser kept. */
export function restoreDraft() {
  if (restored("draft", () => { readDraft(); showDraft(); })) return;
  draft = null;
  showDraft();
}

// Another tab keeps its own work in the place of what this one has.
window.addEventListener("storage", ({ key }) => { if (key?.startsWith("draft") && openSegments().length) unsafe.add(key); });
