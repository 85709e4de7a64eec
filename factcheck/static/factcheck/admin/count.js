"use strict";

// Say how many characters of a limited field are used: always beside one with data-count, beside
// the others once the end is near. What is too long stays whole, and is counted.
const NEAR = 0.8;

const countIn = (root) => {
  for (const field of root.querySelectorAll("[data-limit]:not([data-counted])")) {
    const limit = Number(field.dataset.limit);
    const output = document.createElement("output");
    output.className = "count";
    output.htmlFor = field.id;
    const count = () => {
      const length = [...field.value].length;
      output.hidden = !("count" in field.dataset) && length < limit * NEAR;
      output.classList.toggle("over", length > limit);
      output.value = length > limit ? `${length} / ${limit} (+${length - limit})` : `${length} / ${limit}`;
    };
    field.dataset.counted = "";
    field.addEventListener("input", count);
    field.after(output);
    count();
  }
};

document.addEventListener("DOMContentLoaded", () => countIn(document));
document.addEventListener("htmx:load", (event) => countIn(event.target));
document.addEventListener("formset:added", (event) => countIn(event.target));
