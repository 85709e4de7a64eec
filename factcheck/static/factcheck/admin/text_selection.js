"use strict";

// Words selected in an article's text, whole ones, and what can be done with them. Without this
// script the same is done by the links and the form of the page.
// The text may be swapped at any time: it is looked up whenever something happens.
const selection = getSelection();
const textOf = (node) => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest(".bench-text");

let split = null;
const wordsOf = (text) => {
  if (split?.text !== text || split.pieces.some((piece) => !piece.node.isConnected)) split = new TextWords(text);
  return split;
};

// What is selected in the text, at whole words: null, or where, and whether one claim can hold it.
const chosen = () => {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const text = document.querySelector(".bench-text");
  if (!text || !range.intersectsNode(text)) return null;
  const words = wordsOf(text);
  const whole = words.whole(
    words.position(range.startContainer, range.startOffset),
    words.position(range.endContainer, range.endOffset),
  );
  return whole && { text, words, ...whole, isOne: words.isOneParagraph(whole.from, whole.to) };
};

const selectWords = (words, from, to) =>
  selection.setBaseAndExtent(...words.point(from, from > to), ...words.point(to, to > from));

// Whoever swaps parts of the page, or has the claim's form open, takes the event; without them the browser goes to the address.
const follow = (text, address) => {
  const event = new CustomEvent("bench:open", { bubbles: true, cancelable: true, detail: { address } });
  if (text.dispatchEvent(event)) location.assign(address);
};

const openChosen = (claim) => {
  const found = chosen();
  if (!found?.isOne || !("editable" in found.text.dataset)) return;
  const start = found.words.codePoint(found.from);
  const taken = claim && !found.text.dispatchEvent(new CustomEvent("bench:quote", {
    bubbles: true, cancelable: true, detail: { quote: found.words.string.slice(found.from, found.to), start },
  }));
  if (taken) return;
  const query = new URLSearchParams(location.search);
  query.delete("claim");
  if (claim) query.set("claim", claim);
  query.set("start", start);
  query.set("end", found.words.codePoint(found.to, true));
  follow(found.text, `?${query}#selected`);
};

// What can be done with the selection, below it.
const tools = document.createElement("div");
tools.className = "bench-tools";
tools.hidden = true;
tools.setAttribute("role", "status");
const offer = (label, keys, act) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.setAttribute("aria-keyshortcuts", keys);
  // The selection stays while the button is pressed.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", act);
  return button;
};

document.addEventListener("selectionchange", () => {
  const found = chosen();
  tools.hidden = !found || !("editable" in found.text.dataset);
  if (tools.hidden) return;
  if (!tools.isConnected) document.body.append(tools);
  const labels = found.text.dataset;
  tools.replaceChildren(...(found.isOne ? [
    offer(labels.new, "Enter Alt+N", () => openChosen()),
    ...(labels.claim ? [offer(labels.again, "Shift+Enter", () => openChosen(labels.claim))] : []),
  ] : [labels.refusal]));
  const box = selection.getRangeAt(0).getBoundingClientRect();
  const furthest = document.documentElement.clientWidth - tools.offsetWidth - 8;
  const lowest = innerHeight - tools.offsetHeight - 8;
  tools.style.left = `${Math.max(8, Math.min(box.left, furthest)) + scrollX}px`;
  tools.style.top = `${Math.min(box.bottom + 8, lowest) + scrollY}px`;
});

// A text that is shown anew has nothing selected in it.
document.addEventListener("htmx:afterSwap", ({ target }) => { if (target.id === "text") tools.hidden = true; });

// Browsers select no words from within a link: while the mouse is down, a mark is none.
let held = null;
const release = () => { if (held) held.href = held.dataset.href; held = null; };
document.addEventListener("pointerdown", (event) => {
  release();
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  held = event.target.closest(".bench-text a:has(mark)");
  if (!held) return;
  held.dataset.href = held.href;
  held.removeAttribute("href");
});
document.addEventListener("click", (event) => {
  if (held?.contains(event.target) && selection.isCollapsed) follow(textOf(held), held.dataset.href);
});
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(release));
document.addEventListener("pointerup", (event) => {
  const found = event.pointerType === "mouse" && textOf(event.target) && chosen();
  if (found) selectWords(found.words, found.from, found.to);
});

// Whoever selects words and goes straight on to the new claim's form means these words.
document.addEventListener("pointerdown", ({ target }) => {
  const quote = target.closest(".bench-new")?.querySelector("[name=quote]");
  const found = quote && target !== quote && !quote.value && chosen();
  if (!found?.isOne) return;
  quote.value = found.words.string.slice(found.from, found.to);
  quote.dispatchEvent(new Event("input", { bubbles: true }));
});
