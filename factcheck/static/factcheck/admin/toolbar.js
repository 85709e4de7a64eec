"use strict";

// A toolbar is one stop of Tab; the arrow keys, Home and End lead from link to link in it.
const ONE_STOP = new WeakSet();
const makeOneStop = (bar) => {
  if (ONE_STOP.has(bar)) return;
  ONE_STOP.add(bar);
  const links = [...bar.querySelectorAll("a[href], button")];
  const stopAt = (link) => {
    for (const other of links) other.tabIndex = other === link ? 0 : -1;
  };
  stopAt(links[0]);
  bar.addEventListener("focusin", ({ target }) => { if (links.includes(target)) stopAt(target); });
  bar.addEventListener("keydown", (event) => {
    const at = links.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (at < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    links.at(to % links.length).focus();
  });
};
for (const when of ["DOMContentLoaded", "htmx:load"]) {
  document.addEventListener(when, () => document.querySelectorAll("[role=toolbar]").forEach(makeOneStop));
}
