"use strict";

// Say beside a date how it is understood, as one types; offer both days where it can be two.
const PAUSE = 250;

const readDates = (root) => {
  for (const field of root.querySelectorAll("input[data-date]:not([data-read])")) {
    const output = field.parentElement.querySelector("output.understood");
    if (!output || field.id.includes("__prefix__")) continue;
    let waiting = 0;
    const take = (iso) => {
      field.value = iso;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    };
    const show = ({ understood, readings, problem }) => {
      output.classList.toggle("unclear", !understood);
      output.replaceChildren(understood || problem);
      for (const { iso, words } of readings) {
        const button = document.createElement("button");
        button.type = "button";
        button.append(words);
        button.addEventListener("click", () => take(iso));
        output.append(" ", button);
      }
    };
    const ask = async () => {
      const text = field.value.trim();
      if (!text) return show({ understood: "", readings: [], problem: "" });
      const answer = await fetch(`${field.dataset.date}?${new URLSearchParams({ text })}`);
      if (answer.ok && field.value.trim() === text) show(await answer.json());
    };
    const later = () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    };
    field.dataset.read = "";
    field.addEventListener("input", later);
    // Django's calendar sets the value without a word, and gives the focus back.
    field.addEventListener("focus", later);
    field.addEventListener("change", later);
    // Somebody may type before this script is there.
    if (field.value !== field.defaultValue) later();
  }
};

document.addEventListener("DOMContentLoaded", () => readDates(document));
document.addEventListener("htmx:load", (event) => readDates(event.target));
document.addEventListener("formset:added", (event) => readDates(event.target));
