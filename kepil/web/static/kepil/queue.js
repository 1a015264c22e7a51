/* Reviewing and coding by keyboard: single keys, words selected with the arrows, the next item before it is asked for.
   Everything here is a shorter way to a form or a link of the page, which work without it. */

const { spanOf, rangeOf, cuts } = globalThis.kepilText;
const SWITCH = "kepil-single-keys";
const QUICK = new Set(["quote", "action", "beneficiary", "condition"]);
const parser = new DOMParser();

const work = () => document.getElementById("work");
const pane = () => document.getElementById("pane");
const say = (words) => {
  const heard = document.getElementById("heard");
  if (heard) heard.textContent = words;
};

/* ---- Single keys. They can be turned off (WCAG 2.1.4), and none acts while somebody types. ---- */

function keysOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function switchKeys(on) {
  try {
    localStorage.setItem(SWITCH, on ? "on" : "off");
  } catch {
    /* no storage: as before on the next page */
  }
  document.documentElement.classList.toggle("no-keys", !on);
}

function typing(target) {
  if (target.isContentEditable || target.tagName === "TEXTAREA" || target.tagName === "SELECT") return true;
  return target.tagName === "INPUT" && !["radio", "checkbox", "button", "submit"].includes(target.type);
}

/* The letter that is meant, also on a Cyrillic keyboard. */
function letter(event) {
  if (event.key.length !== 1) return event.key;
  if (event.key.charCodeAt(0) < 128) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : event.key;
}

function reachable(element) {
  const closed = element.closest("details:not([open])");
  if (closed && !(closed.querySelector("summary") || closed).contains(element)) return false;
  const dialog = element.closest("dialog");
  return !element.disabled && (!dialog || dialog.open) && element.getClientRects().length > 0;
}

function forKey(key) {
  const all = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].filter(reachable);
  const modal = document.querySelector("dialog[open]");
  if (modal) return all.filter((one) => modal.contains(one));
  const scope = document.querySelector("details[data-scope][open]");
  const inside = scope ? all.filter((one) => scope.contains(one)) : [];
  return inside.length ? inside : all;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
  if (picking && steer(event)) {
    event.preventDefault();
    return;
  }
  if (event.altKey || event.repeat) return;
  if (event.key === "Escape") {
    const open = document.querySelector("details[data-scope][open]");
    if (open) {
      open.open = false;
      work()?.focus();
    }
    return;
  }
  if (typing(event.target) || !keysOn()) return;
  const found = forKey(letter(event));
  if (!found.length) return;
  event.preventDefault();
  const picks = found.filter((one) => one.dataset.pick);
  if (picks.length) {
    const now = picking ? picks.indexOf(picking.source) : -1;
    pick(picks[(now + 1) % picks.length]);
  } else {
    press(found[0]);
  }
});

function press(element) {
  if (element.tagName === "SUMMARY") {
    const details = element.parentElement;
    details.open = !details.open;
    if (details.open) details.querySelector("input, button, select, textarea, a")?.focus();
  } else if (element.tagName === "INPUT" && ["text", "search", "date", "number"].includes(element.type)) {
    element.focus();
  } else if (element.tagName === "SELECT" || element.tagName === "TEXTAREA") {
    element.focus();
  } else {
    element.click();
  }
}

/* ---- Selecting words: by mouse, or with the arrows. ---- */

let picking = null;

function selected() {
  const chosen = getSelection();
  const box = pane();
  if (!box || !chosen.rangeCount || chosen.isCollapsed) return null;
  return box.contains(chosen.anchorNode) || box.contains(chosen.focusNode) ? spanOf(box, chosen.getRangeAt(0)) : null;
}

function pick(source) {
  const own = picking ? null : selected();
  const [start, end] = (source.dataset.span || pane().dataset.span || "0:0").split(":").map(Number);
  if (own) {
    take(source, own);
    return;
  }
  const words = cuts(pane(), "word", pane().lang);
  if (!words.length) return;
  const first = words.find((one) => one.end > start) || words[words.length - 1];
  picking = { source, words, start: end > start ? start : first.start, end: end > start ? end : first.end };
  document.querySelector(".picking-now")?.classList.remove("picking-now");
  source.classList.add("picking-now");
  const bar = document.getElementById("picking");
  bar.hidden = false;
  bar.querySelector("[data-name]").textContent = source.dataset.name || "";
  pane().focus({ preventScroll: true });
  show();
}

function leave() {
  picking?.source.classList.remove("picking-now");
  picking = null;
  getSelection().removeAllRanges();
  const bar = document.getElementById("picking");
  if (bar) bar.hidden = true;
}

function show() {
  const range = rangeOf(pane(), picking.start, picking.end);
  if (!range) return;
  const chosen = getSelection();
  chosen.removeAllRanges();
  chosen.addRange(range);
  const box = pane().getBoundingClientRect();
  const place = range.getBoundingClientRect();
  if (place.top < box.top + 40 || place.bottom > box.bottom - 60) {
    pane().scrollTop += place.top - box.top - box.height / 3;
  }
  say(range.toString());
}

