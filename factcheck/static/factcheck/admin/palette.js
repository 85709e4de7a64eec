"use strict";

// The palette: Ctrl-K, a few words, the arrow keys and Enter lead to whatever the desk has.
// Without this script its link leads to a page with the same.
document.addEventListener("DOMContentLoaded", () => {
  const dialog = document.querySelector("#palette");
  if (!dialog) return;
  const input = dialog.querySelector("[role=combobox]");
  const list = dialog.querySelector("[role=listbox]");
  const options = () => [...list.querySelectorAll("[role=option]")];
  const active = () => list.querySelector("[aria-selected=true]");

  const activate = (option) => {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option));
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };

  // The claim at hand is the one that the page is about.
  const claimAtHand = () =>
    /\/claim\/(\d+)\//.exec(location.pathname)?.[1] ?? new URLSearchParams(location.search).get("claim") ?? "";

  // An act that stands on the page is led to there, beside what is typed.
  const follow = (option, event) => {
    const act = option.dataset.verb && document.querySelector(`.move--${option.dataset.verb}`);
    if (!act) return;
    event.preventDefault();
    dialog.close();
    for (let part = act.parentElement?.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    const button = act.querySelector("summary.button, button");
    act.scrollIntoView({ block: "center" });
    button.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const opens = event.target.closest(".palette-open");
    if (!opens || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (dialog.open) return;
    dialog.querySelector("#palette-claim").value = claimAtHand();
    dialog.showModal();
    input.select();
    input.dispatchEvent(new Event("opened"));
  });
  // Enter waits for what belongs to the words.
  let [shownFor, isAwaited] = [null, false];
  list.addEventListener("htmx:afterSwap", ({ detail }) => {
    shownFor = new URL(detail.xhr.responseURL).searchParams.get("q");
    activate(options()[0]);
    if (!isAwaited || shownFor !== input.value) return;
    isAwaited = false;
    active()?.click();
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) follow(option, event);
  });
  list.addEventListener("pointermove", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option && option !== active()) activate(option);
  });
  // A click beside it closes it.
  dialog.addEventListener("click", ({ target }) => { if (target === dialog) dialog.close(); });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    const at = all.indexOf(active());
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length }[event.key];
    if (event.key === "Enter" && shownFor !== input.value) isAwaited = true;
    else if (event.key === "Enter") active()?.click();
    else if (to !== undefined) activate(all[to % all.length]);
    else return;
    event.preventDefault();
  });
});
