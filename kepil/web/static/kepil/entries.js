// Buttons that copy a citation or a snippet; where the browser forbids it, the text is selected instead.
for (const place of document.querySelectorAll("pre[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet copy";
  button.textContent = place.dataset.copy;
  const label = place.getAttribute("aria-labelledby");
  button.id = `${label}-copy`;
  button.setAttribute("aria-labelledby", `${button.id} ${label}`);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(place.textContent);
      button.textContent = place.dataset.copied;
      setTimeout(() => (button.textContent = place.dataset.copy), 2000);
    } catch {
      getSelection().selectAllChildren(place);
    }
  });
  place.before(button);
}
