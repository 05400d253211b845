// What the page is made of: elements, texts and questions.

export const $ = (id) => document.getElementById(id);

/** An element with attributes, listeners (onclick: …) and children, which are texts or elements. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

export function say(text, isBad = false) {
  $("status").textContent = text;
  $("status").classList.toggle("bad", isBad);
}

/** A line of facts about something; each is an element of its own, so that there is room between them. */
export const facts = (...parts) => h("p", { class: "facts" },
  parts.filter(Boolean).map((part) => (typeof part === "string" ? h("span", { dir: "auto" }, part) : part)));

/** A paragraph in a language, which runs in the direction of its script. */
export const text = (language, ...children) => h("p", { dir: "auto", lang: language || null }, ...children);

/** A text inside a sentence of the page, which keeps its direction to itself. */
export const isolated = (text) => `\u2068${text}\u2069`;

export const plural = (count, noun) => {
  const many = /(ch|sh|s)$/.test(noun) ? `${noun}es` : `${noun}s`;
  return `${count.toLocaleString()} ${count === 1 ? noun : many}`;
};

/** Asks before work is lost; whether it may be. */
export function confirmed(question, yes, no) {
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

export function download(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export async function copy(text) {
  if (!navigator.clipboard) throw new Error("The browser lets a page copy only if it comes by https or from this computer.");
  await navigator.clipboard.writeText(text);
  return "Copied.";
}

/** The parts of a text before, in and after places, which are given in UTF-8 bytes. */
export function marked(text, places, attributes = {}) {
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

/** Gives a box these children, and touches only those that are not there already. */
export function replace(box, children) {
  const wanted = new Set(children);
  for (const child of [...box.children]) if (!wanted.has(child)) child.remove();
  children.forEach((child, index) => { if (box.children[index] !== child) box.insertBefore(child, box.children[index] ?? null); });
}
