"use strict";

// Keep the place in the text from one look to the next, and begin where one writes.
const place = `workbench ${location.pathname}`;
addEventListener("pagehide", () => sessionStorage.setItem(place, scrollY));
addEventListener("load", () => requestAnimationFrame(() => {
  const came = document.referrer && new URL(document.referrer).pathname === location.pathname;
  const kept = sessionStorage.getItem(place);
  if (came && kept !== null) {
    scrollTo({ top: Number(kept), behavior: "instant" });
    const target = location.hash && document.querySelector(`${location.hash}.bench-target`);
    const top = target ? target.getBoundingClientRect().top : 0;
    if (target && (top < 40 || top > innerHeight * 0.5)) target.scrollIntoView({ block: "start" });
  }
  // What is proposed is read first: its keys act while nobody types.
  const field = document.querySelector(".bench-panel .errors :is(input, textarea, select)")
    ?? document.querySelector(".bench-new.is-proposed h2") ?? document.querySelector(".bench-new.is-open #id_headline");
  if (field && !location.search.includes("claim=")) field.focus({ preventScroll: true });
}));
