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
  parts.filter(Boolean).map((part) => (typeof part === "string" ? h("span", { dir: "auto" }, part) : part)));

/** A paragraph in a language, which runs in the direction of its script. */
const text = (language, ...children) => h("p", { dir: "auto", lang: language || null }, ...children);

/** A text inside a sentence of the page, which keeps its direction to itself. */
const isolated = (text) => `\u2068${text}\u2069`;

const plural = (count, noun) => {
  const many = /(ch|sh|s)$/.test(noun) ? `${noun}es` : `${noun}s`;
  return `${count.toLocaleString()} ${count === 1 ? noun : many}`;
};

/** Asks before work is lost; whether it may be. */
function confirmed(question, yes, no) {
  const dialog = h("dialog", { role: "alertdialog", "aria-label": question }, h("form", { method: "dialog" },
    h("p", {}, question), h("div", { class: "row" }, h("button", { value: "", autofocus: true }, no),
      h("button", { value: "yes", class: "plain" }, yes))));
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => {
    dialog.remove();
    done(dialog.returnValue === "yes");
  }));
}

// MARK: What the browser keeps

/** What would be lost with the tab, since the browser does not keep it; it asks before the tab is closed. */
const unsafe = new Set();
const WARNING = "The browser does not keep your work: do not close the page before it is sent.";
/** Whether a file is on its way to the server. */
let isSending = false;
window.addEventListener("beforeunload", (event) => { if (unsafe.size || isSending) event.preventDefault(); });

/** Keeps something past a reload: in `localStorage` also past the end of the tab. The browser may have no room, or not do it. */
function store(name, value, storage = "localStorage") {
  try {
    if (value == null) window[storage].removeItem(name); else window[storage].setItem(name, JSON.stringify(value));
    unsafe.delete(name);
  } catch {
    unsafe.add(name);
    say(WARNING, true);
  }
}

function stored(name, storage = "localStorage") {
  try {
    return JSON.parse(window[storage].getItem(name));
  } catch {
    return null;
  }
}

/** What is typed into the fields of the page, with the name of the file that it came from. */
const typed = document.querySelectorAll("main textarea, main input[type=search], #align-name, #from, #to");
function remember(field) {
  const name = `typed-${field.id}`;
  store(name, field.value ? [field.value, field.dataset.name] : null, "sessionStorage");
  // What came from a file is still there.
  if (field.dataset.name) unsafe.delete(name);
}

for (const field of typed) {
  field.addEventListener("input", () => {
    delete field.dataset.name;
    remember(field);
  });
  const [value, name] = stored(`typed-${field.id}`, "sessionStorage") ?? [];
  if (value) field.value = value;
  if (name) field.dataset.name = name;
}

/** Fills a field, as nobody types it. */
function fill(field, value, name) {
  field.value = value;
  if (name) field.dataset.name = name; else delete field.dataset.name;
  remember(field);
}

// MARK: The server

/** The token that the user gave, for as long as the tab is there. */
let secret = stored("token", "sessionStorage");

const lost = () => {
  throw new Error("The server cannot be reached. What you typed is still here: see that padan serve runs, and try again.");
};

/** Asks the user for the token of the server. Who leaves the question gets nothing done. */
async function token(isWrong) {
  const dialog = $("token-dialog");
  $("token-label").textContent = isWrong ? "That is not the token of this server." : "This server asks for its token.";
  if (!dialog.open) {
    dialog.returnValue = "";
    dialog.showModal();
  }
  await new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  if (dialog.returnValue !== "given") throw new Error("The server does not answer without its token.");
  secret = $("token").value;
  store("token", secret, "sessionStorage");
}

/** Asks the server, and asks the user for the token if it needs one. */
async function ask(method, path, { query = {}, json, body } = {}) {
  const items = Object.entries(query).filter(([, value]) => value !== "" && value != null && value !== false);
  const address = items.length ? `${path}?${new URLSearchParams(items)}` : path;
  for (;;) {
    const headers = {};
    const sent = secret;
    if (sent) headers.Authorization = `Bearer ${sent}`;
    if (json) headers["Content-Type"] = "application/json";
    const response = await fetch(address, { method, headers, body: json ? JSON.stringify(json) : body }).catch(lost);
    if (response.status === 401) {
      // Another request may have asked for it meanwhile.
      if (sent === secret) await token(Boolean(sent));
      continue;
    }
    if (!response.ok) {
      const fault = await response.json().catch(() => null);
      throw new Error(fault?.error?.message ?? `The server answers ${response.status}.`);
    }
    return response;
  }
}

