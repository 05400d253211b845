// What a user asks for: one thing at a time, with its message, and no late answer in the place of a newer one.

import { $, say } from "./elements.js";
import { WARNING, unsafe } from "./kept.js";

/** Runs what a user asked for by a form; if he asks again meanwhile, once more when it is done. */
export function on(form, work) {
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
export async function run(work, button) {
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
export async function done(message, show) {
  try {
    await show();
  } catch (error) {
    throw new Error(`${message} ${error.message}`);
  }
  return message;
}

/** The latest question that was asked for each box, whose answer it shows or waits for. */
export const questions = {};

/** Shows the answer to a question in a box; `null` if a newer question was asked there before it came. */
export async function newest(box, question, ask, show) {
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
export async function answering(boxes, question, ask, show) {
  try {
    return await newest(boxes[0], question, ask, show);
  } catch (error) {
    for (const box of boxes) $(box).replaceChildren();
    throw error;
  }
}