/* Whether a key moves or ends the selection. */
function steer(event) {
  if (typing(event.target) || document.querySelector("dialog[open]")) return false;
  const { words } = picking;
  const by = event.altKey ? "letter" : "word";
  if (event.key === "Escape") {
    leave();
    work()?.focus();
  } else if (event.key === "Enter") {
    const { source, start, end } = picking;
    take(source, { start, end });
  } else if (event.key === "Delete" || event.key === "Backspace") {
    const { source } = picking;
    if (source.dataset.optional === undefined) return true;
    drop(source);
  } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    move(words, event.key === "ArrowRight", event.shiftKey, by);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const sentences = cuts(pane(), "sentence", pane().lang);
    const down = event.key === "ArrowDown";
    const next = down
      ? sentences.find((one) => one.start > picking.start)
      : sentences.findLast((one) => one.end < picking.end && one.start < picking.start);
    if (next) [picking.start, picking.end] = [next.start, next.end];
    show();
  } else if (event.key === "Home") {
    const first = words.find((one) => one.end > picking.start);
    if (first) picking.end = first.end;
    show();
  } else {
    return false;
  }
  return true;
}

function move(words, right, first, by) {
  if (by === "letter") {
    const step = right ? 1 : -1;
    if (first) picking.start = Math.min(Math.max(picking.start + step, words[0].start), picking.end - 1);
    else picking.end = Math.max(Math.min(picking.end + step, words[words.length - 1].end), picking.start + 1);
  } else if (first) {
    const next = right
      ? words.find((one) => one.start > picking.start && one.start < picking.end)
      : words.findLast((one) => one.start < picking.start);
    if (next) picking.start = next.start;
  } else {
    const next = right
      ? words.find((one) => one.end > picking.end)
      : words.findLast((one) => one.end < picking.end && one.end > picking.start);
    if (next) picking.end = next.end;
  }
  show();
}

function take(source, { start, end }) {
  const range = rangeOf(pane(), start, end);
  const words = range ? range.toString() : "";
  leave();
  if (source.dataset.into) {
    const field = document.getElementById(source.dataset.into);
    field.value = words.replace(/\s+/g, " ").trim();
    document.getElementById(`${source.dataset.into}-at`).value = `${start}:${end}`;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    work()?.focus();
    return;
  }
  const address = new URL(source.href);
  address.searchParams.set("start", start);
  address.searchParams.set("end", end);
  if (QUICK.has(source.dataset.pick)) post(address, { start, end });
  else edit(address);
}

function drop(source) {
  leave();
  if (source.dataset.into) {
    document.getElementById(source.dataset.into).value = "";
    document.getElementById(`${source.dataset.into}-at`).value = "";
    return;
  }
  post(new URL(source.href), { remove: "1" });
}

document.addEventListener("mousedown", (event) => {
  // a click on a coordinate must not undo what is selected in the text
  if (event.target.closest?.("[data-pick]") && selected()) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const source = event.target.closest?.("[data-pick]");
  if (source && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    pick(source);
    return;
  }
  const opener = event.target.closest?.("[data-open]");
  if (opener) {
    event.preventDefault();
    document.getElementById(opener.dataset.open).showModal();
    return;
  }
  const closer = event.target.closest?.("[data-close]");
  if (closer?.closest("dialog")) {
    event.preventDefault();
    closer.closest("dialog").close();
    return;
  }
  const panel = event.target.closest?.("a[data-panel]");
  if (panel && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    const own = selected();
    const address = new URL(panel.href);
    if (own) {
      address.searchParams.set("start", own.start);
      address.searchParams.set("end", own.end);
    }
    edit(address);
  }
});

/* ---- Forms sent without leaving the page. ---- */

let waiting = Promise.resolve();
/* One after the other: each answers for the one before it. */
const queued = (job) => {
  waiting = waiting.then(job, job);
  return waiting;
};

function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]").value;
}

function fields(more) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", token());
  const seen = work()?.dataset.seen;
  if (seen) data.set("seen", seen);
  for (const [name, value] of Object.entries(more)) data.set(name, value);
  return data;
}

async function post(address, more) {
  await queued(async () => {
    const answer = await fetch(address, { method: "POST", body: more instanceof FormData ? more : fields(more) });
    swap(await answer.text(), answer.url);
  }).catch(failed);
}

async function edit(address) {
  try {
    const answer = await fetch(address);
    dialog(await answer.text(), answer.url);
  } catch (error) {
    failed(error);
  }
}