const get = async (path, query) => (await ask("GET", path, { query })).json().catch(lost);
const post = async (path, json) => (await ask("POST", path, { json })).json().catch(lost);
const file = async (...request) => (await ask(...request)).blob().catch(lost);
const languages = () => ({ from: $("from").value.trim(), to: $("to").value.trim() });

/** Runs what a user asked for by a form; if he asks again meanwhile, once more when it is done. */
function on(form, work) {
  let isBusy = false;
  let isAskedAgain = false;
  $(form).addEventListener("submit", async (event) => {
    event.preventDefault();
    isAskedAgain = isBusy;
    if (isBusy) return;
    isBusy = true;
    do {
      isAskedAgain = false;
      await run(work, event.submitter ?? $(form).querySelector("button"));
    } while (isAskedAgain);
    isBusy = false;
  });
}

/** Runs what a user asked for, and tells its message or its fault; the message `null` says that it is outdated. */
async function run(work, button) {
  const hasFocus = button && document.activeElement === button;
  if (button) button.disabled = true;
  say("…");
  try {
    const message = await work();
    if (message !== null) say([message, unsafe.size && WARNING].filter(Boolean).join(" – "));
  } catch (error) {
    say(error.message, true);
  } finally {
    if (button) button.disabled = false;
    // A button that cannot be pressed loses the focus. It gets it back, or the one that took its place.
    if (hasFocus && document.activeElement === document.body) {
      (button.isConnected ? button : document.querySelector(`[data-name="${button.dataset.name}"]`))?.focus();
    }
  }
}

/** What to say when something is done, and what it changed is shown, if that can be done too. */
async function done(message, show) {
  try {
    await show();
  } catch (error) {
    throw new Error(`${message} ${error.message}`);
  }
  return message;
}

/** The latest question that was asked for each box, whose answer it shows or waits for. */
const questions = {};

/** Shows the answer to a question in a box; `null` if a newer question was asked there before it came. */
async function newest(box, question, ask, show) {
  questions[box] = question;
  const isNewest = () => questions[box] === question;
  try {
    const answer = await ask();
    return isNewest() ? show(answer) : null;
  } catch (error) {
    if (isNewest()) throw error;
    return null;
  }
}

/** The same where no earlier answer stays in the boxes if there is none. */
async function answering(boxes, question, ask, show) {
  try {
    return await newest(boxes[0], question, ask, show);
  } catch (error) {
    for (const box of boxes) $(box).replaceChildren();
    throw error;
  }
}

function download(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function copy(text) {
  if (!navigator.clipboard) throw new Error("The browser lets a page copy only if it comes by https or from this computer.");
  await navigator.clipboard.writeText(text);
  return "Copied.";
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

// MARK: Search

/** How many places are asked for at first, and how many at most: each time as many as are there. */
const [PLACES, MOST_PLACES] = [50, 1000];

on("search-form", () => {
  const words = (id) => { const text = $(id).value.trim(); return text ? [text] : []; };
  const request = { words: words("search-words"), source: words("search-source"), target: words("search-target"),
    stem: $("search-stem").checked, regex: $("search-regex").checked };
  $("search-more").hidden = true;
  return answering(["search-results"], request, () => post("/v1/search", { ...request, limit: PLACES }), (answer) => {
    $("search-results").replaceChildren();
    return showPlaces(request, answer, 0, 0);
  });
});

/** Adds places to the `before` that are shown: as on the command line, those of a document stand together. The first `known`
 * of the answer are shown already. */
function showPlaces(request, answer, known, before) {
  const box = $("search-results");
  const lines = answer.lines.slice(known);
  for (const line of lines) {
    const name = line.provenance[0]?.document ?? "No document";
    if (box.lastElementChild?.dataset.document !== name) {
      box.append(h("section", { "data-document": name }, h("h3", { dir: "auto" }, name), h("ol", { class: "lines" })));
    }
    box.lastElementChild.querySelector("ol").append(placeCard(line));
  }
  const count = before + lines.length;
  $("search-more").hidden = !answer.more;
  // The next ones are asked for from the last unit on.
  const last = answer.lines.at(-1)?.unit;
  const ofLast = answer.lines.filter((line) => line.unit === last).length;
  $("search-more").onclick = (event) => run(() => {
    const limit = ofLast + Math.min(count, MOST_PLACES);
    const ask = () => post("/v1/search", { ...request, where: `unit >= ${last}`, limit });
    return newest("search-results", request, ask, (next) => {
      const status = showPlaces(request, next, ofLast, count);
      box.querySelectorAll("li")[count]?.focus();
      return status;
    });
  }, event.target);
  return count ? `${plural(count, "place")}${answer.more ? ", and there are more" : ""}` : "Nothing was found.";
}

function placeCard(line) {
  const sides = [["source", line.from], ["target", line.to]].map(([side, language]) => text(language,
    line.side === side ? marked(line[side], [line]) : marked(line[side], line.counterparts, { class: "other" })));
  const others = line.provenance.length - 1;
  return h("li", { class: "card", tabindex: -1 }, line.side === "source" ? sides : sides.reverse(),
    facts(`unit ${line.unit}`, line.review, others > 0 && plural(others, "more use")));
}

// MARK: Files that are dropped

/** The most bytes of a file that a request may have. */
const LARGEST_FILE = 16 * 2 ** 20;

/** The text of a file in UTF-8, or in UTF-16 with its mark. Any other encoding would be a guess. */
async function textOf(file) {
  if (file.size > LARGEST_FILE) throw new Error(`${isolated(file.name)} is larger than the 16 MB that the server takes.`);
  const bytes = new Uint8Array(await file.arrayBuffer().catch(() => { throw new Error(`${isolated(file.name)} cannot be read.`); }));
  const encoding = { "255,254": "utf-16le", "254,255": "utf-16be" }[bytes.slice(0, 2)] ?? "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${isolated(file.name)} is no text in UTF-8. Save it as UTF-8, or use padan itself, which reads other encodings.`);
  }
}

const hasFile = (event) => event.dataTransfer.types.includes("Files");

for (const box of document.querySelectorAll(".drop")) {
  const field = box.querySelector("textarea");
  const take = (file) => file && run(async () => {
    const text = await textOf(file);
    const isTyped = field.value.trim() && !field.dataset.name;
    const question = "The file takes the place of the text that stands here.";
    if (isTyped && !await confirmed(question, "Replace it", "Keep the text")) return "";
    fill(field, text, file.name);
    if (box.dataset.side === "source") fill($("align-name"), file.name);
    return `${isolated(file.name)} is read.`;
  });
  box.querySelector("input[type=file]").addEventListener("change", async (event) => {
    await take(event.target.files[0]);
    // The same file can be chosen again.
    event.target.value = "";
  });
  box.addEventListener("dragover", (event) => { if (hasFile(event)) box.classList.add("over"); });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", (event) => {
    box.classList.remove("over");
    if (event.target.type !== "file") take(event.dataTransfer.files[0]);
  });
}

