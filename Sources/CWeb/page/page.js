// The page of a Padan server: plain JavaScript over the API below /v1, in one file without dependencies.
"use strict";

const $ = (id) => document.getElementById(id);

/** An element with attributes, listeners (onclick: …) and children, which are texts or elements. */
function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

function say(text, isBad = false) {
  $("status").textContent = text;
  $("status").classList.toggle("bad", isBad);
}

/** A line of facts about something; each is an element of its own, so that there is room between them. */
const facts = (...parts) => h("p", { class: "facts" },
  parts.filter(Boolean).map((part) => (typeof part === "string" ? h("span", {}, part) : part)));

const plural = (count, noun) => `${count.toLocaleString()} ${noun}${count === 1 ? "" : "s"}`;

// MARK: The server

const server = { writable: false };

async function token() {
  const dialog = $("token-dialog");
  if (!dialog.open) dialog.showModal();
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  sessionStorage.setItem("token", $("token").value);
}

/** Asks the server, and asks the user for the token if it needs one. */
async function ask(method, path, { query = {}, json, body } = {}) {
  const items = Object.entries(query).filter(([, value]) => value !== "" && value != null && value !== false);
  const address = items.length ? `${path}?${new URLSearchParams(items)}` : path;
  for (;;) {
    const headers = {};
    const known = sessionStorage.getItem("token");
    if (known) headers.Authorization = `Bearer ${known}`;
    if (json) headers["Content-Type"] = "application/json";
    const response = await fetch(address, { method, headers, body: json ? JSON.stringify(json) : body });
    if (response.status === 401) {
      await token();
      continue;
    }
    if (!response.ok) {
      const fault = await response.json().catch(() => null);
      throw new Error(fault?.error?.message ?? `The server answers ${response.status}.`);
    }
    return response;
  }
}

const get = async (path, query) => (await ask("GET", path, { query })).json();
const post = async (path, json) => (await ask("POST", path, { json })).json();
const languages = () => ({ from: $("from").value.trim(), to: $("to").value.trim() });

/** Runs what a user asked for; a fault is told, and the form is not sent twice. */
function on(form, work) {
  $(form).addEventListener("submit", async (event) => {
    event.preventDefault();
    await run(work, event.submitter ?? $(form).querySelector("button"));
  });
}

async function run(work, button) {
  if (button) button.disabled = true;
  say("…");
  try {
    say((await work()) ?? "");
  } catch (error) {
    say(error.message, true);
  } finally {
    if (button) button.disabled = false;
  }
}

function download(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The parts of a text before, in and after places, which are given in UTF-8 bytes. */
function marked(text, places, attributes = {}) {
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const parts = [];
  let end = 0;
  for (const place of [...places].sort((a, b) => a.start - b.start)) {
    if (place.start < end) continue;
    parts.push(decoder.decode(bytes.subarray(end, place.start)));
    parts.push(h("mark", attributes, decoder.decode(bytes.subarray(place.start, place.end))));
    end = place.end;
  }
  parts.push(decoder.decode(bytes.subarray(end)));
  return parts;
}

// MARK: Look up

function differences(match) {
  if (!match.differences) return [match.source];
  // What both have stands as it is; what one has alone is marked, its blanks with it.
  return match.differences.flatMap((part) => part.change === "same" ? [part.source]
    : [part.source && h("del", {}, part.source), part.query && h("ins", {}, part.query)].filter(Boolean));
}

function provenance(entry) {
  return h("p", {}, [entry.document, entry.paragraph != null && `¶ ${entry.paragraph + 1}`,
    entry.sentence != null && `sentence ${entry.sentence + 1}`, entry.bead, entry.origin, entry.person ?? entry.createdBy,
    (entry.date ?? entry.createdAt ?? "").slice(0, 10)].filter(Boolean).join(" · "));
}

function matchCard(match, again) {
  const act = (name, path, json) => h("button", { type: "button", class: "plain writes",
    onclick: (event) => run(async () => {
      await post(`/v1/units/${match.unit}/${path}`, json);
      await again();
      return `Unit ${match.unit}: ${name.toLowerCase()}d.`;
    }, event.target) }, name);
  return h("li", { class: "card" },
    facts(h("b", {}, String(match.score)), match.kind, match.review,
      plural(match.uses, "use"), `unit ${match.unit}`, match.negation && h("span", { class: "bad" }, "one side negates")),
    h("p", {}, differences(match)),
    h("p", { class: "target" }, h("strong", {}, match.target)),
    match.repair && facts(`stored: ${match.repair.stored}`),
    h("div", { class: "row" }, act("Approve", "approve", {}), act("Reject", "reject", {}),
      h("button", { type: "button", class: "plain writes", onclick: () => edit(match, again) }, "Edit"),
      h("button", { type: "button", class: "plain", onclick: () => navigator.clipboard?.writeText(match.target) }, "Copy")),
    h("details", {}, h("summary", {}, "Where it comes from"), match.provenance.map(provenance)));
}

function edit(match, again) {
  const field = h("textarea", { rows: 3, "aria-label": "Translation" });
  field.value = match.repair?.stored ?? match.target;
  const dialog = h("dialog", { "aria-label": `Edit unit ${match.unit}` }, h("form", { method: "dialog" },
    h("p", {}, match.source), field, h("div", { class: "row" }, h("button", { value: "save" }, "Save"),
      h("button", { value: "", class: "plain" }, "Cancel"))));
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue !== "save") return;
    run(async () => {
      await ask("PATCH", `/v1/units/${match.unit}`, { json: { target: field.value } });
      await again();
      return `Unit ${match.unit} is changed.`;
    });
  });
  dialog.showModal();
}

