// Suggestions below the search box, as a combobox (ARIA 1.2); without this file the box is a plain form.
const WAIT = 120;

function begin(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  const news = document.createElement("div");
  news.className = "unseen";
  news.setAttribute("role", "status");
  input.parentElement.append(list, news);
  for (const [name, value] of [
    ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id],
  ]) input.setAttribute(name, value);

  let timer = 0;
  let asked = null;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    const rows = list.children;
    if (!rows.length) return;
    if (chosen >= 0) rows[chosen].setAttribute("aria-selected", "false");
    chosen = place < -1 ? rows.length - 1 : place >= rows.length ? -1 : place;
    if (chosen < 0) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    rows[chosen].setAttribute("aria-selected", "true");
    rows[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", rows[chosen].id);
  };
  const show = (found) => {
    list.replaceChildren(...found.map(row));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    news.textContent = found.length ? `${found.length} suggestions` : "no suggestions";
  };
  const ask = async () => {
    const sought = input.value.trim();
    asked?.abort();
    if (!sought) {
      close();
      return;
    }
    asked = new AbortController();
    try {
      const address = `${input.dataset.suggest}?q=${encodeURIComponent(input.value.slice(0, 300))}`;
      const answer = await fetch(address, { signal: asked.signal, headers: { accept: "application/json" } });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.href);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => {
    const row = event.target.closest("li");
    if (row) {
      event.preventDefault();
      location.assign(row.dataset.href);
    }
  });
}

function row(found, place) {
  const item = document.createElement("li");
  item.id = `suggestion-${place}`;
  item.dataset.href = found.href;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  if (found.sign) {
    const sign = document.createElement("span");
    sign.className = `sign ${found.style}`;
    sign.setAttribute("aria-hidden", "true");
    sign.textContent = found.sign;
    item.append(sign);
  }
  const label = document.createElement("bdi");
  label.className = "label";
  label.textContent = found.matched ? `${found.label} (${found.matched})` : found.label;
  const kind = document.createElement("small");
  kind.textContent = found.articles ? `${found.kind}, ${found.articles}` : found.kind;
  item.append(label, kind);
  return item;
}

const box = document.querySelector("input[data-suggest]");
if (box) begin(box);
