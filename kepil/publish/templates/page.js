"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const tools = document.querySelector(".tools");
  const field = (name) => tools.querySelector(`[name="${name}"]`);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const marks = new Map();
  for (const mark of all("main [data-s]")) {
    if (!marks.has(mark.dataset.s)) marks.set(mark.dataset.s, []);
    marks.get(mark.dataset.s).push(mark);
  }
  const cards = all(".card").map((card) => {
    const own = marks.get(card.id) || [];
    const words = own.filter((mark) => mark.classList.contains("q")).map((mark) => mark.textContent);
    return { card, own, shown: true, hay: plain([card.textContent, ...words].join(" ")) };
  });
  const byId = new Map(cards.map((entry) => [entry.card.id, entry]));
  const rows = all(".row").map((row) => ({ row, ids: all(".card", row).map((card) => card.id) }));

  // Filters: what does not match loses its card and its mark, and its words stay.
  const filter = () => {
    const kinds = new Set(all('[name="kind"]', tools).filter((box) => box.checked).map((box) => box.value));
    const quality = field("quality").value;
    const sure = Number(field("sure").value);
    const words = plain(field("words").value).split(/\s+/).filter(Boolean);
    const only = field("only").checked;
    let shown = 0;
    for (const entry of cards) {
      const { kind, quality: own, sure: confidence } = entry.card.dataset;
      entry.shown = kinds.has(kind) && (!quality || own === quality) && Number(confidence) * 100 >= sure
        && words.every((word) => entry.hay.includes(word));
      shown += entry.shown;
      entry.card.hidden = !entry.shown;
      for (const mark of entry.own) mark.classList.toggle("off", !entry.shown);
    }
    for (const { row, ids } of rows) row.hidden = only && !ids.some((id) => byId.get(id).shown);
    tools.querySelector("output").textContent = `${sure}% sure`;
    tools.querySelector("[role=status]").textContent = shown === cards.length ? `all ${shown} shown` : `${shown} of ${cards.length} shown`;
    field("all").hidden = shown === cards.length && !only;
  };
  const reset = () => {
    for (const box of all('[name="kind"]', tools)) box.checked = true;
    field("quality").value = field("words").value = "";
    field("sure").value = "0";
    field("only").checked = false;
    filter();
  };

  // A statement that is chosen is shown in both places, and the address leads back to it.
  let chosen = null;
  const light = (entry, name, on) => {
    if (entry) for (const node of [entry.card, ...entry.own]) node.classList.toggle(name, on);
  };
  const choose = (id) => {
    light(chosen, "sel", false);
    chosen = byId.get(id) || null;
    if (chosen && !chosen.shown) reset();
    light(chosen, "sel", true);
  };
  const show = (node) => {
    const edge = tools.getBoundingClientRect();
    const box = node.getBoundingClientRect();
    const top = getComputedStyle(tools).position === "sticky" ? edge.bottom : 0;
    if (box.top < top || box.bottom > innerHeight) node.scrollIntoView({ block: box.height > innerHeight / 2 ? "start" : "center" });
  };
  const fromHash = () => choose(decodeURIComponent(location.hash.slice(1)).replace(/t$/, ""));

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#d"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    let id = link.hash.slice(1);
    if (link.classList.contains("m")) {
      // A mark that is filtered out does not answer; one around it that is not, does.
      const mark = event.target.closest(".m:not(.off)");
      if (!mark) return event.preventDefault();
      id = mark.dataset.s;
    }
    const target = document.getElementById(id);
    if (!target || !byId.has(id.replace(/t$/, ""))) return;
    event.preventDefault();
    history.pushState(null, "", `#${id}`);
    choose(id.replace(/t$/, ""));
    show(target);
    if (target.classList.contains("card")) target.focus({ preventScroll: true });
    else chosen.own.find((mark) => mark.classList.contains("n"))?.focus({ preventScroll: true });
  });
  addEventListener("hashchange", fromHash);
  addEventListener("popstate", fromHash);

  let hot = null;
  document.addEventListener("mouseover", (event) => {
    const node = event.target.closest(".card, main [data-s]:not(.off)");
    const entry = node ? byId.get(node.dataset.s || node.id) : null;
    if (entry === hot) return;
    light(hot, "hot", false);
    light((hot = entry), "hot", true);
  });

  tools.addEventListener("input", filter);
  field("all").addEventListener("click", reset);
  root.classList.add("js");
  const filters = tools.querySelector(".filters");
  filters.hidden = false;
  filters.open = matchMedia("(min-width: 45.01rem)").matches;
  const measure = () => root.style.setProperty("--stick", getComputedStyle(tools).position === "sticky" ? `${tools.offsetHeight}px` : "0px");
  new ResizeObserver(measure).observe(tools);
  measure();
  filter();
  if (location.hash) {
    fromHash();
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView(); // once more, below the bar
  }
})();
