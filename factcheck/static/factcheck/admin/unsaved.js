"use strict";

// Ask before changes of a form get lost: by leaving the page, and by a button beside the form.
window.addEventListener("load", () => {
  const form = document.querySelector("#content-main > form[method=post]");
  if (!form) return;
  // Events tell too much: the admin's scripts report changes that nobody made.
  const values = () => new URLSearchParams(new FormData(form)).toString();
  const saved = form.querySelector(".errornote") ? null : values();
  let submitted = false;
  // A preview opens beside the form, which stays.
  form.addEventListener("submit", ({ submitter }) => { submitted = submitter?.formTarget !== "_blank"; });
  window.addEventListener("beforeunload", (event) => {
    if (!submitted && values() !== saved) event.preventDefault();
  });
});
