"use strict";

// Let files be dropped on evidence: anywhere on its entry, not only on the button.
const takeFiles = (root) => {
  for (const files of root.querySelectorAll("[data-files]:not([data-takes])")) {
    const input = files.querySelector("input[type=file]");
    const chosen = files.querySelector(".files__chosen");
    const entry = files.closest(".inline-related, form") ?? files;
    const has = (event) => event.dataTransfer?.types.includes("Files");
    const list = () => {
      chosen.hidden = !input.files.length;
      chosen.replaceChildren(
        ...[...input.files].map((file) => {
          const item = document.createElement("li");
          item.dir = "auto";
          item.append(file.name);
          return item;
        }),
      );
    };
    files.dataset.takes = "";
    entry.addEventListener("dragover", (event) => {
      if (!has(event)) return;
      event.preventDefault();
      files.classList.add("files--over");
    });
    for (const end of ["dragleave", "drop"]) {
      entry.addEventListener(end, () => files.classList.remove("files--over"));
    }
    entry.addEventListener("drop", (event) => {
      if (!has(event)) return;
      event.preventDefault();
      // Those that were chosen before stay.
      const all = new DataTransfer();
      for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
      input.files = all.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      for (let part = files; part; part = part.parentElement.closest("details")) part.open = true;
    });
    input.addEventListener("change", list);
    list();
  }
};

document.addEventListener("DOMContentLoaded", () => takeFiles(document));
document.addEventListener("htmx:load", (event) => takeFiles(event.target));
document.addEventListener("formset:added", (event) => takeFiles(event.target));
