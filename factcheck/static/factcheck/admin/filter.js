"use strict";

// A filter by autocomplete applies as soon as a row is chosen or taken back.
document.addEventListener("DOMContentLoaded", () => {
  django.jQuery(".autocomplete-filter select").on("change", (event) => event.target.form.submit());
});
