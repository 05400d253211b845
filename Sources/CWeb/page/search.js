// Search: places in the memory, with what stands beside them.

import { $, facts, h, marked, plural, text } from "./elements.js";
import { answering, newest, on, run } from "./requests.js";
import { post } from "./server.js";

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
