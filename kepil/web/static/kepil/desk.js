/* What helps at the desk where JavaScript runs; everything works without it. */

for (const one of document.querySelectorAll(".js[hidden]")) {
  if (!one.closest(".gate") || window.PublicKeyCredential) one.hidden = false;
}

// A passkey that was not given is no fault: the page stays as it is.
document.addEventListener("allauth.error", (event) => event.preventDefault());

// All boxes of a page at once.
for (const all of document.querySelectorAll("[data-all]")) {
  all.addEventListener("change", () => {
    for (const box of document.getElementsByName(all.dataset.all)) box.checked = all.checked;
  });
}

// How far an upload is.
async function refresh() {
  const progress = document.getElementById("progress");
  const wait = Number(progress?.dataset.refresh);
  if (!wait) return;
  await new Promise((done) => setTimeout(done, wait));
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("progress");
      if (fresh) progress.replaceWith(document.adoptNode(fresh));
    }
  } catch {
    // the server is away for a moment: ask again
  }
  refresh();
}
refresh();

// Keys for links; they can be turned off, and do nothing while somebody writes.
const hot = document.querySelector("[data-hot]");
const keys = document.querySelector("[data-keys]");
if (hot && keys) {
  keys.checked = localStorage.getItem("kepil-keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("kepil-keys", keys.checked ? "on" : "off"));
  const cards = [...hot.querySelectorAll(".link")];
  const at = () => cards.findIndex((one) => one.contains(document.activeElement));
  const go = (place) => cards[Math.max(0, Math.min(place, cards.length - 1))]?.focus();
  document.addEventListener("keydown", (event) => {
    const writing = event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
    if (event.key === "Escape" && writing) cards[at()]?.focus();
    if (!keys.checked || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const card = cards[at()];
    const reason = card?.querySelector("[name=reason]");
    const press = (what) => card?.querySelector(`button[value=${what}]`)?.click();
    const acts = {
      j: () => go(at() + 1),
      k: () => go(at() - 1),
      a: () => press("accept"),
      r: () => (reason?.value.trim() ? press("reject") : reason?.focus()),
      w: () => reason?.focus(),
    };
    if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });
}
