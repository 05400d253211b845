// What the browser keeps: work that is not sent yet, and what is typed.

import { say } from "./elements.js";

/** What would be lost with the tab, since the browser does not keep it; it asks before the tab is closed. */
export const unsafe = new Set();
export const WARNING = "The browser does not keep your work: do not close the page before it is sent.";
window.addEventListener("beforeunload", (event) => { if (unsafe.size) event.preventDefault(); });

/** Keeps something past a reload: in `localStorage` also past the end of the tab. The browser may have no room, or not do it. */
export function store(name, value, storage = "localStorage") {
  try {
    if (value == null) window[storage].removeItem(name); else window[storage].setItem(name, JSON.stringify(value));
    unsafe.delete(name);
  } catch {
    unsafe.add(name);
    say(WARNING, true);
  }
}

export function stored(name, storage = "localStorage") {
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
export function fill(field, value, name) {
  field.value = value;
  if (name) field.dataset.name = name; else delete field.dataset.name;
  remember(field);
}

/** Shows what the browser kept, if that can be done; what it cannot read is taken out. */
export function restored(name, show) {
  try {
    show();
  } catch {
    store(name, null);
    return false;
  }
  return true;
}
