"use strict";

// The article's page: what is said of a mark opens in place, the legend filters without a reload,
// notes stand beside their lines. Without this script, links do all this but the last.
const page = document.querySelector(".annotated");
const links = [...page.querySelectorAll(".marked")];
const notes = [...page.querySelectorAll("[data-claim]")];
const noteOf = new Map(notes.map((note) => [note.dataset.claim, note]));
const keysOf = (link) => link.querySelector("mark").dataset.claims.split(" ");
const placeOf = (key) => document.querySelector(`.marked > #claim-${key}`);

// Claims: chosen by their mark, by the address, by the keys.

let chosen = null;

const close = () => {
  for (const element of page.querySelectorAll(".is-chosen")) element.classList.remove("is-chosen");
  chosen?.link.setAttribute("aria-expanded", "false");
  chosen?.card.remove();
  chosen = null;
};

const cardOf = (keys) => {
  const card = document.createElement("div");
  const button = document.createElement("button");
  const list = document.createElement("ul");
  card.className = "card";
  card.tabIndex = -1;
  card.setAttribute("role", "group");
  card.setAttribute("aria-label", page.dataset.card);
  button.type = "button";
  button.className = "card__close";
  button.textContent = page.dataset.close;
  button.addEventListener("click", leave);
  list.append(...keys.map((key) => noteOf.get(key).cloneNode(true)));
  card.append(button, list);
  return card;
};

const choose = (keys, link) => {
  close();
  for (const other of links) {
    other.classList.toggle("is-chosen", keysOf(other).some((key) => keys.includes(key)));
  }
  for (const key of keys) noteOf.get(key).classList.add("is-chosen");
  const card = cardOf(keys);
  link.closest(".passage").querySelector(".passage__text").after(card);
  link.setAttribute("aria-expanded", "true");
  chosen = { key: keys.at(-1), link, card };
  align();
  const panel = [card, noteOf.get(chosen.key)].find((element) => element.checkVisibility());
  panel?.focus({ preventScroll: true });
};

const leave = () => {
  const { link } = chosen;
  close();
  align();
  history.replaceState(null, "", location.pathname + location.search);
  link.focus({ preventScroll: true });
};

const follow = () => {
  const key = location.hash.replace("#claim-", "");
  const place = noteOf.has(key) && placeOf(key);
  if (!place || chosen?.key === key) return;
  if (noteOf.get(key).hidden) show("");
  choose([key], place.parentElement);
  place.scrollIntoView();
};

const step = (by) => {
  const stops = notes.filter((note) => !note.hidden && placeOf(note.dataset.claim));
  const below = stops.findIndex((note) => placeOf(note.dataset.claim).getBoundingClientRect().top > 0);
  const at = chosen ? stops.indexOf(noteOf.get(chosen.key)) : below - (by > 0);
  const note = stops[at + by];
  if (!note) return;
  location.hash = `claim-${note.dataset.claim}`;
  // At once: the next key may come before the browser says that the address has changed.
  follow();
};

page.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const beside = event.target.closest(".note__steps [rel]");
  const link = event.target.closest(".marked");
  const keys = link ? keysOf(link).filter((key) => !noteOf.get(key).hidden) : [];
  if (beside) {
    event.preventDefault();
    step(beside.rel === "next" ? 1 : -1);
  } else if (keys.length) {
    event.preventDefault();
    if (chosen?.link === link) return leave();
    choose(keys, link);
    history.replaceState(null, "", `#claim-${chosen.key}`);
  }
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen) leave();
  if (!event.altKey || event.ctrlKey || event.metaKey || !links.length) return;
  const by = { KeyN: 1, KeyP: -1 }[event.code];
  if (by) {
    event.preventDefault();
    step(by);
  }
});

page.addEventListener("pointerover", (event) => {
  const over = event.target.closest(".marked, .note");
  const keys = over ? over.dataset.claim ?? keysOf(over) : [];
  for (const link of links) {
    link.classList.toggle("is-hinted", !!over?.dataset.claim && keysOf(link).includes(keys));
  }
  for (const [key, note] of noteOf) {
    note.classList.toggle("is-hinted", !over?.dataset.claim && keys.includes(key));
  }
});

// The legend: one status alone, or all.

