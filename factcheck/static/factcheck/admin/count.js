"use strict";

// Say beside a field with data-count how many of its characters are used.
document.addEventListener("DOMContentLoaded", () => {
  for (const field of document.querySelectorAll("[data-count][maxlength]")) {
    const output = document.createElement("output");
    output.className = "count";
    output.htmlFor = field.id;
    const count = () => {
      output.value = `${[...field.value].length} / ${field.maxLength}`;
    };
    field.addEventListener("input", count);
    field.after(output);
    count();
  }
});