async function lookUp() {
  const answer = await post("/v1/lookup", { text: $("lookup-text").value.trim(), min: Number($("lookup-min").value),
    fast: $("lookup-fast").checked, ...languages() });
  const terms = (answer.terms ?? []).map((term) => `${term.source} → ${term.target}`);
  $("lookup-results").replaceChildren(...answer.matches.map((match) => matchCard(match, lookUp)));
  $("add-source").value = answer.query;
  return [answer.matches.length ? plural(answer.matches.length, "match").replace("matchs", "matches") : "Nothing was found.",
    terms.length && `Terms: ${[...new Set(terms)].join("; ")}`].filter(Boolean).join(" ");
}

on("lookup-form", lookUp);
$("lookup-text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("lookup-form").requestSubmit();
});
on("add-form", async () => {
  await post("/v1/units", { source: $("add-source").value, target: $("add-target").value, ...languages() });
  $("add-target").value = "";
  await lookUp();
  return "The pair is added.";
});

// MARK: Search

on("search-form", async () => {
  const words = (id) => { const text = $(id).value.trim(); return text ? [text] : []; };
  const answer = await post("/v1/search", { words: words("search-words"), source: words("search-source"),
    target: words("search-target"), stem: $("search-stem").checked, regex: $("search-regex").checked });
  $("search-results").replaceChildren(...answer.lines.map((line) => {
    const [own, other] = line.side === "target" ? [line.target, line.source] : [line.source, line.target];
    return h("li", { class: "card" }, h("p", {}, marked(own, [line])), h("p", {}, marked(other, line.counterparts, { class: "other" })),
      facts(`unit ${line.unit}`, line.review, line.provenance[0]?.document));
  }));
  return answer.lines.length ? `${plural(answer.lines.length, "place")}${answer.more ? ", and there are more" : ""}` : "Nothing was found.";
});

// MARK: Files that are dropped

for (const box of document.querySelectorAll(".drop")) {
  const field = box.querySelector("textarea");
  const take = async (file) => {
    if (!file) return;
    field.value = await file.text();
    field.dataset.name = file.name;
    if (box.dataset.side === "source") $("align-name").value = file.name;
    say(`${file.name} is read.`);
  };
  box.querySelector("input[type=file]").addEventListener("change", (event) => take(event.target.files[0]));
  field.addEventListener("input", () => { delete field.dataset.name; });
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("over");
    take(event.dataTransfer.files[0]);
  });
}

// MARK: Align

/** The alignment at hand: {request, source, target, beads, chosen, past}. It is kept in the browser. */
let work = null;
const DOUBT = 0.7;

