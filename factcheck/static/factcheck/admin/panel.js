"use strict";

// Beside the text: a claim opens in the panel, and the text stays where it is.
let shownClaim = null;

const show = (address) => {
  const panel = document.querySelector("#panel");
  if (isUnsaved() && !confirm(panel.dataset.unsaved)) return;
  htmx.ajax("GET", address.split("#")[0], { target: "#panel", swap: "innerHTML show:none" });
};

document.addEventListener("bench:open", (event) => {
  event.preventDefault();
  show(event.detail.address);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest(".bench a[href^='?']");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // The filters change all of the page.
  if (link.closest(".bench-filters")) return;
  event.preventDefault();
  show(link.href);
});

const followClaim = (panel) => {
  const claim = panel.querySelector("[data-claim]")?.dataset.claim ?? null;
  const text = document.querySelector(".bench-text");
  if (claim && panel.querySelector("[name=quote]")) text.dataset.claim = claim;
  else delete text.dataset.claim;
  for (const mark of text.querySelectorAll("mark")) {
    mark.classList.toggle("is-active", mark.dataset.claims.split(" ").includes(claim));
  }
  if (claim === shownClaim) return;
  shownClaim = claim;
  panel.scrollTop = 0;
  const mark = text.querySelector("mark.is-active");
  const place = mark?.getBoundingClientRect();
  if (place && (place.top < 0 || place.bottom > innerHeight)) {
    mark.scrollIntoView({ block: "center", behavior: "instant" });
  }
};

// While the panel waits for an answer, nothing is typed in it or pressed twice.
for (const [when, isWaiting] of [["htmx:beforeRequest", true], ["htmx:afterRequest", false]]) {
  document.addEventListener(when, ({ detail }) => {
    if (detail.target.id === "panel") detail.target.inert = isWaiting;
  });
}
for (const when of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(when, () => {
    const panel = document.querySelector("#panel");
    panel.querySelector(".bench-failed")?.remove();
    const said = Object.assign(document.createElement("p"), { className: "bench-message bench-failed error", textContent: panel.dataset.failed });
    said.setAttribute("role", "alert");
    panel.prepend(said);
    panel.scrollTop = 0;
  });
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "panel") return;
  const panel = document.querySelector("#panel");
  followClaim(panel);
  // Pickers and names set themselves up for what was added.
  panel.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: "" } }));
});
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const panel = document.querySelector("#panel");
  if (detail.target.id !== "panel" || panel.contains(document.activeElement)) return;
  panel.querySelector(".refused, .bench-new.is-open #id_headline, h2[tabindex]")?.focus({ preventScroll: true });
});
// The panel ends where the screen does, wherever the page stands.
const fit = () => {
  const panel = document.querySelector("#panel");
  panel.style.setProperty("--above", `${Math.max(8, panel.getBoundingClientRect().top)}px`);
};
for (const when of ["scroll", "resize"]) addEventListener(when, fit, { passive: true });

document.addEventListener("DOMContentLoaded", () => {
  fit();
  shownClaim = document.querySelector("#panel [data-claim]")?.dataset.claim ?? null;
});
