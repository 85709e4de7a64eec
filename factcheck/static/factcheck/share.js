"use strict";

// The device's own way to share, where it has one; the links beside it are for all others.
const share = document.querySelector(".share__device");
if (share && navigator.share) {
  share.hidden = false;
  share.addEventListener("click", () => {
    const { title, url } = share.dataset;
    // Whoever changes their mind is told nothing.
    navigator.share({ title, url }).catch(() => {});
  });
}