function keepWork() {
  if (!work) return localStorage.removeItem("alignment");
  try {
    localStorage.setItem("alignment", JSON.stringify({ ...work, past: [] }));
  } catch {
    say("The browser has no room to keep this alignment.", true);
  }
}

on("align-form", async () => {
  const name = (id) => $(id).dataset.name ?? "";
  const request = { source: $("align-source").value, target: $("align-target").value,
    sourceName: $("align-name").value.trim() || name("align-source"), targetName: name("align-target"),
    force: $("align-force").checked, ...languages() };
  const kinds = (text, file, lang) => post("/v1/segment", { text, name: file, lang });
  const [source, target, alignment] = await Promise.all([
    kinds(request.source, request.sourceName, request.from), kinds(request.target, request.targetName, request.to),
    post("/v1/align", request)]);
  work = { request, source: source.segments, target: target.segments, chosen: 0, past: [],
    beads: alignment.beads.map(({ source, target, confidence, crossing }) => ({ source, target, confidence, crossing })) };
  keepWork();
  showBeads();
  $("beads").focus({ preventScroll: true });
  return `${plural(work.beads.length, "bead")}, ${doubtful().length} doubtful`
    + (alignment.translation ? "" : ". The texts do not look like translations of each other.");
});

const doubtful = () => work.beads.filter((bead) => !bead.verdict && bead.confidence < DOUBT);

function showBeads() {
  $("beads-box").hidden = !work;
  $("align-form").hidden = Boolean(work);
  if (!work) return;
  const side = (segments, numbers, label) => h("div", { "aria-label": label }, numbers.map((number) =>
    h("span", { class: "segment" }, h("span", { class: "kind" }, segments[number]?.kind ?? ""), segments[number]?.text ?? "")));
  $("beads").replaceChildren(...work.beads.map((bead, index) => h("div", {
    class: `card bead${!bead.verdict && bead.confidence < DOUBT ? " doubtful" : ""}`, role: "option", id: `bead-${index}`,
    "aria-selected": String(index === work.chosen), onclick: () => choose(index) },
    h("div", { class: "facts" }, h("b", {}, `${bead.source.length}–${bead.target.length}`),
      bead.verdict ? h("span", { class: bead.verdict === "approved" ? "good" : "bad" }, bead.verdict === "approved" ? "✓ approved" : "✗ dropped")
        : `${Math.round(bead.confidence * 100)} %`),
    side(work.source, bead.source, "Source"), side(work.target, bead.target, "Translation"))));
  $("beads-count").textContent = `${work.beads.filter((bead) => bead.verdict).length} of ${work.beads.length} decided`;
  choose(Math.min(work.chosen, work.beads.length - 1));
}

function choose(index) {
  if (index < 0 || index >= work.beads.length) return;
  $(`bead-${work.chosen}`)?.setAttribute("aria-selected", "false");
  work.chosen = index;
  const row = $(`bead-${index}`);
  row.setAttribute("aria-selected", "true");
  $("beads").setAttribute("aria-activedescendant", row.id);
  row.scrollIntoView({ block: "nearest" });
}

const changed = (bead) => ({ ...bead, confidence: 1, crossing: false, verdict: undefined });

