"use strict";

// Beside the text: a claim opens in the panel, and the text stays where it is.
let shownPlace = null;

const mayLeave = () => !isUnsaved() || confirm(document.querySelector("#panel").dataset.unsaved);
const show = (address) => {
  if (mayLeave()) htmx.ajax("GET", address.split("#")[0], { target: "#panel", swap: "innerHTML show:none" });
};

// Whoever says that a sentence is not a claim leaves the form of its claim as well.
document.addEventListener("submit", (event) => {
  if (event.target.id !== "decide" || mayLeave()) return;
  event.preventDefault();
  event.stopPropagation();
}, { capture: true });
document.addEventListener("click", (event) => {
  if (!event.target.closest("#panel .claim-nav a[href='#id_headline']")) return;
  event.preventDefault();
  const headline = document.querySelector("#id_headline");
  headline.focus();
  headline.setSelectionRange(headline.value.length, headline.value.length);
});

document.addEventListener("bench:open", (event) => {
  event.preventDefault();
  show(event.detail.address);
});
// New words for the open claim go into its form, beside whatever else is typed there.
document.addEventListener("bench:quote", (event) => {
  const quote = document.querySelector("#panel textarea[name=quote]");
  const places = document.querySelector("#panel .field-place");
  if (!quote || !places) return;
  event.preventDefault();
  const { quote: value, start } = event.detail;
  quote.value = value;
  // It may be a choice of places, none of which may be this one.
  places.replaceChildren(Object.assign(document.createElement("input"), { type: "hidden", name: "place", value: start }));
  places.hidden = true;
  quote.dispatchEvent(new Event("input", { bubbles: true }));
  goTo(quote);
});
// Beside the text already, the banner's link goes to the place, and no page is left.
const selectAnew = () => {
  getSelection().removeAllRanges();
  document.querySelector(".bench-text").focus({ preventScroll: true });
  document.querySelector("#again")?.scrollIntoView({ block: "center", behavior: "instant" });
};
document.addEventListener("click", (event) => {
  if (!event.target.closest("#panel .passage-banner a[href$='#again']")) return;
  event.preventDefault();
  selectAnew();
});
addEventListener("load", () => { if (location.hash === "#again") selectAnew(); });
document.addEventListener("click", (event) => {
  const link = event.target.closest(".bench a[href^='?']");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // The filters change all of the page.
  if (link.closest(".bench-filters")) return;
  event.preventDefault();
  show(link.href);
});

const placeOf = (claim) => (claim ? `claim ${claim}` : document.querySelector(".bench-text .is-selected")?.dataset.start ?? null);
const followClaim = (panel, wasSent) => {
  const claim = panel.querySelector("[data-claim]")?.dataset.claim ?? null;
  const text = document.querySelector(".bench-text");
  if (claim && panel.querySelector("[name=quote]")) text.dataset.claim = claim;
  else delete text.dataset.claim;
  for (const hint of text.querySelectorAll(".bench-hint")) if (hint.dataset.claim !== claim) hint.remove();
  for (const mark of text.querySelectorAll("mark")) {
    mark.classList.toggle("is-active", mark.dataset.claims.split(" ").includes(claim));
  }
  if (placeOf(claim) === shownPlace) return;
  shownPlace = placeOf(claim);
  // Whoever presses a key once more than they meant does so on a claim that they have not seen.
  if (claim || wasSent) panel.dataset.unseen = "";
  panel.scrollTop = 0;
  // On a narrow screen the form of a new claim stands above the text, and repeats its words.
  const isAbove = !claim && getComputedStyle(panel).position !== "sticky";
  const goal = isAbove ? panel : text.querySelector(claim ? "mark.is-active" : ".is-selected");
  const place = goal?.getBoundingClientRect();
  if (place && (place.top < 0 || place.bottom > innerHeight)) {
    goal.scrollIntoView({ block: isAbove ? "start" : "center", behavior: "instant" });
  }
};

