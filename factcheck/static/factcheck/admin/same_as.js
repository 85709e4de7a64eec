"use strict";

// A press on "The same claim" beside a similar one chooses it in the form.
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-same-as]");
  const select = document.getElementById("id_same_as");
  if (!button || !select) return;
  const { sameAs, headline } = button.dataset;
  const known = [...select.options].find((option) => option.value === sameAs);
  (known ?? select.appendChild(new Option(headline, sameAs))).selected = true;
  for (const event of ["change", "picked"]) select.dispatchEvent(new Event(event, { bubbles: true }));
  for (const each of document.querySelectorAll("[data-same-as]")) each.setAttribute("aria-pressed", each === button);
});