/** What each key does with the chosen bead; `false` where it cannot be done. */
const keys = {
  a: (beads, at) => { beads[at] = { ...beads[at], verdict: beads[at].verdict === "approved" ? undefined : "approved" }; return at + 1; },
  d: (beads, at) => { beads[at] = { ...beads[at], verdict: beads[at].verdict === "dropped" ? undefined : "dropped" }; return at + 1; },
  m: (beads, at) => {
    if (at + 1 >= beads.length || beads[at].crossing || beads[at + 1].crossing) return false;
    const [first, second] = beads.splice(at, 2);
    beads.splice(at, 0, changed({ source: [...first.source, ...second.source], target: [...first.target, ...second.target] }));
    return at;
  },
  s: (beads, at) => {
    const { source, target } = beads[at];
    const count = Math.max(source.length, target.length);
    if (count < 2 && !(source.length && target.length)) return false;
    if (count < 2) {
      beads.splice(at, 1, changed({ source, target: [] }), changed({ source: [], target }));
      return at;
    }
    // The first segments of each side are one bead, and the rest another.
    const cut = (list) => (list.length > 1 ? [list.slice(0, 1), list.slice(1)] : [list, []]);
    const [one, two] = [cut(source), cut(target)];
    beads.splice(at, 1, changed({ source: one[0], target: two[0] }), changed({ source: one[1], target: two[1] }));
    return at;
  },
  "]": (beads, at) => {
    const [bead, next] = [beads[at], beads[at + 1]];
    if (!next || !bead.target.length || bead.crossing || next.crossing) return false;
    beads.splice(at, 2, changed({ source: bead.source, target: bead.target.slice(0, -1) }),
      changed({ source: next.source, target: [bead.target.at(-1), ...next.target] }));
    return at;
  },
  "[": (beads, at) => {
    const [bead, next] = [beads[at], beads[at + 1]];
    if (!next || !next.target.length || bead.crossing || next.crossing) return false;
    beads.splice(at, 2, changed({ source: bead.source, target: [...bead.target, next.target[0]] }),
      changed({ source: next.source, target: next.target.slice(1) }));
    return at;
  },
};

$("beads").addEventListener("keydown", (event) => {
  if (!work || event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, Home: -Infinity, End: Infinity };
  if (event.key in steps) {
    choose(Math.max(0, Math.min(work.beads.length - 1, work.chosen + steps[event.key])));
  } else if (event.key === "n") {
    const order = [...work.beads.keys()].map((index) => (work.chosen + 1 + index) % work.beads.length);
    const next = order.find((index) => !work.beads[index].verdict && work.beads[index].confidence < DOUBT);
    if (next == null) say("No bead is doubtful."); else choose(next);
  } else if (event.key === "u") {
    const past = work.past.pop();
    if (!past) return;
    Object.assign(work, past);
    keepWork();
    showBeads();
  } else if (event.key in keys) {
    const beads = [...work.beads];
    const chosen = keys[event.key](beads, work.chosen);
    if (chosen === false) { say("That cannot be done here."); event.preventDefault(); return; }
    work.past.push({ beads: work.beads, chosen: work.chosen });
    // A bead without segments is none.
    work.beads = beads.filter((bead) => bead.source.length || bead.target.length);
    work.chosen = Math.min(chosen, work.beads.length - 1);
    keepWork();
    showBeads();
  } else {
    return;
  }
  event.preventDefault();
});

const corrected = () => ({ ...work.request, force: true, beads: work.beads });
$("beads-save").addEventListener("click", (event) => run(async () => {
  const receipt = await post("/v1/alignments", corrected());
  return `${plural(receipt.added, "pair")} added, ${receipt.same} there already, ${receipt.approved} approved.`;
}, event.target));
$("beads-tmx").addEventListener("click", (event) => run(async () => {
  const response = await ask("POST", "/v1/align", { json: { ...corrected(), format: "tmx" } });
  download(await response.blob(), `${work.request.sourceName || "alignment"}.tmx`);
}, event.target));
$("beads-close").addEventListener("click", () => { work = null; keepWork(); showBeads(); say(""); });

// MARK: Pretranslate

let draft = null;

on("draft-form", async () => {
  const name = $("draft-text").dataset.name ?? "";
  const request = { text: $("draft-text").value, name, min: Number($("draft-min").value), ...languages() };
  const answer = await post("/v1/pretranslate", request);
  draft = { request, segments: answer.segments, kept: 0 };
  $("draft-box").hidden = false;
  $("draft-segments").replaceChildren(...answer.segments.map(draftRow));
  count();
  $("draft-segments").querySelector("textarea")?.focus();
  return plural(answer.segments.length, "segment");
});

function count() {
  const found = draft.segments.filter((segment) => segment.target != null).length;
  $("draft-count").textContent = `${found} of ${draft.segments.length} from the memory, ${draft.kept} kept`;
}

