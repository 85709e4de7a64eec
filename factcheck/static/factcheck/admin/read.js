"use strict";

// Words that are selected in the page become those that a remark is about.
const page = document.querySelector(".reading__page");
const words = document.querySelector("#remark-form [name=exact]");
if (page && words) {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !page.contains(selection.anchorNode)) return;
    const chosen = selection.toString().trim();
    if (chosen) words.value = chosen;
  });
}
