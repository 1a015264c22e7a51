// Checks the proof of an entry, from the words on the page to the signature of the log: salted commitments, leaf hashes
// and inclusion paths of RFC 6962 / RFC 9162, the Ed25519 signature of the signed note. Needs `noble` (vendor/noble-proof.js).
(() => {
  "use strict";
  const root = document.querySelector(".proof");
  const utf8 = new TextEncoder();
  const ENTRY = /^\{"at":"([ !#-[\]-~]+)","commitment":"([0-9a-f]{64})","kind":"([ !#-[\]-~]+)","n":(0|[1-9][0-9]{0,15})\}$/;

  // control characters, which HTML cannot hold, stand on the page as U+FFFD
  const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

  const message = (name, ...values) => values.reduce((text, value, at) => text.replace(`{${at}}`, () => value), root.dataset[name]);
  const text = (inside, name) => inside.querySelector(name)?.textContent ?? null;
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  const sha256 = (...parts) => {
    const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    parts.reduce((at, part) => (joined.set(part, at), at + part.length), 0);
    return noble.sha256(joined);
  };

  function fromHex(digits) {
    if (!/^([0-9a-f]{2})*$/.test(digits)) return null;
    return Uint8Array.from(digits.match(/../g) ?? [], (two) => parseInt(two, 16));
  }

  function fromBase64(encoded) {
    try {
      const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
      return btoa(String.fromCharCode(...bytes)) === encoded ? bytes : null;
    } catch {
      return null;
    }
  }

  // name+id+base64(1, key): the id is the start of a hash over name and key
  function readKey(line) {
    const [name, id, ...rest] = line.trim().split("+");
    const bytes = fromBase64(rest.join("+"));
    if (!name || !bytes || bytes.length !== 33 || bytes[0] !== 1) return null;
    const own = sha256(utf8.encode(`${name}\n`), bytes).subarray(0, 4);
    return hex(own) === id ? { name, id: own, key: bytes.subarray(1) } : null;
  }

  // origin, size, root, an empty line, lines of signatures
  function readNote(note) {
    const gap = note.lastIndexOf("\n\n");
    const head = note.slice(0, gap).split("\n");
    const lines = note.slice(gap + 2);
    if (gap < 0 || head.length < 3 || !/^(0|[1-9][0-9]{0,18})$/.test(head[1]) || !lines.endsWith("\n")) return null;
    const top = fromBase64(head[2]);
    const signatures = lines.slice(0, -1).split("\n").map((line) => {
      const [dash, name, encoded, ...more] = line.split(" ");
      const bytes = fromBase64(encoded ?? "");
      return dash === "—" && !more.length && bytes && bytes.length > 4 ? { name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) } : null;
    });
    if (!top || top.length !== 32 || signatures.includes(null)) return null;
    return { origin: head[0], size: BigInt(head[1]), root: top, signed: utf8.encode(note.slice(0, gap + 1)), signatures };
  }

  function signedBy(note, key) {
    const own = note.signatures.filter((one) => one.name === key.name && same(one.id, key.id));
    return note.origin === key.name && own.length > 0 && own.every((one) => {
      try {
        return noble.verify(one.signature, note.signed, key.key, { zip215: false });
      } catch {
        return false;
      }
    });
  }

  // RFC 9162, 2.1.3.2
  function included(leaf, index, size, path, top) {
    let at = index, last = size - 1n, joined = leaf;
    if (at >= size) return false;
    for (const step of path) {
      if (last === 0n || !step || step.length !== 32) return false;
      if (at & 1n || at === last) {
        joined = sha256(Uint8Array.of(1), step, joined);
        while (!(at & 1n) && at) {
          at >>= 1n;
          last >>= 1n;
        }
      } else {
        joined = sha256(Uint8Array.of(1), joined, step);
      }
      at >>= 1n;
      last >>= 1n;
    }
    return last === 0n && same(joined, top);
  }

  // What does not fit in an event; null where all does.
  function fault(item, note) {
    const n = item.dataset.n;
    const entry = text(item, ".p-entry");
    const found = ENTRY.exec(entry);
    if (!found || found[4] !== n || found[1] !== text(item, ".p-at") || found[3] !== text(item, ".p-kind")) return message("mEntry", n);
    const body = text(item, ".p-body");
    if (body !== null) {
      const salt = fromHex(text(item, ".p-salt") ?? "");
      if (!salt || salt.length !== 32 || hex(sha256(salt, utf8.encode(body))) !== found[2]) return message("mBody", n);
    }
    const leaf = sha256(Uint8Array.of(0), utf8.encode(entry));
    const path = (text(item, ".p-path") ?? "").split(" ").filter(Boolean).map(fromBase64);
    if (hex(leaf) !== text(item, ".p-leaf") || !included(leaf, BigInt(n), note.size, path, note.root)) return message("mPath", n);
    return null;
  }

  // Whether a word or value on the page is what the body of its event says.
  function fits(shown) {
    const body = text(root, `.p-event[data-n="${CSS.escape(shown.dataset.of)}"] .p-body`);
    let value = null;
    try {
      value = shown.dataset.at.split(".").reduce((at, name) => at[name], JSON.parse(body));
    } catch {
      return false;
    }
    return typeof value === "string" && shown.textContent === value.replace(UNSEEN, "\ufffd");
  }

  function check() {
    const good = [], bad = [];
    const keys = Array.from(root.querySelectorAll(".p-key"), (one) => readKey(one.textContent));
    if (!keys.length || keys.includes(null)) bad.push(message("mKeyBad"));
    else good.push(message("mKeyGood", hex(keys[0].id)));
    const note = readNote(text(root, ".p-note") ?? "");
    if (!note) bad.push(message("mNoteForm"));
    else if (keys.some((key) => key && signedBy(note, key))) good.push(message("mNoteGood", note.origin, note.size));
    else bad.push(message("mNoteBad"));
    const events = [...root.querySelectorAll(".p-event")];
    if (!events.length) bad.push(message("mNone"));
    const wrong = new Set();
    for (const item of note ? events : []) {
      const found = fault(item, note);
      if (found) {
        bad.push(found);
        wrong.add(item.dataset.n);
      }
    }
    if (note && !wrong.size && events.length) good.push(message("mEventsGood", events.length));
    const shown = [...root.querySelectorAll("[data-of]")];
    const mistold = shown.filter((one) => !fits(one));
    for (const one of mistold) {
      one.classList.add("p-mistold");
      wrong.add(one.dataset.of);
      bad.push(message("mShown", one.dataset.of, one.textContent.slice(0, 80)));
    }
    if (!mistold.length && shown.length) good.push(message("mShownGood", shown.length));
    for (const item of events) {
      const failed = wrong.has(item.dataset.n) || !note;
      item.classList.toggle("p-holds", !failed);
      item.classList.toggle("p-fails", failed);
      const result = item.querySelector(".p-result");
      result.textContent = failed ? "✕ " : "✓ ";
      result.title = message(failed ? "mFails" : "mFits");
    }
    return { good, bad };
  }

  function run() {
    const place = root.querySelector(".p-check"), verdict = root.querySelector(".p-verdict"), steps = root.querySelector(".p-steps");
    verdict.textContent = message("mRunning");
    steps.replaceChildren();
    requestAnimationFrame(() => setTimeout(() => {
      const { good, bad } = check();
      const line = (words, mark, name) => {
        const item = document.createElement("li");
        item.className = name;
        item.textContent = `${mark} ${words}`;
        return item;
      };
      steps.replaceChildren(...bad.map((one) => line(one, "✕", "p-bad")), ...good.map((one) => line(one, "✓", "p-good")));
      place.classList.toggle("p-holds", !bad.length);
      place.classList.toggle("p-fails", bad.length > 0);
      verdict.textContent = message(bad.length ? "mBad" : "mGood");
      place.dataset.result = bad.length ? "bad" : "good";
    }));
  }

  const button = root.querySelector(".p-run");
  button.hidden = false;
  root.querySelector(".p-verdict").textContent = message("mReady");
  button.addEventListener("click", run);
  const asked = () => location.hash === "#check" && run();
  addEventListener("hashchange", asked);
  if (document.body.classList.contains("proof-file")) run();
  else asked();
})();