function draftRow(segment, index) {
  const field = h("textarea", { rows: 2, "aria-label": `Translation of segment ${index + 1}`,
    onfocus: () => help(segment, index, field), oninput: () => { segment.isEdited = true; row.classList.remove("kept"); },
    onkeydown: (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        run(() => keep(segment, field, row));
        row.nextElementSibling?.querySelector("textarea").focus();
      } else if (event.altKey && /^[1-9]$/.test(event.key)) {
        event.preventDefault();
        $("draft-help").querySelectorAll("button.take")[Number(event.key) - 1]?.click();
      }
    } });
  field.value = segment.target ?? "";
  const row = h("li", { class: "card" }, facts(h("b", {}, String(segment.index + 1)), segment.kind,
    segment.match ? `${segment.match} ${segment.score}` : "no match"), h("p", {}, segment.source), field);
  segment.field = field;
  segment.row = row;
  return row;
}

async function help(segment, index, field) {
  const neighbour = (step) => draft.segments[index + step]?.source;
  const answer = await post("/v1/lookup", { text: segment.source, previous: neighbour(-1), next: neighbour(1), min: 50,
    ...languages() }).catch(() => null);
  if (!answer || document.activeElement !== field) return;
  const take = (text) => () => { field.value = text; field.dispatchEvent(new Event("input")); field.focus(); };
  $("draft-help").replaceChildren(
    h("h3", {}, "Matches"), ...(answer.matches.length ? answer.matches.map((match, number) => h("div", { class: "card" },
      facts(h("b", {}, String(match.score)), match.kind), h("p", {}, differences(match)), h("p", {}, match.target),
      h("button", { type: "button", class: "plain take", onclick: take(match.target) }, `Take (Alt ${number + 1})`)))
      : [h("p", {}, "None.")]),
    h("h3", {}, "Terms"), answer.terms?.length ? h("ul", {}, answer.terms.map((term) =>
      h("li", {}, `${term.found}: ${term.target} (${term.status})`))) : h("p", {}, "None."));
}

async function keep(segment, field, row) {
  if (!field.value.trim()) throw new Error("The translation is empty.");
  await post("/v1/units", { source: segment.source, target: field.value, force: true, ...languages() });
  segment.isEdited = false;
  if (!row.classList.contains("kept")) draft.kept += 1;
  row.classList.add("kept");
  count();
  return "Kept.";
}

$("draft-keep").addEventListener("click", (event) => run(async () => {
  const edited = draft.segments.filter((segment) => segment.isEdited && segment.field.value.trim());
  for (const segment of edited) await keep(segment, segment.field, segment.row);
  return `${plural(edited.length, "segment")} kept.`;
}, event.target));
$("draft-download").addEventListener("click", (event) => run(async () => {
  const response = await ask("POST", "/v1/pretranslate", { json: { ...draft.request, format: "document" } });
  download(await response.blob(), draft.request.name || "article.txt");
  return "The article has what the memory has: keep what you edited first.";
}, event.target));

// MARK: The memory

function bar(name, part, whole) {
  const width = whole ? Math.max(0.5, 100 * part / whole) : 0;
  const shape = (kind, size) => {
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [key, value] of Object.entries({ class: kind, width: size, height: 10 })) rect.setAttribute(key, value);
    return rect;
  };
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", "0 0 100 10");
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  picture.append(shape("whole", 100), shape("part", width));
  return h("div", { class: "bar" }, h("span", {}, name), picture, h("span", {}, part.toLocaleString()));
}

