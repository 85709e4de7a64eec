"use strict";

// A button or link of a form says by aria-keyshortcuts which keys press it.
const keysOf = (event) => {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const held = [["Control", event.ctrlKey || event.metaKey], ["Alt", event.altKey], ["Shift", event.shiftKey]];
  return [...held.filter(([, isHeld]) => isHeld).map(([name]) => name), letter ?? event.key].join("+");
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !(event.ctrlKey || event.metaKey || event.altKey)) return;
  const pressed = [...document.querySelectorAll(`:is(form, .claim-nav) [aria-keyshortcuts~="${CSS.escape(keysOf(event))}"]`)]
    .find((each) => each.getClientRects().length && !each.disabled);
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
});
