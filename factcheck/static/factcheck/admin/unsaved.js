"use strict";

// Whatever is typed in a form is kept on this device as it is typed (drafts.js), and offered again
// the next time that its form is shown. Whoever leaves a page with something unsaved is asked.
{
  const PAUSE = 300;
  const SENT = "draft sent";
  const FORMS = "form[method=post]:not(#logout-form, #changelist-form, #login-form, .remark__acts)";
  // The row's name before the page's.
  const TITLES = ["#panel h2", ".reading h1", "#content > h2", "#content > h1", "h1"];
  const watched = new Map();

  // What is saved has no space around it.
  const same = (one, other) => JSON.stringify(one?.map((value) => value.trim()) ?? [])
    === JSON.stringify(other?.map((value) => value.trim()) ?? []);
  // As the site writes days: the day before the month.
  const { lang } = document.documentElement;
  const days = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "medium", timeStyle: "short" });
  const whenOf = ({ at }) => days.format(at);

  class Watch {
    #timer = 0;

    constructor(form) {
      this.form = form;
      this.values = new FormValues(form);
      // A row's form may stand on several pages; any other is known by where it leads.
      this.of = form.querySelector("[data-draft-of]")?.dataset.draftOf ?? `${new URL(form.action).pathname}#${form.id}`;
      this.id = drafts.isPossible && drafts.newId();
      this.isNew = !form.querySelector("[name=since]");
      // What was refused, or is looked at before it is saved, stands here from the start, perhaps
      // cleaned; it is not saved. So is a comment.
      this.isRefused = form.matches("[data-sent]") || Boolean(form.querySelector(".errornote, .errors, .conflict"));
      const acts = new Set([...form.elements].filter(({ name }) => name === "act").map(({ value }) => value));
      this.before = new Map([...this.values.read({ asSent: true })].map(([name, entry]) => {
        const isComment = acts.has(name.split("-")[0]) && name.endsWith("-comment");
        return [name, isComment ? [] : entry.values];
      }));
      this.isSent = false;
      form.addEventListener("formdata", ({ formData }) => { if (this.id) formData.set("_draft", this.id); });
    }

    #changed() {
      return [...this.values.read()].filter(([name, { values }]) => !same(values, this.before.get(name)));
    }

    typed() {
      return this.#changed().filter(([, { isProposed }]) => !isProposed);
    }

    isUnsaved() {
      return !this.isSent && this.form.isConnected && (this.isRefused || this.typed().length > 0 || this.values.hasFiles());
    }

    // Whether nothing is unsaved but what this device keeps.
    isKept() {
      return Boolean(this.id) && !this.values.hasFiles() && !this.typed().some(([, { isSecret }]) => isSecret);
    }

    later() {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.keep(), PAUSE);
    }

    async keep() {
      clearTimeout(this.#timer);
      if (!this.id || !this.form.isConnected) return;
      // What is new has no earlier version to be a change of.
      const kept = (this.isNew ? [...this.values.read()].filter(([, { values }]) => values.length) : this.#changed())
        .filter(([, { isSecret }]) => !isSecret)
        .map(([name, { values, words, label, isProposed }]) =>
          [name, { values, words, label, isProposed, base: this.isNew ? [] : this.before.get(name) ?? [] }]);
      if (!kept.length || !this.typed().some(([, { isSecret }]) => !isSecret)) {
        drafts.drop(this.id);
        return;
      }
      const title = TITLES.map((each) => document.querySelector(each)).find(Boolean);
      const isRoom = await drafts.keep(this.id, this.of, {
        fields: kept,
        hasFiles: this.values.hasFiles(),
        title: title?.textContent.trim() || document.title,
        address: location.pathname + location.search,
      });
      if (!isRoom) {
        // Where it is seen from wherever one types: the buttons that save stay in view.
        const note = document.querySelector("#draft-no-room");
        (this.form.querySelector(".submit-row") ?? this.form).prepend(note);
        note.hidden = false;
      }
    }

    // The draft that this form was sent with goes on where it stands here still, unsaved; any other
    // is offered.
    async begin(sent) {
      for (const draft of drafts.isPossible ? await drafts.of(this.of) : []) {
        const now = this.values.read();
        // What was emptied is not there either where there is no field for it now.
        const isHere = draft.fields.every(([name, { values }]) => now.has(name) && same(values, now.get(name).values));
        if (draft.id === sent && (isHere || this.isRefused)) this.#goOn(draft);
        else if (isHere) drafts.drop(draft.id);
        else if (this.form.isConnected) this.#offer(draft, now);
      }
      if (this.isUnsaved()) this.keep();
    }

    #goOn(draft) {
      this.id = draft.id;
      for (const [name, { base }] of draft.fields) this.before.set(name, base);
    }

    #offer(draft, now) {
      const shown = document.querySelector("#draft-offer").content.cloneNode(true).firstElementChild;
      const [changed, list] = [shown.querySelector(".draft__changed"), shown.querySelector("ul")];
      const blank = list.firstElementChild;
      const missed = draft.fields.filter(([name, { values }]) => !same(values, now.get(name)?.values));
      // What a row proposed itself comes back with what was typed in it.
      const fields = missed.filter(([, { isProposed }]) => !isProposed);
      const placeOf = ([name]) => /^.+[\]>]/.exec(name)?.[0];
      const boxes = fields.map(([name, entry]) => {
        const item = blank.cloneNode(true);
        const current = now.get(name);
        const isChanged = !this.isNew && Boolean(current) && !same(entry.base, current.values);
        const box = item.querySelector("input");
        box.checked = !isChanged;
        changed.hidden &&= !isChanged;
        item.querySelector("b").append(entry.label);
        item.querySelector(".draft__typed").append(entry.words.join(", ") || "–");
        item.querySelector(".draft__now").hidden = !isChanged;
        item.querySelector(".draft__now q").append(current?.words.join(", ") ?? "");
        list.append(item);
        return box;
      });
      blank.remove();
      shown.querySelector("time").append(whenOf(draft));
      shown.querySelector(".draft__files").hidden = !draft.hasFiles;
      shown.querySelector("[data-throw-away]").addEventListener("click", () => {
        shown.remove();
        drafts.drop(draft.id);
      });
      shown.querySelector("[data-put-back]").addEventListener("click", async (event) => {
        const ticked = fields.filter((_field, at) => boxes[at].checked);
        const places = new Set(ticked.map(placeOf));
        const proposed = missed.filter((field) => field[1].isProposed && places.has(placeOf(field)));
        const missing = await this.values.write([...ticked, ...proposed]);
        await this.keep();
        if (!missing.length) {
          shown.remove();
          drafts.drop(draft.id);
          return;
        }
        // What has no place any more stays to be copied, until it is thrown away.
        fields.forEach(([name], at) => { if (!missing.includes(name)) boxes[at].closest("li").remove(); });
        shown.querySelector(".draft__homeless").hidden = false;
        event.target.remove();
      });
      this.form.prepend(shown);
    }
  }

  const watch = () => {
    drafts.tidy();
    for (const form of watched.keys()) if (!form.isConnected) watched.delete(form);
    const fresh = [...document.querySelectorAll(FORMS)].filter((form) => !watched.has(form));
    if (!fresh.length) return;
    const sent = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    for (const form of fresh) {
      const own = new Watch(form);
      watched.set(form, own);
      own.begin(sent);
    }
  };
  const all = () => [...watched.values()];

  globalThis.isUnsaved = () => all().some((each) => each.isUnsaved());

  window.addEventListener("load", watch);
  document.addEventListener("htmx:afterSettle", watch);
  for (const event of ["input", "change", "picked", "formset:added", "formset:removed"]) {
    document.addEventListener(event, ({ target }) => {
      // A field of a small form stands within the form that it is for.
      const form = watched.has(target.form) ? target.form : target.closest?.("form");
      watched.get(form)?.later();
    });
  }
  document.addEventListener("visibilitychange", () => { for (const each of all()) if (each.isUnsaved()) each.keep(); });
  // A preview opens beside the form, which stays; so does a form that htmx sends.
  document.addEventListener("submit", ({ target, submitter, defaultPrevented }) => {
    const sent = watched.get(target);
    if (!sent || submitter?.formTarget === "_blank") return;
    sent.keep();
    if (sent.id) sessionStorage.setItem(SENT, sent.id);
    sent.isSent = !defaultPrevented;
  });
  window.addEventListener("beforeunload", (event) => {
    if (globalThis.isUnsaved()) event.preventDefault();
  });

  const lines = (kept) => kept.map((draft) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: draft.address, textContent: draft.title }), ` ${whenOf(draft)}`);
    return item;
  });

  // Whoever signs out may leave the device to somebody else.
  const signOut = document.querySelector("#logout-form");
  const dialog = document.querySelector("#draft-sign-out");
  let mayGo = !drafts.isPossible;
  const go = () => {
    mayGo = true;
    signOut.requestSubmit();
  };
  signOut?.addEventListener("submit", async (event) => {
    if (mayGo) return;
    event.preventDefault();
    await Promise.all(all().filter((each) => each.isUnsaved()).map((each) => each.keep()));
    const kept = await drafts.all();
    const hasSecrets = all().some((each) => each.isUnsaved() && !each.isKept());
    if (!kept.length && !hasSecrets) {
      // A form cannot be sent while it is being sent.
      setTimeout(go);
      return;
    }
    dialog.querySelector("ul").replaceChildren(...lines(kept));
    dialog.querySelector(".draft__unkept").hidden = !hasSecrets;
    dialog.returnValue = "";
    dialog.showModal();
  });
  dialog?.addEventListener("close", async () => {
    if (!dialog.returnValue) return;
    // They were told of what is not kept.
    for (const each of all()) each.isSent = true;
    if (dialog.returnValue === "delete") await drafts.dropAll();
    go();
  });

  document.addEventListener("DOMContentLoaded", async () => {
    const place = document.querySelector("#drafts");
    const kept = place && drafts.isPossible ? await drafts.all() : [];
    if (!kept.length) return;
    place.hidden = false;
    place.querySelector("ul").replaceChildren(...lines(kept));
  });
}
