// Files that are dropped on a field, or chosen for it.

import { $, confirmed, isolated } from "./elements.js";
import { fill } from "./kept.js";
import { run } from "./requests.js";

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
