"use strict";

// Above the reasoning, a button for each piece of evidence, also for those not saved yet: it writes
// the reference where the cursor stands.
const titleOf = (row) => {
  const select = row.querySelector("select[name$=-source]");
  return row.dataset.title || select?.selectedOptions[0]?.textContent.trim() || "";
};

const refer = (reasoning, ref) => {
  const start = "visited" in reasoning.dataset ? reasoning.selectionStart : reasoning.value.length;
  const end = "visited" in reasoning.dataset ? reasoning.selectionEnd : reasoning.value.length;
  const before = reasoning.value.slice(0, start);
  reasoning.setRangeText(`${/\S$/.test(before) ? " " : ""}[${ref}]`, start, end, "end");
  reasoning.dispatchEvent(new Event("input", { bubbles: true }));
  reasoning.focus();
};

const offerReferences = () => {
  const reasoning = document.querySelector("#id_reasoning");
  const part = reasoning?.closest("[data-cite]");
  if (!part) return;
  let bar = part.querySelector(".cite");
  if (!bar) {
    bar = document.createElement("div");
    bar.className = "cite";
    reasoning.closest(".form-row").prepend(bar);
    reasoning.addEventListener("focus", () => { reasoning.dataset.visited = ""; });
  }
  bar.replaceChildren(...[...document.querySelectorAll("#evidence-group .inline-related[data-ref]")].map((row) => {
    const button = document.createElement("button");
    const title = titleOf(row);
    button.type = "button";
    button.append(Object.assign(document.createElement("b"), { textContent: row.dataset.ref }), ` ${title}`);
    button.title = title;
    button.setAttribute("aria-label", `${part.dataset.cite} ${row.dataset.ref} ${title}`);
    // The cursor stays in the reasoning while the button is pressed.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => refer(reasoning, row.dataset.ref));
    return button;
  }));
};

for (const when of ["DOMContentLoaded", "htmx:load", "formset:added", "formset:removed"]) {
  document.addEventListener(when, offerReferences);
}
// Select2 tells of a choice by jQuery's own events.
document.addEventListener("DOMContentLoaded", () => {
  window.django?.jQuery?.(document).on("change", "#evidence-group select[name$=-source]", offerReferences);
});
document.addEventListener("change", ({ target }) => {
  if (target.matches("#evidence-group [name*=-source]")) offerReferences();
});
