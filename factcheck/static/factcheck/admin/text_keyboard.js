"use strict";

// Selecting in an article's text by keyboard: from word to word in reading direction, and from line
// to line. The text is one stop of Tab, each claim another.
let caret = null;

// The words where a selection began and where it ends; null where there is none to go on from.
const caretIn = (text, words, from) => {
  const found = from === text && chosen();
  if (!found) return null;
  if (caret?.text === text && caret.from === found.from && caret.to === found.to) return caret;
  const [first, last] = [words.wordAt(found.from), words.wordBefore(found.to)];
  const isBackward = getSelection().direction === "backward";
  return isBackward ? { anchor: last, focus: first } : { anchor: first, focus: last };
};

// Where to begin: at the mark that has the focus, at a click, at what is open, at the top.
const firstWord = (text, words, from) => {
  const { focusNode, focusOffset } = getSelection();
  if (from === text && focusNode !== text && textOf(focusNode) === text) {
    return words.wordAt(words.position(focusNode, focusOffset));
  }
  const piece = [".is-selected", ".is-active", ".bench-hint + p [data-start]", "[data-start]"].map((kind) => from.querySelector(kind)).find(Boolean);
  return piece ? words.wordAt(words.position(piece.firstChild, 0)) : 0;
};

const goesForward = (words, key) => {
  if (key === "ArrowDown" || key === "ArrowUp") return key === "ArrowDown";
  return (key === "ArrowRight") === (getComputedStyle(words.pieces[0].paragraph).direction === "ltr");
};

const step = (text, from, key, isExtending) => {
  const words = wordsOf(text);
  if (!words.words.length) return;
  const was = caretIn(text, words, from);
  let { anchor, focus, x } = was ?? { focus: firstWord(text, words, from) };
  if (was) {
    const isForward = goesForward(words, key);
    if (!isExtending) focus = isForward ? Math.max(anchor, focus) : Math.min(anchor, focus);
    const isLine = key === "ArrowDown" || key === "ArrowUp";
    // The column stays over several lines, also over a short one.
    x = isLine ? x ?? words.middle(focus) : undefined;
    focus = isLine ? words.onNextLine(focus, isForward ? 1 : -1, x) : words.beside(focus, isForward ? 1 : -1);
  }
  if (!was || !isExtending) anchor = focus;
  const [{ from: start }, { to: end }] = [words.words[Math.min(anchor, focus)], words.words[Math.max(anchor, focus)]];
  caret = { text, anchor, focus, x, from: start, to: end };
  if (anchor <= focus) selectWords(words, start, end); else selectWords(words, end, start);
  const { top, bottom } = words.box(focus);
  if (top < 60 || bottom > innerHeight - 90) scrollBy({ top: top - innerHeight / 2, behavior: "instant" });
};

document.addEventListener("keydown", (event) => {
  const text = textOf(event.target);
  if (!text || event.altKey || event.ctrlKey || event.metaKey) return;
  const isText = event.target === text;
  if (isText && event.key === "Enter") {
    // The field that has the focus then would take it as a new line.
    event.preventDefault();
    openChosen(event.shiftKey ? text.dataset.claim : "");
  }
  if (isText && event.key === "Escape") getSelection().removeAllRanges();
  if (!event.key.startsWith("Arrow")) return;
  event.preventDefault();
  text.focus({ preventScroll: true });
  step(text, event.target, event.key, event.shiftKey);
});

// Sentences are selected like other words: the links for them need no stop of their own.
for (const when of ["DOMContentLoaded", "htmx:load"]) {
  document.addEventListener(when, () => {
    for (const link of document.querySelectorAll(".bench-add")) link.tabIndex = -1;
  });
}
