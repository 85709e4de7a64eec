"use strict";

// Enter in a line that wraps does what it does in any line: it presses the first button of the form.
document.addEventListener("keydown", (event) => {
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.isComposing);
  if (event.key !== "Enter" || !isPlain || !event.target.matches("textarea[data-line]")) return;
  event.preventDefault();
  [...event.target.form.elements].find(({ type, disabled }) => type === "submit" && !disabled)?.click();
});
