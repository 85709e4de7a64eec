"use strict";

// The article's page: a claim that is chosen stands out in the text, keys go from claim to claim, the
// legend filters without a reload, notes stand beside their lines. Links choose without this script, too.
const page = document.querySelector(".annotated");
const links = [...page.querySelectorAll(".marked")];
const numbers = [...page.querySelectorAll(".number")];
const notes = [...page.querySelectorAll("[data-claim]")];
const noteOf = new Map(notes.map((note) => [note.dataset.claim, note]));
const keysOf = (link) => link.querySelector("mark").dataset.claims.split(" ");
const keyOf = (link) => link.getAttribute("href").split("-").at(-1);
const placeOf = (key) => document.getElementById(`claim-${key}`);
const wide = matchMedia("(min-width: 56rem)");

// Claims: chosen by the address, which a mark, a number, a tick of the strip or a key changes.

const chosen = () => {
  const [, kind, key] = /^#(note|claim)-(\d+)$/.exec(location.hash) ?? [];
  return { key, isOpen: kind === "note" && noteOf.has(key) };
};

const follow = () => {
  const { key, isOpen } = chosen();
  if (noteOf.get(key)?.hidden) show("");
  for (const link of links) link.classList.toggle("is-chosen", keysOf(link).includes(key));
  for (const note of notes) {
    note.classList.toggle("is-chosen", note.dataset.claim === key);
    // A claim is one stop for the Tab key, its number; the links of its note are stops once it is chosen.
    const steps = placeOf(note.dataset.claim) ? note.querySelectorAll(".note__more a") : [];
    for (const link of steps) link.tabIndex = note.dataset.claim === key ? 0 : -1;
  }
  align();
  if (!isOpen) return;
  const note = noteOf.get(key);
  const place = placeOf(key)?.parentElement.getBoundingClientRect();
  // The event of the new address comes late, perhaps after a key has gone on to a link of the note.
  if (!note.contains(document.activeElement)) note.focus({ preventScroll: true });
  const floor = wide.matches ? innerHeight : note.getBoundingClientRect().top;
  if (!place) note.scrollIntoView({ block: "center" });
  else if (place.top < 64 || place.bottom > floor) placeOf(key).scrollIntoView();
};

const go = (address) => {
  const top = scrollY;
  location.hash = address;
  // The words stay where they are, if they can be seen.
  scrollTo({ top, behavior: "instant" });
  follow();
};

const leave = () => {
  const { key } = chosen();
  go(`claim-${key}`);
  numbers.find((number) => keyOf(number) === key)?.focus({ preventScroll: true });
};

const step = (by) => {
  const stops = notes.filter((note) => !note.hidden && placeOf(note.dataset.claim));
  const below = stops.findIndex((note) => placeOf(note.dataset.claim).getBoundingClientRect().top > 64);
  const at = stops.indexOf(noteOf.get(chosen().key));
  const note = stops[(at < 0 ? below - (by > 0) : at) + by];
  if (note) go(`note-${note.dataset.claim}`);
};

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest(".annotated a[href^='#']");
  const { isOpen } = chosen();
  if (link) {
    event.preventDefault();
    const isLeft = isOpen && (link.matches(".note__close") || link.getAttribute("href") === location.hash);
    if (isLeft) leave(); else go(link.getAttribute("href"));
  } else if (isOpen && !wide.matches && !event.target.closest("[data-claim]")) leave();
});

// A sheet must not cover what the keyboard goes on to.
document.addEventListener("focusin", ({ target }) => {
  const { key, isOpen } = chosen();
  if (wide.matches || !isOpen || target.closest("[data-claim]") || !target.matches(":focus-visible")) return;
  go(`claim-${key}`);
  target.focus();
});

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen().isOpen) leave();
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

// The legend: one status alone, or all. What has no note here is another page.

const toggles = [...page.querySelectorAll(".legend [data-status]")]
  .filter((toggle) => notes.some((note) => note.dataset.status === toggle.dataset.status));
const selection = page.querySelector(".legend__hint > :last-child");
const showAll = selection.querySelector("a");

const look = (status) => {
  const toggle = toggles.find((each) => each.dataset.status === status);
  return [...toggle.classList, ...toggle.querySelector(".balance__name").classList]
    .filter((name) => name.includes("--"));
};

const show = (status) => {
  for (const note of notes) note.hidden = status !== "" && note.dataset.status !== status;
  for (const number of numbers) number.hidden = noteOf.get(keyOf(number)).hidden;
  for (const link of links.filter((each) => each.href)) {
    const keys = keysOf(link).filter((key) => noteOf.has(key));
    const top = keys.findLast((key) => !noteOf.get(key).hidden);
    const note = noteOf.get(top ?? keys.at(-1));
    link.className = "marked";
    link.classList.add(...look(note.dataset.status));
    link.classList.toggle("is-muted", !top);
    link.href = `#${note.id}`;
  }
  for (const toggle of toggles) {
    const isOn = toggle.dataset.status === status;
    toggle.setAttribute("aria-pressed", isOn);
    if (!isOn) continue;
    selection.querySelector("strong").textContent = toggle.querySelector(".balance__name").textContent;
    selection.querySelector("span").textContent = toggle.querySelector(".balance__count").textContent;
  }
  selection.hidden = status === "";
  const withStatus = (search) => {
    const query = new URLSearchParams(search);
    if (status) query.set("status", status); else query.delete("status");
    return query.size ? `?${query}` : location.pathname;
  };
  history.replaceState(null, "", withStatus(location.search));
  for (const view of page.querySelectorAll(".views")) view.href = withStatus(view.search);
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
  const lists = [...page.querySelectorAll(".passage > .notes")].map((list) => ({
    list, top: list.nextElementSibling.getBoundingClientRect().top,
    rows: [...list.children].filter((note) => !note.hidden),
  }));
  if (!wide.matches || !lists.length) return;
  const gap = parseFloat(getComputedStyle(lists[0].list).rowGap);
  let end = -Infinity;
  const shifts = lists.flatMap(({ top, rows }) => {
    end = Math.max(top, end);
    return rows.map((row) => {
      const line = placeOf(row.dataset.claim).parentElement.getClientRects()[0].top;
      const at = Math.max(line, end);
      const shift = [row, at - end];
      end = at + row.offsetHeight + gap;
      return shift;
    });
  });
  for (const [row, shift] of shifts) row.style.setProperty("--shift", `${shift}px`);
};

for (const hint of page.querySelectorAll(".legend__keys")) hint.hidden = false;
new ResizeObserver(align).observe(page);
addEventListener("hashchange", follow);
follow();
