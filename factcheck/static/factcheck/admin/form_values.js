"use strict";

// What stands in a form, by names that hold in any later copy of it: a row of a group is named by
// its key, a new row by its place among the new ones, a field of a small form by where that opens.
class FormValues {
  // Of the machine, or of one copy of the page.
  static #LEFT_OUT = /(^|-)(since|version|seen|id|csrfmiddlewaretoken|(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)$|^(base|choose)-|^.+-\d+-(claim|proposed)$|__prefix__|^_|^act$/;
  static #NO_TEXT = new Set(["password", "file", "submit", "button", "image", "reset"]);
  static #NUMBER = /^.*?-\d+-/;

  constructor(form) {
    this.form = form;
  }

  // By name: its values, how they read, what the field is called, whether it proposed them itself,
  // and whether no device may keep it. With `asSent`, text is what the server wrote; a browser may restore what was typed since.
  read({ asSent = false } = {}) {
    const found = new Map();
    for (const field of this.#fields()) {
      const name = this.#nameOf(field);
      if (!found.has(name)) {
        const isSecret = FormValues.#isSecret(field);
        found.set(name, { values: [], words: [], label: this.#labelOf(field), isProposed: true, isSecret });
      }
      found.get(name).isProposed &&= FormValues.#isProposed(field);
      const { values, words } = found.get(name);
      for (const [value, said] of FormValues.#valuesOf(field, asSent)) {
        values.push(value);
        words.push(said);
      }
    }
    return found;
  }

  hasFiles() {
    return [...this.form.elements].some((field) => field.type === "file" && field.files.length);
  }

  // Write values where they were typed; rows and small forms that are not there are opened. Returns
  // the names of those for which there is no field any more.
  async write(entries) {
    const missing = [];
    for (const [name, entry] of entries) {
      const fields = await this.#find(name);
      if (!fields.length) missing.push(name);
      for (const field of fields) FormValues.#set(field, entry);
      for (const event of ["input", "change", "picked"]) {
        fields[0]?.dispatchEvent(new Event(event, { bubbles: true }));
      }
      for (let part = fields[0]; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    }
    return missing;
  }

  static #valuesOf(field, asSent) {
    const said = (element) => element?.textContent.trim() ?? "";
    if (field.type === "checkbox" || field.type === "radio") {
      return field.checked ? [[field.value, said(field.labels[0])]] : [];
    }
    if (field.options) {
      return [...field.selectedOptions].filter(({ value }) => value).map((option) => [option.value, said(option)]);
    }
    const text = asSent && field.type !== "hidden" ? field.defaultValue : field.value;
    return text ? [[text, text]] : [];
  }

  static #set(field, { values, words }) {
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = values.includes(field.value);
    } else if (field.options) {
      values.forEach((value, at) => {
        if (![...field.options].some((option) => option.value === value)) field.append(new Option(words[at], value));
      });
      for (const option of field.options) {
        option.selected = values.includes(option.value) || (!values.length && !option.value);
      }
    } else {
      field.value = values[0] ?? "";
    }
  }

  *#fields() {
    // Forms do not nest: the fields of a small one that opens within this one are of another.
    const within = [...this.form.querySelectorAll("[data-form] [form]")];
    for (const field of [...this.form.elements, ...within]) {
      if (!field.name || !field.matches("input, select, textarea") || FormValues.#NO_TEXT.has(field.type)) continue;
      if (!FormValues.#LEFT_OUT.test(field.name) && !this.#isInUntouchedRow(field)) yield field;
    }
  }

  // A new row in which nobody wrote or chose anything says nothing, whatever it proposes.
  #isInUntouchedRow(field) {
    const row = field.closest(".rows .inline-related");
    if (!row || row.querySelector("[name$='-id']")?.value || row.querySelector("[data-form]")) return false;
    return [...row.querySelectorAll("input:not([type=hidden]), select, textarea")].every((each) => {
      if (each.options) return !each.value;
      return ["checkbox", "radio"].includes(each.type) ? each.checked === each.defaultChecked : each.value === each.defaultValue;
    });
  }

