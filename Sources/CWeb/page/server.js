// The server, asked over its API below /v1.

import { $ } from "./elements.js";
import { store, stored } from "./kept.js";

/** The token that the user gave, for as long as the tab is there. */
export let secret = stored("token", "sessionStorage");

export const lost = () => {
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
export async function ask(method, path, { query = {}, json, body } = {}) {
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

export const get = async (path, query) => (await ask("GET", path, { query })).json().catch(lost);
export const post = async (path, json) => (await ask("POST", path, { json })).json().catch(lost);
export const file = async (...request) => (await ask(...request)).blob().catch(lost);
export const languages = () => ({ from: $("from").value.trim(), to: $("to").value.trim() });
