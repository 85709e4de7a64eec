"use strict";

// The drafts of one person on this device: encrypted under the key that the page brings, and gone
// after seven days. Where a browser has no cryptography (a site without https), nothing is kept.
const drafts = (() => {
  const DAYS = 7;
  const PREFIX = "factcheck draft ";
  const SAVED = "draft_saved_";
  const { key: written, person } = document.querySelector("meta[name=draft-key]")?.dataset ?? {};
  const isPossible = Boolean(written && crypto.subtle);
  const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const textOf = (bytes) => {
    let text = "";
    // All at once would be too many arguments for a long text.
    for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  };
  const key = isPossible
    && crypto.subtle.importKey("raw", bytesOf(written), "AES-GCM", false, ["encrypt", "decrypt"]);

  const all = () => Object.keys(localStorage)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => ({ name, ...JSON.parse(localStorage.getItem(name)) }))
    .sort((one, other) => other.at - one.at);
  const own = () => all().filter((each) => each.person === person);
  const nameOf = (id) => PREFIX + id;

  // Another tab may have saved it meanwhile.
  const tidy = () => {
    for (const { name, at } of all()) if (Date.now() - at > DAYS * 864e5) localStorage.removeItem(name);
    for (const [, id] of document.cookie.matchAll(new RegExp(`(?:^|; )${SAVED}(\\w+)=`, "g"))) drop(id);
  };
  const drop = (id) => localStorage.removeItem(nameOf(id));

  // The oldest give way to the newest; false if there is no room even so.
  const store = (name, value) => {
    for (;;) {
      try {
        localStorage.setItem(name, value);
        return true;
      } catch {
        const oldest = all().filter((each) => each.name !== name).at(-1);
        if (!oldest) return false;
        localStorage.removeItem(oldest.name);
      }
    }
  };

  let queue = Promise.resolve();
  const after = (act) => {
    queue = queue.then(act, act);
    return queue;
  };
  const keep = (id, of, said) => after(async () => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(said));
    const data = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, plain));
    return store(nameOf(id), JSON.stringify({ person, of, at: Date.now(), iv: textOf(iv), data: textOf(data) }));
  });
  const read = async ({ name, of, at, iv, data }) => {
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(iv) }, await key, bytesOf(data));
      return { id: name.slice(PREFIX.length), of, at, ...JSON.parse(new TextDecoder().decode(plain)) };
    } catch {
      // The site has another key by now: nobody can read it again.
      localStorage.removeItem(name);
      return null;
    }
  };
  const found = async (rows) => (await Promise.all(rows.map(read))).filter(Boolean);

  if (isPossible) tidy();
  return {
    isPossible,
    newId: () => crypto.randomUUID().replaceAll("-", ""),
    keep,
    drop: (id) => after(() => drop(id)),
    tidy,
    of: (of) => found(own().filter((each) => each.of === of)),
    all: () => found(own()),
    dropAll: () => after(() => { for (const { name } of own()) localStorage.removeItem(name); }),
  };
})();
