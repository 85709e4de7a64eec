"use strict";

// Rows of a form: one more from the template of its group, and one less as long as it is not saved.
// New evidence shows its number at once; the server moves it on if somebody takes it meanwhile.
const refOf = (row) => {
  const proposed = row.querySelector("[name$=-proposed]");
  if (proposed?.value) row.dataset.ref = `e${proposed.value}`;
  const ref = row.querySelector(".entry__ref");
  if (ref && row.dataset.ref) ref.textContent = row.dataset.ref;
};

const addRow = (group) => {
  const { prefix, lastNumber } = group.dataset;
  const total = group.querySelector(`[name=${prefix}-TOTAL_FORMS]`);
  const button = group.querySelector(".add-row");
  const template = group.querySelector("template");
  button.insertAdjacentHTML("beforebegin", template.innerHTML.replaceAll("__prefix__", total.value));
  const row = button.previousElementSibling;
  total.value = Number(total.value) + 1;
  const proposed = row.querySelector("[name$=-proposed]");
  if (proposed) {
    const taken = [...group.querySelectorAll("[name$=-proposed]")].map((field) => Number(field.value));
    proposed.value = Math.max(Number(lastNumber), ...taken) + 1;
  }
  setUpRows(row);
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }));
  return row;
};

const enterRow = (row) => {
  row.scrollIntoView({ block: "nearest" });
  const picker = row.querySelector("select.admin-autocomplete");
  if (picker && window.django?.jQuery?.fn.select2) django.jQuery(picker).select2("open");
  else row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
};

const setUpRows = (root) => {
  for (const button of root.querySelectorAll(":is(.add-row, .remove-row)[hidden]")) button.hidden = false;
  for (const row of [root, ...root.querySelectorAll(".inline-related")]) {
    if (row.matches?.(".inline-related")) refOf(row);
  }
};

document.addEventListener("click", (event) => {
  const add = event.target.closest(".add-row");
  if (add) enterRow(addRow(add.closest(".rows")));
  const remove = event.target.closest(".remove-row");
  if (remove) {
    const group = remove.closest(".rows");
    remove.closest(".inline-related").remove();
    group.dispatchEvent(new CustomEvent("formset:removed", { bubbles: true, detail: { formsetName: group.dataset.prefix } }));
    group.querySelector(".add-row").focus();
  }
});
document.addEventListener("DOMContentLoaded", () => setUpRows(document));
document.addEventListener("htmx:load", ({ detail }) => setUpRows(detail.elt));
