"use strict";

// An element says by aria-keyshortcuts which keys press it. The letter of an Alt key alone, and the
// question mark, do so while nobody types, unless the person has turned that off on this device.
{
  const OFF = "keys without Alt are off";
  const TYPED_IN = "input, textarea, select, dialog, [contenteditable], .select2";

  const namesOf = (event) => {
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
    const held = [["Control", event.ctrlKey || event.metaKey], ["Alt", event.altKey]]
      .filter(([, isHeld]) => isHeld).map(([name]) => name);
    if (held.length) return [...held, ...(event.shiftKey ? ["Shift"] : []), letter ?? event.key].join("+");
    const isOff = localStorage.getItem(OFF) || event.target.closest?.(TYPED_IN);
    if (isOff) return "";
    return letter ? (event.shiftKey ? "" : `Alt+${letter}`) : event.key === "?" ? "?" : "";
  };

  document.addEventListener("keydown", (event) => {
    const name = !event.defaultPrevented && !event.isComposing && namesOf(event);
    if (!name) return;
    const pressed = [...document.querySelectorAll(`[aria-keyshortcuts~="${CSS.escape(name)}"]`)]
      .find((each) => each.getClientRects().length && !each.disabled && !each.closest("[inert]"));
    if (!pressed) return;
    event.preventDefault();
    // A key that is held sends nothing that nobody has seen.
    if (event.repeat && pressed.type === "submit") return;
    if (name === "Control+Enter" && pressed.closest("[data-unseen]")) return;
    pressed.click();
  });

  document.addEventListener("DOMContentLoaded", () => {
    const [dialog, button] = ["#keys", "#keys-open"].map((id) => document.querySelector(id));
    if (!dialog || !button) return;
    document.querySelector("#keys-place").hidden = false;
    button.addEventListener("click", () => dialog.showModal());
    dialog.addEventListener("click", ({ target }) => { if (target === dialog) dialog.close(); });
    const letters = dialog.querySelector("#keys-letters");
    letters.checked = !localStorage.getItem(OFF);
    letters.addEventListener("change", () => {
      if (letters.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1");
    });
  });
}
