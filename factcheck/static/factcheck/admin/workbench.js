"use strict";

// The workbench: select words with the mouse or the keyboard to make a claim of them.
// Without this script the same is done by the links and the form of the page.
document.addEventListener("DOMContentLoaded", () => {
  const text = document.querySelector(".bench-text");
  const selection = getSelection();

  // Offsets are code points of the article's text; JavaScript counts UTF-16 units.
  const offset = (piece, container, at) => {
    const before = document.createRange();
    before.setStart(piece, 0);
    before.setEnd(container, at);
    return Number(piece.dataset.start) + [...before.toString()].length;
  };

  const chosen = () => {
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const pieces = [...text.querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece));
    if (!pieces.length) return null;
    const [first, last] = [pieces[0], pieces[pieces.length - 1]];
    const starts = first.contains(range.startContainer);
    const ends = last.contains(range.endContainer);
    const start = starts ? offset(first, range.startContainer, range.startOffset) : Number(first.dataset.start);
    const end = ends
      ? offset(last, range.endContainer, range.endOffset)
      : Number(last.dataset.start) + [...last.textContent].length;
    return start < end && range.toString().trim() ? { start, end } : null;
  };

  const open = (claim) => {
    const words = chosen();
    if (!words || !("editable" in text.dataset)) return;
    const query = new URLSearchParams(location.search);
    query.delete("claim");
    if (claim) query.set("claim", claim);
    query.set("start", words.start);
    query.set("end", words.end);
    location.assign(`?${query}#selected`);
  };

  const tools = document.createElement("div");
  tools.className = "bench-tools";
  tools.hidden = true;
  const offer = (label, keys, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    if (keys) button.setAttribute("aria-keyshortcuts", keys);
    // The selection stays while the button is pressed.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", act);
    tools.append(button);
  };
  offer(text.dataset.new, "Alt+N", () => open());
  if (text.dataset.claim) offer(text.dataset.again, "", () => open(text.dataset.claim));
  document.body.append(tools);

  document.addEventListener("selectionchange", () => {
    tools.hidden = !("editable" in text.dataset) || !chosen();
    if (tools.hidden) return;
    const box = selection.getRangeAt(0).getBoundingClientRect();
    const furthest = document.documentElement.clientWidth - tools.offsetWidth - 8;
    tools.style.left = `${Math.max(8, Math.min(box.left, furthest)) + scrollX}px`;
    tools.style.top = `${box.bottom + 8 + scrollY}px`;
  });

  // Browsers select no words from within a link: while the mouse is down, a mark is none.
  let held = null;
  const release = () => { if (held) held.href = held.dataset.href; held = null; };
  text.addEventListener("pointerdown", (event) => {
    release();
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    held = event.target.closest(".bench-text a:has(mark)");
    if (!held) return;
    held.dataset.href = held.href;
    held.removeAttribute("href");
  });
  text.addEventListener("click", () => { if (held && selection.isCollapsed) location.assign(held.dataset.href); });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => setTimeout(release));
  }

  const units = { ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"],
    ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] };
  text.addEventListener("keydown", (event) => {
    if (event.target !== text || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") { open(); return; }
    if (event.key === "Escape") { selection.removeAllRanges(); return; }
    const [direction, unit] = units[event.key] ?? [];
    if (!direction) return;
    event.preventDefault();
    if (!text.contains(selection.focusNode) || selection.focusNode === text) {
      const at = text.querySelector(".is-selected, .is-active") ?? text.querySelector("[data-start]");
      selection.collapse(at.firstChild, 0);
      selection.modify("extend", "forward", "word");
    } else if (event.shiftKey) {
      selection.modify("extend", direction, unit);
    } else {
      if (direction === "forward") selection.collapseToEnd(); else selection.collapseToStart();
      if (direction === "backward" || unit === "line") selection.modify("move", direction, unit);
      selection.modify("extend", "forward", "word");
    }
    selection.focusNode.parentElement.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.code === "KeyN" && chosen()) { event.preventDefault(); open(); }
    const next = document.querySelector("#next-unclaimed");
    if (event.code === "KeyU" && next) { event.preventDefault(); next.click(); }
  });
});

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
  const field = document.querySelector(".bench-panel .errors :is(input, textarea, select), .bench-panel.is-open #id_headline");
  if (field && !location.search.includes("claim=")) field.focus({ preventScroll: true });
}));
