// The list of promises: a filter applies as soon as it is chosen, without a new page; the address follows.
const form = document.getElementById("narrow");
let asked = null;

/** The address of what the form asks for, without what is empty or as it is anyhow. */
function address() {
  const given = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) given.append(name, value);
  if (given.get("sort") === (given.get("q") ? "best" : "new")) given.delete("sort");
  const query = given.toString();
  return query ? `${form.action}?${query}` : form.action;
}

/** Put the parts of the page at an address in place of those here; what has the focus keeps it. */
async function show(where, { push = true, focus = "" } = {}) {
  asked?.abort();
  asked = new AbortController();
  const results = document.getElementById("results");
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(where, { signal: asked.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const held = document.activeElement?.id;
    if (push) history.pushState(null, "", where);
    document.title = page.title;
    const scrolled = form.querySelector(".many")?.scrollTop;
    for (const part of document.querySelectorAll("[data-part]")) {
      const other = page.getElementById(part.id);
      if (other) part.innerHTML = other.innerHTML; // moved options would bring a choice of their own
    }
    const many = form.querySelector(".many");
    if (many) many.scrollTop = scrolled;
    const q = document.getElementById("q");
    if (document.activeElement !== q) q.value = page.getElementById("q").value;
    for (const id of ["over", "after", "before"]) {
      const field = document.getElementById(id);
      if (document.activeElement !== field) field.value = page.getElementById(id).value;
    }
    document.getElementById(focus || held)?.focus({ preventScroll: !focus });
    results.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(where);
  }
}

form.addEventListener("change", (event) => {
  if (event.target.id !== "q") show(address());
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show(address());
});
document.getElementById("results").addEventListener("click", (event) => {
  const link = event.target.closest(".chips a, .pages a, .empty a");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const page = link.closest(".pages");
  show(link.href, { focus: "results" }).then(() => page && window.scrollTo({ top: 0 }));
});
addEventListener("popstate", () => show(location.href, { push: false }));