const toggles = [...page.querySelectorAll(".legend [data-status]")];
const [invitation, selection] = page.querySelectorAll(".legend__hint > p");
const showAll = selection.querySelector("a");

const look = (status) => {
  const toggle = toggles.find((each) => each.dataset.status === status);
  return [...toggle.classList, ...toggle.querySelector(".balance__name").classList]
    .filter((name) => name.includes("--"));
};

const show = (status) => {
  close();
  for (const note of notes) note.hidden = status !== "" && note.dataset.status !== status;
  for (const link of links) {
    const keys = keysOf(link);
    const top = keys.findLast((key) => !noteOf.get(key).hidden);
    link.className = "marked";
    link.classList.add(...look(noteOf.get(top ?? keys.at(-1)).dataset.status));
    link.classList.toggle("is-muted", !top);
  }
  for (const details of page.querySelectorAll(".notes")) {
    const count = details.querySelectorAll("[data-claim]:not([hidden])").length;
    details.hidden = !count;
    details.querySelector(".notes__count").textContent = count;
  }
  for (const toggle of toggles) {
    const isOn = toggle.dataset.status === status;
    toggle.setAttribute("aria-pressed", isOn);
    if (!isOn) continue;
    selection.querySelector("strong").textContent = toggle.querySelector(".balance__name").textContent;
    selection.querySelector("span").textContent = toggle.querySelector(".balance__count").textContent;
  }
  invitation.hidden = status !== "";
  selection.hidden = status === "";
  const withStatus = (search) => {
    const query = new URLSearchParams(search);
    if (status) query.set("status", status); else query.delete("status");
    return query.size ? `?${query}` : location.pathname;
  };
  history.replaceState(null, "", withStatus(location.search));
  for (const view of page.querySelectorAll(".views a")) view.href = withStatus(view.search);
  align();
};

for (const toggle of toggles) {
  const flip = (event) => {
    event.preventDefault();
    show(toggle.getAttribute("aria-pressed") === "true" ? "" : toggle.dataset.status);
  };
  toggle.setAttribute("role", "button");
  toggle.setAttribute("aria-pressed", toggle.hasAttribute("aria-current"));
  toggle.removeAttribute("aria-current");
  toggle.addEventListener("click", flip);
  toggle.addEventListener("keydown", (event) => { if (event.key === " ") flip(event); });
}
showAll.addEventListener("click", (event) => {
  event.preventDefault();
  show("");
  toggles[0].focus({ preventScroll: true });
});

// Notes beside their lines, as near as they can be without overlapping.

const align = () => {
  if (!matchMedia("(min-width: 56rem)").matches) return;
  const lists = [...page.querySelectorAll("p.passage__text ~ .notes > ul")].map((list) => ({
    text: list.closest(".passage").querySelector(".passage__text"),
    rows: [...list.children].filter((note) => !note.hidden),
  }));
  for (const { rows } of lists) for (const row of rows) row.style.setProperty("--shift", "0px");
  const placed = lists.map(({ text, rows }) => {
    const { top, height } = text.getBoundingClientRect();
    const gap = 7;
    let end = 0;
    const tops = rows.map((row) => {
      const line = placeOf(row.dataset.claim).parentElement.getClientRects()[0].top - top;
      const at = Math.max(line, end);
      end = at + row.offsetHeight + gap;
      return at;
    });
    let limit = Math.max(height, rows.reduce((sum, row) => sum + row.offsetHeight + gap, -gap));
    for (let index = rows.length - 1; index >= 0; index -= 1) {
      tops[index] = Math.min(tops[index], limit - rows[index].offsetHeight);
      limit = tops[index] - gap;
    }
    return rows.map((row, index) => tops[index] - (index ? tops[index - 1] + rows[index - 1].offsetHeight : 0));
  });
  lists.forEach(({ rows }, list) => rows.forEach((row, index) => {
    row.style.setProperty("--shift", `${placed[list][index]}px`);
  }));
};

page.classList.add("is-live");
for (const hint of page.querySelectorAll(".legend__steps [hidden]")) hint.hidden = false;
for (const link of links) link.setAttribute("aria-expanded", "false");
new ResizeObserver(align).observe(page);
addEventListener("hashchange", follow);
follow();
