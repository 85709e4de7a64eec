"use strict";

// Ask before changes of a form get lost: by leaving the page, and by a button beside the form.
let watched = null;
let saved = null;
// Events tell too much: the admin's scripts report changes that nobody made.
const valuesOf = (form) => new URLSearchParams(new FormData(form)).toString();
const isUnsaved = () => Boolean(watched?.isConnected) && valuesOf(watched) !== saved;

const watch = () => {
  watched = document.querySelector("#content-main > form[method=post], #panel form[method=post]");
  saved = watched && !watched.querySelector(".errornote, .errors") ? valuesOf(watched) : null;
};

window.addEventListener("load", watch);
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target.contains(document.querySelector("#panel form"))) watch();
});
// A preview opens beside the form, which stays; so does a form that htmx sends.
document.addEventListener("submit", ({ target, submitter, defaultPrevented }) => {
  if (target === watched && submitter?.formTarget !== "_blank" && !defaultPrevented) watched = null;
});
window.addEventListener("beforeunload", (event) => {
  if (isUnsaved()) event.preventDefault();
});
