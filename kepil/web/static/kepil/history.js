// What is new since the last visit: the number of the last event seen stays in this browser and is sent nowhere.
const page = document.querySelector("[data-changes]");
if (page) {
  const size = Number(page.dataset.size);
  const key = `kepil seen ${page.dataset.log}`;
  const note = page.querySelector("[data-since-note]");
  let seen = null;
  try {
    // as long as this tab is open, its first page decides what is new
    seen = sessionStorage.getItem(key) ?? localStorage.getItem(key);
    if (seen !== null) sessionStorage.setItem(key, seen);
    localStorage.setItem(key, String(size));
  } catch {
    seen = null;
  }
  const from = seen === null ? NaN : Number(seen);
  if (Number.isInteger(from) && from >= 0 && from <= size) {
    let shown = false;
    for (const item of page.querySelectorAll(".happened")) {
      if (Number(item.dataset.n) >= from) {
        shown = true;
        item.classList.add("is-new");
        item.querySelector(".what").dataset.new = note.dataset.new;
      }
    }
    if (shown) {
      const link = document.createElement("a");
      link.href = page.dataset.href + from;
      link.textContent = note.dataset.some;
      note.append(link);
    } else {
      note.textContent = note.dataset.none;
    }
  }
}
