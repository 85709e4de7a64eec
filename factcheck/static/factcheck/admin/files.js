"use strict";

// Let files be dropped on evidence: anywhere on its entry, not only on the button.
const takeFiles = (root) => {
  for (const files of root.querySelectorAll("[data-files]:not([data-takes])")) {
    const input = files.querySelector("input[type=file]");
    const chosen = files.querySelector(".files__chosen");
    const entry = files.closest(".inline-related, form") ?? files;
    const has = (event) => event.dataTransfer?.types.includes("Files");
    const list = () => {
      const isTooLarge = ({ size }) => size > Number(files.dataset.most);
      // The field itself names one.
      chosen.hidden = input.files.length < 2 && ![...input.files].some(isTooLarge);
      chosen.replaceChildren(
        ...[...input.files].map((file) => {
          const item = document.createElement("li");
          item.dir = "auto";
          // Before it is sent in vain.
          item.classList.toggle("late", isTooLarge(file));
          item.append(isTooLarge(file) ? files.dataset.tooLarge.replace("{}", file.name) : file.name);
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