async function showMemory() {
  const [stats, history] = await Promise.all([get("/v1/stats"), get("/v1/history", { limit: 50 })]);
  const figures = { Units: stats.units, Occurrences: stats.occurrences, Documents: stats.documents, Reviewed: stats.reviewed,
    Terms: stats.terms, Imports: stats.imports, "Megabytes": Math.round(stats.bytes / 1e5) / 10 };
  $("figures").replaceChildren(...Object.entries(figures).map(([name, value]) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, value.toLocaleString()))));
  $("directions").replaceChildren(
    ...stats.directions.map((direction) => bar(`${direction.source} → ${direction.target}`, direction.units, stats.units)),
    bar("reviewed", stats.reviewed, stats.units));
  $("history").replaceChildren(...history.steps.map((step) => h("tr", {}, h("td", {}, String(step.step)),
    h("td", {}, step.kind + (step.undoneBy ? " (undone)" : "")), h("td", {}, [step.origin, step.person].filter(Boolean).join(", ")),
    h("td", {}, step.date.slice(0, 16).replace("T", " ")), h("td", {}, step.pairs.toLocaleString()),
    h("td", {}, !step.undoneBy && h("button", { type: "button", class: "plain writes", "aria-label": `Undo step ${step.step}`,
      onclick: (event) => run(async () => {
        await post("/v1/undo", { step: step.step });
        await showMemory();
        return `Step ${step.step} is undone.`;
      }, event.target) }, "Undo")))));
}

on("import-form", async () => {
  const file = $("import-file").files[0];
  const bar = $("import-progress");
  bar.hidden = false;
  bar.removeAttribute("value");
  try {
    const receipt = await upload(file, bar);
    await showMemory();
    const left = (receipt.leftOut ?? []).map((group) => `${group.count} left out: ${group.reason}`);
    $("import-state").textContent = [`${file.name}: ${receipt.added} pairs ${receipt.dryRun ? "would be " : ""}added, ${receipt.same} there already.`,
      ...left].join(" ");
    return receipt.import ? `Import ${receipt.import}; the history can undo it.` : "";
  } finally {
    bar.hidden = true;
  }
});

/** Sends a file, shows how far it is, and returns the receipt. */
function upload(file, bar) {
  const query = new URLSearchParams({ name: file.name, ...languages(), dryRun: $("import-dry").checked });
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/v1/import?${query}`);
    request.setRequestHeader("Accept", "application/x-ndjson");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    const known = sessionStorage.getItem("token");
    if (known) request.setRequestHeader("Authorization", `Bearer ${known}`);
    request.upload.onprogress = (event) => {
      bar.max = event.total;
      bar.value = event.loaded;
      $("import-state").textContent = `Sending ${Math.round(100 * event.loaded / event.total)} %`;
    };
    request.upload.onload = () => bar.removeAttribute("value");
    const last = () => request.responseText.trim().split("\n").map((line) => { try { return JSON.parse(line); } catch { return null; } })
      .filter(Boolean).at(-1);
    request.onprogress = () => {
      const line = last();
      if (line?.stage) $("import-state").textContent = `${line.stage}: ${plural(line.units, "unit")}`;
    };
    request.onload = () => {
      const line = last();
      if (line?.error) fail(new Error(line.error.message));
      else if (request.status === 200 && line && !line.stage) done(line);
      else fail(new Error(`The server answers ${request.status}.`));
    };
    request.onerror = () => fail(new Error("The server cannot be reached."));
    request.send(file);
  });
}

on("export-form", async () => {
  const format = $("export-format").value;
  const response = await ask("GET", "/v1/export", { query: { format, ...languages() } });
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  download(await response.blob(), name ?? `padan.${format}`);
});

// MARK: The parts of the page

function show() {
  const name = location.hash.slice(1);
  const known = [...document.querySelectorAll("main > section")].map((section) => section.id);
  const part = known.includes(name) ? name : "lookup";
  for (const id of known) $(id).hidden = id !== part;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${part}`) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  document.title = `${$(`${part}-title`).textContent} – Padan`;
  say("");
  if (part === "memory") run(showMemory);
  if (part === "align" && work) $("beads").focus({ preventScroll: true });
  else $(part).querySelector("textarea, input[type=search]")?.focus();
}

$("swap").addEventListener("click", () => {
  const { from, to } = languages();
  [$("from").value, $("to").value] = [to, from];
});

async function begin() {
  const health = await get("/v1/health");
  server.writable = health.writable;
  $("from").value = health.from;
  $("to").value = health.to;
  document.body.classList.toggle("reads", !health.writable);
  try {
    work = JSON.parse(localStorage.getItem("alignment"));
  } catch {
    work = null;
  }
  showBeads();
  window.addEventListener("hashchange", show);
  show();
}

begin().catch((error) => say(error.message, true));