// The browser would show a file in the place of the page.
for (const kind of ["dragover", "drop"]) {
  window.addEventListener(kind, (event) => { if (hasFile(event) && event.target.type !== "file") event.preventDefault(); });
}

// MARK: Align

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

function beadRow(bead, index) {
  const side = (segments, numbers, label, language) => h("div", { "aria-label": label }, numbers.map((number) =>
    // The kind, isolated, has no part in the direction of the text.
    text(language, h("bdi", { class: "kind" }, segments[number]?.kind ?? ""), "\u2002", segments[number]?.text ?? "")));
  return h("div", { class: `card bead${isDoubtful(bead) ? " doubtful" : ""}`, role: "option", id: `bead-${index}`,
    "aria-selected": String(index === work.chosen), onclick: () => choose(index) },
    facts(h("b", {}, `${bead.source.length}–${bead.target.length}`),
      bead.verdict ? VERDICTS[bead.verdict].cloneNode(true) : `${Math.round(bead.confidence * 100)} %`,
      bead.isChanged && "changed"),
    side(work.source, bead.source, "Source", work.request.from), side(work.target, bead.target, "Translation", work.request.to));
}

function showBeads() {
  $("beads-box").hidden = !work;
  $("align-form").hidden = Boolean(work);
  if (!work) return;
  $("beads").replaceChildren(...work.beads.map(beadRow));
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

// MARK: Pretranslate

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

function restoreDraft() {
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
  const written = segments.filter(({ text, target }) => text != null && text !== target);
  const targets = written.map(({ index, source, text }) => ({ index, source, target: text }));
  const json = { ...request, targets, format: "document" };
  download(await file("POST", "/v1/pretranslate", { json }), request.name || "article.txt");
  const open = openSegments().length;
  return `The article has what stands here${open ? `: ${plural(open, "segment")} edited are not kept in the memory` : ""}.`;
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

// Another tab keeps its own work in the place of what this one has.
window.addEventListener("storage", ({ key }) => {
  if (key === "alignment" ? openBeads().length : key?.startsWith("draft") && openSegments().length) unsafe.add(key);
});

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

/** How many steps of the history are shown at first, and how many an answer has at most. */
const [STEPS, MOST_STEPS] = [50, 1000];

const showMemory = (count = STEPS) => answering(["figures", "directions", "history"], {}, () => {
  $("history-more").hidden = true;
  return Promise.all([get("/v1/stats"), get("/v1/history", { limit: Math.min(count + 1, MOST_STEPS) })]);
}, ([stats, history]) => {
  const figures = { Units: stats.units, Occurrences: stats.occurrences, Documents: stats.documents, Reviewed: stats.reviewed,
    Terms: stats.terms, Imports: stats.imports, "Megabytes": Math.round(stats.bytes / 1e5) / 10 };
  $("figures").replaceChildren(...Object.entries(figures).map(([name, value]) =>
    h("div", {}, h("dt", {}, name), h("dd", {}, value.toLocaleString()))));
  $("directions").replaceChildren(
    ...stats.directions.map((direction) => bar(`${direction.source} → ${direction.target}`, direction.units, stats.units)),
    bar("reviewed", stats.reviewed, stats.units));
  const steps = history.steps.slice(0, count);
  $("history-more").hidden = history.steps.length <= count;
  $("history-more").onclick = (event) => run(() => showMemory(MOST_STEPS), event.target);
  $("history").replaceChildren(...steps.map((step) => h("tr", {}, h("td", {}, String(step.step)),
    h("td", {}, step.kind + (step.undoneBy ? " (undone)" : "")), h("td", {}, h("bdi", {}, step.origin ?? ""), step.origin && step.person ? ", " : "", h("bdi", {}, step.person ?? "")),
    h("td", {}, step.date.slice(0, 16).replace("T", " ")), h("td", {}, step.pairs.toLocaleString()),
    h("td", {}, !step.undoneBy && h("button", { type: "button", class: "plain writes", "aria-label": `Undo step ${step.step}`,
      onclick: (event) => run(async () => {
        await post("/v1/undo", { step: step.step });
        return done(`Step ${step.step} is undone.`, () => showMemory(count));
      }, event.target) }, "Undo")))));
  return steps.length === MOST_STEPS ? `These are the latest ${MOST_STEPS.toLocaleString()} steps; padan history tells all.` : "";
});

on("import-form", async () => {
  const file = $("import-file").files[0];
  const bar = $("import-progress");
  bar.hidden = false;
  bar.removeAttribute("value");
  $("import-state").textContent = "";
  isSending = true;
  let receipt;
  try {
    receipt = await upload(file, bar);
  } catch (error) {
    // How far it was is no news after a fault.
    $("import-state").textContent = "";
    throw error;
  } finally {
    bar.hidden = true;
    isSending = false;
  }
  const left = (receipt.leftOut ?? []).map((group) => `${group.count} left out: ${group.reason}`);
  $("import-state").textContent = [`${isolated(file.name)}: ${plural(receipt.added, "pair")} ${receipt.dryRun ? "would be " : ""}added,`,
    `${receipt.same} there already.`, ...left].join(" ");
  return done(receipt.import ? `Import ${receipt.import}; the history can undo it.` : "", showMemory);
});

/** Sends a file, shows how far it is, and returns the receipt. */
function upload(file, bar) {
  const query = new URLSearchParams({ name: file.name, ...languages(), dryRun: $("import-dry").checked });
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/v1/import?${query}`);
    request.setRequestHeader("Accept", "application/x-ndjson");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    if (secret) request.setRequestHeader("Authorization", `Bearer ${secret}`);
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
    request.onerror = () => { try { lost(); } catch (error) { fail(error); } };
    request.send(file);
  });
}

on("export-form", async () => {
  const format = $("export-format").value;
  const response = await ask("GET", "/v1/export", { query: { format, ...languages() } });
  const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  download(await response.blob().catch(lost), name ?? `padan.${format}`);
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
  if (part === "memory") run(() => showMemory());
  if (part === "align" && work) $("beads").focus({ preventScroll: true });
  else $(part).querySelector("textarea, input[type=search]")?.focus();
}

// The address names the part that is shown, so this link may not change it.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  $("main").focus();
});

$("swap").addEventListener("click", () => {
  const { from, to } = languages();
  fill($("from"), to);
  fill($("to"), from);
});

/** Shows what the browser kept; what it cannot read is taken out. */
function restore(name, show) {
  try {
    show();
  } catch {
    store(name, null);
    return false;
  }
  return true;
}

async function begin() {
  work = stored("alignment");
  if (!restore("alignment", showBeads)) { work = null; showBeads(); }
  if (!restore("draft", () => { restoreDraft(); showDraft(); })) { draft = null; showDraft(); }
  window.addEventListener("hashchange", show);
  show();
  const health = await get("/v1/health");
  document.body.classList.toggle("reads", !health.writable);
  for (const side of ["from", "to"]) $(side).value ||= health[side];
}

begin().catch((error) => say(error.message, true));