for (const sign of ["pointerdown", "wheel", "input", "keydown"]) {
  document.addEventListener(sign, (event) => {
    if (sign !== "keydown" || !["Control", "Meta", "Enter"].includes(event.key)) delete document.querySelector("#panel").dataset.unseen;
  }, { capture: true, passive: true });
}

// While the panel waits for an answer, nothing is typed in it or pressed twice.
for (const [when, isWaiting] of [["htmx:beforeRequest", true], ["htmx:afterRequest", false]]) {
  document.addEventListener(when, ({ detail }) => {
    if (detail.target.id === "panel") detail.target.inert = isWaiting;
  });
}
const tell = (said) => {
  const panel = document.querySelector("#panel");
  // What was said of an earlier act is no answer to this one.
  panel.querySelector(".bench-messages")?.remove();
  panel.prepend(said);
  panel.scrollTop = 0;
};
const tellOf = (name) => tell(document.querySelector(`#bench-${name}`).content.cloneNode(true));
for (const when of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(when, () => tellOf("failed"));
}

// Who signed in again in another tab has other tokens since. The page that refuses the old one
// brings the new one; it is taken over if it is the same person's.
const answerOf = (html) => new DOMParser().parseFromString(html, "text/html");
globalThis.renewTokens = (html) => {
  const again = answerOf(html).querySelector(".send-again[data-person]");
  const token = again?.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token || again.dataset.person !== document.querySelector("#panel").dataset.person) return false;
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  return true;
};
document.addEventListener("htmx:responseError", ({ detail: { elt, xhr, requestConfig } }) => {
  const isRefused = xhr.status === 403;
  const holder = answerOf(xhr.responseText).querySelector(".send-again[data-person]")?.dataset.person;
  if (isRefused && answerOf(xhr.responseText).querySelector("#login-form")) tellOf("signed-out");
  else if (isRefused && holder && holder !== document.querySelector("#panel").dataset.person) tellOf("other-person");
  else if (isRefused && !("renewed" in elt.dataset) && globalThis.renewTokens(xhr.responseText)) {
    elt.dataset.renewed = "";
    // Once this request has ended.
    setTimeout(() => elt.requestSubmit(requestConfig.triggeringEvent?.submitter));
  } else {
    delete elt.dataset.renewed;
    tellOf("failed");
  }
});
// Whoever is signed out is led to sign in, and then to the claim that was asked for.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id !== "panel" || new URL(detail.xhr.responseURL).pathname === location.pathname) return;
  detail.shouldSwap = false;
  location.assign(detail.xhr.responseURL);
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "panel") return;
  const panel = document.querySelector("#panel");
  // At once: a form that is sent before it is known to htmx would leave the page.
  htmx.process(panel);
  followClaim(panel, detail.requestConfig?.verb === "post");
  // Pickers and names set themselves up for what was added.
  panel.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: "" } }));
  // At once: a Tab pressed before would begin at the top of the page.
  panel.inert = false;
  const refusal = panel.querySelector(".conflict, .refused");
  if (refusal) {
    panel.scrollTop = 0;
    refusal.scrollIntoView({ block: "nearest", behavior: "instant" });
    refusal.focus({ preventScroll: true });
  }
  if (panel.contains(document.activeElement)) return;
  const first = [".bench-new.is-open:not(.is-proposed) #id_headline", "h2[tabindex]"]
    .map((each) => panel.querySelector(each)).find(Boolean);
  first?.focus({ preventScroll: true });
});
// The panel ends where the screen does, wherever the page stands.
const fit = () => {
  const panel = document.querySelector("#panel");
  panel.style.setProperty("--above", `${Math.max(8, panel.getBoundingClientRect().top)}px`);
};
for (const when of ["scroll", "resize"]) addEventListener(when, fit, { passive: true });

document.addEventListener("DOMContentLoaded", () => {
  fit();
  shownPlace = placeOf(document.querySelector("#panel [data-claim]")?.dataset.claim);
});
