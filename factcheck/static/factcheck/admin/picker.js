"use strict";

// A field that looks for a speaker or a source makes a new one, too: what nothing is found for, or
// what is not meant, is offered as “Add …”, and its few fields open below. They belong to a form of
// their own, since forms do not nest. Without this script the + beside the field leads to a page.
{
  const $ = django.jQuery;
  const MAKES = "select[data-make]";

  const show = (place, html) => {
    place.innerHTML = html;
    const fields = [...place.querySelectorAll("input:not([type=hidden]), select, textarea")];
    const first = place.querySelector("[data-take], [aria-invalid=true]") ?? fields.find((field) => !field.value);
    place.firstElementChild.scrollIntoView({ block: "nearest" });
    (first ?? fields[0]).focus({ preventScroll: true });
  };

  const close = (place, select) => {
    document.getElementById(place.dataset.form)?.remove();
    place.remove();
    select.nextElementSibling?.querySelector(".select2-selection")?.focus();
  };

  const take = (place, select, { id, text, dropped = [] }) => {
    const known = [...select.options].find((option) => option.value === String(id));
    const option = known ?? select.appendChild(new Option(text, id));
    option.selected = true;
    for (const event of ["change", "picked"]) select.dispatchEvent(new Event(event, { bubbles: true }));
    // What was left out of pasted words stands below the field until the next one is made.
    const wrapper = place.previousElementSibling;
    while (wrapper.nextElementSibling?.matches(".make__dropped")) wrapper.nextElementSibling.remove();
    wrapper.after(...dropped.map((said) => {
      const line = Object.assign(document.createElement("p"), { className: "help make__dropped", textContent: said });
      line.setAttribute("role", "status");
      return line;
    }));
    close(place, select);
  };

  const save = async (place, select, address, form, isAgain = false) => {
    const fail = () => { place.querySelector("[data-failed]").hidden = false; };
    try {
      const response = await fetch(address, { method: "POST", body: new FormData(form) });
      if (response.status === 201) take(place, select, await response.json());
      else if (response.ok && !response.redirected) show(place, await response.text());
      else if (!isAgain && globalThis.renewTokens?.(await response.text())) save(place, select, address, form, true);
      else fail();
    } catch {
      fail();
    }
  };

  const open = async (select, words) => {
    const id = `${select.id}-new`;
    if (document.getElementById(id)) return document.querySelector(`[data-form="${id}"]`);
    const wrapper = select.closest(".related-widget-wrapper");
    const address = `${select.dataset.make}?${new URLSearchParams({ place: select.id, words })}`;
    const response = await fetch(address).catch(() => null);
    if (!response?.ok || response.redirected) {
      globalThis.open(wrapper.querySelector(".add-related").href);
      return null;
    }
    const form = document.createElement("form");
    const place = document.createElement("div");
    form.id = place.dataset.form = id;
    form.noValidate = true;
    document.body.append(form);
    (wrapper.closest(".flex-container") ?? wrapper).after(place);
    form.addEventListener("submit", (event) => { event.preventDefault(); save(place, select, address, form); });
    place.addEventListener("click", ({ target }) => {
      if (target.closest("[data-cancel]")) close(place, select);
      const taken = target.closest("[data-take]");
      if (taken) take(place, select, { id: taken.dataset.take, text: taken.textContent });
    });
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close(place, select);
    });
    show(place, await response.text());
    return place;
  };
  globalThis.makeInPlace = (select) => (select.matches(MAKES) ? open(select, "") : null);

  // What was typed comes after the first of what is found, unless it is found to the letter.
  $.fn.select2.defaults.set("ajax", {
    processResults(found, { term, page }) {
      const words = term?.trim();
      const { makeLabel } = this.$element[0].dataset;
      const isThere = found.results.some(({ text }) => text.toLowerCase() === words?.toLowerCase());
      if (makeLabel && words && !page && !isThere) {
        found.results.push({ id: `+${words}`, text: makeLabel.replace("{}", words), words });
      }
      return found;
    },
  });

  $(document).on("select2:selecting", MAKES, (event) => {
    const { words } = event.params.args.data;
    if (words === undefined) return;
    event.preventDefault();
    $(event.target).select2("close");
    open(event.target, words);
  });
  // Select2 tells jQuery alone.
  $(document).on("select2:select select2:unselect", ({ target }) => target.dispatchEvent(new Event("picked", { bubbles: true })));
  $(document).on("select2:open", () => {
    document.querySelector(".select2-container--open .select2-search__field")?.focus();
  });

  // Typing in a closed field begins the search, as it does in a list of choices.
  document.addEventListener("keydown", (event) => {
    if (event.key.length !== 1 || event.key === " " || event.altKey || event.ctrlKey || event.metaKey) return;
    const closed = event.target.closest?.(".select2-selection--single");
    if (closed) $(closed.closest(".select2").previousElementSibling).select2("open");
  });

  // The + opens the same fields in place of a window.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".add-related");
    const select = link?.closest(".related-widget-wrapper").querySelector(MAKES);
    if (!select || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    open(select, "");
  }, { capture: true });

  // Nothing half made is lost by sending the form around it; a form that opens beside may go.
  document.addEventListener("submit", (event) => {
    const typed = [...event.target.querySelectorAll("[data-form] :is(input:not([type=hidden]), textarea)")]
      .find((field) => field.value.trim() && event.submitter?.formTarget !== "_blank");
    if (!typed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const place = typed.closest("[data-form]");
    place.querySelector("[data-unmade]").hidden = false;
    place.scrollIntoView({ block: "nearest" });
    typed.focus({ preventScroll: true });
  }, { capture: true });

  // Fields in parts of the page that came later.
  document.addEventListener("htmx:load", ({ target }) => {
    $(target).find(".admin-autocomplete").not("[name*=__prefix__], .select2-hidden-accessible").djangoAdminSelect2();
  });
}