  // What a new row proposes, or the choices of a small form, and nobody touched.
  static #isProposed(field) {
    const row = field.closest(".rows .inline-related");
    const isSmall = Boolean(field.closest("[data-form]"));
    if (!isSmall && (!row || row.querySelector("[name$='-id']")?.value)) return false;
    if (field.options) return field.selectedIndex === Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
    if (["checkbox", "radio"].includes(field.type)) return field.checked === field.defaultChecked;
    return !isSmall && field.value === field.defaultValue;
  }

  // Of confidential evidence; a reader's own words about it are no less so.
  static #isSecret(field) {
    return Boolean(field.closest(".inline-related")?.querySelector("input[name$='-confidential']:checked"));
  }

  // The rows of a group, each with its key; a new one has none.
  #rows(prefix) {
    return [...this.form.querySelectorAll(`.rows[data-prefix="${prefix}"] .inline-related`)]
      .map((row) => ({ row, key: row.querySelector(`[name^="${prefix}-"][name$="-id"]`)?.value ?? "" }));
  }

  #newRows(prefix) {
    return this.#rows(prefix).filter(({ key }) => !key).map(({ row }) => row);
  }

  #nameOf(field) {
    const small = field.closest("[data-form]");
    if (small) {
      const opener = document.getElementById(small.dataset.form.replace(/-new$/, ""));
      return `${this.#nameOf(opener)}>${field.name}`;
    }
    const row = field.closest(".rows .inline-related");
    if (!row) return field.name;
    const { prefix } = row.closest(".rows").dataset;
    const { key } = this.#rows(prefix).find((each) => each.row === row);
    return `${prefix}[${key || `+${this.#newRows(prefix).indexOf(row)}`}]${field.name.replace(FormValues.#NUMBER, "")}`;
  }

  async #find(name) {
    const [opener, inner] = name.split(">");
    if (inner) {
      const [select] = await this.#find(opener);
      const small = select && await globalThis.makeInPlace?.(select);
      return [...small?.querySelectorAll(`[name="${CSS.escape(inner)}"]`) ?? []];
    }
    const [, prefix, key, rest] = /^(.+)\[(.+)\](.+)$/.exec(name) ?? [];
    if (!prefix) return this.#named(name);
    const row = key.startsWith("+") ? this.#newRow(prefix, Number(key)) : this.#rows(prefix).find((each) => each.key === key)?.row;
    return [...row?.querySelectorAll("[name]") ?? []]
      .filter((field) => field.name.startsWith(`${prefix}-`) && field.name.replace(FormValues.#NUMBER, "") === rest);
  }

  // Rows of Django's own groups are named by their place alone, and added by a link.
  #named(name) {
    const named = () => [...this.form.elements].filter((field) => field.name === name);
    const prefix = /^(.+)-\d+-.+$/.exec(name)?.[1];
    for (let tries = 0; prefix && !named().length && tries < 50; tries += 1) {
      this.form.querySelector(`#${CSS.escape(prefix)}-group .add-row a`)?.click();
    }
    return named();
  }

  #newRow(prefix, number) {
    const group = this.form.querySelector(`.rows[data-prefix="${prefix}"]`);
    while (group?.querySelector("template") && this.#newRows(prefix).length <= number) addRow(group);
    return this.#newRows(prefix)[number];
  }

  #labelOf(field) {
    const legend = field.type === "radio" && (field.closest("fieldset:not(.module)") ?? field.closest(".fieldBox, .form-row"))?.querySelector("legend, label");
    const cell = field.closest("td");
    const column = cell?.closest("table").tHead?.rows[0].cells[cell.cellIndex];
    const label = (legend || field.labels?.[0] || column)?.textContent.trim().replace(/:$/, "") ?? "";
    const row = field.closest(".rows .inline-related");
    const name = row?.dataset.ref ?? row?.querySelector("summary")?.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
    return name ? `${name}: ${label}` : label;
  }
}
