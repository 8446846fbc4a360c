// The article page: #char=START,END scrolls to the very words and marks them; pointing at a mark tells what it is.
const blocks = [...document.querySelectorAll(".text-block[data-start]")];

/** The text nodes of a block that are the article's own: the small references behind statements are not. */
function* words(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(".reference")) yield walker.currentNode;
  }
}

/** Where a number of code points into a block lies: a text node and its offset in UTF-16 units. */
function place(block, offset, isEnd) {
  let left = offset;
  let last = null;
  for (const node of words(block)) {
    const points = [...node.data];
    last = [node, node.data.length];
    if (left < points.length || (isEnd && left === points.length)) {
      return [node, points.slice(0, left).join("").length];
    }
    left -= points.length;
  }
  return last;
}

function blockAt(offset) {
  return blocks.filter((block) => Number(block.dataset.start) <= offset).pop();
}

function rangeOf(start, end) {
  const first = blockAt(start);
  const final = blockAt(Math.max(start, end - 1));
  if (!first || !final) return null;
  const from = place(first, start - Number(first.dataset.start), false);
  const to = place(final, end - Number(final.dataset.start), true);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

function aim() {
  for (const one of document.querySelectorAll(".aimed")) one.classList.remove("aimed");
  globalThis.CSS?.highlights?.delete("aimed");
  const found = /^#char=(\d{1,9}),(\d{1,9})$/.exec(decodeURIComponent(location.hash || ""));
  if (!found) return;
  const [start, end] = [Number(found[1]), Number(found[2])];
  const marks = document.querySelectorAll(`[data-span="${start},${end}"]`);
  for (const mark of marks) mark.classList.add("aimed");
  const range = rangeOf(start, end);
  if (!range) return;
  if (!marks.length && globalThis.Highlight) CSS.highlights.set("aimed", new Highlight(range));
  const target = marks[0] ?? range.startContainer.parentElement;
  target.scrollIntoView({ block: "center" });
  if (marks[0]?.matches("a")) marks[0].focus({ preventScroll: true });
}

const card = document.getElementById("card");
const notes = new WeakMap();

/** The browser's own tooltip would lie over the card, so the title is kept here. */
function noteOf(mark) {
  if (mark.title) {
    notes.set(mark, mark.title);
    mark.setAttribute("aria-description", mark.title);
    mark.removeAttribute("title");
  }
  return notes.get(mark) ?? "";
}

function tell(mark) {
  const lines = [];
  for (let one = mark; one; one = one.parentElement?.closest(".mark")) lines.push(...noteOf(one).split("\n"));
  const told = [...new Set(lines)].filter(Boolean);
  if (!told.length) return;
  card.replaceChildren(...told.map((line) => {
    const row = document.createElement("p");
    const words = document.createElement("bdi");
    words.textContent = line;
    row.append(words);
    return row;
  }));
  card.hidden = false;
  const box = mark.getClientRects()[0];
  const wide = card.offsetWidth;
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - wide - 8));
  const below = box.bottom + 8 + card.offsetHeight < innerHeight;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(below ? box.bottom + 6 : box.top - card.offsetHeight - 6) + scrollY}px`;
}

const hide = () => { card.hidden = true; };
if (card) {
  for (const text of new Set(blocks.map((block) => block.closest("section, h1")))) {
    text.addEventListener("pointerover", (event) => {
      const mark = event.target.closest(".text-block .mark");
      if (mark) tell(mark); else hide();
    });
    text.addEventListener("pointerleave", hide);
    text.addEventListener("focusin", (event) => {
      const mark = event.target.closest(".text-block .mark");
      if (mark) tell(mark); else hide();
    });
    text.addEventListener("focusout", hide);
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
addEventListener("hashchange", aim);
aim();
