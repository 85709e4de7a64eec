"use strict";

// Name for screen readers what the scripts of Django's admin and of Select2 leave without a name.
const name = (root) => {
  for (const select of root.querySelectorAll("select.select2-hidden-accessible")) {
    const title = select.closest("[data-filter-title]")?.dataset.filterTitle;
    const words = select.labels[0]?.textContent.trim() || title || select.ariaLabel;
    if (!words) continue;
    for (const part of select.nextElementSibling.querySelectorAll("[role$=box]")) {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", words);
    }
  }
  for (const icon of root.querySelectorAll(".search-label-icon")) icon.setAttribute("role", "img");
};
// After the timer that jQuery sets when the document is ready.
window.addEventListener("load", () => setTimeout(() => name(document)));
document.addEventListener("formset:added", (event) => name(event.target));
