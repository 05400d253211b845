// The page of a Padan server: plain JavaScript modules over the API below /v1, without dependencies. Each part of the
// page has a module; here they come together.

import { focusBeads, restoreAlignment } from "./align.js";
import { restoreDraft } from "./draft.js";
import { $, say } from "./elements.js";
import "./files.js";
import { fill } from "./kept.js";
import { showMemory } from "./memory.js";
import { run } from "./requests.js";
import "./search.js";
import { get, languages } from "./server.js";

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
  if (part !== "align" || !focusBeads()) $(part).querySelector("textarea, input[type=search]")?.focus();
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

async function begin() {
  restoreAlignment();
  restoreDraft();
  window.addEventListener("hashchange", show);
  show();
  const health = await get("/v1/health");
  document.body.classList.toggle("reads", !health.writable);
  for (const side of ["from", "to"]) $(side).value ||= health[side];
}

begin().catch((error) => say(error.message, true));
