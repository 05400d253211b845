// Look up: the matches of a text, and the pairs that are added.

import { $, confirmed, copy, facts, h, isolated, plural, text } from "./elements.js";
import { fill } from "./kept.js";
import { answering, done, on, questions, run } from "./requests.js";
import { ask, languages, post } from "./server.js";

export function differences(match) {
  if (!match.differences) return [match.source];
  // What both have stands as it is; what one has alone is marked, its blanks with it.
  return match.differences.flatMap((part) => part.change === "same" ? [part.source]
    : [part.source && h("del", {}, part.source), part.query && h("ins", {}, part.query)].filter(Boolean));
}

const provenance = (entry) => facts(entry.document, entry.paragraph != null && `¶ ${entry.paragraph + 1}`,
  entry.sentence != null && `sentence ${entry.sentence + 1}`, entry.bead, entry.origin, entry.person ?? entry.createdBy,
  (entry.date ?? entry.createdAt ?? "").slice(0, 10));

function matchCard(match, { from, to }, again) {
  const act = (name, path, did) => h("button", { type: "button", class: "plain writes", "data-name": `${path}-${match.unit}`,
    onclick: (event) => run(async () => {
      await post(`/v1/units/${match.unit}/${path}`, {});
      return done(`Unit ${match.unit} is ${did}.`, again);
    }, event.target) }, name);
  return h("li", { class: "card" },
    facts(h("b", {}, String(match.score)), match.kind, match.review,
      plural(match.uses, "use"), `unit ${match.unit}`, match.negation && h("span", { class: "bad" }, "one side negates")),
    text(from, differences(match)),
    text(to, h("strong", { class: "target" }, match.target)),
    match.repair && facts("stored:", match.repair.stored),
    h("div", { class: "row" }, act("Approve", "approve", "approved"), act("Reject", "reject", "rejected"),
      h("button", { type: "button", class: "plain writes", onclick: () => edit(match, again) }, "Edit"),
      h("button", { type: "button", class: "plain", onclick: (event) => run(() => copy(match.target), event.target) }, "Copy")),
    h("details", {}, h("summary", {}, "Where it comes from"), match.provenance.map(provenance)));
}

/** Edits a unit. The dialog stays until the change is stored, or the user gives it up. */
function edit(match, again) {
  const old = match.repair?.stored ?? match.target;
  const field = h("textarea", { rows: 3, dir: "auto", "aria-label": "Translation" });
  field.value = old;
  const fault = h("p", { class: "bad", role: "alert" });
  const leave = async () => {
    if (field.value === old || await confirmed("Give up the change? It is not stored.", "Give it up", "Go on editing")) dialog.close();
  };
  const save = async (event) => {
    event.preventDefault();
    event.submitter.disabled = true;
    try {
      await ask("PATCH", `/v1/units/${match.unit}`, { json: { target: field.value } });
      dialog.close();
      run(() => done(`Unit ${match.unit} is changed.`, again));
    } catch (error) {
      fault.textContent = error.message;
      event.submitter.disabled = false;
    }
  };
  const dialog = h("dialog", { "aria-label": `Edit unit ${match.unit}`, onclose: () => dialog.remove(),
    oncancel: (event) => { event.preventDefault(); leave(); },
    // A second Escape would close it without `cancel`.
    onkeydown: (event) => { if (event.key === "Escape" && !event.isComposing) { event.preventDefault(); leave(); } } },
    h("form", { onsubmit: save }, h("p", { dir: "auto" }, match.source), field, fault, h("div", { class: "row" },
      h("button", {}, "Save"), h("button", { type: "button", class: "plain", onclick: leave }, "Cancel"))));
  document.body.append(dialog);
  dialog.showModal();
}

/** How many matches are shown at first, and how many are added. */
const MATCHES = 5;

/** Shows the matches of a request; what is done with one of them asks the same again. */
const lookUp = (request, count) => answering(["lookup-results"], request, () => {
  $("lookup-more").hidden = true;
  return post("/v1/lookup", { ...request, limit: Math.min(count + 1, 100) });
}, (answer) => {
  const again = async () => { if (questions["lookup-results"] === request) await lookUp(request, count); };
  const matches = answer.matches.slice(0, count);
  $("lookup-results").replaceChildren(...matches.map((match) => matchCard(match, request, again)));
  $("lookup-more").hidden = answer.matches.length <= count;
  $("lookup-more").onclick = (event) => run(() => lookUp(request, count + MATCHES), event.target);
  // The text can be added with its translation, unless somebody types another pair.
  const source = $("add-source");
  if (!$("add-target").value.trim() && source.value === (source.dataset.offered ?? "")) {
    source.dataset.offered = source.value = answer.query;
  }
  const terms = (answer.terms ?? []).map((term) => `${isolated(term.source)} → ${isolated(term.target)}`);
  const more = answer.matches.length > count ? ", and there are more." : ".";
  return [matches.length ? plural(matches.length, "match") + more : "Nothing was found.",
    terms.length && `Terms: ${[...new Set(terms)].join("; ")}`].filter(Boolean).join(" ");
});

const lookUpText = () => lookUp({ text: $("lookup-text").value.trim(), min: Number($("lookup-min").value),
  fast: $("lookup-fast").checked, ...languages() }, MATCHES);

on("lookup-form", lookUpText);
$("lookup-text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("lookup-form").requestSubmit();
});
on("add-form", async () => {
  const pair = { source: $("add-source").value, target: $("add-target").value };
  const receipt = await post("/v1/units", { ...pair, ...languages() });
  for (const side of ["source", "target"]) {
    const field = $(`add-${side}`);
    if (field.value === pair[side]) fill(field, "");
    delete field.dataset.offered;
  }
  return done(receipt.added ? "The pair is added." : "The memory has the pair already.",
    async () => { if ($("lookup-text").value.trim()) await lookUpText(); });
});
