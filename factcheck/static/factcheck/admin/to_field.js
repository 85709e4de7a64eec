"use strict";

// A link to a field opens what it is folded in, and goes into it.
const goTo = (target) => {
  for (let at = target; at; at = at.parentElement) if (at.matches("details")) at.open = true;
  const inside = "input:not([type=hidden]), select, textarea, summary, button";
  const shown = (each) => each.getClientRects().length > 0;
  const field = target.matches("select.select2-hidden-accessible")
    ? target.nextElementSibling.querySelector(".select2-selection")
    : [target, ...target.querySelectorAll(`.add-row, ${inside}`)].filter((each) => each.matches(inside)).find(shown);
  target.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
};

document.addEventListener("click", (event) => {
  const link = event.target.closest(":is(.refused, .missing, .steps) a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  goTo(target);
});
// What is wrong is read out, and Tab goes on from there.
document.addEventListener("DOMContentLoaded", () => document.querySelector(".conflict, .refused")?.focus());
