"use strict";

// The list of claims: where a menu offers only what is frequent, a field above it asks for others by
// name, and the menu then offers what was found. Without this script, the pages of all others lead here.
for (const field of document.querySelectorAll("input[data-names]")) {
  const menu = document.getElementById(field.dataset.for);
  const [any, ...frequent] = menu.options;
  if (frequent.length < field.dataset.offered) continue;
  field.hidden = false;
  let asked = 0;

  const offer = (options) => {
    const chosen = menu.selectedOptions[0];
    const others = options.filter(({ value }) => value !== chosen.value);
    menu.replaceChildren(any, ...(chosen === any ? [] : [chosen]), ...others);
  };

  field.addEventListener("input", async () => {
    const number = ++asked;
    const words = field.value.trim();
    if (!words) return offer(frequent);
    const answer = await fetch(`${field.dataset.names}?${new URLSearchParams({ q: words })}`);
    // Somebody types on while an answer is under way.
    if (!answer.ok || number !== asked) return undefined;
    const { names } = await answer.json();
    return offer(names.map(({ value, label }) => new Option(label, value)));
  });
  // What was typed is no filter of its own.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
