// The memory: its figures and history, imports and exports.

import { $, download, h, isolated, plural } from "./elements.js";
import { answering, done, on, run } from "./requests.js";
import { ask, get, languages, lost, post, secret } from "./server.js";

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

export const showMemory = (count = STEPS) => answering(["figures", "directions", "history"], {}, () => {
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

/** Whether a file is on its way to the server. */
let isSending = false;
window.addEventListener("beforeunload", (event) => { if (isSending) event.preventDefault(); });

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