/* A form of another page, in a dialog over this one. */
function dialog(html, address) {
  const found = parser.parseFromString(html, "text/html").getElementById("edit");
  if (!found) {
    swap(html, address);
    return;
  }
  // what names no address of its own means that of the page it comes from
  for (const form of found.querySelectorAll("form:not([action])")) form.setAttribute("action", address);
  for (const link of found.querySelectorAll('a[href^="?"]')) link.href = new URL(link.getAttribute("href"), address);
  const box = document.getElementById("editor");
  box.replaceChildren(found);
  if (!box.open) box.showModal();
  const field = box.querySelector("[autofocus], input:not([type=hidden]), select, textarea, button");
  field?.focus();
  field?.select?.();
}

function failed(error) {
  const bar = document.getElementById("failed");
  bar.textContent = `${bar.dataset.words} ${error.message}`;
  bar.hidden = false;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (form.method === "get" && form.dataset.live !== undefined) {
    event.preventDefault();
    live(form)
      .then(() => document.querySelector("#found button")?.focus())
      .catch(failed);
    return;
  }
  if (form.dataset.swap === undefined) return;
  event.preventDefault();
  const data = new FormData(form, button);
  // by its attribute: a form whose field is called "action" hides its own property
  const address = new URL(form.getAttribute("action") || "", location.href);
  if (button?.dataset.next === undefined || !prefetched?.html) post(address, data);
  else if (button.dataset.next === "checked") checked(address, data);
  else onward(address, data);
});

/* ---- The next item, loaded before it is asked for. ---- */

let prefetched = null;

async function prefetch() {
  const link = work()?.dataset.next;
  prefetched = null;
  if (!link) return;
  const mine = (prefetched = {});
  try {
    // what was decided last must be known before the next one is chosen
    await waiting.catch(() => undefined);
    const answer = await fetch(link);
    const html = await answer.text();
    if (mine === prefetched) prefetched = answer.ok ? { html, address: answer.url, link } : null;
  } catch {
    if (mine === prefetched) prefetched = null;
  }
}

async function tell(address, data) {
  const answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}

function noted(told) {
  const bar = document.getElementById("last-act");
  if (bar) {
    bar.querySelector("[data-words]").textContent = told.text;
    bar.hidden = false;
  }
  say(told.text);
  for (const one of document.querySelectorAll("[data-left]")) one.textContent = told.left;
}

/* Show the next item at once, and tell the register meanwhile. */
function onward(address, data) {
  const { html, address: next } = prefetched;
  const before = location.href;
  const told = queued(() => tell(address, data));
  swap(html, next);
  told.then(noted).catch((error) => {
    failed(error);
    const bar = document.getElementById("failed");
    const back = document.createElement("a");
    back.href = before;
    back.textContent = ` ${bar.dataset.back}`;
    bar.append(back);
  });
}

/* Show the next item once what was entered is found to be whole. */
function checked(address, data) {
  const { html, address: next, link } = prefetched;
  queued(async () => {
    const told = await tell(address, data);
    if (told.next === new URL(link, location.href).pathname) {
      swap(html, next);
    } else {
      // it was loaded while another one seemed to be the next
      const answer = await fetch(told.next);
      swap(await answer.text(), answer.url);
    }
    noted(told);
  }).catch(failed);
}

function swap(html, address) {
  const found = parser.parseFromString(html, "text/html");
  const fresh = found.getElementById("work");
  if (!fresh) {
    const form = found.getElementById("edit");
    if (form) dialog(html, address);
    else location.assign(address);
    return;
  }
  leave();
  document.getElementById("editor")?.close();
  document.getElementById("failed").hidden = true;
  const top = document.querySelector("main > .messages");
  const told = found.querySelector("main > .messages");
  top?.remove();
  if (told) work().before(told);
  work().replaceWith(fresh);
  document.title = found.title;
  if (address !== location.href) history.pushState({ swapped: true }, "", address);
  begin();
  work().focus({ preventScroll: true });
}

addEventListener("popstate", () => location.reload());

/* ---- Searching while one types. ---- */

let typed = 0;

async function live(form) {
  const mine = (typed += 1);
  const address = new URL(form.getAttribute("action"), location.href);
  address.search = new URLSearchParams(new FormData(form)).toString();
  const answer = await fetch(address);
  const html = await answer.text();
  if (mine !== typed) return;
  const fresh = parser.parseFromString(html, "text/html").getElementById("found");
  if (fresh) document.getElementById("found").replaceWith(fresh);
}

let pause = 0;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.dataset.live === undefined || event.target.type !== "search") return;
  clearTimeout(pause);
  pause = setTimeout(() => live(form).catch(failed), 150);
});

/* ---- Every time there is another item. ---- */

function begin() {
  for (const one of document.querySelectorAll("[data-script]")) one.hidden = false;
  const box = pane();
  const now = document.getElementById("now");
  if (box && now) box.scrollTop += now.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 4;
  prefetch();
}

for (const box of document.querySelectorAll("[data-keys-switch]")) {
  box.checked = keysOn();
  box.addEventListener("change", () => switchKeys(box.checked));
}
switchKeys(keysOn());
begin();
