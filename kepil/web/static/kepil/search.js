// Searching without a server: words are looked up in small scripts that were written beside this page.
"use strict";
const MOST = 100;
const waiting = new Map();
const files = new Map();

function kepilFound(name, value) { files.set(name, value); }
window.kepilFound = kepilFound;

function load(name) {
  if (files.has(name)) return Promise.resolve(files.get(name));
  if (!waiting.has(name)) {
    waiting.set(name, new Promise((done) => {
      const script = document.createElement("script");
      script.src = `${name}.js`;
      script.onload = () => done(files.get(name));
      script.onerror = () => done(null); // no entry has such a word
      document.head.append(script);
    }));
  }
  return waiting.get(name);
}

const words = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? [];
const shard = (word) => [...word].slice(0, 2).map((one) => one.codePointAt(0).toString(16)).join("-");

async function find(text) {
  let found = null;
  for (const word of words(text)) {
    const listed = (await load(shard(word))) ?? {};
    const here = new Set(Object.entries(listed).filter(([one]) => one.startsWith(word)).flatMap(([, numbers]) => numbers));
    found = found === null ? here : new Set([...found].filter((number) => here.has(number)));
  }
  return [...(found ?? [])].sort((a, b) => a - b);
}

async function show() {
  const text = new URLSearchParams(location.search).get("q") ?? "";
  const state = document.getElementById("state");
  const list = document.getElementById("found");
  document.getElementById("site-q").value = text;
  if (!words(text).length) return;
  const numbers = await find(text);
  state.textContent = numbers.length ? state.dataset.some.replace("%n", numbers.length) : state.dataset.none;
  const size = Number(state.dataset.size);
  for (const number of numbers.slice(0, MOST)) {
    const [id, title, owner] = (await load(`t${Math.floor(number / size)}`))[number % size];
    const item = document.createElement("li");
    item.className = "card";
    const heading = document.createElement("h3");
    const link = document.createElement("a");
    link.href = state.dataset.href.replace("ENTRY", id);
    link.textContent = title;
    heading.append(link);
    const who = document.createElement("p");
    who.className = "meta";
    who.textContent = owner;
    item.append(heading, who);
    list.append(item);
  }
}
show();
